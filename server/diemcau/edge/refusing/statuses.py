"""Every refusal has the status of HTTP that says its kind (RFC 9110 §15)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from diemcau.app.admission.refusals import (
    AccountAsleep,
    CodeAppOn,
    ElsewhereOver,
    ElsewhereRefused,
    HalfWayOver,
    IdentityTaken,
    InvitationOver,
    LockedOut,
    NoCodeApp,
    NoOtherFace,
    NoSuchDevice,
    NoSuchIdentity,
    NoSuchLink,
    NoSuchPasskey,
    PasswordsDiffer,
    ProviderSilent,
    SecondStepNeeded,
    WeakPassword,
    WrongCode,
    WrongPasskey,
    WrongPassword,
    WrongPin,
)
from diemcau.app.calendar.rhythms import MonthBeyond
from diemcau.app.calendar.series import BadRule
from diemcau.app.consultation.carrying import DraftNotOut
from diemcau.app.documents import PressBusy
from diemcau.app.files import (
    ExaminersBusy,
    FileRefused,
    FileTooCostly,
    FileTooLarge,
    NoSeal,
    NotNumbered,
    UploadsBusy,
)
from diemcau.app.library.searching import SearchTooLong
from diemcau.app.media.machines import MachineUnknown, TooManyMachines
from diemcau.app.media.offers import BadOffer
from diemcau.app.office import bodies
from diemcau.app.office.founding import AlreadyFounded
from diemcau.app.office.unit_lines import UnclearUnitLine
from diemcau.app.people import accounts
from diemcau.app.petitions.competence import UnclearLine
from diemcau.app.petitions.connecting import KeyUnknown
from diemcau.app.petitions.envelopes import SheetLost
from diemcau.app.petitions.outgoing import NothingToSend
from diemcau.app.petitions.petitioners import PetitionerSealed
from diemcau.app.petitions.submitting import NumberMissing, UnitUnknown
from diemcau.app.ports.library import NumberTaken
from diemcau.app.ports.media import NotConnected
from diemcau.app.refusals import Refused
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.refusals import NotAllowed, NotForYou
from diemcau.edge.refusing.refusals import (
    BadMailAddress,
    BodyEncoded,
    BodyTooSlow,
    BodyUnknown,
    NotSignedIn,
    SessionExpired,
    TooManyRequests,
    TooManySockets,
)

STATUS: Final[Mapping[type[Exception], HTTPStatus]] = {
    Refused: HTTPStatus.FORBIDDEN,
    WrongPassword: HTTPStatus.UNAUTHORIZED,
    WrongPin: HTTPStatus.UNAUTHORIZED,
    WrongCode: HTTPStatus.UNAUTHORIZED,
    WrongPasskey: HTTPStatus.UNAUTHORIZED,
    NoSuchPasskey: HTTPStatus.NOT_FOUND,
    AccountAsleep: HTTPStatus.UNAUTHORIZED,
    SecondStepNeeded: HTTPStatus.UNAUTHORIZED,
    HalfWayOver: HTTPStatus.UNAUTHORIZED,
    CodeAppOn: HTTPStatus.CONFLICT,
    ElsewhereOver: HTTPStatus.UNAUTHORIZED,
    ElsewhereRefused: HTTPStatus.UNAUTHORIZED,
    ProviderSilent: HTTPStatus.SERVICE_UNAVAILABLE,
    IdentityTaken: HTTPStatus.CONFLICT,
    NoSuchIdentity: HTTPStatus.NOT_FOUND,
    NoCodeApp: HTTPStatus.CONFLICT,
    LockedOut: HTTPStatus.TOO_MANY_REQUESTS,
    NoSuchDevice: HTTPStatus.NOT_FOUND,
    NoSuchLink: HTTPStatus.NOT_FOUND,
    InvitationOver: HTTPStatus.NOT_FOUND,
    PasswordsDiffer: HTTPStatus.BAD_REQUEST,
    WeakPassword: HTTPStatus.BAD_REQUEST,
    SearchTooLong: HTTPStatus.BAD_REQUEST,
    NoSeal: HTTPStatus.CONFLICT,
    NotNumbered: HTTPStatus.CONFLICT,
    DraftNotOut: HTTPStatus.CONFLICT,
    FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    FileTooCostly: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ExaminersBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    UploadsBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    PressBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    FileRefused: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    AlreadyFounded: HTTPStatus.CONFLICT,
    bodies.NoSuchBody: HTTPStatus.NOT_FOUND,
    bodies.BadBodyId: HTTPStatus.BAD_REQUEST,
    bodies.BodyTaken: HTTPStatus.CONFLICT,
    KeyUnknown: HTTPStatus.UNAUTHORIZED,
    NumberMissing: HTTPStatus.BAD_REQUEST,
    UnitUnknown: HTTPStatus.CONFLICT,
    UnclearLine: HTTPStatus.BAD_REQUEST,
    UnclearUnitLine: HTTPStatus.BAD_REQUEST,
    PetitionerSealed: HTTPStatus.CONFLICT,
    SheetLost: HTTPStatus.CONFLICT,
    NothingToSend: HTTPStatus.CONFLICT,
    bodies.SeatTaken: HTTPStatus.CONFLICT,
    bodies.AboveItself: HTTPStatus.CONFLICT,
    NoOtherFace: HTTPStatus.FORBIDDEN,
    accounts.NoSuchAccount: HTTPStatus.NOT_FOUND,
    accounts.LoginTaken: HTTPStatus.CONFLICT,
    accounts.BadLogin: HTTPStatus.BAD_REQUEST,
    accounts.PasswordPrinted: HTTPStatus.BAD_REQUEST,
    accounts.SiteMismatch: HTTPStatus.BAD_REQUEST,
    accounts.LastAdmin: HTTPStatus.CONFLICT,
    BadOffer: HTTPStatus.BAD_REQUEST,
    NotConnected: HTTPStatus.CONFLICT,
    MachineUnknown: HTTPStatus.UNAUTHORIZED,
    TooManyMachines: HTTPStatus.CONFLICT,
    BadRule: HTTPStatus.CONFLICT,
    MonthBeyond: HTTPStatus.CONFLICT,
    BadMailAddress: HTTPStatus.CONFLICT,
    NumberTaken: HTTPStatus.CONFLICT,
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    SessionExpired: HTTPStatus.UNAUTHORIZED,
    TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    TooManySockets: HTTPStatus.TOO_MANY_REQUESTS,
    BodyUnknown: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    BodyEncoded: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    BodyTooSlow: HTTPStatus.REQUEST_TIMEOUT,
    Rejected: HTTPStatus.CONFLICT,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotForYou: HTTPStatus.FORBIDDEN,
}
"""By the nearest ancestor named here. The rules' "no such …" are found by their code."""


def status_of(refusal: Rejected | Refused) -> HTTPStatus:
    if isinstance(refusal, Rejected) and refusal.code.startswith("no_such_"):
        return HTTPStatus.NOT_FOUND
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)
