"""Settings: defaults, a file, the environment; what nobody knows stops the start."""

from pathlib import Path

import pytest

from diemcau import config
from diemcau.config import BadSetting

NO_HOME = (
    "https://hanoi.gov.vn/diemcau",
    "https://cau.example.vn/?a=b",
    "https://cau.example.vn/#a",
    "https://an:mat-khau@cau.example.vn",
    "cau.example.vn",
    "HTTPS://cau.example.vn",
    "ftp://cau.example.vn",
    "https://",
    "https://cau.example.vn:99999",
    "https://[::1",
)


def test_without_anything_said_the_defaults_are_those_of_the_code() -> None:
    assert config.load({}) == config.Configuration()


def test_the_environment_overrides_the_file_and_the_file_the_defaults(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[server]\nport = 81\nhost = "::"\n[edge]\nhall_phone = "024"\n')
    loaded = config.load({"DIEMCAU_CONFIG": str(own), "DIEMCAU_SERVER__PORT": "82"})
    assert (loaded.server.port, loaded.server.host, loaded.edge.hall_phone) == (82, "::", "024")


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"DIEMCAU_SERVER__PORT": "many"}, "server.port"),
        ({"DIEMCAU_SERVER__COLOUR": "red"}, "colour"),
        ({"DIEMCAU_NOTHING__AT": "all"}, "nothing"),
        *(({"DIEMCAU_IDENTITY__PUBLIC_URL": url}, r"identity\.public_url is") for url in NO_HOME),
        ({"DIEMCAU_STORE__URL": "mysql://here"}, r"store\.url begins with sqlite"),
        ({"DIEMCAU_SIGNALS__URL": "here:6379"}, r"signals\.url begins with redis"),
        ({"DIEMCAU_CONFIG": "/nowhere/own.toml"}, "/nowhere/own.toml"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(environment: dict[str, str], named: str) -> None:
    with pytest.raises(BadSetting, match=named):
        config.load(environment)


@pytest.mark.parametrize(
    "url", ["https://cau.example.vn", "https://cau.example.vn/", "http://[::1]:8080"]
)
def test_a_name_of_its_own_is_where_people_see_it(url: str) -> None:
    assert config.load({"DIEMCAU_IDENTITY__PUBLIC_URL": url}).identity.public_url == url


def test_a_file_that_is_no_toml_is_refused_by_its_name(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("port = = 1")
    with pytest.raises(BadSetting, match=r"own\.toml"):
        config.load({"DIEMCAU_CONFIG": str(own)})
