"""The bill of materials is whole, is CycloneDX, is the same every time, and names read licences."""

import json
import re
import tomllib
import uuid
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest

from tests.support import sbom
from tests.support.sbom import LICENCES, LOCK, VENDORED, UnknownLicence, bill, licence_of, pins

RULES: dict[str, Any] = tomllib.loads(LICENCES.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return bill()


def test_everything_that_is_installed_and_vendored_is_in_it(made: dict[str, Any]) -> None:
    """Counted by other means than those that made it."""
    locked = re.findall(r"^\S+==", LOCK.read_text(), re.MULTILINE)
    vendored = json.loads(VENDORED.read_text())["packages"]
    assert len(made["components"]) == len(locked) + len(vendored)
    names = {each["name"] for each in made["components"]}
    assert {"aiohttp", "cryptography", "preact", "@preact/signals"} <= names


def test_every_component_has_version_licence_address_and_digests(made: dict[str, Any]) -> None:
    for each in made["components"]:
        assert re.fullmatch(r"pkg:(pypi|npm)/[^@\s]+@[^@\s]+", each["purl"]), each["name"]
        assert each["version"]
        assert each["hashes"], each["name"]
        [choice] = each["licenses"]
        assert set(choice) in ({"license"}, {"expression"})


def test_a_digest_is_one_that_the_lock_names(made: dict[str, Any]) -> None:
    [aiohttp] = [each for each in made["components"] if each["name"] == "aiohttp"]
    [pin] = [pin for pin in pins(LOCK.read_text()) if pin.name == "aiohttp"]
    digests = {each["content"] for each in aiohttp["hashes"]}
    assert digests == set(pin.hashes)
    assert all(f"--hash=sha256:{each}" in LOCK.read_text() for each in digests)


def test_it_is_shaped_as_cyclonedx_says(made: dict[str, Any]) -> None:
    """Version 1.6: what is required, what must be unique, and that references lead somewhere."""
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert uuid.UUID(made["serialNumber"].removeprefix("urn:uuid:")).version == 5
    refs = [each["bom-ref"] for each in (made["metadata"]["component"], *made["components"])]
    assert len(refs) == len(set(refs))
    assert {each["ref"] for each in made["dependencies"]} == set(refs)
    for each in made["dependencies"]:
        assert set(each.get("dependsOn", ())) <= set(refs)
        assert each["ref"] not in each.get("dependsOn", ())


def test_nothing_is_in_it_that_nothing_of_ours_leads_to(made: dict[str, Any]) -> None:
    edges = {each["ref"]: each.get("dependsOn", []) for each in made["dependencies"]}
    reached, waiting = set[str](), ["diemcau"]
    while waiting:
        reached.add(ref := waiting.pop())
        waiting += [each for each in edges[ref] if each not in reached]
    assert set(edges) - reached <= {"pkg:pypi/async-timeout@5.0.1"}


def test_it_is_the_same_every_time_and_knows_no_time(made: dict[str, Any]) -> None:
    assert json.dumps(bill()) == json.dumps(made)
    assert "timestamp" not in made["metadata"]
    assert bill("2026-11-29T00:00:00Z")["metadata"]["timestamp"] == "2026-11-29T00:00:00Z"


def said(licence: str) -> Any:
    message = EmailMessage()
    message["License-Expression"] = licence
    return message


def test_a_licence_that_nobody_has_read_stops_it() -> None:
    assert licence_of("x", RULES, said("MIT OR Apache-2.0")) == "MIT OR Apache-2.0"
    for strange in ("AGPL-3.0-only", "MIT AND SSPL-1.0", "Proprietary"):
        with pytest.raises(UnknownLicence, match="x: "):
            licence_of("x", RULES, said(strange))
    with pytest.raises(UnknownLicence):
        licence_of("x", RULES, None)


def test_what_we_read_ourselves_is_still_there_to_be_read() -> None:
    assert set(RULES["read"]) <= {pin.name for pin in pins(LOCK.read_text())}


def test_the_verb_writes_it_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dist" / "sbom.cdx.json"
    monkeypatch.setattr("sys.argv", ["sbom", "--to", str(path)])
    assert sbom.main() == 0
    found = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
    assert f"{len(found['components'])} components" in capsys.readouterr().out
