/** What is asked about a card of the queue: why it goes, who will speak, how much more time. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { t } from "../../words.js";
import { AskFor, FormDialog } from "./ask.js";
import { believes, namesOf } from "./frame.js";
import { GrantTime } from "./grant-time.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").RequestView} RequestView */
/** @typedef {{what: "remove" | "invite" | "name" | "grant", request: RequestView}} OfCard */

/** @param {{page: Page, card: OfCard, onClose: () => void}} props */
export function CardQuestion({ page, card, onClose }) {
  const { tryAct } = page;
  const [believed] = useState(() => believes(page));
  const { request, what } = card;
  const who = {
    name: "delegate",
    label: t("ui.ask.delegate"),
    value: request.delegate ?? "",
    required: true,
    suggested: request.site ? namesOf(page, request.site) : [],
  };
  switch (what) {
    case "remove":
      return h(AskFor, {
        title: t("act.remove_request"),
        text: request.speaker,
        field: t("ui.reason"),
        label: t("act.remove_request"),
        onClose,
        onDone: (reason) => tryAct("remove_request", { request: request.id, reason }),
      });
    case "grant":
      return h(GrantTime, { page, site: request.site ?? "", onClose });
    case "invite":
      return h(FormDialog, {
        title: t("act.give_floor"),
        text: request.speaker,
        fields: [who],
        label: t("act.give_floor"),
        onClose,
        onDone: ({ delegate = "" }) =>
          tryAct("give_floor", { request: request.id, believes: believed, delegate }),
      });
    default:
      return h(FormDialog, {
        title: t("act.name_speaker"),
        text: request.speaker,
        fields: [who],
        label: t("act.name_speaker"),
        onClose,
        onDone: ({ delegate = "" }) => tryAct("name_speaker", { request: request.id, delegate }),
      });
  }
}
