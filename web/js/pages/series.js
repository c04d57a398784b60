/**
 * The next days of a series, shown while its rhythm is chosen. The server counts them; without this
 * a button asks for them.
 */

const PAUSE = 200;
const TIMES = [
  ...["every", "on_weekday", "month", "place", "week", "weekday", "no", "day"],
  ...["rule", "first", "begins", "minutes"],
];

const from = document.querySelector("script[data-dates]")?.getAttribute("data-dates");
const form = /** @type {HTMLFormElement | null} */ (document.getElementById("series"));
let asked = new AbortController();
let timer = 0;

/** @param {HTMLFormElement} filled */
async function again(filled) {
  asked.abort();
  asked = new AbortController();
  const said = new FormData(filled);
  const query = new URLSearchParams(TIMES.map((name) => [name, String(said.get(name) ?? "")]));
  const how = { credentials: /** @type {const} */ ("same-origin"), signal: asked.signal };
  const answer = await fetch(`${from}?${query}`, how).catch(() => null);
  if (answer) show(await answer.text());
}

/** What stands there is filled anew, so that it is read out. @param {string} page */
function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("dates");
  const shown = document.getElementById("dates");
  if (!fresh || !shown) return;
  const open = shown.querySelector("details")?.open ?? false;
  shown.replaceChildren(...fresh.childNodes);
  shown.querySelectorAll("details").forEach((each) => (each.open = open));
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = window.setTimeout(() => void again(form), PAUSE);
});
