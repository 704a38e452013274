// Buttons that copy a text of the page. Without this script they stay hidden, and the text is there to be marked.
(() => {
  "use strict";

  if (!navigator.clipboard) return;

  for (const button of document.querySelectorAll("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    const words = button.firstChild;
    const before = words.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      words.textContent = button.dataset.copied;
      setTimeout(() => { words.textContent = before; }, 2000);
    });
  }
})();
