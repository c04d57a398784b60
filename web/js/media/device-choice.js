/** Which camera and which microphone: remembered, and changed while all goes on. */
import { useEffect, useState } from "preact/hooks";

import { html } from "../html.js";
import { t } from "../words.js";
import { chosen, list } from "./devices.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {"camera" | "microphone"} Kind */

/** @param {{desk: Desk}} props */
export function DeviceChoice({ desk }) {
  const [known, learn] = useState(/** @type {Awaited<ReturnType<typeof list>> | null} */ (null));
  const [choice, choose] = useState(chosen);
  useEffect(() => void list().then(learn), []);
  if (!known) return null;
  /** @param {Kind} kind @param {string} id */
  const take = (kind, id) => {
    const now = { ...choice, [kind]: id };
    choose(now);
    void desk.change(now);
  };
  return html`<div class="fields">
    ${
      /** @type {Kind[]} */ (["camera", "microphone"]).map(
        (kind) => html`<div class="field" key=${kind}>
        <label for=${`media-${kind}`}>${t(`ui.media.${kind}`)}</label>
        <select
          id=${`media-${kind}`}
          value=${choice[kind]}
          onChange=${(/** @type {any} */ event) => take(kind, event.target.value)}
        >
          <option value="">${t("ui.media.any")}</option>
          ${known[kind].map(
            (each, at) => html`<option key=${each.deviceId} value=${each.deviceId}>
              ${each.label || `${t(`ui.media.${kind}`)} ${at + 1}`}
            </option>`,
          )}
        </select>
      </div>`,
      )
    }
  </div>`;
}
