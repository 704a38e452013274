// A reader's sheet of questions, kept on this device alone: the names of claims and the reader's own lines.
const NAME = "kpsite questions";

export let canKeep = true;
let current = { claims: [], lines: [] };

function strings(found) {
  return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
}

export function read() {
  if (!canKeep) return current;
  try {
    const found = JSON.parse(localStorage.getItem(NAME)) || {};
    current = { claims: strings(found.claims), lines: strings(found.lines) };
  } catch (error) {
    if (error instanceof SyntaxError) current = { claims: [], lines: [] };
    else canKeep = false;
  }
  return current;
}

export function write(next) {
  current = next;
  if (!canKeep) return;
  try {
    if (isEmpty(next)) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, JSON.stringify(next));
  } catch {
    canKeep = false;
  }
}

export function isEmpty(kept) {
  return !kept.claims.length && !kept.lines.some((line) => line.trim());
}

// Adds claims while there is room; tells whether there was room for all.
export function add(slugs, most) {
  const kept = read();
  const all = [...new Set([...kept.claims, ...slugs])];
  write({ ...kept, claims: all.slice(0, Math.max(most, kept.claims.length)) });
  return all.length <= most;
}

export function remove(slug) {
  const kept = read();
  write({ ...kept, claims: kept.claims.filter((each) => each !== slug) });
}

export function whenChanged(tell) {
  window.addEventListener("storage", (event) => (event.key === NAME || event.key === null) && tell());
  window.addEventListener("pageshow", (event) => event.persisted && tell());
}
