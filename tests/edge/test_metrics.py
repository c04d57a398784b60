"""What a program that watches the server is told, and the board that is drawn of it."""

import json
import re
from typing import Final

import pytest

from diemcau.app.job_tally import JobTally
from diemcau.resources import CONFIG
from tests.support.entrance import TurnedClock
from tests.support.hall import Hall, hall
from tests.support.meeting import BA_DINH, DISCUSSION, LOBBY, asked_to_speak
from tests.support.room import MEETING, take

BOARD: Final = CONFIG / "examples" / "grafana.json"
OF_A_HISTOGRAM: Final = ("_bucket", "_sum", "_count")


async def metrics(opened: Hall) -> str:
    async with (await opened.browser("admin")).get("/metrics") as answer:
        assert answer.status == 200
        return await answer.text()


def declared(text: str) -> dict[str, str]:
    """Name → kind, as Prometheus is told."""
    return dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))


def names(text: str) -> set[str]:
    """Of every series the declared ones have."""
    return {
        f"{name}{end}"
        for name, kind in declared(text).items()
        for end in (OF_A_HISTOGRAM if kind == "histogram" else ("",))
    }


def value(text: str, name: str) -> float:
    return float(re.findall(rf"^{name} (\S+)$", text, re.MULTILINE)[0])


async def fails() -> None:
    raise OSError("the mail server is away")


async def goes_well() -> None:
    pass


async def test_the_board_names_what_there_is_and_all_of_it() -> None:
    async with hall(LOBBY, minutes=-10) as opened:
        text = await metrics(opened)
    panels = json.loads(BOARD.read_text(encoding="utf-8"))["panels"]
    asked = " ".join(target["expr"] for panel in panels for target in panel["targets"])
    assert set(re.findall(r"diemcau_\w+", asked)) == names(text)
    assert len({panel["id"] for panel in panels}) == len(panels)


async def test_every_line_is_one_that_prometheus_reads() -> None:
    async with hall(LOBBY, minutes=-10) as opened:
        await opened.parts.jobs.counted(goes_well)()
        text = await metrics(opened)
    series = re.compile(r"(diemcau_\w+)(\{\w+=\"[^\"]*\"(,\w+=\"[^\"]*\")*\})? [-+.e0-9]+")
    for line in text.splitlines():
        found = series.fullmatch(line)
        assert line.startswith(("# HELP diemcau_", "# TYPE diemcau_")) or (
            found is not None and found[1] in names(text)
        ), line


async def test_rooms_and_what_they_put_on_record_are_counted() -> None:
    async with hall(DISCUSSION) as opened:
        before = await metrics(opened)
        assert value(before, "diemcau_rooms") == 1
        await take(await opened.parts.rooms.room(MEETING), asked_to_speak(BA_DINH))
        after = await metrics(opened)
        assert value(after, "diemcau_events_total") > value(before, "diemcau_events_total") > 0
        assert value(after, "diemcau_letters_waiting") == 0


async def test_a_job_that_fails_is_told_from_one_that_goes_well() -> None:
    async with hall(LOBBY, minutes=-10) as opened:
        good, bad = (opened.parts.jobs.counted(job) for job in (goes_well, fails))
        for _ in range(2):
            await good()
            with pytest.raises(OSError, match="away"):
                await bad()
        text = await metrics(opened)
    assert 'diemcau_job_runs_total{job="goes_well",outcome="done"} 2\n' in text
    assert 'diemcau_job_runs_total{job="fails",outcome="failed"} 2\n' in text
    assert 'diemcau_job_went_well_seconds{job="goes_well"} ' in text
    assert 'diemcau_job_went_well_seconds{job="fails"}' not in text


async def test_a_job_is_told_of_before_it_first_runs() -> None:
    tally = JobTally(TurnedClock())
    tally.counted(goes_well)
    assert [(name, runs.done, runs.failed) for name, runs in tally.told.items()] == [
        ("goes_well", 0, 0)
    ]
