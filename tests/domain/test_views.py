"""Who is sent what: whole sets of keys per audience, and values where they differ."""

from datetime import datetime
from typing import TypeVar

import msgspec
import pytest

from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.agenda import Document, EditItem, ItemPlan, StartItem
from diemcau.domain.nouns.attendance import CheckIn, Mark
from diemcau.domain.nouns.conclusions import ConclusionText, DraftConclusion
from diemcau.domain.nouns.conference import (
    AnnounceConference,
    ConsoleHanded,
    HandConsole,
    OpenLobby,
    StartConference,
)
from diemcau.domain.nouns.floor import GiveFloor, PauseSpeech
from diemcau.domain.nouns.ids import (
    ConclusionId,
    IncidentId,
    ItemId,
    MeetingId,
    MessageId,
    OpinionId,
    PublicationNo,
    RequestId,
    SpeechNo,
)
from diemcau.domain.nouns.publishing import (
    ConfirmReading,
    DraftMinutes,
    Publish,
    WithdrawPublication,
)
from diemcau.domain.nouns.queue import CloseQueue
from diemcau.domain.nouns.record import (
    HandInOpinion,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    WriteNote,
)
from diemcau.domain.nouns.requests import (
    AlreadyWaiting,
    AskToSpeak,
    NotPresent,
    Person,
    RegisterSpeech,
    SayReady,
)
from diemcau.domain.nouns.rounds import Pass, StartRound
from diemcau.domain.nouns.sites import (
    AnswerCheck,
    Contact,
    NoteLineConnected,
    SetContact,
    UninviteSite,
)
from diemcau.domain.nouns.terms import (
    CheckResult,
    IncidentKind,
    ItemKind,
    Kind,
    LineState,
    Presence,
    Readers,
    RequestState,
    Role,
    RoundScope,
    RoundState,
    Stage,
)
from diemcau.domain.rules.deadlines import CLOCK
from diemcau.domain.views.agenda import Agenda, ItemView
from diemcau.domain.views.clocks import left_at, spoken_at
from diemcau.domain.views.conclusions import ConclusionView
from diemcau.domain.views.conference import Conference, Console, Counts, SettingsView
from diemcau.domain.views.families import (
    FAMILIES,
    Audience,
    audience_of,
    only_for,
    render,
    view_of,
    whole_text,
)
from diemcau.domain.views.floor import FloorView, SpeechView
from diemcau.domain.views.keys import View
from diemcau.domain.views.publishing import PublicationView, VersionView
from diemcau.domain.views.queue import OfferedKind, QueueView
from diemcau.domain.views.record import IncidentView, MessageView, NoteView, OpinionView
from diemcau.domain.views.requests import RequestView
from diemcau.domain.views.rounds import RoundView
from diemcau.domain.views.sites import Me, RosterView, SiteView
from tests.support.meeting import (
    BA_DINH,
    CHAIR,
    CLOSED,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    ENDED,
    HOAN_KIEM,
    OPENING,
    OPERATOR,
    RUNNING,
    SECRETARY,
    Step,
    after,
    asked_to_speak,
    at,
    by,
    checked_in,
    code,
    delegate,
    given_the_floor,
    plan_conference,
    site_plan,
    spoke,
    took_the_floor,
    was,
    with_settings,
)

Shown = TypeVar("Shown", bound=View)

AT_CHAIR, AT_SECRETARY = Audience(Role.CHAIR), Audience(Role.SECRETARY)
AT_OPERATOR, ON_SCREEN = Audience(Role.OPERATOR), Audience(Role.SCREEN)
AT_BA_DINH, AT_HOAN_KIEM = Audience(Role.SITE, code(BA_DINH)), Audience(Role.SITE, code(HOAN_KIEM))
AUDIENCES = (AT_CHAIR, AT_SECRETARY, AT_OPERATOR, ON_SCREEN, AT_BA_DINH, AT_HOAN_KIEM)

# -- a conference with something of everything -----------------------------------------------------

