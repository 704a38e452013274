// Suggestions while one types, after the combobox pattern of the ARIA Authoring Practices: the focus stays in the box,
// the arrows walk through the list, Enter follows the chosen one, Escape closes. Without this script the box is a
// plain search box. Words come from the page and from the server.

const PAUSE = 150; // milliseconds without a key
const SHORTEST = 2;

class Combobox {
  #box;
  #list;
  #told;
  #items = [];
  #at = -1;
  #timer = 0;
  #request = null;

  constructor(box) {
    this.#box = box;
    this.#list = element("ul", "suggestions");
    Object.assign(this.#list, { id: `${box.id}-suggestions`, role: "listbox", hidden: true });
    this.#list.setAttribute("aria-label", box.dataset.suggestions);
    this.#told = element("p", "visually-hidden");
    this.#told.role = "status";
    box.after(this.#list, this.#told);

    box.role = "combobox";
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", this.#list.id);
    box.setAttribute("aria-expanded", "false");
    box.addEventListener("input", () => this.#wait());
    box.addEventListener("keydown", (event) => this.#key(event));
    box.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
    this.#list.addEventListener("click", (event) => this.#follow(this.#items.indexOf(event.target.closest("li"))));
  }

  #wait() {
    this.#forget();
    if (this.#box.value.trim().length < SHORTEST) this.#close();
    else this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = null;
  }

  async #ask() {
    const request = (this.#request = new AbortController());
    const words = this.#box.value.trim();
    try {
      const answer = await fetch(`${this.#box.dataset.suggest}?${new URLSearchParams({ q: words })}`, {
        signal: request.signal,
      });
      if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
      const found = await answer.json();
      if (request === this.#request) this.#show(found);
    } catch {
      // No suggestions is no harm: the box still searches.
      if (request === this.#request) this.#close();
    }
  }

  #show({ told, suggestions }) {
    this.#items = suggestions.map((each, place) => this.#option(each, place));
    this.#list.replaceChildren(...this.#items);
    this.#choose(-1);
    this.#open(this.#items.length > 0 && document.activeElement === this.#box);
    this.#told.textContent = told;
  }

  #option({ url, kind, title, more }, place) {
    const option = element("li", "suggestion");
    Object.assign(option, { id: `${this.#list.id}-${place}`, role: "option" });
    option.dataset.url = url;
    option.append(element("span", "suggestion-title", title), " ", element("span", "suggestion-kind", kind));
    if (more) option.append(" ", element("span", "suggestion-more", more));
    return option;
  }

  #open(isOpen) {
    this.#list.hidden = !isOpen;
    this.#box.setAttribute("aria-expanded", String(isOpen));
  }

  #close() {
    this.#forget();
    this.#choose(-1);
    this.#open(false);
    this.#told.textContent = "";
  }

  #choose(place) {
    this.#at = place;
    this.#items.forEach((item, each) => item.setAttribute("aria-selected", String(each === place)));
    if (place < 0) this.#box.removeAttribute("aria-activedescendant");
    else {
      this.#box.setAttribute("aria-activedescendant", this.#items[place].id);
      this.#items[place].scrollIntoView({ block: "nearest" });
    }
  }

  #walk(step) {
    if (!this.#items.length) return;
    this.#open(true);
    // From the box to the first or last, and from there back to the box.
    const places = this.#items.length + 1;
    this.#choose(((this.#at + 1 + step + places) % places) - 1);
  }

  #follow(place) {
    if (place >= 0) location.assign(this.#items[place].dataset.url);
  }

  #key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const isOpen = !this.#list.hidden;
    if (event.key === "ArrowDown") this.#walk(1);
    else if (event.key === "ArrowUp") this.#walk(-1);
    else if (event.key === "Enter" && isOpen && this.#at >= 0) this.#follow(this.#at);
    else if (event.key === "Escape" && isOpen) this.#close();
    else return;
    event.preventDefault();
  }
}

function element(name, className, words = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

for (const box of document.querySelectorAll("[data-suggest]")) new Combobox(box);
