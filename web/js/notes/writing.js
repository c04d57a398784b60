/**
 * A text that others write too, with what its merging needs. The only module that knows Yjs, and
 * fetched only when somebody is about to write: it weighs as much as a third of the first view.
 */
import {
  applyUpdate,
  Doc,
  encodeStateAsUpdate,
  encodeStateVectorFromUpdate,
  UndoManager,
} from "yjs";

/** @typedef {import("./splice.js").Splice} Splice */
/** @typedef {ReturnType<typeof openWriting>} Writing */

/** The document in which nobody has written. */
const EMPTY = "AAA=";
const OURS = "ours";

/** @param {string} text */
const bytesOf = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
/** @param {Uint8Array} bytes */
const textOf = (bytes) => btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""));

/** @param {string} [document] of the server, as a note brings it */
export function openWriting(document = EMPTY) {
  const doc = new Doc();
  const shared = doc.getText("text");
  const undone = new UndoManager(shared, { trackedOrigins: new Set([OURS]) });
  let known = bytesOf(EMPTY);

  /** What an act did to the text. @param {() => void} act @returns {Splice[]} */
  function splicesOf(act) {
    /** @type {Splice[]} */
    const splices = [];
    const note = (/** @type {import("yjs").YTextEvent} */ { delta }) => {
      let at = 0;
      for (const step of delta) {
        const put = typeof step.insert === "string" ? step.insert : "";
        if (put || step.delete) splices.push({ at, gone: step.delete ?? 0, put });
        at += (step.retain ?? 0) + put.length;
      }
    };
    shared.observe(note);
    act();
    shared.unobserve(note);
    return splices;
  }

  /** The server's document as it is now; what others changed in ours. @param {string} document */
  function hear(document) {
    known = bytesOf(document);
    return splicesOf(() => applyUpdate(doc, known));
  }
  hear(document);

  return {
    hear,
    text: () => shared.toString(),

    /** @param {Splice} splice */
    type({ at, gone, put }) {
      doc.transact(() => {
        if (gone) shared.delete(at, gone);
        if (put) shared.insert(at, put);
      }, OURS);
    },

    /**
     * What the server lacks; all there is, should it lack what that builds on.
     * @param {boolean} all
     */
    update: (all) =>
      textOf(encodeStateAsUpdate(doc, all ? undefined : encodeStateVectorFromUpdate(known))),

    /** Only what was written here is undone, and others' words stay. */
    undo: () => splicesOf(() => undone.undo()),
    redo: () => splicesOf(() => undone.redo()),
  };
}
