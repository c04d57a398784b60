"""What browsers fetch: styles, scripts, fonts and icons, read once and ready to send.

How this works. Everything public under `web/` is read at the start, compressed once, and
served under an address that holds a fingerprint of all of it, so that a browser may keep it
for ever and an upgrade is a new address. `css/main.css` is sent with its imports in it; for
each page's script the modules it needs are known ahead (`modules`), so that a browser asks
for all of them at once, and for the words of its language beside them (`words`, `said.py`). There
is no build step: the files are those of the checkout, but that what they say to anyone who reads
the code stays here.
"""

import gzip
import hashlib
import mimetypes
import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
from aiohttp import hdrs, web
from msgspec import Struct

from diemcau.edge.showing import said

PUBLIC: Final = ("css", "js", "pictures", "vendor")
"""Of `web/`; templates stay inside, and of the words what the server alone says."""
SENT: Final = frozenset({".css", ".js", ".json", ".svg", ".webp", ".woff2"})
FOR_EVER: Final = "max-age=31536000, immutable"
"""Sent with each of sixty files of a screen, so that every word of it counts."""
ASK_AGAIN: Final = "public, no-cache"

_CSS_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\((\w+)\))?([^;]*);')
_CSS_URL = re.compile(r'url\("(?!data:|/)([^"]+)"\)')
_CSS_BOTH = re.compile(r"(--[\w-]+:[^;]*?)light-dark\((#\w+|\w+\([^)]*\)),[^;]*;")
"""A token by day and by night; the day is taken."""
_CSS_NOTE = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_BREAK = re.compile(r"(?<=[{};])\s+|(?<=,)\s*\n\s*")
"""Behind a rule or a declaration blanks say nothing, nor does a line break between selectors."""
_JS_NOTE = re.compile(r"/\*\*.*?\*/", re.DOTALL)
"""JSDoc, a fifth of what a page would load; a test holds that nothing else looks like it."""
_JS_PAGE = re.compile(r"js/pages/[a-z-]+\.js")
_JS_INDENT = re.compile(r"^ +", re.MULTILINE)
_JS_IMPORT = re.compile(
    r'^\s*(?:import|export)\b[^"\';]*?from\s+"([^"]+)"|^import\s+"([^"]+)"', re.MULTILINE
)


class Asset(Struct, frozen=True):
    body: bytes
    packed: bytes | None
    """Compressed, where that is worth it."""
    kind: str
    tag: str


class Assets:
    def __init__(self, folder: Path) -> None:
        self._texts = _texts(folder)
        self._importmap = _importmap(folder)
        bodies = [*_bodies(folder, self._texts), *said.files(folder, self._screens())]
        self._known = {path: _asset(path, body) for path, body in bodies}
        tags = "".join(f"{path}{asset.tag}" for path, asset in sorted(self._known.items()))
        self.version = hashlib.sha256(tags.encode()).hexdigest()[:12]
        self.prefix = f"/assets/{self.version}/"

    def importmap(self) -> str:
        """As it stands in a page, the addresses complete."""
        imports = {name: self.prefix + path for name, path in self._importmap.items()}
        return msgspec.json.encode({"imports": imports}).decode()

    def modules(self, entry: str) -> Sequence[str]:
        """Every module that `entry` will ask for, itself first, by address."""
        return [self.prefix + path for path in self._reached(entry)]

    def words(self, lang: str, part: str = "") -> str:
        """Where a script finds what it says in this language, all of it or a part."""
        return self.prefix + said.path_of(lang, part)

    async def serve(self, request: web.Request) -> web.Response:
        """By the address of today for ever; by another or none, to be asked for again."""
        path = request.match_info["path"]
        today, path = path.startswith(f"{self.version}/"), path.removeprefix(f"{self.version}/")
        if (asset := self._known.get(path)) is None:
            raise web.HTTPNotFound
        headers: dict[str, str] = {
            hdrs.CACHE_CONTROL: FOR_EVER if today else ASK_AGAIN,
            hdrs.VARY: hdrs.ACCEPT_ENCODING,
        }
        if not today:
            headers[hdrs.ETAG] = f'"{asset.tag}"'
        if f'"{asset.tag}"' in request.headers.get(hdrs.IF_NONE_MATCH, ""):
            return web.Response(status=304, headers=headers)
        return _response(request, asset, headers)

    def _screens(self) -> Mapping[str, str]:
        """Name of a page's script → all that is fetched with it, as one text without notes."""
        return {
            Path(entry).stem: "\n".join(
                _JS_NOTE.sub("", self._texts[path])
                for path in self._reached(entry)
                if path.startswith("js/")
            )
            for entry in self._texts
            if _JS_PAGE.fullmatch(entry)
        }

    def _reached(self, entry: str) -> Sequence[str]:
        found: dict[str, None] = {}
        waiting = [entry]
        while waiting:
            path = waiting.pop()
            if path not in found:
                found[path] = None
                waiting.extend(self._imported(path))
        return tuple(found)

    def _imported(self, path: str) -> list[str]:
        names = (a or b for a, b in _JS_IMPORT.findall(self._texts.get(path, "")))
        return [self._resolved(path, name) for name in names]

    def _resolved(self, path: str, name: str) -> str:
        if name in self._importmap:
            return self._importmap[name]
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


