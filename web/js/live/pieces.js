/** Pieces of pages that the server draws for whoever looks, fetched beside the live view. */

/** @typedef {import("../page.js").Page} Page */

/**
 * Where one is led on to sign in there is no piece.
 * @param {string} address
 * @returns {Promise<Response | null>}
 */
const asked = (address) =>
  fetch(address, { credentials: "same-origin", redirect: "manual" }).catch(() => null);

/**
 * None where it did not come.
 * @param {string} address
 * @returns {Promise<string | null>}
 */
export async function piece(address) {
  const answer = await asked(address);
  return answer?.ok ? answer.text() : null;
}

/**
 * A part of a whole page, by its id.
 * @param {string} address @param {string} id
 * @returns {Promise<string | null>}
 */
export async function part(address, id) {
  const page = await piece(address);
  if (page === null) return null;
  return new DOMParser().parseFromString(page, "text/html").getElementById(id)?.outerHTML ?? null;
}

/** @param {string} address @returns {Promise<any>} */
export async function data(address) {
  const answer = await asked(address);
  return answer?.ok ? answer.json().catch(() => null) : null;
}
