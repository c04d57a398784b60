"""How doors are set."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from diemcau.app.admission.levels import LEVELS, Demands
from diemcau.domain.nouns.terms import Phase

AtLeastOne = Annotated[int, Meta(ge=1)]


class AdmissionSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The level of the system, if it has one (`levels`). How long a session lasts, and a link that
    asks somebody in; for how long it counts that somebody showed who they are; when a PIN opens,
    and how often one may be wrong before one waits: at one name from one network, at one account
    from all networks together, from one network at all names, and from all networks at the PINs of
    one conference.
    """

    level: Literal[0, 2, 3] = 0
    account_hours: AtLeastOne = 12
    site_hours: AtLeastOne = 24
    idle_hours: AtLeastOne = 6
    invitation_days: AtLeastOne = 7
    proof_minutes: AtLeastOne = 15
    pin_digits: Annotated[int, Meta(ge=6, le=12)] = 8
    pin_phases: tuple[Phase, ...] = (Phase.LOBBY, Phase.RUNNING, Phase.BREAK)
    failures_per_name: AtLeastOne = 5
    failures_per_account: AtLeastOne = 30
    failures_per_address: AtLeastOne = 100
    failures_per_conference: AtLeastOne = 10_000

    @property
    def demands(self) -> Demands:
        return LEVELS[self.level]
