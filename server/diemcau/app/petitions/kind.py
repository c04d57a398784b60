"""The register of petitions as a kind of dossier: one for each body."""

from typing import Final, TypeAlias

from diemcau.app.dossiers import Dossiers, Rules
from diemcau.domain.petitions import decider
from diemcau.domain.petitions.events import NAMES, PetitionEvent
from diemcau.domain.petitions.nouns.commands import PetitionCommand
from diemcau.domain.petitions.register import PetitionRegister
from diemcau.protocol.records import Shapes

PETITIONS: Final[Rules[PetitionRegister, PetitionCommand, PetitionEvent]] = Rules(
    "petitions", decider.begin, decider.decide, decider.evolve, Shapes(NAMES, {})
)
Registers: TypeAlias = Dossiers[PetitionRegister, PetitionCommand, PetitionEvent]
CODE: Final = "register"
"""A body has one."""
