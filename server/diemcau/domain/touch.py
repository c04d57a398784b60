"""Which view keys an event may change: the cost of an event is what it names here.

Too many keys are only waste, too few are a screen that lies. The laws watch for both.
"""

from collections.abc import Iterator
from typing import assert_never

from msgspec.structs import replace

from diemcau.domain import agenda, floor, publishing
from diemcau.domain import events as e
from diemcau.domain.ids import ItemId, RequestId, SiteCode, SpeechNo, VoteNo
from diemcau.domain.state import Meeting

_CONCLUSION = ("conclusion", "task")
"""Families with a key for each conclusion."""


def touched(before: Meeting, event: e.AnyEvent, after: Meeting) -> frozenset[str] | None:
    """Keys whose value may differ between the two; `None`: any of them.

    Too many is only waste, too few is a screen that lies: the laws watch for both.
    """
    keys = _of_event(before, event, after)
    return keys if keys is None else keys | _draft_of_minutes(before, after)


def _draft_of_minutes(before: Meeting, after: Meeting) -> frozenset[str]:
    """While a draft waits for approval, whatever is recorded may leave it behind."""
    if publishing.awaits_approval(before) or publishing.awaits_approval(after):
        return frozenset({f"minutes/{len(after.versions)}"})
    return frozenset()


def _of_event(before: Meeting, event: e.AnyEvent, after: Meeting) -> frozenset[str] | None:  # noqa: C901, PLR0911, PLR0912 – one table
    match event:
        case e.ConferencePlanned() | e.SettingsChanged():
            return None
        case e.PlanRevised():
            return frozenset({"conference", "agenda"})
        case (
            e.ConferenceAnnounced()
            | e.ConferenceCancelled()
            | e.LobbyOpened()
            | e.BreakCalled()
            | e.ConferenceResumed()
            | e.ConferenceEnded()
            | e.ConferenceReopened()
            | e.ConferenceClosed()
        ):
            return frozenset({"conference"})
        case e.ConferenceStarted():
            late = (code for code, site in after.sites.items() if site.checked_in_at)
            return frozenset({"conference", *(f"site/{code}" for code in late)})
        case e.ConsoleHanded() | e.ConsoleTakenBack():
            return frozenset({"console"})
        case e.ItemAdded() | e.ItemRemoved() | e.ItemMoved() | e.ItemEdited():
            return _order_changed(before, after)
        case e.ItemStarted() | e.ItemFinished():
            return _current_changed(event.item, after)
        case e.DocumentAttached():
            return frozenset({f"item/{event.item}"})
        case e.ItemSkipped() | e.ItemExtended():
            return frozenset({"agenda", f"item/{event.item}"})
        case e.SiteInvited():
            return _site_changed(event.plan.code) | {"figures"}
        case e.SiteUninvited():
            return _site_changed(event.site) | {"figures"}
        case e.RosterSet() | e.CheckedIn() | e.AttendanceCorrected():
            return _site_changed(event.site)
        case e.ContactSet() | e.InvitationAnswered() | e.CheckAnswered():
            return frozenset(_tile(event.site))
        case e.PassesIssued():
            return frozenset(key for site in event.sites for key in _tile(site))
        case e.FiguresAskedFor():
            return frozenset({"figures", *(f"me/{site}" for site in after.site_order)})
        case e.FiguresHandedIn() | e.FiguresSentBack():
            return frozenset({"figures"} if event.site is None else {"figures", f"me/{event.site}"})
        case e.LineConnected() | e.LineLost():
            return frozenset({"counts", *_tile(event.site)})
        case e.IncidentReported() | e.IncidentResolved():
            return frozenset({f"incident/{event.incident}"})
        case e.MessageSent():
            return frozenset({f"message/{event.message}"})
        case e.OpinionHandedIn():
            return frozenset({f"opinion/{event.opinion}"})
        case e.NoteWritten() | e.NoteEdited():
            return frozenset({f"note/{event.about}"})
        case e.QueueOpened() | e.QueueClosed() | e.QueueClosingSet():
            return frozenset({f"queue/{event.item}"})
        case e.AskedToSpeak() | e.RequestWithdrawn() | e.RequestRemoved():
            return _request_changed(after, event.request)
        case e.CalledInRound():
            return _request_changed(after, event.request)
        case e.SpeakerNamed() | e.SaidReady():
            return frozenset({f"request/{event.request}"})
        case e.RequestMoved():
            return frozenset({f"queue/{after.requests[event.request].item}"})
        case e.FloorGiven():
            return _request_changed(after, event.request) | _speech_changed(after, event.speech)
        case e.FloorTaken():
            return _speech_and_request_changed(after, event.speech)
        case e.SpeechUndone():
            later = _later_speeches(after, event.speech)
            return _speech_and_request_changed(after, event.speech).union(later)
        case e.SpeechPaused() | e.SpeechResumed():
            return frozenset({"floor", *_speaker_keys(after, event.speech)})
        case e.SpeechExtended():
            return frozenset({"floor"})
        case (
            e.RoundStarted()
            | e.RoundEnded()
            | e.PassedInRound()
            | e.SkippedInRound()
            | e.SaidReadyInRound()
        ):
            return frozenset({"round"})
        case e.VoteOpened() | e.VoteClosed() | e.VoteAnnulled():
            return _vote_changed(after, event.vote)
        case e.VoteCast():
            return frozenset({f"vote/{event.vote}", *_tile(event.site)})
        case e.ConclusionDrafted() | e.ConclusionEdited():
            return frozenset({f"conclusion/{event.conclusion}"})
        case e.ConclusionDropped() | e.ConclusionsApproved():
            return frozenset(f"conclusion/{known}" for known in before.conclusions)
        case (
            e.TaskAcknowledged()
            | e.TaskReported()
            | e.ExtensionAsked()
            | e.ExtensionGranted()
            | e.ExtensionRefused()
            | e.TaskChased()
            | e.TaskClosed()
            | e.TaskReopened()
        ):
            return frozenset({f"task/{event.conclusion}"})
        case e.MinutesDrafted() | e.MinutesApproved():
            return frozenset(f"minutes/{version.number}" for version in after.versions)
        case e.Published():
            older = () if event.replaces is None else (f"publication/{event.replaces}",)
            told = (f"{name}/{known}" for known in after.conclusions for name in _CONCLUSION)
            return frozenset({f"publication/{event.publication}", *older, *told})
        case e.PublicationWithdrawn() | e.SignedCopyFiled():
            return frozenset({f"publication/{event.publication}"})
        case e.ReadingConfirmed():
            return frozenset({f"publication/{event.publication}", f"me/{event.site}"})
        case _:
            assert_never(event)


