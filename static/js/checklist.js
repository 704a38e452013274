// Ticks of a checklist. They are kept on this device alone, by the page's address and the key of each step: a step
// whose words changed has another key, and so no tick. Without this script the boxes are there to be ticked by hand.
(() => {
  "use strict";

  const list = document.querySelector("[data-checklist]");
  if (!list) return;

  const print = document.querySelector("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());

  const boxes = [...list.querySelectorAll("[data-tick]")];
  const progress = document.querySelector("[data-progress]");
  if (!progress) return;

  const NAME = `kpsite ticks ${list.dataset.checklist}`;
  const again = document.querySelector("[data-again]");
  const words = { again: again.textContent, undo: again.dataset.undo };
  let canKeep = true;
  let ticked = stored();
  let removed = null; // what “start again” took away, until something else is ticked

  function stored() {
    let found = null;
    try {
      found = JSON.parse(localStorage.getItem(NAME));
    } catch (error) {
      if (!(error instanceof SyntaxError)) canKeep = false;
    }
    return new Set(Array.isArray(found) ? found : []);
  }

  function store() {
    if (!canKeep) return;
    try {
      if (ticked.size) localStorage.setItem(NAME, JSON.stringify([...ticked]));
      else localStorage.removeItem(NAME);
    } catch {
      canKeep = false;
    }
  }

  function show() {
    for (const box of boxes) box.checked = ticked.has(box.dataset.tick);
    const done = boxes.filter((box) => box.checked).length;
    const told = progress.dataset.progress.replace("{done}", done).replace("{all}", boxes.length);
    if (progress.textContent !== told) progress.textContent = told;
    again.textContent = removed ? words.undo : words.again;
    again.hidden = !done && !removed;
    document.querySelector("[data-kept]").hidden = !canKeep;
    document.querySelector("[data-not-kept]").hidden = canKeep;
  }

  function change(next, taken = null) {
    ticked = next;
    removed = taken;
    store();
    show();
  }

  function turn(box) {
    const next = canKeep ? stored() : new Set(ticked);
    if (box.checked) next.add(box.dataset.tick);
    else next.delete(box.dataset.tick);
    change(next);
  }

  for (const box of boxes) {
    box.hidden = false;
    box.autocomplete = "off"; // what is kept decides, not what the browser remembers of a form
    box.addEventListener("change", () => turn(box));
  }
  again.addEventListener("click", () => (removed ? change(removed) : change(new Set(), ticked)));
  // Another tab of this page ticked something, or this one comes back after it did.
  window.addEventListener("storage", (event) => (event.key === NAME || event.key === null) && change(stored()));
  window.addEventListener("pageshow", (event) => event.persisted && canKeep && change(stored()));
  progress.hidden = document.querySelector("[data-ticks]").hidden = false;
  show();
})();
