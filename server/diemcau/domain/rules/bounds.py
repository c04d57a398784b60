"""How much a conference can come to hold: of each kind of entry so many, and so many words.

How this works. Whatever is recorded is written to an *account*: a site's own, one for what the
hall enters for that site (it phoned, and must still be heard when its own is used up), or that
of a role of the hall. Of each kind of entries an account holds what `BOUNDS` says, and no act
of one account changes what another may still write. Taking in an event costs one entry of a map;
a log that was written under other bounds is counted like any other, and never refused.

What only follows something that was counted – a floor taken, a request withdrawn, a vote closed –
is counted nowhere, so that whatever was begun can always be ended. What the clock records is not
refused either: it is bounded by time.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec.structs import replace

from diemcau.domain.meeting import Meeting, Used
from diemcau.domain.nouns.accounts import Entries
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.refusals import EnoughOfThese, EnoughWritten
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.charges import Charge, charges

KIB: Final = 1024
MIB: Final = 1024 * KIB


class Bound(NamedTuple):
    """Entries and words (bytes of UTF-8) that one account holds, and words that one entry has
    which a site writes itself; none is as much as is left.

    Of what all sites write together, `shared` is what the screens and papers of a conference can
    bear: with many sites the part of each is smaller, but never less than `least`.
    """

    entries: int
    words: int
    each: int = 0
    shared: int = 0
    least: int = 0

    def part(self, sites: int) -> int:
        """What is left of the words for each of so many sites."""
        if not self.shared:
            return self.words
        return max(self.least, min(self.words, self.shared // max(sites, 1)))


BOUNDS: Final[dict[Entries, Bound]] = {
    Entries.OPINIONS: Bound(16, 64 * KIB, shared=3 * MIB, least=3 * KIB),
    Entries.REQUESTS: Bound(200, 16 * KIB, shared=MIB * 3 // 4, least=2 * KIB),
    Entries.INCIDENTS: Bound(15, 8 * KIB, shared=MIB, least=2 * KIB),
    Entries.REPORTS: Bound(120, 64 * KIB, shared=4 * MIB, least=8 * KIB),
    Entries.ROSTERS: Bound(100, 256 * KIB, each=8 * KIB),
    Entries.ATTENDANCE: Bound(400, 8 * KIB, shared=MIB // 2, least=2 * KIB),
    Entries.SELF: Bound(60, 8 * KIB, shared=MIB, least=4 * KIB),
    Entries.FIGURES: Bound(60, 64 * KIB),
    Entries.PRESSES: Bound(2000, 0),
    Entries.SITES: Bound(10_000, 8 * MIB),
    Entries.AGENDA: Bound(2000, MIB),
    Entries.DOCUMENTS: Bound(500, 256 * KIB),
    Entries.PLANS: Bound(1000, MIB),
    Entries.MESSAGES: Bound(300, 128 * KIB),
    Entries.NOTES: Bound(300_000, 16 * MIB),
    Entries.CONCLUSIONS: Bound(2000, 4 * MIB),
    Entries.VOTES: Bound(100, 256 * KIB),
    Entries.SPEECHES: Bound(5000, 256 * KIB),
    Entries.CONDUCT: Bound(20_000, 512 * KIB),
    Entries.PAPERS: Bound(300, 128 * MIB),
}
"""Many times what a long morning needs; an opinion of 64 KiB is twenty pages in Vietnamese.

At 126 sites, today's Hà Nội, every site may fill its part: `shared` is measured for that in
`tests/security/test_bounds.py`.
"""


def check(meeting: Meeting, events: Iterable[AnyEvent]) -> None:
    """Refuse what an account has no room for; of several events each is held against what is
    there already, for none of our acts writes twice to one account.
    """
    for event in events:
        if event.by.role is not Role.SYSTEM:
            for charge in charges(event):
                _check(meeting, charge)


def _check(meeting: Meeting, charge: Charge) -> None:
    bound, used = BOUNDS[charge.counted], meeting.used.get(charge.key, Used())
    if used.entries + charge.entries > bound.entries:
        raise EnoughOfThese
    of_site = "/" in charge.account
    words = bound.part(len(meeting.site_order)) if of_site else bound.words
    if used.words + charge.words > words or charge.words > _longest(bound, charge):
        raise EnoughWritten


def _longest(bound: Bound, charge: Charge) -> int:
    """The hall may enter longer lists for a site than the site itself."""
    own = charge.account.startswith("site/")
    return bound.each if own and bound.each else charge.words


def counted(meeting: Meeting, event: AnyEvent) -> Meeting:
    """The conference with what the event wrote on the accounts."""
    if event.by.role is Role.SYSTEM or not (made := list(charges(event))):
        return meeting
    accounts = meeting.used
    for charge in made:
        used = accounts.get(charge.key, Used())
        more = Used(used.entries + charge.entries, used.words + charge.words)
        accounts = accounts.set(charge.key, more)
    return replace(meeting, used=accounts)
