// One key settles: j and k move between the sentences, the space bar chooses, and a number gives the reason to those
// chosen, or else to the sentence that has the focus. "Other" waits for its words; Enter sends them.
(() => {
  "use strict";

  const form = document.querySelector("form[data-findings]");
  if (!form) return;
  const reasons = [...form.querySelectorAll("input[name='why']")];
  const send = form.querySelector("input[type='submit'].default");
  form.querySelectorAll("kbd[data-key], [data-keys]").forEach((hint) => { hint.hidden = false; });

  // Those in the closed list of what is settled take no focus.
  const boxes = () => [...form.querySelectorAll("input[name='chosen']")].filter((box) => box.checkVisibility());

  function move(from, step) {
    const all = boxes();
    const place = all.indexOf(from);
    const next = all[place < 0 ? 0 : Math.min(Math.max(place + step, 0), all.length - 1)];
    if (next) next.focus();
  }

  function settle(radio, box) {
    if (box.name === "chosen" && !form.querySelector("input[name='chosen']:checked")) box.checked = true;
    radio.checked = true;
    if (radio.value === "other" && !form.elements.words.value.trim()) form.elements.words.focus();
    else form.requestSubmit(send);
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("input[type='text'], input[type='search'], select, textarea")) return;
    const radio = reasons[Number(event.key) - 1];
    const step = { j: 1, k: -1 }[event.key];
    // A number outside the form chooses nothing: it could be meant for something else.
    if (!step && !(radio && form.contains(target))) return;
    event.preventDefault();
    if (radio) settle(radio, target);
    else move(target, step);
  });

  // After something was settled the page goes on at what is open; not before the browser went to the fragment itself.
  if (location.hash === "#open") window.addEventListener("load", () => requestAnimationFrame(() => move(null, 0)));
})();
