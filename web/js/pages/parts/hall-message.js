/** What the hall said last, until it is read at the site: a banner, and a sound once. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../../components/button/button.js";
import { Icon } from "../../components/icon/icon.js";
import { clock } from "../../format.js";
import { html } from "../../html.js";
import { t } from "../../words.js";

/** @typedef {import("../../page.js").Page} Page */
/** @typedef {import("../../contract.js").MessageView} MessageView */
/** @typedef {{last: MessageView | undefined, done: () => void}} Unread */

const READ = "diemcau.read.";

/** Until when messages were read on this device. @param {string} meeting */
function readUntil(meeting) {
  try {
    return localStorage.getItem(READ + meeting) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} meeting @param {string} at */
function remember(meeting, at) {
  try {
    localStorage.setItem(READ + meeting, at);
  } catch {
    // it is read again after the next load
  }
}

/**
 * What the hall said last, unless it was read; and how it is said to be. @param {Page} page
 * @returns {Unread}
 */
export function useUnread(page) {
  const [until, read] = useState(() => readUntil(page.meeting));
  const last = page.store
    .each("message")
    .filter((each) => each.at > until)
    .sort((a, b) => a.at.localeCompare(b.at))
    .at(-1);
  useEffect(() => {
    if (last)
      void import("../../chime.js").then(
        ({ chime }) => chime(),
        () => undefined,
      );
  }, [last?.id]);
  const done = () => {
    if (!last) return;
    remember(page.meeting, last.at);
    read(last.at);
  };
  return { last, done };
}

/** @param {Unread} props */
export function HallMessage({ last, done }) {
  if (!last) return null;
  return html`<section class="notice warn hall-message stack tight" role="alert">
    <p>
      ${h(Icon, { name: "message-square" })} <strong>${t(`role.${last.sender}`)}</strong>
      <span class="muted"> ${clock(last.at)}</span>
    </p>
    <p class="message-text">${last.text}</p>
    ${h(Button, { label: t("ui.me.message_read"), icon: "check", onPress: done })}
  </section>`;
}
