"""The history of the accounts is one chain: what was changed, cut out or put in is found."""

import pytest
from msgspec.structs import replace

from diemcau.protocol.account_changes import AccountChange, change, first_broken
from diemcau.protocol.chain import Head


def chain() -> list[AccountChange]:
    made = change(None, "thu-ky", b'{"name":"Lan"}')
    removed = change(Head(made.seq, made.digest), "thu-ky", b"")
    return [made, removed]


def test_a_history_nobody_touched_holds() -> None:
    assert first_broken([]) is None
    assert first_broken(chain()) is None


@pytest.mark.parametrize(
    "changed",
    [{"login": "chu-tri"}, {"body": b"{}"}, {"digest": b""}, {"seq": 3}, {"body": "{}"}],
)
def test_the_first_change_that_was_written_over_is_named(changed: dict[str, object]) -> None:
    made, removed = chain()
    assert first_broken([replace(made, **changed), removed]) == 1
    assert first_broken([made, replace(removed, **changed)]) == 2


def test_a_change_that_was_taken_out_is_missed() -> None:
    assert first_broken(chain()[1:]) == 1
