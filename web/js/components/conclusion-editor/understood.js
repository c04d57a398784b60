/** What the server makes of a deadline in words, asked when the typing pauses. */
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
 * @param {string} said
 * @param {Understand} understand
 * @returns {Meant}
 */
export function useUnderstood(said, understand) {
  const [heard, hear] = useState(
    /** @type {{said: string, when: Meant}} */ ({ said: "", when: null }),
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
