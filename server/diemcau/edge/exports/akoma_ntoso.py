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

from diemcau.app.calendar.zones import zone_named
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.text.folding import slug
from diemcau.domain.nouns.papers import ItemLine, Minutes, SpeechLine, VoteLine
from diemcau.edge.exports.aside import aside
from diemcau.edge.exports.legal_xml import (
    AKN,
    AKN_TYPE,
    EDITOR,
    FrbrLevel,
    about,
    as_bytes,
    identified,
    inside,
)
from diemcau.edge.showing.rendering import vietnamese
from diemcau.edge.showing.unchanged import unless_known
from diemcau.edge.showing.words import Voice
from diemcau.edge.who import readable
from diemcau.edge.who.readers import product


async def minutes(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    paper = readable.paper_of(request, known)
    if not isinstance(paper, Minutes):
        raise web.HTTPNotFound
    zone = zone_named((await product(request).rooms.state(known.meeting)).timezone)
    anchor = await product(request).issuing.anchors.of(known.meeting, known.no)
    return web.Response(
        body=await aside(request, _as_text, known, paper, zone, vietnamese(request), anchor),
        content_type=AKN_TYPE,
        charset="utf-8",
    )


def _as_text(known: PublishedPaper, paper: Minutes, zone: tzinfo, t: Voice, anchor: str) -> bytes:
    return as_bytes(written(known, paper, zone, t, anchor))


def written(
    known: PublishedPaper, paper: Minutes, zone: tzinfo, t: Voice, anchor: str = ""
) -> ET.Element:
    root = ET.Element(f"{{{AKN}}}akomaNtoso")
    debate = inside(root, "debate", name="minutes")
    speakers = _speakers(paper)
    _meta(debate, known, paper, zone, speakers, anchor)
    preface = inside(debate, "preface")
    inside(inside(preface, "p"), "docTitle", f"{t('page.paper.minutes')} – {paper.title}")
    body = inside(debate, "debateBody")
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
    meta = inside(debate, "meta")
    levels = (
        FrbrLevel(work, "organiser", held, "held"),
        FrbrLevel(f"{work}/vie@{at}", EDITOR, at, "published", alias=anchor),
        FrbrLevel(f"{work}/vie@{at}.akn", EDITOR, at, "published"),
    )
    identified(meta, levels)
    references = inside(meta, "references", source=f"#{EDITOR}")
    about(references, "TLCOrganization", EDITOR, "Điểm Cầu")
    about(references, "TLCOrganization", "organiser", paper.organiser or paper.hub)
    for name, which in speakers.items():
        about(references, "TLCPerson", which, name)


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
    call = inside(body, "rollCall", eId="rollcall_1")
    said = t(
        "page.paper.present_in_all",
        sites=here,
        of=len(paper.attendance),
        here=sum(line.present for line in paper.attendance),
        expected=sum(line.expected for line in paper.attendance),
    )
    inside(call, "heading", t("page.paper.attendance"))
    inside(call, "p", said)
    for line in paper.attendance:
        came = line.checked_in_at
        when = f"{came.astimezone(zone):%H:%M}" if came else t("page.paper.not_there")
        inside(call, "p", f"{line.site}: {when}, {line.present}/{line.expected}")


def _section(
    body: ET.Element,
    which: str,
    item: ItemLine,
    zone: tzinfo,
    speakers: dict[str, str],
    t: Voice,
) -> None:
    section = inside(body, "debateSection", eId=which, name=item.kind.value)
    inside(section, "num", item.number)
    inside(section, "heading", item.title)
    lines = [item.presenter, item.note]
    lines += [f"{each.site}: {each.text}" for each in item.opinions]
    lines += [_vote(each, t) for each in item.votes]
    for number, speech in enumerate(item.speeches, 1):
        _speech(section, f"{which}__speech_{number}", speech, zone, speakers, t)
    told = [line for line in lines if line] or [t(f"item_state.{item.state}")]
    for number, line in enumerate(told, 1):
        inside(section, "summary", line, eId=f"{which}__summary_{number}")


def _speech(
    section: ET.Element,
    which: str,
    speech: SpeechLine,
    zone: tzinfo,
    speakers: dict[str, str],
    t: Voice,
) -> None:
    made = inside(
        section,
        "speech",
        eId=which,
        by=f"#{speakers[_speaker(speech)]}",
        startTime=_moment(speech.started_at, zone),
        endTime=_moment(speech.ended_at, zone),
    )
    inside(made, "from", _speaker(speech))
    for line in filter(None, (t(f"kind.{speech.kind}"), *speech.note.split("\n"))):
        inside(made, "p", line)


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
    section = inside(body, "debateSection", eId="dbsect_general", name="general")
    inside(section, "heading", t("page.paper.remarks"))
    for number, line in enumerate(filter(None, told), 1):
        inside(section, "summary", line, eId=f"dbsect_general__summary_{number}")


def _moment(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")


ROUTES: Final[Iterable[web.RouteDef]] = (
    web.get(r"/published/{meeting}/{no:\d{1,9}}.akn.xml", unless_known(minutes)),
)
