// Without this script both panels of a letter stand one below the other.
document.querySelectorAll("[data-tab]").forEach((surat) => {
  const panels = [...surat.querySelectorAll(".panel")];
  const bar = document.createElement("div");
  bar.className = "tab";
  bar.setAttribute("role", "tablist");
  const show = (wanted) => panels.forEach((panel, i) => {
    panel.hidden = i !== wanted;
    bar.children[i].setAttribute("aria-selected", i === wanted);
    bar.children[i].tabIndex = i === wanted ? 0 : -1;
  });
  panels.forEach((panel, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = panel.dataset.judul;
    button.setAttribute("role", "tab");
    button.id = `${surat.id}-tab-${i}`;
    panel.id = `${surat.id}-panel-${i}`;
    button.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
    button.onclick = () => show(i);
    button.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (i + step + panels.length) % panels.length;
      show(next);
      bar.children[next].focus();
    };
    bar.append(button);
  });
  panels[0].before(bar);
  show(0);
});
