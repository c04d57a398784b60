"""The documents of an item: laid on it, and replaced by newer ones (rules §5)."""

from collections.abc import Sequence

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import AttachDocument, Document, DocumentAttached
from diemcau.domain.nouns.events import AnyEvent
from diemcau.domain.nouns.refusals import TooMany
from diemcau.domain.rules import check, find
from diemcau.domain.rules.change import with_item

MOST_DOCUMENTS = 50
"""On one item; more is an archive, and belongs in one."""


def attach(meeting: Meeting, cmd: AttachDocument) -> Sequence[AnyEvent]:
    """The same document again is none; under the same title it is a new version."""
    item = find.item(meeting, cmd.item)
    document = Document(check.text(cmd.document.title), check.address(cmd.document.address))
    if document in item.documents:
        return []
    known = next((each for each in item.documents if each.title == document.title), None)
    if known is None and len(item.documents) >= MOST_DOCUMENTS:
        raise TooMany
    return [
        DocumentAttached(at=cmd.at, by=cmd.actor, item=item.id, document=document, replaces=known)
    ]


def attached(meeting: Meeting, event: DocumentAttached) -> Meeting:
    item = meeting.items[event.item]
    if (old := event.replaces) is None:
        return with_item(meeting, item.id, documents=(*item.documents, event.document))
    documents = tuple(event.document if each == old else each for each in item.documents)
    return with_item(meeting, item.id, documents=documents, replaced=(*item.replaced, old))
