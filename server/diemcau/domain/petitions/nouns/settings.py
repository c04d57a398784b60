"""What a body settles for its register: clocks with their legal basis, fields, competent bodies."""

from datetime import date
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import Line, SiteCode
from diemcau.domain.petitions.nouns.acts import RegisterAct, RegisterFact
from diemcau.domain.petitions.nouns.terms import Competence, FieldCode, LeadCode, RegisterMode

Days = Annotated[int, Meta(ge=0, le=3650)]


class PetitionClocks(Struct, frozen=True, omit_defaults=True):
    """How long each step may take; `basis` says on what ground, in the words of the body. In
    calendar days where it does not say working days. A change moves no deadline already set.
    """

    enter_working_days: Days = 3
    forward_working_days: Days = 5
    return_working_days: Days = 5
    answer_days: Days = 60
    report_days_before_session: Days = 30
    session_days_after_forwarding: Days = 45
    earliest_working_days: Days = 10
    confirm_spoken_working_days: Days = 10
    reopen_months: Days = 12
    forget_months: Days = 24
    basis: Line = "Quyết định 33/2017/QĐ-TTg, Điều 12, sửa đổi bởi Quyết định 30/2020/QĐ-TTg"


class RegisterSettings(Struct, frozen=True, omit_defaults=True):
    """`chair_approves`: nothing is forwarded that the chair has not looked at."""

    mode: RegisterMode = RegisterMode.OWN
    chair_approves: bool = False
    extensions: Days = 2
    clocks: PetitionClocks = PetitionClocks()


class PetitionField(Struct, frozen=True):
    """A field of the second level, in its group of the printed tables."""

    code: FieldCode
    name: str
    group: str


class CompetentBody(Struct, frozen=True, omit_defaults=True):
    """A body that may lead. `site` acts for it in the register; for one without, the secretary
    enters its letters. `since` and `until` are the days on which it existed.
    """

    code: LeadCode
    name: str
    competence: Competence
    site: SiteCode | None = None
    since: date | None = None
    until: date | None = None


class LeadProposal(Struct, frozen=True):
    """Field × level → who would lead: proposed and never forwarded by itself."""

    field: FieldCode
    competence: Competence
    lead: LeadCode


class ChangeRegisterSettings(RegisterAct, frozen=True, kw_only=True):
    settings: RegisterSettings


class ListCompetent(RegisterAct, frozen=True, kw_only=True):
    """All that is known from then on; what petitions name already stays theirs."""

    fields: tuple[PetitionField, ...]
    bodies: tuple[CompetentBody, ...]
    proposals: tuple[LeadProposal, ...] = ()


class PlanCouncilSession(RegisterAct, frozen=True, kw_only=True):
    """A regular session, from whose opening the day of the compiled report is counted."""

    opens: date


class OpenCouncilSession(RegisterAct, frozen=True, kw_only=True):
    """It opened: what is not closed by then is carried over once more."""


class RegisterSettingsChanged(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "register.settings_changed"
    settings: RegisterSettings


class CompetentListed(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "register.competent_listed"
    fields: tuple[PetitionField, ...]
    bodies: tuple[CompetentBody, ...]
    proposals: tuple[LeadProposal, ...] = ()


class CouncilSessionPlanned(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "register.session_planned"
    opens: date


class CouncilSessionOpened(RegisterFact, frozen=True, kw_only=True):
    stored: ClassVar = "register.session_opened"


class NoSuchField(Rejected):
    code = "no_such_field"


class NoSuchLead(Rejected):
    code = "no_such_lead"


class LeadNotOnThatDay(Rejected):
    """The body did not exist yet, or no longer did."""

    code = "lead_not_on_that_day"


RegisterSettingsCommand = (
    ChangeRegisterSettings | ListCompetent | PlanCouncilSession | OpenCouncilSession
)
RegisterSettingsEvent = (
    RegisterSettingsChanged | CompetentListed | CouncilSessionPlanned | CouncilSessionOpened
)
RegisterSettingsRefusal = NoSuchField | NoSuchLead | LeadNotOnThatDay
