"""Every press of the hall can be trusted: undone, asked once, taken back, or harmless."""

import re

import pytest

from diemcau import resources
from diemcau.domain.nouns.act import name_of
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.permissions import MAY
from tests.domain.test_undo import ACTS
from tests.support.meeting import flat
from tests.support.presses import ASKED, BACK, HARMLESS

HALL = frozenset({Role.CHAIR, Role.SECRETARY})
SCRIPTS = [*(resources.WEB / "js").rglob("*.js")]
TEMPLATES = [*(resources.WEB / "templates").rglob("*.html")]
ASKS = re.compile(r"\b(Confirm|FormDialog|AskFor)\b")
OF_A_SITE = frozenset({"asking.js", "registered.js", "site_now.html"})
"""Where a site acts for itself: what it withdraws it may ask for again."""
UNDONE = {type(act) for _, steps, _ in ACTS.values() for act in flat((steps,))}


def test_every_act_of_the_hall_stands_in_one_row() -> None:
    rows = [*UNDONE, *ASKED, *BACK, *HARMLESS]
    assert len(rows) == len(set(rows))
    assert {act for act in MAY if MAY[act] & HALL} == set(rows)


def test_what_takes_an_act_back_is_an_act_of_the_hall() -> None:
    assert all(MAY[back] & HALL for back in BACK.values())


@pytest.mark.parametrize("act", sorted(map(name_of, ASKED)))
def test_an_act_that_is_asked_is_sent_by_a_dialog_alone(act: str) -> None:
    sent = re.compile(rf"""\b(act|tryAct)\(\s*["']{act}["']""")
    sending = [path for path in SCRIPTS if sent.search(path.read_text(encoding="utf-8"))]
    without = [path for path in sending if not ASKS.search(path.read_text(encoding="utf-8"))]
    assert {path.name for path in without} <= OF_A_SITE


@pytest.mark.parametrize("act", sorted(map(name_of, ASKED)))
def test_without_scripts_it_stands_under_a_heading_that_is_opened(act: str) -> None:
    """`form.asked`, a form with a reason in it, or a press among the words of an open heading."""
    for path in TEMPLATES:
        page = path.read_text(encoding="utf-8")
        for press in re.finditer(rf"""form\.press\(\s*"{act}\"""", page):
            before = page[: press.start()]
            opened = before.count("<details") > before.count("</details")
            assert opened or path.name in OF_A_SITE, path.name
