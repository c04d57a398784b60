"""What a reader may do now, as the pages that work without scripts ask it of the view.

A template says `"end_conference" in may` for the act itself, `may.passes("skip_item", "item", id)`
for one value of an argument, and `may.among("publish", "stage")` for all that pass. What is pressed
is judged by the rules again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from diemcau.domain.nouns.act import Actor, name_of
from diemcau.domain.nouns.conference import HandConsole
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules import permissions
from diemcau.domain.views.keys import View
from diemcau.domain.views.offers import Choice, May, Offer
from diemcau.edge.pages.live.leading import lead

NOT_A_DEPUTYS = name_of(HandConsole)
THE_CHAIRS_OWN = frozenset(name_of(act) for act in permissions.THE_CHAIRS_OWN)


class Offered:
    def __init__(self, offers: Mapping[str, Offer]) -> None:
        self._offers = {act: offer for act, offer in offers.items() if not offer.no}

    def __contains__(self, act: str) -> bool:
        return act in self._offers

    def passes(self, act: str, argument: str, value: Choice) -> bool:
        """Whether the act passes with this; an argument that does not decide is free."""
        if (offer := self._offers.get(act)) is None:
            return False
        return argument not in offer.choices or value in offer.choices[argument]

    def among(self, act: str, argument: str) -> Sequence[Choice]:
        """The values that pass; none where the argument does not decide."""
        offer = self._offers.get(act)
        return offer.choices.get(argument, ()) if offer else ()


def offered(actor: Actor, view: Mapping[str, View], now: datetime) -> Offered:
    """Chair and deputy are sent the same and act by it while they lead; the other looks on."""
    shown = (each for each in view.values() if isinstance(each, May))
    offers = {act: offer for each in shown for act, offer in each.acts.items()}
    if actor.role not in (Role.CHAIR, Role.DEPUTY):
        return Offered(offers)
    led = lead(actor, view, now).here
    if actor.role is Role.CHAIR:
        own = {act: offer for act, offer in offers.items() if act in THE_CHAIRS_OWN}
        return Offered(offers if led else own)
    offers.pop(NOT_A_DEPUTYS, None)
    return Offered(offers if led else {})
