"""The fixed terms of a consultation: every list of words that a rule or a page chooses from."""

from enum import StrEnum


class DraftKind(StrEnum):
    """What the draft is to become."""

    RULES = "rules"
    SCHEME = "scheme"
    RESOLUTION = "resolution"
    PLAN = "plan"
    REPORT = "report"
    OTHER = "other"


class ConsultationState(StrEnum):
    """The life of a consultation."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"
    ANSWERING = "answering"
    ANSWERED = "answered"
    APPROVED = "approved"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class VersionState(StrEnum):
    """A version is frozen as it is sent out: comments hang on its words."""

    EDITING = "editing"
    FROZEN = "frozen"
    SUPERSEDED = "superseded"


class ClauseKind(StrEnum):
    """The parts of a text, the largest first: phần, chương, mục, điều, khoản, điểm."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    PASSAGE = "passage"
    ANNEX = "annex"


class ClauseChange(StrEnum):
    """What became of a clause from one version to another."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    JOINED = "joined"
    SPLIT = "split"


class Stance(StrEnum):
    """What a comment wants of its clause."""

    AGREE = "agree"
    AMEND = "amend"
    DELETE = "delete"
    ADD = "add"
    OPTION = "option"
    QUESTION = "question"
    OTHER = "other"


class Way(StrEnum):
    """How a comment came."""

    ONLINE = "online"
    LETTER = "letter"
    SPOKEN = "spoken"
    MINUTES = "minutes"


class Overall(StrEnum):
    """What a site says of the draft as a whole; that nothing came is no return."""

    AGREES_WITH_ALL = "agrees_with_all"
    HAS_COMMENTS = "has_comments"
    NO_COMMENT = "no_comment"


class Disposition(StrEnum):
    """What became of a comment; `UNDECIDED` is an answer on the spot that is not yet one."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    NOT_ACCEPTED = "not_accepted"
    ANSWERED = "answered"
    OUT_OF_SCOPE = "out_of_scope"
    SAME = "same"
    UNDECIDED = "undecided"


class Visibility(StrEnum):
    """Whose sent comments a site sees beside its own."""

    ALL = "all"
    AFTER_DEADLINE = "after_deadline"
    OWN_ONLY = "own_only"


class Capacity(StrEnum):
    """As what somebody acts in a consultation: the columns of its table of rights."""

    SECRETARY = "secretary"
    HEAD = "head"
    MEMBER = "member"
    CHAIR = "chair"
    INVITED = "invited"
