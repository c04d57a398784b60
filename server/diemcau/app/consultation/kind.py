"""What a consultation is among the dossiers: its rules, and how its events are stored."""

from typing import Final

from diemcau.app.dossiers import Dossiers, Rules
from diemcau.domain.consultation.decider import decide, evolve
from diemcau.domain.consultation.events import NAMES, ConsultationEvent
from diemcau.domain.consultation.nouns.commands import ConsultationCommand
from diemcau.domain.consultation.state import Consultation, begin
from diemcau.protocol.records import Shapes

CONSULTATION: Final[Rules[Consultation, ConsultationCommand, ConsultationEvent]] = Rules(
    kind="consultation",
    begin=begin,
    decide=decide,
    evolve=evolve,
    shapes=Shapes(NAMES, {}),
    files=lambda state: [each.digest for each in state.enclosures],
)
ConsultationLogs = Dossiers[Consultation, ConsultationCommand, ConsultationEvent]
