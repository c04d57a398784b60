/** After the conference: one line of steps, what the next one still lacks, and the press for it. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Confirm } from "../../components/dialog/dialog.js";
import { Steps } from "../../components/steps/steps.js";
import { html } from "../../html.js";
import { papersDesk, sendPaper } from "../../live/papers.js";
import { refusal, t } from "../../words.js";
import { FormDialog } from "./ask.js";
import { blockedBy } from "./offers.js";
import { lacking, lastVersion, namesWhere, papersOf, STEPS, stepNow } from "./on-paper.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("./on-paper.js").OnPaper} OnPaper */
/** @typedef {import("./on-paper.js").StepName} StepName */
/** @typedef {import("../../live/papers.js").PapersDesk} PapersDesk */

/** @param {{page: Page, onConclusions: () => void}} props */
export function Afterwards({ page, onConclusions }) {
  const [desk, look] = useDesk(page);
  const papers = papersOf(page, desk);
  const now = stepNow(page, papers);
  const at = now === "done" ? STEPS.length : STEPS.indexOf(now);
  return html`<section class="pane afterwards" aria-label=${t("ui.after.title")}>
    ${h(Steps, {
      label: t("ui.after.title"),
      steps: STEPS.map((name, n) => stepOf(page, papers, name, n - at)),
    })}
    <div class="row afterwards-now">
      ${h(StepNow, { page, papers, now, desk, look, onConclusions })}
    </div>
  </section>`;
}

/**
 * Numbers and whose seal signs, asked for again whenever a paper changes.
 * @param {Page} page
 * @returns {[PapersDesk, () => Promise<void>]}
 */
function useDesk(page) {
  const [desk, keep] = useState(/** @type {PapersDesk} */ ({ seal: "", numbers: {} }));
  const papers = page.store
    .each("publication")
    .map(({ no, signed, held }) => `${no} ${signed} ${held}`)
    .join();
  const asked = useRef(0);
  const look = async () => {
    const mine = ++asked.current;
    const known = await papersDesk(page.meeting);
    // An answer that was asked for earlier may come later, and is older.
    if (known && mine === asked.current) keep(known);
  };
  useEffect(() => void look(), [papers]);
  return [desk, look];
}

/**
 * @param {Page} page
 * @param {readonly OnPaper[]} papers
 * @param {StepName} name
 * @param {number} ahead of the step that is next; negative when it is behind
 * @returns {import("../../components/steps/steps.js").Step}
 */
function stepOf(page, papers, name, ahead) {
  const note = noteOf(page, papers, name);
  return {
    label: t(`ui.after.${name}`),
    state: ahead < 0 ? "done" : ahead === 0 ? "now" : "todo",
    ...(note ? { note } : {}),
  };
}

/** @param {Page} page @param {readonly OnPaper[]} papers @param {StepName} name */
function noteOf(page, papers, name) {
  const all = page.store.each("conclusion");
  const numbers = papers
    .filter((each) => each.number)
    .map((each) => `${each.words} ${each.number}`);
  return {
    minutes: lastVersion(page) && t("ui.papers.version", { n: lastVersion(page)?.number ?? 0 }),
    conclusions: all.length ? t("ui.papers.count", { n: all.length }) : t("ui.after.none"),
    approve: lastVersion(page)?.approved_by,
    number: numbers.join(", "),
    sign: "",
    publish: "",
  }[name];
}

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {readonly OnPaper[]} props.papers
 * @param {StepName | "done"} props.now
 * @param {PapersDesk} props.desk
 * @param {() => Promise<void>} props.look
 * @param {() => void} props.onConclusions
 */
function StepNow({ page, papers, now, desk, look, onConclusions }) {
  const last = lastVersion(page);
  switch (now) {
    case "minutes":
      return html`<p>
          ${last ? t("ui.after.outdated", { n: last.number }) : t("ui.after.no_draft")}
        </p>
        ${h(DraftNow, { page })}`;
    case "conclusions":
      return html`<p>${t("ui.after.lacking", { which: lacking(page).join(", ") })}</p>
        ${h(Button, {
          label: t("ui.after.to_conclusions"),
          look: "primary",
          onPress: onConclusions,
        })}`;
    case "approve":
      return html`<p>${t("ui.after.waits")}</p>
        <a
          class="button"
          href=${`/conferences/${page.meeting}/minutes/${last?.number}`}
          target="_blank"
        >
          ${t("ui.papers.read_version", { n: last?.number ?? 0 })}
        </a>`;
    case "number":
      return h(NumberNow, { page, papers: papers.filter((each) => !each.number), look });
    case "sign":
      return h(SignNow, { page, papers: papers.filter((each) => !each.signed), desk });
    case "publish":
      return h(PublishNow, { page, papers: papers.filter((each) => !each.out) });
    default:
      return html`<p>${t("ui.after.done")}</p>
        ${papers.map(
          (paper) => html`<a key=${paper.stage} class="button" href=${addressOf(page, paper)}>
            ${t("ui.after.read_paper", { what: paper.words.toLocaleLowerCase() })}
          </a>`,
        )}
        <a class="button" href="/follow-up">${t("ui.after.follow")}</a>`;
  }
}

