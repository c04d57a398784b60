/**
 * What a site may open below the one thing it can do now. What stands in a card comes once the page
 * is live: it is closed at first, and what is above it must not wait.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { html } from "../../html.js";
import { later } from "../../later.js";
import { t } from "../../words.js";
import { currentItem, registeredBy } from "./frame.js";
import { itemsFor } from "./offers.js";
import { openIncidents } from "./open.js";

const OpinionPart = later(() => import("./writing-in.js").then((part) => part.OpinionPart));
const RegisterPart = later(() => import("./registered.js").then((part) => part.RegisterPart));
const TroublesPart = later(() => import("./troubles.js").then((part) => part.TroublesPart));
const ContactPart = later(() => import("./contact.js").then((part) => part.ContactPart));

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").Me} Me */

/**
 * A card that is drawn when it is first opened.
 * @param {object} props
 * @param {string} props.title
 * @param {number} [props.n] of what is in it, where there is any
 * @param {boolean} [props.open]
 * @param {string} [props.id]
 * @param {import("preact").ComponentChildren} props.children
 */
function Card({ title, n = 0, open = false, id, children }) {
  const [opened, see] = useState(open);
  return html`<details
    class="card"
    id=${id}
    open=${open}
    onToggle=${(/** @type {any} */ event) => event.currentTarget.open && see(true)}
  >
    <summary>${title}${n ? ` (${n})` : ""}</summary>
    ${(opened || open) && children}
  </details>`;
}

/** @param {{page: Page}} props */
export function OpinionCard({ page }) {
  const chosen = currentItem(page)?.id ?? itemsFor(page, "hand_in_opinion").at(-1)?.id;
  if (!chosen) return null;
  return h(Card, {
    id: "opinion",
    title: t("ui.me.opinion"),
    n: page.store.each("opinion").length,
    children: h(OpinionPart, { page, chosen }),
  });
}

/** @param {{page: Page, me: Me}} props */
export function RegisterCard({ page, me }) {
  const { length } = registeredBy(page);
  if (itemsFor(page, "register_speech").length === 0 && length === 0) return null;
  return h(Card, {
    title: t("ui.me.register"),
    n: length,
    children: h(RegisterPart, { page, me }),
  });
}

/** @param {{page: Page}} props */
export function IncidentCard({ page }) {
  const open = openIncidents(page);
  return h(Card, {
    title: t("act.report_incident"),
    n: open,
    open: open > 0,
    children: h(TroublesPart, { page }),
  });
}

/** @param {{page: Page, me: Me}} props */
export const ContactCard = ({ page, me }) =>
  h(Card, { title: t("ui.me.contact"), children: h(ContactPart, { page, me }) });
