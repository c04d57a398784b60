"""A draft in the room of a conference: what the screens show of it, and what goes back to it."""

from typing import Final

from diemcau.edge.pages.live.discussing import clause, own, spoken, voted

ROUTES: Final = (*clause.ROUTES, *spoken.ROUTES, *voted.ROUTES, *own.ROUTES)