def _tile(site: SiteCode) -> tuple[str, str]:
    return (f"site/{site}", f"me/{site}")


def _site_changed(site: SiteCode) -> frozenset[str]:
    return frozenset({"counts", f"roster/{site}", *_tile(site)})


def _order_changed(before: Meeting, after: Meeting) -> frozenset[str]:
    """A new order renumbers; an item made internal, or no longer, hides or shows much."""
    keys = {"agenda", "floor", "round"}
    for item_id in {*before.items, *after.items}:
        was, now = before.items.get(item_id), after.items.get(item_id)
        if was is now:
            continue
        keys |= {f"item/{item_id}", f"queue/{item_id}"}
        if was is not None and now is not None and replace(was, number=now.number) != now:
            for each in (item_id, *agenda.children(after, item_id)):
                keys |= {f"item/{each}", f"queue/{each}", *_of_item(after, each)}
    return frozenset(keys)


def _of_item(meeting: Meeting, item: ItemId) -> Iterator[str]:
    """What hangs on an item: cards, speeches, votes, opinions, and what sites see of themselves."""
    for request in meeting.requests.values():
        if request.item == item:
            yield f"request/{request.id}"
            if request.site is not None:
                yield f"me/{request.site}"
    for speech in meeting.speeches.values():
        if speech.item == item:
            yield f"speech/{speech.no}"
    yield from (f"opinion/{o.id}" for o in meeting.opinions.values() if o.item == item)
    for vote in (vote for vote in meeting.votes.values() if vote.item == item):
        yield from _vote_changed(meeting, vote.no)
    for site in _waiting_sites(meeting, item):
        yield from _tile(site)
    if item == meeting.current:
        yield from (f"me/{site}" for site in meeting.site_order)


def _vote_changed(after: Meeting, no: VoteNo) -> frozenset[str]:
    """It is put to its electors, and taken from them."""
    tiles = (key for site in after.votes[no].electorate for key in _tile(site))
    return frozenset({f"vote/{no}", *tiles})


def _waiting_sites(meeting: Meeting, item: ItemId) -> set[SiteCode]:
    waiting = (meeting.requests[request] for request in meeting.items[item].queue.order)
    return {request.site for request in waiting if request.site is not None}


def _current_changed(item: ItemId, after: Meeting) -> frozenset[str]:
    """What a site may ask for depends on the current item; its queue on whether it is that."""
    sites = _waiting_sites(after, item)
    if floor.has_budget(after, item):
        sites = set(after.site_order)
    elif after.settings.present_sites_only:
        sites |= {code for code, site in after.sites.items() if site.checked_in_at is None}
    own = (f"me/{site}" for site in sites)
    fixed = {"agenda", "floor", "round", f"item/{item}", f"queue/{item}"}
    return frozenset({*fixed, *own})


def _request_changed(after: Meeting, request_id: RequestId) -> frozenset[str]:
    request = after.requests[request_id]
    keys = {f"queue/{request.item}", f"request/{request.id}"}
    return frozenset(keys if request.site is None else keys | {*_tile(request.site)})


def _speech_changed(after: Meeting, no: SpeechNo) -> frozenset[str]:
    """A speech moves the figures on every card its site has on the item."""
    speech = after.speeches[no]
    keys = {"floor", f"speech/{no}", *_speaker_keys(after, no)}
    if after.round is not None:
        keys.add("round")
    if speech.site is None:
        return frozenset(keys)
    cards = (f"request/{request}" for request in after.sites[speech.site].waiting)
    return frozenset({*keys, f"site/{speech.site}", f"queue/{speech.item}", *cards})


def _speech_and_request_changed(after: Meeting, no: SpeechNo) -> frozenset[str]:
    return _speech_changed(after, no) | _request_changed(after, after.speeches[no].request)


def _later_speeches(after: Meeting, no: SpeechNo) -> Iterator[str]:
    """Speeches of the same site that began after it: each is now one less of its n-th."""
    for later in range(no + 1, len(after.speeches) + 1):
        if after.speeches[SpeechNo(later)].site == after.speeches[no].site:
            yield f"speech/{later}"


def _speaker_keys(after: Meeting, no: SpeechNo) -> Iterator[str]:
    site = after.speeches[no].site
    if site is not None:
        yield f"me/{site}"
