"""Proving who may do what: the history of the accounts holds, and they are what it gives."""

import msgspec

from diemcau.app.people.account_history import differing
from diemcau.app.ports.people import Accounts
from diemcau.app.verification.findings import ACCOUNTS, Finding, Flaw, FlawKind
from diemcau.protocol.account_changes import first_broken


async def verify_accounts(accounts: Accounts) -> Finding:
    history = await accounts.history()
    if (broken := first_broken(history)) is not None:
        return Finding(ACCOUNTS, len(history), (Flaw(FlawKind.HISTORY, str(broken)),))
    try:
        found = tuple(differing(history, await accounts.all()))
    except (msgspec.DecodeError, ValueError, TypeError, AttributeError) as wrong:
        return Finding(ACCOUNTS, len(history), (Flaw(FlawKind.TABLES, str(wrong)),))
    return Finding(ACCOUNTS, len(history), tuple(Flaw(FlawKind.ACCOUNT, each) for each in found))
