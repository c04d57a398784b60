"""The program of a process that reads one file: limits first, then the file, then its verdict.

`python -m diemcau.adapters.examining.reading CPU MEGABYTES TASK …`; the file comes in on standard
input, the verdict goes out on standard output, as JSON. Tasks: `examine ENDING`, `reply`, `table
ENDING`, `text ENDING`, and `signatures` with the files of the certificates to trust.
"""

import logging
import sys
from collections.abc import Sequence

import msgspec

from diemcau.adapters import limits
from diemcau.adapters.examining.replies import reply_in
from diemcau.adapters.examining.verdicts import Verdict
from diemcau.app.files import FileRefused, FileTooCostly, by_ending, examine
from diemcau.app.files.signatures import Signature
from diemcau.app.files.tables import table
from diemcau.app.files.texts import text_of


def main(cpu: str, megabytes: str, task: str, *how: str) -> None:
    limits.apply(int(cpu), int(megabytes))
    logging.disable()
    verdict = verdict_on(sys.stdin.buffer.read(), task, how)
    sys.stdout.buffer.write(msgspec.json.encode(verdict))


def verdict_on(body: bytes, task: str, how: Sequence[str]) -> Verdict:
    try:
        if task == "signatures":
            return Verdict(signatures=_signatures(body, how))
        if task == "reply":
            return Verdict(reply=reply_in(body))
        if task == "table":
            return Verdict(table=table(how[0], body))
        if task == "text":
            return Verdict(table=text_of(how[0], body))
        examine(by_ending(f".{how[0]}"), body)
    except FileRefused as no:
        return Verdict(refused=no.code, found=no.found)
    return Verdict()


def _signatures(body: bytes, trust: Sequence[str]) -> tuple[Signature, ...]:
    """To load the library takes a second, which other files are spared."""
    from diemcau.adapters.examining.signed import signatures_in  # noqa: PLC0415

    try:
        return tuple(signatures_in(body, trust))
    except MemoryError as spent:
        raise FileTooCostly from spent


if __name__ == "__main__":
    main(*sys.argv[1:])
