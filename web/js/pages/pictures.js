/**
 * The pictures of a conference that runs, drawn by the server: fetched again while they are looked
 * at.
 */
const EVERY = 20_000;

async function again() {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser()
    .parseFromString(await answer.text(), "text/html")
    .getElementById("pictures");
  const shown = document.getElementById("pictures");
  if (!fresh || !shown) return;
  // What somebody has opened stays open, and nothing is taken from under a focus.
  if (shown.contains(document.activeElement)) return;
  const open = [...shown.querySelectorAll("details")].map((each) => each.open);
  shown.replaceWith(fresh);
  fresh.querySelectorAll("details").forEach((each, n) => (each.open = open[n] ?? false));
}

setInterval(() => void again(), EVERY);
