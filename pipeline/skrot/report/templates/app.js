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

  // The source of a sentence opens beside the digest: the document's text moves into the dialog.
  const dialog = document.getElementById("source");
  const pane = dialog.querySelector(".body");
  let moved = null;
  const putBack = () => {
    for (const here of all(".here")) here.classList.remove("here");
    if (moved) moved.home.append(moved.text);
    moved = null;
  };
  const openSource = (sentence) => {
    const text = sentence.closest(".text");
    if (moved?.text !== text) {
      putBack();
      moved = { text, home: text.parentElement };
      dialog.querySelector("h2").textContent = text.closest("article").querySelector("h3").textContent;
      pane.replaceChildren(text);
    }
    for (const here of all(".here")) here.classList.remove("here");
    sentence.classList.add("here");
    if (!dialog.open) dialog.showModal();
    sentence.scrollIntoView({ block: "center", behavior: "instant" });
    sentence.focus({ preventScroll: true });
  };
  dialog.addEventListener("close", putBack);
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = document.getElementById(link.hash.slice(1));
    if (target?.classList.contains("s")) {
      event.preventDefault();
      openSource(target);
    } else if (dialog.open) {
      dialog.close();
    }
  });
  const openHash = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.classList.contains("s")) openSource(target);
  };
  window.addEventListener("hashchange", openHash);
  openHash();

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
