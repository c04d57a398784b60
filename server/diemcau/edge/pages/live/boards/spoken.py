"""What was said in the conference goes into the register: what a lead said of the petition before
the room as its spoken answer, what a site proposed as a statement. The forms are those of the
register; here they are filled in from the speech.
"""

from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.people import Post
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.floor import NoSuchSpeech, Speech
from diemcau.domain.nouns.ids import LONGEST_LINE, SpeechNo
from diemcau.domain.petitions.nouns.replies import AnswerPetition
from diemcau.domain.petitions.nouns.statements import Batch
from diemcau.domain.petitions.nouns.terms import BatchCode, PetitionCode
from diemcau.domain.petitions.register import Petition
from diemcau.domain.petitions.rules.standing import WITH_LEAD
from diemcau.domain.petitions.views.offers import offers
from diemcau.domain.rules.drafting import speaker
from diemcau.edge.registers import AtDesk, at_desk, shown
from diemcau.edge.who.readers import meeting_of, product, screen_of


async def ask(request: web.Request) -> web.Response:
    """Raises `NoSuchSpeech`."""
    desk = await at_desk(request, Post.SECRETARY)
    meeting = await product(request).rooms.state(meeting_of(request))
    speech = meeting.speeches.get(SpeechNo(int(request.match_info["speech"])))
    if speech is None or speech.undone or meeting.body != desk.body:
        raise NoSuchSpeech
    note = meeting.notes.get(f"speech/{speech.no}")
    return await shown(
        request,
        "spoken",
        desk,
        speech=speech,
        who=speaker(meeting, speech),
        said=speech.started_at.astimezone(HOME_ZONE).date(),
        text=note.text if note else "",
        origin=_origin(meeting, speech),
        about=_about(desk, meeting, speech),
        batches=[(code, f"{code} · {batch.session}") for code, batch in _open(desk).items()],
        back=screen_of(desk.session, meeting.id),
    )


def _about(desk: AtDesk, meeting: Meeting, speech: Speech) -> list[Petition]:
    """Those before the room meanwhile that still wait for their lead."""
    codes = map(PetitionCode, meeting.about.get(speech.no, ()))
    known = (each for code in codes if (each := desk.register.petitions.get(code)))
    return [
        each
        for each in known
        if each.state in WITH_LEAD
        and AnswerPetition in offers(desk.register, desk.actor, each, desk.today)
    ]


def _open(desk: AtDesk) -> dict[BatchCode, Batch]:
    return {code: each for code, each in desk.register.batches.items() if each.closed is None}


def _origin(meeting: Meeting, speech: Speech) -> str:
    """The speech as where it was said, so that it can be found in the minutes."""
    return f"Phát biểu số {speech.no}, {meeting.title}"[:LONGEST_LINE]


ROUTES: Final = (web.get("/conferences/{meeting}/speeches/{speech:[0-9]{1,9}}/petitions", ask),)
