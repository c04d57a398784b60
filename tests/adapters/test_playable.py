"""What Janus wrote of a speech plays in whatever plays WebM, as long as the speech was."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from diemcau.adapters.janus.playable import made
from diemcau.adapters.janus.shelf import DiskShelf
from diemcau.app.ports.recordings import Playable, RawRecording
from diemcau.demo.cameras.tones import tone
from diemcau.domain.nouns.ids import MeetingId, SpeechNo
from tests.support.recorded import BEGAN, PICTURE, SOUND, pictures, sounds, written

FFMPEG = shutil.which("ffmpeg")
LOUD = tone(0)[0]
with_ffmpeg = pytest.mark.skipif(FFMPEG is None, reason="there is no second reader here (ffmpeg)")
NAME = "giao-ban-0003-68616c6c-1"


def _audio(folder: Path, *spans: tuple[int, int]) -> Path:
    last = 2**32 - 48_000
    some = sounds(*spans, payload=LOUD)
    return written(folder / f"{NAME}-audio-0.mjr", SOUND, some, first=last)


def _video(folder: Path, end: int, *, lost: frozenset[int] = frozenset()) -> Path:
    return written(folder / f"{NAME}-video-1.mjr", PICTURE, pictures(end, lost=lost))


def _file(folder: Path, playable: Playable) -> Path:
    return folder / f"{playable.file}.webm"


def _read(path: Path, *how: str) -> str:
    """What a reader says that is not ours, and never a complaint."""
    assert FFMPEG is not None
    command = [FFMPEG, "-hide_banner", "-nostats", "-i", str(path), *how, "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True).stderr.decode()
    assert not re.search(r"(?i)error|invalid|corrupt|non-monoton", said), said
    return said


def test_it_lasts_as_long_as_what_was_seen_and_heard(tmp_path: Path) -> None:
    both = _audio(tmp_path, (0, 6000)), _video(tmp_path, 6000)
    told = made(tmp_path, *both)
    assert abs(told.millis - 6000) < 300
    assert made(tmp_path, *both) == told, "the same however often it is made"


@with_ffmpeg
def test_another_reader_plays_it_to_the_end(tmp_path: Path) -> None:
    told = made(tmp_path, _audio(tmp_path, (0, 6000)), _video(tmp_path, 6000))
    said = _read(_file(tmp_path, told))
    assert "Video: vp8" in said
    assert "Audio: opus" in said
    found = re.search(r"Duration: 00:00:0([\d.]+)", said)
    assert found is not None
    assert abs(float(found[1]) - 6.0) < 0.3


@with_ffmpeg
def test_a_microphone_that_was_closed_is_silent_and_nothing_moves_for_it(tmp_path: Path) -> None:
    audio = _audio(tmp_path, (1000, 2000), (4000, 5000))
    told = made(tmp_path, audio, _video(tmp_path, 6000))
    said = _read(_file(tmp_path, told), "-vn", "-af", "silencedetect=noise=-60dB:d=0.5")
    starts = [float(each) for each in re.findall(r"silence_start: (-?[\d.]+)", said)]
    ends = [float(each) for each in re.findall(r"silence_end: ([\d.]+)", said)]
    expected = [(0, 1), (2, 4), (5, 6)]
    for (start, end), found in zip(expected, zip(starts, [*ends, 6.0], strict=False), strict=True):
        assert abs(found[0] - start) < 0.3
        assert abs(found[1] - end) < 0.3


@with_ffmpeg
def test_a_picture_that_is_not_whole_is_not_shown(tmp_path: Path) -> None:
    whole = made(tmp_path, None, _video(tmp_path, 3000))
    holes = made(tmp_path, None, _video(tmp_path, 3000, lost=frozenset({0, 7})))
    frames = [_read(_file(tmp_path, each), "-an").count("frame=") for each in (whole, holes)]
    assert frames == [1, 1]
    assert whole.file != holes.file
    assert abs(holes.millis - whole.millis) < 300


def test_who_was_only_heard_is_heard(tmp_path: Path) -> None:
    assert abs(made(tmp_path, _audio(tmp_path, (0, 2000)), None).millis - 2000) < 300


def test_who_was_silent_in_the_end_is_silent_to_the_end(tmp_path: Path) -> None:
    audio = _audio(tmp_path, (0, 2000))
    os.utime(audio, (0, BEGAN / 1e6 + 9))
    assert abs(made(tmp_path, audio, None).millis - 9000) < 300


def test_where_nothing_was_said_or_shown_there_is_no_file(tmp_path: Path) -> None:
    nothing = written(tmp_path / f"{NAME}-audio-0.mjr", SOUND, ())
    assert made(tmp_path, nothing, None) == Playable("", 0)
    assert list(tmp_path.glob("*.webm")) == []


def test_a_file_that_was_cut_off_plays_up_to_there(tmp_path: Path) -> None:
    audio = _audio(tmp_path, (0, 4000))
    audio.write_bytes(audio.read_bytes()[: audio.stat().st_size // 2])
    assert abs(made(tmp_path, audio, None).millis - 2000) < 300


async def test_a_shelf_gives_up_what_is_written_only_when_it_is_kept(tmp_path: Path) -> None:
    written_to, kept = tmp_path / "raw", tmp_path / "kept"
    written_to.mkdir()
    shelf = DiskShelf([written_to], kept)
    paths = (_audio(written_to, (0, 1000)), _video(written_to, 1000))
    assert await shelf.raw() == [], "Janus may be writing still"
    for path in paths:
        os.utime(path, (0, 0))
    [raw] = await shelf.raw()
    assert raw == RawRecording(MeetingId("giao-ban"), SpeechNo(3), NAME)
    made_of_it = await shelf.make(raw)
    assert await shelf.make(raw) == made_of_it
    await shelf.forget(raw)
    [there] = await shelf.kept()
    assert (there.meeting, there.file) == (raw.meeting, made_of_it.file)
    assert shelf.path(raw.meeting, made_of_it.file) is not None
    assert shelf.path(raw.meeting, "../" + made_of_it.file) is None
    await shelf.drop(raw.meeting, made_of_it.file)
    assert (await shelf.raw(), await shelf.kept()) == ([], [])


async def test_what_nothing_can_be_made_of_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}-audio-0.mjr"
    path.write_bytes(b"MJR00002\x00\x04oops")
    os.utime(path, (0, 0))
    shelf = DiskShelf([tmp_path], tmp_path / "kept")
    [raw] = await shelf.raw()
    assert await shelf.make(raw) == Playable("", 0)
    assert await shelf.raw() == []
    assert path.with_suffix(".unread").read_bytes().endswith(b"oops")
