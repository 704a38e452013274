// The days of a checklist, worked out on this device. Nothing goes into the address or is kept unless the reader asks
// for it. Without this script the form asks the server, which puts the day into the address.
(() => {
  "use strict";

  const form = document.querySelector("[data-dates]");
  if (!form) return;

  const PATH = form.dataset.dates;
  const NAME = `kpsite day ${PATH}`;
  const DAY = 24 * 60 * 60 * 1000;
  const phases = [...document.querySelectorAll("[data-first]")];
  const field = form.elements.on;
  const keep = form.querySelector("[data-keep]");
  const inAddress = form.querySelector("[data-address]");
  const status = form.querySelector("[data-status]");
  const go = form.querySelector("[data-go]");
  const error = form.querySelector("[role=alert]");
  const choices = form.querySelector("[data-choices]");
  const note = form.querySelector("[data-address-note]"); // without this script, how to get rid of the date
  const language = document.documentElement.lang;
  const short = format({ weekday: "short", day: "numeric", month: "long" });
  const long = format({ day: "numeric", month: "long", year: "numeric" });

  function format(parts) {
    return new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" });
  }

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  }

  function today() {
    const now = new Date();
    return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  }

  function chosen() {
    return field.value && field.validity.valid ? field.valueAsNumber : null;
  }

  function bound(zero, days) {
    return days === "" ? null : zero + Number(days) * DAY;
  }

  function span(first, last) {
    const values = { first: first === null ? "" : short.format(first), last: last === null ? "" : short.format(last) };
    if (first === null) return fill(form.dataset.until, values);
    if (last === null) return fill(form.dataset.from, values);
    return first === last ? values.first : fill(form.dataset.span, values);
  }

  function date(phase, zero) {
    const [first, last] = [bound(zero, phase.dataset.first), bound(zero, phase.dataset.last)];
    const now = today();
    const isNow = zero !== null && (first === null || first <= now) && (last === null || now <= last);
    const days = phase.querySelector("[data-days]");
    days.hidden = zero === null;
    days.textContent = zero === null ? "" : span(first, last);
    phase.querySelector("[data-today]").hidden = !isNow;
    if (isNow) phase.setAttribute("aria-current", "date");
    else phase.removeAttribute("aria-current");
  }

  function show() {
    const zero = chosen();
    for (const phase of phases) date(phase, zero);
    tell(status, zero === null ? "" : fill(form.dataset.shown, { day: long.format(zero) }));
    choices.hidden = zero === null;
    const now = phases.find((phase) => phase.hasAttribute("aria-current"));
    go.hidden = !now;
    if (!now) return;
    const heading = now.querySelector("h2");
    go.href = `#${heading.id}`;
    tell(go, fill(go.dataset.go, { phase: heading.textContent }));
  }

  function tell(node, words) {
    if (node.textContent !== words) node.textContent = words;
  }

  // What the reader asked for, and no more: the two boxes say it.
  function remember() {
    const day = chosen() === null ? "" : field.value;
    const address = day && inAddress.checked ? `${PATH}?on=${day}` : PATH;
    if (location.pathname + location.search !== address) history.replaceState(null, "", address);
    if (note) note.hidden = true;
    try {
      if (day && keep.checked) localStorage.setItem(NAME, day);
      else localStorage.removeItem(NAME);
    } catch {
      refuse();
    }
  }

  function refuse() {
    keep.checked = false;
    keep.disabled = true;
  }

  function kept() {
    try {
      return localStorage.getItem(NAME) || "";
    } catch {
      refuse();
      return "";
    }
  }

  function change() {
    if (error) error.hidden = true;
    field.removeAttribute("aria-invalid");
    show();
    remember();
  }

  function forget() {
    field.value = "";
    keep.checked = false;
    inAddress.checked = false;
    change();
    field.focus();
  }

  function start() {
    inAddress.checked = field.value !== "";
    const known = kept();
    if (!field.value) field.value = known;
    keep.checked = known !== "" && field.value === known;
    if (note) note.hidden = true;
    show();
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.hasAttribute("formaction")) return; // the calendar file
    event.preventDefault();
    change();
  });
  field.addEventListener("change", () => chosen() !== null && change());
  keep.addEventListener("change", remember);
  inAddress.addEventListener("change", remember);
  form.querySelector("[data-forget]").addEventListener("click", forget);
  window.addEventListener("storage", (event) => {
    if (event.key === NAME || event.key === null) keep.checked = field.value !== "" && kept() === field.value;
  });
  document.addEventListener("visibilitychange", show); // the day may have changed meanwhile
  start();
})();
