// Cures for the Markdown field (markdownx): Tab leaves the field, its shortcuts cannot garble the text, dragged
// words land where they are dropped, and pictures are sent from here, so that a refusal is said and not typed
// into the text. Listening on the document, before the field hears of it, is what makes this work.
(() => {
  "use strict";

  const say = window.gettext || ((words) => words);
  const SHORTCUTS = ["d", "[", "]"];

  function isEditor(node) {
    return node instanceof HTMLTextAreaElement && node.classList.contains("markdownx-editor");
  }

  function token(form) {
    // The cookie is newer than the form when somebody signed in again in another tab.
    const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
    return cookie ? cookie.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
  }

  function tell(editor, words, isError) {
    const line = editor.closest(".markdownx").querySelector(".kp-upload-message");
    line.textContent = words;
    line.classList.toggle("errornote", isError);
  }

  // --- the keyboard ---------------------------------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    if (!isEditor(event.target)) return;
    const isShortcut = (event.ctrlKey || event.metaKey) && SHORTCUTS.includes(event.key);
    if (event.key === "Tab" || isShortcut) event.stopImmediatePropagation();
  }, true);

  // --- pictures -------------------------------------------------------------------------------------------

  function insert(editor, picture) {
    // The words of the picture before are still selected: go behind it, not into its brackets.
    const [before] = editor.value.slice(editor.selectionEnd).match(/^\]\(picture:[a-z0-9-]+\)/) || [""];
    const at = editor.selectionEnd + before.length;
    const code = before ? `\n\n${picture}` : picture;
    const isHere = document.activeElement === editor;
    if (isHere) editor.setSelectionRange(at, at);
    // insertText can be undone with Ctrl+Z; it needs the field to have the focus.
    if (!isHere || !document.execCommand("insertText", false, code)) {
      editor.setRangeText(code, at, at, "end");
      editor.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (isHere) editor.setSelectionRange(at + code.indexOf("[") + 1, at + code.indexOf("]")); // ready to be typed over
  }

  async function send(editor, file) {
    const body = new FormData();
    body.append("image", file);
    const headers = { "X-CSRFToken": token(editor.form), "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(editor.dataset.markdownxUploadUrlsPath, { method: "POST", body, headers });
    const data = await answer.json();
    if (!data.image_code) throw new Error((data.image || []).join(" "), { cause: "refused" });
    return data.image_code;
  }

  async function add(editor, files) {
    tell(editor, say("Adding the picture …"), false);
    for (const file of files) {
      try {
        insert(editor, await send(editor, file));
        tell(editor, say("The picture was added. Say in the brackets what it shows."), false);
      } catch (error) {
        const why = error.cause === "refused" ? error.message : "";
        const sentence = say("The picture %(name)s was not added.").replace("%(name)s", file.name);
        tell(editor, `${sentence} ${why || say("Please try again.")}`, true);
        return;
      }
    }
  }

  function intercept(event, carrier) {
    if (!isEditor(event.target)) return;
    event.stopImmediatePropagation();
    if (!carrier || !carrier.files.length) return; // words, not files: the browser knows what to do
    event.preventDefault();
    add(event.target, [...carrier.files]);
  }

  document.addEventListener("paste", (event) => intercept(event, event.clipboardData), true);
  document.addEventListener("drop", (event) => intercept(event, event.dataTransfer), true);
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!isEditor(event.target)) return;
      event.stopImmediatePropagation();
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    }, true);
  }

  function addControls(editor) {
    const picker = Object.assign(document.createElement("input"), {
      type: "file", accept: "image/jpeg,image/png,image/webp", multiple: true, hidden: true,
    });
    const button = Object.assign(document.createElement("button"), {
      type: "button", className: "button kp-add-picture", textContent: say("Add a picture"),
    });
    const message = Object.assign(document.createElement("p"), { className: "kp-upload-message" });
    message.setAttribute("role", "status");
    button.addEventListener("click", () => picker.click());
    picker.addEventListener("change", async () => {
      editor.focus();
      await add(editor, [...picker.files]);
      picker.value = "";
    });
    const bar = Object.assign(document.createElement("div"), { className: "kp-editor-bar" });
    bar.append(button, picker, message);
    editor.before(bar);
  }

  document.querySelectorAll("textarea.markdownx-editor").forEach((editor) => {
    editor.closest(".markdownx").classList.add("kp-editor");
    addControls(editor);
  });
})();
