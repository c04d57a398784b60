"""Everything that can be asked for in a consultation."""

from diemcau.domain.consultation.words.clauses import ClauseCommand
from diemcau.domain.consultation.words.comments import CommentCommand
from diemcau.domain.consultation.words.replies import ReplyCommand
from diemcau.domain.consultation.words.returns import HandInDraftReturn
from diemcau.domain.consultation.words.setting import SettingCommand
from diemcau.domain.consultation.words.versions import VersionCommand

ConsultationCommand = (
    SettingCommand
    | VersionCommand
    | ClauseCommand
    | CommentCommand
    | HandInDraftReturn
    | ReplyCommand
)
