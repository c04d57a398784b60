"""Bytes to one socket: straight to the system while it takes them, else in line behind the rest.

How this works. aiohttp packs a frame anew for every socket and hands it to the transport, which
keeps it until the loop comes round again. A frame for a thousand screens is packed here once and
written at once; only what the system does not take goes through the transport, in order.
"""

import asyncio
from os import write as _write

from aiohttp.abc import AbstractStreamWriter

_TEXT = 0x81
"""A whole text message (RFC 6455 §5.2: FIN and opcode 1); a server does not mask."""
_SHORT, _MEDIUM = 126, 1 << 16


def packed(message: bytes) -> bytes:
    """The frame of a text message."""
    size = len(message)
    if size < _SHORT:
        return bytes((_TEXT, size)) + message
    if size < _MEDIUM:
        return bytes((_TEXT, 126)) + size.to_bytes(2, "big") + message
    return bytes((_TEXT, 127)) + size.to_bytes(8, "big") + message


class Wire:
    """Under a WebSocket without compression, so that no frame depends on the one before."""

    __slots__ = ("_handle", "_transport", "_writer")

    def __init__(self, transport: asyncio.Transport, writer: AbstractStreamWriter) -> None:
        self._transport, self._writer = transport, writer
        encrypted = transport.get_extra_info("sslcontext") is not None
        self._handle = -1 if encrypted else transport.get_extra_info("socket").fileno()
        transport.set_write_buffer_limits(high=0)  # `drained` means that nothing waits

    def send(self, frame: bytes) -> bool:
        """Whether the line is free afterwards. A line that is gone takes everything: its reader
        has the news.

        The handle is ours as long as the transport is not closing, for it is the transport that
        closes it.
        """
        transport = self._transport
        if transport.is_closing():
            return True
        sent = 0
        if self._handle >= 0 and not transport.get_write_buffer_size():
            try:
                if (sent := _write(self._handle, frame)) == len(frame):
                    return True
            except BlockingIOError:
                pass
            except OSError:
                return True
        transport.write(frame[sent:])
        return not transport.get_write_buffer_size()

    async def drained(self) -> None:
        """Until the system has taken everything. Raises `ConnectionError`."""
        await self._writer.drain()
