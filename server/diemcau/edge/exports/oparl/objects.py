"""The objects of OParl 1.1 (chapter 3 of its specification), made of public publications."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from msgspec import Struct
from yarl import URL

from diemcau.app.calendar.calendars import by_meeting
from diemcau.app.library.listing import listed
from diemcau.app.ports.library import KnownPaper, ListedPaper, PublishedPaper
from diemcau.app.ports.office import Letterhead
from diemcau.app.text.plain_text import on_one_line
from diemcau.domain.nouns.ids import MeetingId
from diemcau.domain.nouns.papers import Documents, Notice
from diemcau.domain.nouns.terms import Stage
from diemcau.edge.exports.spared import each_written
from diemcau.edge.showing.words import Voice

SCHEMA: Final = "https://schema.oparl.org/1.1/"
OF_BODY: Final = {
    "organization": "organization",
    "person": "person",
    "meeting": "meeting",
    "paper": "paper",
    "agendaItem": "agenda-item",
    "file": "file",
    "consultation": "consultation",
    "membership": "membership",
    "locationList": "location",
    "legislativeTermList": "legislative-term",
}
"""Attribute of a body → the list to which it leads; of some we have nothing to tell."""
LISTS: Final = ("body", *OF_BODY.values())
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When nothing was published yet: every object says when it was made and changed."""

Object: TypeAlias = dict[str, Any]


class Catalogue(Struct, frozen=True):
    """Every object under its address, the lists, in the order in which things were made, and which
    publication each paper is.
    """

    objects: Mapping[str, Object]
    lists: Mapping[str, Sequence[Object]]
    papers: Mapping[str, KnownPaper]


def catalogue(
    known: Sequence[ListedPaper],
    read: Sequence[PublishedPaper],
    cancelled: Collection[MeetingId],
    letterhead: Letterhead,
    home: URL,
    t: Voice,
) -> Catalogue:
    """`known` are public, the newest first; `read` are the notices and documents among them, which
    alone tell of more than lists do.
    """
    made = _Maker(known, read, cancelled, letterhead, home, t)
    outer = {
        "body": [made.body()],
        "organization": [made.organisation()],
        "meeting": list(made.meetings()),
        "paper": list(each_written(known, made.paper)),
    }
    inside = {each["id"]: each for some in outer.values() for one in some for each in _nested(one)}
    kinds = {"agenda-item": "AgendaItem", "file": "File"}
    inner = {
        name: [each for each in inside.values() if each["type"] == f"{SCHEMA}{kind}"]
        for name, kind in kinds.items()
    }
    lists = {name: sorted([*outer.get(name, ()), *inner.get(name, ())], key=_age) for name in LISTS}
    every = (made.system(), *(each for some in lists.values() for each in some))
    papers = {made.address(each, each.no): each for each in known}
    return Catalogue({each["id"]: each for each in every}, lists, papers)


def _age(one: Object) -> tuple[str, str]:
    return one["created"], one["id"]


def _nested(outer: Object) -> Iterator[Object]:
    """An object that stands within another has an address of its own as well."""
    for value in outer.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield each


