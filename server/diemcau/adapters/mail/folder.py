"""Letters as `.eml` files, where no mail server is wanted: for development and the demo."""

import asyncio
from pathlib import Path
from typing import Final

from diemcau.adapters.mail.message import message_of, name_of
from diemcau.app.ports.letters import AS_SET, Letter, LetterSender
from diemcau.app.ports.world import Unavailable
from diemcau.app.text.folding import slug

_CODE: Final = 40
"""Letters of a site's code; a name of a file has room for some two hundred."""


class MailFolder:
    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    async def send(self, letter: Letter, sender: LetterSender = AS_SET) -> None:
        """A letter that comes again is the same file."""
        try:
            await asyncio.to_thread(self._write, letter, sender)
        except OSError as wrong:
            raise Unavailable(str(wrong)) from wrong

    def _write(self, letter: Letter, sender: LetterSender) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        site = slug(letter.site)[:_CODE]
        file = self._folder / f"{letter.made_at:%Y%m%d-%H%M}-{site}-{name_of(letter)}.eml"
        file.write_bytes(message_of(letter, self._sender, sender).as_bytes())
