/**
 * The buttons of a page that is shown once: print it, or copy what it shows. They do nothing
 * without a script, so that a script brings them. What could not be copied stands chosen, and a key
 * does it.
 */

/** @param {HTMLElement} box */
function bring(box) {
  const told = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
  box.querySelector("[data-print]")?.addEventListener("click", () => print());
  box.querySelector("[data-copies]")?.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.currentTarget);
    const what = button.dataset.copies ?? "";
    const shown = document.getElementById(what) ?? document.getElementsByName(what)[0];
    if (!shown) return;
    choose(shown);
    // The clipboard of its own is there at https alone; a hall may be reached by a number.
    const done = document.execCommand("copy");
    told.textContent = (done ? told.dataset.done : told.dataset.chosen) ?? "";
  });
  box.hidden = false;
}

/** @param {HTMLElement} shown */
function choose(shown) {
  if (shown instanceof HTMLInputElement || shown instanceof HTMLTextAreaElement) shown.select();
  else getSelection()?.selectAllChildren(shown);
}

document.querySelectorAll("[data-take-along]").forEach((box) => {
  bring(/** @type {HTMLElement} */ (box));
});
