/** Messages and incidents of the whole conference, for the hall. */
import { h } from "preact";

import { IncidentList } from "../../components/incident-list/incident-list.js";
import { MessageBox } from "../../components/message-box/message-box.js";

/** @typedef {import("../../page.js").Page} Page */

/** @param {{page: Page}} props */
export const MessagesPart = ({ page }) =>
  h(MessageBox, {
    messages: page.store.each("message"),
    blocked: page.blocked(),
    nameOf: (code) => page.store.get("site", code)?.name ?? code,
    onSend: (text) => page.act("send_message", { text }),
  });

/** @param {{page: Page, resolves?: boolean}} props */
export const IncidentsPart = ({ page, resolves = false }) =>
  h(IncidentList, {
    incidents: page.store.each("incident"),
    blocked: page.blocked(),
    ...(resolves
      ? {
          onResolve: (/** @type {import("../../contract.js").IncidentView} */ each) =>
            page.act("resolve_incident", { site: each.site, incident: each.id }),
        }
      : {}),
  });