/** A correction of approved minutes says why. @param {{page: Page}} props */
function DraftNow({ page }) {
  const [asking, ask] = useState(false);
  const corrects = page.store.each("minutes").some((each) => each.approved_at);
  return html`${h(Button, {
    label: t("ui.after.draft"),
    icon: "file-text",
    look: "primary",
    blocked: blockedBy(page, "draft_minutes"),
    onPress: () => (corrects ? ask(true) : page.act("draft_minutes", {})),
  })}
  ${
    asking &&
    h(FormDialog, {
      title: t("ui.after.draft"),
      fields: [{ name: "reason", label: t("ui.papers.why_new"), required: true }],
      label: t("ui.after.draft"),
      onClose: () => ask(false),
      onDone: ({ reason = "" }) => page.tryAct("draft_minutes", { reason }),
    })
  }`;
}

/**
 * All that have none, asked once; each has its readers and, if the register gave it, its number.
 * @param {{page: Page, papers: readonly OnPaper[], look: () => Promise<void>}} props
 */
function NumberNow({ page, papers, look }) {
  const [asking, ask] = useState(false);
  const what = namesWhere(papers, () => true);
  const number = async (/** @type {Record<string, string>} */ said) => {
    for (const { stage } of papers) {
      const path = `/conferences/${page.meeting}/papers/${stage}/number`;
      const { [`readers-${stage}`]: readers = "", [`number-${stage}`]: own = "" } = said;
      const answer = await sendPaper(page, path, { readers, number: own });
      if (!answer.ok) return answer;
    }
    await look();
    return { ok: true };
  };
  return html`<p>${t("ui.after.unnumbered", { what })}</p>
    ${h(Button, {
      label: t("ui.after.give", { what }),
      look: "primary",
      blocked: page.blocked(),
      onPress: () => ask(true),
    })}
    ${
      asking &&
      h(FormDialog, {
        title: t("ui.after.give", { what }),
        text: t("ui.after.give_words"),
        fields: papers.flatMap((paper) => [readersField(paper), ownNumber(paper)]),
        label: t("ui.after.give_number"),
        onClose: () => ask(false),
        onDone: number,
      })
    }`;
}

/** @param {OnPaper} paper */
const ownNumber = ({ stage, words }) => ({
  name: `number-${stage}`,
  label: `${words}: ${t("ui.after.own_number").toLocaleLowerCase()}`,
  kind: /** @type {const} */ ("number"),
  min: 1,
  max: 999999,
  hint: t("ui.after.own_number_hint"),
});

/** @param {OnPaper} paper */
const readersField = ({ stage, words, bearer }) => ({
  name: `readers-${stage}`,
  label: `${words}: ${t("ui.papers.readers").toLocaleLowerCase()}`,
  value: bearer?.readers ?? "public",
  options: /** @type {const} */ (["public", "all_sites"]).map((value) => ({
    value,
    words: t(`readers.${value}`),
  })),
});

/** @param {{page: Page, papers: readonly OnPaper[], desk: PapersDesk}} props */
function SignNow({ page, papers, desk }) {
  const what = namesWhere(papers, () => true);
  const seal = async () => {
    for (const paper of papers) {
      const answer = await sendPaper(page, `${addressOf(page, paper)}/seal`, {});
      if (!answer.ok) return page.say("bad", refusal(answer.code ?? ""));
    }
  };
  return html`<p>${t("ui.after.unsigned", { what })}</p>
    ${
      desk.seal
        ? h(Button, {
            label: t("ui.after.seal", { what, name: desk.seal }),
            look: "primary",
            blocked: page.blocked(),
            onPress: seal,
          })
        : papers.map((paper) => h(SignElsewhere, { key: paper.stage, page, paper }))
    }
    ${h(PublishNow, { page, papers: papers.filter((each) => !each.out), early: true })}`;
}

/** @param {Page} page @param {OnPaper} paper */
const addressOf = (page, { bearer }) => `/published/${page.meeting}/${bearer?.no}`;

/**
 * Without a seal of its own the office signs on its own machines.
 * @param {{page: Page, paper: OnPaper}} props
 */
function SignElsewhere({ page, paper }) {
  const at = addressOf(page, paper);
  const what = paper.words.toLocaleLowerCase();
  return html`<a class="button" href=${`${at}/to-sign.pdf`} target="_blank">
      ${t("ui.after.to_sign", { what })}
    </a>
    <a class="button primary" href=${at} target="_blank"> ${t("ui.after.bring", { what })} </a>`;
}

/**
 * All that is not out. What is not signed is published as a draft: that is asked once, in words.
 * @param {{page: Page, papers: readonly OnPaper[], early?: boolean}} props
 */
function PublishNow({ page, papers, early = false }) {
  const [asking, ask] = useState(false);
  const what = namesWhere(papers, () => true);
  const unsigned = namesWhere(papers, (paper) => !paper.signed);
  const blocked = papers.map(({ stage }) => blockedBy(page, "publish", "stage", stage));
  const publish = async () => {
    for (const { stage, bearer } of papers)
      await page.act("publish", {
        stage,
        readers: bearer?.readers ?? "public",
        ...(bearer?.sites?.length ? { sites: bearer.sites } : {}),
      });
  };
  if (papers.length === 0) return null;
  return html`${!early && html`<p>${t("ui.after.unpublished", { what })}</p>`}
  ${h(Button, {
    label: t("ui.after.publish_of", { what }),
    icon: "send",
    look: early ? "quiet" : "primary",
    blocked: blocked.find(Boolean) ?? "",
    onPress: () => (unsigned ? ask(true) : publish()),
  })}
  ${
    asking &&
    h(Confirm, {
      title: t("ui.after.unsigned_title"),
      text: t("ui.after.unsigned_words", { what: unsigned }),
      label: t("ui.after.unsigned_yes"),
      onClose: () => ask(false),
      onYes: publish,
    })
  }`;
}
