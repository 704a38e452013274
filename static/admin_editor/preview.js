// The live preview: the public page of what stands in the form and its rows, in a frame beside or below the form.
// Each preview is posted into a frame of its own, which takes the old one's place when it has arrived: nothing
// flickers, and the browser's "back" does not have to walk through every preview.
(() => {
  "use strict";

  const source = document.querySelector("[data-preview-path]");
  const form = source && source.closest("form");
  if (!form) return;

  const WAIT = 500;
  const PATIENCE = 20000;
  const say = window.gettext || ((words) => words);
  const pane = build();
  let shown = null; // the frame that stands there, and the text it was made from
  let coming = null;
  let count = 0;
  let timer = 0;

  function make(tag, properties) {
    return Object.assign(document.createElement(tag), properties);
  }

  function build() {
    const status = make("p", { className: "kp-preview-status", textContent: say("The preview is being made …") });
    status.setAttribute("role", "status");
    const again = make("button", { type: "button", className: "button", textContent: say("Try again"), hidden: true });
    const frames = make("div", { className: "kp-preview-frames" });
    const head = make("div", { className: "kp-preview-head" });
    const section = make("section", { className: "kp-preview", id: "kp-preview" });
    section.setAttribute("aria-label", say("Preview"));
    section.tabIndex = -1; // so that the link to it takes the focus along
    head.append(status, again);
    section.append(head, frames);
    form.after(section);
    form.parentElement.classList.add("has-preview");
    const link = make("a", { className: "kp-preview-link", href: "#kp-preview", textContent: say("See the preview") });
    source.before(link); // shown where the preview stands below a long form
    return { status, again, frames };
  }

  function tell(words, isError) {
    if (pane.status.textContent !== words) pane.status.textContent = words;
    pane.status.classList.toggle("errornote", isError);
    pane.again.hidden = !isError;
  }

  function typed() {
    const isContent = ([name, value]) =>
      typeof value === "string" && name !== "csrfmiddlewaretoken" && !name.startsWith("_");
    return [...new FormData(form)].filter(isContent);
  }

  function token() {
    // The cookie is newer than the form when somebody signed in again in another tab.
    const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
    return cookie ? cookie.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
  }

  function post(pairs, target) {
    const carrier = make("form", { method: "post", action: source.dataset.previewPath, target, hidden: true });
    for (const [name, value] of [["csrfmiddlewaretoken", token()], ...pairs]) {
      carrier.append(make("textarea", { name, value }));
    }
    document.body.append(carrier);
    // As the prototype has it: a field named "submit" would hide the method.
    HTMLFormElement.prototype.submit.call(carrier);
    carrier.remove();
  }

  function refresh() {
    const pairs = typed();
    const text = JSON.stringify(pairs);
    if (coming ? coming.text === text : shown && shown.text === text) return;
    drop(coming);
    const frame = make("iframe", { name: `kp-preview-${(count += 1)}`, className: "kp-preview-frame is-coming" });
    frame.title = say("The page as readers would see it");
    frame.tabIndex = -1;
    // No script runs in there and no link leads the editor away; links open in a new tab.
    frame.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
    coming = { frame, text, late: setTimeout(() => fail(say("The preview takes too long.")), PATIENCE) };
    frame.addEventListener("load", () => arrive(frame));
    pane.frames.append(frame);
    post(pairs, frame.name);
  }

  function drop(preview) {
    if (!preview) return;
    clearTimeout(preview.late);
    preview.frame.remove();
  }

  function fail(words) {
    drop(coming);
    coming = null;
    tell(words || say("The preview could not be made."), true);
  }

  function arrive(frame) {
    if (!coming || coming.frame !== frame) return;
    const page = frame.contentDocument; // null where the browser shows an error page of its own
    if (page && page.location.href === "about:blank") return; // the empty page every frame starts with
    if (!page) return fail(say("The preview could not be made. Are you still signed in?"));
    if (page.contentType === "text/plain") return fail(page.body.textContent);
    take(frame, page);
  }

  function take(frame, page) {
    const before = shown;
    page.querySelectorAll("a[href]:not([href^='#'])").forEach((link) => {
      link.target = "_blank";
      link.rel = "noopener";
    });
    // At once: the public page itself may scroll smoothly.
    if (before) frame.contentWindow.scrollTo({ top: before.frame.contentWindow.scrollY, behavior: "instant" });
    frame.classList.remove("is-coming");
    frame.removeAttribute("tabindex");
    clearTimeout(coming.late);
    shown = coming;
    coming = null;
    drop(before);
    tell(say("The preview is up to date."), false);
  }

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(refresh, WAIT);
  }

  form.addEventListener("input", schedule);
  form.addEventListener("change", schedule);
  // The admin's own widgets (choosers, calendars) tell of a change through jQuery only.
  if (window.django && window.django.jQuery) window.django.jQuery(form).on("change", schedule);
  pane.again.addEventListener("click", refresh);
  window.addEventListener("pageshow", schedule);
})();
