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

from diemcau.app.media.tiles import trimmed
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
    return Reception(tuple(hears), sees, tiles=tuple(_rested(before.tiles, smalls)))


def _rested(before: Sequence[Venue | None], wanted: Sequence[Venue]) -> Sequence[Venue | None]:
    """Whoever stays keeps their line. One that gets free is empty until the next time: rooms that
    are about to be switched away from it would be shown somebody at whom a desk alone looks.
    """
    coming = (each for each in wanted if each not in before)
    lines = [*before, *[None] * (MOST_BROUGHT - len(before))]
    return trimmed(
        [next(coming, None) if was is None else was if was in wanted else None for was in lines]
    )


def switches(looked: Relayings, orders: Sequence[Send], at: AtServer) -> Switches:
    """Links first: what they bring lies ready when rooms are switched to it."""
    arrives = _people(looked, at)
    wanted = {
        number: dict(arrives[number].watching) if number in arrives else {} for number in looked
    }
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
    return lambda venue: at(venue) == number and venue in relaying.sending and not is_link(venue)


def standing(looked: Relayings) -> Iterator[tuple[int, int, Reception]]:
    """From which server, to which, and what is sent there."""
    for source, to in permutations(looked, 2):
        what = looked[source].watching.get(link_of(to))
        if what is not None and link_of(source) in looked[to].agreed:
            yield source, to, what


def as_one(looked: Relayings, at: AtServer) -> Relaying:
    """What all of them do, without what goes from one to another. What a link should bring and does
    not is left out, and so is told again.
    """
    there = list(_people(looked, at).values())
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


def _people(looked: Relayings, at: AtServer) -> Mapping[int, Relaying]:
    come = {(source, to): what for source, to, what in standing(looked)}
    return {
        to: replace(
            relaying,
            agreed=_without_links(relaying.agreed),
            sending=_without_links(relaying.sending),
            open=_without_links(relaying.open),
            watching=_arriving(looked, to, come, at),
        )
        for to, relaying in looked.items()
        if relaying.there
    }


def _arriving(
    looked: Relayings, to: int, come: Mapping[tuple[int, int], Reception], at: AtServer
) -> Mapping[Venue, Reception]:
    """Who sends nothing, or is at a server that is away, is not left out: whoever is sent them is
    told to be sent them no more. Neither is who waits for a link, or for room on one.
    """
    sent = watching(looked[to])

    def by_link(venue: Venue) -> Reception | None:
        """What is brought by the link by which it should come."""
        source = at(venue)
        there = not is_link(venue) and source in looked and venue in looked[source].sending
        return come.get((source, to)) if there else None

    sounds = {each for what in sent.values() for each in what.hears}
    pictures = {each for what in sent.values() for each in (what.sees, *what.tiles) if each}
    unheard = {each for each in sounds if (by := by_link(each)) and each not in by.hears}
    unseen = {
        each
        for each in pictures
        if (by := by_link(each)) and each not in (by.sees, *by.tiles) and not _is_full(by)
    }
    if not unheard and not unseen:
        return sent
    return {venue: _less(what, unheard, unseen) for venue, what in sent.items()}


def without_who_left(looked: Relayings, at: AtServer) -> Iterator[Send]:
    """Whoever is still told to be sent somebody of another server who left it."""
    for to, relaying in looked.items():
        sent = watching(relaying)
        named = {each for what in sent.values() for each in (*what.hears, what.sees, *what.tiles)}
        elsewhere = {each for each in named if each and not is_link(each) and at(each) != to}
        near = {each for each in elsewhere if at(each) in looked}
        gone = {each for each in near if each not in looked[at(each)].agreed}
        for venue, what in sent.items() if gone else ():
            if (less := _less(what, gone, gone)) != what:
                yield Send(venue, less)


def _less(what: Reception, unheard: set[Venue], unseen: set[Venue]) -> Reception:
    return replace(
        what,
        hears=tuple(each for each in what.hears if each not in unheard),
        sees=None if what.sees in unseen else what.sees,
        tiles=trimmed([None if each in unseen else each for each in what.tiles]),
    )


def _is_full(what: Reception) -> bool:
    return len(what.tiles) == MOST_BROUGHT and None not in what.tiles


def _without_links(venues: frozenset[Venue]) -> frozenset[Venue]:
    return frozenset(each for each in venues if not is_link(each))


def watching(relaying: Relaying) -> Mapping[Venue, Reception]:
    return {venue: what for venue, what in relaying.watching.items() if not is_link(venue)}
