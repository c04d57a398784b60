"""Golden logs: what a program of some day wrote, kept as it was.

`python tests/support/golden.py NAME` writes tests/golden/NAME.jsonl from today's scenes. It
never writes over one that is there: when the shape of an event changes, the old log stays,
an upcaster lifts it, and a new log is written beside it.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "server")]

from diemcau.domain.nouns.ids import CommandId, MeetingId  # noqa: E402
from diemcau.protocol.records import GENESIS, Record, seal  # noqa: E402
from tests.support.meeting import CANCELLED, WHOLE_CONFERENCE, history  # noqa: E402

FOLDER = ROOT / "tests/golden"
GOLDEN = MeetingId("golden")


def written(path: Path) -> Sequence[Record]:
    return [_record(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _record(line: dict[str, str]) -> Record:
    return Record(
        int(line["seq"]),
        CommandId(line["command"]),
        line["name"],
        line["body"].encode(),
        bytes.fromhex(line["digest"]),
    )


def lines(records: Iterable[Record]) -> Iterable[str]:
    for record in records:
        line = {
            "seq": record.seq,
            "command": record.command,
            "name": record.name,
            "body": record.body.decode(),
            "digest": record.digest.hex(),
        }
        yield json.dumps(line, ensure_ascii=False)


def main() -> None:
    for name, scene in ((sys.argv[1], WHOLE_CONFERENCE), (f"{sys.argv[1]}-cancelled", CANCELLED)):
        records: list[Record] = []
        for number, event in enumerate(history(scene), 1):
            after = records[-1].digest if records else GENESIS
            records += seal(GOLDEN, after, number, CommandId(f"c{number}"), [event])
        with (FOLDER / f"{name}.jsonl").open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines(records))


if __name__ == "__main__":
    main()
