"""Minutes as Akoma Ntoso 3.0 (OASIS LegalDocML), for archives and for whoever studies debates.

A `debate`: the roll call, then a section for each item with its speeches – who, when, and what the
secretary wrote of them – opinions, votes and what else happened. People and bodies are named once,
in the references, and speeches point there.
"""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Final
from xml.etree import ElementTree as ET

from aiohttp import web

from diemcau.app.folding import slug
from diemcau.app.plain_text import on_one_line, plain
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.zones import zone_named
from diemcau.domain.nouns.papers import ItemLine, Minutes, SpeechLine, VoteLine
from diemcau.edge import readable
from diemcau.edge.exports.aside import aside
from diemcau.edge.readers import product
from diemcau.edge.rendering import vietnamese
from diemcau.edge.unchanged import unless_known
from diemcau.edge.words import Voice

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MEDIA_TYPE: Final = "application/akn+xml"
_EDITOR: Final = "diem-cau"
ET.register_namespace("akn", AKN)


async def minutes(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    paper = readable.paper_of(request, known)
    if not isinstance(paper, Minutes):
        raise web.HTTPNotFound
    zone = zone_named((await product(request).rooms.state(known.meeting)).timezone)
    anchor = await product(request).issuing.anchors.of(known.meeting, known.no)
    return web.Response(
        body=await aside(request, _as_text, known, paper, zone, vietnamese(request), anchor),
        content_type=MEDIA_TYPE,
        charset="utf-8",
    )


def _as_text(known: PublishedPaper, paper: Minutes, zone: tzinfo, t: Voice, anchor: str) -> bytes:
    made: bytes = ET.tostring(
        written(known, paper, zone, t, anchor), encoding="utf-8", xml_declaration=True
    )
    return made


def written(
    known: PublishedPaper, paper: Minutes, zone: tzinfo, t: Voice, anchor: str = ""
) -> ET.Element:
    root = ET.Element(f"{{{AKN}}}akomaNtoso")
    debate = _in(root, "debate", name="minutes")
    speakers = _speakers(paper)
    _meta(debate, known, paper, zone, speakers, anchor)
    preface = _in(debate, "preface")
    _in(_in(preface, "p"), "docTitle", f"{t('page.paper.minutes')} – {paper.title}")
    body = _in(debate, "debateBody")
    _roll_call(body, paper, zone, t)
    for number, item in enumerate(paper.items, 1):
        _section(body, f"dbsect_{number}", item, zone, speakers, t)
    _others(body, paper, t)
    return root


# -- what it is ------------------------------------------------------------------------------------


def _meta(
    debate: ET.Element,
    known: PublishedPaper,
    paper: Minutes,
    zone: tzinfo,
    speakers: dict[str, str],
    anchor: str,
) -> None:
    """The work is the debate of that day, the expression these minutes, in Vietnamese: under the
    name of the record that published them as well.
    """
    held, at = paper.started_at.astimezone(zone).date(), known.at.astimezone(zone).date()
    work = f"/akn/vn/debate/{held}/{slug(known.meeting) or known.no}"
    meta = _in(debate, "meta")
    identification = _in(meta, "identification", source=f"#{_EDITOR}")
    levels = (
        ("FRBRWork", work, held, "held"),
        ("FRBRExpression", f"{work}/vie@{at}", at, "published"),
        ("FRBRManifestation", f"{work}/vie@{at}.akn", at, "published"),
    )
    for name, uri, day, what in levels:
        level = _in(identification, name)
        _in(level, "FRBRthis", value=f"{uri}/!main")
        _in(level, "FRBRuri", value=uri)
        if anchor and name == "FRBRExpression":
            _in(level, "FRBRalias", value=anchor, name="anchor")
        _in(level, "FRBRdate", date=day.isoformat(), name=what)
        _in(level, "FRBRauthor", href="#organiser" if name == "FRBRWork" else f"#{_EDITOR}")
        if name == "FRBRWork":
            _in(level, "FRBRcountry", value="vn")
        if name == "FRBRExpression":
            _in(level, "FRBRlanguage", language="vie")
    references = _in(meta, "references", source=f"#{_EDITOR}")
    _about(references, "TLCOrganization", _EDITOR, "Điểm Cầu")
    _about(references, "TLCOrganization", "organiser", paper.organiser or paper.hub)
    for name, which in speakers.items():
        _about(references, "TLCPerson", which, name)


def _about(references: ET.Element, kind: str, which: str, name: str) -> None:
    ontology = "organization" if kind == "TLCOrganization" else "person"
    href = f"/akn/ontology/{ontology}/vn/{which}"
    _in(references, kind, eId=which, href=href, showAs=name)


def _speakers(paper: Minutes) -> dict[str, str]:
    """A name each, and its id in these minutes."""
    names = dict.fromkeys(
        [
            *(name for name in (paper.chair, paper.secretary) if name),
            *(_speaker(speech) for item in paper.items for speech in item.speeches),
        ]
    )
    return {name: f"speaker-{number}" for number, name in enumerate(names, 1)}


def _speaker(speech: SpeechLine) -> str:
    return f"{speech.speaker} – {speech.delegate}" if speech.delegate else speech.speaker


# -- what happened ---------------------------------------------------------------------------------


def _roll_call(body: ET.Element, paper: Minutes, zone: tzinfo, t: Voice) -> None:
    here = sum(line.checked_in_at is not None for line in paper.attendance)
    call = _in(body, "rollCall", eId="rollcall_1")
    said = t(
        "page.paper.present_in_all",
        sites=here,
        of=len(paper.attendance),
        here=sum(line.present for line in paper.attendance),
        expected=sum(line.expected for line in paper.attendance),
    )
    _in(call, "heading", t("page.paper.attendance"))
    _in(call, "p", said)
    for line in paper.attendance:
        came = line.checked_in_at
        when = f"{came.astimezone(zone):%H:%M}" if came else t("page.paper.not_there")
        _in(call, "p", f"{line.site}: {when}, {line.present}/{line.expected}")


def _section(
    body: ET.Element,
    which: str,
    item: ItemLine,
    zone: tzinfo,
    speakers: dict[str, str],
    t: Voice,
) -> None:
    section = _in(body, "debateSection", eId=which, name=item.kind.value)
    _in(section, "num", item.number)
    _in(section, "heading", item.title)
    lines = [item.presenter, item.note]
    lines += [f"{each.site}: {each.text}" for each in item.opinions]
    lines += [_vote(each, t) for each in item.votes]
    for number, speech in enumerate(item.speeches, 1):
        _speech(section, f"{which}__speech_{number}", speech, zone, speakers, t)
    told = [line for line in lines if line] or [t(f"item_state.{item.state}")]
    for number, line in enumerate(told, 1):
        _in(section, "summary", line, eId=f"{which}__summary_{number}")


def _speech(
    section: ET.Element,
    which: str,
    speech: SpeechLine,
    zone: tzinfo,
    speakers: dict[str, str],
    t: Voice,
) -> None:
    made = _in(
        section,
        "speech",
        eId=which,
        by=f"#{speakers[_speaker(speech)]}",
        startTime=_moment(speech.started_at, zone),
        endTime=_moment(speech.ended_at, zone),
    )
    _in(made, "from", _speaker(speech))
    for line in filter(None, (t(f"kind.{speech.kind}"), *speech.note.split("\n"))):
        _in(made, "p", line)


def _vote(vote: VoteLine, t: Voice) -> str:
    """Never by whom: named votes stand in the paper itself."""
    told = (
        f"{each.choice if vote.listed else t(f'answer.{each.choice}')}: {each.count}"
        for each in vote.choices
    )
    return f"{vote.text}: {'; '.join(told)}"


def _others(body: ET.Element, paper: Minutes, t: Voice) -> None:
    """What belongs to no item: the general note, and what went wrong."""
    told = [paper.note]
    told += [f"{e.site}: {t(f'incident.{e.kind}')} {e.text}".strip() for e in paper.incidents]
    if not any(told):
        return
    section = _in(body, "debateSection", eId="dbsect_general", name="general")
    _in(section, "heading", t("page.paper.remarks"))
    for number, line in enumerate(filter(None, told), 1):
        _in(section, "summary", line, eId=f"dbsect_general__summary_{number}")


def _moment(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")


def _in(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    said = {name: on_one_line(value) for name, value in attributes.items()}
    made = ET.SubElement(parent, f"{{{AKN}}}{tag}", said)
    made.text = plain(text) or None
    return made


ROUTES: Final[Iterable[web.RouteDef]] = (
    web.get(r"/published/{meeting}/{no:\d{1,9}}.akn.xml", unless_known(minutes)),
)
