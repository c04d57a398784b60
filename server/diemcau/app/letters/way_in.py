"""The links and the PIN of a site, written into its letter at the moment the letter goes out.

Secrets are kept hashed, so the outbox holds a line in their place. A letter that is tried again
carries new ones, and ends those that its first try may have brought. But nobody presses anything
for a letter to go out, so it shows nobody out: a site that is inside keeps what it came in by, and
what a person handed out is replaced by a person alone. Told in ADR 0014.
"""

from typing import NamedTuple

from msgspec.structs import replace
from yarl import URL

from diemcau.app.admission.handing_out import HandingOut
from diemcau.app.admission.passes import IssuedPass
from diemcau.app.admission.secrets import grouped
from diemcau.app.calendar.calendars import with_uid
from diemcau.app.calendar.zones import zone_named
from diemcau.app.letters.answer_links import AnswerLinks
from diemcau.app.letters.invitations import ANSWER, WAY_IN
from diemcau.app.letters.shapes import when
from diemcau.app.ports.letters import Letter
from diemcau.app.ports.people import Whose
from diemcau.app.ports.security import Noted
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.terms import Role
from diemcau.domain.rules.deadlines import CLOCK

LETTER = "letter"
"""In the security log: who posted it stands in the record."""
WITHOUT = "Lối vào riêng của điểm cầu: xin nhận tại thư ký hội nghị."
"""Where none may be handed out just now."""
INSIDE = "Điểm cầu đã vào phòng họp: lối vào đang dùng giữ nguyên, thư này không thay."
HANDED = (
    "Lối vào riêng của điểm cầu: dùng liên kết và mã PIN đã được trao lúc {at}; thư này không thay."
    " Nếu thất lạc, xin nhận lại tại thư ký hội nghị."
)


class WaysIn(NamedTuple):
    """What a letter is given on its way into the mail."""

    handing_out: HandingOut
    answers: AnswerLinks
    home: URL

    async def given(self, letter: Letter) -> Letter:
        """The letter as it goes into the mail."""
        text = letter.text
        if ANSWER in text:
            path = await self.answers.path(letter.meeting, letter.site)
            text = text.replace(ANSWER, f"{str(self.home).rstrip('/')}/{path}")
        if WAY_IN in text:
            text = text.replace(WAY_IN, await self._way_in(letter))
        return replace(letter, text=text, calendar=await self._calendar(letter))

    async def _calendar(self, letter: Letter) -> bytes:
        """Under an identity that nobody guesses, where answers to it are read."""
        if not letter.calendar or not self.answers.by_calendar:
            return letter.calendar
        uid = await self.answers.uid(letter.meeting, letter.site, self.home.host or "")
        return with_uid(letter.calendar, uid)

    async def _way_in(self, letter: Letter) -> str:
        if kept := await self._kept(letter):
            return kept
        try:
            [issued] = await self.handing_out.hand_out(letter.meeting, [letter.site], CLOCK)
        except Rejected:
            return WITHOUT
        await self.handing_out.admission.security.note(
            Noted.PASSES_ISSUED, LETTER, about=letter.site, meeting=letter.meeting
        )
        return _told(letter, issued, self.home)

    async def _kept(self, letter: Letter) -> str | None:
        """Why the site keeps the way in that it has."""
        rooms, admission, _chance = self.handing_out
        meeting = await rooms.state(letter.meeting)
        if await admission.inside.all_of(Whose(meeting=letter.meeting, site=letter.site)):
            return INSIDE
        site = meeting.sites.get(letter.site)
        handed = site.pass_issue if site else None
        if handed is None or handed.role is Role.SYSTEM:
            return None
        return HANDED.format(at=when(handed.at, handed.at, zone_named(meeting.timezone)))


def _told(letter: Letter, issued: IssuedPass, home: URL) -> str:
    lines = (
        "Lối vào riêng của điểm cầu, xin không chuyển cho người khác:",
        f"- Liên kết: {home / 'join' / 'link' / issued.link}",
        f"- Mã PIN: {grouped(issued.pin)}, nhập tại {home / 'join' / letter.meeting}",
    )
    return "\n".join(lines)
