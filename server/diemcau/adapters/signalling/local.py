"""Without a server to call through: one process, or several that cannot hear each other."""

from diemcau.app.live.signals import Ear, Saying


class Alone:
    """Nobody else writes, so there is nothing to hear."""

    deaf = False

    def say(self, saying: Saying) -> None:
        pass

    def listen(self, ear: Ear) -> None:
        pass


class Apart(Alone):
    """Others may write, and we hear nothing of it."""

    deaf = True
