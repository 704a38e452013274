// One key for each act on a flag. All of it works without: keys only press what stands on the screen.

const OFF = "kp-single-keys-off";
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])";
const byKey = new Map([...document.querySelectorAll("[data-key]")].map((node) => [node.dataset.key, node]));
const box = document.querySelector("#keys-on");

function isOff() {
  return localStorage.getItem(OFF) === "1";
}

function isForUs(event) {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !event.repeat;
  return isPlain && !event.defaultPrevented && !event.target.closest(TYPING);
}

function openAct() {
  const focused = document.activeElement.closest(".judge-act[open]");
  return focused || document.querySelector(".judge-act[open]");
}

function use(node) {
  if (node.tagName !== "DETAILS") return node.click();
  for (const other of document.querySelectorAll(".judge-act[open]")) other.open = other === node;
  node.open = true;
  const first = node.querySelector("input:not([type=hidden]), textarea, select, button");
  (first || node.querySelector("summary")).focus();
}

function choose(number) {
  const act = openAct();
  const option = act && act.querySelectorAll("[data-stock] input[type=radio]")[number];
  if (!option) return false;
  option.checked = true;
  option.focus();
  return true;
}

function close() {
  const act = openAct();
  if (!act) return false;
  act.open = false;
  act.querySelector("summary").focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing && close()) return event.preventDefault();
  if (isOff() || !isForUs(event)) return;
  const node = byKey.get(event.key.toLowerCase());
  if (node) use(node);
  else if (!/^[1-9]$/.test(event.key) || !choose(Number(event.key))) return;
  event.preventDefault();
});

box.checked = !isOff();
box.closest("[data-keys-switch]").hidden = false;
box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "0" : "1"));

// Whoever was refused finds what they typed at once.
const wrong = document.querySelector(".judge-act[open] .errors :is(input, textarea, select)");
if (wrong) wrong.focus();
