"""Who can be called now without having asked."""

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.agenda import NoItemCurrent
from diemcau.domain.nouns.petitions import NoBoardCarried
from diemcau.domain.nouns.presenters import CallOnPetition, CallPresenter, NoPetitionFocused
from diemcau.domain.nouns.refusals import AlreadyDone
from diemcau.domain.rules import petitions, presenters
from diemcau.domain.views.offers import Asker, Offers


def offers(ask: Asker) -> Offers:
    meeting = ask.meeting
    yield from ask.plain(CallPresenter, believes=meeting.floor)
    petition = petitions.before_the_room(meeting)
    concerned = petitions.to_be_heard(meeting, petition) if petition else ()
    sites = [site for site in concerned if site not in presenters.on_stage(meeting)]
    yield from ask.among(CallOnPetition, "site", sites, _why_not(meeting))


def _why_not(meeting: Meeting) -> type[Rejected]:
    if meeting.item is None:
        return NoItemCurrent
    if petitions.current(meeting) is None:
        return NoBoardCarried
    return AlreadyDone if petitions.before_the_room(meeting) else NoPetitionFocused
