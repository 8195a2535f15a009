"use strict";
// The page of the search: what stands after # is asked, "q" for words, "n" for a name.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
  const box = document.getElementById("search");
  const output = document.querySelector("output");
  const place = document.getElementById("found");
  document.documentElement.classList.add("js");
  const row = ([doc, n, text]) => ({ text, href: `${data.docs[doc][1]}#s${n}`, source: data.docs[doc][0] });
  const show = (found, marks, pattern, values) => {
    output.textContent = fill(pattern, { ...values, total: found.length });
    place.replaceChildren(search.list(found.map(row), data.strings.more_found, marks));
  };
  let find = null;
  const ask = () => {
    find ??= search.finder(data.forms);
    const query = find(box.value);
    if (query.empty) {
      output.textContent = "";
      place.replaceChildren();
      return;
    }
    show(data.sentences.filter(([, , text]) => query.has(text)), query.marks, data.strings.found_sentences, {});
  };
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    const name = data.names[asked.get("n")];
    if (name) {
      box.value = "";
      show(name[1].map((at) => data.sentences[at]), undefined, data.strings.mentions_of, { name: name[0] });
    } else {
      box.value = asked.get("q") ?? "";
      ask();
    }
  };
  box.addEventListener("input", () => {
    history.replaceState(null, "", `#q=${encodeURIComponent(box.value)}`);
    ask();
  });
  window.addEventListener("hashchange", read);
  read();
})();
