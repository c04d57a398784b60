"""Between bytes and meaning: frames in and out, and acts into commands.

Everything that can be wrong with what a client sends has a name here.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, cast, get_args

import msgspec
from msgspec import inspect as kinds

from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.agenda import AddItem
from diemcau.domain.nouns.attendance import SetRoster
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conference import PlanConference
from diemcau.domain.nouns.ids import CommandId
from diemcau.domain.nouns.refusals import AnyRefusal
from diemcau.domain.nouns.sites import InviteSite, SitePlan
from diemcau.domain.rules.deadlines import CLOCK, NAMED_BY_CLOCK
from diemcau.protocol import door
from diemcau.protocol.frames import MAX_FRAME, Inbound, Outbound


class Malformed(Exception):  # noqa: N818 – states what was found
    """A frame or an act that cannot be taken; `detail` says where it goes wrong."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


_NOTHING: Mapping[str, Any] = {}


_kind: Final = cache(kinds.type_info)


def act_name(command: type[AnyCommand]) -> str:
    """`AskToSpeak` is `ask_to_speak` on the wire."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", command.__name__).lower()


ACTS: dict[str, type[AnyCommand]] = {act_name(each): each for each in get_args(AnyCommand)}
_DECODER: msgspec.json.Decoder[Inbound] = msgspec.json.Decoder(Inbound)
_ENCODER = msgspec.json.Encoder()
_KNOWN = frozenset(cast("str", each.__struct_config__.tag) for each in get_args(Inbound))


def decode(data: str | bytes) -> Inbound:
    """Raises `Malformed`: frame_too_long, not_text, not_json, unknown_frame or bad_frame."""
    if isinstance(data, bytes):
        raise Malformed("not_text")
    if len(data) > MAX_FRAME or len(raw := data.encode("utf-8", "replace")) > MAX_FRAME:
        raise Malformed("frame_too_long", f"at most {MAX_FRAME} bytes")
    try:
        return _DECODER.decode(raw)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise Malformed(_why(raw), str(wrong)) from wrong


def _why(raw: bytes) -> str:
    """No JSON at all, an object with a `t` we do not know, or one with a wrong field."""
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return "not_json"
    known = isinstance(found, Mapping) and str(found.get("t")) in _KNOWN
    return "bad_frame" if known else "unknown_frame"


def encode(frame: Outbound) -> bytes:
    return _ENCODER.encode(frame)


def command(
    act: str,
    args: Mapping[str, Any],
    *,
    command_id: str,
    at: datetime,
    actor: Actor,
    ours: Mapping[str, Any] = _NOTHING,
) -> AnyCommand:
    """The act as a command, stamped; `ours` is what the server itself has to say of it. Raises
    `Malformed`: unknown_act, bad_args.
    """
    if (shape := ACTS.get(act)) is None:
        raise Malformed("unknown_act", act[:64])
    if stray := shape.stamped & args.keys():
        raise Malformed("bad_args", f"not yours to set: {', '.join(sorted(stray))}")
    if command_id.startswith(NAMED_BY_CLOCK) and actor != CLOCK:
        raise Malformed("bad_args", "an id of the clock's own")
    if not (actor == CLOCK or door.is_id(command_id)):
        raise Malformed("bad_args", "id")
    said = door.taken_in(args, _kind(shape))
    stamped = {**said, **ours, "id": CommandId(command_id), "at": at, "actor": actor}
    try:
        made = msgspec.convert(stamped, shape)
    except msgspec.ValidationError as wrong:
        raise Malformed("bad_args", str(wrong)) from wrong
    if strange := [new for new in _named_anew(made) if new and not door.is_id(new)]:
        raise Malformed("bad_args", f"an id is {door.ID}: {strange[0][:64]!r}")
    return made


def _named_anew(command: AnyCommand) -> Iterator[str]:
    """The ids that a client chooses for what is new. What is there keeps the one it has; that one
    is missing is for the rules to say.
    """
    match command:
        case PlanConference(sites=sites, agenda=agenda):
            yield from (each.id for each in agenda)
            yield from (named for site in sites for named in _of_site(site))
        case InviteSite(plan=plan):
            yield from _of_site(plan)
        case AddItem(plan=plan):
            yield plan.id
        case SetRoster(roster=roster):
            yield from (each.id for each in roster)
        case _:
            pass


def _of_site(plan: SitePlan) -> Iterator[str]:
    yield plan.code
    yield from (each.id for each in plan.roster)


REFUSALS = frozenset(each.code for each in get_args(AnyRefusal))
"""Every code with which the rules may answer `no`."""
