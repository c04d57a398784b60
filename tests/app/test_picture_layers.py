"""How large a picture a line carries, told from what it loses: sound first."""

from collections.abc import Mapping
from functools import reduce

import pytest

from diemcau.app.media.layers import BAD, DOWN_AFTER, GOOD, UP_AFTER, Carried, judged, own
from diemcau.app.media.levelling import Wishes, due, orders
from diemcau.app.media.readings import KNOWN, LEAST, LineReadings
from diemcau.app.ports.media import Layer, Reception, Relaying, Send
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import HALL, OnStage, Venue, desk_of, venue_of
from diemcau.protocol.frames import LineReading
from tests.support.meeting import BA_DINH, HA_DONG, HOAN_KIEM, code

MEETING, DESK = MeetingId("giao-ban"), desk_of("chu-tri")
BA, HOAN, HA = (venue_of(code(each)) for each in (BA_DINH, HOAN_KIEM, HA_DONG))
LOSES, HOLDS, SO_SO = 2 * BAD, 0.0, (GOOD + BAD) / 2
DOWN, UP = (LOSES,) * DOWN_AFTER, (HOLDS,) * UP_AFTER
NONE, LOW, MIDDLE, HIGH = Layer


@pytest.mark.parametrize(
    ("losses", "layer"),
    [
        ((), HIGH),
        ((LOSES,) * (DOWN_AFTER - 1), HIGH),
        (DOWN, MIDDLE),
        (DOWN * 2, LOW),
        (DOWN * 3, NONE),
        (DOWN * 9, NONE),
        ((LOSES, HOLDS) * 9, HIGH),
        ((LOSES, SO_SO) * 9, HIGH),
        ((*DOWN, *UP[1:]), MIDDLE),
        ((*DOWN, *UP), HIGH),
        ((*DOWN, *UP[1:], SO_SO, *UP[1:]), MIDDLE),
        ((*DOWN * 3, *UP), LOW),
        ((*DOWN * 3, *UP * 3), HIGH),
        (UP * 9, HIGH),
        ((BAD,) * 9, HIGH),
    ],
)
def test_down_at_once_and_up_slowly(losses: tuple[float, ...], layer: Layer) -> None:
    assert reduce(judged, losses, Carried()).layer is layer


def test_a_line_that_carries_no_picture_is_sent_the_sounds() -> None:
    on = OnStage(lit=True, heard=(HALL,), shown=HALL)
    relaying = Relaying(there=True, sending=frozenset({HALL}), watching={BA: Reception()})
    found = {layer: due(on, relaying, BA, Wishes({BA: layer})) for layer in Layer}
    assert found == {
        NONE: Reception((HALL,)),
        LOW: Reception((HALL,), HALL, LOW),
        MIDDLE: Reception((HALL,), HALL, MIDDLE),
        HIGH: Reception((HALL,), HALL),
    }
    assert Send(BA, found[LOW]) in orders(on, relaying, Wishes({BA: LOW}))


def test_what_a_page_tells_says_how_large_a_picture_it_is_sent() -> None:
    readings = LineReadings()
    changed = [
        readings.take(MEETING, BA, LineReading(lost_down=LOSES), now * LEAST)
        for now in range(DOWN_AFTER + 1)
    ]
    assert changed == [False] * (DOWN_AFTER - 1) + [True, False]
    assert readings.layers(MEETING) == {BA: MIDDLE}
    readings.forget(MEETING, BA)
    assert readings.layers(MEETING) == {}


# -- what is lost before the media server ----------------------------------------------------------

EVERY = 4.0
"""Seconds from one reading of a page to its next."""
BA_SPEAKS: Mapping[Venue, Reception] = {
    HALL: Reception((BA,), BA),
    BA: Reception((HALL,), HALL),
    HOAN: Reception((HALL, BA), BA),
    DESK: Reception((HALL, BA), BA, tiles=(HOAN, None, HA)),
}


@pytest.mark.parametrize(
    ("lost", "senders", "counts"),
    [
        (0.3, (), 0.3),
        (0.3, (0.0,), 0.3),
        (0.5, (0.25,), 0.25),
        (0.1, (0.3,), 0.0),
        (0.5, (0.25, 0.5), 0.25),
        (0.5, (0.0, 0.5), 0.5),
        (0.0, (1.0,), 0.0),
    ],
)
def test_what_the_least_of_its_senders_loses_is_no_loss_of_a_line(
    lost: float, senders: tuple[float, ...], counts: float
) -> None:
    assert own(lost, senders) == counts


