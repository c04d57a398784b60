"""Every kind of dossier there is: a row a kind."""

from typing import Any, Final

from diemcau.app.consultation.kind import CONSULTATION
from diemcau.app.dossiers import Rules
from diemcau.app.office.difficulties import DIFFICULTIES
from diemcau.app.office.units import UNITS
from diemcau.app.petitions.kind import PETITIONS

KINDS: Final[tuple[Rules[Any, Any, Any], ...]] = (
    CONSULTATION,
    PETITIONS,
    UNITS,
    DIFFICULTIES,
)
