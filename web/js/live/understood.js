/** Asks the server what words mean that somebody types: the rules of reading are the server's. */

/** @typedef {import("../components/conclusion-editor/understood.js").Meant} Meant */

/** @typedef {import("../components/conclusion-editor/understood.js").FindSites} FindSites */

/**
 * @param {string} meeting
 * @param {Record<string, string>} said
 * @returns {Promise<any>} nothing while the server cannot be asked
 */
async function asked(meeting, said) {
  const query = new URLSearchParams(said);
  const address = `/conferences/${encodeURIComponent(meeting)}/understood?${query}`;
  const how = /** @type {const} */ ({ credentials: "same-origin", redirect: "manual" });
  const answer = await fetch(address, how).catch(() => null);
  return answer?.ok ? answer.json() : undefined;
}

/** @param {string} meeting @returns {(said: string) => Promise<Meant>} */
export const understanding = (meeting) => async (said) => {
  const answer = await asked(meeting, { deadline: said });
  const deadline = answer?.deadline;
  return deadline ? { ...deadline, deadline_words: deadline.words } : answer && null;
};

/** @param {string} meeting @returns {FindSites} */
export const findingSites = (meeting) => async (said) =>
  (await asked(meeting, { lead: said }))?.lead;
