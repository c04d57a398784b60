"""Nothing is overwritten that was not on the screen: a form says what its page showed.

What was shown is told in a few letters, so that no form carries a whole text twice.
"""

from hashlib import sha256

from diemcau.domain.nouns.refusals import TextChanged

_LETTERS = 16


def seen(shown: object) -> str:
    """Of what is equal it is the same."""
    return sha256(repr(shown).encode()).hexdigest()[:_LETTERS]


def check_seen(believes: str | None, here: object) -> None:
    """Raises `TextChanged`: somebody else wrote here since."""
    if believes is not None and believes != seen(here):
        raise TextChanged
