"""Every kind of dossier there is: a row a kind."""

from typing import Any, Final

from diemcau.app.dossiers import Rules
from diemcau.app.drafts.kind import CONSULTATION

KINDS: Final[tuple[Rules[Any, Any, Any], ...]] = (CONSULTATION,)
