// Unsaved text is kept on this device while it is typed, and offered back. Every tab has a slot of its own, so
// that none overwrites another's. A slot is emptied when a save went through.
(() => {
  "use strict";

  const say = window.gettext || ((words) => words);
  const DAYS_KEPT = 30;
  const WAIT = 800;
  const SENT = "kp-sent"; // in sessionStorage: the slot that this tab has just sent to be saved
  const source = document.querySelector("[data-writer]");
  const editor = source && document.querySelector("textarea.markdownx-editor");
  const form = editor && editor.form;
  const isRefused = Boolean(document.querySelector(".errornote"));
  const prefix = editor ? `kp-unsaved:${source.dataset.writer}:${location.pathname}:` : null;
  const slot = prefix + Date.now();
  let isLeaving = false;
  let timer = 0;

  // --- what stands in the form ----------------------------------------------------------------------------

  function fields() {
    const isContent = (field) => field.name && !field.name.startsWith("_") && !field.disabled
      && !["hidden", "file", "submit", "button", "password", "fieldset"].includes(field.type);
    return [...form.elements].filter(isContent);
  }

  function chosen(field, property) {
    const found = [...field.options].filter((option) => option[property]);
    // A list in which nothing is chosen shows its first choice.
    if (!found.length && !field.multiple && property === "defaultSelected") found.push(...[field.options[0]].filter(Boolean));
    return found.map((option) => [option.value, option.text]);
  }

  function typed(field) {
    if (field.options) return chosen(field, "selected");
    return ["checkbox", "radio"].includes(field.type) ? field.checked : field.value;
  }

  function saved(field) {
    if (field.options) return chosen(field, "defaultSelected");
    return ["checkbox", "radio"].includes(field.type) ? field.defaultChecked : field.defaultValue;
  }

  function content(reading) {
    return fields().map((field) => [field.name, reading(field)]);
  }

  function isSame(one, other) {
    const plain = (pairs) => JSON.stringify(pairs.filter(([, value]) => value !== "" && value !== false));
    return plain(one) === plain(other);
  }

  function isSaved(entry) {
    // A new page's form asks for more than the form it comes back in.
    const here = content(saved);
    const names = (pairs) => new Set(pairs.map(([name]) => name));
    const [asked, kept] = [names(here), names(entry.content)];
    return asked.has(editor.name) && isSame(
      entry.content.filter(([name]) => asked.has(name)), here.filter(([name]) => kept.has(name)),
    );
  }

  function isChanged() {
    return isRefused || !isSame(content(typed), content(saved));
  }

  function version() {
    return form.elements.seen_version ? form.elements.seen_version.value : "";
  }

  // --- the slots ------------------------------------------------------------------------------------------

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch (error) {
      console.warn("Unsaved text that cannot be read was thrown away.", error);
      localStorage.removeItem(key);
      return null;
    }
  }

  function slots(start) {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  }

  function keep() {
    clearTimeout(timer);
    if (!isChanged()) return localStorage.removeItem(slot);
    const entry = { at: Date.now(), version: version(), content: content(typed) };
    try {
      localStorage.setItem(slot, JSON.stringify(entry));
    } catch (error) {
      console.warn("There is no room on this device to keep unsaved text.", error);
    }
  }

  function throwOldAway() {
    const limit = Date.now() - DAYS_KEPT * 24 * 3600 * 1000;
    for (const key of slots("kp-unsaved:")) {
      const entry = read(key);
      if (entry && entry.at < limit) localStorage.removeItem(key);
    }
  }

  function settleWhatWasSent() {
    const sent = sessionStorage.getItem(SENT);
    if (!sent) return;
    const entry = read(sent);
    const isHere = Boolean(form && entry && isSaved(entry)); // or, where a save was refused, still in the form
    if (isHere || (!isRefused && document.querySelector(".messagelist .success"))) localStorage.removeItem(sent);
    sessionStorage.removeItem(SENT);
  }

  // --- offering it back -----------------------------------------------------------------------------------

  function make(tag, className, words) {
    return Object.assign(document.createElement(tag), { className, textContent: words || "" });
  }

  function moment(at) {
    const date = new Date(at);
    const language = document.documentElement.lang || undefined;
    const time = date.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    if (date.toDateString() === new Date().toDateString()) return time;
    return `${date.toLocaleDateString(language, { day: "numeric", month: "long" })}, ${time}`;
  }

  function put(field, value) {
    if (field.options) {
      const known = [...field.options].map((option) => option.value);
      value.filter(([each]) => !known.includes(each)).forEach(([each, words]) => field.add(new Option(words, each)));
      const wanted = value.map(([each]) => each);
      [...field.options].forEach((option) => { option.selected = wanted.includes(option.value); });
    } else if (["checkbox", "radio"].includes(field.type)) {
      field.checked = value;
    } else {
      field.value = value;
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function bringBack(entry) {
    const all = fields();
    const same = (name) => all.filter((field) => field.name === name);
    const seen = {};
    for (const [name, value] of entry.content) {
      const field = same(name)[(seen[name] = (seen[name] ?? -1) + 1)];
      if (field) put(field, value);
    }
  }

  function offer(key, entry) {
    const box = make("div", "kp-unsaved");
    const sentence = say("There is unsaved text from %(time)s on this device.").replace("%(time)s", moment(entry.at));
    const newer = say("The page was saved again since then, perhaps by somebody else: compare before you save.");
    const isOlder = entry.version && entry.version !== version();
    const words = make("p", "", isOlder ? `${sentence} ${newer}` : sentence);
    const back = make("button", "button", say("Bring it back"));
    const away = make("button", "button", say("Throw it away"));
    const look = make("details", "");
    const [, text] = entry.content.find(([name]) => name === editor.name) || ["", ""];
    look.append(make("summary", "", say("Look at it")), make("pre", "", text));
    back.type = away.type = "button";
    const close = () => { localStorage.removeItem(key); box.remove(); editor.focus(); };
    back.addEventListener("click", () => { bringBack(entry); keep(); close(); });
    away.addEventListener("click", close);
    box.setAttribute("role", "status");
    box.append(words, back, " ", away, look);
    form.before(box);
  }

  function offerAll() {
    for (const key of slots(prefix).sort().reverse()) {
      const entry = read(key);
      if (!entry) continue;
      if (!isSaved(entry)) offer(key, entry);
      else if (!isRefused) localStorage.removeItem(key);
    }
  }

  // --- when -----------------------------------------------------------------------------------------------

  settleWhatWasSent();
  if (!form) return;
  throwOldAway();
  offerAll();
  if (isRefused) keep();

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  }

  form.addEventListener("input", schedule);
  form.addEventListener("change", schedule);
  if (window.django && window.django.jQuery) window.django.jQuery(form).on("change", schedule);
  form.addEventListener("submit", () => {
    keep();
    isLeaving = true;
    sessionStorage.setItem(SENT, slot);
    // The cookie is newer than the form when somebody signed in again in another tab.
    const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
    if (cookie) form.elements.csrfmiddlewaretoken.value = cookie.slice("csrftoken=".length);
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("pagehide", keep);
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && isChanged()) event.preventDefault();
  });
})();
