"""Every way a register says no, noun by noun."""

from diemcau.domain.petitions.nouns.acts import ActRefusal
from diemcau.domain.petitions.nouns.forwarding import ForwardingRefusal
from diemcau.domain.petitions.nouns.joining import JoiningRefusal
from diemcau.domain.petitions.nouns.mirroring import MirroringRefusal
from diemcau.domain.petitions.nouns.petitioners import PetitionerRefusal
from diemcau.domain.petitions.nouns.receiving import ReceivingRefusal
from diemcau.domain.petitions.nouns.replies import AnswerRefusal
from diemcau.domain.petitions.nouns.reviews import ReviewRefusal
from diemcau.domain.petitions.nouns.settings import RegisterSettingsRefusal
from diemcau.domain.petitions.nouns.statements import StatementRefusal
from diemcau.domain.petitions.nouns.systems import SystemRefusal

PetitionRefusal = (
    ActRefusal
    | RegisterSettingsRefusal
    | SystemRefusal
    | StatementRefusal
    | PetitionerRefusal
    | ReceivingRefusal
    | MirroringRefusal
    | ForwardingRefusal
    | AnswerRefusal
    | JoiningRefusal
    | ReviewRefusal
)
