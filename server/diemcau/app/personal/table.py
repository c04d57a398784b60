"""Every field that holds a person: a row a kind, as people would tell them apart.

`columns` are those of the tables, `fields` those of what is told in logs. What a row is, why it is
kept and who sees it is said in words under `personal.<name>`; how long, under `kept`. A law in the
tests wants each text that is stored in a row here, or in the list of what holds nobody.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from diemcau.app.ports.personal import Emptied


class KeptFor(StrEnum):
    """Until when, in the order of how long."""

    HOURS = "hours"
    ACCOUNT = "account"
    """As long as its owner has one."""
    MONTHS = "months"
    """So many as the body says, or `[personal] letter_months`, after a letter has served."""
    PETITION = "petition"
    """24 months after the petition's end."""
    LISTED = "listed"
    """Until somebody takes it out of the list."""
    RECORD = "record"
    """As long as the record of the conference, which nobody changes."""


class PersonalKind(NamedTuple):
    name: str
    kept: KeptFor
    columns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    erasure: Emptied | None = None


_REASONED: Final = (
    "AttendanceCorrected ConferenceCancelled ConferenceReopened ConsultationCancelled "
    "ExtensionAsked ExtensionGranted ExtensionRefused FiguresHandedIn FiguresSentBack "
    "DifficultyLeft HandoverRefused MinutesDrafted "
    "MoreTimeAnswered MoreTimeAsked PetitionRejected PetitionReopened PetitionReturned "
    "PetitionReviewed PetitionTransferred PetitionWithdrawn PetitionerForgotten PetitionerSeen "
    "PetitionerShared PublicationWithdrawn ReopeningAskedFor ReopeningRefused StatementStruck "
    "TaskReopened VerdictGiven VoteAnnulled VoteLine Minutes RequestRemoved SpeakerCorrected "
    "CommentWords RequestSettled"
)
"""What happened for a reason that somebody gave."""
_WRITTEN: Final = (
    "NoteWritten OpinionHandedIn MessageSent OpinionLine IncidentReported IncidentLine "
    "ConclusionText ConclusionLine ScreenChosen TaskChased TaskClosed TaskReported CommentWords "
    "ReplyText StatementEntered PetitionReceived PetitionPart PetitionAnswered VotersWordNoted "
    "DifficultyOffered"
)
"""What somebody wrote a text of."""


def _of(owner: str, names: str) -> tuple[str, ...]:
    return tuple(f"{owner}.{each}" for each in names.split())


PERSONAL: Final[Sequence[PersonalKind]] = (
    PersonalKind(
        "account",
        KeptFor.ACCOUNT,
        (
            *_of("accounts", "login name password site"),
            *_of("account_history", "login body"),
            *_of("sign_ins", "login"),
            *_of("invitations", "login key"),
        ),
    ),
    PersonalKind(
        "factors",
        KeptFor.ACCOUNT,
        (
            *_of("code_apps", "login secret"),
            *_of("recovery_codes", "login key"),
            *_of("passkeys", "id login public_key name"),
            *_of("identities", "key login provider"),
        ),
    ),
    PersonalKind(
        "signing_in",
        KeptFor.HOURS,
        (
            *_of("sessions", "key name csrf login site device"),
            *_of("attempts", "name network"),
        ),
    ),
    PersonalKind("watch", KeptFor.RECORD, _of("security_log", "who address about")),
    PersonalKind("address", KeptFor.LISTED, _of("addresses", "address")),
    PersonalKind(
        "letter",
        KeptFor.MONTHS,
        _of("letters", "to subject text calendar problem"),
        erasure=Emptied("letters", "until", ("to", "subject", "text", "calendar", "problem")),
    ),
    PersonalKind("contact", KeptFor.RECORD, fields=_of("Contact", "head technician phone")),
    PersonalKind(
        "delegate",
        KeptFor.RECORD,
        fields=(
            *_of("DelegatePlan", "name title"),
            *_of("DelegateLine", "name title substitute reason"),
            *_of("Mark", "substitute reason"),
            *_of("Person", "name title"),
            *_of("InvitationAnswered", "head reason"),
            *_of("FiguresHandedIn", "signed_by"),
            *(f"{each}.delegate" for each in ("AskedToSpeak", "RequestChanged", "FloorGiven")),
            *(f"{each}.delegate" for each in ("SpeakerNamed", "SpeakerCorrected", "SpeechLine")),
            "SpeechLine.speaker",
        ),
    ),
    PersonalKind(
        "officer",
        KeptFor.RECORD,
        fields=(
            *_of("Actor", "login name"),
            *_of("ConsoleHanded", "login name"),
            *_of("ConferencePlanned", "chair secretary"),
            *_of("PlanRevised", "chair secretary"),
            *_of("Minutes", "chair secretary"),
            *_of("Series", "chair secretary by"),
            *_of("Conclusions", "chair approved_by"),
            *_of("TeamMember", "login name office"),
            "Notice.chair",
            *(f"{each}.presenter" for each in ("ItemPlan", "ItemLine", "AgendaLine")),
        ),
        columns=("files.by",),
    ),
    PersonalKind(
        "responsible",
        KeptFor.RECORD,
        _of("tasks", "person lead"),
        ("ConclusionText.person", "ConclusionLine.person"),
    ),
    PersonalKind("commenter", KeptFor.RECORD, fields=_of("CommentWords", "person office")),
    PersonalKind(
        "words",
        KeptFor.RECORD,
        (
            *_of("publications", "paper reason gist title"),
            *_of("publication_words", "word"),
            *_of("tasks", "text"),
            *_of("files", "name"),
            *_of("file_pieces", "piece"),
        ),
        (
            *(f"{each}.reason" for each in _REASONED.split()),
            *(f"{each}.text" for each in _WRITTEN.split()),
            *(f"{each}.topic" for each in ("AskedToSpeak", "RequestChanged")),
            *(f"{each}.note" for each in ("ClauseNoted", "ItemLine", "Minutes", "SpeechLine")),
            *_of("CommentWords", "quoted wording"),
            *_of("MirroredPetition", "answer text"),
            *("PetitionReviewed.proposal", "BatchClosed.report"),
        ),
    ),
    PersonalKind("petitioner", KeptFor.PETITION, _of("petitioners", "sealed")),
)


def fields_of(owner: str) -> Sequence[str]:
    """Which fields of a record hold somebody, by its name."""
    return _FIELDS.get(owner, ())


def columns_of(table: str) -> Sequence[str]:
    return [
        each.partition(".")[2]
        for kind in PERSONAL
        for each in kind.columns
        if each.partition(".")[0] == table
    ]


def _by_owner() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for kind in PERSONAL:
        for each in kind.fields:
            owner, _, name = each.partition(".")
            found.setdefault(owner, []).append(name)
    return found


_FIELDS: Final = _by_owner()
