"""Whether the presenter of the current item can be called now."""

from diemcau.domain.nouns.presenters import CallPresenter
from diemcau.domain.views.offers import Asker, Offers


def offers(ask: Asker) -> Offers:
    yield from ask.plain(CallPresenter, believes=ask.meeting.floor)
