"""What is done again and again, without anybody asking."""

from collections.abc import Mapping
from datetime import timedelta

from yarl import URL

from diemcau.adapters import outlines
from diemcau.adapters.examining import ChildReplyReader, ReaderProcesses
from diemcau.adapters.ledger import FileLedger
from diemcau.adapters.mail import Listener, PostOffice, open_mail, open_mailbox
from diemcau.adapters.scheduler import Job
from diemcau.adapters.store import Store
from diemcau.app.calendar.series import Planner, Plans
from diemcau.app.consultation.reminding import DraftMail, DraftReminders
from diemcau.app.letters import Correspondence, Errand
from diemcau.app.letters.replies import Replies, RepliesWorld
from diemcau.app.letters.way_in import WaysIn
from diemcau.app.library.anchors import Anchors
from diemcau.app.live.rooms import Rooms
from diemcau.app.office.own_settings import WaysOfBodies
from diemcau.app.personal.erasing import Erasing
from diemcau.app.petitions.coming_back import ComingBack
from diemcau.app.petitions.forgetting import Forgetting
from diemcau.app.petitions.reminding import PetitionMail, PetitionReminders
from diemcau.app.ports.world import Clock, WorkingDays
from diemcau.app.verification.anchoring import Anchoring, Chains
from diemcau.config import Configuration
from diemcau.edge.product import Product

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SOON = timedelta(seconds=5)


def planner(store: Store, rooms: Rooms, days: WorkingDays, clock: Clock) -> Planner:
    kept = (store.series, rooms, store.library, store.directory)
    return Planner(Plans(*kept, days, clock, outlines.shipped()))


def errand(
    settings: Configuration,
    store: Store,
    days: WorkingDays,
    anchors: Anchors,
    ways_in: WaysIn,
    ways: WaysOfBodies,
) -> Errand:
    clock = ways_in.handing_out.admission.clock
    desk = Correspondence(
        rooms=ways_in.handing_out.rooms,
        library=store.library,
        anchors=anchors,
        letters=store.letters,
        addresses=store.addresses,
        mail=PostOffice(
            open_mail(settings.mail.url, settings.mail.sender),
            Listener(settings.news.secret, lambda: clock.now().timestamp()),
        ),
        clock=clock,
        working_days=days,
        home=ways_in.home,
        ways_in=ways_in,
        ways=ways,
        listener=settings.news.url,
    )
    return Errand(desk)


def _noting(settings: Configuration, store: Store, parts: Product) -> Mapping[Job, timedelta]:
    """Where it is set."""
    if not settings.anchors.file:
        return {}
    ledger = FileLedger(settings.anchors.file)
    chains = Chains(store, ledger, parts.issuing.signatures, parts.clock)
    return {Anchoring(chains).run: MINUTE}


def _hearing(settings: Configuration, store: Store, parts: Product) -> Mapping[Job, timedelta]:
    """Answers of calendar programs, where a mailbox is set."""
    if (box := open_mailbox(settings.mailbox.url, settings.mailbox.trust)) is None:
        return {}
    reader = ChildReplyReader(ReaderProcesses(settings.examining))
    told = (reader, parts.rooms, store.library, store.addresses, parts.answer_links, parts.clock)
    return {Replies(RepliesWorld(box, *told)).run: MINUTE}


def _recording(settings: Configuration, parts: Product) -> Mapping[Job, timedelta]:
    """Where there is a media server."""
    if not settings.media.janus:
        return {}
    return {parts.recordings.keep: SOON, parts.recordings.sweep: HOUR}


def jobs(settings: Configuration, store: Store, parts: Product) -> Mapping[Job, timedelta]:
    all_ = _all(settings, store, parts)
    return {parts.jobs.counted(job): every for job, every in all_.items()}


def _all(settings: Configuration, store: Store, parts: Product) -> Mapping[Job, timedelta]:
    return {
        parts.admission.forget_expired: HOUR,
        parts.planner.run: MINUTE,
        parts.errand.run: MINUTE,
        ComingBack(parts.petitions, parts.bodies, parts.clock).run: HOUR,
        PetitionReminders(
            PetitionMail(
                parts.petitions,
                parts.bodies,
                store.letters,
                store.addresses,
                parts.clock,
                URL(settings.identity.public_url),
            )
        ).run: HOUR,
        Forgetting(parts.petitioners, parts.bodies).run: HOUR,
        Erasing(store.personal, parts.admission.security, parts.ways).run: HOUR,
        DraftReminders(
            DraftMail(
                parts.drafts,
                parts.bodies,
                store.letters,
                store.addresses,
                URL(settings.identity.public_url),
            )
        ).run: HOUR,
        **_recording(settings, parts),
        **_noting(settings, store, parts),
        **_hearing(settings, store, parts),
    }
