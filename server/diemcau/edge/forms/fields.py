"""From the fields of a form to the arguments of a command.

How this works. Fields carry the names of the command's own, dotted where they nest
(`text.lead`, `marks.0.presence`); what a field holds is read by the command's annotations, so
that no form has code of its own. Empty fields are left out, unless the command asks for the
words themselves: then the rules say that they are missing. Times are of the conference's
zone, lengths may be written `05:00`, a list `one; two`, and a roster one delegate a line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from typing import Any, Final, NamedTuple, TypeAlias

import msgspec
from msgspec import inspect as kinds
from multidict import MultiMapping

from diemcau.app.dictation import Deadline, On, understood
from diemcau.app.text.folding import slug
from diemcau.domain.names import folded, words
from diemcau.domain.nouns.act import Command
from diemcau.protocol import door, typed
from diemcau.protocol.codec import ACTS, Malformed

OURS: Final = frozenset({"id", "csrf", "back", "page", "form"})
"""Fields of every form that are not the command's."""
DEEPEST: Final = 4
"""Dots in the name of a field; no command nests as deep."""
HIGHEST_ROW: Final = 6
"""Digits in the number of a row."""
_LENGTH: Final = re.compile(r"(\d{1,4}):([0-5]\d)")
_HEADS: Final = frozenset(
    {"", "tt", "stt", "ho va ten", "ho ten", "ten", "dai bieu", "chuc vu", "chuc danh", "ghi chu"}
)
"""Of the columns of a list of people, folded."""
_NUMBERED: Final = re.compile(r"\s*[0-9]{1,3}(?:[.)]\s*|\t)")
_LONGEST_SLUG: Final = 56
_DOCUMENT_NUMBER: Final = re.compile(r"0*[1-9]\d{0,5}")
_PATH: Final = re.compile(r"/(?![/\\])[!-\[\]-~]*")

_DICTATED: Final = frozenset({"draft_conclusion", "edit_conclusion"})

Tree: TypeAlias = "dict[str, Tree] | list[str]"


class Submitted(NamedTuple):
    """A form for an act: the id that makes a second press the same act, and where to go on."""

    id: str
    back: str
    args: dict[str, Any]


def submitted(act: str, fields: MultiMapping[Any], zone: tzinfo, on: On | None = None) -> Submitted:
    """`on` is the day on which deadlines are dictated; without it they are dates. Raises
    `Malformed`: unknown_act, bad_args, deadline_unclear.
    """
    if (shape := ACTS.get(act)) is None:
        raise Malformed("unknown_act", act[:64])
    tree = _grown((name, value) for name, value in fields.items() if name not in OURS)
    if act == "set_roster":
        tree["roster"] = _roster(_last(tree.pop("roster", [])), tree.pop("known", []))
    if act in _DICTATED and on is not None:
        tree["text"] = _dictated(_branch(tree.get("text", {}), "text"), tree.pop("known", []), on)
    return Submitted(
        id=form_id(fields),
        back=back_of(fields),
        args=_arguments(shape, tree, zone),
    )


def asked_for(
    shape: type[Command], fields: MultiMapping[Any], zone: tzinfo, *apart: str
) -> dict[str, Any]:
    """The arguments of any command that a form is for; `apart` are fields that say something else.
    Raises `Malformed`.
    """
    ours = OURS.union(apart)
    tree = _grown((name, value) for name, value in fields.items() if name not in ours)
    return _arguments(shape, tree, zone)


def day_in(fields: MultiMapping[Any], name: str) -> date | None:
    """A day that was written in, if one was. Raises `Malformed`."""
    said = str(fields.get(name, "")).strip()
    day = typed.day(said)
    if said and not day:
        raise Malformed("bad_args", name)
    return day


def safe_path(path: object, otherwise: str = "/") -> str:
    """A path of ours to go to, never another site's address."""
    return path if isinstance(path, str) and _PATH.fullmatch(path) else otherwise


def as_fields(name: str, value: object) -> dict[str, str]:
    """The other way round: a plain value as the fields that would be read as it."""
    match value:
        case dict():
            parts = (as_fields(f"{name}.{key}", each) for key, each in value.items())
            return {key: said for part in parts for key, said in part.items()}
        case list() | tuple():
            return {name: "; ".join(map(str, value))}
        case bool():
            return {name: str(value).lower()}
        case _:
            return {name: "" if value is None else str(value)}


