"""What a machine sees of a page that is ugly: wider than its window, words cut off, and of the
chair's console what a chair must have in view.

Folded is what ends with a line of dots after so many lines (`line-clamp`) and opens at a press;
cut is what ends anywhere else.
"""

from typing import Final

from playwright.async_api import Page

from tests.support.stage import DESK

LOOK_OVER: Final = """() => {
  const found = [];
  const said = (each) => each.textContent.trim().replace(/\\s+/g, " ").slice(0, 60);
  const page = document.documentElement;
  const wider = page.scrollWidth - page.clientWidth;
  if (wider > 0) found.push(`wider than its window by ${wider} px`);
  const words = "button, a.button, h1, h2, h3, th, label, .badge, .mark";
  for (const each of document.querySelectorAll(words)) {
    const style = getComputedStyle(each);
    const cuts = style.overflowX !== "visible" && style.textOverflow !== "ellipsis";
    const seen = each.clientWidth > 1 && !each.closest(".visually-hidden");
    if (cuts && seen && each.scrollWidth > each.clientWidth + 1) found.push(`cut: ${said(each)}`);
  }
  return found;
}"""

CONSOLE: Final = """() => {
  const found = [];
  const said = (each) => each.textContent.trim().replace(/\\s+/g, " ").slice(0, 60);
  const page = document.documentElement;
  const longer = page.scrollHeight - page.clientHeight;
  if (longer > 0) found.push(`longer than its window by ${longer} px`);
  const whole = (each) => {
    const { top, bottom } = each.getBoundingClientRect();
    const pane = each.closest(".pane-scroll").getBoundingClientRect();
    return top >= pane.top - 1 && bottom <= pane.bottom + 1;
  };
  for (const [rows, most, name] of [[".agenda-item", 7, "items"], [".card-waiting", 6, "rows"]]) {
    const all = [...document.querySelectorAll(rows)];
    const seen = all.filter(whole).length;
    if (seen < Math.min(most, all.length)) found.push(`${seen} ${name} of ${all.length} in view`);
  }
  for (const each of document.querySelectorAll(".console *, .band *")) {
    const { textOverflow, overflowX, webkitLineClamp } = getComputedStyle(each);
    const folds = webkitLineClamp !== "none";
    const hides = textOverflow === "ellipsis" || overflowX !== "visible";
    if (each.clientWidth < 2 || folds || !hides || each.closest(".visually-hidden")) continue;
    const cut = each.scrollWidth - each.clientWidth;
    if (cut > 1) found.push(`cut by ${cut} px: ${said(each)}`);
  }
  const map = document.querySelector(".wall:not(.is-dense) .wall-map");
  const under = map ? map.scrollHeight - map.clientHeight : 0;
  if (under > 1) found.push(`the map is longer than its pane by ${under} px`);
  for (const each of document.querySelectorAll(".tile-name, .tile-word, .tile-count")) {
    const own = each.getBoundingClientRect();
    const tile = each.closest(".tile").getBoundingClientRect();
    if (own.width > 2 && (own.right > tile.right + 1 || own.bottom > tile.bottom + 1))
      found.push(`out of its tile: ${said(each)}`);
  }
  const step = document.querySelector(".next-step .button")?.getBoundingClientRect();
  if (!step || step.left < innerWidth / 2 || step.bottom > innerHeight)
    found.push("the next step is not on the right");
  return found;
}"""


async def ugly(page: Page) -> list[str]:
    """What is to be mended on a page as it stands in its window."""
    found: list[str] = await page.evaluate(LOOK_OVER)
    size = page.viewport_size
    wide_enough = size is not None and size["width"] >= DESK[0]
    if wide_enough and await page.locator(".console").count():
        found += await page.evaluate(CONSOLE)
    return found
