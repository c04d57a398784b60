/** The lines of all sites, for whoever looks after them: how many are worth what, and a table. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Button } from "../components/button/button.js";
import { Dialog } from "../components/dialog/dialog.js";
import { Icon } from "../components/icon/icon.js";
import { CheckLine } from "../components/tech-check/tech-check.js";
import { html } from "../html.js";
import { second } from "../state/now.js";
import { t } from "../words.js";
import { lit } from "./desk.js";
import { SIGNS, graded } from "./grades.js";
import { Leaves, LineMark } from "./line-mark.js";
import { dressed } from "./picture.js";
import { HALL, linesOf } from "./told-lines.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("./line-mark.js").Told} Told */

/** @type {readonly import("./grades.js").Grade[]} */
const COUNTED = ["good", "fair", "poor", "stale"];

/** @param {{page: Page, onPick: (code: string) => void}} props */
export function LineBoard({ page, onPick }) {
  const [open, show] = useState(false);
  useEffect(dressed, []);
  const lines = linesOf(page).value;
  const now = Date.now() + 0 * second.value;
  if (!lit(page)) return null;
  const grades = [...lines.values()].map((told) => graded(told, now));
  return html`<p class="row">
    ${COUNTED.map((grade) => {
      const n = grades.filter((each) => each === grade).length;
      return (
        n > 0 &&
        html`<span key=${grade} class=${`mark ${SIGNS[grade].tone}`}>
          ${h(Icon, { name: SIGNS[grade].icon })} ${t(`ui.lines.count.${grade}`, { n })}
        </span>`
      );
    })}
    ${h(Button, {
      label: t("ui.lines.title"),
      icon: "list",
      look: "small",
      onPress: () => show(true),
    })}
    ${open && h(Lines, { page, lines, now, onPick, onClose: () => show(false) })}
  </p>`;
}

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {ReadonlyMap<string, Told>} props.lines
 * @param {number} props.now
 * @param {(code: string) => void} props.onPick
 * @param {() => void} props.onClose
 */
function Lines({ page, lines, now, onPick, onClose }) {
  const pick = (/** @type {string} */ code) => {
    onClose();
    onPick(code);
  };
  const rows = [HALL, ...page.store.ids("site")];
  return h(Dialog, {
    title: t("ui.lines.title"),
    onClose,
    children: html`<div
      class="table-wrap line-board"
      role="group"
      tabindex="0"
      aria-label=${t("ui.lines.title")}
    >
      <table class="list cards">
        <thead>
          <tr>
            <th scope="col">${t("ui.wall.col.site")}</th>
            <th scope="col">${t("ui.lines.leaves")}</th>
            <th scope="col">${t("ui.lines.worth")}</th>
            <th scope="col">${t("ui.check.title")}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((code) => h(Row, { key: code, page, code, told: lines.get(code), now, pick }))}
        </tbody>
      </table>
    </div>`,
  });
}

/**
 * @param {object} props
 * @param {Page} props.page
 * @param {string} props.code
 * @param {Told | undefined} props.told
 * @param {number} props.now
 * @param {(code: string) => void} props.pick
 */
function Row({ page, code, told, now, pick }) {
  const site = page.store.get("site", code);
  return html`<tr>
    <th scope="row">
      ${
        site
          ? html`<button type="button" class="link" onClick=${() => pick(code)}>
              ${site.name}
            </button>`
          : t("ui.lines.hall")
      }
    </th>
    <td>${told && h(Leaving, { reading: told.reading })}</td>
    <td>${h(LineMark, { told, now })}</td>
    <td>${site && h(CheckLine, { check: site.check ?? null })}</td>
  </tr>`;
}

/** @param {{reading: import("../contract.js").LineReading}} props */
const Leaving = ({ reading: { sound = false, picture = false } }) => html`
  ${h(Leaves, { what: "sound", is: sound })} ${h(Leaves, { what: "picture", is: picture })}
`;

/** The same of one site, beside its technical check. @param {{page: Page, code: string}} props */
export function LineOfSite({ page, code }) {
  const told = linesOf(page).value.get(code);
  const now = Date.now() + 0 * second.value;
  if (!lit(page)) return null;
  return html`<div>
    <h3>${t("ui.lines.title")}</h3>
    <p class="row">
      ${told && h(Leaving, { reading: told.reading })} ${h(LineMark, { told, now })}
    </p>
  </div>`;
}
