/**
 * A site's page, one column: what happens now, then the one thing this site can do now, then
 * the rest. While the site speaks, nothing else is to be seen.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { useAnnounced } from "../announce.js";
import { AskForm } from "../components/ask-form/ask-form.js";
import { Button } from "../components/button/button.js";
import { Icon } from "../components/icon/icon.js";
import { IncidentForm, IncidentList } from "../components/incident-list/incident-list.js";
import { LongText } from "../components/long-text/long-text.js";
import { MessageBox } from "../components/message-box/message-box.js";
import { Roster } from "../components/roster/roster.js";
import { CheckLine, TechCheck } from "../components/tech-check/tech-check.js";
import { clock, day, minutes } from "../format.js";
import { html } from "../html.js";
import { start } from "../page.js";
import { countdown, now } from "../state/now.js";
import { refusal, t } from "../words.js";
import { AgendaPart } from "./parts/agenda.js";
import { FloorPart } from "./parts/floor.js";
import { currentItem, currentQueue, Frame, itemsOf, LineBarNow } from "./parts/frame.js";
import { RegisterForm, registrable } from "./parts/register.js";
import { targetsOf } from "./parts/targets.js";
import { SiteVote } from "./parts/votes.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../contract.js").Me} Me */

/** @param {{page: Page}} props */
function Site({ page }) {
  const { store } = page;
  const [small, shrink] = useState(/** @type {number | null} */ (null));
  const me = store.get("me", page.site ?? "");
  const phase = store.get("conference")?.phase;
  useAnnounced(me ? spoken(page, me) : "");
  useAnnounced(
    me?.vote && !me.voted
      ? `${t("ui.vote.please")}: ${store.get("vote", me.vote)?.text ?? ""}`
      : "",
  );
  if (!me)
    return h(Frame, { page, children: html`<p class="empty">${refusal("no_such_site")}</p>` });
  const speaking = me.speaking ?? null;
  if (speaking !== null && small !== speaking)
    return h(OnAir, { page, me, onShrink: () => shrink(speaking) });
  const live = phase === "lobby" || phase === "running" || phase === "break";
  const delegates = store.get("roster", me.code)?.delegates ?? [];
  return h(Frame, {
    page,
    plain: true,
    children: html`<div class="page narrow site stack">
      <h2 class="site-name">${me.name}</h2>
      ${h(Happening, { page })}
      ${
        speaking !== null &&
        h(Button, {
          label: t("ui.me.back_on_air"),
          icon: "mic",
          look: "primary big wide",
          onPress: () => shrink(null),
        })
      }
      ${h(SiteVote, { page, me })}
      ${h(TheOneThing, { page, me })}
      ${h(MessagesCard, { page })}
      ${h(AgendaCard, { page })}
      ${
        live &&
        me.checked_in_at &&
        html`<details class="card">
          <summary>${t("ui.me.roster", { here: me.here ?? 0, of: me.expected ?? 0 })}</summary>
          ${h(RosterPart, { page, me })}
        </details>`
      }
      ${
        live &&
        html`<details class="card">
          <summary>${t("ui.check.title")}</summary>
          ${h(CheckLine, { check: me.check ?? null })}
          ${h(CheckPart, { page, me })}
        </details>`
      }
      ${h(OpinionCard, { page })}
      ${h(RegisterCard, { page, names: delegates.map((each) => each.name) })}
      ${h(IncidentCard, { page })}
      ${h(FiguresCard, { page, me })}
      ${h(PublicationsCard, { page, me })}
      ${h(ContactCard, { page, me })}
      ${h(PassNote, { me })}
    </div>`,
  });
}

/**
 * Where we stand with speaking, in the words of the card that says so.
 * @param {Page} page
 * @param {Me} me
 */
function spoken(page, me) {
  if (me.speaking) return t("ui.me.on_air");
  const queue = currentQueue(page);
  const order = queue?.order ?? [];
  const mine = (me.waiting ?? []).find((id) => order.includes(id));
  if (!mine) return "";
  return (queue?.next ?? []).includes(mine)
    ? t("ui.me.prepare")
    : t("ui.me.place", { n: order.indexOf(mine) + 1 });
}

