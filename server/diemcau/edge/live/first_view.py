"""What a page is given of a view at once, and what is asked for when it is opened or nobody waits.

The rosters of 126 sites, how each is phoned and when its line was found good are more than half of
what the hall is sent, and nobody looks at them before they open a site. A page that is written
without them says so (`lean`) and asks for them at `…/view/rest`; what frames bring meanwhile is
newer (`web/js/state/store.js`).
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from diemcau.domain.nouns.sites import Contact, LineCheck
from diemcau.domain.nouns.terms import CheckResult
from diemcau.domain.views.keys import View
from diemcau.domain.views.sites import RosterView, SiteView

LEAN: Final = frozenset({"chair", "secretary", "operator"})
"""Screens of the hall that begin without; the board of the roll call shows every roster."""


class LeftOut(Struct, frozen=True):
    """As of `seq`: never of before the page that asks for it."""

    seq: int
    set: Mapping[str, View]


def at_once(screen: str, view: Mapping[str, View]) -> Mapping[str, View]:
    if screen not in LEAN:
        return view
    return {key: _lean(one) for key, one in view.items() if not isinstance(one, RosterView)}


def rest(seq: int, view: Mapping[str, View]) -> LeftOut:
    return LeftOut(seq, {key: one for key, one in view.items() if _is_later(one)})


def _is_later(one: View) -> bool:
    return isinstance(one, RosterView) or _lean(one) is not one


def _lean(one: View) -> View:
    if not isinstance(one, SiteView):
        return one
    check = one.check if one.check and CheckResult.FAULT in _parts(one.check) else None
    lean = replace(one, contact=Contact(), check=check)
    return one if lean == one else lean


def _parts(check: LineCheck) -> tuple[CheckResult, ...]:
    return check.picture, check.sound_in, check.sound_out, check.line
