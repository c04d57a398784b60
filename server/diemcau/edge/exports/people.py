"""Who has an account, with which rights, and when it was last used: for the review of accounts and
rights that an office makes every half year.
"""

from collections.abc import Sequence
from typing import Final

from aiohttp import web

from diemcau.app.people.members import Member
from diemcau.app.ports.people import Post
from diemcau.edge.exports.cells import cell
from diemcau.edge.exports.tables import as_csv
from diemcau.edge.who.readers import product, reader

COLUMNS: Final = (
    *("login", "name", "post", "site", "standing"),
    *("second_step", "signed_in_at", "invited_until"),
)


async def listed(request: web.Request) -> web.Response:
    """Of the reader's own body."""
    people = product(request).people.of(reader(request, Post.ADMIN).body)
    rows = [await _row(request, each) for each in await people.all()]
    return web.Response(
        body=as_csv(COLUMNS, rows),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": 'attachment; filename="tai-khoan.csv"'},
    )


async def _row(request: web.Request, each: Member) -> Sequence[str]:
    account, factors = each.account, product(request).admission.factors
    second = await factors.asked_of(account.login)
    told = (account.login, account.name, account.post, account.site, each.standing)
    return [cell(value) for value in (*told, second, each.signed_in_at, each.invited_until)]


ROUTES: Final = (web.get("/people.csv", listed),)