STAFFING = ItemId("nhan-su")
AGENDA = (
    ItemPlan(OPENING, "Khai mạc", ItemKind.OPENING, "Chủ tịch", 10),
    ItemPlan(
        STAFFING,
        "Công tác nhân sự",
        minutes=20,
        internal=True,
        documents=(Document("Danh sách dự kiến", "/mat/nhan-su.pdf"),),
    ),
    ItemPlan(ItemId("nhan-su-1"), "Bổ nhiệm", minutes=5, parent=STAFFING),
    ItemPlan(
        DISCUSSION_ITEM,
        "Góp ý",
        minutes=60,
        budget=600,
        documents=(Document("Dự thảo nghị quyết", "/du-thao.pdf"),),
    ),
)
STAFFING_CARD = RequestId("nhân sự")
GUEST_CARD = RequestId("khách")
AGAIN = RequestId("lần 2")
"""Ba Đình asks a second time."""

PREPARED: Step = (
    plan_conference(AGENDA, tuple(map(site_plan, (BA_DINH, HOAN_KIEM)))),
    SetContact(**by(BA_DINH, -300), contact=Contact("Bà Lan", "Anh Bình", "0912")),
    SetContact(**by(HOAN_KIEM, -300), contact=Contact("Ông Hoàn", "Chị Kiếm", "0987")),
    AnnounceConference(**by(SECRETARY, -200)),
    RegisterSpeech(
        **by(CHAIR, -180, named=STAFFING_CARD),
        site=code(BA_DINH),
        item=STAFFING,
        topic="Về đồng chí A",
        minutes=3,
    ),
    Publish(**by(SECRETARY, -170), stage=Stage.NOTICE, readers=Readers.PUBLIC),
    Publish(
        **by(SECRETARY, -160),
        stage=Stage.DOCUMENTS,
        readers=Readers.NAMED_SITES,
        sites=(code(BA_DINH),),
    ),
    ConfirmReading(**by(BA_DINH, -150), publication=PublicationNo(2)),
    WithdrawPublication(**by(SECRETARY, -140), publication=PublicationNo(2), reason="Sai bản"),
    OpenLobby(**by(OPERATOR, -60)),
    NoteLineConnected(**by(CLOCK, -50), site=code(BA_DINH)),
)
GATHERED: Step = (
    PREPARED,
    AnswerCheck(
        **by(BA_DINH, -40),
        picture=CheckResult.OK,
        sound_in=CheckResult.FAULT,
        sound_out=CheckResult.OK,
        line=CheckResult.UNTRIED,
    ),
    CheckIn(
        **by(BA_DINH, -30),
        marks=(
            Mark(delegate(BA_DINH, 1), Presence.IN_ROOM),
            Mark(delegate(BA_DINH, 2), Presence.EXCUSED, "Nằm viện"),
        ),
        head_count=7,
        guests=2,
    ),
    ReportIncident(
        **by(BA_DINH, -20, named="sự cố 1"), kind=IncidentKind.NO_SOUND, text="Mất tiếng"
    ),
    ReportIncident(**by(HOAN_KIEM, -19, named="sự cố 2"), kind=IncidentKind.POWER, text="Mất điện"),
    ResolveIncident(**by(OPERATOR, -15), incident=IncidentId("sự cố 1"), site=code(BA_DINH)),
    SendMessage(**by(OPERATOR, -14, named="tin chung"), text="Đề nghị tắt micro"),
    SendMessage(**by(OPERATOR, -13, named="tin riêng"), text="Gọi lại 0987", to=(code(HOAN_KIEM),)),
    StartConference(**by(CHAIR)),
)
RICH: Step = (
    GATHERED,
    StartItem(**by(CHAIR, 2), item=DISCUSSION_ITEM),
    spoke(1, BA_DINH, 4, 6),
    AskToSpeak(**by(BA_DINH, 7, named=AGAIN)),
    asked_to_speak(HOAN_KIEM, minutes=8),
    AskToSpeak(**by(SECRETARY, 9, named=GUEST_CARD), person=Person("GS Minh", "Chuyên gia")),
    given_the_floor(HOAN_KIEM, minutes=10),
    HandInOpinion(**by(BA_DINH, 11, named="ý kiến 1"), item=DISCUSSION_ITEM, text="Đê sạt"),
    HandInOpinion(**by(HOAN_KIEM, 11, named="ý kiến 2"), item=DISCUSSION_ITEM, text="Phố cổ"),
    WriteNote(**by(SECRETARY, 12), about="meeting", text="Nói thêm sau"),
    WriteNote(**by(SECRETARY, 12), about=f"item/{STAFFING}", text="Chưa thống nhất"),
    DraftConclusion(
        **by(SECRETARY, 13, named="kết luận 1"),
        text=ConclusionText("Kè đê trước mùa mưa", lead="Sở NN"),
    ),
)

