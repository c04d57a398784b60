"""What was recorded, to be listened to again: by those who read notes, and by nobody else."""

from typing import Final

from aiohttp import web

from diemcau.app.calendar.zones import zone_named
from diemcau.app.live.seats import TABLE
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.recordings import KeptRecording, NoSuchRecording
from diemcau.domain.rules import drafting
from diemcau.edge.showing.rendering import page
from diemcau.edge.who.readers import product, seat_of


async def listen(request: web.Request) -> web.Response:
    """Each speech with its files; what was deleted is a line."""
    seat = await seat_of(request, *TABLE)
    return page(
        request,
        "recordings.html",
        zone=zone_named(seat.meeting.timezone),
        meeting=seat.meeting,
        recordings=_in_order(seat.meeting),
        speaker=lambda speech: drafting.speaker(seat.meeting, seat.meeting.speeches[speech]),
        post=seat.session.post,
    )


def _in_order(meeting: Meeting) -> list[KeptRecording]:
    return sorted(meeting.recordings.values(), key=lambda each: (each.speech, each.at))


async def play(request: web.Request) -> web.StreamResponse:
    """Any piece of it that is asked for, so that a player may go anywhere."""
    seat = await seat_of(request, *TABLE)
    kept = seat.meeting.recordings.get(file := request.match_info["file"])
    path = product(request).recordings.shelf.path(seat.meeting.id, file)
    if kept is None or kept.deleted_at is not None or path is None:
        raise NoSuchRecording
    headers = {"Content-Type": "video/webm", "Cache-Control": "private, no-store"}
    return web.FileResponse(path, headers=headers)


ROUTES: Final = (
    web.get("/conferences/{meeting}/recordings", listen),
    web.get(r"/conferences/{meeting}/recordings/{file:[0-9a-f]{64}}", play),
)
