// Claims: the evidence changes beside the list, and a claim file is judged as it
// is typed. Without this script both are links and a form.
(() => {
  "use strict";
  const list = document.querySelector("[data-claims]"), evidence = document.getElementById("evidence");
  if (list && evidence) {
    const path = (at) => { const u = new URL(at, location.href); return u.pathname + u.search; };
    let asked = 0, shown = path(location.href);
    // What was asked last stands, whichever answer comes last.
    const open = async (at, push) => {
      const mine = ++asked;
      evidence.classList.add("busy");
      try {
        const answer = await fetch(at);
        if (!answer.ok) throw new Error();
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (mine !== asked) return;
        const current = page.querySelector("[data-claims] [aria-current]")?.getAttribute("href");
        evidence.replaceChildren(...page.getElementById("evidence").childNodes);
        list.querySelectorAll("a").forEach((a) => { if (a.getAttribute("href") === current) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current"); });
        if (push) history.pushState(null, "", at);
        document.title = page.title;
        shown = path(at);
        if (evidence.getBoundingClientRect().bottom < 0 || evidence.getBoundingClientRect().top > innerHeight) evidence.scrollIntoView();
      } catch { if (mine === asked) { if (push) location.href = at; else location.reload(); } }
      if (mine === asked) evidence.classList.remove("busy");
    };
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(link.href, true);
    });
    addEventListener("popstate", () => {
      if (path(location.href) !== shown) return void open(location.href, false);
      asked++; // back where the evidence is from: whatever else was asked is not wanted
      evidence.classList.remove("busy");
    });
  }

  const form = document.querySelector("[data-try]");
  if (form) editor(form, document.getElementById("result"));

  function editor(form, result) {
    const file = form.querySelector("textarea"), lines = document.createElement("pre");
    lines.className = "lines";
    lines.setAttribute("aria-hidden", "true");
    file.before(lines);
    let timer = 0, asked = 0, stop = null;
    const number = (bad) => {
      const n = file.value.split("\n").length;
      lines.replaceChildren(...Array.from({ length: n }, (_, i) => {
        const span = document.createElement("span");
        span.textContent = i + 1;
        if (bad.has(i + 1)) span.className = "bad";
        return span;
      }).flatMap((span) => [span, "\n"]));
      lines.scrollTop = file.scrollTop;
    };
    const goTo = (line, column) => {
      const rows = file.value.split("\n");
      const at = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0) + Math.max(0, column - 1);
      file.focus();
      file.setSelectionRange(at, at);
    };
    const el = (tag, text, name) => { const e = document.createElement(tag); if (text) e.textContent = text; if (name) e.className = name; return e; };
    const verdict = (v) => el("span", { mixed: "mixed by source", not_testable: "not testable" }[v] || v, "verdict " + v);
    const show = (answer) => {
      const problems = answer.problems || [];
      number(new Set(problems.map((p) => p.line)));
      file.setAttribute("aria-invalid", problems.length ? "true" : "false");
      if (problems.length) {
        const ul = el("ul", "", "problems");
        for (const p of problems) {
          const li = el("li"), at = el("button", "Line " + p.line + ", column " + p.column);
          at.type = "button";
          at.addEventListener("click", () => goTo(p.line, p.column));
          li.append(at, p.what + (p.try ? ". Try: " + p.try : ""));
          ul.append(li);
        }
        if (answer.more_problems) ul.append(el("li", "and " + answer.more_problems + " more"));
        return result.replaceChildren(ul);
      }
      result.replaceChildren(el("p", answer.tally), ...answer.claims.map((c) => {
        const box = el("article", "", "judged"), h = el("h3", c.id + " "), quote = el("p");
        h.append(verdict(c.verdict));
        quote.append(el("q", c.quote));
        box.append(h, quote, el("p", c.summary));
        for (const j of c.judgements || []) {
          const p = el("p", j.by + " ");
          p.append(verdict(j.verdict), " " + [j.computed_text && "computed " + j.computed_text, j.expected && "stated " + j.expected].filter(Boolean).join(", "));
          box.append(p);
        }
        return box;
      }));
    };
    const judge = async () => {
      const mine = ++asked;
      if (stop) stop.abort();
      stop = new AbortController();
      result.classList.add("busy");
      try {
        const answer = await fetch("/api/v1/check", { method: "POST", body: file.value, headers: { "Content-Type": "application/yaml" }, signal: stop.signal });
        const body = await answer.json();
        if (mine !== asked) return;
        if (answer.ok) show(body);
        else { number(new Set()); result.replaceChildren(el("p", body.what + (body.try ? ". Try: " + body.try : ""), "problem")); }
      } catch (e) {
        if (e.name !== "AbortError" && mine === asked) result.replaceChildren(el("p", "The server does not answer.", "problem"));
      }
      if (mine === asked) result.classList.remove("busy");
    };
    file.addEventListener("input", () => { number(new Set()); clearTimeout(timer); timer = setTimeout(judge, 350); });
    file.addEventListener("scroll", () => { lines.scrollTop = file.scrollTop; });
    form.addEventListener("submit", (event) => { event.preventDefault(); judge(); });
    number(new Set());
    judge();
  }
})();
