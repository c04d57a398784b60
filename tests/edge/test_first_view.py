"""What a page is written with, and what it asks for afterwards, are together the whole view."""

import msgspec
import pytest

from diemcau import resources
from diemcau.domain.nouns.sites import Contact, LineCheck
from diemcau.domain.nouns.terms import CheckResult, Role
from diemcau.domain.views.families import Audience, render
from diemcau.domain.views.keys import View
from diemcau.domain.views.sites import RosterView, SiteView
from diemcau.edge.live import first_view
from diemcau.edge.showing.said import at_once
from tests.support.hall import hall
from tests.support.meeting import BA_DINH, LOBBY, at, code
from tests.support.room import MEETING

HERE = code(BA_DINH)
GOOD = LineCheck(at(1), *[CheckResult.OK] * 4)


def seen(view: View) -> object:
    """As a browser has it."""
    return msgspec.json.decode(msgspec.json.encode(view))


@pytest.mark.parametrize("screen", ["chair", "secretary", "operator", "roll-call", "site"])
def test_nothing_is_lost_between_the_page_and_what_it_asks_for(screen: str) -> None:
    view: dict[str, View] = {
        "site/001": SiteView(code=HERE, name="Ba Đình", contact=Contact(phone="1"), check=GOOD),
        "site/002": SiteView(code=HERE, name="Hoàn Kiếm"),
        "roster/001": RosterView(site=HERE, delegates=()),
    }
    first, rest = first_view.at_once(screen, view), first_view.rest(7, view)
    assert {**first, **rest.set} == view
    assert ("roster/001" in first) == (screen not in first_view.LEAN)
    assert rest.set.keys() == {"site/001", "roster/001"}


def test_a_line_that_was_found_bad_is_seen_at_once() -> None:
    bad = LineCheck(at(1), CheckResult.OK, CheckResult.FAULT, CheckResult.OK, CheckResult.OK)
    view: dict[str, View] = {"site/001": SiteView(code=HERE, name="Ba Đình", check=bad)}
    assert first_view.at_once("chair", view) == view


async def test_the_hall_is_told_the_rest_and_a_site_only_its_own() -> None:
    async with hall(LOBBY) as opened:
        state = await opened.parts.rooms.state(MEETING)
        for who, audience in (
            ("chair", Audience(Role.CHAIR)),
            ("ba-dinh", Audience(Role.SITE, HERE)),
        ):
            browser = await opened.browser(who)
            async with browser.get(f"/conferences/{MEETING}/view/rest") as answer:
                told = await answer.json()
            whole = first_view.rest(told["seq"], render(state, audience)).set
            assert whole
            assert told["set"] == {key: seen(view) for key, view in whole.items()}


def test_a_screen_says_at_once_what_its_scripts_name_and_no_refusal() -> None:
    script = 'html`${t("ui.a.b")}` + t(`kind.${kind}`) + t(`refusal.${code}`) + t("refusal.late")'
    words = dict.fromkeys(
        ("ui.a.b", "ui.a.c", "kind.comment", "refusal.early", "refusal.late"), "words"
    )
    assert at_once(words, script).keys() == {"ui.a.b", "kind.comment", "refusal.late"}


def test_a_script_never_asks_for_the_words_of_a_refusal_it_knows_by_a_way_that_hides_it() -> None:
    """`t("refusal.x")` is seen and comes at once; `refusal("x")` would come later."""
    scripts = (resources.WEB / "js").rglob("*.js")
    hidden = [path.name for path in scripts if 'refusal("' in path.read_text(encoding="utf-8")]
    assert hidden == []
