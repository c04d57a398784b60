"""Everything that can happen in a register, noun by noun, each stored under its own name."""

from typing import get_args

from diemcau.domain.petitions.nouns.forwarding import ForwardingEvent
from diemcau.domain.petitions.nouns.joining import JoiningEvent
from diemcau.domain.petitions.nouns.mirroring import MirroringEvent
from diemcau.domain.petitions.nouns.petitioners import PetitionerEvent
from diemcau.domain.petitions.nouns.receiving import ReceivingEvent
from diemcau.domain.petitions.nouns.replies import AnswerFact
from diemcau.domain.petitions.nouns.reviews import ReviewEvent
from diemcau.domain.petitions.nouns.settings import RegisterSettingsEvent
from diemcau.domain.petitions.nouns.statements import StatementEvent
from diemcau.domain.petitions.nouns.systems import SystemEvent

PetitionEvent = (
    RegisterSettingsEvent
    | SystemEvent
    | StatementEvent
    | PetitionerEvent
    | ReceivingEvent
    | MirroringEvent
    | ForwardingEvent
    | AnswerFact
    | JoiningEvent
    | ReviewEvent
)

NAMES: dict[str, type[PetitionEvent]] = {each.stored: each for each in get_args(PetitionEvent)}
"""Stored name → shape. A name, once written to a log, keeps its shape for ever."""
