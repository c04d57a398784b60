/** Whom the hall phones. */
import { h } from "preact";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { useKept } from "../../use-kept.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */

/** Whom the hall phones when the line is bad. @param {{page: Page, me: Me}} props */
export function ContactPart({ page, me }) {
  const [said, say] = useKept("contact", /** @type {Record<string, string>} */ ({}));
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
  return html`    <form class="stack tight" onSubmit=${save}>
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
  `;
}
