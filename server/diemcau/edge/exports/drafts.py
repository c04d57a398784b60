"""A version of a draft for programs: Akoma Ntoso 3.0 (a `bill`), and JSON with its schema.

Clauses are called in both as they are called here, through all versions: what hangs on a clause is
found again in the next one, whatever its number has become.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

import msgspec
from aiohttp import web
from msgspec import Struct

from diemcau.app.consultation.desk import code_of
from diemcau.app.consultation.laying_out import TextTable, laid_out
from diemcau.app.consultation.reading import cited, label
from diemcau.app.text.folding import slug
from diemcau.domain.consultation.nouns.clauses import Clause, ClauseId
from diemcau.domain.consultation.nouns.terms import ClauseKind, DraftKind, VersionState
from diemcau.domain.consultation.nouns.versions import DraftVersion
from diemcau.domain.consultation.rules.tree import Children, above, children, walked
from diemcau.domain.consultation.state import Consultation
from diemcau.edge.exports.legal_xml import AKN, EDITOR, FrbrLevel, about, identified, inside

_TAGS: Final = {
    ClauseKind.PART: "part",
    ClauseKind.CHAPTER: "chapter",
    ClauseKind.SECTION: "section",
    ClauseKind.ARTICLE: "article",
    ClauseKind.PARAGRAPH: "paragraph",
    ClauseKind.POINT: "point",
}
"""What is none of these is an `hcontainer`, by its own name."""


class ToldClause(Struct, frozen=True):
    """`quoted` as a letter quotes it; `parent` is the id of the clause it stands in."""

    id: str
    kind: ClauseKind
    number: str
    quoted: str
    heading: str
    text: str
    parent: str | None
    question: str
    options: Sequence[str]


class ToldDraft(Struct, frozen=True, kw_only=True):
    """A version, its clauses in the order in which they are read."""

    code: str
    title: str
    kind: DraftKind
    drafting_body: str
    version: int
    state: VersionState
    on: date | None
    clauses: Sequence[ToldClause]


def told_draft(state: Consultation, version: DraftVersion) -> ToldDraft:
    plan = state.planned
    return ToldDraft(
        code=code_of(state),
        title=plan.title,
        kind=plan.kind,
        drafting_body=plan.drafting_body,
        version=version.number,
        state=version.state,
        on=version.on,
        clauses=[_told(version, each) for each in walked(version)],
    )


def _told(version: DraftVersion, clause: Clause) -> ToldClause:
    return ToldClause(
        id=clause.id,
        kind=clause.kind,
        number=clause.number,
        quoted=cited(above(version, clause.id)),
        heading=clause.heading,
        text=clause.text,
        parent=clause.parent,
        question=clause.question,
        options=clause.options,
    )


async def schema(_: web.Request) -> web.Response:
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(ToldDraft),
    }
    return web.Response(body=msgspec.json.encode(described), content_type="application/schema+json")


def draft_xml(state: Consultation, version: DraftVersion, day: date) -> ET.Element:
    """`day` stands for the one on which it was frozen, where it is still written on."""
    root = ET.Element(f"{{{AKN}}}akomaNtoso")
    bill = inside(root, "bill", name=state.planned.kind)
    _meta(bill, state, version, day)
    preface = inside(bill, "preface")
    inside(inside(preface, "p"), "docTitle", state.planned.title)
    body = inside(bill, "body")
    under = children(version)
    for clause in under.get(None, ()):
        _clause(body, clause, under)
    if not len(body):
        inside(inside(body, "hcontainer", name=ClauseKind.PASSAGE), "content").append(_p())
    return root


def _meta(bill: ET.Element, state: Consultation, version: DraftVersion, day: date) -> None:
    begun, on = state.opens or day, version.on or day
    work = f"/akn/vn/bill/{begun}/{slug(code_of(state))}"
    read_as = f"{work}/vie@{on}"
    meta = inside(bill, "meta")
    levels = (
        FrbrLevel(work, "drafter", begun, "opened"),
        FrbrLevel(read_as, "drafter", on, version.state, version=version.number),
        FrbrLevel(f"{read_as}.akn", EDITOR, on, version.state),
    )
    identified(meta, levels)
    references = inside(meta, "references", source=f"#{EDITOR}")
    about(references, "TLCOrganization", EDITOR, "Điểm Cầu")
    drafter = state.planned.drafting_body or "Cơ quan chủ trì soạn thảo"
    about(references, "TLCOrganization", "drafter", drafter)


def _clause(parent: ET.Element, clause: Clause, under: Children) -> None:
    """What it says itself leads to what is in it."""
    made = _begun(parent, clause)
    if number := _number(clause):
        inside(made, "num", number)
    if clause.heading:
        inside(made, "heading", clause.heading)
    parts = under.get(clause.id, ())
    if clause.text or not parts:
        said = inside(made, "intro" if parts else "content")
        said.extend([*map(_part, laid_out(clause.text))] or [_p()])
    for each in parts:
        _clause(made, each, under)


def _begun(parent: ET.Element, clause: Clause) -> ET.Element:
    if (tag := _TAGS.get(clause.kind)) is not None:
        return inside(parent, tag, eId=_id(clause.id))
    return inside(parent, "hcontainer", eId=_id(clause.id), name=clause.kind)


def _id(which: ClauseId) -> str:
    """In one piece, as the standard asks."""
    return "_".join(which.split())


def _number(clause: Clause) -> str:
    """As it is printed."""
    match clause.kind:
        case ClauseKind.PASSAGE:
            return ""
        case ClauseKind.PARAGRAPH:
            return f"{clause.number}."
        case ClauseKind.POINT:
            return f"{clause.number})"
        case _:
            return label(clause)


def _part(part: str | TextTable) -> ET.Element:
    return _p(part) if isinstance(part, str) else _table(part)


def _p(text: str = "") -> ET.Element:
    return inside(ET.Element("parent"), "p", text)


def _table(rows: TextTable) -> ET.Element:
    table = inside(ET.Element("parent"), "table")
    for row in rows:
        line = inside(table, "tr")
        for words in row:
            inside(inside(line, "td"), "p", words)
    return table


ROUTES: Final = (web.get("/consultations/schema.json", schema),)