PUBLIC = {
    "conference",
    "counts",
    "agenda",
    "floor",
    f"item/{OPENING}",
    f"queue/{OPENING}",
    f"item/{DISCUSSION_ITEM}",
    f"queue/{DISCUSSION_ITEM}",
    f"request/{AGAIN}",
    f"request/{GUEST_CARD}",
    "publication/1",
}
HALL = PUBLIC | {
    "site/001",
    "site/002",
    "roster/001",
    "roster/002",
    "incident/sự cố 1",
    "incident/sự cố 2",
    "message/tin chung",
    "message/tin riêng",
    "publication/2",
    "speech/1",
}
TABLE = HALL | {
    "settings",
    f"item/{STAFFING}",
    f"queue/{STAFFING}",
    "item/nhan-su-1",
    "queue/nhan-su-1",
    f"request/{STAFFING_CARD}",
    "opinion/ý kiến 1",
    "opinion/ý kiến 2",
    "note/meeting",
    f"note/item/{STAFFING}",
    "conclusion/kết luận 1",
}


HAND = HandConsole(**by(CHAIR, 14), login="pho", name="Phó Chủ tịch", until=at(100))


def rich() -> Meeting:
    return after(RICH)


def keys(meeting: Meeting, audience: Audience) -> set[str]:
    """What is seen; what may be done has sentences of its own (`test_offers`)."""
    return {key for key in render(meeting, audience) if not key.startswith("may/")}


def shown(meeting: Meeting, audience: Audience, key: str, shape: type[Shown]) -> Shown:
    view = view_of(meeting, audience, key)
    assert isinstance(view, shape)
    return view


# -- whole sets ------------------------------------------------------------------------------------


def test_the_chair_sees_everything_and_who_holds_the_console() -> None:
    assert keys(rich(), AT_CHAIR) == TABLE | {"console", "screen", "undo"}


def test_a_deputy_is_sent_what_the_chair_is_sent() -> None:
    assert audience_of(Role.DEPUTY, None) == AT_CHAIR
    assert audience_of(Role.SITE, code(BA_DINH)) == AT_BA_DINH


def test_the_secretary_sees_everything_but_the_console() -> None:
    assert keys(rich(), AT_SECRETARY) == TABLE


def test_the_operator_sees_every_site_but_nothing_internal_and_nothing_written() -> None:
    assert keys(rich(), AT_OPERATOR) == HALL | {"screen"}


def test_a_site_sees_what_is_public_and_its_own() -> None:
    assert keys(rich(), AT_BA_DINH) == PUBLIC | {
        "me/001",
        "roster/001",
        "incident/sự cố 1",
        "opinion/ý kiến 1",
        "message/tin chung",
        "publication/2",
    }
    assert keys(rich(), AT_HOAN_KIEM) == PUBLIC | {
        "me/002",
        "roster/002",
        "incident/sự cố 2",
        "opinion/ý kiến 2",
        "message/tin chung",
        "message/tin riêng",
    }


def test_a_screen_in_a_hall_sees_what_is_public() -> None:
    assert keys(rich(), ON_SCREEN) == PUBLIC | {"screen"}


def test_the_public_has_no_screen_here() -> None:
    assert keys(rich(), Audience(Role.PUBLIC)) == set()


def test_a_site_that_was_not_invited_sees_no_more_than_a_screen_and_a_word_to_all() -> None:
    assert keys(rich(), Audience(Role.SITE, code(DONG_ANH))) == PUBLIC | {"message/tin chung"}


def test_a_site_struck_from_the_list_sees_nothing_of_its_own_any_more() -> None:
    struck = after(plan_conference(), UninviteSite(**by(SECRETARY, -300), site=code(DONG_ANH)))
    theirs = keys(struck, Audience(Role.SITE, code(DONG_ANH)))
    assert theirs | {"screen"} == keys(struck, ON_SCREEN)
    assert view_of(struck, Audience(Role.SITE, code(DONG_ANH)), "me/017") is None


