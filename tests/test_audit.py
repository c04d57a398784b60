"""`make audit` says what is known, that nothing is, or that nobody could be asked."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from typing_extensions import override

from tests.support import audit

Said = pytest.CaptureFixture[str]


class Source(BaseHTTPRequestHandler):
    """Speaks as OSV does, and knows of one fault, or of none."""

    faults: ClassVar[dict[str, str]] = {}
    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        purls = [each["package"]["purl"] for each in body["queries"]]
        self.asked[:] = purls
        results = [{"vulns": [{"id": self.faults[p]}]} if p in self.faults else {} for p in purls]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"results": results}).encode())

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Source]]:
    server = HTTPServer(("127.0.0.1", 0), Source)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr("sys.argv", ["audit", "--source", address])
    Source.faults.clear()
    yield Source
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_known_is_said_with_how_many_were_asked_about(
    source: type[Source], capsys: Said
) -> None:
    assert audit.main() == 0
    assert "0 with advisories" in capsys.readouterr().out
    assert len(source.asked) == len(set(source.asked)) > 50


def test_a_known_fault_is_named_and_fails(source: type[Source], capsys: Said) -> None:
    assert audit.main() == 0
    [purl] = [each for each in source.asked if each.startswith("pkg:pypi/aiohttp@")]
    source.faults[purl] = "GHSA-1"
    assert audit.main() == 1
    assert f"{purl}: GHSA-1" in capsys.readouterr().out


def test_nobody_to_ask_is_said_in_one_line_and_is_no_pass(
    monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr("sys.argv", ["audit", "--source", "http://127.0.0.1:9"])
    assert audit.main() == 2
    assert capsys.readouterr().err.count("\n") == 1
