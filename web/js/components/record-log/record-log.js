/** The secretary's left column: who spoke, from–to, as it happens. Pressing a line writes of it. */
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { clock, clockSeconds, lasting } from "../../format.js";
import { html } from "../../html.js";
import { keepInPane } from "../../scroll.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";
import { LongText } from "../long-text/long-text.js";

/** @typedef {import("./log.js").Entry} Entry */

/**
 * @param {object} props
 * @param {readonly Entry[]} props.entries
 * @param {string | null} [props.chosen] what is written about now
 * @param {(about: string) => void} props.onChoose
 * @param {(about: string) => boolean} [props.written] whether there is a note already
 */
export function RecordLog({ entries, chosen, onChoose, written = () => false }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    keepInPane(list.current?.querySelector("[aria-current]"));
  }, [chosen]);
  return html`<ol class="log plain" ref=${list} aria-label=${t("ui.log.title")}>
    <li class="log-line is-item">
      ${h(Choice, {
        about: "meeting",
        chosen,
        onChoose,
        children: html`
          <span class="log-words strong">${t("ui.log.meeting")}</span>
          ${h(Written, { is: written("meeting") })}
        `,
      })}
    </li>
    ${entries.map(
      (entry) => html`<li
        key=${entry.key}
        class=${`log-line is-${entry.sort}${entry.speech?.undone ? " is-undone" : ""}`}
      >
        ${
          entry.about
            ? h(Choice, {
                about: entry.about,
                chosen,
                onChoose,
                children: [h(EntryWords, { entry }), h(Written, { is: written(entry.about) })],
              })
            : html`<div class="log-row">${h(EntryWords, { entry })}</div>`
        }
      </li>`,
    )}
  </ol>`;
}

/**
 * @param {object} props
 * @param {string} props.about
 * @param {string | null | undefined} props.chosen
 * @param {(about: string) => void} props.onChoose
 * @param {any} props.children
 */
const Choice = ({ about, chosen, onChoose, children }) =>
  html`<button
    type="button"
    class="log-row"
    aria-current=${about === chosen ? "true" : undefined}
    onClick=${() => onChoose(about)}
  >
    ${children}
  </button>`;

/** @param {{is: boolean}} props */
const Written = ({ is }) =>
  is
    ? html`<span class="log-written mark ok">
      ${h(Icon, { name: "file-text" })}
      <span class="visually-hidden">${t("ui.log.written")}</span>
    </span>`
    : null;

/** @param {{entry: Entry}} props */
export function EntryWords({ entry }) {
  const { item, speech, opinion, incident, vote } = entry;
  const shown = speech ? clockSeconds : clock;
  const time = html`<span class="log-time tabular">
    ${shown(entry.at)}–${entry.till ? shown(entry.till) : ""}
  </span>`;
  if (item) return html`${time}<span class="log-words strong">${item.number}. ${item.title}</span>`;
  if (speech) {
    return html`
      ${time}
      <span class="log-words">
        <span class="strong">${speech.speaker}</span>
        ${speech.delegate ? ` – ${speech.delegate}` : ""}
        <span class="muted"> · ${t(`kind.${speech.kind}`)}
          ${speech.ended_at ? ` · ${lasting(speech.spoken ?? 0)}` : ` · ${t("ui.log.speaking")}`}
          ${speech.overran ? ` · ${t("ui.log.overran", { time: lasting(speech.overran) })}` : ""}
          ${speech.undone ? ` · ${t("ui.log.undone")}` : ""}
        </span>
      </span>
    `;
  }
  if (vote)
    return html`
      ${time}
      <span class="log-words">
        ${h(Icon, { name: "vote" })} ${t("ui.vote.no", { n: vote.no })}: ${vote.text}
        <span class="muted"> · ${t(
          vote.outcome ? `outcome.${vote.outcome}` : `vote_state.${vote.state}`,
        )}
        </span>
      </span>
    `;
  if (opinion)
    return html`
      ${time}
      <span class="log-words">
        ${h(Icon, { name: "file-text" })} ${t("ui.log.opinion", { who: opinion.name })}: ${h(
          LongText,
          { text: opinion.text, length: opinion.length, at: `opinion/${opinion.id}` },
        )}
      </span>
    `;
  return html`
    ${time}
    <span class="log-words">
      ${h(Icon, { name: "alert-triangle" })} ${incident?.name}: ${t(`incident.${incident?.kind}`)}
      ${
        incident?.text
          ? [
              " – ",
              h(LongText, {
                text: incident.text,
                length: incident.length,
                at: `incident/${incident.id}`,
              }),
            ]
          : ""
      }
    </span>
  `;
}
