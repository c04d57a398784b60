"""Drawing the papers from the record: notice, documents, minutes, conclusions (rules §7).

Internal items and what is written about them stay in the house: no paper holds them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns import papers
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.attendance import Delegate
from diemcau.domain.nouns.conclusions import Conclusion
from diemcau.domain.nouns.floor import Speech
from diemcau.domain.nouns.ids import ItemId, SiteCode
from diemcau.domain.nouns.petitions import CarriedBoard
from diemcau.domain.nouns.publishing import NothingToPublish
from diemcau.domain.nouns.requests import Person, Request
from diemcau.domain.nouns.sites import Site
from diemcau.domain.nouns.terms import ConclusionState, VoteState
from diemcau.domain.nouns.votes import Vote
from diemcau.domain.rules import attendance, branches, drafts, turns, votes
from diemcau.domain.rules import conclusions as known_conclusions
from diemcau.domain.rules.outline import planned_starts, public_items


def notice(meeting: Meeting) -> papers.Notice:
    starts = planned_starts(meeting, _known(meeting.starts_at))
    return papers.Notice(
        title=meeting.title,
        organiser=meeting.organiser,
        hub=meeting.hub,
        chair=meeting.chair,
        starts_at=_known(meeting.starts_at),
        ends_at=_known(meeting.ends_at),
        sites=tuple(meeting.sites[code].name for code in meeting.site_order),
        agenda=tuple(_agenda_line(item, starts[item.id]) for item in public_items(meeting)),
    )


def documents(meeting: Meeting) -> papers.Documents:
    lines = tuple(
        papers.DocumentLine(f"{item.number}. {item.title}", paper.title, paper.address)
        for item in public_items(meeting)
        for paper in item.documents
    )
    if not lines:
        raise NothingToPublish
    return papers.Documents(meeting.title, lines)


def conclusions(meeting: Meeting) -> papers.Conclusions:
    approved = [
        known
        for known in known_conclusions.in_order(meeting)
        if known.state is not ConclusionState.DRAFT
    ]
    if not approved:
        raise NothingToPublish
    lines = tuple(_conclusion_line(meeting, known) for known in approved)
    last = max(approved, key=lambda known: _known(known.approved_at))
    return papers.Conclusions(
        meeting.title, meeting.chair, last.approved_by, _known(last.approved_at), lines
    )


def minutes(
    meeting: Meeting, *, number: int = 0, replaces: int | None = None, reason: str = ""
) -> papers.Minutes:
    """The record of a conference that has ended; `number` 0 is a preview, no version."""
    ended_at = _known(meeting.ended_at)
    items = public_items(meeting)
    return papers.Minutes(
        title=meeting.title,
        organiser=meeting.organiser,
        hub=meeting.hub,
        chair=meeting.chair,
        secretary=meeting.secretary,
        started_at=_known(meeting.started_at),
        ended_at=ended_at,
        note=_note(meeting, "meeting"),
        attendance=tuple(
            _attendance_line(meeting, site, depth) for site, depth in branches.in_order(meeting)
        ),
        items=tuple(_item_line(meeting, item) for item in items),
        incidents=_incident_lines(meeting),
        number=number,
        replaces=replaces,
        reason=reason,
        conclusions=tuple(
            _conclusion_line(meeting, known) for known in known_conclusions.in_order(meeting)
        ),
    )


def _conclusion_line(meeting: Meeting, known: Conclusion) -> papers.ConclusionLine:
    return papers.ConclusionLine(
        number=known.number,
        text=known.text,
        lead=known.lead,
        cooperating=known.cooperating,
        person=known.person,
        deliverable=known.deliverable,
        deadline=known.deadline,
        standing=known.standing,
        deadline_words=known.deadline_words,
        item=_public_title(meeting, known.item),
        petitions=known.petitions,
    )


def _public_title(meeting: Meeting, item_id: ItemId | None) -> str:
    for item in public_items(meeting):
        if item.id == item_id:
            return f"{item.number}. {item.title}"
    return ""


def _agenda_line(item: Item, starts_at: datetime) -> papers.AgendaLine:
    return papers.AgendaLine(
        number=item.number,
        title=item.title,
        kind=item.kind,
        presenter=item.presenter,
        minutes=item.minutes,
        sub=item.parent is not None,
        starts_at=starts_at,
    )


def _attendance_line(meeting: Meeting, site: Site, depth: int) -> papers.AttendanceLine:
    check = site.check
    return papers.AttendanceLine(
        code=site.code,
        site=site.name,
        checked_in_at=site.checked_in_at,
        late=attendance.late(meeting, site.checked_in_at),
        expected=len(site.roster),
        present=site.here,
        head_count=site.head_count,
        guests=site.guests,
        losses=site.line.losses,
        check=(check.picture, check.sound_in, check.sound_out, check.line) if check else (),
        delegates=tuple(_delegate_line(delegate) for delegate in site.roster),
        depth=depth,
    )


def _delegate_line(delegate: Delegate) -> papers.DelegateLine:
    return papers.DelegateLine(
        name=delegate.name,
        title=delegate.title,
        presence=delegate.presence,
        reason=delegate.reason,
        substitute=delegate.substitute,
        first_present_at=delegate.first_present_at,
        left_at=delegate.left_at,
        returned_at=delegate.returned_at,
    )


def _item_line(meeting: Meeting, item: Item) -> papers.ItemLine:
    speeches = [s for s in meeting.speeches.values() if s.item == item.id and not s.undone]
    opinions = [o for o in meeting.opinions.values() if o.item == item.id]
    carried = meeting.drafts.get(item.id)
    return papers.ItemLine(
        number=item.number,
        title=item.title,
        kind=item.kind,
        presenter=item.presenter,
        state=item.state,
        started_at=item.started_at,
        finished_at=item.finished_at,
        note=_note(meeting, f"item/{item.id}"),
        speeches=tuple(
            _speech_line(meeting, s) for s in sorted(speeches, key=lambda speech: speech.no)
        ),
        opinions=tuple(
            papers.OpinionLine(site_name(meeting, o.site), o.text, o.at)
            for o in sorted(opinions, key=lambda opinion: (opinion.at, opinion.id))
        ),
        passed=tuple(site_name(meeting, code) for code in item.passed),
        votes=tuple(
            _vote_line(meeting, meeting.votes[no])
            for no in sorted(meeting.votes)
            if meeting.votes[no].item == item.id
        ),
        granted=tuple(_granted_lines(meeting, item)),
        draft=carried.outline.title if carried else "",
        version=carried.outline.version if carried else 0,
        board=_board_line(board) if (board := meeting.boards.get(item.id)) else None,
    )


IN_THE_MINUTES = ("group", "level", "sign")
"""Tables of a board; those of fields, bodies and units are long, and stay at the register."""


def _board_line(board: CarriedBoard) -> papers.BoardLine:
    figures = board.figures
    marks = [mark for code in board.chosen if (mark := board.mark(code))]
    return papers.BoardLine(
        at=board.at,
        petitions=figures.petitions,
        statements=figures.statements,
        voices=figures.voices,
        since=figures.since,
        until=figures.until,
        due=figures.due,
        answered=figures.answered,
        tables=tuple(table for table in figures.tables if table.of in IN_THE_MINUTES),
        chosen=tuple(
            papers.PetitionLine(mark.code, "" if mark.internal else mark.title, mark.lead)
            for mark in marks
        ),
    )


def _granted_lines(meeting: Meeting, item: Item) -> Iterator[papers.GrantedLine]:
    if item.granted:
        yield papers.GrantedLine("", item.granted)
    for code in meeting.site_order:
        if more := turns.on(meeting, code, item.id).granted:
            yield papers.GrantedLine(site_name(meeting, code), more)


def _vote_line(meeting: Meeting, vote: Vote) -> papers.VoteLine:
    carried = votes.winner(vote)
    named = voters(meeting, vote) or ((),) * len(vote.choices)
    return papers.VoteLine(
        no=vote.no,
        text=vote.text,
        kind=vote.kind,
        state=vote.state,
        secret=vote.secret,
        opened_at=vote.opened_at,
        ended_at=_known(vote.ended_at),
        electors=len(vote.electorate),
        cast=len(vote.ballots),
        quorum=vote.quorum,
        majority=vote.majority,
        listed=vote.listed,
        choices=tuple(
            papers.ChoiceLine(choice, count, sites, carried=choice == carried)
            for choice, count, sites in zip(vote.choices, vote.counts, named, strict=False)
        ),
        outcome=votes.outcome(vote),
        reason=vote.reason,
        clause=_called(meeting, vote.item, vote.clause),
    )


def voters(meeting: Meeting, vote: Vote) -> tuple[tuple[str, ...], ...]:
    """Beside the choices the names of who chose them, when it is closed; of a secret vote none."""
    if vote.secret or vote.state is not VoteState.CLOSED:
        return ()
    return tuple(
        tuple(site_name(meeting, code) for code in votes.voters(meeting, vote, choice))
        for choice in vote.choices
    )


def _speech_line(meeting: Meeting, speech: Speech) -> papers.SpeechLine:
    ended_at = _known(speech.ended_at)
    return papers.SpeechLine(
        no=speech.no,
        speaker=speaker(meeting, speech),
        delegate=speech.delegate,
        kind=speech.kind,
        started_at=speech.started_at,
        ended_at=ended_at,
        spoken=timedelta(seconds=int(speech.spoken(ended_at).total_seconds())),
        overran=speech.overran,
        out_of_order=speech.out_of_order,
        cut_off=speech.cut_off,
        note=_note(meeting, f"speech/{speech.no}"),
        clauses=tuple(mark.label for mark in drafts.spoken_to(meeting, speech)),
        comments=tuple(
            papers.CommentLine(each.comment, _called(meeting, speech.item, each.clause))
            for each in meeting.comments.get(speech.no, ())
        ),
        petitions=meeting.about.get(speech.no, ()),
    )


def _called(meeting: Meeting, item: ItemId, clause: str | None) -> str:
    marks = drafts.cited(meeting, item, (clause,) if clause else ())
    return "".join(mark.label for mark in marks)


def speaker(meeting: Meeting, turn: Request | Speech) -> str:
    """Who speaks, as the minutes and the screens name them."""
    if turn.site is not None:
        return site_name(meeting, turn.site)
    person = turn.person or Person("")
    return ", ".join(part for part in (person.name, person.title) if part)


def site_name(meeting: Meeting, code: SiteCode) -> str:
    return meeting.sites[code].name


def _incident_lines(meeting: Meeting) -> tuple[papers.IncidentLine, ...]:
    ordered = sorted(meeting.incidents.values(), key=lambda known: (known.at, known.id))
    return tuple(
        papers.IncidentLine(
            site_name(meeting, known.site), known.kind, known.text, known.at, known.resolved_at
        )
        for known in ordered
    )


def _note(meeting: Meeting, about: str) -> str:
    note = meeting.notes.get(about)
    return note.text if note else ""


def _known(at: datetime | None) -> datetime:
    """A time that the phase of the conference guarantees."""
    if at is None:
        raise NothingToPublish
    return at
