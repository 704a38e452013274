// “Add to my questions”, beside claims: puts a claim on the reader's sheet, which stays on this device.
import * as kept from "./kept.js";

const status = document.querySelector("[data-ask-status]");
const buttons = [...document.querySelectorAll("[data-ask]")];
const words = status.dataset;

function slugOf(button) {
  return button.dataset.ask || button.closest("[data-claim-note]").dataset.claimNote;
}

function show() {
  const { claims } = kept.read();
  for (const button of buttons) {
    const told = claims.includes(slugOf(button)) ? words.remove : words.add;
    if (button.textContent !== told) button.textContent = told;
  }
}

function tell(message) {
  const link = document.createElement("a");
  link.href = words.sheet;
  link.textContent = words.open;
  status.replaceChildren(kept.canKeep ? message : words.unkept, " ", link);
}

function put(slugs) {
  const hadRoom = kept.add(slugs, Number(words.most));
  show();
  tell(hadRoom ? words.added : words.full);
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    if (!kept.read().claims.includes(slugOf(button))) return put([slugOf(button)]);
    kept.remove(slugOf(button));
    show();
    tell(words.removed);
  });
}

for (const form of document.querySelectorAll("[data-ask-form]")) {
  form.addEventListener("submit", (event) => {
    kept.read();
    if (!kept.canKeep) return; // the address can still carry them
    event.preventDefault();
    put(new FormData(form).getAll("claim"));
  });
}

kept.whenChanged(show);
show();
