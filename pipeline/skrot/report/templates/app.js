"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));

  // Shorter and longer: a digest of n sentences is the first n of the ranking.
  for (const control of all(".length")) {
    const total = Number(control.dataset.total);
    const slider = control.querySelector("input");
    const output = control.querySelector("output");
    const items = all(".picks > li", document.getElementById(control.dataset.for));
    const apply = () => {
      const limit = Number(slider.value);
      let shown = 0;
      for (const item of items) {
        const picks = all(".pick", item);
        for (const pick of picks) {
          pick.hidden = Number(pick.dataset.rank) > limit;
          shown += pick.hidden ? 0 : 1;
        }
        item.hidden = picks.every((pick) => pick.hidden);
      }
      output.textContent = fill(data.strings.length_of, { shown, total });
    };
    slider.addEventListener("input", apply);
    for (const button of all("button", control)) {
      button.addEventListener("click", () => {
        slider.value = String(Number(slider.value) + Number(button.dataset.step));
        apply();
      });
    }
    apply();
  }

  // The legend turns the marks of a kind on and off.
  for (const box of all("[data-mark]")) {
    box.addEventListener("change", () => {
      for (const mark of all(`mark.k-${box.dataset.mark}`)) mark.classList.toggle("off", !box.checked);
    });
  }

  // The pane beside the digest: the text around a sentence, which moves into it, or the mentions of a
  // name. Each has its entry in the history, so that Back closes the pane and stays on the page.
  const dialog = document.getElementById("source");
  const pane = dialog.querySelector(".body");
  const heading = dialog.querySelector("h2");
  let moved = null;
  const putBack = () => {
    for (const here of all(".here")) here.classList.remove("here");
    if (moved) moved.home.append(moved.text);
    moved = null;
  };
  const textOf = (sentence) => sentence.closest(".text");
  const titleOf = (text) => (moved?.text === text ? heading : text.closest("article").querySelector("h3")).textContent;
  const record = (hash, state) => {
    const depth = (dialog.open ? history.state?.depth ?? 0 : 0) + 1;
    history.pushState({ ...state, depth }, "", hash);
  };
  const showPane = () => {
    if (!dialog.open) dialog.showModal();
  };
  const openSource = (sentence) => {
    const text = textOf(sentence);
    if (moved?.text !== text) {
      const title = titleOf(text);
      putBack();
      moved = { text, home: text.parentElement };
      heading.textContent = title;
      pane.replaceChildren(text);
    }
    for (const here of all(".here")) here.classList.remove("here");
    sentence.classList.add("here");
    showPane();
    sentence.scrollIntoView({ block: "center", behavior: "instant" });
    sentence.focus({ preventScroll: true });
  };
  const row = (sentence) => ({
    text: sentence.textContent, href: `#${sentence.id}`, source: titleOf(textOf(sentence)), facets: sentence.dataset.at,
  });
  const openName = (id, name) => {
    putBack();
    heading.textContent = name;
    const found = data.names[id].map((one) => document.getElementById(one)).filter(Boolean).map(row);
    pane.replaceChildren(search.list(found, data.strings.more_found));
    showPane();
    pane.scrollTop = 0;
  };
  const closePane = () => {
    if (history.state?.depth) history.go(-history.state.depth);
    else dialog.close();
  };
  dialog.addEventListener("close", putBack);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    closePane();
  });
  dialog.querySelector(".close").addEventListener("click", closePane);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) closePane();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = link.dataset.name;
    const target = document.getElementById(link.hash.slice(1));
    if (id !== undefined && data.names[id]) {
      event.preventDefault();
      const name = link.textContent;
      record(location.hash || "#main", { id, name });
      openName(id, name);
    } else if (target?.classList.contains("s")) {
      event.preventDefault();
      record(link.hash, {});
      openSource(target);
    } else {
      if (dialog.open) dialog.close();
      if (target instanceof HTMLDetailsElement) target.open = true;
    }
  });
  const openHash = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.classList.contains("s")) openSource(target);
    else if (target instanceof HTMLDetailsElement) target.open = true;
  };
  window.addEventListener("popstate", ({ state }) => {
    if (state?.id !== undefined) openName(state.id, state.name);
    else if (state?.depth) openHash();
    else if (dialog.open) dialog.close();
  });
  window.addEventListener("hashchange", openHash);
  openHash();

  // The search: on this page where its texts are, else on the page that has them.
  const box = document.getElementById("search");
  const results = document.getElementById("results");
  if (box && data.search) {
    const go = () => {
      if (box.value.trim()) location.href = `${data.search}#q=${encodeURIComponent(box.value.trim())}`;
    };
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") go();
    });
    document.getElementById("search-go").addEventListener("click", go);
  } else if (box) {
    let find = null;
    const show = () => {
      find ??= search.finder(data.forms);
      const query = find(box.value);
      results.hidden = query.empty;
      if (query.empty) return;
      const found = all(".text .s").filter((sentence) => query.has(sentence.textContent));
      results.querySelector("output").textContent = fill(data.strings.found_sentences, { total: found.length });
      results.querySelector(".body").replaceChildren(search.list(found.map(row), data.strings.more_found, query.marks));
      document.dispatchEvent(new Event("listed"));
    };
    box.addEventListener("input", show);
    const leave = () => {
      box.value = "";
      show();
      box.focus();
    };
    results.querySelector("button").addEventListener("click", leave);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") leave();
      if (event.key === "Enter" && !results.hidden) results.scrollIntoView({ block: "start" });
    });
    document.getElementById("search-go").addEventListener("click", () => {
      if (!results.hidden) results.scrollIntoView({ block: "start" });
    });
  }

  // The graph: the lines of the name under the pointer stand out.
  for (const graph of all(".chart.graph svg")) {
    const lines = all(".ed", graph);
    graph.addEventListener("pointerover", (event) => {
      const node = (event.target.closest("[data-key^='n']")?.dataset.key ?? "").slice(1);
      for (const line of lines) {
        line.classList.toggle("on", node !== "" && line.dataset.key.slice(1).split("-").includes(node));
      }
    });
  }

  // The map: pointer or arrow keys choose a sentence, Enter or a click opens its source.
  const plot = document.getElementById("map-plot");
  if (plot) {
    const said = document.getElementById("map-said");
    const dots = all("[data-key]", plot).map((node) => {
      const at = node.transform.baseVal.consolidate().matrix;
      return { node, x: at.e, y: at.f, info: data.map[node.dataset.key] };
    });
    let current = null;
    const line = (name, text) => {
      const p = document.createElement("p");
      p.className = name;
      p.dir = "auto";
      p.textContent = text;
      return p;
    };
    const show = (dot) => {
      current?.node.classList.remove("on");
      current = dot;
      dot.node.classList.add("on");
      const { text, source, theme, selected, href } = dot.info;
      const from = line("src", [theme, selected, ""].filter(Boolean).join(" · ") + " · ");
      const link = document.createElement(href ? "a" : "span");
      if (href) link.href = href;
      link.textContent = source;
      from.append(link);
      said.replaceChildren(line("q", text), from);
    };
    const dotOf = (target) => dots.find((dot) => dot.node === target.closest("[data-key]"));
    const open = (dot) => {
      if (dot?.info.href) said.querySelector("a").click();
    };
    plot.addEventListener("pointerover", (event) => {
      const dot = dotOf(event.target);
      if (dot) show(dot);
    });
    plot.addEventListener("click", (event) => open(dotOf(event.target)));
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    plot.addEventListener("keydown", (event) => {
      if (event.key === "Enter") open(current);
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      if (!current) {
        show(dots[dots.length - 1]);
        return;
      }
      // The nearest dot in that direction; distance across it counts twice.
      let best = null;
      let least = Infinity;
      for (const dot of dots) {
        const along = (dot.x - current.x) * step[0] + (dot.y - current.y) * step[1];
        const across = Math.abs((dot.x - current.x) * step[1]) + Math.abs((dot.y - current.y) * step[0]);
        const cost = along + 2 * across;
        if (along > 0 && cost < least) {
          best = dot;
          least = cost;
        }
      }
      if (best) show(best);
    });
    plot.addEventListener("focus", () => {
      if (!current && dots.length) show(dots[dots.length - 1]);
    });
  }
})();
