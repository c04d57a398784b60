"""Where commands and events find their rules: two tables, nothing else.

`mypy` proves both exhaustive; a new command or event without a row does not type-check.
"""

from collections.abc import Iterable, Sequence
from typing import assert_never

from diemcau.domain import (
    agenda,
    attendance,
    bounds,
    calling,
    conclusions,
    floor,
    passes,
    permissions,
    publishing,
    queue,
    record,
    returns,
    rounds,
    session,
    tasks,
    votes,
)
from diemcau.domain import commands as c
from diemcau.domain import events as e
from diemcau.domain.errors import NoSuchConference
from diemcau.domain.state import Meeting
from diemcau.domain.terms import Phase, RequestState


def decide(meeting: Meeting, command: c.AnyCommand) -> Sequence[e.AnyEvent]:
    """What follows from a command, in order; nothing if it is so already.

    Raises a `Rejected` by name when the rules say no; the meeting is as it was.
    """
    permissions.check(meeting, command)
    if not meeting.planned and not isinstance(command, c.PlanConference):
        raise NoSuchConference
    events = _decide(meeting, command)
    bounds.check(meeting, events)
    return events


def evolve(meeting: Meeting, event: e.AnyEvent) -> Meeting:
    """The conference after one event. What has happened is never refused."""
    return bounds.counted(_evolve(meeting, event), event)


def replay(meeting: Meeting, events: Iterable[e.AnyEvent]) -> Meeting:
    """The conference after all that has happened."""
    for event in events:
        meeting = evolve(meeting, event)
    return meeting


def _decide(meeting: Meeting, command: c.AnyCommand) -> Sequence[e.AnyEvent]:  # noqa: C901, PLR0911, PLR0912, PLR0915 – one table
    match command:
        case c.PlanConference():
            return session.plan(meeting, command)
        case c.RevisePlan():
            return session.revise(meeting, command)
        case c.ChangeSettings():
            return session.change_settings(meeting, command)
        case c.AnnounceConference():
            return session.announce(meeting, command)
        case c.CancelConference():
            return session.cancel(meeting, command)
        case c.OpenLobby():
            return session.open_lobby(meeting, command)
        case c.StartConference():
            return session.start(meeting, command)
        case c.CallBreak():
            return session.call_break(meeting, command)
        case c.ResumeConference():
            return session.resume(meeting, command)
        case c.EndConference():
            return session.end(meeting, command)
        case c.ReopenConference():
            return session.reopen(meeting, command)
        case c.HandConsole():
            return session.hand_console(meeting, command)
        case c.TakeConsoleBack():
            return session.take_console_back(meeting, command)
        case c.AddItem():
            return agenda.add(meeting, command)
        case c.EditItem():
            return agenda.edit(meeting, command)
        case c.AttachDocument():
            return agenda.attach(meeting, command)
        case c.RemoveItem():
            return agenda.remove(meeting, command)
        case c.MoveItem():
            return agenda.move(meeting, command)
        case c.StartItem():
            return agenda.start(meeting, command)
        case c.FinishItem():
            return agenda.finish(meeting, command)
        case c.SkipItem():
            return agenda.skip(meeting, command)
        case c.ExtendItem():
            return agenda.extend(meeting, command)
        case c.InviteSite():
            return attendance.invite(meeting, command)
        case c.UninviteSite():
            return attendance.uninvite(meeting, command)
        case c.SetRoster():
            return attendance.set_roster(meeting, command)
        case c.SetContact():
            return attendance.set_contact(meeting, command)
        case c.IssuePasses():
            return passes.issue(meeting, command)
        case c.AnswerInvitation():
            return attendance.answer(meeting, command)
        case c.AskForFigures():
            return returns.ask(meeting, command)
        case c.HandInFigures():
            return returns.hand_in(meeting, command)
        case c.SendFiguresBack():
            return returns.send_back(meeting, command)
        case c.CheckIn():
            return attendance.check_in(meeting, command)
        case c.CorrectAttendance():
            return attendance.correct(meeting, command)
        case c.AnswerCheck():
            return attendance.answer_check(meeting, command)
        case c.NoteLineConnected():
            return attendance.note_connected(meeting, command)
        case c.NoteLineLost():
            return attendance.note_lost(meeting, command)
        case c.ReportIncident():
            return record.report_incident(meeting, command)
        case c.ResolveIncident():
            return record.resolve_incident(meeting, command)
        case c.SendMessage():
            return record.send_message(meeting, command)
        case c.HandInOpinion():
            return record.hand_in_opinion(meeting, command)
        case c.WriteNote():
            return record.write_note(meeting, command)
        case c.EditNote():
            return record.edit_note(meeting, command)
        case c.OpenQueue():
            return queue.open_queue(meeting, command)
        case c.CloseQueue():
            return queue.close_queue(meeting, command)
        case c.AskToSpeak():
            return queue.ask(meeting, command)
        case c.RegisterSpeech():
            return queue.register(meeting, command)
        case c.NameSpeaker():
            return queue.name_speaker(meeting, command)
        case c.SayReady():
            return queue.say_ready(meeting, command)
        case c.Withdraw():
            return queue.withdraw(meeting, command)
        case c.RemoveRequest():
            return queue.remove(meeting, command)
        case c.MoveRequest():
            return queue.move(meeting, command)
        case c.GiveFloor():
            return floor.give(meeting, command)
        case c.TakeFloor():
            return floor.take(meeting, command)
        case c.ExtendSpeech():
            return floor.extend(meeting, command)
        case c.PauseSpeech():
            return floor.pause(meeting, command)
        case c.ResumeSpeech():
            return floor.resume(meeting, command)
        case c.UndoSpeech():
            return floor.undo(meeting, command)
        case c.CutOff():
            return floor.cut_off(meeting, command)
        case c.StartRound():
            return rounds.start(meeting, command)
        case c.CallInRound():
            return calling.call(meeting, command)
        case c.SkipInRound():
            return rounds.skip(meeting, command)
        case c.EndRound():
            return rounds.end(meeting, command)
        case c.Pass():
            return calling.passes(meeting, command)
        case c.OpenVote():
            return votes.open_vote(meeting, command)
        case c.CastVote():
            return votes.cast(meeting, command)
        case c.CloseVote():
            return votes.close(meeting, command)
        case c.AnnulVote():
            return votes.annul(meeting, command)
        case c.DraftConclusion():
            return conclusions.draft(meeting, command)
        case c.EditConclusion():
            return conclusions.edit(meeting, command)
        case c.DropConclusion():
            return conclusions.drop(meeting, command)
        case c.ApproveConclusions():
            return conclusions.approve(meeting, command)
        case c.AcknowledgeTask():
            return tasks.acknowledge(meeting, command)
        case c.ReportOnTask():
            return tasks.report(meeting, command)
        case c.AskForExtension():
            return tasks.ask_for_extension(meeting, command)
        case c.AnswerExtension():
            return tasks.answer_extension(meeting, command)
        case c.ChaseTask():
            return tasks.chase(meeting, command)
        case c.CloseTask():
            return tasks.close(meeting, command)
        case c.ReopenTask():
            return tasks.reopen(meeting, command)
        case c.DraftMinutes():
            return publishing.draft_minutes(meeting, command)
        case c.ApproveMinutes():
            return publishing.approve_minutes(meeting, command)
        case c.Publish():
            return publishing.publish(meeting, command)
        case c.FileSignedCopy():
            return publishing.file_signed(meeting, command)
        case c.WithdrawPublication():
            return publishing.withdraw(meeting, command)
        case c.ConfirmReading():
            return publishing.confirm_reading(meeting, command)
        case _:
            assert_never(command)