def test_before_it_is_planned_there_is_hardly_anything() -> None:
    blank = Meeting(id=MeetingId("m"))
    assert keys(blank, AT_CHAIR) == {"counts", "settings", "console", "screen", "floor"}
    assert keys(blank, AT_BA_DINH) == {"counts", "floor"}


def test_versions_of_the_minutes_are_for_chair_and_secretary() -> None:
    meeting = after(CLOSED)
    assert {a for a in AUDIENCES if "minutes/1" in keys(meeting, a)} == {AT_CHAIR, AT_SECRETARY}
    version = shown(meeting, AT_CHAIR, "minutes/1", VersionView)
    assert (version.drafted_by, version.approved_by) == (SECRETARY.name, CHAIR.name)


def test_only_who_writes_a_note_is_sent_what_it_is_merged_with() -> None:
    noted = after(RUNNING, WriteNote(**by(SECRETARY, 2), about="meeting", text="Đủ thành phần"))
    seen = {who: shown(noted, who, "note/meeting", NoteView) for who in (AT_CHAIR, AT_SECRETARY)}
    assert {who: note.text for who, note in seen.items()} == dict.fromkeys(seen, "Đủ thành phần")
    assert seen[AT_SECRETARY].document == noted.notes["meeting"].document
    assert b"document" not in msgspec.json.encode(seen[AT_CHAIR])


def test_a_draft_of_the_minutes_says_when_the_record_has_changed_since() -> None:
    def outdated(meeting: Meeting, number: int) -> bool:
        return shown(meeting, AT_SECRETARY, f"minutes/{number}", VersionView).outdated

    drafted: Step = (ENDED, DraftMinutes(**by(SECRETARY, 210)))
    assert not outdated(after(drafted), 1)
    note = WriteNote(**by(SECRETARY, 211), about="meeting", text="Hội trường tầng 2")
    assert outdated(after(drafted, note), 1)
    again = after(drafted, note, DraftMinutes(**by(SECRETARY, 212)))
    assert not outdated(again, 1)
    assert not outdated(again, 2)


def test_a_round_is_seen_by_all_unless_its_item_is_internal() -> None:
    in_the_open: Step = (RICH, took_the_floor(2, 14), StartRound(**by(CHAIR, 15)))
    assert all("round" in keys(after(in_the_open), audience) for audience in AUDIENCES)
    closed = ItemPlan(DISCUSSION_ITEM, "Trao đổi kín", internal=True)
    behind_doors: Step = (in_the_open, EditItem(**by(SECRETARY, 16), plan=closed))
    seen = {a for a in AUDIENCES if "round" in keys(after(behind_doors), a)}
    assert seen == {AT_CHAIR, AT_SECRETARY}


# -- what must not leave the house -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("secret", "readers"),
    [
        ("0912", {AT_CHAIR, AT_SECRETARY, AT_OPERATOR, AT_BA_DINH}),
        ("0987", {AT_CHAIR, AT_SECRETARY, AT_OPERATOR, AT_HOAN_KIEM}),
        ("Nằm viện", {AT_CHAIR, AT_SECRETARY, AT_OPERATOR, AT_BA_DINH}),
        ("Mất tiếng", {AT_CHAIR, AT_SECRETARY, AT_OPERATOR, AT_BA_DINH}),
        ("Mất điện", {AT_CHAIR, AT_SECRETARY, AT_OPERATOR, AT_HOAN_KIEM}),
        ("Gọi lại", {AT_CHAIR, AT_SECRETARY, AT_OPERATOR, AT_HOAN_KIEM}),
        ("Sai bản", {AT_CHAIR, AT_SECRETARY, AT_OPERATOR, AT_BA_DINH}),
        ("Đê sạt", {AT_CHAIR, AT_SECRETARY, AT_BA_DINH}),
        ("Phố cổ", {AT_CHAIR, AT_SECRETARY, AT_HOAN_KIEM}),
        ("nhan-su", {AT_CHAIR, AT_SECRETARY}),
        ("nhân sự", {AT_CHAIR, AT_SECRETARY}),
        ("đồng chí A", {AT_CHAIR, AT_SECRETARY}),
        ("Bổ nhiệm", {AT_CHAIR, AT_SECRETARY}),
        ("Danh sách dự kiến", {AT_CHAIR, AT_SECRETARY}),
        ("Nói thêm sau", {AT_CHAIR, AT_SECRETARY}),
        ("Kè đê", {AT_CHAIR, AT_SECRETARY}),
        ('Phó Chủ tịch"', {AT_CHAIR}),
    ],
)
def test_a_secret_is_on_the_screens_of_its_readers_alone(
    secret: str, readers: set[Audience]
) -> None:
    meeting = after(RICH, HAND)
    sent = {audience: msgspec.json.encode(render(meeting, audience)) for audience in AUDIENCES}
    assert {audience for audience in AUDIENCES if secret.encode() in sent[audience]} == readers


