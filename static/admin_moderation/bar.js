// The moderators' bar: takes the words that are selected in the frame, and shows there what is flagged already.

const AROUND = 64;
const frame = document.querySelector(".bar-frame");
const take = document.querySelector("[data-take]");
const status = document.querySelector("[data-status]");
const UNSHOWN = "script, style, template, noscript, title";
// As moderation/passages.py has it: white space and what cannot be seen make no difference.
const UNSEEN = /[\s\u0085\u00ad\u200b\u2060\ufeff]/;
const SAME = { "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u2011": "-" };

function main() {
  return frame.contentDocument && frame.contentDocument.querySelector("main");
}

function letters(root) {
  const found = [];
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(UNSHOWN)) continue;
    [...node.data].reduce((place, letter) => {
      if (!UNSEEN.test(letter)) found.push({ node, place, letter: SAME[letter] || letter });
      return place + letter.length;
    }, 0);
  }
  return found;
}

function squeezed(words) {
  return [...words].filter((letter) => !UNSEEN.test(letter)).map((letter) => SAME[letter] || letter);
}

function rangeOf(all, text, words, nth) {
  // Letters, not code units: an emoji is one place in the list.
  const wanted = squeezed(words);
  const joined = text.join("\u0000");
  let start = -1;
  for (let count = 0; count <= nth; count += 1) {
    start = joined.indexOf(wanted.join("\u0000"), start + 1);
    if (start < 0) return null;
  }
  const first = joined.slice(0, start).split("\u0000").length - 1;
  const [from, to] = [all[first], all[first + wanted.length - 1]];
  const range = frame.contentDocument.createRange();
  range.setStart(from.node, from.place);
  range.setEnd(to.node, to.place + to.letter.length);
  return range;
}

function highlight() {
  const inside = frame.contentWindow;
  const flagged = [...document.querySelectorAll("[data-passage]")];
  if (!flagged.length || !main() || !inside.Highlight) return;
  const all = letters(main());
  const text = all.map((each) => each.letter);
  const ranges = flagged.map((each) => rangeOf(all, text, each.dataset.passage, Number(each.dataset.nth)));
  const sheet = new inside.CSSStyleSheet();
  sheet.replaceSync("::highlight(flagged) { background-color: #ffe27a; color: #1d2327; }");
  frame.contentDocument.adoptedStyleSheets = [sheet];
  inside.CSS.highlights.set("flagged", new inside.Highlight(...ranges.filter(Boolean)));
}

function around(range) {
  const [before, after] = [range.cloneRange(), range.cloneRange()];
  before.setStart(main(), 0);
  before.setEnd(range.startContainer, range.startOffset);
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(main(), main().childNodes.length);
  const plain = (words) => words.replace(/\s+/g, " ");
  return [plain(before.toString()).slice(-AROUND), plain(after.toString()).slice(0, AROUND)];
}

function takeSelection() {
  const selection = frame.contentDocument && frame.contentDocument.getSelection();
  const range = selection && selection.rangeCount ? selection.getRangeAt(0) : null;
  const isWords = range && range.toString().trim() && main() && main().contains(range.commonAncestorContainer);
  status.textContent = isWords ? "" : status.dataset.empty;
  if (!isWords) return;
  const form = document.querySelector("#raise");
  form.elements.passage.value = range.toString();
  [form.elements.before.value, form.elements.after.value] = around(range);
  form.querySelector("details").open = true;
  form.elements.doubt.focus();
}

function arrive() {
  const page = frame.contentDocument;
  if (!page || page.location.href === "about:blank") return;
  // Links open beside the bar: no public page may stand in a frame.
  page.querySelectorAll("a[href]:not([href^='#'])").forEach((link) => {
    link.target = "_blank";
    link.rel = "noopener";
  });
  highlight();
}

if (take) {
  take.hidden = false;
  take.addEventListener("click", takeSelection);
  // What was pasted or changed by hand has other words around it.
  document.querySelector("#raise").elements.passage.addEventListener("input", ({ target }) => {
    target.form.elements.before.value = target.form.elements.after.value = "";
  });
}
frame.addEventListener("load", arrive);
if (frame.contentDocument && frame.contentDocument.readyState === "complete") arrive();
