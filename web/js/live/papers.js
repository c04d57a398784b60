/** Numbers and signatures of papers: they lie beside the log and are asked for by themselves. */

import { newId } from "./send.js";

/** @typedef {import("../page.js").Page} Page */
/**
 * `seal` is whose key signs here, "" if none does.
 * @typedef {{seal: string, numbers: Record<string, number>}} PapersDesk
 */
/** @typedef {{ok: boolean, code?: string, said?: any}} Sent what the server answered, if it did */

/** @param {string} meeting @returns {Promise<PapersDesk | null>} */
export async function papersDesk(meeting) {
  const answer = await fetch(`/conferences/${encodeURIComponent(meeting)}/papers`, {
    credentials: "same-origin",
    redirect: "manual", // to where one signs in, when the session has ended
    headers: { Accept: "application/json" },
  }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/**
 * Sends a form of the papers; where it would lead does not matter here.
 * @param {Page} page
 * @param {string} path
 * @param {Record<string, string>} fields
 * @returns {Promise<Sent>}
 */
export const sendPaper = (page, path, fields) =>
  sent(page, path, new URLSearchParams({ id: `paper-${newId()}`, ...fields }));

/**
 * Sends a form that the server has drawn; its id makes a second press the same act.
 * @param {Page} page
 * @param {HTMLFormElement} form
 * @returns {Promise<Sent>}
 */
export const sendForm = (page, form) =>
  sent(page, form.action, new URLSearchParams(/** @type {any} */ (new FormData(form))));

/**
 * @param {Page} page @param {string} path @param {URLSearchParams} body
 * @returns {Promise<Sent>}
 */
async function sent(page, path, body) {
  const answer = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    headers: { Accept: "application/json", "X-CSRF": page.csrf },
    body,
  }).catch(() => null);
  if (!answer) return { ok: false, code: "unavailable" };
  if (answer.type === "opaqueredirect") return { ok: true };
  const said = await answer.json().catch(() => null);
  if (answer.ok) return { ok: true, said };
  return { ok: false, code: said?.code ?? "unavailable" };
}
