/** What the server makes of words that somebody types, asked when the typing pauses. */
import { useEffect, useState } from "preact/hooks";

/** @typedef {import("./fields.js").Deadline} Deadline */
/**
 * `null`: it is not understood; `undefined`: nobody has answered.
 * @typedef {Deadline | null | undefined} Meant
 */
/** @typedef {(said: string) => Promise<Meant>} Understand */

/** Milliseconds. */
const PAUSE = 250;

/**
 * The sites that bear a name; none while nobody has answered.
 * @typedef {(said: string) => Promise<readonly string[] | undefined>} FindSites
 */

/**
 * @template Found
 * @param {string} said
 * @param {(said: string) => Promise<Found | null | undefined>} understand
 * @returns {Found | null | undefined}
 */
export function useUnderstood(said, understand) {
  const [heard, hear] = useState(
    /** @type {{said: string, when: Found | null | undefined}} */ ({ said: "", when: null }),
  );
  useEffect(() => {
    let over = false;
    const timer = setTimeout(async () => {
      const when = said ? await understand(said) : null;
      if (!over) hear({ said, when });
    }, PAUSE);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [said]);
  return heard.said === said ? heard.when : undefined;
}
