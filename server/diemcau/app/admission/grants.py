"""An account that a grant made follows it: it has no other way in that its owner could make."""

from diemcau.app.admission.refusals import FollowsGrant
from diemcau.app.ports.providers import Identities


async def check_follows_none(identities: Identities, login: str) -> None:
    """Raises `FollowsGrant`."""
    if any(each.granted for each in await identities.of(login)):
        raise FollowsGrant
