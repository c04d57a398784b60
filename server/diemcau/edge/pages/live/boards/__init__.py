"""The board of petitions in the room of a conference: how it comes there, and what screens show."""

from typing import Final

from diemcau.edge.pages.live.boards import carrying, concluding, shown, spoken

ROUTES: Final = (*carrying.ROUTES, *concluding.ROUTES, *shown.ROUTES, *spoken.ROUTES)
