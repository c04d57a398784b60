"""Pages of drafts under consultation: the list, a draft, its clauses, its table."""

from typing import Final

from diemcau.edge.pages.consultation import (
    acting,
    carrying,
    clause,
    comparing,
    draft,
    enclosing,
    overview,
    planning,
    printed,
    table,
    taken_along,
    writing,
)

ROUTES: Final = (
    *overview.ROUTES,
    *planning.ROUTES,
    *draft.ROUTES,
    *writing.ROUTES,
    *comparing.ROUTES,
    *table.ROUTES,
    *printed.ROUTES,
    *taken_along.ROUTES,
    *clause.ROUTES,
    *enclosing.ROUTES,
    *acting.ROUTES,
    *carrying.ROUTES,
)