def _evolve(meeting: Meeting, event: e.AnyEvent) -> Meeting:  # noqa: C901, PLR0911, PLR0912, PLR0915 – one table
    match event:
        case e.ConferencePlanned():
            return session.planned(meeting, event)
        case e.PlanRevised():
            return session.revised(meeting, event)
        case e.SettingsChanged():
            return session.settings_changed(meeting, event)
        case e.ConferenceAnnounced():
            return session.in_phase(meeting, Phase.ANNOUNCED)
        case e.ConferenceCancelled():
            return session.in_phase(meeting, Phase.CANCELLED)
        case e.LobbyOpened():
            return session.in_phase(meeting, Phase.LOBBY)
        case e.ConferenceStarted():
            return session.started(meeting, event)
        case e.BreakCalled():
            return session.break_called(meeting, event)
        case e.ConferenceResumed():
            return session.resumed(meeting, event)
        case e.ConferenceEnded():
            return session.ended(meeting, event)
        case e.ConferenceReopened():
            return session.reopened(meeting, event)
        case e.ConferenceClosed():
            return session.in_phase(meeting, Phase.CLOSED)
        case e.ConsoleHanded():
            return session.console_handed(meeting, event)
        case e.ConsoleTakenBack():
            return session.console_taken_back(meeting, event)
        case e.ItemAdded():
            return agenda.added(meeting, event)
        case e.ItemEdited():
            return agenda.edited(meeting, event)
        case e.DocumentAttached():
            return agenda.attached(meeting, event)
        case e.ItemRemoved():
            return agenda.removed(meeting, event)
        case e.ItemMoved():
            return agenda.moved(meeting, event)
        case e.ItemStarted():
            return agenda.started(meeting, event)
        case e.ItemFinished():
            return agenda.finished(meeting, event)
        case e.ItemSkipped():
            return agenda.skipped(meeting, event)
        case e.ItemExtended():
            return agenda.extended(meeting, event)
        case e.SiteInvited():
            return attendance.invited(meeting, event)
        case e.SiteUninvited():
            return attendance.uninvited(meeting, event)
        case e.RosterSet():
            return attendance.roster_set(meeting, event)
        case e.ContactSet():
            return attendance.contact_set(meeting, event)
        case e.PassesIssued():
            return passes.issued(meeting, event)
        case e.InvitationAnswered():
            return attendance.answered(meeting, event)
        case e.FiguresAskedFor():
            return returns.asked(meeting, event)
        case e.FiguresHandedIn():
            return returns.handed_in(meeting, event)
        case e.FiguresSentBack():
            return returns.sent_back(meeting, event)
        case e.CheckedIn():
            return attendance.checked_in(meeting, event)
        case e.AttendanceCorrected():
            return attendance.corrected(meeting, event)
        case e.CheckAnswered():
            return attendance.check_answered(meeting, event)
        case e.LineConnected():
            return attendance.connected(meeting, event)
        case e.LineLost():
            return attendance.lost(meeting, event)
        case e.IncidentReported():
            return record.incident_reported(meeting, event)
        case e.IncidentResolved():
            return record.incident_resolved(meeting, event)
        case e.MessageSent():
            return record.message_sent(meeting, event)
        case e.OpinionHandedIn():
            return record.opinion_handed_in(meeting, event)
        case e.NoteWritten():
            return record.note_written(meeting, event)
        case e.NoteEdited():
            return record.note_edited(meeting, event)
        case e.QueueOpened():
            return queue.opened(meeting, event)
        case e.QueueClosed():
            return queue.closed(meeting, event)
        case e.QueueClosingSet():
            return queue.closing_set(meeting, event)
        case e.AskedToSpeak():
            return queue.asked(meeting, event)
        case e.SpeakerNamed():
            return queue.speaker_named(meeting, event)
        case e.SaidReady():
            return queue.said_ready(meeting, event)
        case e.SaidReadyInRound():
            return queue.said_ready_in_round(meeting, event)
        case e.RequestWithdrawn():
            return queue.left(meeting, event.request, RequestState.WITHDRAWN)
        case e.RequestRemoved():
            return queue.removed(meeting, event)
        case e.RequestMoved():
            return queue.moved(meeting, event)
        case e.FloorGiven():
            return floor.given(meeting, event)
        case e.FloorTaken():
            return floor.taken(meeting, event)
        case e.SpeechExtended():
            return floor.extended(meeting, event)
        case e.SpeechPaused():
            return floor.paused(meeting, event)
        case e.SpeechResumed():
            return floor.resumed(meeting, event)
        case e.SpeechUndone():
            return floor.undone(meeting, event)
        case e.RoundStarted():
            return rounds.started(meeting, event)
        case e.CalledInRound():
            return calling.called(meeting, event)
        case e.PassedInRound():
            return rounds.passed(meeting, event)
        case e.SkippedInRound():
            return rounds.skipped(meeting, event)
        case e.RoundEnded():
            return rounds.ended(meeting, event)
        case e.VoteOpened():
            return votes.opened(meeting, event)
        case e.VoteCast():
            return votes.was_cast(meeting, event)
        case e.VoteClosed():
            return votes.closed(meeting, event)
        case e.VoteAnnulled():
            return votes.annulled(meeting, event)
        case e.ConclusionDrafted():
            return conclusions.drafted(meeting, event)
        case e.ConclusionEdited():
            return conclusions.edited(meeting, event)
        case e.ConclusionDropped():
            return conclusions.dropped(meeting, event)
        case e.ConclusionsApproved():
            return conclusions.approved(meeting, event)
        case e.TaskAcknowledged():
            return tasks.acknowledged(meeting, event)
        case e.TaskReported():
            return tasks.reported(meeting, event)
        case e.ExtensionAsked():
            return tasks.extension_asked(meeting, event)
        case e.ExtensionGranted():
            return tasks.extension_granted(meeting, event)
        case e.ExtensionRefused():
            return tasks.extension_refused(meeting, event)
        case e.TaskChased():
            return tasks.chased(meeting, event)
        case e.TaskClosed():
            return tasks.closed(meeting, event)
        case e.TaskReopened():
            return tasks.reopened(meeting, event)
        case e.MinutesDrafted():
            return publishing.minutes_drafted(meeting, event)
        case e.MinutesApproved():
            return publishing.minutes_approved(meeting, event)
        case e.Published():
            return publishing.published(meeting, event)
        case e.SignedCopyFiled():
            return publishing.signed_filed(meeting, event)
        case e.PublicationWithdrawn():
            return publishing.withdrawn(meeting, event)
        case e.ReadingConfirmed():
            return publishing.reading_confirmed(meeting, event)
        case _:
            assert_never(event)
