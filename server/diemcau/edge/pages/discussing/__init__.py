"""A draft in the room of a conference: what the screens show of it."""

from typing import Final

from diemcau.edge.pages.discussing import clause

ROUTES: Final = clause.ROUTES
