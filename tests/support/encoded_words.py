"""Headers as a second reader reads them: RFC 2047 and nothing of the library that wrote them."""

import re
from base64 import b64decode
from quopri import decodestring

_WORD = r"=\?([!->@-~]+)\?([bBqQ])\?([!->@-~]*)\?="
_BETWEEN = re.compile(rf"(?<=\?=)[ \t]+(?={_WORD})")
_FOLD = re.compile(rb"\r\n(?=[ \t])")


def header(message: bytes, name: str) -> str:
    """Unfolded (RFC 5322, 2.2.3), then decoded once; blanks between two encoded words are none
    (RFC 2047, 6.2), and each word is a whole text of its own (5).
    """
    head = _FOLD.sub(b"", message.partition(b"\r\n\r\n")[0]).decode("ascii")
    [line] = [line for line in head.split("\r\n") if line.startswith(f"{name}: ")]
    return re.sub(_WORD, _decoded, _BETWEEN.sub("", line.removeprefix(f"{name}: ")))


def _decoded(found: re.Match[str]) -> str:
    charset, how, text = found.groups()
    assert len(found[0]) <= 75, "RFC 2047, 2"
    body = b64decode(text) if how in "bB" else decodestring(text.encode(), header=True)
    return body.decode(charset)
