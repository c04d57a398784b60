"""Forms with which files are brought: what for, and the act that names them."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from aiohttp import web
from multidict import MultiMapping

from diemcau.app.files import FileMissing
from diemcau.app.files.bringing import Given
from diemcau.app.live.seats import TABLE, actor_in, check_seated
from diemcau.app.ports.files import StoredFile
from diemcau.app.ports.people import Post
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.leading_on import check_proof
from diemcau.edge.door.multipart import Upload
from diemcau.edge.door.security import LARGEST_FILE, count_act, place_for
from diemcau.edge.door.taking import FORM, MULTIPART, Taking, Terms
from diemcau.edge.forms.fields import form_id, safe_path
from diemcau.edge.who.readers import meeting_of, product, reader
from diemcau.protocol import codec, typed
from diemcau.protocol.codec import Malformed

LONGEST_TITLE: Final = 500
_NUMBER: Final = re.compile(r"[0-9]{1,9}")


async def bring(request: web.Request) -> web.Response:
    """A file and what it is for: `about` names it, as in `item/<id>`."""
    session = reader(request)
    count_act(request)
    fields = await form_of(request)
    noun, _, which = str(fields.get("about", "")).partition("/")
    if (purpose := ABOUT.get(noun)) is None:
        raise Malformed("bad_args", "about")
    reader(request, *purpose.posts)
    meeting = await product(request).rooms.state(meeting_of(request))
    check_seated(meeting, actor_in(meeting.id, session))
    if given := _given(fields):
        await _bring_with(request, purpose, which, fields, given)
    elif purpose.file_wanted:
        raise FileMissing
    else:
        command = _command(request, purpose.act(which, None, fields), fields, None)
        check_proof(request, command)
        await product(request).rooms.submit(meeting.id, command)
    raise web.HTTPSeeOther(safe_path(fields.get("back", "")))


def _given(fields: MultiMapping[Any]) -> Upload | None:
    given = fields.get("file")
    return given if isinstance(given, Upload) and given.name else None


async def _bring_with(
    request: web.Request,
    purpose: "Purpose",
    which: str,
    fields: MultiMapping[Any],
    given: Upload,
) -> None:
    """As long as there is room for it."""
    bringing = product(request).bringing

    def act(stored: StoredFile) -> AnyCommand:
        return _command(request, purpose.act(which, stored, fields), fields, stored)

    brought = Given(
        name=given.name,
        title=str(fields.get("title", "")),
        said_open=fields.get("open") == "true",
        pieces=given.pieces,
        most=request.app[LARGEST_FILE],
    )
    prove = bringing.signed if purpose.signed else None
    with place_for(request):
        await bringing.bring(meeting_of(request), brought, reader(request), act, prove)


class ActOfForm(NamedTuple):
    """The act that names a file; `ours` are the arguments that no browser may give."""

    name: str
    args: dict[str, Any]
    ours: Mapping[str, object] = {}


def _on_item(item: str, stored: StoredFile | None, fields: MultiMapping[Any]) -> ActOfForm:
    assert stored is not None, "a file is wanted"
    return ActOfForm("attach_document", {"item": item, "document": _document(stored, fields)})


def _signed_copy(no: str, stored: StoredFile | None, _fields: MultiMapping[Any]) -> ActOfForm:
    assert stored is not None, "a file is wanted"
    args = {"publication": int(no) if _NUMBER.fullmatch(no) else 0}
    return ActOfForm("file_signed_copy", args, {"copy": stored.address})


def _report(conclusion: str, stored: StoredFile | None, fields: MultiMapping[Any]) -> ActOfForm:
    """How far a task has come, with what shows it."""
    per_cent = str(fields.get("per_cent", ""))
    args = {
        "conclusion": conclusion,
        "text": str(fields.get("text", "")),
        "per_cent": -1 if (part := typed.whole(per_cent)) is None else part,
    }
    return ActOfForm(
        "report_on_task", args, {"evidence": _document(stored, fields)} if stored else {}
    )


class Purpose(NamedTuple):
    """What a file may be brought for, by whom, the act that names it, and whether it has to prove
    that the office signed it.
    """

    posts: Sequence[Post]
    act: Callable[[str, StoredFile | None, MultiMapping[Any]], ActOfForm]
    file_wanted: bool = True
    signed: bool = False


ABOUT: Final[Mapping[str, Purpose]] = {
    "item": Purpose(TABLE, _on_item),
    "publication": Purpose((Post.SECRETARY,), _signed_copy, signed=True),
    "task": Purpose((Post.SECRETARY, Post.SITE), _report, file_wanted=False),
}


def _document(stored: StoredFile, fields: MultiMapping[Any]) -> dict[str, str]:
    """Under a title of its own, or its name without the ending."""
    title = str(fields.get("title", "")).strip() or stored.name.rpartition(".")[0]
    return {"title": title[:LONGEST_TITLE], "address": stored.address}


def _command(
    request: web.Request, act: ActOfForm, fields: MultiMapping[Any], stored: StoredFile | None
) -> AnyCommand:
    """The same form with the same file is the same act; with another file it is another."""
    session = reader(request)
    return codec.command(
        act.name,
        act.args,
        command_id=f"{form_id(fields)[:47]}:{stored.digest[:16]}" if stored else form_id(fields),
        at=product(request).clock.now(),
        actor=actor_in(meeting_of(request), session),
        ours=act.ours,
    )


FILES: Final = Terms(posts=(*TABLE, Post.SITE), kinds=frozenset({FORM, MULTIPART}), files=True)
ROUTES: Final = (Taking("/files/{meeting}", bring, FILES),)