/** What is happening now: item, who speaks, how long. @param {{page: Page}} props */
function Happening({ page }) {
  const conference = page.store.get("conference");
  const item = currentItem(page);
  const speech = page.store.get("floor")?.speech;
  return html`<section class="card happening" aria-label=${t("ui.me.now")}>
    ${
      item
        ? html`<p class="happening-item"><strong>${item.number}. ${item.title}</strong></p>`
        : html`<p class="happening-item">
          <strong>${t(`phase.${conference?.phase ?? "draft"}`)}</strong>
          ${
            conference?.starts_at && !conference.started_at
              ? ` · ${t("ui.me.starts", { time: clock(conference.starts_at) })}`
              : ""
          }
        </p>`
    }
    ${
      conference?.phase === "break" &&
      html`<p>
        ${t("phase.break")}
        ${
          conference.break_until
            ? ` · ${t("ui.hall.back_at", { time: clock(conference.break_until) })}`
            : ""
        }
      </p>`
    }
    ${speech && h(FloorPart, { page })}
  </section>`;
}

/** Who handed out the key to this seat, and when. @param {{me: Me}} props */
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

/** The quarter's figures, as long as they are asked for. @param {{page: Page, me: Me}} props */
function FiguresCard({ page, me }) {
  if (!me.figures || me.figures === "handed_in") return null;
  return html`<section class="card stack">
    <h2 class="card-title">${t("ui.figures.own")}</h2>
    <p>${t(`ui.figures.${me.figures}`)}</p>
    <p>
      <a class="button" href=${`/conferences/${page.meeting}/figures`}>
        ${h(Icon, { name: "send" })} ${t("ui.figures.own")}
      </a>
    </p>
  </section>`;
}

/** @param {{page: Page, me: Me}} props */
function TheOneThing({ page, me }) {
  const { store, act } = page;
  const phase = store.get("conference")?.phase;
  const blocked = page.blocked();
  const [checked, setChecked] = useState(false);
  if (phase === "announced") {
    const said = me.answer;
    return html`<section class="card act-now">
      <h2>${t("ui.answer.own")}</h2>
      <p>
        ${
          said
            ? t(said.coming ? "ui.answer.coming" : "ui.answer.not_coming")
            : t("ui.answer.silent")
        }
      </p>
      <p>
        <a
          class=${said ? "button" : "button primary big wide"}
          href=${`/conferences/${page.meeting}/answers`}
        >
          ${h(Icon, { name: "send" })} ${t("ui.answer.own")}
        </a>
      </p>
      <p class="muted">${t("ui.me.early")}</p>
    </section>`;
  }
  if (phase !== "lobby" && phase !== "running" && phase !== "break") {
    return phase === "ended" || phase === "closed"
      ? html`<p class="card">${t("ui.me.over")}</p>`
      : html`<p class="card">${t("ui.me.early")}</p>`;
  }
  if (phase === "lobby" && !me.check && !checked) {
    return html`<section class="card act-now">
      <h2>${t("ui.me.check")}</h2>
      ${h(CheckPart, { page, me })}
      <p>
        ${h(Button, {
          label: t("ui.me.check_later"),
          look: "small quiet",
          onPress: () => setChecked(true),
        })}
      </p>
    </section>`;
  }
  if (!me.checked_in_at) {
    return html`<section class="card act-now">
      <h2>${t("ui.me.check_in")}</h2>
      ${h(RosterPart, { page, me })}
    </section>`;
  }
  const item = currentItem(page);
  const queue = currentQueue(page);
  if (!item || !queue)
    return html`<section class="card act-now">
      <p class="act-done">${h(Icon, { name: "circle-check" })} ${t("ui.me.ready")}</p>
    </section>`;

  const order = queue.order ?? [];
  const mine = (me.waiting ?? [])
    .filter((id) => order.includes(id))
    .map((id) => store.get("request", id))
    .filter((each) => each !== undefined);
  const offers = queue.offers ?? [];
  const free = offers.some(
    (offer) => !(offer.ordinary === false ? me.priority_blocked : me.ordinary_blocked),
  );
  const names = (store.get("roster", me.code)?.delegates ?? []).map((each) => each.name);
  const form = h(AskForm, {
    offers,
    delegates: names,
    blocked,
    ...targetsOf(page),
    ordinaryBlocked: me.ordinary_blocked ?? "",
    priorityBlocked: me.priority_blocked ?? "",
    onAsk: (wish) => act("ask_to_speak", wish),
  });
  return html`
    ${
      me.removal &&
      html`<p class="notice warn" role="status">
        ${h(Icon, { name: "alert-triangle" })} ${t("ui.me.removed", {
          kind: t(`kind.${me.removal.kind}`),
          reason: me.removal.reason,
        })}
      </p>`
    }
    ${h(RoundCard, { page, me })}
    ${mine.map((request) => {
      const place = order.indexOf(request.id) + 1;
      const called = (queue.next ?? []).includes(request.id);
      return html`<section key=${request.id} class=${`card act-now${called ? " is-called" : ""}`}>
        <h2>${called ? t("ui.me.prepare") : t("ui.me.place", { n: place })}</h2>
        <p>
          ${
            called
              ? t("ui.me.prepare_words", { n: place })
              : t("ui.me.place_words", { n: place - 1 })
          } · ${t(`kind.${request.kind}`)}
          ${request.delegate ? ` · ${request.delegate}` : ""}
          ${request.topic ? ` · ${request.topic}` : ""}
        </p>
        ${
          called &&
          !request.ready_at &&
          h(Button, {
            label: t("act.say_ready"),
            icon: "check",
            look: "primary big wide",
            blocked,
            onPress: () => act("say_ready", { request: request.id }),
          })
        }
        ${
          request.ready_at &&
          html`<p class="act-done">
            ${h(Icon, { name: "circle-check" })} ${t("ui.me.said_ready")}
          </p>`
        }
        <div class="row">
          ${h(NameSpeaker, { page, request, names })}
          ${h(Button, {
            label: t("act.withdraw"),
            icon: "x",
            look: "small",
            blocked,
            onPress: () => act("withdraw", { request: request.id }),
          })}
        </div>
      </section>`;
    })}
    ${
      mine.length === 0
        ? html`<section class="card act-now"><h2>${t("ui.me.ask")}</h2>${form}</section>`
        : free &&
          html`<details class="card"><summary>${t("ui.me.ask_more")}</summary>${form}</details>`
    }
  `;
}

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {import("../contract.js").RequestView} props.request
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

