/** Who leads the conference – chair or deputy – and why the other console only looks on. */
import { t } from "./words.js";

/** @typedef {Pick<import("./page.js").Page, "screen" | "role" | "login" | "store">} Console */

/** Whether somebody leads in the place of the chair, and whether that is whoever sits here. */
export function leader(/** @type {Console} */ { role, login, store }) {
  const { deputy = "", login: theirs, until } = store.get("console") ?? {};
  const here = role === "deputy" ? !!deputy && !!login && theirs === login : !deputy;
  return { deputy, until: until ?? null, here };
}

/** Why nothing is pressed at this console; "" for who leads. @param {Console} console */
export function looksOn(console) {
  if (console.screen !== "chair") return "";
  const { deputy, here } = leader(console);
  if (here) return "";
  return deputy ? t("ui.lead.looks_on", { who: deputy }) : t("ui.lead.chair_leads");
}
