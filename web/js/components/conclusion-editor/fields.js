/**
 * A conclusion as it stands in the fields of a form, while somebody else may have it in theirs.
 * Fields that only one of them touched are taken over by themselves.
 */
import { isoDay } from "../../format.js";
import { t } from "../../words.js";

/** @typedef {import("../../contract.js").ConclusionView} ConclusionView */
/** @typedef {import("../../contract.js").ConclusionText} ConclusionText */
/** @typedef {Pick<Partial<ConclusionText>, "deadline" | "standing" | "deadline_words">} Deadline */
/**
 * @typedef {object} Fields
 * @property {string} text
 * @property {string} lead
 * @property {string} cooperating
 * @property {string} person
 * @property {string} deliverable
 * @property {string} deadline
 */
/** @typedef {keyof Fields} Name */

/** @param {ConclusionView} known */
export const deadlineWords = (known) =>
  known.deadline_words ||
  (known.standing ? t("ui.conclusion.standing") : known.deadline ? isoDay(known.deadline) : "");

/** @param {ConclusionView | undefined} known @returns {Fields} */
export const fieldsOf = (known) => ({
  text: known?.text ?? "",
  lead: known?.lead ?? "",
  cooperating: (known?.cooperating ?? []).join("; "),
  person: known?.person ?? "",
  deliverable: known?.deliverable ?? "",
  deadline: known ? deadlineWords(known) : "",
});

const NAMES = /** @type {readonly Name[]} */ (Object.keys(fieldsOf(undefined)));

/**
 * Where both have written, and not the same.
 * @param {Fields} mine
 * @param {Fields} base
 * @param {Fields} theirs
 */
export const collisions = (mine, base, theirs) =>
  NAMES.filter(
    (name) =>
      mine[name] !== base[name] && theirs[name] !== base[name] && theirs[name] !== mine[name],
  );

/** @param {Fields} one @param {Fields} other */
export const alike = (one, other) => NAMES.every((name) => one[name] === other[name]);

/**
 * What I wrote, and the rest as they have it.
 * @param {Fields} mine
 * @param {Fields} base
 * @param {Fields} theirs
 */
export const together = (mine, base, theirs) =>
  /** @type {Fields} */ (
    Object.fromEntries(
      NAMES.map((name) => [name, mine[name] === base[name] ? theirs[name] : mine[name]]),
    )
  );

/**
 * Some of the fields.
 * @param {Fields} fields
 * @param {readonly Name[]} names
 * @returns {Partial<Fields>}
 */
export const only = (fields, names) =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));

/** @param {string} text */
const tidy = (text) => text.trim().normalize("NFC");

/**
 * A conclusion without its number and state.
 * @param {ConclusionView} known
 * @returns {ConclusionText}
 */
export const textOf = ({
  text,
  lead,
  cooperating,
  person,
  deliverable,
  deadline,
  standing,
  deadline_words,
  item,
  petitions,
}) => ({
  text,
  lead: lead ?? "",
  cooperating: cooperating ?? [],
  person: person ?? "",
  deliverable: deliverable ?? "",
  deadline: deadline ?? null,
  standing: standing ?? false,
  deadline_words: deadline_words ?? "",
  item: item ?? null,
  petitions: petitions ?? [],
});

/**
 * Whether the deadline stands as it stood.
 * @param {Fields} fields
 * @param {ConclusionView | undefined} base
 */
export const untouched = (fields, base) => !!base && fields.deadline === deadlineWords(base);

/**
 * As it is sent. A deadline nobody touched stays what it was, whatever day it is read on.
 * @param {Fields} fields
 * @param {Deadline | null} when what the server understood
 * @param {string | null} item
 * @param {ConclusionView | undefined} base
 * @returns {ConclusionText}
 */
export function written(fields, when, item, base) {
  const due = untouched(fields, base) ? textOf(/** @type {ConclusionView} */ (base)) : when;
  return {
    text: tidy(fields.text),
    lead: tidy(fields.lead),
    cooperating: fields.cooperating.split(/[;\n]/).map(tidy).filter(Boolean),
    person: tidy(fields.person),
    deliverable: tidy(fields.deliverable),
    deadline: due?.deadline ?? null,
    standing: due?.standing ?? false,
    deadline_words: due?.deadline_words ?? "",
    item,
    petitions: base?.petitions ?? [],
  };
}
