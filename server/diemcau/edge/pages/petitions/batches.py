"""The batches of a register, and the clocks by which it counts, with their legal basis."""

from typing import Final

from aiohttp import web
from msgspec.structs import asdict

from diemcau.app.ports.people import Post
from diemcau.edge.registers import at_desk, shown


async def show(request: web.Request) -> web.Response:
    desk = await at_desk(request, Post.CHAIR, Post.SECRETARY)
    batches = sorted(desk.register.batches.values(), key=lambda each: each.code, reverse=True)
    said = desk.register.statements.values()
    counts = {each.code: sum(one.batch == each.code for one in said) for each in batches}
    settings = desk.register.settings
    days = asdict(settings.clocks).items()
    return await shown(
        request,
        "batches",
        desk,
        batches=batches,
        counts=counts,
        settings=settings,
        clocks=[(name, figure) for name, figure in days if name != "basis"],
    )


ROUTES: Final = (web.get("/petitions/batches", show),)
