"""Gói văn bản: a document with its data, for the office's own system of documents to take in.

The names are those of QCVN 102:2016/BTTTT, as such systems exchange them (`MessageHeader`). The
package is a file that somebody carries over; sending it between offices is that system's work.
Beside them stands the anchor of the publication (`Anchor`).
"""

from datetime import tzinfo
from typing import Any, Final

import msgspec
from aiohttp import web

from diemcau.app.calendar.zones import zone_named
from diemcau.app.documents import OfficialDocument
from diemcau.app.files.packing import packed
from diemcau.app.ports.library import DocumentNumber, PublishedPaper
from diemcau.app.text.plain_text import plain
from diemcau.edge.exports.aside import aside
from diemcau.edge.exports.documents import drawn_up
from diemcau.edge.exports.files import content_of
from diemcau.edge.showing.unchanged import unless_known
from diemcau.edge.who import readable
from diemcau.edge.who.identity import IDENTITY
from diemcau.edge.who.readers import product


async def package(request: web.Request) -> web.Response:
    known = await readable.asked_for(request)
    made = await drawn_up(request, known)
    parts = product(request)
    printer = parts.issuing.printer
    pdf = await (content_of(request, known.signed) if known.signed else printer.pdf(made))
    given = await parts.issuing.numbers.of(known.meeting, known.no)
    zone = zone_named((await parts.rooms.state(known.meeting)).timezone)
    header = described(known, made, given, zone, request.app[IDENTITY].public_url)
    entries = {
        f"{known.meeting}-{known.no}.pdf": pdf,
        f"{known.meeting}-{known.no}.docx": await printer.docx(made),
        "metadata.json": msgspec.json.format(msgspec.json.encode(header), indent=2),
    }
    return web.Response(
        body=await aside(request, packed, entries),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{known.meeting}-{known.no}.zip"'},
    )


def described(
    known: PublishedPaper,
    made: OfficialDocument,
    given: DocumentNumber | None,
    zone: tzinfo,
    home: str,
) -> dict[str, Any]:
    """`MessageHeader`; a document that has no number yet has no day either."""
    number, _, notation = made.number.partition("/")
    day = f"{given.issued_at.astimezone(zone):%Y/%m/%d}" if given else ""
    name = " ".join(made.letterhead.body)
    signer = made.signers[-1]
    header = {
        "From": {
            "OrganId": made.letterhead.organ_id,
            "OrganizationInCharge": made.letterhead.superior,
            "OrganName": name,
        },
        "To": [{"OrganName": each} for each in made.recipients],
        "DocumentId": f"{home.rstrip('/')}/published/{known.meeting}/{known.no}",
        "Code": {"CodeNumber": number.strip() if given else "", "CodeNotation": notation},
        "PromulgationInfo": {"Place": made.letterhead.place, "PromulgationDate": day},
        "DocumentType": {"Type": "2", "TypeName": made.kind},
        "Subject": made.subject,
        "SignerInfo": {
            "FullName": signer.name,
            "Position": signer.authority[-1].capitalize(),
        },
        "OtherInfo": {"Priority": "0", "PromulgationAmount": "1", "Direction": "false"},
        "Anchor": made.anchor,
        "Attachments": [f"{known.meeting}-{known.no}.{form}" for form in ("pdf", "docx")],
    }
    said: dict[str, Any] = _plain(header)
    return said


def _plain(value: Any) -> Any:  # noqa: ANN401 – whatever JSON can say
    """Logs of before hold signs that UTF-8 has no way to write."""
    match value:
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case list():
            return [_plain(each) for each in value]
        case _:
            return plain(value)


ROUTES: Final = (web.get(r"/published/{meeting}/{no:\d{1,9}}.zip", unless_known(package)),)
