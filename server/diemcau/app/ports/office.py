"""The office: the body whose conferences these are, and how its papers begin."""

from typing import Final, Protocol

from msgspec import Struct

from diemcau.domain.nouns.returns import Indicator

LONGEST_RECORDING: Final = 3650
"""Days that a recording may be kept; none: until somebody deletes it."""
LONGEST_MONTHS: Final = 120
"""That a letter may keep its words after it has served."""
MOST_INDICATORS: Final = 100


class Letterhead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of the body that issues: which is right is for its own office to say (decree 30, PL I, II.2).

    `body` are the lines of its name, `superior` the body above it if it has one; `authority` the
    lines above the signature. `organ_id` is its code among the offices of the state, which its own
    system of documents knows (QCVN 102:2016).
    """

    superior: str = ""
    body: tuple[str, ...] = ("HỘI ĐỒNG NHÂN DÂN", "THÀNH PHỐ HÀ NỘI")
    symbol: str = "HĐND"
    place: str = "Hà Nội"
    authority: tuple[str, ...] = ("TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH")
    filed: str = "Lưu: VT"
    organ_id: str = ""


class BodySettings(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What a body sets for itself; where nothing is said, the settings of the installation hold.

    Its letters come under the name `sender`, answers go to `reply_to`. Where it `keeps_recordings`,
    they stay until somebody deletes them: days that are 0 would be told in the history of the lists
    as days that are not said. `indicators` are those that a new conference is offered to ask for.
    """

    sender: str = ""
    reply_to: str = ""
    recording_days: int | None = None
    keeps_recordings: bool = False
    letter_months: int | None = None
    indicators: tuple[Indicator, ...] = ()


class Office(Struct, frozen=True, kw_only=True):
    """What its people would otherwise type for every conference: who holds it, where, and the list
    from which sites are invited. `hall_phone` stands beside every button of a lost line.
    """

    letterhead: Letterhead = Letterhead()
    organiser: str = ""
    hub: str = ""
    listing: str = "sites_126"
    hall_phone: str = ""
    own: BodySettings = BodySettings()


class OfficeBook(Protocol):
    """Where the office is kept once it is founded."""

    async def get(self) -> Office | None: ...

    async def put(self, office: Office) -> None:
        """In the place of the one that is there."""
