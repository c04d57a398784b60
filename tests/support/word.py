"""What a reader sees of a DOCX, without where its blanks fall."""

import io

import docx
from docx.oxml.ns import qn


def words_of(raw: bytes) -> str:
    """All its text in order: a hyphen that holds its words together is no text but a sign of its
    own (ECMA-376 part 1, 17.3.3.18).
    """
    body = docx.Document(io.BytesIO(raw)).element.body
    return "".join(map(str, body.iter(qn("w:t"), qn("w:noBreakHyphen"))))
