"""Who may do what: the table of rules §1, as a table.

A site acts for itself alone; chair, secretary and operator act for a site that phoned. The
clock (`SYSTEM`) does what `deadlines` says is due. A deputy has the chair's column for as
long as the console is handed over. `admin` of the accounts has no role here at all.
"""

from datetime import datetime

from diemcau.domain import commands as c
from diemcau.domain.errors import NotAllowed, SiteMissing
from diemcau.domain.ids import SiteCode
from diemcau.domain.state import Actor, Meeting
from diemcau.domain.terms import Role

CHAIR, SECRETARY, OPERATOR = Role.CHAIR, Role.SECRETARY, Role.OPERATOR
SITE, SYSTEM = Role.SITE, Role.SYSTEM

_PREPARES = frozenset({SECRETARY})
_CONDUCTS = frozenset({CHAIR})
_FOLLOWS = frozenset({CHAIR, SECRETARY})
_HALL = frozenset({CHAIR, SECRETARY, OPERATOR})
_ITSELF = frozenset({SITE})
_ITSELF_OR_PHONED = _HALL | _ITSELF
_ITSELF_OR_OPERATOR = frozenset({OPERATOR, SITE})
_ITSELF_OR_SECRETARY = frozenset({SECRETARY, SITE})
_CLOCK = frozenset({SYSTEM})

MAY: dict[type[c.AnyCommand], frozenset[Role]] = {
    # the conference is prepared by the secretariat and conducted by the chair
    c.PlanConference: _PREPARES,
    c.RevisePlan: _PREPARES,
    c.InviteSite: _PREPARES,
    c.UninviteSite: _PREPARES,
    c.AnnounceConference: _PREPARES,
    c.CancelConference: _FOLLOWS,
    c.ChangeSettings: _FOLLOWS,
    c.SetRoster: _ITSELF_OR_SECRETARY,
    c.SetContact: _ITSELF_OR_SECRETARY,
    c.IssuePasses: frozenset({SECRETARY, OPERATOR}),
    c.AnswerInvitation: _ITSELF_OR_SECRETARY,
    c.AskForFigures: _PREPARES,
    c.HandInFigures: _ITSELF_OR_SECRETARY,
    c.SendFiguresBack: _PREPARES,
    c.OpenLobby: _CONDUCTS | {OPERATOR, SYSTEM},
    c.StartConference: _CONDUCTS,
    c.CallBreak: _CONDUCTS,
    c.ResumeConference: _CONDUCTS,
    c.EndConference: _CONDUCTS,
    c.ReopenConference: _CONDUCTS,
    c.HandConsole: _CONDUCTS,
    c.TakeConsoleBack: _CONDUCTS | _CLOCK,
    # give, take, extend, pause the floor; reorder and close the queue; undo
    c.GiveFloor: _CONDUCTS,
    c.TakeFloor: _CONDUCTS,
    c.ExtendSpeech: _CONDUCTS,
    c.PauseSpeech: _CONDUCTS,
    c.ResumeSpeech: _CONDUCTS,
    c.UndoSpeech: _CONDUCTS,
    c.CutOff: _CLOCK,
    c.OpenQueue: _CONDUCTS,
    c.CloseQueue: _CONDUCTS | _CLOCK,
    c.MoveRequest: _CONDUCTS,
    c.RemoveRequest: _CONDUCTS,
    c.StartRound: _CONDUCTS,
    c.CallInRound: _CONDUCTS,
    c.SkipInRound: _CONDUCTS,
    c.EndRound: _CONDUCTS,
    c.OpenVote: _CONDUCTS,
    c.CloseVote: _CONDUCTS | _CLOCK,
    c.AnnulVote: _CONDUCTS,
    # a request, a check-in, a "ready": the site, or the hall because it phoned
    c.AskToSpeak: _ITSELF_OR_PHONED,
    c.RegisterSpeech: _ITSELF_OR_PHONED,
    c.NameSpeaker: _ITSELF_OR_PHONED,
    c.SayReady: _ITSELF_OR_PHONED,
    c.CheckIn: _ITSELF_OR_PHONED,
    # the site alone
    c.Withdraw: _ITSELF,
    c.Pass: _ITSELF,
    c.CastVote: _ITSELF,
    c.HandInOpinion: _ITSELF,
    c.ConfirmReading: _ITSELF,
    # incidents and the technical check: the site, or the operator for any
    c.AnswerCheck: _ITSELF_OR_OPERATOR,
    c.ReportIncident: _ITSELF_OR_OPERATOR,
    c.ResolveIncident: _ITSELF_OR_OPERATOR,
    # agenda
    c.AddItem: _FOLLOWS,
    c.EditItem: _FOLLOWS,
    c.AttachDocument: _FOLLOWS,
    c.RemoveItem: _FOLLOWS,
    c.MoveItem: _FOLLOWS,
    c.StartItem: _FOLLOWS,
    c.FinishItem: _FOLLOWS,
    c.SkipItem: _FOLLOWS,
    c.ExtendItem: _FOLLOWS,
    # the record
    c.CorrectAttendance: frozenset({SECRETARY}),
    c.WriteNote: frozenset({SECRETARY}),
    c.EditNote: frozenset({SECRETARY}),
    c.DraftMinutes: frozenset({SECRETARY}),
    c.DraftConclusion: frozenset({SECRETARY}),
    c.EditConclusion: frozenset({SECRETARY}),
    c.DropConclusion: frozenset({SECRETARY}),
    # follow-up: the lead's own site, or the secretariat for it; extensions and ends are theirs
    c.AcknowledgeTask: _ITSELF_OR_SECRETARY,
    c.ReportOnTask: _ITSELF_OR_SECRETARY,
    c.AskForExtension: _ITSELF_OR_SECRETARY,
    c.AnswerExtension: _FOLLOWS,
    c.ChaseTask: _FOLLOWS,
    c.CloseTask: _FOLLOWS,
    c.ReopenTask: _FOLLOWS,
    c.ApproveMinutes: _CONDUCTS,
    c.ApproveConclusions: _CONDUCTS,
    c.Publish: frozenset({SECRETARY}),
    c.FileSignedCopy: frozenset({SECRETARY}),
    c.WithdrawPublication: frozenset({SECRETARY}),
    c.SendMessage: _HALL,
    # the line is noticed, not reported
    c.NoteLineConnected: _CLOCK,
    c.NoteLineLost: _CLOCK,
}


def role_of(meeting: Meeting, actor: Actor, at: datetime) -> Role:
    """The column of the table that counts now: a deputy is chair while the console is theirs.

    Theirs is their account's: a namesake holds nothing, nor does a deputy without an account.
    """
    if actor.role is not Role.DEPUTY or (deputy := meeting.deputy) is None:
        return actor.role
    theirs = actor.login != "" and deputy.login == actor.login
    return CHAIR if theirs and at < deputy.until else actor.role


def check(meeting: Meeting, command: c.AnyCommand) -> None:
    """Raise `NotAllowed` unless the table, and for a site its own name, say yes."""
    role = role_of(meeting, command.actor, command.at)
    if role not in MAY[type(command)]:
        raise NotAllowed
    if role is SITE:
        named = command.site if isinstance(command, c.ForSite) else None
        if command.actor.site is None or named not in (None, command.actor.site):
            raise NotAllowed


def subject(command: c.ForSite) -> SiteCode:
    """The site a command is about: the one named, else the one that acts."""
    site = command.site or command.actor.site
    if site is None:
        raise SiteMissing
    return site
