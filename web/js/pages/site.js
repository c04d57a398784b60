/**
 * A site's page, one column: what happens now, then the one thing this site can do now, then
 * the rest. While the site speaks, nothing else is to be seen.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { useAnnounced } from "../announce.js";
import { useBroughtUp } from "../brought-up.js";
import { Button } from "../components/button/button.js";
import { Icon } from "../components/icon/icon.js";
import { MessageBox } from "../components/message-box/message-box.js";
import { clock, day } from "../format.js";
import { html } from "../html.js";
import { later } from "../later.js";
import { start } from "../page.js";
import { t } from "../words.js";
import { AgendaPart } from "./parts/agenda.js";
import { standing } from "./parts/asking.js";
import { ContactCard, IncidentCard, OpinionCard, RegisterCard } from "./parts/cards.js";
import { CheckCard, RosterCard } from "./parts/checking.js";
import { Frame, itemsOf } from "./parts/frame.js";
import { HallMessage, useUnread } from "./parts/hall-message.js";
import { Happening } from "./parts/happening.js";
import { OnAir } from "./parts/on-air.js";
import { PublicationsCard } from "./parts/reading.js";
import { TheOneThing } from "./parts/site-step.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../contract.js").Me} Me */

const BoardCard = later(() => import("./parts/board.js").then((part) => part.BoardCard));
const DraftCard = later(() => import("./parts/draft.js").then((part) => part.DraftCard));
const FiguresCard = later(() => import("./parts/figures.js").then((p) => p.FiguresCard));
const OutsideCard = later(() => import("./parts/outside.js").then((part) => part.OutsideCard));
const SiteMedia = later(() => import("../media/site-media.js").then((part) => part.SiteMedia));
const WaitingWords = later(() => import("./parts/draft.js").then((part) => part.WaitingWords));
const SiteVote = later(() => import("./parts/site-vote.js").then((part) => part.SiteVote));
const FromBelow = later(() => import("./parts/from-below.js").then((part) => part.FromBelow));
const UnheardPart = later(() => import("./parts/unheard.js").then((part) => part.UnheardPart));

/** @param {{page: Page}} props */
function Site({ page }) {
  const [small, shrink] = useState(/** @type {number | null} */ (null));
  const me = page.store.get("me", page.site ?? "");
  const unread = useUnread(page);
  useAnnounced(me ? standing(page, me) : "");
  useAnnounced(me ? pleaseVote(page, me) : "");
  useAnnounced(me?.holds?.length ? t("ui.below.title", { n: me.holds.length }) : "");
  const now = useBroughtUp(me ? dueOf(page, me) : "");
  if (!me)
    return h(Frame, { page, children: html`<p class="empty">${t("refusal.no_such_site")}</p>` });
  const speaking = me.speaking ?? null;
  if (speaking !== null && small !== speaking)
    return h(OnAir, { page, me, onShrink: () => shrink(speaking) });
  return h(Frame, {
    page,
    plain: true,
    children: html`<div class="page site">
      <div class="stack">
        <h2 class="site-name">${me.name}</h2>
        ${h(HallMessage, unread)}
        ${page.media && page.store.get("conference")?.video && h(SiteMedia, { page })}
        ${me.outside && h(OutsideCard, { room: me.outside })}
        ${h(Happening, { page })}
        ${itemsOf(page).some((item) => item.draft) && h(WaitingWords, { page })}
        ${speaking !== null && h(BackOnAir, { onPress: () => shrink(null) })}
        ${page.store.each("vote").length > 0 && h(SiteVote, { page, me })}
        ${(me.holds ?? []).length > 0 && h(FromBelow, { page, me })}
        <div class="stack" ref=${now}>${h(TheOneThing, { page, me })}</div>
        ${page.store.get("draft") && h(DraftCard, { page })}
        ${page.store.get("board") && h(BoardCard, { page })}
        ${(me.unheard ?? []).length > 0 && h(UnheardPart, { page, me })}
        ${h(MessagesCard, { page, but: unread.last?.id })}
      </div>
      <div class="stack">
      ${h(AgendaCard, { page })}
      ${h(RosterCard, { page, me })}
      ${h(CheckCard, { page, me })}
      ${h(OpinionCard, { page })}
      ${h(RegisterCard, { page, me })}
      ${h(IncidentCard, { page })}
      ${me.figures && h(FiguresCard, { page, me })}
      ${page.store.each("publication").length > 0 && h(PublicationsCard, { page, me })}
      ${h(ContactCard, { page, me })}
      ${h(PassNote, { me })}
      </div>
    </div>`,
  });
}

/** What is to be done here. @param {Page} page @param {Me} me */
const dueOf = ({ store }, me) =>
  [
    me.checked_in_at ? "in" : "out",
    (me.waiting ?? []).length,
    store.each("queue").some(({ next = [] }) => next.some((id) => (me.waiting ?? []).includes(id))),
  ].join();

/** @param {Page} page @param {Me} me */
const pleaseVote = ({ store }, me) =>
  me.vote && !me.voted ? `${t("ui.vote.please")}: ${store.get("vote", me.vote)?.text ?? ""}` : "";

/** @param {{onPress: () => void}} props */
const BackOnAir = ({ onPress }) =>
  h(Button, { label: t("ui.me.back_on_air"), icon: "mic", look: "primary big wide", onPress });

/**
 * All but the one that stands above until it is read.
 * @param {{page: Page, but: string | undefined}} props
 */
function MessagesCard({ page, but }) {
  const messages = page.store.each("message").filter((each) => each.id !== but);
  if (messages.length === 0) return null;
  return html`<section class="card" aria-live="polite">
    <h2 class="card-title">${t("ui.me.messages")}</h2>
    ${h(MessageBox, { messages })}
  </section>`;
}

/** @param {{page: Page}} props */
const AgendaCard = ({ page }) =>
  html`<details class="card" open>
    <summary>${t("ui.agenda.title")}</summary>
    ${h(AgendaPart, { page })}
  </details>`;

/** @param {{me: Me}} props */
function PassNote({ me }) {
  const issued = me.pass_issue;
  if (!issued) return null;
  const who = issued.name || t(`role.${issued.role}`);
  return html`<p class="muted">
    ${h(Icon, { name: "lock" })} ${t("ui.me.pass_issued", {
      who,
      time: `${clock(issued.at)} ${day(issued.at)}`,
    })}
  </p>`;
}

void start(Site);
