"""Rules §3 (incidents, messages), §4.17 (opinions) and §7 (what the secretary writes)."""

import pytest

from diemcau.domain.nouns.agenda import EditItem, ItemNotStarted, ItemPlan, NoSuchItem, SkipItem
from diemcau.domain.nouns.floor import NoSuchSpeech
from diemcau.domain.nouns.ids import IncidentId, ItemId, MessageId, OpinionId
from diemcau.domain.nouns.record import (
    AlreadyResolved,
    EditNote,
    HandInOpinion,
    Incident,
    IncidentReported,
    IncidentResolved,
    Message,
    MessageSent,
    NoSuchIncident,
    Note,
    NoteEdited,
    NoteWritten,
    Opinion,
    OpinionHandedIn,
    ReportIncident,
    ResolveIncident,
    SendMessage,
    UpdateIncomplete,
    UpdateUnreadable,
    WriteNote,
)
from diemcau.domain.nouns.refusals import (
    NotAllowed,
    SiteMissing,
    TextChanged,
    TextMissing,
    WrongPhase,
)
from diemcau.domain.nouns.sites import NoSuchSite
from diemcau.domain.nouns.terms import IncidentKind, Role
from diemcau.domain.rules import text as text_rules
from tests.support.meeting import (
    ANNOUNCED,
    BA_DINH,
    CHAIR,
    CLOSED,
    DISCUSSION,
    DISCUSSION_ITEM,
    DONG_ANH,
    ENDED,
    HOAN_KIEM,
    LOBBY,
    MY_DUC,
    OPERATOR,
    PLANNED,
    REPLY,
    RUNNING,
    SECRETARY,
    added,
    after,
    at,
    by,
    code,
    given,
    spoke,
    was,
)

# -- §4.17 written opinions ------------------------------------------------------------------------

OPINION = HandInOpinion(
    **by(BA_DINH, 30, named="y-kien"), item=DISCUSSION_ITEM, text=" Nhất trí với dự thảo "
)


def test_a_site_hands_in_a_written_opinion_on_the_item() -> None:
    given(DISCUSSION).when(OPINION).then(
        OpinionHandedIn(
            **was(BA_DINH, 30),
            opinion=OpinionId("y-kien"),
            site=code(BA_DINH),
            item=DISCUSSION_ITEM,
            text="Nhất trí với dự thảo",
        )
    ).leaves(
        lambda m: (
            m.opinions[OpinionId("y-kien")]
            == Opinion(
                OpinionId("y-kien"), code(BA_DINH), DISCUSSION_ITEM, "Nhất trí với dự thảo", at(30)
            )
        )
    )


def test_an_opinion_may_still_be_handed_in_until_the_minutes_are_approved() -> None:
    given(ENDED).when(OPINION).leaves(lambda m: m.opinions)
    given(CLOSED).when(OPINION).refuses(WrongPhase)
    given(LOBBY).when(OPINION).refuses(WrongPhase)


def test_an_opinion_is_on_an_item_that_has_begun_or_was_skipped() -> None:
    on_reply = HandInOpinion(**by(BA_DINH, 30), item=REPLY, text="Nhất trí")
    given(DISCUSSION).when(on_reply).refuses(ItemNotStarted)
    given(DISCUSSION, SkipItem(**by(CHAIR, 20), item=REPLY)).when(on_reply).leaves(
        lambda m: m.opinions
    )


def test_an_internal_item_is_not_there_for_a_site() -> None:
    hidden = ItemPlan(DISCUSSION_ITEM, "Họp kín", internal=True)
    given(DISCUSSION, EditItem(**by(SECRETARY, 1), plan=hidden)).when(OPINION).refuses(NoSuchItem)
    unknown = HandInOpinion(**by(BA_DINH, 30), item=ItemId("?"), text="Nhất trí")
    given(DISCUSSION).when(unknown).refuses(NoSuchItem)


def test_an_opinion_says_something_and_comes_from_a_site_that_takes_part() -> None:
    silent = HandInOpinion(**by(BA_DINH, 30), item=DISCUSSION_ITEM, text=" ")
    given(DISCUSSION).when(silent).refuses(TextMissing)
    stranger = HandInOpinion(**by(MY_DUC, 30), item=DISCUSSION_ITEM, text="Nhất trí")
    given(DISCUSSION).when(stranger).refuses(NoSuchSite)


def test_handing_in_again_with_the_same_command_id_is_the_same_opinion() -> None:
    given(DISCUSSION, OPINION).when(OPINION).then()


# -- §7 what the secretary writes ------------------------------------------------------------------


def note(about: str, text: str, seen: int = 0, minutes: float = 40) -> WriteNote:
    return WriteNote(**by(SECRETARY, minutes), about=about, text=text, seen=seen)


ITEM_NOTE = f"item/{DISCUSSION_ITEM}"
BEGUN = "Đề nghị rà soát"


