/** A text of which the view carries the beginning, with the way to the whole. */
import { html } from "../../html.js";
import { t } from "../../words.js";

/**
 * A live page stays open: the whole is read beside it.
 * @param {object} props
 * @param {string} props.text
 * @param {number | undefined} [props.length] letters of the whole, where `text` is only its
 *   beginning
 * @param {string} props.at its key: `opinion/<id>`
 */
export function LongText({ text, length = 0, at }) {
  const [family, ...rest] = at.split("/");
  const which = encodeURIComponent(rest.join("/"));
  return length
    ? html`
      ${text}… <a
        class="long-text"
        href=${`texts/${family}/${which}`}
        target="_blank"
        rel="noopener"
      >
        ${t("ui.text.whole", { n: length })}
      </a>
    `
    : text;
}
