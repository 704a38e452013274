// Rows of a page: adding one, and putting them in order by mouse or keyboard. Without this script a row's place is
// a number, and there is one blank row to fill in.
//
// Rows are never numbered anew by where they stand: the server tells stored rows from new ones by their number.
// A new row that is not wanted is ticked for deletion, as any other, and can be had back.
//
// Other scripts speak to a group of rows by events: "kp-rows:add" adds a row at the end, "kp-rows:moved" says that
// they stand in another order now.
(() => {
  "use strict";

  const say = window.gettext || ((words) => words);
  let dragged = null; // the row that is being dragged, and what stood behind it
  let home = null;
  let isDropped = false;

  const groupOf = (node) => node.closest("[data-rows]");
  const rowsOf = (group) => [...group.querySelectorAll("[data-row]")];
  const wordsOf = (row) => row.querySelector(".row-line").innerText.replace(/\s+/g, " ").trim();

  function tell(group, words) {
    group.querySelector(".row-status").textContent = words;
  }

  // --- order ----------------------------------------------------------------------------------------------

  function number(group) {
    rowsOf(group).forEach((row, place) => {
      const field = row.querySelector(".row-place input");
      if (field) field.value = place + 1;
    });
    group.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function tellPlace(row) {
    const rows = rowsOf(groupOf(row));
    const words = say("“%(row)s” is at place %(place)s of %(count)s now.");
    tell(groupOf(row), words.replace("%(row)s", wordsOf(row)).replace("%(place)s", rows.indexOf(row) + 1)
      .replace("%(count)s", rows.length));
  }

  function move(button) {
    const row = button.closest("[data-row]");
    const isUp = button.dataset.move === "up";
    const rows = rowsOf(groupOf(row));
    const other = rows[rows.indexOf(row) + (isUp ? -1 : 1)];
    if (!other) return tell(groupOf(row), isUp ? say("It is the first already.") : say("It is the last already."));
    other[isUp ? "before" : "after"](row);
    button.focus();
    number(groupOf(row));
    tellPlace(row);
  }

  function drag(event) {
    const handle = event.target.closest && event.target.closest(".row-handle");
    if (!handle) return;
    dragged = handle.closest("[data-row]");
    home = dragged.nextElementSibling;
    isDropped = false;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", wordsOf(dragged));
    event.dataTransfer.setDragImage(dragged, 10, 10);
    dragged.classList.add("is-dragged");
  }

  function dragOver(event) {
    if (!dragged || groupOf(event.target) !== groupOf(dragged)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    const over = event.target.closest("[data-row]");
    if (!over || over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY > top + height / 2 ? "after" : "before"](dragged);
  }

  function drop(event) {
    if (!dragged) return;
    event.preventDefault();
    isDropped = true;
  }

  function endDrag() {
    if (!dragged) return;
    const row = dragged;
    dragged = null;
    row.classList.remove("is-dragged");
    if (!isDropped) return row.parentElement.insertBefore(row, home); // called off, or let go elsewhere
    if (row.nextElementSibling === home) return;
    number(groupOf(row));
    tellPlace(row);
  }

  // --- the line that a row is folded to ---------------------------------------------------------------------

  function said(field) {
    if (!field) return "";
    if (field.options) return [...field.selectedOptions].map((option) => (option.value ? option.text : "")).join(", ");
    return field.value;
  }

  function follow(event) {
    const row = event.target.closest("[data-row]");
    if (!row || !event.target.name) return;
    const name = event.target.name.slice(row.id.length + 1);
    const part = [...row.querySelectorAll("[data-part]")].find((each) => each.dataset.part.split(" ").includes(name));
    if (!part) return;
    const fields = part.dataset.part.split(" ").map((each) => row.querySelector(`[name="${row.id}-${each}"]`));
    part.textContent = fields.map(said).filter(Boolean).join(" – ");
  }

  // --- adding -----------------------------------------------------------------------------------------------

  function add(group) {
    const total = group.querySelector(`[name="${group.dataset.rows}-TOTAL_FORMS"]`);
    const template = group.querySelector("template");
    const copy = document.createElement("template");
    copy.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    const row = copy.content.firstElementChild;
    prepare(row);
    template.before(row);
    total.value = Number(total.value) + 1;
    // The admin's choosers start when they hear of it.
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: group.dataset.rows } }));
    return row;
  }

  function prepare(row) {
    row.querySelectorAll(".row-handle, .row-move").forEach((each) => { each.hidden = false; });
  }

  function start(group) {
    const total = group.querySelector(`[name="${group.dataset.rows}-TOTAL_FORMS"]`);
    const button = group.querySelector("[data-add-row]");
    group.classList.add("has-script");
    group.querySelectorAll("[data-spare]").forEach((row) => {
      row.remove();
      total.value = Number(total.value) - 1;
    });
    rowsOf(group).forEach(prepare);
    if (button) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const field = add(group).querySelector("select, input:not([type=hidden]), textarea");
        if (field) field.focus();
      });
    }
    group.addEventListener("click", (event) => {
      const mover = event.target.closest("[data-move]");
      if (mover) move(mover);
    });
    group.addEventListener("dragstart", drag);
    group.addEventListener("drop", drop);
    group.addEventListener("dragend", endDrag);
    group.addEventListener("kp-rows:add", () => add(group));
    group.addEventListener("kp-rows:moved", () => number(group));
    group.addEventListener("input", follow);
    // The choosers tell of a change through jQuery only.
    if (window.django && window.django.jQuery) window.django.jQuery(group).on("change", follow);
    else group.addEventListener("change", follow);
  }

  document.addEventListener("dragover", dragOver);
  document.querySelectorAll("[data-rows]").forEach(start);
})();
