/** A request that waits is said otherwise, by its site or by the hall that was phoned. */
import { h } from "preact";

import { clauseField } from "../../components/draft-clause/clause-field.js";
import { t } from "../../words.js";
import { FormDialog } from "./ask.js";
import { clausesOf } from "./clauses.js";
import { delegatesOf } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").RequestView} RequestView */

/**
 * Only what was changed is sent: what another changes meanwhile stays.
 * @param {{page: Page, request: RequestView, onClose: () => void}} props
 */
export function ChangeRequest({ page, request, onClose }) {
  const { store } = page;
  const offered = store.get("item", request.item)?.kinds ?? [];
  const kinds = [...new Set([request.kind, ...offered])];
  const delegates = request.site ? delegatesOf(page, request.site) : [];
  const now = {
    kind: /** @type {string} */ (request.kind),
    topic: request.topic ?? "",
    delegate: request.delegate ?? "",
    clause: request.clauses?.[0]?.id ?? "",
  };
  const clauses = clausesOf(page);
  return h(FormDialog, {
    title: t("act.change_request"),
    text: request.speaker,
    fields: [
      {
        name: "kind",
        label: t("ui.ask.kind"),
        value: now.kind,
        options: kinds.map((kind) => ({ value: kind, words: t(`kind.${kind}`) })),
      },
      { name: "topic", label: t("ui.ask.topic"), value: now.topic },
      {
        name: "delegate",
        label: t("ui.ask.delegate"),
        value: now.delegate,
        suggested: delegates.map((each) => each.name),
      },
      ...(clauses.length > 0 ? [clauseField(clauses, now.clause)] : []),
    ],
    label: t("act.change_request"),
    onClose,
    onDone: (said) => {
      const before = Object.entries(now);
      const changed = Object.entries(said).filter(
        ([name, words]) => !before.some(([known, was]) => known === name && was === words),
      );
      return changed.length === 0
        ? Promise.resolve({ ok: true })
        : page.tryAct("change_request", {
            request: request.id,
            ...Object.fromEntries(changed.filter(([name]) => name !== "clause")),
            ...clauseIn(Object.fromEntries(changed)),
          });
    },
  });
}

/** @param {Record<string, string>} changed */
const clauseIn = ({ clause }) => (clause === undefined ? {} : { clauses: clause ? [clause] : [] });
