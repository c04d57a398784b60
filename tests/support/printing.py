"""A page on paper: what Chromium prints of it, and whether all that the screen says is there."""

import asyncio
import re
import shutil
import unicodedata
from asyncio import subprocess
from collections import Counter

import pytest
from playwright.async_api import Page

SHEET = 642
"""CSS pixels between the margins of A4: 170 mm at 96 an inch."""
UNBROKEN = 12
"""Letters of the longest word that stays on one line: a link's token is longer."""
PALEST = 0.18
"""How light letters on white may be, 1 being white: 4.5 : 1 and better (WCAG 2.2, 1.4.3)."""

reads_paper = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils are not installed"
)

SAID = """() => {
  const controls =
    "button:not(.link), a.button, nav, .crumbs, .toolbar, .pager, .strip, .band > :not(h1), " +
    ".print-hidden, form:not(:has(table)), .field, select, details:not([open])";
  const words = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const within = walk.currentNode.parentElement;
    const unseen = within.closest("noscript, script, style, .visually-hidden") !== null;
    const seen = !unseen && within.checkVisibility({ visibilityProperty: true });
    if (seen && !within.closest(controls)) words.push(walk.currentNode.data);
  }
  for (const filled of document.querySelectorAll("main table input:not([type=checkbox])"))
    if (filled.checkVisibility()) words.push(filled.value);
  return words.join(" ");
}"""
"""What a reader reads in the page; not what one presses or fills in."""

DROP = """() => {
  const drop = (rules) => {
    for (let at = rules.cssRules.length - 1; at >= 0; at--) {
      const rule = rules.cssRules[at];
      if (rule.media?.mediaText === "print") rules.deleteRule(at);
      else if (rule.cssRules) drop(rule);
    }
  };
  for (const sheet of document.styleSheets) drop(sheet);
}"""
WRONG = """() => {
  const found = [];
  const of = (each) => each.textContent.trim().replace(/\\s+/g, " ").slice(0, 60);
  const page = document.documentElement;
  const wider = page.scrollWidth - page.clientWidth;
  if (wider > 0) found.push(`wide: by ${wider} px`);
  for (const each of document.querySelectorAll("main *")) {
    if (each.closest(".visually-hidden, svg") || !each.checkVisibility()) continue;
    const style = getComputedStyle(each);
    const cuts = style.overflowX !== "visible" || style.overflowY !== "visible";
    const aside = each.scrollWidth > each.clientWidth + 1;
    const below = each.scrollHeight > each.clientHeight + 1;
    if (cuts && (aside || below)) found.push(`cut: ${of(each)}`);
    const [r, g, b] = style.color.match(/[\\d.]+/g).map((part) => Number(part) / 255);
    const written = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const light = 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2;
    if (written && light > PALEST) found.push(`pale: ${of(each)}`);
  }
  return found;
}""".replace("PALEST", str(PALEST))


async def missing_on_paper(page: Page) -> list[str]:
    """Words of the screen that are not on its sheets, or not as often. A long one may break."""
    before = _words(await page.evaluate(SAID))
    paper = await printed(page)
    said = before & _words(await page.evaluate(SAID))  # a clock ticks meanwhile
    squeezed = re.sub(r"\s", "", paper)
    short = said - _words(paper)
    return [word for word in short if len(word) < UNBROKEN or word not in squeezed]


async def sheets(page: Page) -> int:
    """A form feed ends each (poppler's `pdftotext`)."""
    return (await printed(page)).count("\f")


async def printed(page: Page) -> str:
    """What a program of others reads out of the file."""
    file = await page.pdf(prefer_css_page_size=True)
    reader = await asyncio.create_subprocess_exec(
        "pdftotext", "-raw", "-", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    text, _ = await reader.communicate(file)
    return text.decode()


async def wrong_on_paper(page: Page) -> list[str]:
    """What is wider than the sheet, cut off, or too pale to be read on white."""
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": SHEET, "height": SHEET})
    found: list[str] = await page.evaluate(WRONG)
    return found


async def without_rules_for_paper(page: Page) -> None:
    """As if print.css had never been written."""
    await page.evaluate(DROP)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w-]+", unicodedata.normalize("NFC", text)))
