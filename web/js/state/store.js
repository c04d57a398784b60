/**
 * What the server has told this page: one signal per key, so that a tile hears of nothing but
 * its own site. `all` replaces everything, `patch` sets and drops.
 *
 * A family is a kind of key (`site/001` is of the family `site`); `ids` lists what is behind
 * the slash, in the order of the server, and changes only when a key comes or goes.
 */
import { batch, signal } from "@preact/signals";

/** @typedef {import("../contract.js").Families} Families */
/** @typedef {import("../contract.js").AllFrame} AllFrame */
/** @typedef {import("../contract.js").PatchFrame} PatchFrame */
/** @typedef {ReturnType<typeof createStore>} Store */

/** @template T @typedef {import("@preact/signals").Signal<T>} Signal */

/** @param {Record<string, unknown>} [view] @param {number | null} [seen] */
export function createStore(view = {}, seen = null) {
  /** @type {Map<string, Signal<any>>} */
  const cells = new Map();
  /** @type {Map<string, Signal<readonly string[]>>} */
  const families = new Map();
  const seq = signal(seen);
  /** Keys that frames have brought or dropped; after a whole view, every one. */
  const heard = new Set();
  let whole = false;

  /** @param {string} key */
  const cell = (key) => {
    let found = cells.get(key);
    if (!found) cells.set(key, (found = signal(undefined)));
    return found;
  };

  /** @param {string} name */
  const family = (name) => {
    let found = families.get(name);
    if (!found) families.set(name, (found = signal(/** @type {readonly string[]} */ ([]))));
    return found;
  };

  /** @param {string} key @returns {[string, string]} */
  const split = (key) => {
    const slash = key.indexOf("/");
    return slash < 0 ? [key, ""] : [key.slice(0, slash), key.slice(slash + 1)];
  };

  /** @param {Record<string, unknown>} set */
  function put(set) {
    /** @type {Map<string, string[]>} */
    const added = new Map();
    for (const [key, value] of Object.entries(set)) {
      const found = cell(key);
      if (found.peek() === undefined) {
        const [name, id] = split(key);
        added.set(name, [...(added.get(name) ?? []), id]);
      }
      found.value = value;
    }
    for (const [name, ids] of added) family(name).value = [...family(name).peek(), ...ids];
  }

  /** @param {Iterable<string>} keys */
  function drop(keys) {
    /** @type {Map<string, Set<string>>} */
    const gone = new Map();
    for (const key of keys) {
      const found = cells.get(key);
      if (found?.peek() === undefined) continue;
      found.value = undefined;
      const [name, id] = split(key);
      gone.set(name, (gone.get(name) ?? new Set()).add(id));
    }
    for (const [name, ids] of gone) {
      family(name).value = family(name)
        .peek()
        .filter((id) => !ids.has(id));
    }
  }

  /** @param {Record<string, unknown>} set */
  function replace(set) {
    drop([...cells.keys()].filter((key) => !(key in set)));
    put(set);
    for (const [name, cellOf] of families) {
      const order = Object.keys(set)
        .map(split)
        .filter(([each]) => each === name)
        .map(([, id]) => id);
      if (order.join("\n") !== cellOf.peek().join("\n")) cellOf.value = order;
    }
  }

  put(view);

  return {
    /** The `seq` of the last frame taken in. */
    seq,

    /** @param {AllFrame | PatchFrame} frame */
    apply(frame) {
      batch(() => {
        if (frame.t === "all") {
          whole = true;
          replace(frame.set);
        } else {
          if (frame.seq < (seq.peek() ?? 0)) return;
          for (const key of [...Object.keys(frame.set ?? {}), ...(frame.drop ?? [])])
            heard.add(key);
          drop(frame.drop ?? []);
          put(frame.set ?? {});
        }
        seq.value = frame.seq;
      });
    },

    /**
     * What the first view was without, as it was asked for apart from the frames. A key that they
     * have spoken of is newer with them.
     * @param {Record<string, unknown>} set
     */
    fill(set) {
      if (whole) return;
      const missing = Object.entries(set).filter(([key]) => !heard.has(key));
      batch(() => put(Object.fromEntries(missing)));
    },

    /**
     * What lies under a key now; whoever reads it in a render hears of its changes.
     * @template {keyof Families} F
     * @param {F} name @param {string | number} [which]
     * @returns {Families[F] | undefined}
     */
    get: (name, which) => cell(which === undefined ? name : `${name}/${which}`).value,

    /** What is behind the slash of a family. @param {keyof Families} name */
    ids: (name) => family(name).value,

    /**
     * Every value of a family, in its order.
     * @template {keyof Families} F
     * @param {F} name
     * @returns {Families[F][]}
     */
    each: (name) =>
      family(name)
        .value.map((id) => cell(`${name}/${id}`).value)
        .filter((each) => each !== undefined),
  };
}
