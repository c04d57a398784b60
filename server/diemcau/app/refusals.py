"""What is refused before the rules of a conference are asked, or where none is."""

from typing import ClassVar


class Refused(Exception):  # noqa: N818 – a refusal is a state of affairs, not an error
    """Never raised itself; `code` is what the wire carries, and has its words on the screens."""

    code: ClassVar[str] = ""
