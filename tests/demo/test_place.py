"""Where the demo keeps its store, what a second start finds, and how it is asked."""

import argparse
from pathlib import Path

import pytest

from diemcau.config import Configuration
from diemcau.demo import place
from diemcau.demo.logins import LOGINS
from diemcau.demo.options import Options, add_options, options_of
from diemcau.demo.seeding import seed
from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.nouns.terms import Phase
from tests.support.demo import House, opened

PLAIN = Options(sites=2)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "var"


def test_a_fresh_start_sets_the_last_conference_aside(folder: Path) -> None:
    for start in ("first", "second", "third"):
        with place.taken(Configuration(), PLAIN) as own:
            assert own.store.url == "sqlite+aiosqlite:///var/demo.sqlite3"
            assert not (folder / "demo.sqlite3").exists()
            (folder / "demo.sqlite3").write_text(start)
    assert (folder / "demo-last.sqlite3").read_text() == "second"


def test_asked_to_keep_it_finds_what_was_there(folder: Path) -> None:
    with place.taken(Configuration(), PLAIN):
        (folder / "demo.sqlite3").write_text("mine")
    with place.taken(Configuration(), Options(keep=True)):
        assert (folder / "demo.sqlite3").read_text() == "mine"


def test_two_demos_never_share_a_folder(folder: Path) -> None:
    second = place.taken(Configuration(), PLAIN)
    with place.taken(Configuration(), PLAIN), pytest.raises(place.AlreadyRunning):
        second.__enter__()
    assert folder.is_dir()


def test_a_store_of_the_users_own_is_left_where_it_is(
    folder: Path, settings: Configuration
) -> None:
    with place.taken(settings, PLAIN) as own:
        assert own.store == settings.store
    assert not folder.exists()


def test_the_port_asked_for_is_also_the_public_address() -> None:
    with place.taken(Configuration(), Options(port=8099)) as own:
        assert own.server.port == 8099
        assert own.identity.public_url == "http://127.0.0.1:8099"


def test_lines_are_lost_as_much_faster_as_people_live(settings: Configuration) -> None:
    for speed, grace in ((1.0, 10.0), (20.0, 0.5), (10_000.0, 0.05), (0.5, 20.0)):
        with place.taken(settings, Options(speed=speed)) as own:
            assert own.presence.grace == pytest.approx(grace)


async def test_seeding_again_adds_a_conference_and_nothing_else(house: House) -> None:
    first = house.seeded
    again = await seed(house.product, house.store, PLAIN)
    assert (first.meeting, again.meeting) == ("giao-ban-2024-q1", "giao-ban-2024-q1-2")
    assert again.kept_logins == set(LOGINS)
    assert await house.store.directory.listings() == {"sites_126": 126, "sites_30": 30}
    logs = house.product.drafts.logs
    known = [await logs.state(each) for each in await logs.ids(FIRST_BODY)]
    assert [(each.state, each.sent) for each in known] == [("answering", 41), ("open", 4)]


async def test_the_petitions_of_the_quarter_stand_there_once(house: House) -> None:
    register = await house.product.petitions.register(FIRST_BODY)
    assert len(register.order) == 68
    await seed(house.product, house.store, PLAIN)
    assert (await house.product.petitions.register(FIRST_BODY)).order == register.order


async def test_keeping_goes_on_with_the_last_conference(settings: Configuration) -> None:
    async with opened(settings, PLAIN) as house:
        meeting = house.seeded.meeting
    async with opened(settings, Options(sites=2, keep=True)) as house:
        assert house.seeded.meeting == meeting
        async with house.joined(next(iter(house.seeded.passes))) as site:
            assert site.view["conference"]["phase"] == Phase.LOBBY


async def test_everybody_named_on_the_terminal_can_sign_in(house: House) -> None:
    for login in LOGINS:
        assert await house.cookie(login)


def test_options_are_what_was_asked() -> None:
    parser = argparse.ArgumentParser()
    add_options(parser)
    assert options_of(parser.parse_args([])) == Options()
    asked = "--sites 126 --speed 20 --port 8099 --play --stay --keep --seed 7 --leave 001,017"
    assert options_of(parser.parse_args(asked.split())) == Options(
        sites=126,
        speed=20.0,
        port=8099,
        play=True,
        stay=True,
        keep=True,
        seed=7,
        leave=("001", "017"),
    )
    assert Options(sites=126).listing == "sites_126"


@pytest.mark.parametrize("wrong", ["--sites 1", "--sites 127", "--speed 0", "--port eighty"])
def test_what_cannot_be_is_refused_by_the_command_line(wrong: str) -> None:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_options(parser)
    with pytest.raises((argparse.ArgumentError, SystemExit)):
        parser.parse_args(wrong.split())
