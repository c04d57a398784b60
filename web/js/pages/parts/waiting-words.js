/** What was taken down of this site waits for its yes: the server says how many, and where. */
import { useEffect, useState } from "preact/hooks";

import { html } from "../../html.js";
import { piece } from "../../live/pieces.js";
import { notedOf } from "./clauses.js";

/** @typedef {import("../../page.js").Page} Page */

/** Asked again whenever the conference has noted another. @param {{page: Page}} props */
export function WaitingWords({ page }) {
  const [words, take] = useState("");
  const noted = notedOf(page).length;
  useEffect(() => {
    let waits = true;
    void piece(`/conferences/${encodeURIComponent(page.meeting)}/spoken/waiting`).then(
      (said) => waits && take(said ?? ""),
    );
    return () => {
      waits = false;
    };
  }, [noted]);
  return html`<div dangerouslySetInnerHTML=${{ __html: words }} />`;
}
