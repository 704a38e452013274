// The reader's sheet of questions. Claims and lines are kept on this device; the words of claims come from the server,
// as they are now. An address that names claims shows those and leaves what is kept alone, unless the reader asks.
import * as kept from "./kept.js";

const tools = document.querySelector("[data-kept]");
const words = tools.dataset;
const chosen = document.querySelector("[data-chosen]");
const section = document.querySelector("[data-chosen-section]");
const find = document.querySelector("[data-find-form]");
const own = [...document.querySelectorAll("[data-own]")];
const [status, clear, keep, undo] = ["status", "clear", "keep", "undo"].map((name) => tools.querySelector(`[data-${name}]`));
const named = new URLSearchParams(location.search).getAll("claim");
const isKept = !named.length;
const empty = chosen.innerHTML;
const most = Number(words.most);
let before = null; // what “undo” brings back
let asked = 0;

function tell(message) {
  status.textContent = kept.canKeep ? message : words.unkept;
}

function address(claims) {
  return `${location.pathname}?${new URLSearchParams(claims.map((slug) => ["claim", slug]))}`;
}

async function load(claims) {
  if (!claims.length) return empty;
  const answer = await fetch(address(claims), { credentials: "omit" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-chosen]").innerHTML;
}

async function showClaims(claims) {
  if (!isKept) return;
  const turn = ++asked;
  try {
    const html = await load(claims);
    if (turn !== asked) return; // a newer choice is on its way
    chosen.innerHTML = html;
    section.classList.toggle("no-print", !chosen.querySelector("[data-asked]"));
  } catch {
    if (turn === asked) tell(words.failed);
  }
  for (const each of find.querySelectorAll("[data-found]")) each.hidden = claims.includes(each.dataset.found);
}

function showRest(now) {
  own.forEach((line, place) => {
    if (line !== document.activeElement) line.value = now.lines[place] || "";
  });
  clear.hidden = kept.isEmpty(now);
  keep.hidden = isKept || named.every((slug) => now.claims.includes(slug));
  undo.hidden = !before;
}

async function show() {
  const now = kept.read();
  showRest(now);
  await showClaims(now.claims);
}

async function change(act, message) {
  before = kept.read();
  act();
  undo.hidden = false;
  if (document.activeElement !== find.elements.q) undo.focus();
  await show();
  tell(message);
}

async function bringBack() {
  const back = before;
  before = null;
  kept.write(back);
  document.querySelector("#claims").focus();
  await show();
  tell(words.restored);
}

function put(slugs) {
  let hadRoom = true;
  change(() => {
    hadRoom = kept.add(slugs, most);
  }, words.added).then(() => hadRoom || tell(words.full));
}

chosen.addEventListener("submit", (event) => {
  if (!isKept) return;
  event.preventDefault();
  change(() => kept.remove(event.submitter.value), words.removed);
});
find.addEventListener("submit", (event) => {
  if (!isKept || !event.submitter || !("put" in event.submitter.dataset)) return;
  event.preventDefault();
  put(new FormData(find).getAll("claim"));
  for (const box of find.querySelectorAll("[type=checkbox]")) box.checked = false;
});
keep.addEventListener("click", () => {
  if (kept.add(named, most) && kept.canKeep) location.assign(location.pathname);
  else tell(words.full);
});
for (const line of own) {
  line.addEventListener("input", () => {
    before = null;
    const now = { ...kept.read(), lines: own.map((each) => each.value) };
    kept.write(now);
    clear.hidden = kept.isEmpty(now);
    undo.hidden = true;
    if (!kept.canKeep) tell("");
  });
}
clear.addEventListener("click", () => change(() => kept.write({ claims: [], lines: [] }), words.cleared));
undo.addEventListener("click", bringBack);
tools.querySelector("[data-print]").addEventListener("click", () => window.print());
kept.whenChanged(show);
tools.hidden = false;
show();
