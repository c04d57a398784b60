/** What the chair is asked before an act: whether, why, until when. */
import { h } from "preact";

import { AddRequest } from "./add-request.js";
import { Approve, ApproveConclusions } from "./approve-question.js";
import { GrantTime } from "./grant-time.js";
import { Break, Cancel, End, HandOver, Reopen } from "./life-questions.js";
import { StartRound } from "./round-question.js";
import { CloseQueue, CloseVote, Extend } from "./turn-questions.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {keyof typeof QUESTIONS} Question */

const QUESTIONS = {
  end: End,
  cancel: Cancel,
  reopen: Reopen,
  hand: HandOver,
  break: Break,
  close_queue: CloseQueue,
  close_vote: CloseVote,
  extend: Extend,
  grant: GrantTime,
  round: StartRound,
  add: AddRequest,
  approve: Approve,
  approve_conclusions: ApproveConclusions,
};

/** @param {{page: Page, question: Question, onClose: () => void}} props */
export const Asked = ({ question, ...asking }) => h(QUESTIONS[question], asking);
