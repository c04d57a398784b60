"""In which zone a time is told."""

from datetime import tzinfo
from typing import Final
from zoneinfo import ZoneInfo

HOME_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
"""Where no conference says otherwise."""


def zone_named(name: str) -> tzinfo:
    """The zone of a conference; one this machine does not know is shown as at home."""
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        return HOME_ZONE
