"""What lists and feeds tell of a publication, drawn from it once, when it is kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import asdict

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.library import ListedPaper, PublishedPaper, Sort
from diemcau.app.text.plain_text import on_one_line, plain
from diemcau.domain.nouns.papers import Conclusions, Documents, Minutes, Notice, Paper

LONGEST_GIST: Final = 2000
"""Letters; a feed is a summary (RFC 4287, 4.2.13), and whoever wants it all follows the link."""


def listed(known: PublishedPaper) -> ListedPaper:
    facts = {name: value for name, value in asdict(known).items() if name != "paper"}
    return ListedPaper(
        **facts,
        year=known.at.astimezone(HOME_ZONE).year,
        title=on_one_line(known.paper.title),
        gist=gist(known.paper),
    )


def gist(paper: Paper) -> str:
    """A line for each thing that stands in it, as many as there is room for."""
    text = plain("\n".join(_lines(paper)))
    if len(text) <= LONGEST_GIST:
        return text
    return f"{text[:LONGEST_GIST].rpartition(chr(10))[0] or text[:LONGEST_GIST]}\n…"


def counted(papers: Iterable[ListedPaper]) -> Mapping[Sort, int]:
    return Counter(Sort(each.year, each.stage, each.organiser) for each in papers)


def _lines(paper: Paper) -> Iterable[str]:
    match paper:
        case Notice():
            return (f"{line.number}. {line.title}" for line in paper.agenda)
        case Documents():
            return (line.title for line in paper.documents)
        case Minutes():
            return (f"{line.number}. {line.title}" for line in paper.items)
        case Conclusions():
            return (f"{line.number}. {line.text} – {line.lead}" for line in paper.conclusions)