class _Maker:
    def __init__(
        self,
        known: Sequence[ListedPaper],
        read: Sequence[PublishedPaper],
        cancelled: Collection[MeetingId],
        letterhead: Letterhead,
        home: URL,
        t: Voice,
    ) -> None:
        self._known, self._cancelled, self._letterhead = known, cancelled, letterhead
        self._read = {(each.meeting, each.no): each.paper for each in read}
        self._notices = [each for each in read if each.stage is Stage.NOTICE]
        self._home, self._root, self._t = home, home / "oparl", t
        self._body = str(self._root / "body" / "1")
        self._organisation = str(self._root / "organization" / "1")

    def system(self) -> Object:
        return {
            "id": str(self._root),
            "type": f"{SCHEMA}System",
            "oparlVersion": SCHEMA,
            "body": self._list("body"),
            "name": self._t("page.product"),
            "website": str(self._home),
            **self._times([each.at for each in self._known]),
        }

    def body(self) -> Object:
        return {
            "id": self._body,
            "type": f"{SCHEMA}Body",
            "system": str(self._root),
            "name": " ".join(self._letterhead.body),
            "website": str(self._home),
            **{attribute: self._list(name) for attribute, name in OF_BODY.items()},
            "legislativeTerm": [],
            "mainOrganization": self._organisation,
            **self._times([each.at for each in self._known]),
        }

    def organisation(self) -> Object:
        told = (each.paper for each in self._notices if each.withdrawn_at is None)
        notices = (each for each in told if isinstance(each, Notice) and each.organiser)
        name = next((each.organiser for each in notices), "")
        return {
            "id": self._organisation,
            "type": f"{SCHEMA}Organization",
            "body": self._body,
            "name": on_one_line(name) or " ".join(self._letterhead.body),
            "meeting": self._list("meeting"),
            **self._times([each.at for each in self._known]),
        }

    def meetings(self) -> Iterator[Object]:
        return each_written(by_meeting(self._notices), self._meeting)

    def _meeting(self, notices: Sequence[PublishedPaper]) -> Object:
        """As the last notice has it; a notice withdrawn deletes the meeting, and says only that."""
        last = notices[-1]
        assert isinstance(last.paper, Notice), "nothing else was gathered"
        address = self._root / "meeting" / last.meeting
        made: Object = {"id": str(address), "type": f"{SCHEMA}Meeting"}
        if last.withdrawn_at is None:
            made |= self._held(address, last, last.paper)
        protocols = [each for each in self._known if _of(each, last, Stage.MINUTES)]
        return made | self._changed(notices, *protocols)

    def _held(self, address: URL, last: PublishedPaper, notice: Notice) -> Object:
        protocol = next((each for each in self._known if _stands(each, last)), None)
        agenda = [
            {
                "id": str(address / "item" / str(order)),
                "type": f"{SCHEMA}AgendaItem",
                "meeting": str(address),
                "number": on_one_line(line.number),
                "order": order,
                "name": on_one_line(line.title),
                "public": True,
                **self._changed([last]),
            }
            for order, line in enumerate(notice.agenda, 1)
        ]
        return {
            "name": on_one_line(notice.title),
            "start": notice.starts_at.isoformat(),
            "end": notice.ends_at.isoformat(),
            "cancelled": last.meeting in self._cancelled,
            "organization": [self._organisation],
            "agendaItem": agenda,
            "invitation": self._file(listed(last)),
            **({"resultsProtocol": self._file(protocol)} if protocol else {}),
            "web": str(self._home / "published" / last.meeting / str(last.no)),
        }

    def paper(self, known: ListedPaper) -> Object:
        made: Object = {"id": self.address(known, known.no), "type": f"{SCHEMA}Paper"}
        newer = [
            each
            for each in self._known
            if (each.meeting, each.no) == (known.meeting, known.replaced_by)
        ]
        if known.withdrawn_at is None:
            made |= {
                "body": self._body,
                "name": known.title,
                "reference": f"{known.meeting}/{known.no}",
                "date": known.at.date().isoformat(),
                "paperType": self._t(f"stage.{known.stage}"),
                "underDirectionOf": [self._organisation],
                "web": str(self._home / "published" / known.meeting / str(known.no)),
            }
            match self._read.get((known.meeting, known.no)):
                case Documents() as paper:
                    made["auxiliaryFile"] = list(self._attached(known, paper))
                case _:
                    made["mainFile"] = self._file(known)
            if newer:
                made["relatedPaper"] = [self.address(known, each.no) for each in newer]
        return made | self._changed([known], *newer)

    def address(self, known: KnownPaper, no: int) -> str:
        return str(self._root / "paper" / known.meeting / str(no))

    def _file(self, known: ListedPaper) -> Object:
        address = str(self._home / "published" / known.meeting / f"{known.no}.pdf")
        return {
            "id": str(self._root / "file" / known.meeting / str(known.no)),
            "type": f"{SCHEMA}File",
            "name": known.title,
            "fileName": f"{known.meeting}-{known.no}.pdf",
            "mimeType": "application/pdf",
            "date": known.at.date().isoformat(),
            "accessUrl": address,
            "paper": [self.address(known, known.no)],
            **self._changed([known]),
        }

    def _attached(self, known: KnownPaper, paper: Documents) -> Iterator[Object]:
        for number, line in enumerate(paper.documents, 1):
            if (address := self._joined(line.address)) is None:
                continue
            yield {
                "id": str(self._root / "file" / known.meeting / str(known.no) / str(number)),
                "type": f"{SCHEMA}File",
                "name": on_one_line(line.title),
                "date": known.at.date().isoformat(),
                "accessUrl": address,
                "paper": [self.address(known, known.no)],
                **self._changed([known]),
            }

    def _joined(self, address: str) -> str | None:
        """What somebody wrote as an address need not be one, nor lead to a file."""
        try:
            url = self._home.join(URL(on_one_line(address)))
        except ValueError:
            return None
        return str(url) if url.scheme in {"http", "https"} and url.host else None

    def _list(self, name: str) -> str:
        return str(self._root / "list" / name)

    def _changed(self, known: Sequence[KnownPaper], *beside: KnownPaper) -> Object:
        """Of the last one; those `beside` it stand in it or took its place."""
        moments = [at for each in (*known, *beside) for at in (each.at, each.withdrawn_at) if at]
        gone = {"deleted": True} if known[-1].withdrawn_at else {}
        return {**self._times(moments), **gone}

    def _times(self, moments: Sequence[datetime]) -> Object:
        return {
            "created": min(moments, default=NEVER).isoformat(),
            "modified": max(moments, default=NEVER).isoformat(),
        }


def _of(one: KnownPaper, other: KnownPaper, stage: Stage) -> bool:
    return one.meeting == other.meeting and one.stage is stage


def _stands(one: KnownPaper, notice: KnownPaper) -> bool:
    """The minutes that count."""
    there = one.withdrawn_at is None and one.replaced_by is None
    return there and _of(one, notice, Stage.MINUTES)
