/** Where what was said is to be heard again: for those who read notes. */
import { h } from "preact";

import { Icon } from "../components/icon/icon.js";
import { html } from "../html.js";
import { t } from "../words.js";

/** @param {{page: import("../page.js").Page, speech: number}} props */
export function ListenAgain({ page, speech }) {
  const kept = page.store.each("recording").filter((each) => each.speech === speech);
  if (!kept.some((each) => !each.deleted_at)) return null;
  return html`<p>
    <a class="button small quiet" href=${`recordings#speech-${speech}`}>
      ${h(Icon, { name: "play" })} ${t("page.recordings.title")}
    </a>
  </p>`;
}