def test_a_site_is_not_told_who_else_was_written_to_or_has_read() -> None:
    meeting = rich()
    told = shown(meeting, AT_HOAN_KIEM, "message/tin riêng", MessageView)
    assert (told.text, told.to) == ("Gọi lại 0987", ())
    assert shown(meeting, AT_OPERATOR, "message/tin riêng", MessageView).to == (code(HOAN_KIEM),)
    paper = shown(meeting, AT_BA_DINH, "publication/2", PublicationView)
    assert (paper.reason, paper.sites, paper.read_by) == ("Sai bản", (), ())
    paper = shown(meeting, AT_CHAIR, "publication/2", PublicationView)
    assert (paper.sites, paper.read_by) == ((code(BA_DINH),), (code(BA_DINH),))


def test_the_agenda_outside_keeps_the_times_of_the_whole() -> None:
    inside = shown(rich(), AT_CHAIR, "agenda", Agenda)
    assert inside.order == (OPENING, STAFFING, "nhan-su-1", DISCUSSION_ITEM)
    assert inside.starts == (at(0), at(10), at(30), at(35))
    outside = shown(rich(), AT_BA_DINH, "agenda", Agenda)
    assert outside.order == (OPENING, DISCUSSION_ITEM)
    assert outside.starts == (at(0), at(35))
    for agenda in (inside, outside):
        assert (agenda.current, agenda.due, agenda.rest) == (DISCUSSION_ITEM, at(62), 35 * 60)


def test_while_an_internal_item_runs_the_floor_looks_empty_from_outside() -> None:
    meeting = after(
        GATHERED,
        StartItem(**by(CHAIR, 2), item=STAFFING),
        GiveFloor(**by(CHAIR, 3), request=STAFFING_CARD, believes=None),
    )
    assert shown(meeting, AT_CHAIR, "floor", FloorView).speech is not None
    for audience in (AT_OPERATOR, ON_SCREEN, AT_BA_DINH):
        assert shown(meeting, audience, "floor", FloorView) == FloorView()
        agenda = shown(meeting, audience, "agenda", Agenda)
        assert (agenda.current, agenda.due) == (None, None)
    mine = shown(meeting, AT_BA_DINH, "me/001", Me)
    assert (mine.waiting, mine.speaking, mine.budget_left) == ((), None, None)
    ended = after(RICH, took_the_floor(2, 14), StartItem(**by(CHAIR, 15), item=STAFFING))
    assert shown(ended, AT_BA_DINH, "me/001", Me).ordinary_blocked == ""


def test_a_card_about_an_internal_item_is_on_nobodys_tile_outside() -> None:
    meeting = rich()
    mine = (STAFFING_CARD, AGAIN)
    assert shown(meeting, AT_SECRETARY, "site/001", SiteView).waiting == mine
    assert shown(meeting, AT_OPERATOR, "site/001", SiteView).waiting == mine[1:]
    assert shown(meeting, AT_BA_DINH, "me/001", Me).waiting == mine[1:]


def test_an_opinion_goes_out_of_sight_with_its_item() -> None:
    hidden = ItemPlan(DISCUSSION_ITEM, "Góp ý", internal=True)
    meeting = after(RICH, EditItem(**by(SECRETARY, 20), plan=hidden))
    assert view_of(rich(), AT_BA_DINH, "opinion/ý kiến 1") is not None
    assert view_of(meeting, AT_BA_DINH, "opinion/ý kiến 1") is None
    assert view_of(meeting, AT_SECRETARY, "opinion/ý kiến 1") is not None


