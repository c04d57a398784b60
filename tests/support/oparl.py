"""What OParl 1.1 says of each object, written down from its specification as JSON Schema.

`!` marks what an object must have; `created` and `modified` all of them must (chapter 4.1). An
object may have further attributes of a vendor, with a prefix: of ours nothing is said here.
"""

from datetime import date, datetime
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker
from yarl import URL

BASE: Final = "https://schema.oparl.org/1.1/"
_URL: Final = {"type": "string", "format": "url"}
_URLS: Final = {"type": "array", "items": _URL}
_WORDS: Final = {"type": "string"}
_MOMENT: Final = {"type": "string", "format": "moment"}
_DAY: Final = {"type": "string", "format": "day"}
_YES: Final = {"type": "boolean"}
_WHOLE: Final = {"type": "integer"}


def _one(kind: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{kind}"}


def _some(kind: str) -> dict[str, Any]:
    return {"type": "array", "items": _one(kind)}


OF_ALL: Final[dict[str, Any]] = {
    "license": _WORDS,
    "keyword": {"type": "array", "items": _WORDS},
    "created!": _MOMENT,
    "modified!": _MOMENT,
    "web": _URL,
    "deleted": _YES,
}
OBJECTS: Final[dict[str, dict[str, Any]]] = {
    "System": {
        "oparlVersion!": {"const": BASE},
        "otherOparlVersions": _URLS,
        "body!": _URL,
        "name": _WORDS,
        "contactEmail": _WORDS,
        "contactName": _WORDS,
        "website": _URL,
        "vendor": _URL,
        "product": _URL,
    },
    "Body": {
        "system": _URL,
        "shortName": _WORDS,
        "name!": _WORDS,
        "website": _URL,
        "organization!": _URL,
        "person!": _URL,
        "meeting!": _URL,
        "paper!": _URL,
        "legislativeTerm!": {"type": "array"},
        "agendaItem": _URL,
        "consultation": _URL,
        "file": _URL,
        "locationList": _URL,
        "legislativeTermList": _URL,
        "membership": _URL,
        "mainOrganization": _URL,
    },
    "Organization": {"body": _URL, "name": _WORDS, "meeting": _URL, "shortName": _WORDS},
    "Meeting": {
        "name": _WORDS,
        "meetingState": _WORDS,
        "cancelled": _YES,
        "start": _MOMENT,
        "end": _MOMENT,
        "organization": _URLS,
        "participant": _URLS,
        "invitation": _one("File"),
        "resultsProtocol": _one("File"),
        "verbatimProtocol": _one("File"),
        "auxiliaryFile": _some("File"),
        "agendaItem": _some("AgendaItem"),
    },
    "AgendaItem": {
        "meeting": _URL,
        "number": _WORDS,
        "order!": _WHOLE,
        "name": _WORDS,
        "public": _YES,
        "result": _WORDS,
        "resolutionText": _WORDS,
        "resolutionFile": _one("File"),
        "auxiliaryFile": _some("File"),
        "start": _MOMENT,
        "end": _MOMENT,
    },
    "Paper": {
        "body": _URL,
        "name": _WORDS,
        "reference": _WORDS,
        "date": _DAY,
        "paperType": _WORDS,
        "relatedPaper": _URLS,
        "superordinatedPaper": _URLS,
        "subordinatedPaper": _URLS,
        "mainFile": _one("File"),
        "auxiliaryFile": _some("File"),
        "originatorPerson": _URLS,
        "underDirectionOf": _URLS,
        "originatorOrganization": _URLS,
    },
    "File": {
        "name": _WORDS,
        "fileName": _WORDS,
        "mimeType": _WORDS,
        "date": _DAY,
        "size": _WHOLE,
        "sha512Checksum": _WORDS,
        "text": _WORDS,
        "accessUrl!": _URL,
        "downloadUrl": _URL,
        "externalServiceUrl": _URL,
        "fileLicense": _URL,
        "meeting": _URLS,
        "agendaItem": _URLS,
        "paper": _URLS,
    },
}
GONE: Final = {
    "type": "object",
    "properties": {
        "id": _URL,
        "type": _WORDS,
        "deleted": {"const": True},
        "created": _MOMENT,
        "modified": _MOMENT,
    },
    "required": ["id", "type", "deleted", "created", "modified"],
    "additionalProperties": False,
}
"""Of what was deleted (2.8)."""
OURS: Final = "diemcau:"
FORMATS: Final = FormatChecker(formats=())


def _url(value: object) -> bool:
    return URL(str(value)).scheme in {"http", "https"}


def _moment(value: object) -> bool:
    return datetime.fromisoformat(str(value)).tzinfo is not None


def _day(value: object) -> bool:
    return str(date.fromisoformat(str(value))) == value


for name, holds in {"url": _url, "moment": _moment, "day": _day}.items():
    FORMATS.checks(name, raises=ValueError)(holds)


def _schema(kind: str) -> dict[str, Any]:
    fields = {"id!": _URL, "type!": {"const": f"{BASE}{kind}"}, **OBJECTS[kind], **OF_ALL}
    return {
        "type": "object",
        "properties": {name.rstrip("!"): shape for name, shape in fields.items()},
        "required": [name[:-1] for name in fields if name.endswith("!")],
        "additionalProperties": False,
    }


DEFINED: Final = {kind: _schema(kind) for kind in OBJECTS}


def wrong(value: dict[str, Any]) -> list[str]:
    """What the specification would say against this object; nothing when all is well."""
    value = {name: each for name, each in value.items() if not name.startswith(OURS)}
    kind = str(value.get("type", "")).removeprefix(BASE)
    if kind not in OBJECTS:
        return [f"no such type: {kind}"]
    shape = GONE if value.get("deleted") else {**_one(kind), "$defs": DEFINED}
    found = Draft202012Validator(shape, format_checker=FORMATS).iter_errors(value)
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in found]
