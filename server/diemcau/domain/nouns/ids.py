"""Names for the strings and numbers that identify things, and how long words may be."""

from datetime import datetime
from typing import Annotated, Final, NewType

from msgspec import Meta

LONGEST_LINE: Final = 500
Line = Annotated[str, Meta(max_length=LONGEST_LINE)]
"""A name, a title, a topic: one line on a screen."""
LONGEST_TEXT: Final = 20_000
Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
"""What people write: a note, an opinion, a conclusion, a reason."""
Place = Annotated[str, Meta(pattern=r"^[0-9]{2}$")]
"""Where a choice stands among the choices, "00" the first: as long for one as for another."""
TextUpdate = Annotated[bytes, Meta(max_length=45_000)]
"""What somebody did to a text that others write too (`domain.updates`); fits in a frame."""
Moment = Annotated[datetime, Meta(tz=True)]
"""A time somebody names; without its zone it would be no time at all."""
WholeMinutes = Annotated[int, Meta(ge=0, le=24 * 60)]
Ahead = Annotated[int, Meta(ge=5, le=60 * 24 * 60)]
"""Minutes before a conference, up to sixty days."""
Seconds = Annotated[int, Meta(ge=0, le=24 * 60 * 60)]
Count = Annotated[int, Meta(ge=0, le=100_000)]
Figure = Annotated[int, Meta(ge=0, le=100_000_000)]
"""What is counted of a quarter; more would be a slip of the keyboard."""
Percent = Annotated[int, Meta(ge=0, le=100)]

BodyId = NewType("BodyId", str)
"""A body holds conferences: a council with its standing committee and its office."""
FIRST_BODY: Final = BodyId("home")
"""The first body of an installation, whose records of before name none."""
MeetingId = NewType("MeetingId", str)
DossierId = NewType("DossierId", str)
"""`kind/body/code`: what outlives a conference, and has a log of its own."""
CommandId = NewType("CommandId", str)
"""Chosen by the caller: a retry with the same id is the same command (house rule 3)."""
SiteCode = NewType("SiteCode", str)
ItemId = NewType("ItemId", str)
DelegateId = NewType("DelegateId", str)
RequestId = NewType("RequestId", str)
"""The id of the command that asked; asking again with it is the same request (rules §4.4)."""
SpeechNo = NewType("SpeechNo", int)
"""Speeches are numbered 1, 2, 3 … over the whole conference, as the minutes quote them."""
IncidentId = NewType("IncidentId", str)
OpinionId = NewType("OpinionId", str)
MessageId = NewType("MessageId", str)
ConclusionId = NewType("ConclusionId", str)
PublicationNo = NewType("PublicationNo", int)
VoteNo = NewType("VoteNo", int)
"""Votes are numbered 1, 2, 3 … over the whole conference."""
