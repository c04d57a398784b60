"""The tables that follow the logs: the list of conferences and what has been published.

They are a consequence of the log, never written by hand: kept after every change that shows
in them and once more whenever a room wakes, so that a crash in between leaves nothing behind.
"""

from collections.abc import Iterator

from diemcau.app.ports import Headline, Library, PublishedPaper
from diemcau.app.room import Moment
from diemcau.domain.state import Meeting, Publication


class Follower:
    def __init__(self, library: Library) -> None:
        self._library = library

    async def __call__(self, before: Meeting, now: Moment) -> None:
        changed = list(_changed(before, now.meeting))
        if not changed and _facts(before) == _facts(now.meeting):
            return
        headline = _headline(now)
        papers = [_paper(now.meeting, publication) for publication in changed]
        if headline is not None:
            await self._library.keep(headline, papers)


def _facts(meeting: Meeting) -> tuple[object, ...]:
    """What the list shows; compared to see whether anything of it changed."""
    return (
        meeting.title,
        meeting.organiser,
        meeting.phase,
        meeting.starts_at,
        meeting.ends_at,
        len(meeting.site_order),
    )


def _headline(now: Moment) -> Headline | None:
    meeting = now.meeting
    if meeting.starts_at is None or meeting.ends_at is None:
        return None
    return Headline(
        meeting=meeting.id,
        title=meeting.title,
        organiser=meeting.organiser,
        phase=meeting.phase,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sites=len(meeting.site_order),
        seq=now.seq,
    )


def _changed(before: Meeting, after: Meeting) -> Iterator[Publication]:
    if before.publications is after.publications:
        return
    for no, publication in after.publications.items():
        if before.publications.get(no) != publication:
            yield publication


def _paper(meeting: Meeting, publication: Publication) -> PublishedPaper:
    return PublishedPaper(
        meeting=meeting.id,
        no=publication.no,
        stage=publication.stage,
        readers=publication.readers,
        sites=publication.sites,
        at=publication.at,
        paper=publication.paper,
        replaced_by=publication.replaced_by,
        withdrawn_at=publication.withdrawn_at,
        reason=publication.reason,
    )
