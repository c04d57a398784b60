/** The council's own videoconference system: one press enters its room. */
import { h } from "preact";

import { Icon } from "../../components/icon/icon.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @param {{room: import("../../contract.js").OutsideRoom}} props */
export const OutsideCard = ({ room }) => html`
  <section class="card stack tight" aria-labelledby="outside">
    <h2 class="card-title" id="outside">${t("ui.outside.title")}</h2>
    ${
      room.link &&
      html`<p>
        <a
          class="button primary big wide"
          href=${room.link}
          target="_blank"
          rel="noopener noreferrer"
        >
          ${h(Icon, { name: "monitor" })} ${t("ui.outside.enter")}
        </a>
      </p>`
    }
    ${
      room.dial &&
      html`<p>${t("ui.outside.dial")}: <strong class="address">${room.dial}</strong></p>`
    }
  </section>
`;
