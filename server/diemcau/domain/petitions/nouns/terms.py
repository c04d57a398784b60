"""The fixed terms of petitions, and the names of what stands in a register."""

from enum import StrEnum
from typing import Final, NewType

BatchCode = NewType("BatchCode", str)
StatementCode = NewType("StatementCode", str)
PetitionCode = NewType("PetitionCode", str)
"""`KN-2024-0011`: given at receipt, never again, kept whatever becomes of it."""
FieldCode = NewType("FieldCode", str)
LeadCode = NewType("LeadCode", str)
"""Of a body that settles and answers: a department, a people's committee, a ministry."""


class RegisterMode(StrEnum):
    """Whether this is the register, or another system is and this one only shows it."""

    OWN = "own"
    MIRROR = "mirror"


class Timing(StrEnum):
    """When a batch was collected, as seen from the session of the council."""

    BEFORE = "before"
    AFTER = "after"
    OTHER = "other"


class Channel(StrEnum):
    """How a statement came."""

    VOTER_MEETING = "voter_meeting"
    DEPUTY = "deputy"
    GROUP = "group"
    FRONT = "front"
    CITIZEN_RECEPTION = "citizen_reception"
    LETTER = "letter"
    CONFERENCE = "conference"
    APP = "app"
    OTHER = "other"


class Nature(StrEnum):
    """What somebody brings may be no petition at all, and belongs to another law."""

    PETITION = "petition"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    COURT_CASE = "court_case"
    STREET_REPORT = "street_report"
    SUPERVISION = "supervision"
    PROPOSAL = "proposal"


class Competence(StrEnum):
    """At which level of the state a petition can be settled (thẩm quyền)."""

    CENTRE = "centre"
    CITY = "city"
    DISTRICT = "district"
    COMMUNE = "commune"


class PetitionState(StrEnum):
    """Where a petition stands. Overdue, carried over, returned are drawn and never stored."""

    RECEIVED = "received"
    CLASSIFIED = "classified"
    FORWARDED = "forwarded"
    TAKEN = "taken"
    ANSWERED = "answered"
    REVIEWED = "reviewed"
    CLOSED = "closed"
    MERGED = "merged"
    SPLIT = "split"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Settlement(StrEnum):
    """What an answer comes to: the first letter is its group in the official overview."""

    TEXT_ISSUED = "S1"
    INSPECTED = "S2"
    CARRIED_OUT = "S3"
    EXPLAINED = "E"
    TIMETABLED = "P1"
    LAID_BEFORE_HIGHER = "P2"
    NO_TIMETABLE = "P3"
    NO_RESOURCES = "P4"
    NOT_AT_ONCE = "P5"
    HANGS_ON_HIGHER = "P6"
    OTHER_REASON = "P7"
    NOT_SETTLED = "N"


class SettlementGroup(StrEnum):
    """The columns of the overview; "explained" is never added to "solved"."""

    SOLVED = "solved"
    EXPLAINED = "explained"
    IN_PROGRESS = "in_progress"
    NOT_SETTLED = "not_settled"
    NO_FINAL_ANSWER = "no_final_answer"


_GROUPS: Final = {
    "S": SettlementGroup.SOLVED,
    "E": SettlementGroup.EXPLAINED,
    "P": SettlementGroup.IN_PROGRESS,
    "N": SettlementGroup.NOT_SETTLED,
}


def group_of(settlement: Settlement | None) -> SettlementGroup:
    return _GROUPS[settlement[0]] if settlement else SettlementGroup.NO_FINAL_ANSWER


class ReplyKind(StrEnum):
    """Only a final answer changes where a petition stands."""

    INTERIM = "interim"
    FINAL = "final"
    SUPPLEMENT = "supplement"
    SPOKEN = "spoken"


class Reviewer(StrEnum):
    """Who looked at an answer: the committee in charge, or the standing committee."""

    COMMITTEE = "committee"
    STANDING = "standing"


class ReviewVerdict(StrEnum):
    """What a review found the answer to be."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"
    NOT_DONE = "not_done"


class ReviewPace(StrEnum):
    """Whether the work keeps to its time, as the review saw it."""

    ON_TIME = "on_time"
    LATE = "late"


class ReviewNext(StrEnum):
    """What is to follow a review."""

    CLOSE = "close"
    WATCH = "watch"
    ASK_AGAIN = "ask_again"


class Escalation(StrEnum):
    """What is done about an answer that does not come, step by step."""

    REMINDER = "reminder"
    HIGHER_AUTHORITY = "higher_authority"
    EXPLANATION = "explanation"
    INTERPELLATION = "interpellation"
    SUPERVISION_AGAIN = "supervision_again"
    REPORT_TO_COUNCIL = "report_to_council"


class PetitionReaders(StrEnum):
    """Whether sites see a petition that is none of theirs."""

    CONCERNED = "concerned"
    SHARED = "shared"
    INTERNAL = "internal"
