"""What bodies set for themselves, over a store, beside what holds for all the others."""

from datetime import UTC, datetime

from diemcau.adapters.store import Store
from diemcau.app.office.bodies import Bodies
from diemcau.app.office.founding import CurrentOffice
from diemcau.app.office.own_settings import Ways, WaysOfBodies
from diemcau.app.ports.bodies import HostBody
from diemcau.app.ports.office import BodySettings, Office
from diemcau.app.ports.world import Clock
from diemcau.domain.nouns.ids import BodyId


def ways(store: Store, clock: Clock, *, days: int = 90, months: int = 24) -> WaysOfBodies:
    bodies = Bodies(store.bodies, CurrentOffice(store.office, Office()), clock)
    return WaysOfBodies(bodies, Ways(days, months, ()))


def another(id_: str, own: BodySettings) -> HostBody:
    since = datetime(2024, 1, 1, tzinfo=UTC)
    return HostBody(id=BodyId(id_), name=id_, office=Office(own=own), since=since)
