/** A clock that moves when it is told to, with the timers that hang on it. */

export function fakeTime(start = 1_000_000) {
  let at = start;
  let made = 0;
  /** @type {Map<number, {run: () => void, at: number}>} */
  const timers = new Map();
  const settle = async () => {
    for (let n = 0; n < 8; n += 1) await Promise.resolve();
  };
  return {
    now: () => at,
    later: (/** @type {() => void} */ run, /** @type {number} */ ms) => {
      made += 1;
      timers.set(made, { run, at: at + ms });
      return made;
    },
    cancel: (/** @type {number | undefined} */ timer) => void (timer && timers.delete(timer)),
    settle,
    /** Let time pass, each timer in its turn. @param {number} ms */
    pass: async (ms) => {
      await settle();
      const end = at + ms;
      for (;;) {
        const [next] = [...timers]
          .filter(([, each]) => each.at <= end)
          .sort((a, b) => a[1].at - b[1].at);
        if (!next) break;
        timers.delete(next[0]);
        at = Math.max(at, next[1].at);
        next[1].run();
        await settle();
      }
      at = end;
      await settle();
    },
  };
}
