// The words of a claim and its note light up together, while a pointer or the keyboard is at one of them; a note's
// number leads back to the words one came from. Without this script it leads to the first of them.
(() => {
  "use strict";

  const PART = "[data-claim], [data-claim-note]";
  let lit = [];

  function numbers(note) {
    return document.querySelectorAll(`.mark-number[href="#${note.id}"]`);
  }

  function fellows(part) {
    const number = part.querySelector(".mark-number");
    const note = number ? document.getElementById(number.hash.slice(1)) : part;
    return note ? [note, ...[...numbers(note)].map((each) => each.closest("[data-claim]"))] : [];
  }

  function light({ target }) {
    const part = target instanceof Element && target.closest(PART);
    for (const each of lit) each.classList.remove("lit");
    lit = part ? fellows(part) : [];
    for (const each of lit) each.classList.add("lit");
  }

  function remember({ target }) {
    const number = target.closest(".mark-number");
    const note = number && document.getElementById(number.hash.slice(1));
    if (note) note.querySelector(".note-number").hash = number.closest("[data-claim]").id;
  }

  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, light);
  document.addEventListener("click", remember);
})();