def test_a_text_is_told_whole_to_whoever_sees_its_beginning() -> None:
    text = rich().opinions[OpinionId("ý kiến 2")].text
    assert whole_text(rich(), AT_SECRETARY, "opinion/ý kiến 2") == text
    assert whole_text(rich(), AT_BA_DINH, "opinion/ý kiến 2") is None
    assert whole_text(rich(), AT_SECRETARY, "floor") is None


# -- which sites see a key -------------------------------------------------------------------------


def test_most_keys_are_alike_for_all_sites_and_some_are_for_one() -> None:
    meeting = rich()
    assert only_for(meeting, "floor") is None
    assert only_for(meeting, "message/tin chung") is None
    assert only_for(meeting, "publication/1") is None
    assert only_for(meeting, "message/tin riêng") == frozenset({code(HOAN_KIEM)})
    assert only_for(meeting, "publication/2") == frozenset({code(BA_DINH)})
    assert only_for(meeting, "me/001") == frozenset({code(BA_DINH)})
    assert only_for(meeting, "incident/sự cố 2") == frozenset({code(HOAN_KIEM)})
    assert only_for(meeting, "opinion/ý kiến 2") == frozenset({code(HOAN_KIEM)})


ONE_OF_A_KIND = frozenset(
    {"conference", "counts", "settings", "console", "screen", "agenda", "floor", "round", "undo"}
)
GONE = {
    **dict.fromkeys(FAMILIES, "x"),
    "speech": "99",
    "minutes": "99",
    "publication": "99",
    "vote": "99",
}


@pytest.mark.parametrize(
    "family",
    [f for f in FAMILIES if f not in ONE_OF_A_KIND],
)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_key_that_is_not_there_is_nothing_to_anybody(family: str, audience: Audience) -> None:
    assert view_of(rich(), audience, f"{family}/{GONE[family]}") is None


def test_a_key_that_is_not_there_is_no_sites() -> None:
    meeting = rich()
    for key in ("message/x", "publication/99", "incident/x", "opinion/x"):
        assert only_for(meeting, key) == frozenset()


# -- values ----------------------------------------------------------------------------------------


def test_the_conference_and_its_figures() -> None:
    meeting = rich()
    conference = shown(meeting, ON_SCREEN, "conference", Conference)
    assert (conference.title, conference.started_at) == ("Hội nghị giao ban quý I/2024", at(0))
    assert shown(meeting, ON_SCREEN, "counts", Counts) == Counts(
        sites=2, connected=1, checked_in=1, expected=4, here=1, guests=2
    )


def test_the_console_says_who_leads_in_the_place_of_the_chair() -> None:
    handed = Console(deputy="Phó Chủ tịch", login="pho", until=at(100))
    assert shown(after(RICH, HAND), AT_CHAIR, "console", Console) == handed
    to_a_name = ConsoleHanded(**was(CHAIR, 14), name="Phó Chủ tịch", until=at(100))
    assert shown(after(RICH, to_a_name), AT_CHAIR, "console", Console) == Console()
    assert shown(after(DISCUSSION), AT_CHAIR, "console", Console) == Console()


def test_a_tile_of_the_wall() -> None:
    tile = shown(rich(), AT_OPERATOR, "site/001", SiteView)
    assert tile.contact == Contact("Bà Lan", "Anh Bình", "0912")
    assert (tile.line.state, tile.line.since) == (LineState.CONNECTED, at(-50))
    assert (tile.expected, tile.here, tile.head_count, tile.guests) == (2, 1, 7, 2)
    assert (tile.speeches, tile.spoken, tile.late) == (1, 120, 0)
    late = after(DISCUSSION, checked_in(HOAN_KIEM, minutes=5))
    assert shown(late, AT_CHAIR, "site/002", SiteView).late == 300


def test_a_card_tells_the_hall_more_than_the_others() -> None:
    full = shown(rich(), AT_CHAIR, f"request/{AGAIN}", RequestView)
    assert (full.nth, full.spoken, full.seconds, full.budget_left) == (2, 120, 180, 480)
    assert full == shown(rich(), AT_OPERATOR, f"request/{AGAIN}", RequestView)
    public = shown(rich(), AT_HOAN_KIEM, f"request/{AGAIN}", RequestView)
    assert (public.nth, public.spoken, public.seconds, public.budget_left) == (0, 0, 0, None)
    guest = shown(rich(), AT_CHAIR, f"request/{GUEST_CARD}", RequestView)
    assert (guest.speaker, guest.nth, guest.budget_left) == ("GS Minh, Chuyên gia", 1, None)


