/** Numbers and signatures of papers: they lie beside the log and are asked for by themselves. */

/** @typedef {import("../page.js").Page} Page */
/**
 * `seal` is whose key signs here, "" if none does.
 * @typedef {{seal: string, numbers: Record<string, number>}} PapersDesk
 */

/** @param {string} meeting @returns {Promise<PapersDesk | null>} */
export async function papersDesk(meeting) {
  const answer = await fetch(`/conferences/${encodeURIComponent(meeting)}/papers`, {
    credentials: "same-origin",
    headers: { Accept: "application/json" },
  }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/**
 * Sends a form of the papers; where it would lead does not matter here.
 * @param {Page} page
 * @param {string} path
 * @param {Record<string, string>} fields
 * @returns {Promise<{ok: boolean, code?: string}>}
 */
export async function sendPaper(page, path, fields) {
  const answer = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    headers: { Accept: "application/json", "X-CSRF": page.csrf },
    body: new URLSearchParams({ id: `paper-${crypto.randomUUID()}`, ...fields }),
  }).catch(() => null);
  if (!answer) return { ok: false, code: "unavailable" };
  if (answer.type === "opaqueredirect" || answer.ok) return { ok: true };
  const said = await answer.json().catch(() => null);
  return { ok: false, code: said?.code ?? "unavailable" };
}
