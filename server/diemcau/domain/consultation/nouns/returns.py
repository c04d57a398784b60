"""A return (phiếu trả lời): what a site says of the draft as a whole, in one of three ways."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from diemcau.domain.consultation.nouns.acting import ForInvited
from diemcau.domain.consultation.nouns.setting import LetterRef
from diemcau.domain.consultation.nouns.terms import Overall
from diemcau.domain.nouns.act import Event, Rejected
from diemcau.domain.nouns.ids import SiteCode


class DraftReturn(Struct, frozen=True, omit_defaults=True):
    """What a site said of the draft as a whole."""

    overall: Overall
    at: datetime
    late: bool = False
    letter: LetterRef = LetterRef()


class HandInDraftReturn(ForInvited, frozen=True, kw_only=True):
    """What the site says of the draft as a whole; a later one replaces it."""

    overall: Overall
    letter: LetterRef = LetterRef()


class DraftReturned(Event, frozen=True, kw_only=True):
    stored: ClassVar = "comment.return_handed_in"
    body: SiteCode
    overall: Overall
    late: bool = False
    letter: LetterRef = LetterRef()


class ReturnSaysOtherwise(Rejected):
    """A return says that there are comments where some were sent, and only there; one
    with files may say anything.
    """

    code = "return_says_otherwise"
