"""How large a picture a line carries, told from what it loses: sound first."""

from functools import reduce

import pytest

from diemcau.app.media.layers import BAD, DOWN_AFTER, GOOD, UP_AFTER, Carried, judged
from diemcau.app.media.levelling import Wishes, due, orders
from diemcau.app.media.readings import LEAST, LineReadings
from diemcau.app.ports.media import Layer, Reception, Relaying, Send
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.media import HALL, OnStage, venue_of
from diemcau.protocol.frames import LineReading
from tests.support.meeting import BA_DINH, code

MEETING, BA = MeetingId("giao-ban"), venue_of(code(BA_DINH))
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