SPEAKS_AGAIN: Step = (
    with_settings(site_budget=480),
    spoke(1, BA_DINH, 2, 3.995),
    asked_to_speak(BA_DINH, Kind.QUESTION, 4),
    given_the_floor(BA_DINH, Kind.QUESTION, 5),
    AskToSpeak(**by(BA_DINH, 5, named=AGAIN)),
)
PAUSED: Step = (SPEAKS_AGAIN, PauseSpeech(**by(CHAIR, 6.501), speech=SpeechNo(2)))
INTERRUPTED: Step = (
    SPEAKS_AGAIN,
    asked_to_speak(HOAN_KIEM, minutes=5.5),
    given_the_floor(HOAN_KIEM, minutes=6.501, believes=2, interject=True),
)


@pytest.mark.parametrize("scene", [SPEAKS_AGAIN, PAUSED, INTERRUPTED])
@pytest.mark.parametrize("minute", [6.501, 7, 13.3333, 16])
def test_spoken_and_left_are_the_budget_to_the_second_whatever_the_clock_does(
    scene: Step, minute: float
) -> None:
    meeting, now = after(DISCUSSION, scene), at(minute)
    full = shown(meeting, AT_CHAIR, f"request/{AGAIN}", RequestView)
    mine = shown(meeting, AT_BA_DINH, "me/001", Me)
    tile = shown(meeting, AT_CHAIR, "site/001", SiteView)
    assert spoken_at(full, now) + (left_at(full, now) or 0) == 480
    assert left_at(mine, now) == left_at(full, now)
    assert spoken_at(tile, now) == spoken_at(full, now)


def test_a_figure_stands_while_the_clock_does_and_is_counted_from_a_moment_while_it_runs() -> None:
    def mine(*scene: Step) -> tuple[int | None, datetime | None]:
        view = shown(
            after(DISCUSSION, with_settings(site_budget=480), *scene), AT_BA_DINH, "me/001", Me
        )
        return (view.budget_left, view.budget_until)

    speaks: Step = (spoke(1, BA_DINH, 2, 3), asked_to_speak(BA_DINH, kind=Kind.QUESTION, minutes=4))
    begins = given_the_floor(BA_DINH, Kind.QUESTION, 5)
    assert mine(speaks) == (420, None)
    assert mine(speaks, begins) == (420, at(12))
    assert mine(speaks, begins, PauseSpeech(**by(CHAIR, 6), speech=SpeechNo(2))) == (360, None)


def test_a_queue_says_who_is_next_how_long_it_is_and_what_may_be_asked_for() -> None:
    line = shown(rich(), AT_BA_DINH, f"queue/{DISCUSSION_ITEM}", QueueView)
    assert line.order == line.next == (AGAIN, GUEST_CARD)
    assert line.seconds == 180 + 300
    assert OfferedKind(kind=Kind.COMMENT, seconds=300) in line.offers
    assert OfferedKind(kind=Kind.PROCEDURAL, ordinary=False, seconds=120) in line.offers
    assert shown(rich(), AT_BA_DINH, f"queue/{OPENING}", QueueView).offers == ()
    closed = after(RICH, CloseQueue(**by(CHAIR, 20), item=DISCUSSION_ITEM))
    offers = shown(closed, AT_BA_DINH, f"queue/{DISCUSSION_ITEM}", QueueView).offers
    assert offers == (OfferedKind(kind=Kind.PROCEDURAL, ordinary=False, seconds=120),)


def test_a_site_is_told_why_it_may_not_ask() -> None:
    mine = shown(rich(), AT_BA_DINH, "me/001", Me)
    assert (mine.ordinary_blocked, mine.priority_blocked) == (AlreadyWaiting.code, "")
    assert (mine.budget_left, mine.speaking, mine.read) == (480, None, (PublicationNo(2),))
    assert shown(rich(), AT_HOAN_KIEM, "me/002", Me).speaking == SpeechNo(2)
    strict = after(DISCUSSION, with_settings(1, present_sites_only=True))
    absent = shown(strict, AT_BA_DINH, "me/001", Me)
    assert (absent.ordinary_blocked, absent.budget_left) == (NotPresent.code, None)
    idle = shown(after(RUNNING), AT_BA_DINH, "me/001", Me)
    assert (idle.ordinary_blocked, idle.priority_blocked) == ("", "")


