// Pickers of economies: an ARIA combobox over /api/v1/economies. Without this
// script they are plain fields and the server understands the words.
(() => {
  "use strict";
  const wait = 90;
  for (const input of document.querySelectorAll("input[data-pick]")) pick(input);

  function pick(input) {
    const list = document.createElement("ul");
    list.id = input.id + "-options";
    list.className = "options";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Economies");
    input.after(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
    let found = [], at = -1, timer = 0, asked = 0;

    const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const choose = (i) => { if (found[i]) { input.value = found[i].name; found = []; } close(); };
    const mark = (i) => {
      at = i;
      [...list.children].forEach((li, j) => li.setAttribute("aria-selected", j === i ? "true" : "false"));
      if (list.children[i]) { input.setAttribute("aria-activedescendant", list.children[i].id); list.children[i].scrollIntoView({ block: "nearest" }); }
    };
    const show = (economies) => {
      found = economies;
      list.replaceChildren(...found.map((e, i) => {
        const li = document.createElement("li");
        li.id = list.id + "-" + i;
        li.setAttribute("role", "option");
        const code = document.createElement("small");
        code.textContent = e.by && e.by !== e.name && e.by !== e.code ? e.code + ", " + e.by : e.code;
        li.append(e.name, code);
        li.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(i); });
        return li;
      }));
      if (!found.length) return close();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(0);
    };
    const ask = async () => {
      const typed = input.value.trim(), mine = ++asked;
      if (!typed) return show([]);
      try {
        const answer = await fetch("/api/v1/economies?limit=8&q=" + encodeURIComponent(typed));
        if (!answer.ok) return;
        const economies = await answer.json();
        if (mine === asked && input.value.trim() === typed) show(economies);
      } catch { if (mine === asked) show([]); }
    };
    // The list answers the text in the field or is not there: Enter before the
    // answer sends the words themselves, which the server understands.
    input.addEventListener("input", () => { clearTimeout(timer); asked++; show([]); timer = setTimeout(ask, wait); });
    input.addEventListener("blur", () => { clearTimeout(timer); asked++; close(); });
    input.addEventListener("keydown", (event) => {
      const open = !list.hidden;
      switch (event.key) {
        case "ArrowDown": case "ArrowUp":
          event.preventDefault();
          if (!open) return void ask();
          return mark((at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
        case "Enter":
          if (open && at >= 0) { event.preventDefault(); choose(at); next(input); }
          return;
        case "Tab":
          if (open && at >= 0) choose(at);
          return;
        case "Escape":
          if (open) { event.preventDefault(); close(); }
      }
    });
  }

  // After a choice by Enter the next field wants filling, or the form is ready.
  function next(input) {
    const empty = [...input.form.querySelectorAll("input[data-pick]")].find((other) => !other.value.trim());
    if (empty) empty.focus(); else input.form.requestSubmit();
  }
})();
