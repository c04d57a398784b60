"""Everything that can be asked for in a consultation."""

from diemcau.domain.consultation.nouns.clauses import ClauseCommand
from diemcau.domain.consultation.nouns.comments import CommentCommand
from diemcau.domain.consultation.nouns.enclosures import EnclosingCommand
from diemcau.domain.consultation.nouns.replies import ReplyCommand
from diemcau.domain.consultation.nouns.returns import HandInDraftReturn
from diemcau.domain.consultation.nouns.setting import SettingCommand
from diemcau.domain.consultation.nouns.versions import VersionCommand
from diemcau.domain.consultation.nouns.voting import NoteVote

ConsultationCommand = (
    SettingCommand
    | VersionCommand
    | ClauseCommand
    | CommentCommand
    | HandInDraftReturn
    | EnclosingCommand
    | ReplyCommand
    | NoteVote
)
