"""The fixed terms of the field: every list of words that a rule or a screen chooses from."""

from enum import StrEnum


class Role(StrEnum):
    """Who acts (rules §1). `SYSTEM` is the clock and the line, never a person."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    OPERATOR = "operator"
    SITE = "site"
    SCREEN = "screen"
    PUBLIC = "public"
    SYSTEM = "system"


class Phase(StrEnum):
    """The life of a conference (rules §2)."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    LOBBY = "lobby"
    RUNNING = "running"
    BREAK = "break"
    ENDED = "ended"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Level(StrEnum):
    """Whose councils a figure counts: those of a city of the centre, a district, a commune."""

    CITY = "city"
    DISTRICT = "district"
    COMMUNE = "commune"


class ReturnState(StrEnum):
    """How a site stands with the figures of the quarter; `NONE`: it is asked for none."""

    NONE = ""
    ASKED = "asked"
    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"


class ItemKind(StrEnum):
    """What an agenda item is for (rules §5)."""

    OPENING = "opening"
    REPORT = "report"
    BRIEFING = "briefing"
    DISCUSSION = "discussion"
    CONSULTATION = "consultation"
    PETITIONS = "petitions"
    REPLY = "reply"
    CONCLUSION = "conclusion"
    BREAK = "break"


class ItemState(StrEnum):
    """Where an agenda item stands."""

    PLANNED = "planned"
    CURRENT = "current"
    DONE = "done"
    SKIPPED = "skipped"


class Kind(StrEnum):
    """Kinds of speech (rules §4.2)."""

    REPORT = "report"
    STATEMENT = "statement"
    COMMENT = "comment"
    PROPOSAL = "proposal"
    QUESTION = "question"
    REBUTTAL = "rebuttal"
    ANSWER = "answer"
    PROCEDURAL = "procedural"


LADDER = {Kind.ANSWER: 0, Kind.REBUTTAL: 1, Kind.PROCEDURAL: 2}
"""Class of a priority kind, the lower the earlier; every other kind is ordinary (rules §4.3)."""

ORDINARY = 3
"""Class of the ordinary kinds."""


class RequestState(StrEnum):
    """What became of a request to speak."""

    WAITING = "waiting"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    ENDED = "ended"
    """With its item, unheard."""
    WRITTEN = "written"
    """Handed in as a written opinion after it had ended."""


class RoundState(StrEnum):
    """Where a site stands in a round (rules §4.13)."""

    TO_COME = "to_come"
    SPEAKING = "speaking"
    DONE = "done"
    PASSED = "passed"
    SKIPPED = "skipped"


class RoundScope(StrEnum):
    """Whom a round calls."""

    ALL = "all"
    UNSPOKEN = "unspoken"


class Presence(StrEnum):
    """A delegate in the roll call (rules §3)."""

    NOT_CALLED = "not_called"
    IN_ROOM = "in_room"
    ONLINE = "online"
    EXCUSED = "excused"
    ABSENT = "absent"
    SUBSTITUTED = "substituted"
    LEFT = "left"


HERE = frozenset({Presence.IN_ROOM, Presence.ONLINE, Presence.SUBSTITUTED})
"""The states that count as present: a substitute fills the seat."""


class LineState(StrEnum):
    """Whether some device of a site holds a live socket (rules §3)."""

    NEVER = "never"
    CONNECTED = "connected"
    LOST = "lost"


class CheckResult(StrEnum):
    """One answer of the technical check (rules §2)."""

    OK = "ok"
    FAULT = "fault"
    UNTRIED = "untried"


class IncidentKind(StrEnum):
    """What can go wrong at a site."""

    NO_PICTURE = "no_picture"
    NO_SOUND = "no_sound"
    BAD_LINE = "bad_line"
    POWER = "power"
    OTHER = "other"


class ConclusionState(StrEnum):
    """A conclusion up to its publication (rules §7); what becomes of it then is `TaskState`."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"


class TaskState(StrEnum):
    """What has become of a published conclusion (rules §7). Overdue is none: it is a date."""

    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    CANCELLED = "cancelled"


class TaskOutcome(StrEnum):
    """How a task ends."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    CANCELLED = "cancelled"


class TaskStep(StrEnum):
    """What was done about a task: a line of its history."""

    ASSIGNED = "assigned"
    HANDED = "handed"
    ACKNOWLEDGED = "acknowledged"
    REPORTED = "reported"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    CHASED = "chased"
    CLOSED = "closed"
    REOPENED = "reopened"
    HANDOVER_PROPOSED = "handover_proposed"
    HANDOVER_ACCEPTED = "handover_accepted"
    HANDOVER_REFUSED = "handover_refused"


class Stage(StrEnum):
    """The stages in which a conference is published (rules §7)."""

    NOTICE = "notice"
    DOCUMENTS = "documents"
    MINUTES = "minutes"
    CONCLUSIONS = "conclusions"


class Readers(StrEnum):
    """To whom something is published."""

    ALL_SITES = "all_sites"
    NAMED_SITES = "named_sites"
    PUBLIC = "public"


class VoteKind(StrEnum):
    """A straw vote asks what people think; a formal one decides (rules §6)."""

    STRAW = "straw"
    FORMAL = "formal"


class Answer(StrEnum):
    """The choices where none are listed."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Majority(StrEnum):
    """How many of the sites present must choose the same."""

    HALF = "half"
    TWO_THIRDS = "two_thirds"


class VoteState(StrEnum):
    """`ANNULLED` is one that was opened by mistake, or whose ballots cannot be opened."""

    OPEN = "open"
    CLOSED = "closed"
    ANNULLED = "annulled"


class Outcome(StrEnum):
    """What a formal vote has decided."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    NO_QUORUM = "no_quorum"


class OnScreen(StrEnum):
    """What the hall screen can show."""

    FLOOR = "floor"
    AGENDA = "agenda"
    ROLL_CALL = "roll_call"
    VOTE = "vote"
    FIGURES = "figures"
    MESSAGE = "message"
    BLANK = "blank"
