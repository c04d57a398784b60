/** The agenda of a live screen; for those who conduct it with what can be done to an item. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { AgendaList } from "../../components/agenda-list/agenda-list.js";
import { Button } from "../../components/button/button.js";
import { second } from "../../state/now.js";
import { t } from "../../words.js";
import { foretold, itemsOf } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */

const MORE_MINUTES = 5;

/** @param {{page: Page, conducts?: boolean}} props */
export function AgendaPart({ page, conducts = false }) {
  const [open, setOpen] = useState(/** @type {string | null} */ (null));
  const agenda = page.store.get("agenda");
  const phase = page.store.get("conference")?.phase;
  const live = phase === "running" || phase === "break";
  // To the minute: the list shows no seconds.
  const at = Math.floor(second.value / 60_000) * 60_000;
  const blocked = page.blocked();

  const actions = (/** @type {import("../../contract.js").ItemView} */ item) => {
    const done = (/** @type {Promise<unknown>} */ going) => going.finally(() => setOpen(null));
    const args = { item: item.id };
    if (item.state === "current") {
      return [
        h(Button, { label: t("act.finish_item"), icon: "check", look: "small", blocked, onPress: () => done(page.act("finish_item", args)) }),
        h(Button, { label: t("ui.agenda.more", { n: MORE_MINUTES }), icon: "plus", look: "small", blocked, onPress: () => page.act("extend_item", { ...args, minutes: MORE_MINUTES }) }),
      ];
    }
    if (item.state !== "planned") return [];
    return [
      h(Button, { label: t("act.start_item"), icon: "play", look: "small", blocked, onPress: () => done(page.act("start_item", args)) }),
      h(Button, { label: t("act.skip_item"), icon: "skip-forward", look: "small quiet", blocked, onPress: () => done(page.act("skip_item", args)) }),
    ];
  };

  return h(AgendaList, {
    items: itemsOf(page),
    starts: agenda?.starts ?? [],
    end: live && agenda ? (foretold(page, at)?.end ?? null) : null,
    planned: agenda?.ends_at ?? null,
    ...(conducts && live ? { actions, open, onOpen: setOpen } : {}),
  });
}