@pytest.mark.parametrize("about", ["meeting", ITEM_NOTE, "speech/1"])
def test_the_secretary_writes_about_the_meeting_an_item_or_a_speech(about: str) -> None:
    written = text_rules.rewritten(text_rules.EMPTY, "Đề nghị rà soát")
    given(DISCUSSION, spoke(1, BA_DINH, 2, 4)).when(note(about, "Đề nghị rà soát")).then(
        NoteWritten(**was(SECRETARY, 40), about=about, text="Đề nghị rà soát", version=1)
    ).leaves(
        lambda m: (
            dict(m.notes)
            == {about: Note(about, "Đề nghị rà soát", 1, at(40), SECRETARY.name, written.document)}
        )
    )


@pytest.mark.parametrize("about", ["", "meetings", "speech/2", "speech/01", "speech/x", "site/1"])
def test_there_is_nothing_to_write_about_what_does_not_exist(about: str) -> None:
    given(DISCUSSION, spoke(1, BA_DINH, 2, 4)).when(note(about, "A")).refuses(NoSuchSpeech)


def test_there_is_nothing_to_write_about_an_item_that_does_not_exist() -> None:
    given(DISCUSSION).when(note("item/?", "A")).refuses(NoSuchItem)


def test_two_secretaries_at_once_do_not_lose_each_others_text() -> None:
    first = note(ITEM_NOTE, "Ba Đình: đơn thư")
    given(DISCUSSION, first).when(note(ITEM_NOTE, "Đông Anh: cấp xã")).refuses(TextChanged)
    given(DISCUSSION, first).when(
        note(ITEM_NOTE, "Ba Đình: đơn thư. Đông Anh: cấp xã", seen=1)
    ).leaves(lambda m: m.notes[ITEM_NOTE].version == 2)


def test_a_note_that_was_never_seen_cannot_be_written_over() -> None:
    given(DISCUSSION).when(note("meeting", "A", seen=1)).refuses(TextChanged)


def test_saving_the_same_text_again_is_nothing_new() -> None:
    given(DISCUSSION, note("meeting", "A")).when(note("meeting", "A", seen=1)).then()


def edit(about: str, update: bytes, minutes: float = 41) -> EditNote:
    return EditNote(**by(SECRETARY, minutes), about=about, update=update)


def test_several_secretaries_write_in_one_note_at_once() -> None:
    seen = note("meeting", BEGUN)
    one, two = (
        added(words, to=BEGUN, hand=hand) for hand, words in ((1, " đơn thư"), (2, " ở xã"))
    )
    given(DISCUSSION, seen, edit("meeting", one)).when(edit("meeting", two)).then(
        NoteEdited(**was(SECRETARY, 41), about="meeting", update=two, version=3)
    ).leaves(
        lambda m: (
            m.notes["meeting"].version == 3
            and m.notes["meeting"].text
            in {"Đề nghị rà soát đơn thư ở xã", "Đề nghị rà soát ở xã đơn thư"}
        )
    )


@pytest.mark.parametrize("about", ["meeting", ITEM_NOTE, "speech/1"])
def test_the_first_words_of_a_note_may_come_as_an_update(about: str) -> None:
    first = added("Đơn thư")
    given(DISCUSSION, spoke(1, BA_DINH, 2, 4)).when(edit(about, first)).leaves(
        lambda m: (m.notes[about].text, m.notes[about].version) == ("Đơn thư", 1)
    )


def test_an_update_that_comes_again_is_nothing_new() -> None:
    update = added(" đơn thư", to=BEGUN)
    seen = note("meeting", BEGUN)
    given(DISCUSSION, seen, edit("meeting", update)).when(edit("meeting", update, 42)).then()
    given(DISCUSSION).when(edit("meeting", text_rules.EMPTY)).then()


def test_a_form_does_not_take_the_words_of_whoever_writes_beside_it() -> None:
    by_form = note("meeting", "Đề nghị: rà soát", seen=1)
    given(DISCUSSION, note("meeting", BEGUN), by_form).when(
        edit("meeting", added(" đơn thư", to=BEGUN))
    ).leaves(lambda m: m.notes["meeting"].text == "Đề nghị: rà soát đơn thư")


def test_a_bad_update_is_refused_by_name() -> None:
    lost = added("A", to=BEGUN)
    given(DISCUSSION).when(edit("meeting", b"?")).refuses(UpdateUnreadable)
    given(DISCUSSION).when(edit("meeting", lost)).refuses(UpdateIncomplete)
    given(DISCUSSION).when(edit("speech/9", lost)).refuses(NoSuchSpeech)
    given(DISCUSSION).when(edit("item/?", lost)).refuses(NoSuchItem)


def test_notes_are_written_live_or_after() -> None:
    typed = added("A")
    for scene in (LOBBY, RUNNING, ENDED, CLOSED):
        for written in (note("meeting", "A"), edit("meeting", typed)):
            given(scene).when(written).leaves(lambda m: m.notes)
    for scene in (PLANNED, ANNOUNCED):
        for written in (note("meeting", "A"), edit("meeting", typed)):
            given(scene).when(written).refuses(WrongPhase)


