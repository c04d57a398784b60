/** What moves a card of the queue, by its handle or by keys. */
import { useMemo, useRef } from "preact/hooks";

import { dropped, neighbour } from "./steady.js";

/**
 * @typedef {{id: string, gap: number}} Drag which card is held, and above which one it would fall
 */
/**
 * @typedef {object} Hands
 * @property {(event: KeyboardEvent, id: string) => void} onKey
 * @property {(id: string) => void} onHead
 * @property {(event: PointerEvent, id: string) => void} onDown
 * @property {(event: PointerEvent, id: string) => void} onDrag
 * @property {(id: string) => void} onDrop
 * @property {() => void} onLost
 */
/**
 * The list as it is now.
 * @typedef {object} Seen
 * @property {readonly string[]} shown
 * @property {readonly string[]} order
 * @property {Drag | null} drag
 * @property {string} blocked
 * @property {import("./queue-list.js").QueueActs | undefined} acts
 */

/**
 * @param {{current: HTMLOListElement | null}} list
 * @param {Seen} seen
 * @param {object} change
 * @param {(shown: readonly string[] | null) => void} change.hold nothing changes place meanwhile
 * @param {(drag: Drag | null) => void} change.setDrag
 * @returns {Hands}
 */
export function useHands(list, seen, { hold, setDrag }) {
  // What the hands of a card need to know when they are used; the hands themselves never change,
  // so that a card is drawn again only when something of its own has.
  const known = useRef(seen);
  known.current = seen;
  return useMemo(() => {
    const gapAt = (/** @type {number} */ y) => {
      const cards = [...(list.current?.children ?? [])];
      const below = cards.findIndex((card) => {
        const box = card.getBoundingClientRect();
        return y < box.top + box.height / 2;
      });
      return below < 0 ? cards.length : below;
    };
    const move = (/** @type {string} */ id, /** @type {string | null | undefined} */ before) => {
      if (before === undefined || known.current.blocked) return;
      hold(null);
      known.current.acts?.onMove(id, before);
    };
    return {
      onKey: (/** @type {KeyboardEvent} */ event, /** @type {string} */ id) => {
        if (
          !known.current.acts ||
          !event.altKey ||
          (event.key !== "ArrowUp" && event.key !== "ArrowDown")
        )
          return;
        event.preventDefault();
        move(id, neighbour(known.current.order, id, event.key === "ArrowUp" ? -1 : 1));
      },
      onHead: (/** @type {string} */ id) =>
        move(id, known.current.order[0] === id ? undefined : known.current.order[0]),
      onDown: (/** @type {PointerEvent} */ event, /** @type {string} */ id) => {
        if (known.current.blocked || !(event.currentTarget instanceof HTMLElement)) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        hold(known.current.shown);
        setDrag({ id, gap: known.current.shown.indexOf(id) });
      },
      onDrag: (/** @type {PointerEvent} */ event, /** @type {string} */ id) => {
        if (known.current.drag?.id === id) setDrag({ id, gap: gapAt(event.clientY) });
      },
      onDrop: (/** @type {string} */ id) => {
        const { drag, shown } = known.current;
        if (drag?.id === id) move(id, dropped(shown, id, drag.gap));
        setDrag(null);
      },
      onLost: () => setDrag(null),
    };
  }, []);
}
