"""Where somebody sits in a conference: as whom they act there, and whether they are let in.

An admin has a part in none; a site that came in by link or PIN has one in that conference only; a
draft is known to the hall alone.
"""

from collections.abc import Mapping
from typing import Final

from diemcau.app.ports.people import Post, Session
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import Actor
from diemcau.domain.nouns.conference import NoSuchConference
from diemcau.domain.nouns.ids import BodyId, MeetingId
from diemcau.domain.nouns.refusals import NotAllowed
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.terms import Phase, Role
from diemcau.domain.rules.handover import succeeds

ROLES: Final[Mapping[Post, Role | None]] = {
    Post.ADMIN: None,
    Post.CHAIR: Role.CHAIR,
    Post.DEPUTY: Role.DEPUTY,
    Post.SECRETARY: Role.SECRETARY,
    Post.OPERATOR: Role.OPERATOR,
    Post.SCREEN: Role.SCREEN,
    Post.SITE: Role.SITE,
}
TABLE: Final = (Post.CHAIR, Post.DEPUTY, Post.SECRETARY)
HALL: Final = (*TABLE, Post.OPERATOR)


def enters(session: Session, meeting: MeetingId) -> bool:
    """A site let in by link or PIN is let into that conference only."""
    return session.meeting in {None, meeting}


def at_home(session: Session, body: BodyId) -> bool:
    """Whether they belong to the body that holds a conference, or were let into that one alone
    (`enters`): of other bodies they know what everybody may.
    """
    return session.meeting is not None or session.body == body


def actor_in(meeting: MeetingId, session: Session) -> Actor:
    """As whom this session acts there. Raises `NotAllowed`."""
    role = ROLES[session.post]
    if role is None or not enters(session, meeting):
        raise NotAllowed
    login = "" if session.site else session.login or ""
    return Actor(role=role, name=session.name, site=session.site, login=login)


def check_seated(meeting: Meeting, actor: Actor) -> None:
    """The public has published pages; a site must be on the list of this conference, or take over
    from one that was.

    Raises `NotAllowed`, `NoSuchSite`, or `NoSuchConference` for a draft.
    """
    if actor.role is Role.PUBLIC:
        raise NotAllowed
    if not knows(actor.role, meeting.phase):
        raise NoSuchConference
    listed = actor.site in meeting.sites or succeeds(meeting, actor.site)
    if actor.role is Role.SITE and not listed:
        raise NoSuchSite


def knows(role: Role | None, phase: Phase) -> bool:
    """Whether somebody is told that there is such a conference."""
    return phase is not Phase.DRAFT or role in _OF_THE_HALL


_OF_THE_HALL: Final = frozenset(ROLES[post] for post in HALL)
