"""The tables that follow the logs: conferences, publications, and conclusions to follow up.

They are a consequence of the log, never written by hand: kept after every change that shows
in them and once more whenever a room wakes, so that a crash in between leaves nothing behind.
"""

import logging
from collections.abc import Iterator, Sequence

from diemcau.app.live.deciding import Position
from diemcau.app.ports.library import FollowedTask, Headline, Library, PublishedPaper
from diemcau.app.ports.world import Unstorable
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.conclusions import Conclusion
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.publishing import Publication
from diemcau.domain.nouns.tasks import Task
from diemcau.domain.nouns.terms import TaskStep
from diemcau.domain.rules.following import OVER

log = logging.getLogger(__name__)

_TOLD = frozenset({TaskStep.ASSIGNED, TaskStep.CHASED, TaskStep.HANDOVER_ACCEPTED})


class Follower:
    def __init__(self, library: Library) -> None:
        self._library = library

    async def __call__(self, before: Meeting, now: Position) -> None:
        meeting = now.meeting
        papers = [paper_of(meeting, each) for each in _changed(before, meeting)]
        tasks = list(_followed(before, meeting))
        if not (papers or tasks) and _facts(before) == _facts(meeting):
            return
        headline = _headline(meeting, now.seq)
        if headline is not None:
            await self._keep(headline, papers, tasks)

    async def _keep(
        self, headline: Headline, papers: Sequence[PublishedPaper], tasks: Sequence[FollowedTask]
    ) -> None:
        """What the tables cannot hold is left out and named in the log of the server; it holds
        up nothing that stands beside it, and nothing that comes later.
        """
        try:
            await self._library.keep(headline, papers, tasks)
        except Unstorable as refused:
            if len(papers) + len(tasks) <= 1:
                which = [*(each.no for each in papers), *(each.conclusion for each in tasks)]
                log.error(  # noqa: TRY400 – the reason is in it, and no bug of ours
                    "the tables cannot hold %s: %s",
                    which,
                    refused,
                    extra={"meeting": headline.meeting},
                )
                return
            for paper in papers:
                await self._keep(headline, [paper], [])
            for task in tasks:
                await self._keep(headline, [], [task])


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


def everything(
    meeting: Meeting, seq: int
) -> tuple[Headline | None, Sequence[PublishedPaper], Sequence[FollowedTask]]:
    """All that the tables hold of it, were they drawn as of this record."""
    nothing = Meeting(id=meeting.id)
    papers = [paper_of(meeting, each) for each in _changed(nothing, meeting)]
    return _headline(meeting, seq), papers, list(_followed(nothing, meeting))


def _headline(meeting: Meeting, seq: int) -> Headline | None:
    if meeting.starts_at is None or meeting.ends_at is None:
        return None
    return Headline(
        meeting=meeting.id,
        title=_held(meeting.title),
        organiser=_held(meeting.organiser),
        body=meeting.body,
        phase=meeting.phase,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sites=len(meeting.site_order),
        seq=seq,
    )


def _changed(before: Meeting, after: Meeting) -> Iterator[Publication]:
    """What waits for its signature is no publication yet, and stands in no table."""
    if before.publications is after.publications:
        return
    for no, publication in after.publications.items():
        if not publication.held and before.publications.get(no) != publication:
            yield publication


def _followed(before: Meeting, after: Meeting) -> Iterator[FollowedTask]:
    if before.conclusions is after.conclusions:
        return
    for which, known in after.conclusions.items():
        if known.task is not None and before.conclusions.get(which) != known:
            yield _task(after.id, known, known.task)


def _task(meeting: MeetingId, known: Conclusion, task: Task) -> FollowedTask:
    over = task.state in OVER
    return FollowedTask(
        meeting=meeting,
        conclusion=known.id,
        number=known.number,
        text=_held(known.text),
        lead=_held(task.lead or known.lead),
        person=_held(known.person),
        site=task.site,
        state=task.state,
        per_cent=task.per_cent,
        deadline=task.deadline,
        asked=task.asked,
        told_at=max(entry.at for entry in task.history if entry.step in _TOLD),
        closed_at=task.history[-1].at if over else None,
        outside=task.outside,
        petitions=" ".join(known.petitions),
        offered=task.handover.to if task.handover and not task.handover.refusal else None,
    )


def paper_of(meeting: Meeting, publication: Publication) -> PublishedPaper:
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
        reason=_held(publication.reason),
        signed=publication.signed,
    )


def _held(words: str) -> str:
    """As every database holds them: PostgreSQL takes no NUL, and one title must not keep what is
    published from its readers.
    """
    return words.replace("\x00", "")
