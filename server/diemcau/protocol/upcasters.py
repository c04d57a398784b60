"""Lifting stored events of older shapes to today's: old name → (newer name, newer body).

Logs load for ever. When the shape of an event changes, the new shape gets a new name in
`domain.events.NAMES`, the old name moves here with a function from old body to new, and a
golden log of the old shape joins `tests/golden`. Functions may chain.
"""

from collections.abc import Callable

UPCASTERS: dict[str, Callable[[bytes], tuple[str, bytes]]] = {}
