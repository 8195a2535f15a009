"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
  document.documentElement.classList.add("js");

  // Tables: filter by words and by choice, sort by any column.
  const cellKey = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const compare = (a, b, numeric) => {
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    return numeric ? Number(a) - Number(b) : collator.compare(a, b);
  };
  for (const table of all("table.data[id]")) {
    const body = table.tBodies[0];
    const heads = all("thead th", table);
    heads.forEach((head, column) => {
      head.querySelector("button").addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = Array.from(body.rows, (row) => [cellKey(row, column), row]);
        const numeric = rows.every(([key]) => key === "" || !Number.isNaN(Number(key)));
        rows.sort(([a], [b]) => {
          if (a === "" || b === "") return compare(a, b, numeric);
          return down ? compare(b, a, numeric) : compare(a, b, numeric);
        });
        body.append(...rows.map(([, row]) => row));
      });
    });
  }
  for (const filters of all(".filters")) {
    const rows = Array.from(document.getElementById(filters.dataset.table).tBodies[0].rows, (row) => ({
      row, text: row.textContent.toLocaleLowerCase(),
    }));
    const search = filters.querySelector("input");
    const selects = all("select", filters);
    const output = filters.querySelector("output");
    const apply = () => {
      const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, text } of rows) {
        row.hidden = !(words.every((word) => text.includes(word))
          && selects.every((select) => !select.value || row.dataset[select.dataset.attr] === select.value));
        shown += row.hidden || row.classList.contains("out") ? 0 : 1;
      }
      output.textContent = fill(data.strings.rows_shown, { shown, total: rows.length });
    };
    search.addEventListener("input", apply);
    for (const select of selects) select.addEventListener("change", apply);
    document.addEventListener("filtered", apply);
    apply();
  }
})();
