/** What the hall knows of a site and may do for it, in a sheet at the side. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { Dialog } from "../../components/dialog/dialog.js";
import { IncidentForm, IncidentList } from "../../components/incident-list/incident-list.js";
import { MessageBox } from "../../components/message-box/message-box.js";
import { RequestForm } from "../../components/request-form/request-form.js";
import { Roster } from "../../components/roster/roster.js";
import { SiteSheet } from "../../components/site-sheet/site-sheet.js";
import { TechCheck } from "../../components/tech-check/tech-check.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { second } from "../../state/now.js";
import { t } from "../../words.js";
import { currentItem, delegatesOf } from "./frame.js";
import { blockedBy, itemsFor, kindsNow } from "./offers.js";
import { RegisterForm } from "./register.js";
import { targetsOf } from "./targets.js";

const LineOfSite = later(() => import("../../media/line-board.js").then((part) => part.LineOfSite));

/** @typedef {import("../../page.js").Page} Page */

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {string} props.code
 * @param {"chair" | "secretary" | "operator"} props.as
 * @param {() => void} props.onClose
 */
export function SitePanel({ page, code, as, onClose }) {
  const { store, act } = page;
  const site = store.get("site", code);
  if (!site) return null;
  const blocked = page.blocked();
  const item = currentItem(page);
  const kinds = kindsNow(page);
  const delegates = delegatesOf(page, code);
  const waiting = (site.waiting ?? [])
    .map((id) => store.get("request", id))
    .find((each) => each && each.item === item?.id);
  const speech = store.get("floor")?.speech;

  const invited = waiting
    ? blockedBy(page, "give_floor", "request", waiting.id)
    : blockedBy(page, "ask_to_speak");

  /** Invite at once: the request that waits, or one made for it. */
  const invite = async () => {
    const believes = speech?.no ?? null;
    let request = waiting?.id;
    if (!request) {
      const asked = await act("ask_to_speak", {
        site: code,
        kind: kinds.includes("comment") ? "comment" : (kinds[0] ?? "comment"),
      });
      if (!asked.ok) return;
      request = asked.id;
    }
    const given = await act("give_floor", { request, believes });
    if (given.ok) onClose();
  };
  const ready = async () => {
    if (waiting) await act("say_ready", { site: code, request: waiting.id });
  };

  const acts = html`
    ${
      as === "chair" &&
      item &&
      h(Button, {
        label: t("act.give_floor"),
        icon: "mic",
        look: "primary",
        blocked: speech?.site === code ? t("ui.site.speaking") : invited,
        onPress: invite,
      })
    }
    ${
      waiting &&
      !waiting.ready_at &&
      h(Button, { label: t("ui.panel.ready_by_phone"), icon: "phone", blocked, onPress: ready })
    }
  `;
  const incidents = store.each("incident").filter((each) => each.site === code);
  return h(Dialog, {
    title: site.name,
    onClose,
    side: true,
    children: h(SiteSheet, {
      site,
      delegates,
      at: second.value,
      acts,
      children: html`
        ${
          as === "operator" &&
          page.media &&
          store.get("conference")?.video &&
          h(LineOfSite, { page, code })
        }
        ${
          incidents.length > 0 &&
          html`<section>
            <h3>${t("ui.incident.title")}</h3>
            ${h(IncidentList, {
              incidents,
              nameless: true,
              blocked,
              ...(as === "operator"
                ? {
                    onResolve: (/** @type {import("../../contract.js").IncidentView} */ each) =>
                      act("resolve_incident", { site: code, incident: each.id }),
                  }
                : {}),
            })}
          </section>`
        }
        ${
          item &&
          html`<details>
            <summary>${t("ui.panel.ask_by_phone")}</summary>
            ${h(RequestForm, {
              kinds,
              sites: [],
              site: code,
              blocked: blockedBy(page, "ask_to_speak"),
              ...targetsOf(page),
              onAsk: (wish) => page.tryAct("ask_to_speak", wish),
            })}
          </details>`
        }
        ${
          itemsFor(page, "register_speech").length > 0 &&
          html`<details>
            <summary>${t("ui.panel.register_by_phone")}</summary>
            ${h(RegisterForm, { page, names: delegates.map((each) => each.name), site: code })}
          </details>`
        }
        <details>
          <summary>
            ${as === "secretary" ? t("act.correct_attendance") : t("ui.panel.check_in_by_phone")}
          </summary>
          ${
            as === "secretary" &&
            h(Roster, {
              site: code,
              delegates,
              headCount: site.head_count ?? null,
              guests: site.guests ?? 0,
              correcting: true,
              label: t("act.correct_attendance"),
              blocked,
              onSave: (figures, reason) =>
                act("correct_attendance", { site: code, reason, ...figures }),
            })
          }
          ${
            as !== "secretary" &&
            h(Roster, {
              site: code,
              delegates,
              headCount: site.head_count ?? null,
              guests: site.guests ?? 0,
              label: t("ui.panel.check_in_by_phone"),
              blocked,
              onSave: (figures) => act("check_in", { site: code, ...figures }),
            })
          }
        </details>
        ${
          as === "operator" &&
          html`
            <details>
              <summary>${t("ui.check.title")}</summary>
              ${h(TechCheck, {
                check: site.check ?? null,
                blocked,
                onAnswer: (answers) => act("answer_check", { site: code, ...answers }),
              })}
            </details>
            <details>
              <summary>${t("act.report_incident")}</summary>
              ${h(IncidentForm, {
                blocked,
                onReport: (kind, text) => act("report_incident", { site: code, kind, text }),
              })}
            </details>
          `
        }
        <details>
          <summary>${t("ui.panel.message")}</summary>
          ${h(MessageBox, {
            messages: store.each("message").filter((each) => (each.to ?? []).includes(code)),
            to: site.name,
            blocked,
            nameOf: () => site.name,
            onSend: (text) => act("send_message", { text, to: [code] }),
          })}
        </details>
      `,
    }),
  });
}
