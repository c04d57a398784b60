/** How far each paper of a conference that is over has come; its step says what is missing. */
import { t } from "../../words.js";
import { passes } from "./offers.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").PublicationView} PublicationView */
/** @typedef {import("../../live/papers.js").PapersDesk} PapersDesk */
/** @typedef {"minutes" | "conclusions"} Paper */
/**
 * One paper: its name, the publication that bears it, and what was done with that.
 * @typedef {object} OnPaper
 * @property {Paper} stage
 * @property {string} words
 * @property {PublicationView | undefined} bearer
 * @property {number | undefined} number
 * @property {boolean} signed
 * @property {boolean} out
 */
/** @typedef {"minutes" | "conclusions" | "approve" | "number" | "sign" | "publish"} StepName */
export const STEPS = /** @type {readonly StepName[]} */ ([
  "minutes",
  "conclusions",
  "approve",
  "number",
  "sign",
  "publish",
]);

/** The last version of the minutes. @param {Page} page */
export const lastVersion = ({ store }) => store.each("minutes").at(-1);

/** Which conclusions cannot be approved as they are. @param {Page} page */
export const lacking = ({ store }) =>
  store
    .each("conclusion")
    .filter((each) => each.state === "draft")
    .filter((each) => !each.lead || !(each.deadline || each.standing))
    .map((each) => each.number);

/** @param {Page} page */
const drafts = ({ store }) => store.each("conclusion").filter((each) => each.state === "draft");

/**
 * The papers that are to go out.
 * @param {Page} page
 * @param {PapersDesk} desk
 * @returns {OnPaper[]}
 */
export function papersOf(page, desk) {
  const { store } = page;
  const approved = store.each("conclusion").map((each) => each.approved_at);
  const papers = /** @type {[Paper, string | null | undefined][]} */ ([
    ["minutes", lastVersion(page)?.approved_at],
    ...(approved.length ? [["conclusions", approved.map(String).sort().at(-1)]] : []),
  ]);
  return papers.map(([stage, since]) => onPaper(page, desk, stage, since));
}

/**
 * What was published before the last approval is an older paper.
 * @param {Page} page
 * @param {PapersDesk} desk
 * @param {Paper} stage
 * @param {string | null | undefined} since
 * @returns {OnPaper}
 */
function onPaper({ store }, desk, stage, since) {
  const bearer = store
    .each("publication")
    .findLast(
      (each) =>
        each.stage === stage &&
        !each.withdrawn_at &&
        !each.replaced_by &&
        (!since || Date.parse(each.at) >= Date.parse(since)),
    );
  return {
    stage,
    words: t(`ui.after.${stage}`),
    bearer,
    number: bearer && desk.numbers[String(bearer.no)],
    signed: !!bearer?.signed,
    out: !!bearer && !bearer.held,
  };
}

/**
 * Which step is next. An act that the view does not offer is nobody's next step.
 * @param {Page} page
 * @param {readonly OnPaper[]} papers
 * @returns {StepName | "done"}
 */
export function stepNow(page, papers) {
  const last = lastVersion(page);
  if (!last || last.outdated) return "minutes";
  if (lacking(page).length) return "conclusions";
  if (!last.approved_at || drafts(page).length) return "approve";
  if (papers.some((each) => !each.number && !each.out)) return "number";
  if (papers.some((each) => !each.signed && !each.out)) return "sign";
  if (papers.some((each) => !each.out)) return "publish";
  if (papers.some((each) => !each.number)) return "number";
  return papers.some((each) => !each.signed) ? "sign" : "done";
}

/** @param {Page} page @param {OnPaper} paper */
export const publishable = (page, { stage }) => passes(page, "publish", "stage", stage);

/** @param {readonly OnPaper[]} papers @param {(paper: OnPaper) => boolean} which */
export const namesWhere = (papers, which) =>
  papers
    .filter(which)
    .map((each) => each.words.toLocaleLowerCase())
    .join(", ");
