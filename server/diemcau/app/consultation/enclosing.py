"""Files of returns: taken in as files of a conference are, and kept with the act that names them.

They lie beside those of conferences, under the id of their consultation: no conference has a slash
in its id.
"""

from collections.abc import Callable
from typing import NamedTuple

from diemcau.app.consultation.kind import CONSULTATION, ConsultationLogs
from diemcau.app.files.bringing import Bringing, Given
from diemcau.app.ports.files import StoredFile
from diemcau.app.ports.people import Session
from diemcau.domain.consultation.decider import decide
from diemcau.domain.consultation.nouns.enclosures import EncloseFile
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.ids import DossierId, MeetingId


class Enclosing(NamedTuple):
    bringing: Bringing
    logs: ConsultationLogs

    async def bring(
        self,
        which: DossierId,
        given: Given,
        by: Session,
        act: Callable[[StoredFile], EncloseFile],
    ) -> None:
        """Raises what the rules say, and what `app.files.refusals` names."""

        async def check(stored: StoredFile) -> None:
            decide(await self.logs.state(which), act(stored))

        files = self.bringing.keeping.files
        async with self.bringing.admitted(MeetingId(which), given, by, check) as (stored, brought):
            await files.put(stored, brought.pieces())
            try:
                await self.logs.submit(which, act(stored))
            except Rejected:
                if stored.digest not in CONSULTATION.files(await self.logs.state(which)):
                    await files.drop(stored.meeting, stored.digest)
                raise