def test_the_floor_tells_the_table_which_speech_ended_last() -> None:
    floor = shown(rich(), AT_CHAIR, "floor", FloorView)
    assert floor.speech is not None
    assert (floor.speech.no, floor.speech.nth, floor.last) == (SpeechNo(2), 1, SpeechNo(1))
    assert shown(rich(), AT_OPERATOR, "floor", FloorView).last is None


def test_who_was_interrupted_stays_on_the_floor() -> None:
    meeting = after(
        RICH,
        asked_to_speak(BA_DINH, Kind.PROCEDURAL, 15),
        with_settings(15, cut_off_after=30),
        given_the_floor(BA_DINH, Kind.PROCEDURAL, 16, believes=2, interject=True),
    )
    floor = shown(meeting, ON_SCREEN, "floor", FloorView)
    assert floor.speech is not None
    assert (floor.speech.nth, floor.speech.cut_off_at) == (2, at(18, 30))
    assert [(s.no, s.paused_at, s.cut_off_at) for s in floor.interrupted] == [(2, at(16), None)]
    assert view_of(meeting, AT_CHAIR, "speech/2") is None


def test_the_history_of_speeches() -> None:
    speech = shown(rich(), AT_OPERATOR, "speech/1", SpeechView)
    assert (speech.speaker, speech.nth, speech.spoken) == (BA_DINH.name, 1, 120)
    assert rich().requests[speech.request].state is RequestState.SPOKEN
    guest = after(
        RICH,
        took_the_floor(2, 14),
        GiveFloor(**by(CHAIR, 15), request=GUEST_CARD, believes=None),
        took_the_floor(3, 21),
    )
    speech = shown(guest, AT_CHAIR, "speech/3", SpeechView)
    assert (speech.speaker, speech.nth, speech.overran) == ("GS Minh, Chuyên gia", 1, 60)
    assert (speech.site, speech.out_of_order) == (None, True)


def test_the_board_of_a_round() -> None:
    meeting = after(
        DISCUSSION,
        StartRound(**by(CHAIR, 2), scope=RoundScope.ALL),
        Pass(**by(BA_DINH, 3)),
        SayReady(**by(HOAN_KIEM, 4)),
    )
    board = shown(meeting, ON_SCREEN, "round", RoundView)
    assert board.order == meeting.site_order
    assert board.states == (RoundState.PASSED, *[RoundState.TO_COME] * 4)
    assert (board.next, board.ready) == (meeting.site_order[1:3], (code(HOAN_KIEM),))
    assert board.names[0] == BA_DINH.name


def test_what_is_written_and_reported() -> None:
    meeting = rich()
    incident = shown(meeting, AT_BA_DINH, "incident/sự cố 1", IncidentView)
    assert (incident.name, incident.resolved_at) == (BA_DINH.name, at(-15))
    opinion = shown(meeting, AT_SECRETARY, "opinion/ý kiến 2", OpinionView)
    assert (opinion.id, opinion.name) == (OpinionId("ý kiến 2"), HOAN_KIEM.name)
    message = shown(meeting, AT_BA_DINH, "message/tin chung", MessageView)
    assert (message.id, message.sender) == (MessageId("tin chung"), Role.OPERATOR)
    note = shown(meeting, AT_CHAIR, "note/meeting", NoteView)
    assert (note.version, note.by) == (1, SECRETARY.name)
    conclusion = shown(meeting, AT_CHAIR, "conclusion/kết luận 1", ConclusionView)
    assert (conclusion.id, conclusion.number) == (ConclusionId("kết luận 1"), 1)
    roster = shown(meeting, AT_BA_DINH, "roster/001", RosterView)
    assert [d.presence for d in roster.delegates] == [Presence.IN_ROOM, Presence.EXCUSED]
    item = shown(meeting, AT_BA_DINH, f"item/{DISCUSSION_ITEM}", ItemView)
    assert (item.number, item.budget, item.started_at) == ("2", 600, at(2))
    assert shown(meeting, AT_CHAIR, f"item/{DISCUSSION_ITEM}", ItemView).number == "3"
    assert shown(meeting, AT_CHAIR, "settings", SettingsView).settings == meeting.settings
