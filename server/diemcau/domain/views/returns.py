"""The figures of the quarter as they are seen."""

from typing import assert_never

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.returns import (
    AskForFigures,
    FiguresAskedFor,
    FiguresHandedIn,
    FiguresNotAsked,
    FiguresSentBack,
    HandInFigures,
    ReturnsEvent,
    SendFiguresBack,
)
from diemcau.domain.nouns.terms import Level
from diemcau.domain.rules import returns
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Asker, Offer, Offers


class FiguresView(View, frozen=True, kw_only=True):
    """`figures`: the sums of a quarter, without parts, for the screen of the hall. `sums` beside
    `levels`, in each as many as there are `names`; `sites` of those `asked` have handed in.
    """

    period: str
    names: tuple[str, ...]
    levels: tuple[Level, ...]
    sums: tuple[tuple[int, ...], ...]
    sites: int = 0
    asked: int = 0


def figures(meeting: Meeting, _: str) -> View | None:
    """Nothing to show as long as nobody has handed anything in; parts are too many for a wall."""
    if (asked := meeting.figures_asked) is None or not (sums := returns.sums(meeting)):
        return None
    shown = [each for each in asked.indicators if not each.part_of]
    return FiguresView(
        period=asked.period,
        names=tuple(each.name for each in shown),
        levels=tuple(sums),
        sums=tuple(tuple(row[each.code] for each in shown) for row in sums.values()),
        sites=len(returns.counted(meeting)),
        asked=len(returns.asked_sites(meeting)),
    )


def offers(ask: Asker) -> Offers:
    """Of which sites figures are asked, each sees in its own key."""
    yield from ask.free(AskForFigures)
    for act in (HandInFigures, SendFiguresBack):
        for _, offer in ask.free(act):
            asked = ask.meeting.figures_asked is not None
            yield act, offer if asked or offer.no else Offer(no=FiguresNotAsked.code)


def touched(_before: Meeting, event: ReturnsEvent, after: Meeting) -> frozenset[str]:
    match event:
        case FiguresAskedFor():
            return frozenset({"figures", "screen", *(f"me/{site}" for site in after.site_order)})
        case FiguresHandedIn() | FiguresSentBack():
            own = () if event.site is None else (f"me/{event.site}",)
            return frozenset({"figures", "screen", *own})
        case _:
            assert_never(event)
