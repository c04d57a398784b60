"""What a system of a level asks of those who sign in (NĐ 331/2026, TCVN 14423:2026).

A level makes doors stricter than they are set, never looser. Without one, everything that is
offered – second steps, showing oneself again – is there for whoever wants it.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from msgspec import Struct

from diemcau.app.ports.people import Post
from diemcau.domain.nouns.commands import AnyCommand
from diemcau.domain.nouns.conclusions import ApproveConclusions
from diemcau.domain.nouns.conference import HandConsole
from diemcau.domain.nouns.publishing import (
    ApproveMinutes,
    FileSignedCopy,
    LayForSignature,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.votes import OpenVote

ROOMS: Final = frozenset({Post.SITE, Post.SCREEN})
"""They stand in a room and nobody sits before them: no silence signs them out earlier."""
_GRAVE: Final = (
    ApproveMinutes
    | ApproveConclusions
    | LayForSignature
    | Publish
    | WithdrawPublication
    | FileSignedCopy
    | HandConsole
)


class Demands(Struct, frozen=True, kw_only=True):
    """`second` are the posts that have a second step; `idle` ends the sessions of people who are
    silent, `admin_idle` those of admins; accounts `asleep` after so long without a sign-in; `proof`
    asks again before what cannot be taken back lightly.
    """

    second: frozenset[Post] = frozenset()
    idle: timedelta | None = None
    admin_idle: timedelta | None = None
    asleep: timedelta | None = None
    proof: bool = False

    def silence(self, post: Post, otherwise: timedelta) -> timedelta:
        """After how much of it a session is over; an open live screen is not silent."""
        if post in ROOMS:
            return otherwise
        asked = self.admin_idle if post is Post.ADMIN else self.idle
        return min(asked or otherwise, otherwise)

    def asks_proof(self, command: AnyCommand) -> bool:
        """Approving, publishing, signing, handing on the console, opening a secret vote."""
        secret = isinstance(command, OpenVote) and command.secret
        return self.proof and (secret or isinstance(command, _GRAVE))


_TWO: Final = Demands(
    second=frozenset({Post.ADMIN}),
    idle=timedelta(minutes=15),
    admin_idle=timedelta(minutes=5),
    asleep=timedelta(days=45),
    proof=True,
)
LEVELS: Final[Mapping[int, Demands]] = {
    0: Demands(),
    2: _TWO,
    3: Demands(
        second=frozenset(Post) - ROOMS,
        idle=_TWO.idle,
        admin_idle=_TWO.admin_idle,
        asleep=_TWO.asleep,
        proof=True,
    ),
}
"""0 is none of them. That at level 3 everybody of the hall has a second step is our reading of
"from the Internet"; the others are figures of the standard.
"""