def back_of(fields: MultiMapping[Any]) -> str:
    """Where to go on: the last that says so, which is the button that was pressed."""
    return safe_path(fields.getall("back", [""])[-1])


def page_of(fields: MultiMapping[Any]) -> str:
    """On which page the form stands, which is where it leads back to unless it says otherwise."""
    return safe_path(fields.get("page", fields.get("back")), "")


def form_id(fields: MultiMapping[Any]) -> str:
    """What makes a second press the same act. Raises `Malformed`."""
    given = fields.get("id")
    return given if isinstance(given, str) and door.is_id(given) else _missing("id")


def number_in(fields: MultiMapping[Any]) -> int | None:
    """The number of a document that was written in, if one was. Raises `Malformed`."""
    wanted = str(fields.get("number", "")).strip()
    if wanted and not _DOCUMENT_NUMBER.fullmatch(wanted):
        raise Malformed("bad_args", "number")
    return int(wanted) if wanted else None


def _arguments(shape: type[Command], tree: dict[str, Tree], zone: tzinfo) -> dict[str, Any]:
    record = kinds.type_info(shape)
    assert isinstance(record, kinds.StructType), "every command is a record"
    own = tuple(field for field in record.fields if field.name not in shape.stamped)
    shaped = _fields(own, tree, zone)
    types = {field.name: field.type for field in msgspec.structs.fields(shape)}
    read = {name: _read(name, shaped[name], types[name]) for name in shaped}
    return {name: msgspec.to_builtins(value) for name, value in read.items()}


def _read(name: str, shaped: Any, type_: Any) -> Any:  # noqa: ANN401 – whatever the command holds
    """Said of a place in the argument, a mistake is said of its place in the command."""
    try:
        return msgspec.convert(shaped, type_, strict=False)
    except msgspec.ValidationError as wrong:
        said, _, path = str(wrong).partition(" - at `$")
        raise Malformed("bad_args", f"{said} - at `$.{name}{path or '`'}") from wrong


# -- the tree of the names -------------------------------------------------------------------------


def _grown(pairs: Iterable[tuple[str, object]]) -> dict[str, Tree]:
    root: dict[str, Tree] = {}
    for name, value in pairs:
        *path, last = name.split(".")
        node = root if len(path) <= DEEPEST else _missing(name)
        for step in path:
            node = _branch(node.setdefault(step, {}), name)
        leaf = node.setdefault(last, [])
        if isinstance(leaf, dict) or not isinstance(value, str):
            _missing(name)
        else:
            leaf.append(door.written(value))
    return root


def _branch(node: Tree, name: str) -> dict[str, Tree]:
    return node if isinstance(node, dict) else _missing(name)


def _missing(name: str) -> Any:  # noqa: ANN401 – it never returns
    raise Malformed("bad_args", name[:64])


def _empty(tree: Tree) -> bool:
    if isinstance(tree, dict):
        return all(map(_empty, tree.values()))
    return not any(value.strip() for value in tree)


def _last(tree: Tree) -> str:
    """Of several values the last: a tick box stands behind a hidden "false"."""
    return tree[-1] if isinstance(tree, list) and tree else ""


# -- by the annotations ----------------------------------------------------------------------------


def _fields(
    fields: Iterable[kinds.Field], tree: Mapping[str, Tree], zone: tzinfo
) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    for stray in tree.keys() - known.keys():
        _missing(stray)
    shaped = {}
    for name, field in known.items():
        given = tree.get(name, [])
        if field.required or not _empty(given):
            shaped[name] = _shaped(name, given, field.type, zone)
    return shaped


def _shaped(name: str, tree: Tree, kind: kinds.Type, zone: tzinfo) -> Any:  # noqa: ANN401, PLR0911 – one row a kind
    match kind:
        case kinds.UnionType():
            return None if _empty(tree) else _shaped(name, tree, _itself(kind), zone)
        case kinds.StructType():
            return _fields(kind.fields, tree if isinstance(tree, dict) else {}, zone)
        case kinds.DictType() if isinstance(tree, dict):
            entries = ((key, value) for key, value in tree.items() if not _empty(value))
            return {key: _shaped(key, value, kind.value_type, zone) for key, value in entries}
        case kinds.VarTupleType():
            return _many(name, tree, kind.item_type, zone)
        case kinds.IntType() if length := _LENGTH.fullmatch(_last(tree).strip()):
            return int(length[1]) * 60 + int(length[2])
        case kinds.IntType():
            number = typed.whole(_last(tree))
            return _missing(name) if number is None else number
        case kinds.DateType():
            return typed.day(_last(tree)) or _missing(name)
        case kinds.DateTimeType():
            return _moment(_last(tree), zone)
        case kinds.StrType():
            return _last(tree)
        case _:
            return _last(tree).strip()


