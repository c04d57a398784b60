"""Who is at which of several media servers, and what a link from one to another brings (ADR 0088).

A link is sent what a desk would be: one large picture, the sounds, and small ones. Whatever of it
is wanted at its far end comes by it once, however many there want it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from hashlib import sha256
from itertools import permutations
from typing import NamedTuple

from msgspec.structs import replace

from diemcau.app.media.tiles import laid, trimmed
from diemcau.app.ports.media import (
    MOST_BROUGHT,
    Bring,
    Layer,
    Order,
    Reception,
    Relaying,
    Send,
    is_link,
    link_of,
)
from diemcau.domain.nouns.media import Venue, site_at

AtServer = Callable[[Venue], int]
"""Which of several, from 0."""
Relayings = Mapping[int, Relaying]
"""What the servers that answer do, by their number."""
ToServers = Mapping[int, Sequence[Order]]


class Switches(NamedTuple):
    """What links are sent, where they come from; and then who is switched, where they go to."""

    sources: ToServers
    rooms: ToServers


def shared_out(servers: int) -> AtServer:
    """Sites by their names alone, so that nobody has to remember it, and about as many at each; the
    hall and its desks at the first.
    """

    def at(venue: Venue) -> int:
        if site_at(venue) is None:
            return 0
        return int.from_bytes(sha256(venue.encode()).digest()[:8]) % servers

    return at


def brought(
    wanted: Iterable[Reception], here: Callable[[Venue], bool], before: Reception
) -> Reception:
    """What a link brings, of what is sent to where it comes from. Who hears and sees is on stage,
    so that there is one large picture; a small one of it comes beside it where lines carry no more.
    """
    sounds, large, small = list[Venue](), list[Venue](), list[Venue]()
    for each in wanted:
        sounds += each.hears
        small += filter(None, each.tiles)
        if each.sees is not None:
            (large if each.layer is Layer.HIGH else small).append(each.sees)
    hears, larges, smalls = (
        [each for each in dict.fromkeys(venues) if here(each)] for venues in (sounds, large, small)
    )
    sees = before.sees if before.sees in larges else next(iter(larges), None)
    smalls += [each for each in larges if each != sees and each not in smalls]
    return Reception(tuple(hears), sees, tiles=laid(before.tiles, smalls, MOST_BROUGHT))


def switches(looked: Relayings, orders: Sequence[Send], at: AtServer) -> Switches:
    """Links first: what they bring lies ready when rooms are switched to it."""
    wanted = {number: dict(watching(relaying)) for number, relaying in looked.items()}
    sources = {number: list[Order]() for number in looked}
    rooms = {number: list[Order]() for number in looked}
    sends = [each for each in orders if each.to in wanted.get(at(each.to), {})]
    for each in sends:
        wanted[at(each.to)][each.to] = each.what
    for source, to, before in standing(looked):
        what = brought(wanted[to].values(), _sending(looked[source], source, at), before)
        if what != before:
            sources[source].append(Send(link_of(to), what))
        rooms[to].append(Bring(link_of(source), what))
    for each in sends:
        rooms[at(each.to)].append(each)
    return Switches(sources, rooms)


def _sending(relaying: Relaying, number: int, at: AtServer) -> Callable[[Venue], bool]:
    return lambda venue: at(venue) == number and venue in relaying.sending


def standing(looked: Relayings) -> Iterator[tuple[int, int, Reception]]:
    """From which server, to which, and what is sent there."""
    for source, to in permutations(looked, 2):
        what = looked[source].watching.get(link_of(to))
        if what is not None and link_of(source) in looked[to].agreed:
            yield source, to, what


def as_one(looked: Relayings, at: AtServer) -> Relaying:
    """What all of them do, without what goes from one to another; of what should come by a link,
    what does.
    """
    there = [_people(looked, each, at) for each in looked if looked[each].there]
    return reduce(_beside, there) if there else Relaying()


def _beside(one: Relaying, other: Relaying) -> Relaying:
    return Relaying(
        there=True,
        agreed=one.agreed | other.agreed,
        sending=one.sending | other.sending,
        open=one.open | other.open,
        watching={**one.watching, **other.watching},
        recorded=one.recorded | other.recorded,
    )


def _people(looked: Relayings, number: int, at: AtServer) -> Relaying:
    relaying = looked[number]
    come = [
        what
        for source, to, what in standing(looked)
        if to == number and link_of(source) in relaying.sending
    ]
    heard = frozenset(venue for what in come for venue in what.hears)
    seen = frozenset(venue for what in come for venue in (what.sees, *what.tiles))
    return replace(
        relaying,
        agreed=_without_links(relaying.agreed),
        sending=_without_links(relaying.sending),
        open=_without_links(relaying.open),
        watching={
            venue: _arriving(
                what,
                lambda each: at(each) == number or each in heard,
                lambda each: at(each) == number or each in seen,
            )
            for venue, what in watching(relaying).items()
        },
    )


def _arriving(
    what: Reception, heard: Callable[[Venue], bool], seen: Callable[[Venue], bool]
) -> Reception:
    return replace(
        what,
        hears=tuple(each for each in what.hears if heard(each)),
        sees=what.sees if what.sees is not None and seen(what.sees) else None,
        tiles=trimmed([each if each is not None and seen(each) else None for each in what.tiles]),
    )


def _without_links(venues: frozenset[Venue]) -> frozenset[Venue]:
    return frozenset(each for each in venues if not is_link(each))


def watching(relaying: Relaying) -> Mapping[Venue, Reception]:
    return {venue: what for venue, what in relaying.watching.items() if not is_link(venue)}
