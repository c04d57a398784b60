"""The link and the PIN of a site, written into its letter at the moment the letter goes out.

Secrets are kept hashed, so the outbox holds a line in their place. A letter that is tried again
carries new ones, and ends those that its first try may have brought. Told in ADR 0014.
"""

from msgspec.structs import replace
from yarl import URL

from diemcau.app.admission.passes import IssuedPass
from diemcau.app.admission.secrets import grouped
from diemcau.app.handing_out import HandingOut
from diemcau.app.letters.invitations import WAY_IN
from diemcau.app.ports.letters import Letter
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.rules.deadlines import CLOCK

WITHOUT = "Lối vào riêng của điểm cầu: xin nhận tại thư ký hội nghị."
"""Where none may be handed out just now."""


async def with_way_in(letter: Letter, handing_out: HandingOut, home: URL) -> Letter:
    """The letter as it goes into the mail."""
    if WAY_IN not in letter.text:
        return letter
    try:
        [issued] = await handing_out.hand_out(letter.meeting, [letter.site], CLOCK)
    except Rejected:
        return replace(letter, text=letter.text.replace(WAY_IN, WITHOUT))
    return replace(letter, text=letter.text.replace(WAY_IN, _told(letter, issued, home)))


def _told(letter: Letter, issued: IssuedPass, home: URL) -> str:
    lines = (
        "Lối vào riêng của điểm cầu, xin không chuyển cho người khác:",
        f"- Liên kết: {home / 'join' / 'link' / issued.link}",
        f"- Mã PIN: {grouped(issued.pin)}, nhập tại {home / 'join' / letter.meeting}",
    )
    return "\n".join(lines)