def _itself(kind: kinds.UnionType) -> kinds.Type:
    """`X | None` is `X`, once something was written."""
    return next(each for each in kind.types if not isinstance(each, kinds.NoneType))


def _many(name: str, tree: Tree, kind: kinds.Type, zone: tzinfo) -> list[Any]:
    """Numbered rows, ticked values, or one line `one; two`. A row half empty is none."""
    if isinstance(tree, dict):
        rows = [_branch(tree[number], number) for number in sorted(tree, key=_number)]
        return [_shaped(name, row, kind, zone) for row in rows if _whole(row, kind)]
    values = tree if len(tree) != 1 else re.split(r"[;\n]", tree[0])
    return [value.strip() for value in values if value.strip()]


def _number(name: str) -> int:
    return int(name) if name.isdecimal() and len(name) <= HIGHEST_ROW else _missing(name)


def _whole(row: Mapping[str, Tree], kind: kinds.Type) -> bool:
    fields = kind.fields if isinstance(kind, kinds.StructType) else ()
    return not any(_empty(row.get(field.name, [])) for field in fields if field.required)


def _moment(text: str, zone: tzinfo) -> str:
    try:
        at = datetime.fromisoformat(typed.moment(text))
    except ValueError:
        return text
    return (at if at.tzinfo else at.replace(tzinfo=zone)).isoformat()


# -- a deadline in words ---------------------------------------------------------------------------


def _dictated(text: dict[str, Tree], known: Tree, on: On) -> dict[str, Tree]:
    """`known` is what the field showed, "day;standing;own words or none;what was shown": a deadline
    that nobody touched stays what it was, whatever day it is read on.
    """
    said = _last(text.get("deadline", [])).strip()
    due = _untouched(said, _last(known)) if said else None
    if said and due is None and (due := understood(said, on)) is None:
        raise Malformed("deadline_unclear", said[:64])
    if due is None:
        return text
    meant: dict[str, Tree] = {
        "standing": [str(due.standing).lower()],
        "deadline_words": [due.words],
        **text,
        "deadline": [due.deadline.isoformat() if due.deadline else ""],
    }
    return meant


def _untouched(said: str, known: str) -> Deadline | None:
    day, standing, own, shown = [*known.split(";", 3), "", "", "", ""][:4]
    if said != shown.strip():
        return None
    return Deadline(typed.day(day), standing=standing == "true", words=shown if own else "")


# -- a roster --------------------------------------------------------------------------------------


def _roster(lines: str, known: Iterable[str]) -> dict[str, Tree]:
    """One delegate a line, "name; title", or rows of a spreadsheet with a number in front.

    `known` are those on the list before, "id;name": under the same name, however it is spelt,
    somebody keeps the id, and with it what the roll call says.
    """
    ids = {words(name): id_ for id_, _, name in (each.partition(";") for each in known)}
    rows: dict[str, Tree] = {}
    given: set[str] = set()
    for number, (name, title) in enumerate(_people(lines)):
        id_ = ids.get(words(name), "")
        if not id_ or id_ in given:
            id_ = _fresh(slug(name)[:_LONGEST_SLUG] or str(number), given | set(ids.values()))
        given.add(id_)
        rows[str(number)] = {"id": [id_], "name": [name], "title": [title]}
    return rows


def _people(lines: str) -> Iterator[tuple[str, str]]:
    """Names and titles, without the head of a table."""
    for line in filter(str.strip, lines.split("\n")):
        if _HEADS.issuperset(folded(_one_blank(cell)) for cell in re.split("[\t;]", line)):
            continue
        numbered = _NUMBERED.sub("", line)
        name, _, title = re.sub("\t+", ";", numbered.strip(), count=1).partition(";")
        yield _one_blank(name), _one_blank(title)


def _one_blank(text: str) -> str:
    return " ".join(text.split())


def _fresh(wanted: str, taken: set[str]) -> str:
    """The same name twice is two people."""
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
