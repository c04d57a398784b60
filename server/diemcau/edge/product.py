"""What pages and endpoints need of the product, under one key of the web application."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from aiohttp import web
from msgspec import Meta, Struct

from diemcau.app.admission.doors import Admission
from diemcau.app.calendar.beginnings import Outline
from diemcau.app.calendar.feeds import SecretFeeds
from diemcau.app.calendar.series import Planner
from diemcau.app.consultation.desk import DraftDesk
from diemcau.app.documents.issuing import Issuing
from diemcau.app.files.bringing import Bringing
from diemcau.app.job_tally import JobTally
from diemcau.app.letters import Errand
from diemcau.app.letters.addresses import AddressBook
from diemcau.app.letters.answer_links import AnswerLinks
from diemcau.app.library.figures_over_time import FiguresOverTime
from diemcau.app.library.handing_over import HandingOver
from diemcau.app.library.reading import Reading
from diemcau.app.live.rooms import Rooms
from diemcau.app.media.keeping import KeepingRecordings
from diemcau.app.media.machines import Machines
from diemcau.app.media.seating import MediaSeats
from diemcau.app.office.bodies import Bodies, Holders
from diemcau.app.office.difficulties import DifficultyDesk
from diemcau.app.office.founding import Founding
from diemcau.app.office.from_unit import FromUnit
from diemcau.app.office.own_settings import WaysOfBodies
from diemcau.app.office.units import UnitDesk
from diemcau.app.people.members import Members
from diemcau.app.people.openid import OpenIdDoor
from diemcau.app.personal.settings import PersonalSettings
from diemcau.app.personal.telling import PersonalFile
from diemcau.app.petitions.connecting import Connecting
from diemcau.app.petitions.desk import PetitionDesk
from diemcau.app.petitions.envelopes import Envelopes
from diemcau.app.petitions.petitioners import PetitionerDesk
from diemcau.app.petitions.submitting import Submitting
from diemcau.app.ports.files import Files
from diemcau.app.ports.installation import Inspection
from diemcau.app.ports.letters import Letters
from diemcau.app.ports.library import Library
from diemcau.app.ports.people import Accounts, Post
from diemcau.app.ports.series import SeriesBook
from diemcau.app.ports.sites import Directory
from diemcau.app.ports.world import Chance, Clock, WorkingDays
from diemcau.domain.petitions.nouns.settings import PetitionField
from diemcau.protocol.conversation import Limits


class OpenChair(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An account in which anyone may sit down, for its password is no secret: of a demo alone."""

    login: str
    post: Post
    password: str


class EdgeSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`hall_phone` and `default_listing` are those of an office that was not founded on a page.

    `metrics_token` opens `/metrics` to a program; without one, it opens to the admin alone.
    `gallery` shows whoever builds screens every component at `/gallery`; `chairs` are offered on
    the start page.
    """

    hall_phone: str = ""
    metrics_token: str = ""
    default_listing: str = "sites_126"
    gallery: bool = False
    chairs: tuple[OpenChair, ...] = ()
    watched_every: Annotated[float, Meta(gt=0)] = 20.0
    """Seconds after which a screen that says nothing is looked at too."""
    limits: Limits = Limits()


@dataclass(frozen=True)
class Product:
    rooms: Rooms
    library: Library
    reading: Reading
    issuing: Issuing
    letters: Letters
    series: SeriesBook
    files: Files
    bringing: Bringing
    drafts: DraftDesk
    calendar_feeds: SecretFeeds
    planner: Planner
    addresses: AddressBook
    errand: Errand
    answer_links: AnswerLinks
    directory: Directory
    accounts: Accounts
    admission: Admission
    openid: OpenIdDoor
    clock: Clock
    chance: Chance
    working_days: WorkingDays
    bodies: Bodies
    units: UnitDesk
    difficulties: DifficultyDesk
    from_unit: FromUnit
    handing_over: HandingOver
    figures_over_time: FiguresOverTime
    holders: Holders
    founding: Founding
    people: Members
    ways: WaysOfBodies
    petition_fields: Sequence[PetitionField]
    outlines: Sequence[Outline]
    media: MediaSeats
    recordings: KeepingRecordings
    machines: Machines
    petitions: PetitionDesk
    envelopes: Envelopes
    petitioners: PetitionerDesk
    connecting: Connecting
    submitting: Submitting
    personal: PersonalFile
    jobs: JobTally
    inspection: Inspection
    settings: EdgeSettings
    privacy: PersonalSettings


PRODUCT: Final = web.AppKey("product", Product)
