"""Everything a person, a site or the clock may ask of a conference, noun by noun."""

from diemcau.domain.nouns.agenda import AgendaCommand
from diemcau.domain.nouns.attendance import AttendanceCommand
from diemcau.domain.nouns.conclusions import ConclusionCommand
from diemcau.domain.nouns.conference import ConferenceCommand
from diemcau.domain.nouns.drafts import CarryingCommand
from diemcau.domain.nouns.floor import FloorCommand
from diemcau.domain.nouns.media import MediaCommand
from diemcau.domain.nouns.passes import PassCommand
from diemcau.domain.nouns.petitions import BoardCommand
from diemcau.domain.nouns.presenters import PresenterCommand
from diemcau.domain.nouns.publishing import PublishingCommand
from diemcau.domain.nouns.queue import QueueCommand
from diemcau.domain.nouns.record import RecordCommand
from diemcau.domain.nouns.recordings import RecordingCommand
from diemcau.domain.nouns.requests import RequestCommand
from diemcau.domain.nouns.returns import ReturnsCommand
from diemcau.domain.nouns.rounds import RoundCommand
from diemcau.domain.nouns.screen import ScreenCommand
from diemcau.domain.nouns.sites import SiteCommand
from diemcau.domain.nouns.tasks import TaskCommand
from diemcau.domain.nouns.undo import UndoCommand
from diemcau.domain.nouns.votes import VoteCommand

AnyCommand = (
    ConferenceCommand
    | SiteCommand
    | PassCommand
    | AttendanceCommand
    | ReturnsCommand
    | AgendaCommand
    | CarryingCommand
    | BoardCommand
    | QueueCommand
    | RequestCommand
    | FloorCommand
    | MediaCommand
    | RecordingCommand
    | PresenterCommand
    | RoundCommand
    | UndoCommand
    | VoteCommand
    | ScreenCommand
    | RecordCommand
    | ConclusionCommand
    | TaskCommand
    | PublishingCommand
)
