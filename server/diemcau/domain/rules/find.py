"""Looking things up as a command names them: what is not there is refused by name."""

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Item, NoItemCurrent, NoSuchItem
from diemcau.domain.nouns.ids import ItemId, RequestId, SiteCode
from diemcau.domain.nouns.requests import NoSuchRequest, NotWaiting, Request
from diemcau.domain.nouns.sites import NoSuchSite, Site
from diemcau.domain.nouns.terms import RequestState


def site(meeting: Meeting, code: SiteCode) -> Site:
    if (found := meeting.sites.get(code)) is None:
        raise NoSuchSite
    return found


def item(meeting: Meeting, item_id: ItemId) -> Item:
    if (found := meeting.items.get(item_id)) is None:
        raise NoSuchItem
    return found


def current_item(meeting: Meeting) -> Item:
    if (found := meeting.item) is None:
        raise NoItemCurrent
    return found


def waiting(meeting: Meeting, request_id: RequestId) -> Request:
    """In a queue, where the hall knows of it."""
    if (found := asked(meeting, request_id)).held:
        raise NotWaiting
    return found


def asked(meeting: Meeting, request_id: RequestId) -> Request:
    """Waiting, in a queue or in the hands of a sub-hub."""
    if (found := meeting.requests.get(request_id)) is None:
        raise NoSuchRequest
    if found.state is not RequestState.WAITING:
        raise NotWaiting
    return found