def after_readings(
    *rounds: Mapping[Venue, LineReading],
    sent: Mapping[Venue, Reception] = BA_SPEAKS,
    every: float = EVERY,
) -> Mapping[Venue, Layer]:
    """Each page tells once a round, in this order."""
    readings = LineReadings()
    readings.sends(MEETING, sent)
    for number, told in enumerate(rounds):
        for venue, reading in told.items():
            readings.take(MEETING, venue, reading, number * every)
    return readings.layers(MEETING)


BAD_SPEAKER = {BA: LineReading(lost_up=LOSES), HALL: LineReading(lost_down=LOSES)}


def test_the_hall_keeps_its_picture_where_the_line_of_whoever_speaks_is_bad() -> None:
    assert after_readings(*(BAD_SPEAKER,) * 99)[HALL] is HIGH


def test_where_its_own_line_is_bad_too_it_does_not() -> None:
    both = {BA: LineReading(lost_up=LOSES), HALL: LineReading(lost_down=2 * LOSES)}
    assert after_readings(*(both,) * DOWN_AFTER)[HALL] is MIDDLE


def test_who_loses_what_nobody_lost_before_is_sent_a_smaller_picture() -> None:
    good = {BA: LineReading(), HALL: LineReading(lost_down=LOSES)}
    assert after_readings(*(good,) * DOWN_AFTER)[HALL] is MIDDLE
    assert after_readings(*({HALL: good[HALL]},) * DOWN_AFTER)[HALL] is MIDDLE
    assert after_readings(*(BAD_SPEAKER,) * DOWN_AFTER, sent={})[HALL] is MIDDLE


@pytest.mark.parametrize("venue", [HOAN, DESK])
def test_who_is_sent_from_a_good_line_too_is_judged_by_that(venue: Venue) -> None:
    told = {HALL: LineReading(), BA: LineReading(lost_up=LOSES)}
    lossy = {**told, venue: LineReading(lost_down=LOSES)}
    assert after_readings(*(lossy,) * DOWN_AFTER)[venue] is MIDDLE


def test_a_tile_is_another_line() -> None:
    told = {BA: LineReading(lost_up=LOSES), DESK: LineReading(lost_down=LOSES)}
    alone, beside = Reception((BA,), BA), Reception((BA,), BA, tiles=(None, HOAN))
    layers = [
        after_readings(*(told,) * DOWN_AFTER, sent={DESK: each})[DESK] for each in (alone, beside)
    ]
    assert layers == [HIGH, MIDDLE]


def test_a_reading_of_the_sender_counts_for_some_seconds() -> None:
    """In the last two before that the greater counts, and never one from before."""
    readings = LineReadings()
    readings.sends(MEETING, BA_SPEAKS)

    def hall(*at: float) -> Layer:
        for now in at:
            readings.take(MEETING, HALL, LineReading(lost_down=LOSES), now)
        return readings.layers(MEETING)[HALL]

    readings.take(MEETING, BA, LineReading(lost_up=LOSES), 0.0)
    assert hall(KNOWN - EVERY, KNOWN) is HIGH
    readings.take(MEETING, BA, LineReading(), KNOWN)
    assert hall(KNOWN + 1, KNOWN + 2) is HIGH
    readings.take(MEETING, BA, LineReading(), KNOWN + 3)
    assert hall(KNOWN + 4, KNOWN + 5) is MIDDLE
    readings.take(MEETING, BA, LineReading(lost_up=LOSES), KNOWN + 6)
    later = 3 * KNOWN
    assert hall(later, later + 1) is LOW
    readings.take(MEETING, BA, LineReading(), later + 2)
    assert hall(later + 3, later + 4) is NONE


@pytest.mark.parametrize("claims", [0.0, LOSES, 1.0])
@pytest.mark.parametrize("loses", [HOLDS, LOSES, 1.0])
def test_who_claims_to_lose_what_it_does_not_makes_no_picture_smaller(
    claims: float, loses: float
) -> None:
    """It can keep one large for those who are sent nothing but its own; others are as they were."""
    others = dict.fromkeys((HALL, HOAN, DESK), LineReading(lost_down=loses))
    honest = after_readings(*({BA: LineReading(), **others},) * 9)
    lied_to = after_readings(*({BA: LineReading(lost_up=claims), **others},) * 9)
    assert all(lied_to[each] >= honest[each] for each in others)
    assert {each for each in others if lied_to[each] is not honest[each]} <= {HALL}


def test_of_a_conference_that_is_over_nothing_is_kept() -> None:
    readings = LineReadings()
    readings.sends(MEETING, BA_SPEAKS)
    readings.sends(MEETING, {})
    assert readings._sent == {}
