"""What the product costs, measured: `make bench`. Each figure stands beside its limit.

* fanout: the server's CPU for one event at one of 1,000 sockets, beside the bare loop of
  `socket.send` and the peers; burst: the same for 20 events at once
* memory: one more idle socket; storm: 5,000 sockets that return at once after a restart
* growth: an event's price among 3,321 sites and 30, after 100,000 events and 100
* levels: the roll call of 3,321 sites in three levels, whole and by branch; an event there beside
  one among 30
* script: what an event costs the console of 126 sites in Chromium; first view: bytes, time, shifts
* press: from an act to the last of 378 screens (126 sites × 3), the durable commit in between;
  on SQLite, and over two nodes on PostgreSQL and Valkey
* rush: every one of 3,321 sites checks in at once; until all are acknowledged
* media: from the chair's press to the first whole picture and the first packet of sound of the new
  speaker at each of 30 or 126 rooms, beside the same switch by the media server's own orders; what
  Janus and server take meanwhile; the same where the floor goes from one of two media servers to
  the other; how soon all see and hear again when either is killed, and a site whose line was gone
  for ten seconds
* hostile: a site's ping beside a stranger who sends the worst requests we know at 0.5 MB/s
* bring: 4,000 petitions in a workbook, looked at and written, how late the loop is meanwhile, and
  what that register's board and the most alike take
* consultation: a draft with 2,520 comments: an act beside one among 30, bytes of its pages, the
  table of 400 as a paper
* commit: durable commands a second in one room, beside the bare database in the same run

Absolute times say something about this machine on this day; the ratio says something about us.
Ratios are guarded: the run fails when one leaves its bounds.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import uvloop

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "server")]

from tests.bench import (  # noqa: E402
    bring,
    browser,
    commit,
    consultation,
    fanout,
    growth,
    hostile,
    levels,
    media,
    media_back,
    media_cable,
    media_two,
    press,
)
from tests.bench.aims import Result, beyond, page  # noqa: E402

FOLDER = ROOT / "docs/bench"
LATEST = FOLDER / "latest.json"

BENCHES: dict[str, Callable[[Path], Awaitable[Result]]] = {
    "fanout": fanout.fan_out,
    "memory": fanout.memory,
    "growth": growth.growth,
    "levels": levels.levels,
    "storm": fanout.storm,
    "script": browser.script,
    "first view": browser.first_view,
    "press": press.press,
    "press, two nodes": press.press_over_two_nodes,
    "rush": press.rush,
    "media": media.thirty,
    "media, 126 rooms": media.a_city,
    "media, two servers": media_two.thirty,
    "media, 126 rooms, two servers": media_two.a_city,
    "media, back": media_back.back,
    "media, cable": media_cable.cable,
    "hostile": hostile.beside_a_stranger,
    "bring": bring.bring,
    "consultation": consultation.consultation,
    "commit": commit.on_sqlite,
    "commit, PostgreSQL": commit.on_postgresql,
}


async def _run(names: Sequence[str]) -> dict[str, Result]:
    results = {}
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            result = await BENCHES[name](Path(folder))
        if not result:
            print(name, "cannot be measured here", sep="\n  ")
            continue
        results[name] = result
        print(name, *(f"{key}: {value}" for key, value in results[name].items()), sep="\n  ")
    return results


def _keep(results: dict[str, Result]) -> None:
    """What was not run this time stays as it was."""
    FOLDER.mkdir(exist_ok=True)
    known = json.loads(LATEST.read_text(encoding="utf-8")) if LATEST.exists() else {}
    both = {name: {**known, **results}[name] for name in BENCHES if name in {**known, **results}}
    LATEST.write_text(json.dumps(both, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (FOLDER / "README.md").write_text(page(both), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[], choices=[*BENCHES, []])
    parser.add_argument("--keep", action="store_true", help="write them under docs/bench")
    asked = parser.parse_args()
    results = uvloop.run(_run(asked.names or list(BENCHES)))
    if asked.keep:
        _keep(results)
    broken = list(beyond(results))
    print(*broken, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
