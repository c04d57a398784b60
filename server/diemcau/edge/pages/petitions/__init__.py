"""The pages of a register of petitions: complete without a script, a module for each noun."""

from typing import Final

from diemcau.edge.pages.petitions import (
    acts,
    batches,
    board,
    bringing,
    competent,
    letters,
    listing,
    one,
    overview,
    petitioner,
    public,
    sent_letter,
    statements,
    systems,
    taken_along,
)

ROUTES: Final = (
    *listing.ROUTES,
    *board.ROUTES,
    *overview.ROUTES,
    *batches.ROUTES,
    *bringing.ROUTES,
    *competent.ROUTES,
    *letters.ROUTES,
    *systems.ROUTES,
    *statements.ROUTES,
    *taken_along.ROUTES,
    *petitioner.ROUTES,
    *one.ROUTES,
    *sent_letter.ROUTES,
    *public.ROUTES,
    *acts.ROUTES,
)