/** In a round: when our turn comes, ready or pass. @param {{page: Page, me: Me}} props */
function RoundCard({ page, me }) {
  const round = page.store.get("round");
  const place = round?.order.indexOf(me.code) ?? -1;
  if (!round || place < 0) return null;
  const state = round.states[place] ?? "to_come";
  const blocked = page.blocked();
  if (state !== "to_come")
    return html`<section class="card">
      <p>${t("ui.round.title")}: ${t(`round.${state}`)}</p>
    </section>`;
  const before = round.states.slice(0, place).filter((each) => each === "to_come").length;
  const called = (round.next ?? []).includes(me.code);
  const ready = (round.ready ?? []).includes(me.code);
  return html`<section class=${`card act-now${called ? " is-called" : ""}`}>
    <h2>${called ? t("ui.me.prepare") : t("ui.round.title")}</h2>
    <p>${t("ui.me.round_before", { n: before })}</p>
    ${
      called &&
      !ready &&
      h(Button, {
        label: t("act.say_ready"),
        icon: "check",
        look: "primary big wide",
        blocked,
        onPress: () => page.act("say_ready", {}),
      })
    }
    ${
      ready &&
      html`<p class="act-done">${h(Icon, { name: "circle-check" })} ${t("ui.me.said_ready")}</p>`
    }
    ${h(Button, {
      label: t("act.pass"),
      icon: "hand",
      look: "wide",
      blocked,
      onPress: () => page.act("pass", {}),
    })}
  </section>`;
}

/**
 * "ĐANG PHÁT BIỂU" over the whole screen.
 * @param {{page: Page, me: Me, onShrink: () => void}} props
 */
