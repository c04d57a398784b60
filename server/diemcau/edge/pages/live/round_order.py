"""Whom a round would call, as it would be begun now: `round-order.js` for pages without scripts."""

from collections.abc import Mapping, Sequence

from diemcau.domain.nouns.terms import Kind, RoundScope
from diemcau.domain.views.agenda import Agenda
from diemcau.domain.views.floor import FloorView, SpeechView
from diemcau.domain.views.keys import View
from diemcau.domain.views.sites import SiteView

BETWEEN = (Kind.ANSWER, Kind.REBUTTAL, Kind.PROCEDURAL)
"""What has priority comes between, and is nobody's turn."""


def speaking_in_round(view: Mapping[str, View]) -> SiteView | None:
    """The site whose speech is its turn."""
    floor = view.get("floor")
    speech = floor.speech if isinstance(floor, FloorView) else None
    if speech is None or speech.kind in BETWEEN:
        return None
    site = view.get(f"site/{speech.site}")
    return site if isinstance(site, SiteView) else None


def round_order(view: Mapping[str, View], scope: RoundScope) -> Sequence[SiteView]:
    """Sites in the order of the list, from the one behind the site that speaks, and round to those
    before it.
    """
    sites = [each for each in view.values() if isinstance(each, SiteView)]
    if speaking := speaking_in_round(view):
        at = sites.index(speaking)
        sites = [*sites[at + 1 :], *sites[:at]]
    if scope is RoundScope.ALL:
        return sites
    spoke = _spoke_on_the_current_item(view)
    return [site for site in sites if site.code not in spoke]


def _spoke_on_the_current_item(view: Mapping[str, View]) -> set[str | None]:
    agenda, floor = view.get("agenda"), view.get("floor")
    current = agenda.current if isinstance(agenda, Agenda) else None
    speeches = [each for each in view.values() if isinstance(each, SpeechView)]
    if isinstance(floor, FloorView):
        speeches += [*floor.interrupted, *([floor.speech] if floor.speech else [])]
    return {each.site for each in speeches if each.item == current and not each.undone}
