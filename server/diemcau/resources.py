"""Where the files that are no code lie: beside the sources in a checkout, inside the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent.parent

WEB = _ROOT / "web"
CONFIG = _ROOT / "config"
