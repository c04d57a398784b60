"""What a site says of a clause in the conference, or hands in there, as its comment on the draft.

Two logs are written, one after the other: the consultation takes the comment, then the conference
notes its number with the speech. Both acts are named after the form, so that sending it again
completes what was cut in the middle, and does nothing twice.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from aiohttp import web
from multidict import MultiDict, MultiMapping

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.people import Post
from diemcau.domain.consultation.nouns.comments import DraftComment, EnterComment, NotInvited
from diemcau.domain.consultation.nouns.replies import CommentId
from diemcau.domain.consultation.nouns.terms import Stance, Way
from diemcau.domain.nouns.drafts import NoteComment
from diemcau.domain.nouns.floor import NoSuchSpeech, Speech
from diemcau.domain.nouns.ids import CommandId, OpinionId, SiteCode, SpeechNo
from diemcau.domain.rules.drafting import site_name
from diemcau.domain.rules.drafts import spoken_to
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.security import count_act
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms.fields import asked_for, back_of, form_id
from diemcau.edge.pages.consultation.acting import stamped
from diemcau.edge.pages.live.discussing.room import DraftInRoom, draft_of
from diemcau.edge.refusing.errors import wants_json
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, screen_of
from diemcau.protocol import sent, typed

_OURS: Final = ("speech", "opinion")


class Uttered(NamedTuple):
    """Who spoke on the item, or handed in words on it."""

    site: SiteCode
    speech: Speech | None
    text: str = ""

    @property
    def way(self) -> Way:
        return Way.MINUTES if self.speech is None else Way.SPOKEN


def _saying(room: DraftInRoom, said: Mapping[str, Any]) -> Uttered:
    """Raises `NoSuchSpeech`, `NotInvited`: a person of the hall is no body that was asked."""
    meeting = room.seat.meeting
    opinion = meeting.opinions.get(OpinionId(str(said.get("opinion", ""))))
    if opinion is not None and opinion.item == room.item:
        return Uttered(opinion.site, None, opinion.text)
    number = typed.whole(str(said.get("speech", "")))
    speech = meeting.speeches.get(SpeechNo(number or 0))
    if speech is None or speech.item != room.item or speech.undone:
        raise NoSuchSpeech
    if speech.site is None:
        raise NotInvited
    return Uttered(speech.site, speech)


async def ask(request: web.Request) -> web.Response:
    """Also raises `NotInvited` before anything is written."""
    room = await draft_of(request, Post.SECRETARY)
    saying = _saying(room, request.query)
    room.state.invited(saying.site)
    clauses = room.version.clauses.values()
    return page(
        request,
        "consultation/spoken.html",
        who=site_name(room.seat.meeting, saying.site),
        about={name: request.query[name] for name in _OURS if name in request.query},
        action=request.path,
        back=screen_of(room.seat.session, room.seat.meeting.id),
        clauses=room.carried.clauses,
        chosen=_preselected(room, saying),
        known=_sent_before(room, saying.site),
        stances=[*Stance],
        options=range(1, 1 + max((len(each.options) for each in clauses), default=0)),
        text=saying.text,
    )


def _preselected(room: DraftInRoom, saying: Uttered) -> str:
    """What is before the room, else what was asked for."""
    asked = spoken_to(room.seat.meeting, saying.speech) if saying.speech else ()
    return room.carried.focus or next((mark.id for mark in asked), "")


def _sent_before(room: DraftInRoom, site: SiteCode) -> Sequence[DraftComment]:
    listed = (room.state.comments[each] for each in room.state.order)
    return [each for each in listed if each.body == site and each.counts]


async def take_down(request: web.Request) -> web.Response:
    """Raises whatever the rules of either say."""
    count_act(request)
    room, fields = await draft_of(request, Post.SECRETARY), await form_of(request)
    saying, form = _saying(room, fields), form_id(fields)
    comment = await _entered(request, room, saying, fields)
    if saying.speech is not None:
        await _noted(request, room, saying.speech, comment, form)
    if wants_json(request):
        return web.json_response({"code": comment.code})
    raise web.HTTPSeeOther(back_of(fields) or screen_of(room.seat.session, room.seat.meeting.id))


async def _entered(
    request: web.Request, room: DraftInRoom, saying: Uttered, fields: MultiMapping[Any]
) -> DraftComment:
    """As the consultation has it now, or had it already; whose it is the form does not say. It is
    called by the form, or apart where somebody else's form has that id.
    """
    told = MultiDict(fields)
    told["body"], told["way"] = saying.site, saying.way
    said = asked_for(EnterComment, told, HOME_ZONE, *_OURS)
    named = {**said, "id": form_id(fields)}
    command = stamped(request, room.seat.actor, EnterComment, named)
    assert isinstance(command, EnterComment), "stamped as what was asked for"
    comments = (await room.desk.submit(room.id, command)).comments
    apart = CommentId(sent.of(command).apart)
    return comments[command.repeats or (apart if apart in comments else CommentId(command.id))]


async def _noted(
    request: web.Request, room: DraftInRoom, speech: Speech, comment: DraftComment, form: str
) -> None:
    note = NoteComment(
        id=CommandId(f"{form}.note"),
        at=product(request).clock.now(),
        actor=room.seat.actor,
        speech=speech.no,
        comment=comment.code,
        clause=comment.said.clause,
    )
    await product(request).rooms.submit(room.seat.meeting.id, note)


_HERE: Final = "/conferences/{meeting}/drafts/{item}/comments"
ROUTES: Final = (web.get(_HERE, ask), Taking(_HERE, take_down, long(Post.SECRETARY)))
