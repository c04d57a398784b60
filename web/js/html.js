/**
 * Markup in a template string, for what is plain HTML. Components are composed with
 * `h(SiteTile, {site})`, which `tsc` can check.
 */
import htm from "htm";
import { h } from "preact";

/** @typedef {import("preact").VNode<any>} Node */

export const html =
  /** @type {(strings: TemplateStringsArray, ...values: unknown[]) => Node} */
  (/** @type {unknown} */ (htm.bind(h)));
