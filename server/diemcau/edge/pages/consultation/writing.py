"""The text of a version, pasted or out of a file: looked at as a tree, then written down.

Ids of the version before are kept where a clause is the same; those that were not sure are shown.
"""

import asyncio
from typing import Final

from aiohttp import web

from diemcau.app.consultation.desk import code_of
from diemcau.app.consultation.matching import Matched, matched
from diemcau.app.consultation.reading import cited, label, read, written
from diemcau.app.files import FileMissing
from diemcau.app.files.bringing import Given
from diemcau.app.ports.people import Post
from diemcau.domain.consultation.nouns.clauses import VersionFrozen, WriteDraft
from diemcau.domain.consultation.nouns.versions import DraftMissing, DraftVersion, VersionNo
from diemcau.domain.consultation.rules.believing import seen
from diemcau.domain.consultation.rules.tree import above, walked
from diemcau.domain.consultation.rules.tree import written as as_version
from diemcau.edge.door.bodies import form_of
from diemcau.edge.door.multipart import Upload
from diemcau.edge.door.security import LARGEST_FILE, count_act, place_for
from diemcau.edge.door.taking import FORM, MULTIPART, Taking, Terms, long
from diemcau.edge.forms.fields import form_id
from diemcau.edge.pages.consultation.acting import stamped
from diemcau.edge.pages.consultation.desk import DraftReader, opened
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, reader

HERE: Final = "/consultations/{draft}/text"
LOOK: Final = f"{HERE}/look"
FILE: Final = f"{HERE}/file"
DOCUMENT: Final = Terms(kinds=frozenset({FORM, MULTIPART}), files=True)


async def ask(request: web.Request) -> web.Response:
    asked = await _writer(request)
    version = asked.state.editing
    clauses = walked(version) if version else ()
    return page(
        request,
        "consultation/text.html",
        code=code_of(asked.state),
        text=written(clauses),
        believes=seen(clauses),
        clauses=(),
    )


async def look(request: web.Request) -> web.Response:
    """As it would be written down; nothing is yet."""
    return await _looked_at(request, await _writer(request), await _text(request))


async def bring(request: web.Request) -> web.Response:
    """A file is read into the field in which a text is pasted, and looked at like one."""
    count_act(request)
    asked, given = await _writer(request), (await form_of(request)).get("file")
    if not isinstance(given, Upload) or not given.name:
        raise FileMissing
    document = Given(given.name, given.pieces, most=request.app[LARGEST_FILE])
    with place_for(request):
        text = await product(request).bringing.text(document, reader(request))
    if not text.strip():
        raise DraftMissing
    return await _looked_at(request, asked, text)


async def _looked_at(request: web.Request, asked: DraftReader, text: str) -> web.Response:
    made = await asyncio.to_thread(_matched, asked, text)
    version = as_version(DraftVersion(number=VersionNo(0)), made.clauses)
    return page(
        request,
        "consultation/text.html",
        code=code_of(asked.state),
        text=text,
        believes=(await form_of(request)).get("believes", ""),
        clauses=walked(version),
        label=label,
        unsure={each: cited(above(version, each)) for each in made.unsure},
    )


async def write(request: web.Request) -> web.Response:
    asked, text = await _writer(request), await _text(request)
    made = await asyncio.to_thread(_matched, asked, text)
    fields = await form_of(request)
    said = {
        "clauses": made.clauses,
        "id": form_id(fields),
        "believes": fields.get("believes") or None,
    }
    await asked.desk.submit(asked.state.id, stamped(request, asked.actor, WriteDraft, said))
    raise web.HTTPSeeOther(f"/consultations/{request.match_info['draft']}")


async def _writer(request: web.Request) -> DraftReader:
    """Raises `VersionFrozen` for whoever has nothing to write on."""
    asked = await opened(request)
    if "write_draft" not in asked.offers or asked.state.editing is None:
        raise VersionFrozen
    return asked


async def _text(request: web.Request) -> str:
    """Raises `DraftMissing`."""
    text = str((await form_of(request)).get("text", ""))
    if not text.strip():
        raise DraftMissing
    return text


def _matched(asked: DraftReader, text: str) -> Matched:
    """With what is there: a text that is pasted again changes no id."""
    version = asked.state.editing
    assert version is not None
    return matched(tuple(walked(version)), read(text))


ROUTES: Final = (
    web.get(HERE, ask),
    Taking(LOOK, look, long(*Post)),
    Taking(FILE, bring, DOCUMENT),
    Taking(HERE, write, long(*Post)),
)
