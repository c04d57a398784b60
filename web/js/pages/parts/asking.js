/** A site asks to speak, and says when it is ready. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { AskForm } from "../../components/ask-form/ask-form.js";
import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { Budget } from "../../components/queue-list/budget.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { leftAt, second, turnAt } from "../../state/now.js";
import { t } from "../../words.js";
import { currentQueue, namesOf } from "./frame.js";
import { mayAskMore } from "./offers.js";
import { SayOtherwise } from "./say-otherwise.js";
import { targetsOf } from "./targets.js";

const RoundTurn = later(() => import("./round-turn.js").then((part) => part.RoundTurn));
const Lying = later(() => import("./from-below.js").then((part) => part.Lying));
const Removed = later(() => import("./removed.js").then((part) => part.Removed));
const Closed = later(() => import("./closed-queue.js").then((part) => part.Closed));

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */
/** @typedef {import("../../contract.js").RequestView} RequestView */

/** @param {{page: Page, me: Me}} props */
export function Asking({ page, me }) {
  const mine = waitingOf(page, me);
  const lying = lyingOf(page, me);
  return html`
    ${me.removal && h(Removed, { removal: me.removal })}
    ${h(OurBudget, { me })}
    ${page.store.get("round") && h(RoundTurn, { page, me })}
    ${mine.map((request) => h(Waiting, { key: request.id, page, me, request }))}
    ${lying.length > 0 && h(Lying, { page, requests: lying })}
    ${
      mine.length + lying.length === 0
        ? html`<section class="card act-now">
          <h2>${t("ui.me.ask")}</h2>
          ${h(AskPart, { page, me })}
        </section>`
        : mayAskMore(page, me) &&
          html`<details class="card">
            <summary>${t("ui.me.ask_more")}</summary>
            ${h(AskPart, { page, me })}
          </details>`
    }
  `;
}

/**
 * Where we stand with speaking, in the words of the card that says so.
 * @param {Page} page
 * @param {Me} me
 */
export function standing(page, me) {
  if (me.speaking) return t("ui.me.on_air");
  const queue = currentQueue(page);
  const order = queue?.order ?? [];
  const mine = (me.waiting ?? []).find((id) => order.includes(id));
  const [lies] = lyingOf(page, me);
  if (!mine) return lies ? t("ui.below.lies", { hub: lies.sub_hub ?? "" }) : "";
  return (queue?.next ?? []).includes(mine)
    ? t("ui.me.prepare")
    : t("ui.me.place", { n: order.indexOf(mine) + 1 });
}

/** Our requests that wait in the queue of the item. @param {Page} page @param {Me} me */
function waitingOf(page, me) {
  const order = currentQueue(page)?.order ?? [];
  return (me.waiting ?? [])
    .filter((id) => order.includes(id))
    .map((id) => page.store.get("request", id))
    .filter((each) => each !== undefined);
}

/** Our requests that a sub-hub has in its hands. @param {Page} page @param {Me} me */
const lyingOf = (page, me) =>
  (me.waiting ?? [])
    .map((id) => page.store.get("request", id))
    .filter((each) => each !== undefined)
    .filter((each) => each.held && page.store.get("item", each.item)?.state === "current");

/** @param {{page: Page, me: Me}} props */
const AskPart = ({ page, me }) => html`
  ${currentQueue(page)?.open === false && h(Closed, { page })}
  ${h(AskForm, {
    offers: currentQueue(page)?.offers ?? [],
    delegates: namesOf(page, me.code),
    blocked: page.blocked(),
    ...targetsOf(page),
    clauses: page.store.get("clauses")?.clauses ?? [],
    focus: page.store.get("draft")?.focus ?? "",
    ordinaryBlocked: me.ordinary_blocked ?? "",
    priorityBlocked: me.priority_blocked ?? "",
    onAsk: (wish) => page.act("ask_to_speak", wish),
  })}
`;

/** What is left of our time on the item, to the second while we speak. @param {{me: Me}} props */
function OurBudget({ me }) {
  const left = leftAt(me, () => second.value);
  return left === undefined ? null : html`<p>${h(Budget, { left, granted: me.granted })}</p>`;
}

