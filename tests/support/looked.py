"""What a machine sees of a page that is ugly: wider than its window, words cut off, covered, over
one another or out of their box, and of the chair's console what a chair must have in view.

Folded is what ends with a line of dots after so many lines (`line-clamp`) and opens at a press;
cut is what ends anywhere else. What stands still over a page that is scrolled (`sticky`, `fixed`)
covers nothing, for the page is scrolled on. Where a sheet is open, it alone is looked at.
"""

from typing import Final

from playwright.async_api import Page

from tests.support.stage import DESK

LOOK_OVER: Final = """() => {
  const found = new Set();
  const said = (text) => text.trim().replace(/\\s+/g, " ").slice(0, 60);
  const page = document.documentElement;
  const wider = page.scrollWidth - page.clientWidth;
  if (wider > 0) found.add(`wider than its window by ${wider} px`);

  const hides = (style) => /hidden|clip/.test(style.overflowX + style.overflowY);
  const scrolls = (style) => /auto|scroll/.test(style.overflowX + style.overflowY);
  const floats = (each) => {
    for (let at = each; at; at = at.parentElement)
      if (/fixed|sticky/.test(getComputedStyle(at).position) || at.matches("dialog, [popover]"))
        return true;
    return false;
  };
  const boxOf = (each) => {
    while (getComputedStyle(each).display.match(/^(inline|contents)$/)) each = each.parentElement;
    return each;
  };
  const unseen =
    ".visually-hidden, svg, noscript, script, style, option, " +
    "details:not([open]) > :not(summary)";
  const sheet = document.querySelector("dialog:modal");
  const seen = (each) =>
    (!sheet || sheet.contains(each)) &&
    !each.closest(unseen) &&
    !each.matches("details:not([open])") &&
    each.checkVisibility({ visibilityProperty: true });

  for (const each of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(each);
    if (each.clientWidth < 2 || !hides(style) || style.webkitLineClamp !== "none") continue;
    if (!seen(each) || !each.textContent.trim()) continue;
    const aside = style.overflowX !== "auto" ? each.scrollWidth - each.clientWidth : 0;
    const below = /hidden|clip/.test(style.overflowY) ? each.scrollHeight - each.clientHeight : 0;
    if (aside > 1 || below > 1)
      found.add(`cut by ${aside} × ${below} px: ${said(each.textContent)}`);
  }

  const lines = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const within = node.parentElement;
    if (!node.data.trim() || !seen(within)) continue;
    let shows = { left: 0, top: -Infinity, right: Infinity, bottom: Infinity };
    let folds = false;
    for (let at = within; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.webkitLineClamp !== "none") folds = true;
      if (!hides(style) && !scrolls(style)) continue;
      const box = at.getBoundingClientRect();
      shows = {
        left: Math.max(shows.left, box.left), top: Math.max(shows.top, box.top),
        right: Math.min(shows.right, box.right), bottom: Math.min(shows.bottom, box.bottom),
      };
    }
    if (shows.right - shows.left < 2) continue;
    const box = boxOf(within).getBoundingClientRect();
    const outOfFlow = floats(within);
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 2) continue;
      const blank = rect.width < 6; // at the end of a line that keeps its blanks
      if (!folds && !blank && (rect.right > box.right + 2 || rect.left < box.left - 2))
        found.add(`out of its box: ${said(node.data)} in ${boxOf(within).className}`);
      const top = Math.max(rect.top, shows.top), bottom = Math.min(rect.bottom, shows.bottom);
      const left = Math.max(rect.left, shows.left), right = Math.min(rect.right, shows.right);
      if (bottom - top < rect.height / 2 || right - left < 3) continue;
      lines.push({ node, within, outOfFlow, top, bottom, left, right });
    }
  }
  const half = (one, other) => Math.min(one.bottom - one.top, other.bottom - other.top) * 0.4;
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, number) => {
    for (let next = number + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const other = lines[next];
      if (one.outOfFlow !== other.outOfFlow || one.node === other.node) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 2 && down > half(one, other))
        found.add(`over one another: ${said(one.node.data)} | ${said(other.node.data)}`);
    }
    const x = (one.left + one.right) / 2, y = (one.top + one.bottom) / 2;
    const over = document.elementFromPoint(x, y);
    if (!over || over.contains(one.within) || one.within.contains(over)) return;
    if (getComputedStyle(one.within).pointerEvents === "none") return;
    if (one.outOfFlow !== floats(over)) return;
    found.add(`covered: ${said(one.node.data)} | by ${over.className || over.tagName}`);
  });
  return [...found];
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
  const map = document.querySelector(".wall-map");
  const under = map ? map.scrollHeight - map.clientHeight : 0;
  if (under > 1) found.push(`the map is longer than its pane by ${under} px`);
  for (const each of document.querySelectorAll(".tile-name, .tile-word, .tile-count")) {
    const own = each.getBoundingClientRect();
    const tile = each.closest(".tile").getBoundingClientRect();
    if (own.width > 2 && (own.right > tile.right + 1 || own.bottom > tile.bottom + 1))
      found.push(`out of its tile: ${said(each)}`);
  }
  const step = document.querySelector(".next-step .button")?.getBoundingClientRect();
  const words = document.querySelector(".next-step")?.textContent.trim();
  if (step ? step.left < innerWidth / 2 || step.bottom > innerHeight : !words)
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
