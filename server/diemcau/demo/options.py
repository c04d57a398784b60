"""What `diemcau demo` can be asked."""

import argparse

from msgspec import Struct

FEWEST, MOST = 2, 126


class Options(Struct, frozen=True, kw_only=True):
    """See the words of each in `add_options`."""

    sites: int = 30
    speed: float = 1.0
    port: int | None = None
    play: bool = False
    stay: bool = False
    keep: bool = False
    empty: bool = False
    seed: int = 2024
    leave: tuple[str, ...] = ()

    @property
    def listing(self) -> str:
        """The list that has so many sites."""
        return "sites_30" if self.sites <= 30 else "sites_126"  # noqa: PLR2004 – its name


def add_options(parser: argparse.ArgumentParser) -> None:
    defaults = Options()
    say = parser.add_argument
    say("--sites", type=_number_of_sites, default=defaults.sites, metavar="N",
        help="how many sites take part: 30 (default) as until 2025, 126 as today")  # fmt: skip
    say("--speed", type=_speed, default=defaults.speed, metavar="X",
        help="how many times faster people live (default 1)")  # fmt: skip
    say("--play", action="store_true", help="play chair and secretary too, to the published end")
    say("--stay", action="store_true", help="after --play go on serving")
    say("--keep", action="store_true", help="go on with the conference of last time")
    say("--empty", action="store_true", help="begin with an office of your own, and no conference")
    say("--leave", type=_codes, default=(), metavar="CODES",
        help="sites nobody plays, for your own hands: 001,017")  # fmt: skip
    say("--port", type=int, help="where to listen (default: as set, 8080)")
    say("--seed", type=int, default=defaults.seed, help="another seed is another morning")


def options_of(asked: argparse.Namespace) -> Options:
    named = Options.__struct_fields__
    return Options(**{name: getattr(asked, name) for name in named if hasattr(asked, name)})


def _number_of_sites(text: str) -> int:
    if FEWEST <= (number := int(text)) <= MOST:
        return number
    raise argparse.ArgumentTypeError(f"between {FEWEST} and {MOST}")


def _speed(text: str) -> float:
    if (speed := float(text)) > 0:
        return speed
    raise argparse.ArgumentTypeError("more than 0")


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())
