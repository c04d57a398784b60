"""Answers that calendar programs send: "Accept" pressed in a calendar is the answer of the site.

What proves it is the `UID`: that of an invitation to a site ends in no name that can be guessed, it
holds a seal made with a key of ours (`answer_links`), as the link in the same letter does. Who sent
the mail proves nothing and is not asked. The attendee must be the address to which the site gets
its letters, so that an invitation that was passed on is not answered for the site. What answers an
older invitation, or is older than what is known, changes nothing. Told in ADR 0014.
"""

import hashlib
import logging
from datetime import datetime
from typing import Final, NamedTuple

from diemcau.app.calendar import calendars
from diemcau.app.letters.answer_links import AnswerLinks
from diemcau.app.live.rooms import Rooms
from diemcau.app.ports.library import Library
from diemcau.app.ports.replies import CalendarReply, LettersIn, ReplyReader
from diemcau.app.ports.sites import Addresses
from diemcau.app.ports.world import Clock, Unavailable
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor, Rejected
from diemcau.domain.nouns.ids import CommandId, MeetingId, SiteCode
from diemcau.domain.nouns.sites import AnswerInvitation, Site
from diemcau.domain.nouns.terms import Role

log = logging.getLogger(__name__)

DECLINED: Final = "Từ chối bằng chương trình lịch"
"""Where no reason is given: the rules ask for one."""


class RepliesWorld(NamedTuple):
    """What it takes to hear of them."""

    letters_in: LettersIn
    reader: ReplyReader
    rooms: Rooms
    library: Library
    addresses: Addresses
    answers: AnswerLinks
    clock: Clock


class Replies:
    """Done again and again; twice at once does no harm."""

    def __init__(self, world: RepliesWorld) -> None:
        self._world = world
        self._stamps: dict[tuple[MeetingId, SiteCode, datetime], datetime] = {}

    async def run(self) -> None:
        try:
            await self._world.letters_in.read(self.take)
        except Unavailable as away:
            log.warning("answers of calendar programs are not read: %s", away)

    async def take(self, letter: bytes) -> bool:
        """Whether it was an answer; one letter that is a riddle keeps no other back."""
        try:
            reply = await self._world.reader.reply_in(letter)
            return reply is not None and await self._heard(reply)
        except Unavailable:
            raise
        except Exception:
            log.exception("a letter that came in cannot be read")
            return False

    async def _heard(self, reply: CalendarReply) -> bool:
        invited = await self._world.answers.invited(reply.uid)
        if invited is None or reply.coming is None:
            return False
        meeting, code = invited
        state = await self._world.rooms.state(meeting)
        address = (await self._world.addresses.all(state.body)).get(code, "")
        if reply.attendee != address.lower() or not await self._is_current(reply, meeting):
            return False
        return await self._answered(reply, state, code)

    async def _is_current(self, reply: CalendarReply, meeting: MeetingId) -> bool:
        """An answer to an invitation that was changed since says nothing of the change."""
        published = await self._world.library.publications(meeting)
        for notices in calendars.by_meeting(published):
            return reply.sequence >= calendars.sequence(notices)
        return False

    async def _answered(self, reply: CalendarReply, state: Meeting, code: SiteCode) -> bool:
        if (site := state.sites.get(code)) is None:
            return False
        if self._knows_better(reply, state.id, site):
            return True
        command = self._command(reply, site)
        try:
            await self._world.rooms.submit(state.id, command)
        except Rejected as no:
            log.info("an answer comes too late: %s", no.code, extra={"meeting": state.id})
            return False
        self._stamps[state.id, code, command.at] = reply.stamped
        return True

    def _knows_better(self, reply: CalendarReply, meeting: MeetingId, site: Site) -> bool:
        """Whether what is known was said later. An answer that came in by mail was said when it was
        stamped and not when it was read.
        """
        if site.answer is None:
            return False
        at = site.answer.at
        return self._stamps.get((meeting, site.code, at), at) >= reply.stamped

    def _command(self, reply: CalendarReply, site: Site) -> AnswerInvitation:
        """The same answer is the same command, whoever reads it and however often."""
        said = f"{reply.uid} {reply.stamped.isoformat()} {reply.coming}".encode()
        known = site.answer
        return AnswerInvitation(
            id=CommandId(hashlib.sha256(said).hexdigest()[:32]),
            at=self._world.clock.now(),
            actor=Actor(Role.SITE, site.name, site.code),
            site=site.code,
            coming=bool(reply.coming),
            head=known.head if known and reply.coming else "",
            reason="" if reply.coming else reply.comment or DECLINED,
        )
