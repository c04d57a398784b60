"""Fetches the third-party files of the browser: the only way one enters this folder.

`vendor.json` names packages and files. Each package is fetched by the npm that .venv holds,
each file is copied byte for byte and compared with its hash, fonts are narrowed to the weights
and features we use or joined for print, the icons are drawn together into one sprite, what is
published in dozens of modules is bundled into one, and the import map is written. `--update` takes
the hashes of what came: run it after changing a version, and read the diff.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

from fontTools import subset
from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NODE, NPM = ROOT / ".venv/bin/node", ROOT / ".venv/bin/npm"
MANIFEST = HERE / "vendor.json"

SVG = "http://www.w3.org/2000/svg"
# What every Lucide icon says about its strokes, said once per symbol.
STROKE = {
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
# Of a font: digits for columns, a colon at the height of its digits (08:30), marks, kerning.
FEATURES = ["tnum", "calt", "kern", "ccmp", "mark", "mkmk", "locl"]


def fetch(name: str, version: str, into: Path) -> dict[str, bytes]:
    """Return the files of one published package, by path inside it."""
    pack = ["pack", f"{name}@{version}", "--silent", f"--pack-destination={into}"]
    archive = into / run(NPM, *pack, cwd=into).split()[-1]
    with tarfile.open(archive) as tar:
        return {
            str(PurePosixPath(*PurePosixPath(member.name).parts[1:])): content.read()
            for member in tar
            if (content := tar.extractfile(member))
        }


def run(*command: str | Path, cwd: Path) -> str:
    """Run a tool of ours to its end and return what it says."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd)  # noqa: S603 - our own tools, our own list
    return done.stdout


def sprite(icons: dict[str, bytes]) -> bytes:
    """Draw icons as the symbols of one file: `<use href="icons.svg#mic">`."""
    ET.register_namespace("", SVG)
    root = ET.Element(f"{{{SVG}}}svg")
    for name, drawing in sorted(icons.items()):
        symbol = ET.SubElement(
            root, f"{{{SVG}}}symbol", {"id": name, "viewBox": "0 0 24 24", **STROKE}
        )
        symbol.extend(ET.fromstring(drawing))  # noqa: S314 - checked against the hash of the sprite
    for element in root.iter():
        element.text = element.tail = None
    ET.indent(root)
    return f"{ET.tostring(root, encoding='unicode')}\n".encode()


def narrowed(font: bytes, lightest: int, boldest: int) -> bytes:
    """Keep of a variable font the weights and features a page asks for: two fifths less of it."""
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    weighed = instancer.instantiateVariableFont(opened, {"wght": (lightest, boldest)})
    kept = TTFont(io.BytesIO(saved(weighed, None)), recalcTimestamp=False)
    cut = subset.Subsetter(subset.Options(layout_features=FEATURES, name_IDs=["*"]))
    cut.populate(unicodes=kept.getBestCmap())
    cut.subset(kept)
    return saved(kept, "woff2")


def saved(font: TTFont, flavor: str | None) -> bytes:
    """Write a font as TrueType, or packed for browsers."""
    font.flavor = flavor
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def joined(fonts: list[bytes]) -> bytes:
    """Make one TrueType font of the parts that browsers are sent, for whoever prints."""
    with tempfile.TemporaryDirectory() as scratch:
        parts = []
        for number, font in enumerate(fonts):
            opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
            opened.flavor = None
            parts.append(str(Path(scratch) / f"{number}.ttf"))
            opened.save(parts[-1])
        whole = Merger(MergeOptions(drop_tables=["GSUB"])).merge(parts)
        whole.recalcTimestamp = False
        whole["head"].modified = TTFont(parts[0])["head"].modified
        written = io.BytesIO()
        whole.save(written)
    return written.getvalue()


def bundle(made: dict[str, Any], scratch: Path) -> bytes:
    """Make one module of what the first package exports to us and of all that it needs."""
    folders = {name: scratch / "node_modules" / name for name in {**made["of"], **made["by"]}}
    for name, version in {**made["of"], **made["by"]}.items():
        unpack(fetch(name, version, scratch), folders[name])
    first, bundler = next(iter(made["of"])), folders[next(iter(made["by"]))] / "bin/esbuild"
    wanted = f'export {{ {", ".join(made["exports"])} }} from "{first}";'
    (scratch / "entry.js").write_text(wanted, encoding="utf-8")
    asked = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=none"]
    run(NODE, bundler, "entry.js", *asked, "--outfile=made.js", cwd=scratch)
    return (scratch / "made.js").read_bytes()


def unpack(found: dict[str, bytes], folder: Path) -> None:
    """Write the files of a package where Node and the bundler look for it."""
    for path, content in found.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def place(entry: dict[str, Any], content: bytes, *, update: bool) -> None:
    """Write one file, unless it is not the one we read when we took it in."""
    found = hashlib.sha256(content).hexdigest()
    if update:
        entry["sha256"] = found
    elif entry.get("sha256") != found:
        sys.exit(f"{entry['to']}: expected sha256 {entry.get('sha256')}, got {found}")
    target = HERE / entry["to"]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def vendor(package: dict[str, Any], *, update: bool) -> None:
    """Take in one package: its files, its licence, its icons, and what is bundled of it."""
    with tempfile.TemporaryDirectory() as scratch:
        found = fetch(package["name"], package["version"], Path(scratch))
    declared = json.loads(found["package.json"])["license"]
    if declared != package["licence"]:
        sys.exit(f"{package['name']}: licence is now {declared}")
    for path, entry in package["files"].items():
        content = found[path]
        if weights := entry.get("weights"):
            content = narrowed(content, *weights)
        place(entry, content, update=update)
    for font in package.get("joined", ()):
        place(font, joined([found[path] for path in font["of"]]), update=update)
    if drawn := package.get("sprite"):
        icons = {name: found[f"icons/{name}.svg"] for name in drawn["icons"]}
        place(drawn, sprite(icons), update=update)
    if made := package.get("bundle"):
        with tempfile.TemporaryDirectory() as scratch:
            place(made, bundle(made, Path(scratch)), update=update)
    print(f"{package['name']} {package['version']}")


def import_map(packages: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Name the modules as their own files name each other, relative to this folder."""
    entries = [entry for package in packages for entry in package["files"].values()]
    entries += [package["bundle"] for package in packages if "bundle" in package]
    return {"imports": {e["import"]: f"./{e['to']}" for e in entries if "import" in e}}


def main() -> None:
    """Fetch everything; stop at the first file that is not the one we know."""
    update = "--update" in sys.argv[1:]
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    for package in manifest["packages"]:
        vendor(package, update=update)
    if update:
        write_json(MANIFEST, manifest)
    write_json(HERE / "importmap.json", import_map(manifest["packages"]))


def write_json(path: Path, value: object) -> None:
    """Write JSON as it is kept in this tree."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
