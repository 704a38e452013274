// Unsaved text is kept on this device while it is typed, and offered back. Every tab has a slot of its own, so
// that none overwrites another's. A slot is emptied when a save went through.
(() => {
  "use strict";

  const say = window.gettext || ((words) => words);
  const DAYS_KEPT = 30;
  const WAIT = 800;
  const SENT = "kp-sent"; // in sessionStorage: the slot that this tab has just sent to be saved
  const source = document.querySelector("[data-writer]");
  const form = source && source.closest("form");
  const isRefused = Boolean(document.querySelector(".errornote"));
  const prefix = form ? `kp-unsaved:${source.dataset.writer}:${location.pathname}:` : null;
  const slot = prefix + Date.now();
  let isLeaving = false;
  let timer = 0;

  // --- what stands in the form ----------------------------------------------------------------------------
  // The fields outside of rows as pairs of name and value, and for each group of rows its rows in order. A row is
  // known by its key, not by its number: numbers are given anew on every save, and text must not end up elsewhere.

  function isContent(field) {
    return field.name && !field.name.startsWith("_") && !field.disabled
      && !["hidden", "file", "submit", "button", "password", "fieldset"].includes(field.type);
  }

  function fields() {
    return [...form.elements].filter((field) => isContent(field) && !field.closest("[data-row]"));
  }

  function rowFields(row) {
    const isText = (field) => isContent(field) && !field.closest(".row-place");
    return [...row.querySelectorAll("input, select, textarea")].filter(isText);
  }

  function groups() {
    return [...form.querySelectorAll("[data-rows]")];
  }

  function rowsOf(group) {
    return [...group.querySelectorAll("[data-row]")];
  }

  function keyOf(row) {
    const field = row.querySelector(`[name="${row.id}-id"]`);
    return field ? field.value : "";
  }

  function chosen(field, property) {
    const found = [...field.options].filter((option) => option[property]);
    // A list in which nothing is chosen shows its first choice.
    if (!found.length && !field.multiple && property === "defaultSelected") found.push(...[field.options[0]].filter(Boolean));
    return found.map((option) => [option.value, option.text]).sort();
  }

  function typed(field) {
    if (field.options) return chosen(field, "selected");
    return ["checkbox", "radio"].includes(field.type) ? field.checked : field.value;
  }

  function saved(field) {
    if (field.options) return chosen(field, "defaultSelected");
    return ["checkbox", "radio"].includes(field.type) ? field.defaultChecked : field.defaultValue;
  }

  function rowValues(row, reading) {
    return rowFields(row).map((field) => [field.name.slice(row.id.length + 1), reading(field)]);
  }

  function rowContent(group, reading) {
    const place = (row) => Number((row.querySelector(".row-place input") || {}).defaultValue || Infinity);
    const rows = rowsOf(group);
    if (reading === saved) rows.sort((one, other) => place(one) - place(other));
    return rows.map((row) => ({ key: keyOf(row), values: rowValues(row, reading) }));
  }

  function content(reading) {
    const rows = groups().map((group) => [group.dataset.rows, rowContent(group, reading)]);
    return { content: fields().map((field) => [field.name, reading(field)]), rows: Object.fromEntries(rows) };
  }

  // Nothing is "", not ticked, or a choice of nothing.
  function filled(pairs) {
    const isNothing = (value) => ["", "false", "[]", '[["","---------"]]', '[["",""]]'].includes(
      typeof value === "string" ? value : JSON.stringify(value),
    );
    return pairs.filter(([, value]) => !isNothing(value));
  }

  function plainRows(rows) {
    const plain = rows.map((row) => ({ key: row.key, values: filled(row.values) }));
    return plain.filter((row) => row.key || row.values.length);
  }

  function isSame(one, other) {
    const plain = (entry) => JSON.stringify([
      filled(entry.content), Object.entries(entry.rows || {}).map(([name, rows]) => [name, plainRows(rows)]),
    ]);
    return plain(one) === plain(other);
  }

  function isSavedRow(kept, here) {
    return (!kept.key || kept.key === here.key) && JSON.stringify(kept.values) === JSON.stringify(here.values);
  }

  function areSavedRows(kept, here) {
    const isDeleted = (row) => row.values.some(([name, value]) => name === "DELETE" && value === true);
    const left = plainRows(kept.filter((row) => !isDeleted(row)));
    const now = plainRows(here).filter((row) => row.key);
    return left.length === now.length && left.every((row, place) => isSavedRow(row, now[place]));
  }

  function isSaved(entry) {
    // A new page's form asks for more than the form it comes back in.
    const here = content(saved);
    const names = (pairs) => new Set(pairs.map(([name]) => name));
    const [asked, kept] = [names(here.content), names(entry.content)];
    const isTextSaved = JSON.stringify(filled(entry.content.filter(([name]) => asked.has(name))))
      === JSON.stringify(filled(here.content.filter(([name]) => kept.has(name))));
    const rows = Object.entries(entry.rows || {});
    return asked.has("title") && isTextSaved && rows.every(([name, each]) => areSavedRows(each, here.rows[name] || []));
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
    const entry = { at: Date.now(), version: version(), ...content(typed) };
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
    // Saved, or, where the save was refused, still in the form.
    const isHere = Boolean(form && entry && (isSaved(entry) || (isRefused && sent.startsWith(prefix))));
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
    groups().forEach((group) => bringRowsBack(group, (entry.rows || {})[group.dataset.rows] || []));
  }

  function bringRowsBack(group, rows) {
    const list = group.querySelector(".row-list");
    const order = [];
    for (const { key, values } of plainOrWhole(rows)) {
      const row = findRow(group, key, values, order) || addRow(group);
      order.push(row);
      for (const field of rowFields(row)) {
        const found = values.find(([name]) => `${row.id}-${name}` === field.name);
        if (found && JSON.stringify(found[1]) !== JSON.stringify(typed(field))) put(field, found[1]);
      }
    }
    const others = rowsOf(group).filter((row) => !order.includes(row));
    if (!order.length || JSON.stringify(order.map((row) => row.id)) === JSON.stringify(rowsOf(group).map((row) => row.id))) return;
    list.prepend(...order, ...others);
    group.dispatchEvent(new CustomEvent("kp-rows:moved"));
  }

  // A stored row is found by its key. One that is gone, or was new, is found if it stands here as it was typed.
  function findRow(group, key, values, taken) {
    const free = rowsOf(group).filter((row) => !taken.includes(row));
    const stored = key && free.find((row) => keyOf(row) === key);
    const isTwin = (row) => !keyOf(row) && JSON.stringify(filled(rowValues(row, typed))) === JSON.stringify(filled(values));
    return stored || free.find(isTwin);
  }

  function addRow(group) {
    group.dispatchEvent(new CustomEvent("kp-rows:add"));
    return rowsOf(group).at(-1);
  }

  function plainOrWhole(rows) {
    return rows.filter((row) => row.key || filled(row.values).length);
  }

  function labelOf(name) {
    const label = form.querySelector(`label[for="id_${name}"]`);
    return label ? label.textContent.trim() : name;
  }

  function inWords(value) {
    if (Array.isArray(value)) return value.map(([, words]) => words).join(", ");
    return value === true ? say("Yes") : String(value || "");
  }

  // What was typed and is not saved: the fields outside of rows that differ, and the rows that do.
  function differences(entry) {
    const here = content(saved);
    const before = new Map(here.content);
    const texts = entry.content.filter(([name, value]) => JSON.stringify(before.get(name)) !== JSON.stringify(value));
    const rows = Object.entries(entry.rows || {}).flatMap(([name, each]) => {
      const known = plainRows(here.rows[name] || []).map((row) => JSON.stringify(row));
      return plainRows(each).filter((row) => !known.includes(JSON.stringify(row)));
    });
    return [
      ...texts.map(([name, value]) => `${labelOf(name)}\n${inWords(value)}`),
      ...rows.map((row) => row.values.map(([, value]) => inWords(value)).join(" · ")),
    ].join("\n\n");
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
    look.append(make("summary", "", say("Look at it")), make("pre", "", differences(entry)));
    back.type = away.type = "button";
    const close = () => { localStorage.removeItem(key); box.remove(); form.querySelector("#id_title").focus(); };
    back.addEventListener("click", () => { bringBack(entry); keep(); close(); });
    away.addEventListener("click", close);
    box.setAttribute("role", "status");
    box.append(words, back, " ", away, look);
    form.prepend(box);
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
