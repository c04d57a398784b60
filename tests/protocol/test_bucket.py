"""A bucket of tokens: what is not used is saved up, and no more than a burst of it."""

from datetime import UTC, datetime, timedelta
from math import inf

from diemcau.protocol.bucket import Bucket

NOON = datetime(2024, 4, 19, 12, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_burst_is_taken_at_once_and_the_next_token_is_waited_for() -> None:
    bucket = Bucket(3.0, 2.0, NOON)
    assert [bucket.take(NOON) for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]
    assert bucket.take(after(0.5)) == 0.0
    assert bucket.take(after(0.5)) == 0.5


def test_silence_saves_up_one_burst_and_no_more() -> None:
    bucket = Bucket(3.0, 2.0, NOON)
    assert [bucket.take(after(3600)) for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]


def test_more_than_a_bucket_holds_takes_all_there_is() -> None:
    bucket = Bucket(3.0, 1.0, NOON)
    assert bucket.take(NOON, 100.0) == 0.0
    assert bucket.take(NOON, 100.0) == 3.0
    assert bucket.take(NOON, 2.0) == 2.0


def test_where_nothing_comes_back_the_wait_has_no_end() -> None:
    bucket = Bucket(1.0, 0.0, NOON)
    assert [bucket.take(NOON), bucket.take(after(3600))] == [0.0, inf]


def test_a_clock_that_is_set_back_fills_nothing() -> None:
    bucket = Bucket(1.0, 1.0, NOON)
    assert bucket.take(NOON) == 0.0
    assert bucket.take(after(-60)) == 1.0
    assert bucket.take(after(-59)) == 0.0
