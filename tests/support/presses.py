"""What makes each press of the hall safe: it is undone, asked once, taken back by another act, or
it does no harm (rules §4.12, the house's rule 20).

`docs/presses.md` is this table as a page. What is undone is not listed here: the law of undoing
names it (`tests/domain/test_undo.py`).
"""

from diemcau.domain.nouns.act import name_of
from diemcau.domain.nouns.agenda import (
    AddItem,
    AttachDocument,
    EditItem,
    ExtendItem,
    MoveItem,
    RemoveItem,
)
from diemcau.domain.nouns.attendance import CheckIn, CorrectAttendance, SetRoster
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import (
    ApproveConclusions,
    DraftConclusion,
    DropConclusion,
    EditConclusion,
)
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    CallBreak,
    CancelConference,
    ChangeSettings,
    EndConference,
    HandConsole,
    OpenLobby,
    PlanConference,
    ReopenConference,
    ResumeConference,
    RevisePlan,
    StartConference,
    TakeConsoleBack,
)
from diemcau.domain.nouns.drafts import CarryDraft, DropDraft, FocusClause, NoteComment
from diemcau.domain.nouns.floor import CorrectSpeaker
from diemcau.domain.nouns.media import BeginRecording, EndRecording, MuteAll, MuteSite, UnmuteSite
from diemcau.domain.nouns.passes import IssuePasses
from diemcau.domain.nouns.petitions import CarryBoard, ChoosePetitions, DropBoard, FocusPetition
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    DraftMinutes,
    FileSignedCopy,
    LayForSignature,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.queue import AskDirectly
from diemcau.domain.nouns.record import EditNote, SendMessage, WriteNote
from diemcau.domain.nouns.recordings import DeleteRecording
from diemcau.domain.nouns.requests import (
    ChangeRequest,
    NameSpeaker,
    RegisterSpeech,
    SayReady,
    Withdraw,
)
from diemcau.domain.nouns.returns import AskForFigures, HandInFigures, SendFiguresBack
from diemcau.domain.nouns.screen import ShowOnScreen
from diemcau.domain.nouns.sites import (
    AnswerInvitation,
    InviteSite,
    PlaceSite,
    SetContact,
    SetOutsideRoom,
    UninviteSite,
)
from diemcau.domain.nouns.tasks import (
    AcknowledgeTask,
    AnswerExtension,
    AnswerHandover,
    AskForExtension,
    ChaseTask,
    CloseTask,
    HandTask,
    ProposeHandover,
    ReopenTask,
    ReportOnTask,
)
from diemcau.domain.nouns.undo import Redo, Undo
from diemcau.domain.nouns.votes import AnnulVote, CloseVote, OpenVote

Act = type[AnyCommand]

ASKED: frozenset[Act] = frozenset(
    {
        AnnounceConference,
        CancelConference,
        CallBreak,
        EndConference,
        ReopenConference,
        HandConsole,
        CloseVote,
        AnnulVote,
        Withdraw,
        RemoveItem,
        UninviteSite,
        DropConclusion,
        DeleteRecording,
        ApproveConclusions,
        ApproveMinutes,
        WithdrawPublication,
    }
)
"""Once, in a dialog or under a heading that is opened, saying what happens: a reason to write, or
words to read.
"""

BACK: dict[Act, Act] = {
    ResumeConference: CallBreak,
    TakeConsoleBack: HandConsole,
    Undo: Redo,
    Redo: Undo,
    MuteSite: UnmuteSite,
    UnmuteSite: MuteSite,
    MuteAll: UnmuteSite,
    EndRecording: BeginRecording,
    BeginRecording: EndRecording,
    ShowOnScreen: ShowOnScreen,
    OpenVote: AnnulVote,
    InviteSite: UninviteSite,
    PlaceSite: PlaceSite,
    AskDirectly: AskDirectly,
    AddItem: RemoveItem,
    MoveItem: MoveItem,
    ExtendItem: EditItem,
    EditItem: EditItem,
    AttachDocument: AttachDocument,
    CarryDraft: DropDraft,
    DropDraft: CarryDraft,
    FocusClause: FocusClause,
    CarryBoard: DropBoard,
    DropBoard: CarryBoard,
    ChoosePetitions: ChoosePetitions,
    FocusPetition: FocusPetition,
    RevisePlan: RevisePlan,
    ChangeSettings: ChangeSettings,
    SetRoster: SetRoster,
    SetContact: SetContact,
    SetOutsideRoom: SetOutsideRoom,
    AnswerInvitation: AnswerInvitation,
    CheckIn: CorrectAttendance,
    CorrectAttendance: CorrectAttendance,
    CorrectSpeaker: CorrectSpeaker,
    RegisterSpeech: Withdraw,
    ChangeRequest: ChangeRequest,
    NameSpeaker: NameSpeaker,
    DraftConclusion: DropConclusion,
    EditConclusion: EditConclusion,
    Publish: WithdrawPublication,
    LayForSignature: WithdrawPublication,
    FileSignedCopy: WithdrawPublication,
    CloseTask: ReopenTask,
    ReopenTask: CloseTask,
    HandInFigures: SendFiguresBack,
    WriteNote: WriteNote,
    EditNote: EditNote,
}
"""By which act its effect is taken back: its opposite, or the same with what was there before."""

HARMLESS: dict[Act, str] = {
    NoteComment: "a reference to a comment that its site still confirms or corrects",
    PlanConference: "a draft that nobody is told of; it can be cancelled",
    OpenLobby: "sites come in and nothing has begun; the clock opens it anyway",
    StartConference: "the button says beforehand how many sites are missing; a break stops it",
    IssuePasses: "what was handed out before lets nobody in any more; new ones are shown at once",
    AskForFigures: "asked again with another list, until a site has handed in",
    SendFiguresBack: "the site hands in again; its figures are kept",
    SayReady: "a word to the chair; nothing follows from it by itself",
    SendMessage: "words that somebody wrote and read; another message sets them right",
    DraftMinutes: "one version more; those before are kept",
    HandTask: "the secretariat acts for whichever site it is",
    ProposeHandover: "an offer; another takes its place as long as nobody took it",
    AnswerHandover: "it can be offered anew, to the same or to another",
    AcknowledgeTask: "a note on the task; it goes on as before",
    ReportOnTask: "a report more; a later one stands above it",
    AskForExtension: "a question; its answer is an act of its own",
    AnswerExtension: "with a reason; another may be asked for, and answered",
    ChaseTask: "a reminder more",
}
"""Why a press by mistake costs nobody anything."""


def safe(act: Act) -> str:
    """In words, for the page."""
    if act in ASKED:
        return "asked once"
    if act in BACK:
        again = f"`{name_of(BACK[act])}`" if BACK[act] is not act else "the same with other content"
        return f"taken back by {again}"
    return HARMLESS.get(act, "undone")
