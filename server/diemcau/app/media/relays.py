"""By which relay a browser reaches the media server where its network lets nothing else through.

Each place is given a password of its own for an hour, made from the secret that we share with the
relay (draft-uberti-behave-turn-rest; coturn's `use-auth-secret`). Whoever has got in by it stays in
while its lines last; each new agreement brings a new one.
"""

import base64
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from diemcau.domain.nouns.media import Venue
from diemcau.protocol.frames import IceRelay

VALID: Final = timedelta(hours=1)

ToRelay = Callable[[Venue], IceRelay | None]


def relay_for(venue: Venue, url: str, secret: str, now: datetime) -> IceRelay:
    username = f"{int((now + VALID).timestamp())}:{venue}"
    digest = hmac.digest(secret.encode(), username.encode(), "sha1")
    return IceRelay(urls=url, username=username, credential=base64.b64encode(digest).decode())


def no_relay(_: Venue) -> None:
    """There is none."""
