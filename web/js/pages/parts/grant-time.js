/** More time to speak on the current item than its budget leaves: to one site, or to all. */
import { h } from "preact";

import { t } from "../../words.js";
import { FormDialog } from "./ask.js";
import { currentItem } from "./frame.js";

/** @typedef {import("../../page.js").Page} Page */

const USUAL = "2";
const LONGEST = 60;

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {string} [props.site] whom it was asked about; to all, where nobody was named
 * @param {() => void} props.onClose
 */
export function GrantTime({ page, site = "", onClose }) {
  const item = currentItem(page)?.id ?? "";
  const everybody = page.store.each("site").map(({ code, name }) => ({ value: code, words: name }));
  return h(FormDialog, {
    title: t("act.grant_time"),
    text: t("ui.grant.words"),
    label: t("act.grant_time"),
    onClose,
    fields: [
      {
        name: "site",
        label: t("ui.grant.to"),
        value: site,
        options: [{ value: "", words: t("ui.grant.all") }, ...everybody],
      },
      {
        name: "minutes",
        label: t("ui.grant.minutes"),
        kind: "number",
        min: 1,
        max: LONGEST,
        value: USUAL,
        required: true,
      },
    ],
    onDone: ({ site: code = "", minutes = "" }) =>
      page.tryAct("grant_time", { item, seconds: 60 * Number(minutes), site: code || null }),
  });
}