def _response(request: web.Request, asset: Asset, headers: dict[str, str]) -> web.Response:
    if asset.packed is not None and "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, ""):
        headers = {**headers, hdrs.CONTENT_ENCODING: "gzip"}
        return web.Response(body=asset.packed, headers=headers, content_type=asset.kind)
    return web.Response(body=asset.body, headers=headers, content_type=asset.kind)


def _texts(folder: Path) -> dict[str, str]:
    """Scripts and styles by their path below `web/`."""
    files = (path for part in PUBLIC for path in sorted((folder / part).rglob("*")))
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in files
        if path.suffix in {".css", ".js"}
    }


def _bodies(folder: Path, texts: Mapping[str, str]) -> list[tuple[str, bytes]]:
    files = (path for part in PUBLIC for path in (folder / part).rglob("*"))
    plain = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if path.suffix in SENT
    }
    css = _CSS_NOTE.sub("", _bundled(texts, "css/main.css"))
    plain["css/main.css"] = _CSS_BREAK.sub("", f"{css}\n{_by_day(css)}").encode()
    ours = (path for path in plain if path.startswith("js/") and path.endswith(".js"))
    plain |= {path: _for_browsers(texts[path]).encode() for path in ours}
    return [*plain.items()]


def _for_browsers(script: str) -> str:
    """Without notes and without what stands before a line. Lines keep their numbers, so that what
    a browser reports is found; htm makes nothing of a line break and the blanks about it.
    """
    bare = _JS_NOTE.sub(lambda note: "\n" * note[0].count("\n"), script)
    return _JS_INDENT.sub("", bare)


def _importmap(folder: Path) -> dict[str, str]:
    written = msgspec.json.decode((folder / "vendor" / "importmap.json").read_bytes())
    imports: dict[str, str] = written["imports"]
    return {name: f"vendor/{file.removeprefix('./')}" for name, file in imports.items()}


def _bundled(texts: Mapping[str, str], path: str) -> str:
    """A style sheet with what it imports in its place, addresses still right."""
    folder = posixpath.dirname(path)

    def inlined(found: re.Match[str]) -> str:
        name, layer, media = found.groups()
        part = posixpath.normpath(posixpath.join(folder, name))
        css = _rebased(_bundled(texts, part), posixpath.dirname(part), folder)
        if media.strip():
            css = f"@media {media.strip()} {{\n{css}\n}}"
        return f"@layer {layer} {{\n{css}\n}}" if layer else css

    return _CSS_IMPORT.sub(inlined, texts[path])


def _by_day(css: str) -> str:
    """For browsers from before `light-dark()` (Chrome 123, Firefox 120, Safari 17.5), as the last
    ones for Windows 7 are: the palette of the day, or they would show no colour at all.
    """
    tokens = "".join(f"{start}{day};" for start, day in _CSS_BOTH.findall(css))
    return (
        "@supports not (color: light-dark(#000, #fff)) {"
        f":root, [data-theme] {{color-scheme: light; {tokens}}}}}"
    )


def _rebased(css: str, was: str, now: str) -> str:
    def moved(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(was, found[1]))
        return f'url("{posixpath.relpath(path, now)}")'

    return _CSS_URL.sub(moved, css)


def _asset(path: str, body: bytes) -> Asset:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    packed = None if path.endswith(".woff2") else gzip.compress(body, 9, mtime=0)
    return Asset(body, packed, kind, hashlib.sha256(body).hexdigest()[:16])
