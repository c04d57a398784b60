"""What runs and what is vendored, as a bill of materials (CycloneDX 1.6, ECMA-424).

Read from the lock, the manifest of the vendored files and the packages that are installed; the same
tree gives the same bytes. `make sbom` writes it; a time stands in it only when one is given.
"""

import argparse
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from msgspec import Struct

ROOT: Final = Path(__file__).parents[2]
LOCK: Final = ROOT / "config/lock/run.txt"
VENDORED: Final = ROOT / "web/vendor/vendor.json"
LICENCES: Final = ROOT / "config/licences.toml"
_PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?: ; ([^\\]+?))? ?\\?$")
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAME: Final = re.compile(r"^[A-Za-z0-9._-]+")


class UnknownLicence(Exception):  # noqa: N818 – says what is wrong with which
    """A package under a licence that nobody has read."""


class Pin(Struct, frozen=True):
    """`marker` says where it is needed; empty: everywhere."""

    name: str
    version: str
    marker: str
    hashes: Sequence[str]


def pins(lock: str) -> Iterator[Pin]:
    """What is installed, with the digests of the files that may be."""
    for part in re.split(r"\n(?=\S)", lock):
        if match := _PIN.match(part.splitlines()[0]):
            name, version, marker = match.groups(default="")
            yield Pin(name, version, marker, _HASH.findall(part))


def licence_of(name: str, rules: Mapping[str, Any], said: "metadata.PackageMetadata | None") -> str:
    """As an expression of SPDX. Raises `UnknownLicence`."""
    found = rules["read"].get(name) or (_said(said) if said else "")
    found = str(rules["means"].get(found, found))
    unread = set(re.split(r" (?:AND|OR) ", found.replace("(", "").replace(")", "")))
    if strange := unread - set(rules["allowed"]):
        raise UnknownLicence(f"{name}: {', '.join(sorted(strange)) or 'none'}")
    return found


def _said(said: "metadata.PackageMetadata") -> str:
    found: list[str] = said.get_all("License-Expression") or said.get_all("License") or [""]
    return found[0]


def bill(at: str = "") -> dict[str, Any]:
    """The whole of it. Raises `UnknownLicence`."""
    rules = tomllib.loads(LICENCES.read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    running = list(pins(LOCK.read_text(encoding="utf-8")))
    vendored = json.loads(VENDORED.read_text(encoding="utf-8"))["packages"]
    components = [
        *(_running(pin, rules) for pin in running),
        *(_vendored(p, rules) for p in vendored),
    ]
    root = _component("application", project["name"], project["version"], project["license"])
    about = {"component": {**root, "bom-ref": project["name"]}}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(components))}",
        "version": 1,
        "metadata": {"timestamp": at, **about} if at else about,
        "components": components,
        "dependencies": list(_dependencies(project, running, vendored)),
    }


def _running(pin: Pin, rules: Mapping[str, Any]) -> dict[str, Any]:
    said = _installed(pin.name)
    return {
        **_component("library", pin.name, pin.version, licence_of(pin.name, rules, said)),
        "bom-ref": _python(pin),
        "purl": _python(pin),
        "scope": "optional" if pin.marker else "required",
        "hashes": [{"alg": "SHA-256", "content": each} for each in pin.hashes],
    }


def _vendored(package: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """The hashes are of the files as they lie in the tree."""
    name, version = package["name"], package["version"]
    licence_of(name, {**rules, "read": {name: package["licence"]}}, None)
    digests = [each["sha256"] for each in package["files"].values() if "sha256" in each]
    return {
        **_component("library", name, version, package["licence"]),
        "bom-ref": _browser(package),
        "purl": _browser(package),
        "scope": "required",
        "hashes": [{"alg": "SHA-256", "content": each} for each in digests],
    }


def _component(kind: str, name: str, version: str, licence: str) -> dict[str, Any]:
    """One licence has an id, several are an expression (CycloneDX 1.6, licenseChoice)."""
    one = {"license": {"id": licence}} if " " not in licence else {"expression": licence}
    return {"type": kind, "name": name, "version": version, "licenses": [one]}


def _dependencies(
    project: Mapping[str, Any], running: Sequence[Pin], vendored: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Ours on what we name and vendor; each package on those of the lock that it asks for."""
    known = {_plain(pin.name): _python(pin) for pin in running}
    ours = [*_named(project["dependencies"], known), *map(_browser, vendored)]
    yield {"ref": project["name"], "dependsOn": sorted(ours)}
    for pin in running:
        said = _installed(pin.name)
        asked = said.get_all("Requires-Dist") or [] if said else []
        yield {"ref": _python(pin), "dependsOn": sorted({*_named(asked, known)} - {_python(pin)})}
    for package in vendored:
        yield {"ref": _browser(package)}


def _named(requirements: Sequence[str], known: Mapping[str, str]) -> Iterator[str]:
    for each in requirements:
        match = _NAME.match(each)
        if match and (found := known.get(_plain(match[0]))):
            yield found


def _installed(name: str) -> "metadata.PackageMetadata | None":
    """Nothing of a package that this machine does not need."""
    try:
        return metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None


def _plain(name: str) -> str:
    """PyPA, name normalization."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _python(pin: Pin) -> str:
    return f"pkg:pypi/{_plain(pin.name)}@{pin.version}"


def _browser(package: Mapping[str, Any]) -> str:
    return f"pkg:npm/{quote(package['name'], safe='/')}@{package['version']}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist/sbom.cdx.json")
    parser.add_argument("--at", default="", help="a time to stand in it, as in ISO 8601")
    asked = parser.parse_args()
    try:
        made = bill(asked.at)
    except UnknownLicence as strange:
        print(
            f"Read this licence first, then name it in config/licences.toml: {strange}",
            file=sys.stderr,
        )
        return 1
    asked.to.parent.mkdir(parents=True, exist_ok=True)
    asked.to.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(made['components'])} components: {asked.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
