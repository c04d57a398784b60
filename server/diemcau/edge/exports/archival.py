"""What an archive package says of itself to programs of archives: METS and EAD, beside its data.

Experimental: no archive has taken one yet, and the package says so wherever it tells of them
(ADR 0087).
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Final

from diemcau.app.calendar.zones import zone_named
from diemcau.app.files.bagging import WrittenFile
from diemcau.app.ports.office import Letterhead
from diemcau.app.text.plain_text import on_one_line
from diemcau.domain.meeting import Meeting
from diemcau.edge.exports.archived import ArchivedFile
from diemcau.edge.showing.words import Voice
from diemcau.protocol import bagit, ead, mets

PROGRAM: Final = "Điểm Cầu"
_MADE: Final = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".pdf": "application/pdf",
}
"""What our own files are."""
_UP: Final = "../" * ead.EAD_FILE.count("/")


class ArchivalDescription:
    """Of a conference that is over, made `at` that moment; `say` has the words of documents."""

    def __init__(self, meeting: Meeting, letterhead: Letterhead, at: datetime, say: Voice) -> None:
        self.id, self.title, self.at = on_one_line(meeting.id), on_one_line(meeting.title), at
        self.body = on_one_line(" ".join((letterhead.superior, *letterhead.body)))
        self.warning = say("archive.experimental")
        self._place = on_one_line(letterhead.place)
        self._zone = zone_named(meeting.timezone)
        first, last = meeting.started_at or meeting.starts_at, meeting.ended_at or meeting.ends_at
        self._days = tuple(day for each in (first, last) if (day := self._day(each)))
        self._say = say

    def files(
        self, listed: Sequence[ArchivedFile], packed: Sequence[WrittenFile]
    ) -> Mapping[str, bytes]:
        """By their paths in the bag."""
        described = ead.written(self._finding_aid(packed), [self._paper(each) for each in listed])
        digest = hashlib.sha256(described).hexdigest()
        itself = mets.PackagedFile(ead.EAD_FILE, ead.EAD_TYPE, len(described), digest)
        known = {f"{bagit.PAYLOAD}{each.path}": each for each in listed}
        files = [_packaged(each, known[each.path]) for each in packed]
        label = mets.PackageLabel(self.id, self.title, self.body, PROGRAM, self.warning, self.at)
        return {ead.EAD_FILE: described, mets.METS_FILE: mets.written(label, itself, files)}

    def _finding_aid(self, packed: Sequence[WrittenFile]) -> ead.FindingAid:
        octets = sum(each.octets for each in packed)
        return ead.FindingAid(
            id=self.id,
            title=self.title,
            body=self.body,
            place=self._place,
            days=self._days,
            extent=self._say("archive.extent", files=len(packed), octets=octets),
            access=self._say("page.archive.careful"),
            note=self.warning,
            program=PROGRAM,
            made=self.at.date(),
        )

    def _paper(self, file: ArchivedFile) -> ead.DescribedPaper:
        return ead.DescribedPaper(
            on_one_line(file.title),
            f"{_UP}{bagit.PAYLOAD}{file.path}",
            on_one_line(file.number),
            self._day(file.at),
            on_one_line(file.note),
        )

    def _day(self, at: datetime | None) -> date | None:
        return None if at is None else at.astimezone(self._zone).date()


def _packaged(packed: WrittenFile, file: ArchivedFile) -> mets.PackagedFile:
    media_type = file.media_type or _MADE[PurePosixPath(file.path).suffix]
    title = on_one_line(file.title)
    return mets.PackagedFile(packed.path, media_type, packed.octets, packed.digest, title)
