"""A row in each list that is drawn from no log."""

from datetime import date, time

from diemcau.adapters.store import Store
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.letters import Letter
from diemcau.app.ports.library import Register
from diemcau.app.ports.machines import MachinePass
from diemcau.app.ports.office import Office
from diemcau.app.ports.people import SitePass
from diemcau.app.ports.series import Series
from diemcau.app.ports.sites import DirectorySite
from diemcau.domain.nouns.ids import FIRST_BODY, BodyId, MeetingId, PublicationNo, SiteCode
from tests.support.dossiers import SLIP, slips, write
from tests.support.store import MORNING, at

BA_DINH = SiteCode("001")
LETTER = Letter(
    key="invitation/001",
    meeting=MORNING,
    site=BA_DINH,
    to="ba-dinh@example.vn",
    subject="Giấy mời",
    text="Trân trọng kính mời.",
    made_at=at(0),
    due_at=at(0),
    until=at(600),
)
PASS = SitePass(meeting=MORNING, site=BA_DINH, pin="hash", link=b"\x01" * 32, issued_at=at(0))
MACHINE = MachinePass(meeting=MORNING, machine="OBS", key=b"\x03" * 32, made_at=at(0))
SERIES = Series(
    id="giao-ban",
    title="Giao ban",
    rule="FREQ=MONTHLY",
    first=date(2027, 1, 15),
    begins=time(8),
    minutes=180,
    listing="own",
)
LISTED = DirectorySite(
    listing="own", code=BA_DINH, name="Ba Đình", kind="district", tile=(1, 2), place=1
)


async def fill(store: Store, meeting: MeetingId = MORNING) -> None:
    await slips(store.dossiers).submit(SLIP, write("một"))
    await store.addresses.put(FIRST_BODY, {BA_DINH: "ba-dinh@example.vn"})
    await store.calendar_feeds.put(FIRST_BODY, BA_DINH, b"\x02" * 32)
    await store.directory.put([LISTED])
    await store.numbers.issue(Register(FIRST_BODY, 2026, "TB"), meeting, PublicationNo(1), at(0))
    await store.letters.post([LETTER])
    await store.bodies.put(
        HostBody(id=BodyId("soc-son"), name="Sóc Sơn", office=Office(), since=at(0))
    )
    await store.office.put(Office(organiser="Thường trực HĐND"))
    await store.series.put(SERIES)
    await store.site_passes.put([PASS])
    await store.machine_passes.put(MACHINE)
