"""The browser's types are those of the server's shapes, acts and frames."""

from diemcau.domain.views.families import FAMILIES
from tests.support import contract


def test_the_browsers_types_are_those_of_the_server() -> None:
    written = contract.PATH.read_text(encoding="utf-8")
    assert written == contract.contract(), "stale: run python tests/support/contract.py"


def test_every_family_of_view_keys_has_its_shape() -> None:
    assert contract.families().keys() == FAMILIES.keys()
