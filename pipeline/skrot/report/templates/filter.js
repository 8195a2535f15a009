"use strict";
// A theme, a story or a text chosen above leaves on the page what is of it.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const theme = document.getElementById("only-theme");
  const story = document.getElementById("only-story");
  const clear = document.getElementById("only-all");
  if (!theme) return;
  const apply = () => {
    const docs = story?.value ? new Set(data.stories[story.value] ?? [story.value]) : null;
    const isOut = (facets) => {
      const own = facets.split(" ");
      return Boolean((theme.value && !own.includes(theme.value)) || (docs && !own.some((one) => docs.has(one))));
    };
    const active = Boolean(theme.value || docs);
    for (const item of all("[data-f]")) item.classList.toggle("out", isOut(item.dataset.f));
    for (const dot of all("#map-plot [data-key]")) dot.classList.toggle("out", isOut(data.map[dot.dataset.key].f));
    // What holds nothing any more goes as a whole; a section says so.
    for (const box of all("[data-holds]")) box.classList.toggle("out", active && !box.querySelector("[data-f]:not(.out)"));
    for (const section of all("main > section")) {
      section.classList.toggle("bare", active && section.querySelector("[data-f]") !== null
        && section.querySelector("[data-f]:not(.out)") === null);
    }
    document.documentElement.classList.toggle("filtered", active);
    clear.hidden = !active;
    document.dispatchEvent(new Event("filtered"));
  };
  theme.addEventListener("change", apply);
  story?.addEventListener("change", apply);
  document.addEventListener("listed", apply);
  clear.addEventListener("click", () => {
    theme.value = "";
    if (story) story.value = "";
    apply();
    theme.focus();
  });
  apply();
})();
