/**
 * A form that carries a file says so while it is on its way and read, which takes seconds: at its
 * foot, where the button was pressed.
 */

/** @param {HTMLElement} form */
const telling = (form) => /** @type {HTMLElement | null} */ (form.querySelector("[data-sending]"));

addEventListener("submit", ({ target, defaultPrevented }) => {
  const form = /** @type {HTMLElement} */ (target);
  const told = telling(form);
  if (!told || defaultPrevented) return;
  form.append(told);
  told.hidden = false;
});

// Back in the browser's history the page stands as it was left.
addEventListener("pageshow", () => {
  for (const form of document.forms) telling(form)?.setAttribute("hidden", "");
});
