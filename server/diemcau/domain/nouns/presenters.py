"""Whoever presents an item, as the agenda names them, called to the floor (rules §5)."""

from diemcau.domain.nouns.act import Command, Rejected
from diemcau.domain.nouns.ids import SpeechNo


class CallPresenter(Command, frozen=True, kw_only=True):
    """Give the floor to the presenter of the current item; `believes` as when it is given."""

    believes: SpeechNo | None


class NoPresenter(Rejected):
    """The agenda names none for the current item."""

    code = "no_presenter"


class PresenterHeard(Rejected):
    """Has the floor, or has had it on this item; to be heard again they ask as anybody does."""

    code = "presenter_heard"


PresenterCommand = CallPresenter
PresenterRefusal = NoPresenter | PresenterHeard
