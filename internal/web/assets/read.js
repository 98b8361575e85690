// Reading values off a figure: by pointer, by touch, or by arrow keys on a slider
// whose text is the values. Where they stand comes from the figure's .values.json.
(() => {
  "use strict";
  for (const figure of document.querySelectorAll("figure[data-values]")) reader(figure);
  document.addEventListener("dyad-figures", (event) => event.target.querySelectorAll("figure[data-values]").forEach(reader));

  function reader(figure) {
    const plot = figure.querySelector(".plot");
    const layer = make("div", "reader fig"), line = make("div", "at"), out = make("div", "readout fig");
    const title = figure.querySelector("figcaption strong").textContent;
    out.hidden = true;
    for (const [name, value] of Object.entries({ role: "slider", tabindex: "0", "aria-label": "Read values: " + title, "aria-valuemin": "1", "aria-valuemax": "1", "aria-valuenow": "1", "aria-valuetext": "Arrow keys read the values" })) layer.setAttribute(name, value);
    layer.append(line);
    plot.append(layer, out);
    let data = null, layout = "", at = -1, loading = null;

    const narrow = () => getComputedStyle(figure.querySelector(".narrow-only")).display !== "none";
    const load = () => {
      const now = narrow() ? "narrow" : "wide";
      if (data && layout === now) return Promise.resolve(true);
      if (loading && layout === now) return loading;
      layout = now;
      const url = new URL(figure.dataset.values, location.href);
      url.searchParams.set("layout", now);
      loading = fetch(url).then((r) => (r.ok ? r.json() : null)).then((d) => {
        data = d && d.stops.length ? d : null;
        if (data) layer.setAttribute("aria-valuemax", data.stops.length);
        return Boolean(data);
      }).catch(() => false).finally(() => { loading = null; });
      return loading;
    };
    const hide = () => { out.hidden = true; line.style.display = "none"; layer.querySelectorAll(".dot").forEach((d) => d.remove()); };
    const show = (i) => {
      at = Math.max(0, Math.min(data.stops.length - 1, i));
      const stop = data.stops[at];
      const right = (stop.x ?? 0) > data.width / 2;
      out.className = "readout fig " + (right ? "left" : "right");
      const head = make("b"), rows = [];
      head.textContent = stop.label;
      layer.querySelectorAll(".dot").forEach((d) => d.remove());
      for (const v of stop.values) {
        const row = make("div"), name = make("span", "name"), text = make("span"), swatch = make("i", "sw " + (v.class || "") + (v.dash ? " dash" : ""));
        text.textContent = v.text;
        name.append(swatch, v.name);
        row.append(name, text);
        rows.push(row);
        if (v.y !== null && v.y !== undefined && v.x !== null) layer.append(place(make("i", "dot " + (v.class || "")), v.x, v.y));
      }
      out.replaceChildren(head, ...rows);
      out.hidden = false;
      const [, top, , height] = data.plot;
      const spot = stop.x !== null && stop.x !== undefined && stop.y !== null && stop.y !== undefined; // a place on a map
      out.style.top = out.style.left = out.style.right = ""; // narrow: beneath, by the style sheet
      if (layout === "wide") {
        out.style.top = pct(spot ? Math.min(stop.y, data.height * 0.8) : top, data.height);
        if (spot) { // beside it, on the side that has room
          const gap = 14;
          out.style.left = right ? "auto" : pct(stop.x + gap, data.width);
          out.style.right = right ? pct(data.width - stop.x + gap, data.width) : "auto";
        }
      }
      if (stop.x !== null && stop.x !== undefined && (stop.y === null || stop.y === undefined)) {
        place(line, stop.x, top);
        line.style.width = "1px";
        line.style.height = pct(height, data.height);
        line.style.display = "block";
      } else line.style.display = "none";
      layer.setAttribute("aria-valuenow", at + 1);
      layer.setAttribute("aria-valuetext", stop.label + ": " + stop.values.map((v) => (v.name && v.name !== stop.label ? v.name + " " : "") + v.text).join("; "));
    };
    const place = (el, x, y) => { el.style.left = pct(x, data.width); el.style.top = pct(y, data.height); el.style.display = "block"; return el; };
    const nearest = (event) => {
      const box = layer.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width * data.width, y = (event.clientY - box.top) / box.height * data.height;
      let best = 0, least = Infinity;
      data.stops.forEach((s, i) => {
        const dx = s.x === null || s.x === undefined ? 0 : s.x - x, dy = s.y === null || s.y === undefined ? 0 : s.y - y;
        if (dx * dx + dy * dy < least) { least = dx * dx + dy * dy; best = i; }
      });
      return best;
    };
    const point = async (event) => { if (await load()) show(nearest(event)); };
    layer.addEventListener("pointermove", point);
    layer.addEventListener("pointerdown", point);
    layer.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch" && document.activeElement !== layer) hide(); });
    layer.addEventListener("blur", hide);
    layer.addEventListener("focus", async () => { if (layer.matches(":focus-visible") && await load() && document.activeElement === layer) show(at < 0 ? data.stops.length - 1 : at); });
    layer.addEventListener("keydown", async (event) => {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity }[event.key];
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return; // the browser's own: Alt and Left is back
      if (event.key === "Escape") return hide();
      if (step === undefined) return;
      event.preventDefault();
      if (!(await load())) return;
      show(at < 0 ? data.stops.length - 1 : at + step);
    });
    window.addEventListener("resize", () => { if (data && layout !== (narrow() ? "narrow" : "wide")) { data = null; at = -1; hide(); } });
  }
  function make(tag, name) { const el = document.createElement(tag); if (name) el.className = name; return el; }
  function pct(part, whole) { return (100 * part / whole).toFixed(3) + "%"; }
})();
