/** A site says otherwise what it asked for; the form comes when it is opened. */
import { h } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { html } from "../../html.js";
import { later } from "../../later.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").RequestView} RequestView */

const ChangeRequest = later(() => import("./change-request.js").then((part) => part.ChangeRequest));

/** The button that opens it. @param {{page: Page, request: RequestView}} props */
export function SayOtherwise({ page, request }) {
  const [open, setOpen] = useState(false);
  return html`
    ${h(Button, {
      label: t("act.change_request"),
      icon: "file-text",
      look: "small",
      blocked: page.blocked(),
      onPress: () => setOpen(true),
    })}
    ${open && h(ChangeRequest, { page, request, onClose: () => setOpen(false) })}
  `;
}
