"""The hall screen: what everybody in the room looks at, chosen by whoever runs it.

It is in the log, so that every node, restart and screen agrees, and no part of the record: the
minutes never tell what was projected (ADR 0041).
"""

from typing import ClassVar

from msgspec import Struct

from diemcau.domain.nouns.accounts import Entries, by_whom
from diemcau.domain.nouns.act import Command, Event, Rejected
from diemcau.domain.nouns.ids import Text
from diemcau.domain.nouns.terms import OnScreen


class ScreenChoice(Struct, frozen=True, omit_defaults=True):
    """What was chosen last, and how many votes had been opened by then: a later one is news."""

    shown: OnScreen = OnScreen.FLOOR
    text: str = ""
    votes: int = 0


class ShowOnScreen(Command, frozen=True, kw_only=True):
    """`text` are the words of a message; anything else has none."""

    shown: OnScreen
    text: Text = ""


class ScreenChosen(Event, frozen=True, kw_only=True):
    stored: ClassVar = "screen.chosen"
    charged: ClassVar = by_whom(Entries.CONDUCT, "text")
    shown: OnScreen
    text: str = ""
    votes: int = 0


class NothingToShow(Rejected):
    """A vote that was never opened, figures that nobody has handed in."""

    code = "nothing_to_show"


ScreenCommand = ShowOnScreen
ScreenEvent = ScreenChosen
ScreenRefusal = NothingToShow
