"""What an office sets about personal data."""

from typing import Annotated

from msgspec import Meta, Struct


class PersonalSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`keys` is the file with the keys under which telephones and mail addresses are sealed, apart
    from the store. `letter_months` after a letter has served, its address and words are erased.
    `officer` is who answers for personal data, as everybody reads it.
    """

    keys: str = "var/contact.keys"
    letter_months: Annotated[int, Meta(ge=1)] = 24
    officer: str = ""
