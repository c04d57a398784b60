"""Every act on a draft as a form: its fields are the act's own, and the rules decide."""

from collections.abc import Mapping
from typing import Any, Final, get_args

import msgspec
from aiohttp import web

from diemcau.app.calendar.zones import HOME_ZONE
from diemcau.app.ports.people import Post
from diemcau.domain.consultation.nouns.clauses import AddClause, WriteDraft
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.nouns.enclosures import EncloseFile
from diemcau.domain.consultation.nouns.setting import PrepareConsultation
from diemcau.domain.consultation.nouns.voting import NoteVote
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.nouns.act import Actor, name_of
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.taking import Taking, long
from diemcau.edge.forms.fields import asked_for, back_of, form_id
from diemcau.edge.pages.consultation.desk import opened
from diemcau.edge.who.readers import product
from diemcau.protocol import door
from diemcau.protocol.codec import Malformed

_NOT_BY_THESE: Final = (PrepareConsultation, WriteDraft, NoteVote, EncloseFile)
"""Two have forms of their own, and what was voted is told by the conference alone."""
DRAFT_ACTS: Final[Mapping[str, type[ConsultationCommand]]] = {
    name_of(act): act for act in get_args(ConsultationCommand) if act not in _NOT_BY_THESE
}


async def act(request: web.Request) -> web.Response:
    """Raises `Malformed`, and whatever the rules say."""
    asked = await opened(request)
    if (shape := DRAFT_ACTS.get(request.match_info["act"])) is None:
        raise web.HTTPNotFound
    fields = await form_of(request)
    said = _same_by_code(asked.state, asked_for(shape, fields, HOME_ZONE))
    command = stamped(request, asked.actor, shape, {**said, "id": form_id(fields)})
    _check_ids(command)
    await asked.desk.submit(asked.state.id, command)
    raise web.HTTPSeeOther(back_of(fields) or f"/consultations/{request.match_info['draft']}")


def _same_by_code(state: Consultation, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where there are too many replies to choose from, another comment is named by its code."""
    reply = said.get("said")
    if not isinstance(reply, dict) or not (named := reply.get("same_as")):
        return said
    ids = {each.code: each.id for each in state.comments.values() if each.code}
    return {**said, "said": {**reply, "same_as": ids.get(str(named).strip().upper(), named)}}


def stamped(
    request: web.Request,
    actor: Actor,
    shape: type[ConsultationCommand],
    said: Mapping[str, Any],
) -> ConsultationCommand:
    """Who, when, and on which day at home. Raises `Malformed`."""
    parts = product(request)
    stamp = {"at": parts.clock.now(), "actor": actor, "today": parts.drafts.today()}
    try:
        return msgspec.convert({**said, **stamp}, shape)
    except msgspec.ValidationError as wrong:
        raise Malformed("bad_args", str(wrong)) from wrong


def _check_ids(command: ConsultationCommand) -> None:
    """A clause that is new is named by the page. Raises `Malformed`."""
    if isinstance(command, AddClause) and not door.is_id(command.clause.id):
        raise Malformed("bad_args", "clause.id")


ROUTES: Final = (Taking("/consultations/{draft}/acts/{act}", act, long(*Post)),)
