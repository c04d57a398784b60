"""Documents as files; `Decree30` is the set of rules they follow."""

from diemcau.adapters.documents.pdf import Decree30
from diemcau.adapters.documents.settings import DocumentSettings

__all__ = ["Decree30", "DocumentSettings"]
