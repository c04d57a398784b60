"""Another system asked over HTTP, in a thread: where the operator said, and nowhere else."""

from typing import Final
from urllib.request import HTTPRedirectHandler, OpenerDirector, build_opener

from typing_extensions import override

TIMEOUT: Final = 10.0
"""Seconds in which something has to come."""


class _Stay(HTTPRedirectHandler):
    @override
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def opener() -> OpenerDirector:
    """One that is led nowhere else: a redirection is an error."""
    return build_opener(_Stay())
