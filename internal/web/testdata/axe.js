// A small check of names, roles, structure and contrast after WCAG 2.2 AA. It
// returns the problems found as texts. It is run in the page by the browser tests.
(() => {
  const problems = [];
  const say = (el, what) => problems.push(what + ": " + el.outerHTML.slice(0, 140).replace(/\s+/g, " "));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (id) => (document.getElementById(id)?.textContent || "").trim();
  const shown = (el) => el.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const name = (el) => (el.getAttribute("aria-label") || (el.getAttribute("aria-labelledby") || "").split(/\s+/).map(text).join(" ") || (el.labels ? [...el.labels].map((l) => l.textContent).join(" ") : "") || el.textContent || el.getAttribute("alt") || el.getAttribute("title") || "").trim();

  // the document
  if (!document.documentElement.lang) problems.push("the page names no language");
  if (!document.title.trim()) problems.push("the page has no title");
  if (all("main").length !== 1) problems.push("the page has " + all("main").length + " main parts");
  if (all("h1").length !== 1) problems.push("the page has " + all("h1").length + " first headings");
  let level = 0;
  for (const h of all("h1,h2,h3,h4,h5,h6").filter(shown)) {
    const n = Number(h.tagName[1]);
    if (n > level + 1) say(h, "a heading skips from " + level + " to " + n);
    level = n;
  }
  const ids = new Map();
  for (const el of all("[id]")) ids.set(el.id, (ids.get(el.id) || 0) + 1);
  for (const [id, n] of ids) if (n > 1) problems.push("the id " + id + " stands " + n + " times");
  const landmarks = new Map();
  for (const el of all("nav,form[role=search],section[aria-labelledby],[role=region]").filter(shown)) {
    const key = (el.getAttribute("role") || el.tagName) + " " + name(el).slice(0, 80);
    if (!(el.getAttribute("aria-label") || el.getAttribute("aria-labelledby"))) say(el, "a landmark has no name");
    else if (landmarks.has(key) && el.tagName !== "SECTION") say(el, "two landmarks have the same name");
    landmarks.set(key, el);
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) problems.push("the page is " + document.documentElement.scrollWidth + " wide in a window of " + innerWidth);

  // names, roles, states
  for (const el of all("a[href],button,input,select,textarea,summary,[role=slider],[role=combobox]").filter(shown)) {
    if (!name(el)) say(el, "a control has no name");
    if (el.tabIndex < 0) say(el, "a control cannot be reached by keyboard");
    if (el.getAttribute("tabindex") > 0) say(el, "a control forces its place in the order");
    if (el.closest("[aria-hidden=true]")) say(el, "a control is hidden from screen readers");
    const box = el.getBoundingClientRect();
    if (el.matches("button,input,select,summary") && (box.height < 24 || box.width < 24)) say(el, "a target is " + box.width.toFixed(0) + "×" + box.height.toFixed(0) + ", under 24×24");
  }
  for (const el of all("[role=slider]")) for (const a of ["aria-valuenow", "aria-valuemin", "aria-valuemax"]) if (!el.hasAttribute(a)) say(el, "a slider lacks " + a);
  for (const el of all("[role=combobox]")) if (!el.hasAttribute("aria-expanded") || !ids.has(el.getAttribute("aria-controls"))) say(el, "a combobox lacks its list");
  for (const el of all("[role=option]")) if (!el.parentElement.matches("[role=listbox]")) say(el, "an option stands in no list");
  for (const el of all("img,svg[role=img]")) if (!(el.getAttribute("alt") ?? name(el))) say(el, "a picture has no name");
  for (const el of all("svg:not([role])")) if (!el.closest("[aria-hidden=true]") && shown(el)) say(el, "a drawing has no role");
  for (const el of all("[aria-labelledby],[aria-describedby],[aria-controls]"))
    for (const a of ["aria-labelledby", "aria-describedby", "aria-controls"])
      for (const id of (el.getAttribute(a) || "").split(/\s+/).filter(Boolean)) if (!ids.has(id)) say(el, a + " leads to nothing");
  for (const el of all("table")) if (!el.querySelector("th[scope]")) say(el, "a table has no heads");
  for (const el of all("ul,ol")) if (el.getAttribute("role") !== "listbox") for (const c of el.children) if (c.tagName !== "LI") say(el, "a list holds something else");
  for (const el of all("dl")) for (const c of el.children) if (!c.matches("dt,dd,div")) say(el, "a list of terms holds something else");
  for (const el of all("main *").filter(shown)) {
    const s = getComputedStyle(el);
    if (/auto|scroll/.test(s.overflowX + s.overflowY) && (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1) && el.tabIndex < 0 && !el.querySelector("a,button,input,[tabindex='0']") && el.tagName !== "TEXTAREA") say(el, "what scrolls cannot be reached by keyboard");
  }

  // contrast
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (css) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1); const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3]));
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const back = (el) => { const stack = []; for (let e = el; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); stack.push(c); if (c[3] === 1) break; } return stack.reverse().reduce((under, c) => over(c, under), [255, 255, 255]); };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, el = node.parentElement;
    if (!node.data.trim() || !el || !shown(el) || el.closest("title,desc,script,option")) continue;
    const s = getComputedStyle(el), svg = el instanceof SVGElement;
    if (svg && el.closest("svg").querySelector("[data-code]")) continue; // labels upon a map have their own ground
    const ground = back(svg ? el.closest("svg").parentElement : el), ink = over(rgba(svg ? s.fill : s.color), ground);
    const size = parseFloat(s.fontSize), large = size >= 24 || size >= 18.66 && Number(s.fontWeight) >= 700;
    const r = ratio(ink, ground), key = [s.color, s.fill, ground, large].join();
    if (r < (large ? 3 : 4.5) && !seen.has(key)) { seen.add(key); say(el, "contrast " + r.toFixed(2) + " of “" + node.data.trim().slice(0, 30) + "”"); }
  }
  return problems;
})()