function OnAir({ page, me, onShrink }) {
  const speech = page.store.get("floor")?.speech;
  if (!speech) return null;
  const warning = page.store.get("conference")?.warning ?? 60;
  const clockNow = countdown(speech, now.value, warning);
  const round = page.store.get("round");
  const inRound = round?.states[round.order.indexOf(me.code)] === "speaking";
  return html`<div class=${`on-air is-${clockNow.state}`}>
    ${h(LineBarNow, { page })}
    <div class="on-air-body">
      <p class="on-air-word">${h(Icon, { name: "mic" })} ${t("ui.me.on_air")}</p>
      <p class="on-air-who">${me.name}${speech.delegate ? ` – ${speech.delegate}` : ""}</p>
      <p class="on-air-clock" role="timer">${clockNow.text}</p>
      <p class="on-air-state">${t(`ui.me.clock.${clockNow.state}`)}</p>
    </div>
    <div class="row on-air-foot">
      ${
        inRound &&
        h(Button, {
          label: t("act.pass"),
          blocked: page.blocked(),
          onPress: () => page.act("pass", {}),
        })
      }
      ${h(Button, {
        label: t("ui.me.shrink"),
        icon: "chevron-down",
        look: "quiet",
        onPress: onShrink,
      })}
    </div>
  </div>`;
}

/** @param {{page: Page, me: Me}} props */
const CheckPart = ({ page, me }) =>
  h(TechCheck, {
    check: me.check ?? null,
    blocked: page.blocked(),
    onAnswer: (answers) => page.act("answer_check", answers),
  });

/** @param {{page: Page, me: Me}} props */
const RosterPart = ({ page, me }) =>
  h(Roster, {
    delegates: page.store.get("roster", me.code)?.delegates ?? [],
    headCount: me.head_count ?? null,
    guests: me.guests ?? 0,
    label: t("act.check_in"),
    blocked: page.blocked(),
    onSave: (figures) => page.act("check_in", figures),
  });

/** @param {{page: Page}} props */
function MessagesCard({ page }) {
  const messages = page.store.each("message");
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

/** @param {{page: Page}} props */
function OpinionCard({ page }) {
  const { store } = page;
  const items = itemsOf(page).filter((item) => item.started_at);
  const [item, setItem] = useState(/** @type {string | null} */ (null));
  const [text, setText] = useState("");
  const chosen = item ?? currentItem(page)?.id ?? items.at(-1)?.id;
  const mine = store.each("opinion");
  if (!chosen) return null;
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!text.trim()) return;
    const answer = await page.act("hand_in_opinion", {
      item: chosen,
      text: text.trim().normalize("NFC"),
    });
    if (answer.ok) {
      setText("");
      page.say("ok", t("ui.me.opinion_sent"));
    }
  };
  return html`<details class="card">
    <summary>${t("ui.me.opinion")}${mine.length ? ` (${mine.length})` : ""}</summary>
    <form class="stack tight" onSubmit=${send}>
      <p class="hint">${t("ui.me.opinion_words")}</p>
      <label class="field">
        <span class="label">${t("ui.me.item")}</span>
        <select
          value=${chosen}
          onChange=${(/** @type {any} */ event) => setItem(event.target.value)}
        >
          ${items.map(
            (each) => html`<option value=${each.id} selected=${each.id === chosen}>
              ${each.number}. ${each.title}
            </option>`,
          )}
        </select>
      </label>
      <label class="field">
        <span class="label">${t("ui.me.opinion_text")}</span>
        <textarea
          required
          rows="5"
          value=${text}
          onInput=${(/** @type {any} */ event) => setText(event.target.value)}
        />
      </label>
      <div class="row">
        ${h(Button, {
          label: t("act.hand_in_opinion"),
          icon: "send",
          submit: true,
          blocked: page.blocked(),
          onPress: () => undefined,
        })}
      </div>
    </form>
    <ul class="plain">
      ${mine.map(
        (each) => html`<li key=${each.id} class="message">
          <p class="muted message-head">
            <time>${clock(each.at)}</time> · ${store.get("item", each.item)?.title ?? ""}
          </p>
          <p class="message-text">
            ${h(LongText, { text: each.text, length: each.length, at: `opinion/${each.id}` })}
          </p>
        </li>`,
      )}
    </ul>
  </details>`;
}

