// Keys for the moderation queue. Everything they do can be done without them; the box under "Keys" switches them off.

// The same box as on the screen of a flag.
const OFF = "kp-single-keys-off";
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

const list = document.querySelector("[data-queue-list]");
const screen = document.querySelector("[data-queue-row]");
const rows = [...document.querySelectorAll("[data-row]")];
const help = document.querySelector("[data-keys]");
const box = document.querySelector("[data-keys-on]");

const isOn = () => localStorage.getItem(OFF) !== "1";
const current = () => rows.findIndex((row) => row.contains(document.activeElement));

function go(step) {
  const at = current();
  const to = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
  const link = rows[to]?.querySelector("[data-open]");
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
}

function inRow(selector) {
  rows[current()]?.querySelector(selector)?.click();
}

function countChosen() {
  const told = document.querySelector("[data-chosen]");
  const chosen = document.querySelectorAll('[data-row] input[name="key"]:checked').length;
  if (told) told.textContent = chosen ? `✓ ${chosen}` : "";
}

const LIST_KEYS = {
  j: () => go(1), ArrowDown: () => go(1), k: () => go(-1), ArrowUp: () => go(-1),
  o: () => inRow("[data-open]"), h: () => inRow("[data-hold]"),
  x: () => { inRow('input[name="key"]'); countChosen(); },
  "/": () => document.querySelector(".queue-filters select")?.focus(),
};

function toAct(key) {
  const form = document.querySelector(`[data-act="${key}"]`);
  const first = form?.querySelector("input:not([type=hidden]), select, textarea, button");
  first?.focus();
  form?.scrollIntoView({ block: "center" });
  return Boolean(first);
}

function choose(digit) {
  const focused = document.activeElement?.closest("[data-act]");
  const forms = focused ? [focused, document] : [document];
  const stocks = forms.map((form) => form.querySelector(".queue-stock")).find(Boolean);
  const radio = stocks?.querySelectorAll("input")[digit - 1];
  if (!radio) return false;
  radio.checked = true;
  radio.focus();
  radio.scrollIntoView({ block: "center" });
  return true;
}

function press(key) {
  // The last one: the head of the page has a link to the whole queue, the path below it one to the list as it was.
  const target = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].at(-1);
  target?.click();
  return Boolean(target);
}

function toggleHelp() {
  help.open = !help.open;
  help.querySelector("summary").focus();
}

function handle(key) {
  if (key === "?" && help) return toggleHelp() ?? true;
  if (list && key in LIST_KEYS) return LIST_KEYS[key]() ?? true;
  if (screen && /^[1-9]$/.test(key) && choose(Number(key))) return true;
  return /^[a-z]$/.test(key) && (press(key) || (screen ? toAct(key) : false));
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.isComposing || event.altKey || event.defaultPrevented) return;
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = target.closest("form");
    if (form?.matches("[data-act]")) form.requestSubmit(form.querySelector('button[name="act"]'));
    return;
  }
  if (event.ctrlKey || event.metaKey || !isOn()) return;
  if (key === "Escape") return target.matches(TYPING) ? target.blur() : undefined;
  const isArrow = key.startsWith("Arrow");
  if (target.matches(TYPING) || (isArrow && target.matches("input"))) return;
  if (handle(key)) event.preventDefault();
});

if (box) {
  box.checked = isOn();
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "0" : "1"));
}
document.addEventListener("change", countChosen);

const same = document.querySelector(".queue-same");
if (same) {
  same.hidden = false;
  same.querySelector("[data-fill]").addEventListener("click", () => {
    const words = same.querySelector("[data-same]").value;
    for (const field of document.querySelectorAll('input[name$="-reason"]')) field.value ||= words;
  });
}
