"""What a package says of itself is read by programs that follow RFC 8493, and by ours."""

import pytest

from diemcau.protocol import bagit

DIGEST = "0123456789abcdef" * 4


def test_a_path_that_would_break_its_line_comes_back_as_it_was() -> None:
    """§2.1.3: line breaks and the percent sign are written as %0A, %0D and %25."""
    paths = ("data/a b.pdf", "data/100%25.csv", "data/hai\ndòng\r.txt")
    written = bagit.manifest(dict.fromkeys(paths, DIGEST))
    assert written.splitlines()[2] == f"{DIGEST}  data/hai%0Adòng%0D.txt".encode()
    assert [*bagit.read_manifest(written)] == [*paths]


def test_manifests_of_other_programs_are_read() -> None:
    """Capitals in a digest, tabs, and the star of a file that is read as it is."""
    lines = f"{DIGEST.upper()}\t*data/a.pdf\n".encode()
    assert bagit.read_manifest(lines) == {"data/a.pdf": DIGEST}


@pytest.mark.parametrize("line", [b"data/a.pdf", DIGEST.encode(), b"\xff\xfe data/a.pdf"])
def test_a_line_that_is_no_digest_of_a_file_is_named(line: bytes) -> None:
    with pytest.raises(bagit.BadManifest) as found:
        bagit.read_manifest(bagit.manifest({"data/b.pdf": DIGEST}) + line)
    assert found.value.line == 2


def test_what_it_is_of_stands_on_a_line_each_whatever_a_title_holds() -> None:
    said = bagit.info({"External-Description": "Giao ban\nquý I"}, files=3, octets=512)
    assert said.decode().splitlines() == [
        "External-Description: Giao ban quý I",
        "Payload-Oxum: 512.3",
    ]
