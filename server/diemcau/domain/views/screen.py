"""The hall screen as it is seen: by itself, and by those who choose what it shows."""

from typing import assert_never

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import VoteNo
from diemcau.domain.nouns.screen import NothingToShow, ScreenChosen, ScreenEvent, ShowOnScreen
from diemcau.domain.nouns.terms import OnScreen
from diemcau.domain.rules import screen as rules
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offers


class ScreenView(View, frozen=True, kw_only=True):
    """`screen`: what the hall looks at; `text` of a message, `vote` the one that is shown, and in
    a roll call the names of the sites that are `missing`, for the screen alone.
    """

    shown: OnScreen = OnScreen.FLOOR
    text: str = ""
    vote: VoteNo | None = None
    missing: tuple[str, ...] = ()


def chosen(meeting: Meeting, _: str) -> ScreenView:
    shown = rules.showing(meeting)
    text = meeting.screen.text if shown is OnScreen.MESSAGE else ""
    vote = rules.last_vote(meeting) if shown is OnScreen.VOTE else None
    return ScreenView(shown=shown, text=text, vote=vote.no if vote else None)


def projected(meeting: Meeting, which: str) -> ScreenView:
    """With what nobody needs who has the wall of sites before them."""
    drawn = chosen(meeting, which)
    return replace(drawn, missing=_missing(meeting)) if drawn.shown is OnScreen.ROLL_CALL else drawn


def _missing(meeting: Meeting) -> tuple[str, ...]:
    sites = (meeting.sites[code] for code in meeting.site_order)
    return tuple(site.name for site in sites if site.checked_in_at is None)


def offers(ask: Asker) -> Offers:
    yield from ask.among(ShowOnScreen, "shown", rules.possible(ask.meeting), NothingToShow)


def of_roll_call(meeting: Meeting) -> frozenset[str]:
    """Who is missing is on the screen only while the roll is called there."""
    shown = rules.showing(meeting) is OnScreen.ROLL_CALL
    return frozenset({"screen"}) if shown else frozenset()


def touched(_before: Meeting, event: ScreenEvent, _after: Meeting) -> frozenset[str]:
    match event:
        case ScreenChosen():
            return frozenset({"screen"})
        case _:
            assert_never(event)
