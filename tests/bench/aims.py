"""What each figure has to reach, what it must not fall below again, and the page that says so."""

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Result = dict[str, float | int | str]


class Aim(NamedTuple):
    """`guard` is for ratios alone: the run fails beyond it. Times are of one machine on one day."""

    bench: str
    figure: str
    target: float
    guard: float | None = None
    at_least: bool = False

    def holds(self, value: float, bound: float) -> bool:
        return value >= bound if self.at_least else value <= bound


CUT_OFF = ("pulled in a speech", "pulled before the floor", "UDP alone", "without a word")
"""Ways in which the line of a site is gone for ten seconds."""

AIMS = (
    Aim("fanout", "ours ÷ bare", 1.5, guard=2.5),
    Aim("fanout", "burst of 20, per event ÷ bare", 0.25, guard=0.25),
    Aim("press", "on every screen p99 ms", 25),
    Aim("press, two nodes", "on every screen p99 ms", 50),
    *(
        Aim(bench, figure, target)
        for bench in ("media", "media, 126 rooms")
        for figure, target in (
            ("picture p50 ms", 150),
            ("picture p95 ms", 300),
            ("sound p95 ms", 300),
            ("picture ÷ switch alone", 1.5),
        )
    ),
    *(
        Aim(bench, figure, target)
        for bench in ("media, two servers", "media, 126 rooms, two servers")
        for figure, target in (
            ("picture p50 ms", 150),
            ("picture p95 ms", 300),
            ("sound p95 ms", 300),
        )
    ),
    Aim("media, back", "Janus killed: all see and hear, s", 2),
    Aim("media, back", "our server back: a press at once is seen by all, s", 3),
    *(Aim("media, cable", f"{how}: all again, s", 3) for how in CUT_OFF),
    Aim("rush", "all acknowledged s", 3),
    Aim("storm", "all level within s", 10),
    Aim("storm", "peak ÷ before", 2, guard=2),
    Aim("memory", "KiB a socket", 20),
    Aim("memory", "ours ÷ aiohttp alone", 1.5, guard=2.5),
    Aim("growth", "3,321 sites ÷ 30 sites", 1.3, guard=1.5),
    Aim("growth", "100,000 events before ÷ 100", 1.3, guard=1.5),
    Aim("levels", "a request ÷ 30 sites", 1.3, guard=1.5),
    Aim("levels", "a check-in ÷ 30 sites", 1.3, guard=1.5),
    Aim("levels", "a check-in where all stand below the hub ÷ 30 sites", 1.3, guard=1.5),
    Aim("levels", "roll call opens, ms", 1000),
    Aim("levels", "a branch opens, ms", 1000),
    Aim("hostile", "added ms", 250),
    Aim("bring", "looked at s", 5),
    Aim("bring", "loop late meanwhile, ms", 50),
    Aim("bring", "loop late while written, ms", 50),
    Aim("bring", "alike, ms", 100),
    Aim("bring", "board, ms", 200),
    Aim("consultation", "2,520 comments ÷ 30 comments", 1.5, guard=3),
    Aim("consultation", "table, kB", 150, guard=150),
    Aim("consultation", "clause, kB", 150, guard=150),
    Aim("consultation", "400 comments as pdf upright, s", 2),
    Aim("consultation", "400 comments as docx upright, s", 2),
    Aim("consultation", "400 comments as pdf across, s", 2),
    Aim("consultation", "400 comments as docx across, s", 2),
    Aim("commit", "ours ÷ bare", 0.5, at_least=True),
    Aim("commit", "ours ÷ rules and bare", 0.5, guard=0.1, at_least=True),
    Aim("commit, PostgreSQL", "ours ÷ bare", 0.5, at_least=True),
    Aim("commit, PostgreSQL", "ours ÷ rules and bare", 0.5, guard=0.1, at_least=True),
)


def beyond(results: Mapping[str, Result]) -> Iterator[str]:
    """One line for each guarded ratio that has left its bounds."""
    for aim in AIMS:
        if aim.guard is None or aim.bench not in results:
            continue
        value = float(results[aim.bench][aim.figure])
        if not aim.holds(value, aim.guard):
            yield f"beyond its guard: {aim.bench}: {aim.figure} is {value}, not {aim.guard}"


def page(results: Mapping[str, Result]) -> str:
    rows = [row for aim in AIMS for row in _row(aim, results.get(aim.bench, {}))]
    tables = [line for name, result in results.items() for line in _table(name, result)]
    return "\n".join([*_HEAD, *rows, *tables, ""])


_HEAD = (
    "# Measured",
    "",
    "<!-- written by `make bench ARGS=--keep` -->",
    "",
    f"On a machine of {os.cpu_count()} cores, server and load on different ones where that can be.",
    "Times say something about that machine on that day; ratios, each taken in one run beside its",
    "limit, say something about us, and `make bench` fails when one leaves its guard.",
    "",
    "| | figure | target | measured | |",
    "|---|---|---|---|---|",
)


def _row(aim: Aim, result: Result) -> Iterator[str]:
    """None where it was not measured, or by a bench of before that told something else."""
    if aim.figure not in result:
        return
    value, sign = float(result[aim.figure]), "≥" if aim.at_least else "≤"
    held = "held" if aim.holds(value, aim.target) else "**missed**"
    yield f"| {aim.bench} | {aim.figure} | {sign} {aim.target:g} | {value:g} | {held} |"


def _table(name: str, result: Result) -> Iterator[str]:
    yield from ("", f"## {name.capitalize()}", "", "| | |", "|---|---|")
    yield from (f"| {figure} | {value} |" for figure, value in result.items())
