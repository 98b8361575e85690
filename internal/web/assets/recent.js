// The dyads opened in this browser, kept in it and nowhere else.
(() => {
  "use strict";
  const key = "dyad-recent", most = 6;
  const kept = () => { try { return JSON.parse(localStorage.getItem(key)) || []; } catch { return []; } };
  const here = document.querySelector("h1[data-dyad]");
  if (here) {
    const now = { at: here.dataset.dyad, title: here.textContent };
    try { localStorage.setItem(key, JSON.stringify([now, ...kept().filter((d) => d.at !== now.at)].slice(0, most))); } catch { /* a browser that keeps nothing */ }
  }
  const box = document.querySelector(".recent");
  const list = kept().filter((d) => d && /^[A-Z0-9-]{2,8}\/[A-Z0-9-]{2,8}$/.test(d.at));
  if (box && list.length) {
    box.querySelector("span").replaceChildren(...list.flatMap((d, i) => {
      const a = document.createElement("a");
      a.href = "/d/" + d.at;
      a.textContent = String(d.title);
      return i ? [" · ", a] : [a];
    }));
    box.hidden = false;
  }
  // a link to a number opens how it was made
  const open = () => { const el = location.hash.startsWith("#n") && document.getElementById(location.hash.slice(1)); if (el && el.tagName === "DETAILS") el.open = true; };
  addEventListener("hashchange", open);
  open();
})();
