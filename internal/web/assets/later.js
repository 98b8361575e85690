// A section that takes long has a page of its own; it is brought in when the reader
// comes near. Without this script it is a link.
(() => {
  "use strict";
  const bring = async (section) => {
    section.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(section.dataset.later);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById(section.id);
      if (!found) return;
      found.querySelectorAll("a.num").forEach((a) => a.setAttribute("href", section.dataset.later + a.getAttribute("href")));
      section.replaceChildren(...found.childNodes);
      section.dispatchEvent(new Event("dyad-figures", { bubbles: true }));
    } catch { /* the link stays */ } finally { section.removeAttribute("aria-busy"); }
  };
  const near = new IntersectionObserver((entries) => {
    for (const e of entries) if (e.isIntersecting) { near.unobserve(e.target); bring(e.target); }
  }, { rootMargin: "900px" });
  document.querySelectorAll("[data-later]").forEach((s) => near.observe(s));
})();
