"use strict";
// Words in any of their forms, with or without diacritics; `groups` are as content/search.py packs them.
const search = (() => {
  const word = /[\p{L}\p{N}]+/gu;
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
    .replaceAll("ł", "l").replaceAll("đ", "d").replaceAll("ø", "o");
  const words = (text) => fold(text).match(word) ?? [];

  // A finder takes what is asked and gives what tells whether a text has it, and marks it there.
  const finder = (groups) => {
    const all = groups.map((line) => {
      const [start, ends] = line.split("|");
      return ends.split(",").map((end) => start + end);
    });
    const places = new Map();
    all.forEach((forms, at) => {
      for (const form of forms) places.set(form, [...(places.get(form) ?? []), at]);
    });
    // A form that the corpus has not is of the words that share most of its beginning.
    const ENDING = 5;
    const LEAST = 4;
    const likely = (start) => {
      let best = LEAST;
      let found = [];
      groups.forEach((line, at) => {
        const stem = line.slice(0, line.indexOf("|"));
        if (stem.length < best || start.length - stem.length > ENDING || !start.startsWith(stem)) return;
        if (stem.length > best) found = [];
        best = stem.length;
        found.push(at);
      });
      return found;
    };
    return (query) => {
      const asked = words(query).map((start) => {
        const forms = new Set([start]);
        for (const at of places.get(start) ?? likely(start)) all[at].forEach((form) => forms.add(form));
        return (token) => forms.has(token) || (start.length > 2 && token.startsWith(start));
      });
      return {
        empty: asked.length === 0,
        has: (text) => {
          const tokens = words(text);
          return asked.every((is) => tokens.some(is));
        },
        marks: (token) => asked.some((is) => is(fold(token))),
      };
    };
  };

  // A sentence with what was found in it marked.
  const marked = (text, marks) => {
    const piece = document.createDocumentFragment();
    let at = 0;
    for (const found of text.matchAll(word)) {
      if (!marks(found[0])) continue;
      const mark = document.createElement("mark");
      mark.className = "hit";
      mark.textContent = found[0];
      piece.append(text.slice(at, found.index), mark);
      at = found.index + found[0].length;
    }
    piece.append(text.slice(at));
    return piece;
  };

  // A list of sentences, {text, href, source, facets}: the first ones, and the others on request.
  const MOST = 200;
  const list = (rows, more, marks = () => false) => {
    const box = document.createElement("div");
    const items = document.createElement("ol");
    items.className = "hits";
    const add = (some) => {
      for (const row of some) items.append(entry(row, marks));
    };
    add(rows.slice(0, MOST));
    box.append(items);
    if (rows.length > MOST) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = more;
      button.addEventListener("click", () => {
        button.remove();
        add(rows.slice(MOST));
        document.dispatchEvent(new Event("listed"));
      });
      box.append(button);
    }
    return box;
  };
  const entry = (row, marks) => {
    const item = document.createElement("li");
    if (row.facets) item.dataset.f = row.facets;
    const quote = document.createElement("blockquote");
    quote.dir = "auto";
    quote.append(marked(row.text, marks));
    const from = document.createElement("p");
    from.className = "src";
    const link = document.createElement("a");
    link.className = "open";
    link.href = row.href;
    link.textContent = row.source;
    from.append(link);
    item.append(quote, from);
    return item;
  };
  return { finder, list };
})();
