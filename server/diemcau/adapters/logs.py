"""Logs as one JSON object a line, with the meeting, the seq and the actor where there is one."""

import json
import logging
from datetime import UTC, datetime

from typing_extensions import override

FIELDS = ("meeting", "seq", "event", "actor", "command", "reference", "who", "address", "about")
"""What records may carry beside their words (`extra=`)."""


CHATTY = {"aiohttp.access": logging.WARNING, "alembic": logging.WARNING, "pyhanko": logging.ERROR}
"""Who says more than we want to hear; that a signature is by a stranger is told on its page."""


class JsonLines(logging.Formatter):
    @override
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "says": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def to_stderr(level: str) -> None:
    """One handler on the root, replacing whatever was there."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty, enough in CHATTY.items():
        logging.getLogger(chatty).setLevel(enough)
