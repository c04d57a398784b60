"""How a letter stands, for whoever looks after it."""

from datetime import datetime
from enum import StrEnum

from diemcau.app.ports.letters import Letter


class Standing(StrEnum):
    """What needs somebody's care first."""

    REFUSED = "refused"
    TRYING = "trying"
    WAITING = "waiting"
    LAPSED = "lapsed"
    SENT = "sent"


def standing(letter: Letter, now: datetime) -> Standing:
    if letter.sent_at is not None:
        return Standing.SENT
    if letter.until <= now:
        return Standing.LAPSED
    if not letter.problem:
        return Standing.WAITING
    return Standing.REFUSED if letter.due_at >= letter.until else Standing.TRYING
