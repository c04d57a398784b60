"""Who is called to the floor without having asked: whoever presents an item, as the agenda names
them (rules §5), and whoever is to speak to the petition before the room.
"""

from diemcau.domain.nouns.act import Command, Rejected
from diemcau.domain.nouns.ids import SiteCode, SpeechNo


class CallPresenter(Command, frozen=True, kw_only=True):
    """Give the floor to the presenter of the current item; `believes` as when it is given."""

    believes: SpeechNo | None


class CallOnPetition(Command, frozen=True, kw_only=True):
    """Give the floor to the lead of the petition before the room, or to a unit that raised it."""

    site: SiteCode
    believes: SpeechNo | None


class NoPresenter(Rejected):
    """The agenda names none for the current item."""

    code = "no_presenter"


class PresenterHeard(Rejected):
    """Has the floor, or has had it on this item; to be heard again they ask as anybody does."""

    code = "presenter_heard"


class NoPetitionFocused(Rejected):
    """No petition is before the room."""

    code = "no_petition_focused"


class SiteNotConcerned(Rejected):
    """It neither raised the petition before the room nor leads it."""

    code = "site_not_concerned"


PresenterCommand = CallPresenter | CallOnPetition
PresenterRefusal = NoPresenter | PresenterHeard | NoPetitionFocused | SiteNotConcerned