/** @param {{page: Page, me: Me, request: RequestView}} props */
function Waiting({ page, me, request }) {
  const queue = currentQueue(page);
  const place = (queue?.order ?? []).indexOf(request.id) + 1;
  const called = (queue?.next ?? []).includes(request.id);
  const blocked = page.blocked();
  return html`<section class=${`card act-now${called ? " is-called" : ""}`}>
    <h2>${called ? t("ui.me.prepare") : t("ui.me.place", { n: place })}</h2>
    <p>
      ${called ? t("ui.me.prepare_words", { n: place }) : t("ui.me.place_words", { n: place - 1 })}
      ${wordsOf(request)}
    </p>
    <p class="strong">${h(Turn, { page, request })}</p>
    ${called && !request.ready_at && h(SayReady, { page, request })}
    ${
      request.ready_at &&
      html`<p class="act-done">${h(Icon, { name: "circle-check" })} ${t("ui.me.said_ready")}</p>`
    }
    <div class="row">
      ${h(NameSpeaker, { page, request, names: namesOf(page, me.code) })}
      ${h(SayOtherwise, { page, request })}
      ${h(Button, {
        label: t("act.withdraw"),
        icon: "x",
        look: "small",
        blocked,
        onPress: () => page.act("withdraw", { request: request.id }),
      })}
    </div>
  </section>`;
}

/** About when, as things stand. @param {{page: Page, request: RequestView}} props */
function Turn({ page, request }) {
  const queue = currentQueue(page);
  const order = queue?.order ?? [];
  const shared = (queue?.seconds ?? 0) / Math.max(1, order.length);
  const given = new Map((queue?.offers ?? []).map((each) => [each.kind, each.seconds ?? shared]));
  const before = order
    .slice(0, order.indexOf(request.id))
    .map((id) => given.get(page.store.get("request", id)?.kind ?? "comment") ?? shared);
  const at = turnAt(page.store.get("floor")?.speech, before, second.value);
  return html`${t("ui.me.turn_at", { time: clock(new Date(at).toISOString()) })}`;
}

/** @param {RequestView["clauses"]} clauses */
const labelled = (clauses = []) => clauses.map(({ label }) => label).join(", ");

/** @param {RequestView} request */
const wordsOf = (request) =>
  [t(`kind.${request.kind}`), labelled(request.clauses), request.delegate, request.topic]
    .filter(Boolean)
    .map((each) => ` · ${each}`)
    .join("");

/** @param {{page: Page, request: RequestView}} props */
const SayReady = ({ page, request }) =>
  h(Button, {
    label: t("act.say_ready"),
    icon: "check",
    look: "primary big wide",
    blocked: page.blocked(),
    onPress: () => page.act("say_ready", { request: request.id }),
  });

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {RequestView} props.request
 * @param {readonly string[]} props.names
 */
function NameSpeaker({ page, request, names }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(request.delegate ?? "");
  if (!open)
    return h(Button, {
      label: request.delegate ? t("ui.me.rename") : t("act.name_speaker"),
      icon: "user",
      look: "small",
      blocked: page.blocked(),
      onPress: () => setOpen(true),
    });
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await page.act("name_speaker", {
      request: request.id,
      delegate: name.trim().normalize("NFC"),
    });
    if (answer.ok) setOpen(false);
  };
  return html`<form class="row" onSubmit=${save}>
    <label class="field">
      <span class="visually-hidden">${t("ui.ask.delegate")}</span>
      <input
        list="speaker-names"
        required
        value=${name}
        onInput=${(/** @type {any} */ event) => setName(event.target.value)}
      />
    </label>
    <datalist id="speaker-names">${names.map((each) => html`<option value=${each} />`)}</datalist>
    ${h(Button, {
      label: t("act.name_speaker"),
      look: "small",
      submit: true,
      blocked: page.blocked(),
      onPress: () => undefined,
    })}
  </form>`;
}