# -- §3 incidents ----------------------------------------------------------------------------------

INCIDENT = ReportIncident(
    **by(BA_DINH, 12, named="su-co"), kind=IncidentKind.NO_SOUND, text=" Mất tiếng "
)
RESOLVED = ResolveIncident(**by(OPERATOR, 15), incident=IncidentId("su-co"))


def test_a_site_reports_an_incident_for_itself() -> None:
    given(RUNNING).when(INCIDENT).then(
        IncidentReported(
            **was(BA_DINH, 12),
            incident=IncidentId("su-co"),
            site=code(BA_DINH),
            kind=IncidentKind.NO_SOUND,
            text="Mất tiếng",
        )
    )


def test_the_operator_reports_an_incident_of_any_site_that_is_named() -> None:
    report = ReportIncident(**by(OPERATOR, 12), site=code(DONG_ANH), kind=IncidentKind.POWER)
    given(LOBBY).when(report).leaves(lambda m: m.incidents)
    nameless = ReportIncident(**by(OPERATOR, 12), kind=IncidentKind.POWER)
    given(LOBBY).when(nameless).refuses(SiteMissing)


def test_incidents_are_reported_from_the_lobby_to_the_end() -> None:
    given(ANNOUNCED).when(INCIDENT).refuses(WrongPhase)
    given(ENDED).when(INCIDENT).refuses(WrongPhase)


def test_reporting_again_with_the_same_command_id_is_the_same_incident() -> None:
    given(RUNNING, INCIDENT).when(INCIDENT).then()


def test_an_incident_is_put_right_by_the_operator_or_the_site_itself() -> None:
    given(RUNNING, INCIDENT).when(RESOLVED).then(
        IncidentResolved(**was(OPERATOR, 15), incident=IncidentId("su-co"), site=code(BA_DINH))
    ).leaves(
        lambda m: (
            m.incidents[IncidentId("su-co")]
            == Incident(
                IncidentId("su-co"),
                code(BA_DINH),
                IncidentKind.NO_SOUND,
                "Mất tiếng",
                at(12),
                at(15),
            )
        )
    )
    itself = ResolveIncident(**by(BA_DINH, 15), incident=IncidentId("su-co"))
    other = ResolveIncident(**by(HOAN_KIEM, 15), incident=IncidentId("su-co"))
    given(RUNNING, INCIDENT).when(itself).leaves(
        lambda m: m.incidents[IncidentId("su-co")].resolved_at == at(15)
    )
    given(RUNNING, INCIDENT).when(other).refuses(NotAllowed)


def test_an_incident_is_put_right_once_and_until_the_minutes_are_approved() -> None:
    given(RUNNING, INCIDENT, RESOLVED).when(RESOLVED).refuses(AlreadyResolved)
    given(RUNNING).when(RESOLVED).refuses(NoSuchIncident)
    given(CLOSED).when(RESOLVED).refuses(WrongPhase)


# -- messages --------------------------------------------------------------------------------------

MESSAGE = SendMessage(
    **by(OPERATOR, 5, named="nhan"), text=" Mời mở micro ", to=(code(BA_DINH), code(DONG_ANH))
)


def test_the_hall_writes_to_some_sites_or_to_all() -> None:
    given(RUNNING).when(MESSAGE).then(
        MessageSent(
            **was(OPERATOR, 5),
            message=MessageId("nhan"),
            to=(code(BA_DINH), code(DONG_ANH)),
            text="Mời mở micro",
        )
    ).leaves(
        lambda m: (
            m.messages[MessageId("nhan")]
            == Message(
                MessageId("nhan"),
                (code(BA_DINH), code(DONG_ANH)),
                "Mời mở micro",
                at(5),
                Role.OPERATOR,
            )
        )
    )
    to_all = SendMessage(**by(CHAIR, 5, named="tat-ca"), text="Chuẩn bị bắt đầu")
    assert after(RUNNING, to_all).messages[MessageId("tat-ca")].to == ()


def test_a_message_says_something_to_sites_that_take_part() -> None:
    given(RUNNING).when(SendMessage(**by(CHAIR, 5), text=" ")).refuses(TextMissing)
    stranger = SendMessage(**by(CHAIR, 5), text="Xin chào", to=(code(MY_DUC),))
    given(RUNNING).when(stranger).refuses(NoSuchSite)


def test_sites_are_written_to_from_the_announcement_until_the_minutes_are_approved() -> None:
    for scene in (ANNOUNCED, LOBBY, ENDED):
        given(scene).when(MESSAGE).leaves(lambda m: m.messages)
    for scene in (PLANNED, CLOSED):
        given(scene).when(MESSAGE).refuses(WrongPhase)


def test_sending_again_with_the_same_command_id_is_the_same_message() -> None:
    given(RUNNING, MESSAGE).when(MESSAGE).then()
