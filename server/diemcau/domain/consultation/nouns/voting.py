"""A vote of a conference on a clause: the word of the whole conference, and of no site.

Its ballots stay in the record of the conference; here stands what was counted (rules §5.6).
"""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.consultation.nouns.acting import DraftCommand
from diemcau.domain.consultation.nouns.clauses import ClauseId
from diemcau.domain.nouns.act import Event
from diemcau.domain.nouns.ids import Line, MeetingId, Text, VoteNo


class CountedChoice(Struct, frozen=True, forbid_unknown_fields=True):
    choice: Line
    count: int


class ConferenceVote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`title` and `on` name the conference as papers do; `vote` is its number there."""

    clause: ClauseId
    question: Text
    counts: tuple[CountedChoice, ...]
    meeting: MeetingId
    vote: VoteNo
    title: Line
    on: date


class NoteVote(DraftCommand, frozen=True, kw_only=True):
    """Made by the server of a vote that was closed; once is enough."""

    vote: ConferenceVote


class VoteNoted(Event, frozen=True, kw_only=True):
    stored: ClassVar = "draft.vote_noted"
    vote: ConferenceVote
