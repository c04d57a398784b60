/**
 * A button that names its act. While the act is on its way a second press does nothing; when it
 * may not be pressed it stays in the tab order and says why.
 */
import { h } from "preact";
import { useState } from "preact/hooks";

import { html } from "../../html.js";
import { t } from "../../words.js";
import { Icon } from "../icon/icon.js";

/** A key as it is printed. @param {string} hotkey */
const shown = (hotkey) => (hotkey === "Space" ? t("ui.key.space") : hotkey.replace("Shift+", "⇧"));

/**
 * @param {object} props
 * @param {string} props.label
 * @param {() => unknown} props.onPress a promise keeps the button busy until it settles
 * @param {import("../icon/icon.js").IconName} [props.icon]
 * @param {string} [props.look] more classes: primary, danger, quiet, small, big, wide
 * @param {string} [props.blocked] why it cannot be pressed now; empty when it can
 * @param {string} [props.hotkey] shown, and told to assistive technology
 * @param {boolean} [props.pressed] for a switch
 * @param {boolean} [props.bare] the label is read out but not shown
 * @param {boolean} [props.submit]
 */
export function Button({
  label,
  onPress,
  icon,
  look = "",
  blocked = "",
  hotkey,
  pressed,
  bare = false,
  submit = false,
}) {
  // With what it said: when it says something else, the answer to the last press is not waited for.
  const [doing, setDoing] = useState("");
  const busy = doing === label;
  const press = async (/** @type {Event} */ event) => {
    if (blocked || busy) {
      event.preventDefault();
      return;
    }
    const going = onPress();
    if (going instanceof Promise) {
      setDoing(label);
      await going.finally(() => setDoing((now) => (now === label ? "" : now)));
    }
  };
  return html`<button
    type=${submit ? "submit" : "button"}
    class=${`button ${look}${bare ? " bare" : ""}`}
    onClick=${press}
    aria-disabled=${blocked ? "true" : undefined}
    aria-busy=${busy ? "true" : undefined}
    aria-pressed=${pressed === undefined ? undefined : String(pressed)}
    aria-keyshortcuts=${hotkey}
    title=${blocked || (bare ? label : undefined)}
  >
    ${icon && h(Icon, { name: icon })}
    <span class=${bare ? "visually-hidden" : ""}>${label}</span>
    ${hotkey && !bare && html`<kbd aria-hidden="true">${shown(hotkey)}</kbd>`}
  </button>`;
}
