"""Everything that can be asked of a register, noun by noun."""

from diemcau.domain.petitions.nouns.bringing import BringingCommand
from diemcau.domain.petitions.nouns.forwarding import ForwardingCommand
from diemcau.domain.petitions.nouns.joining import JoiningCommand
from diemcau.domain.petitions.nouns.mirroring import MirroringCommand
from diemcau.domain.petitions.nouns.petitioners import PetitionerCommand
from diemcau.domain.petitions.nouns.receiving import ReceivingCommand
from diemcau.domain.petitions.nouns.replies import AnswerCommand
from diemcau.domain.petitions.nouns.reviews import ReviewCommand
from diemcau.domain.petitions.nouns.settings import RegisterSettingsCommand
from diemcau.domain.petitions.nouns.statements import StatementCommand
from diemcau.domain.petitions.nouns.systems import SystemCommand

PetitionCommand = (
    RegisterSettingsCommand
    | SystemCommand
    | StatementCommand
    | PetitionerCommand
    | ReceivingCommand
    | BringingCommand
    | MirroringCommand
    | ForwardingCommand
    | AnswerCommand
    | JoiningCommand
    | ReviewCommand
)
