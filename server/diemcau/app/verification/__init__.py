"""Proving what is kept: logs, the tables drawn from them, files, and who may do what.

A chain without a secret proves that nobody changed a record by mistake or in haste. Who computes it
anew is found out by an anchor: a head of the chain that was noted elsewhere (`against`).
"""

from diemcau.app.verification.against import against, since
from diemcau.app.verification.exported import verify_export
from diemcau.app.verification.findings import Finding, Flaw, FlawKind
from diemcau.app.verification.logs import verify
from diemcau.app.verification.package import verify_package
from diemcau.app.verification.whole import verify_meeting, verify_store

__all__ = [
    "Finding",
    "Flaw",
    "FlawKind",
    "against",
    "since",
    "verify",
    "verify_export",
    "verify_meeting",
    "verify_package",
    "verify_store",
]
