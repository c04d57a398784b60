"""What leads to a file: an item, a report on a task, a publication, a signed copy."""

from collections.abc import Container, Iterable

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item
from diemcau.domain.nouns.conclusions import Conclusion
from diemcau.domain.nouns.papers import Documents, Paper


def named(meeting: Meeting) -> Container[str]:
    """Every file that something of the conference leads to, or ever led to."""
    published = meeting.publications.values()
    listed = (address for each in published for address in in_paper(each.paper))
    signed = (each.signed for each in published)
    reports = in_reports(meeting.conclusions.values())
    return {*on_items(meeting.items.values()), *listed, *signed, *reports}


def on_items(items: Iterable[Item]) -> Iterable[str]:
    return (each.address for item in items for each in (*item.documents, *item.replaced))


def in_reports(conclusions: Iterable[Conclusion]) -> Iterable[str]:
    tasks = (each.task for each in conclusions if each.task)
    entries = (entry for task in tasks for entry in task.history)
    return (entry.evidence.address for entry in entries if entry.evidence)


def in_paper(paper: Paper) -> Iterable[str]:
    return (line.address for line in paper.documents) if isinstance(paper, Documents) else ()
