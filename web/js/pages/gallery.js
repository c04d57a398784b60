/**
 * Every component with every example, drawn into the places that the page has for them. A dialog
 * stands where it is written: over the page it would hide all the others.
 */
import { h, render } from "preact";

import { propsOf } from "../examples.js";
import { fetchWords } from "../words.js";

/** @typedef {import("../examples.js").Written} Written */
/**
 * @typedef {object} Gallery
 * @property {string} words where they are
 * @property {string} lang
 * @property {Record<string, Written[]>} components
 */

HTMLDialogElement.prototype.showModal = function showInPlace() {
  this.open = true;
};

/** @param {string} folder @param {readonly Written[]} examples */
async function draw(folder, examples) {
  const module = await import(`../components/${folder}/${folder}.js`);
  examples.forEach((example, n) => {
    for (const place of document.querySelectorAll(`[data-example="${folder}/${n}"]`)) {
      render(h(module[example.component], propsOf(example)), place);
      if (place.firstElementChild?.matches("li")) place.setAttribute("role", "list");
    }
  });
}

async function drawAll() {
  /** @type {Gallery} */
  const { words, lang, components } = JSON.parse(
    document.getElementById("page")?.textContent ?? "{}",
  );
  await fetchWords(words, lang);
  await Promise.all(Object.entries(components).map(([folder, examples]) => draw(folder, examples)));
  document.getElementById("gallery")?.removeAttribute("aria-busy");
}

void drawAll();