/** Speeches registered ahead. @param {{page: Page, names: readonly string[]}} props */
function RegisterCard({ page, names }) {
  const { store } = page;
  const mine = store
    .each("request")
    .filter(
      (each) =>
        each.registered &&
        each.site === page.site &&
        store.get("item", each.item)?.state === "planned",
    );
  const until = store.get("conference")?.registered_until;
  if (registrable(page).length === 0 && mine.length === 0) return null;
  return html`<details class="card">
    <summary>${t("ui.me.register")}${mine.length ? ` (${mine.length})` : ""}</summary>
    <ul class="plain">
      ${mine.map(
        (each) => html`<li key=${each.id} class="row spread">
          <span>
            ${store.get("item", each.item)?.number}. <strong>${each.topic}</strong>
            ${each.delegate ? ` – ${each.delegate}` : ""}
            ${each.seconds ? html` · <span class="tabular">${minutes(each.seconds)}</span>` : null}
          </span>
          ${h(Button, {
            label: t("act.withdraw"),
            look: "small",
            blocked: page.blocked(),
            onPress: () => page.act("withdraw", { request: each.id }),
          })}
        </li>`,
      )}
    </ul>
    ${
      until &&
      html`<p class="muted">
        ${t("ui.me.registered_until", { time: clock(until), day: day(until) })}
      </p>`
    }
    ${h(RegisterForm, { page, names })}
  </details>`;
}

/** Whom the hall phones when the line is bad. @param {{page: Page, me: Me}} props */
function ContactCard({ page, me }) {
  const [said, say] = useState(/** @type {Record<string, string>} */ ({}));
  const contact = { ...me.contact, ...said };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const tidy = (/** @type {string | undefined} */ text) => (text ?? "").trim().normalize("NFC");
    const answer = await page.act("set_contact", {
      contact: {
        head: tidy(contact.head),
        technician: tidy(contact.technician),
        phone: tidy(contact.phone),
      },
    });
    if (!answer.ok) return;
    say({});
    page.say("ok", t("ui.me.contact_saved"));
  };
  return html`<details class="card">
    <summary>${t("ui.me.contact")}</summary>
    <form class="stack tight" onSubmit=${save}>
      <p class="hint">${t("ui.me.contact_words")}</p>
      ${
        /** @type {const} */ (["head", "technician", "phone"]).map(
          (name) => html`<label key=${name} class="field">
            <span class="label">${t(`ui.site.${name}`)}</span>
            <input
              type=${name === "phone" ? "tel" : "text"}
              maxlength="200"
              value=${contact[name] ?? ""}
              onInput=${(/** @type {any} */ event) => say({ ...said, [name]: event.target.value })}
            />
          </label>`,
        )
      }
      <div class="row">
        ${h(Button, {
          label: t("ui.save"),
          icon: "check",
          submit: true,
          blocked: page.blocked(),
          onPress: () => undefined,
        })}
      </div>
    </form>
  </details>`;
}

/** @param {{page: Page}} props */
function IncidentCard({ page }) {
  const incidents = page.store.each("incident");
  const open = incidents.filter((each) => !each.resolved_at).length;
  return html`<details class="card" open=${open > 0}>
    <summary>${t("act.report_incident")}${open ? ` (${open})` : ""}</summary>
    <div class="stack tight">
      ${
        incidents.length > 0 &&
        h(IncidentList, {
          incidents,
          nameless: true,
          blocked: page.blocked(),
          onResolve: (each) => page.act("resolve_incident", { incident: each.id }),
        })
      }
      ${h(IncidentForm, {
        blocked: page.blocked(),
        onReport: (kind, text) => page.act("report_incident", { kind, text }),
      })}
    </div>
  </details>`;
}

/** @param {{page: Page, me: Me}} props */
function PublicationsCard({ page, me }) {
  const all = page.store.each("publication");
  if (all.length === 0) return null;
  return html`<section class="card">
    <h2 class="card-title">${t("ui.papers.publications")}</h2>
    <ul class="plain stack tight">
      ${all.map(
        (each) => html`<li key=${each.no} class="row spread">
          <a href=${`/published/${page.meeting}/${each.no}`}>${t(`stage.${each.stage}`)}</a>
          ${
            each.withdrawn_at
              ? html`<span class="mark warn">${t("ui.papers.withdrawn")}</span>`
              : (me.read ?? []).includes(each.no)
                ? html`<span class="mark ok">
                  ${h(Icon, { name: "check" })} ${t("ui.papers.read")}
                </span>`
                : h(Button, {
                    label: t("act.confirm_reading"),
                    look: "small",
                    blocked: page.blocked(),
                    onPress: () => page.act("confirm_reading", { publication: each.no }),
                  })
          }
        </li>`,
      )}
    </ul>
  </section>`;
}

start(Site);
