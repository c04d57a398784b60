/** Asks the server what words mean that somebody types: the rules of reading are the server's. */

/** @typedef {import("../components/conclusion-editor/understood.js").Meant} Meant */

/**
 * @param {string} meeting
 * @returns {(said: string) => Promise<Meant>}
 */
export const understanding = (meeting) => async (said) => {
  const query = new URLSearchParams({ deadline: said });
  const address = `/conferences/${encodeURIComponent(meeting)}/understood?${query}`;
  const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return undefined;
  const { deadline } = await answer.json();
  return deadline && { ...deadline, deadline_words: deadline.words };
};
