/** A text field without a page: its value, its selection, and what keeps the caret in its place. */

export class Field {
  value = "";
  selectionStart = 0;
  selectionEnd = 0;
  /** @type {Map<string, ((event: any) => void)[]>} */
  #heard = new Map();

  /** @param {string} name @param {(event: any) => void} listener */
  addEventListener(name, listener) {
    this.#heard.set(name, [...(this.#heard.get(name) ?? []), listener]);
  }

  /** @param {string} name @param {(event: any) => void} listener */
  removeEventListener(name, listener) {
    this.#heard.set(
      name,
      (this.#heard.get(name) ?? []).filter((each) => each !== listener),
    );
  }

  /** @param {number} start @param {number} end */
  setSelectionRange(start, end) {
    [this.selectionStart, this.selectionEnd] = [start, end];
  }

  /**
   * HTML, "set the range text", in the mode "preserve".
   * @param {string} put
   * @param {number} start
   * @param {number} end
   */
  setRangeText(put, start, end) {
    this.value = this.value.slice(0, start) + put + this.value.slice(end);
    const kept = (/** @type {number} */ at, /** @type {number} */ within) =>
      at > end ? at + put.length - (end - start) : at > start ? within : at;
    this.setSelectionRange(
      kept(this.selectionStart, start),
      kept(this.selectionEnd, start + put.length),
    );
  }

  /**
   * Something happens to it; whether its own doing was prevented.
   * @param {string} name
   * @param {Record<string, unknown>} [more]
   */
  fire(name, more = {}) {
    let prevented = false;
    const event = { ...more, preventDefault: () => (prevented = true) };
    for (const listener of this.#heard.get(name) ?? []) listener(event);
    return prevented;
  }

  /** As a keyboard does, in place of what is selected. @param {string} words */
  type(words) {
    this.#replace(words);
    this.fire("input");
  }

  /** @param {string} words */
  #replace(words) {
    const [start, end] = [this.selectionStart, this.selectionEnd];
    this.value = this.value.slice(0, start) + words + this.value.slice(end);
    this.setSelectionRange(start + words.length, start + words.length);
  }
}

/** @returns {Field & HTMLTextAreaElement} */
export const newField = () => /** @type {any} */ (new Field());
