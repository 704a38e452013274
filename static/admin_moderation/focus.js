// After an act the page is new: who works by keyboard or hears the screen goes on at what was said about it.
const told = document.querySelector(".errornote, .errorlist") ? null : document.querySelector(".messagelist");
if (told && document.activeElement === document.body) {
  told.tabIndex = -1;
  told.focus({ preventScroll: true });
}
