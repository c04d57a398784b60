"""Conditions that rules of several nouns share: times and words."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.floor import FloorBusy, SpeechInterrupted
from diemcau.domain.nouns.refusals import (
    BadAddress,
    InThePast,
    NameMissing,
    ReasonMissing,
    SameNameTwice,
    TextMissing,
    TooFarAway,
)
from diemcau.domain.nouns.votes import VoteRunning

CENTURY = timedelta(days=36525)


def nothing_under_way(meeting: Meeting) -> None:
    """Nobody speaks or waits to go on after an interjection, and no vote is open."""
    if meeting.floor is not None:
        raise FloorBusy
    if meeting.interrupted:
        raise SpeechInterrupted
    if meeting.vote is not None:
        raise VoteRunning


def within_a_century(now: datetime, moment: datetime) -> None:
    """What is further off cannot be shown in every zone, nor minutes be added to it."""
    if abs(moment - now) > CENTURY:
        raise TooFarAway


def ahead(now: datetime, moment: datetime) -> None:
    if moment <= now:
        raise InThePast
    within_a_century(now, moment)


def distinct(names: Iterable[str]) -> None:
    listed = list(names)
    if len(set(listed)) != len(listed):
        raise SameNameTwice


def name(words: str) -> str:
    if not (kept := words.strip()):
        raise NameMissing
    return kept


def text(words: str) -> str:
    """Words that say something, without the space around them."""
    if not (kept := words.strip()):
        raise TextMissing
    return kept


def reason(words: str) -> str:
    if not (kept := words.strip()):
        raise ReasonMissing
    return kept


def address(words: str) -> str:
    """Where a document lies: on the web or on this server, and nothing that would run."""
    if not re.match(r"https?://[^/]|/(?![/\\])", words):
        raise BadAddress
    return words
