"""What each reader may do now, noun by noun; which events change it."""

from collections.abc import Callable, Mapping

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.act import name_of
from diemcau.domain.nouns.terms import Role
from diemcau.domain.views import (
    agenda,
    attendance,
    conclusions,
    conference,
    drafts,
    floor,
    media,
    passes,
    petitions,
    presenters,
    publishing,
    queue,
    record,
    recordings,
    requests,
    returns,
    rounds,
    screen,
    sites,
    tasks,
    undo,
    votes,
)
from diemcau.domain.views.keys import Draw, View
from diemcau.domain.views.offers import Asker, May, Offers

OFFERS: Mapping[str, Callable[[Asker], Offers]] = {
    "conference": conference.offers,
    "sites": sites.offers,
    "passes": passes.offers,
    "attendance": attendance.offers,
    "returns": returns.offers,
    "agenda": agenda.offers,
    "drafts": drafts.offers,
    "petitions": petitions.offers,
    "queue": queue.offers,
    "requests": requests.offers,
    "floor": floor.offers,
    "media": media.offers,
    "recordings": recordings.offers,
    "presenters": presenters.offers,
    "rounds": rounds.offers,
    "undo": undo.offers,
    "votes": votes.offers,
    "screen": screen.offers,
    "record": record.offers,
    "conclusions": conclusions.offers,
    "tasks": tasks.offers,
    "publishing": publishing.offers,
}
"""Noun → what it offers."""


def nouns(_: Meeting) -> Mapping[str, object]:
    return OFFERS


def may(role: Role) -> Draw:
    """What somebody in this role may do; nothing where none of the acts is theirs."""

    def drawn(meeting: Meeting, noun: str) -> View | None:
        if not meeting.planned or noun not in OFFERS:
            return None
        acts = {name_of(act): offer for act, offer in OFFERS[noun](Asker(meeting, role))}
        return May(acts=acts) if acts else None

    return drawn
