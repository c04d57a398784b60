"""What a conference is at one instant: frozen records, changed only by `evolve`.

Maps that grow with the meeting are persistent (`immutables.Map`), so that taking in an
event costs what it changes and never the length of the morning. A persistent map has no
order of its own; wherever order matters a tuple beside it holds the keys.
"""

from datetime import datetime

from immutables import Map
from msgspec import Struct

from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.conclusions import Conclusion
from diemcau.domain.nouns.conference import Deputy, Settings
from diemcau.domain.nouns.drafts import CarriedDraft, NotedComment
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import (
    FIRST_BODY,
    BodyId,
    ConclusionId,
    IncidentId,
    ItemId,
    MeetingId,
    MessageId,
    OpinionId,
    PublicationNo,
    RequestId,
    SiteCode,
    SpeechNo,
    VoteNo,
)
from diemcau.domain.nouns.petitions import CarriedBoard
from diemcau.domain.nouns.publishing import MinutesVersion, Publication
from diemcau.domain.nouns.record import Incident, Message, Note, Opinion
from diemcau.domain.nouns.recordings import KeptRecording
from diemcau.domain.nouns.requests import Request
from diemcau.domain.nouns.returns import FiguresAsked, FiguresReturn
from diemcau.domain.nouns.rounds import Round
from diemcau.domain.nouns.screen import ScreenChoice
from diemcau.domain.nouns.sites import OutsideRoom, Site, Totals
from diemcau.domain.nouns.terms import Phase, VoteState
from diemcau.domain.nouns.undo import LastAct
from diemcau.domain.nouns.votes import Vote


class Used(Struct, frozen=True, omit_defaults=True):
    """What was written to an account: so many entries, so many words (`domain.bounds`)."""

    entries: int = 0
    words: int = 0


class Meeting(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One conference, whole. `planned` is false until its first event.

    `last` is the speech that ended last; one that was undone never was. `uninvited` are sites that
    had been called by then and have to be told. `about` are the petitions that were before the room
    while a speech was made. `muted` are speeches whose microphone the chair has closed. `behind`
    are the totals of sites below a sub-hub, which `totals` count as well. `acts` of the console are
    counted, and the last of them is kept so that it can be taken back.
    """

    id: MeetingId
    planned: bool = False
    planned_at: datetime | None = None
    body: BodyId = FIRST_BODY
    title: str = ""
    organiser: str = ""
    hub: str = ""
    chair: str = ""
    secretary: str = ""
    timezone: str = "Asia/Ho_Chi_Minh"
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    settings: Settings = Settings()
    phase: Phase = Phase.DRAFT
    started_at: datetime | None = None
    ended_at: datetime | None = None
    break_until: datetime | None = None
    deputy: Deputy | None = None
    figures_asked: FiguresAsked | None = None
    own_figures: FiguresReturn | None = None
    uninvited: tuple[Site, ...] = ()
    outside: OutsideRoom = OutsideRoom()
    site_order: tuple[SiteCode, ...] = ()
    sites: Map[SiteCode, Site] = Map()
    totals: Totals = Totals()
    behind: Totals = Totals()
    item_order: tuple[ItemId, ...] = ()
    items: Map[ItemId, Item] = Map()
    current: ItemId | None = None
    drafts: Map[ItemId, CarriedDraft] = Map()
    comments: Map[SpeechNo, tuple[NotedComment, ...]] = Map()
    boards: Map[ItemId, CarriedBoard] = Map()
    about: Map[SpeechNo, tuple[str, ...]] = Map()
    requests: Map[RequestId, Request] = Map()
    speeches: Map[SpeechNo, Speech] = Map()
    floor: SpeechNo | None = None
    interrupted: tuple[SpeechNo, ...] = ()
    last: SpeechNo | None = None
    round: Round | None = None
    votes: Map[VoteNo, Vote] = Map()
    opinions: Map[OpinionId, Opinion] = Map()
    incidents: Map[IncidentId, Incident] = Map()
    messages: Map[MessageId, Message] = Map()
    notes: Map[str, Note] = Map()
    conclusions: Map[ConclusionId, Conclusion] = Map()
    versions: tuple[MinutesVersion, ...] = ()
    publications: Map[PublicationNo, Publication] = Map()
    screen: ScreenChoice = ScreenChoice()
    used: Map[str, Used] = Map()
    muted: tuple[SpeechNo, ...] = ()
    recording: bool = False
    recordings: Map[str, KeptRecording] = Map()
    acts: int = 0
    last_act: LastAct | None = None

    @property
    def speech(self) -> Speech | None:
        """Whoever has the floor, paused or not."""
        return None if self.floor is None else self.speeches[self.floor]

    @property
    def spoken(self) -> tuple[SpeechNo, ...]:
        """The speeches in the order in which they ended, those undone left out."""
        told, no = [], self.last
        while no is not None:
            told.append(no)
            no = self.speeches[no].follows
        return tuple(reversed(told))

    @property
    def vote(self) -> Vote | None:
        """The vote that is open: always the last one."""
        last = self.votes.get(VoteNo(len(self.votes)))
        return last if last is not None and last.state is VoteState.OPEN else None

    @property
    def item(self) -> Item | None:
        """The current item of the agenda."""
        return None if self.current is None else self.items[self.current]
