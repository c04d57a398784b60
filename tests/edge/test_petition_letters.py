"""Letters of a register in the browser: looked at, numbered, sent with all they are about, and
drawn again as they went.
"""

import io
from collections.abc import AsyncIterator

import pytest
from docx import Document
from multidict import MultiDict

from diemcau.domain.nouns.ids import FIRST_BODY
from diemcau.domain.petitions.nouns.terms import Escalation, PetitionCode, PetitionState
from diemcau.domain.petitions.register import Petition
from tests.edge.test_pages_petitions import OPEN_BATCH, sends, taken, text
from tests.support.hall import Hall
from tests.support.petitions import desk, registered

LETTERS = "/petitions/letters"
LATE = "KN-2024-0023"
SENT = {"csrf": "csrf-at-the-desk", "id": "letter-1", "back": LETTERS}


@pytest.fixture
async def office() -> AsyncIterator[Hall]:
    async for made in registered():
        yield made


async def ready(office: Hall) -> str:
    """Two of one batch for one body, classified."""
    await sends(office, "secretary", "/petitions/batches", "open_batch", **OPEN_BATCH)
    codes = []
    for number, words in ((73, "Đèn hỏng ở tổ 4"), (74, "Vỉa hè vỡ ở tổ 5")):
        new = "/petitions/statements/new"
        await sends(office, "soc-son", new, "enter_statement", text=words)
        said = f"/petitions/statements/YK-{number:03}"
        await sends(office, "secretary", said, "receive_petition", title=words)
        codes.append(f"KN-2024-{number - 4:04}")
        lead = {"field": "giao_thong", "competence": "city", "lead": "SXD"}
        await sends(office, "secretary", f"/petitions/{codes[-1]}", "classify_petition", **lead)
    return " ".join(codes)


async def petition(office: Hall, code: str) -> Petition:
    register = await office.parts.petitions.register(FIRST_BODY)
    return register.petitions[PetitionCode(code)]


async def sent(office: Hall, status: int = 200, who: str = "secretary", **fields: str) -> str:
    form = MultiDict({**SENT, **fields})
    async with (await desk(office, who)).post(LETTERS, data=form) as response:
        told = await response.text()
        assert response.status == status, told
        return told


def words_of(raw: bytes) -> str:
    paper = Document(io.BytesIO(raw))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(each.text for each in paper.paragraphs), *cells))


async def test_what_is_classified_goes_to_its_body_in_one_letter_under_one_number(
    office: Hall,
) -> None:
    codes = await ready(office)
    page = await text(office, "secretary", LETTERS)
    assert "Cấp số và chuyển 2 kiến nghị" in page
    look = f"{LETTERS}/forwarding.docx?to=SXD&batch={OPEN_BATCH['batch']}&letter=&on="
    before = words_of(await taken(office, "secretary", look))
    assert "Đèn hỏng ở tổ 4" in before
    assert "V/v chuyển kiến nghị của cử tri" in before
    told = await sent(office, kind="forwarding", petitions=codes)
    assert "01/HĐND" in told
    for code in codes.split():
        one = await petition(office, code)
        assert (one.state, one.forwardings[-1].letter) == (PetitionState.FORWARDED, "01/HĐND")
    today = office.parts.petitions.today()
    went = f"{LETTERS}/forwarding.docx?to=SXD&batch=&letter=01/HĐND&on={today}"
    after = words_of(await taken(office, "chair", went))
    assert "Số: 01/HĐND" in after
    assert "Vỉa hè vỡ ở tổ 5" in after
    pdf = went.replace(".docx", ".pdf")
    assert (await taken(office, "chair", pdf)).startswith(b"%PDF")
    assert "Cấp số và chuyển 2" not in await text(office, "secretary", LETTERS)


async def test_the_same_press_takes_one_number_and_a_late_one_none(office: Hall) -> None:
    codes = await ready(office)
    first, second = codes.split()
    await sent(office, kind="forwarding", petitions=first)
    await sent(office, kind="forwarding", petitions=first)
    await sent(office, 409, id="letter-2", kind="forwarding", petitions=first)
    await sent(office, 409, id="letter-2", kind="forwarding", petitions=codes)
    assert (await petition(office, second)).state is PetitionState.CLASSIFIED
    await sent(office, id="letter-3", kind="forwarding", petitions=second)
    assert (await petition(office, second)).forwardings[-1].letter == "02/HĐND"


async def test_a_number_of_the_offices_own_register_is_written_in(office: Hall) -> None:
    codes = await ready(office)
    told = await sent(office, kind="forwarding", petitions=codes, letter=" 77/TT-HĐND ")
    assert "77/TT-HĐND" in told
    gone = f"{LETTERS}/forwarding.docx?to=SXD&batch=&letter=77/TT-HĐND&on="
    today = office.parts.petitions.today()
    assert "Số: 77/TT-HĐND" in words_of(await taken(office, "chair", f"{gone}{today}"))


@pytest.mark.parametrize("step", Escalation)
async def test_what_is_late_is_chased_step_by_step_each_with_its_letter(
    office: Hall, step: Escalation
) -> None:
    waits = 'id="send_chasing-UBND-274-"'
    assert waits in await text(office, "secretary", LETTERS)
    look = f"{LETTERS}/chasing.docx?to=UBND-274&step={step}"
    assert LATE in words_of(await taken(office, "secretary", look))
    assert look.partition("?")[2].replace("&", "&amp;") in await text(office, "secretary", LETTERS)
    told = await sent(office, kind="chasing", petitions=LATE, step=step.value)
    assert waits not in told
    assert "Đôn đốc 01/HĐND" in told
    one = await petition(office, LATE)
    assert (one.chased[-1].step, one.chased[-1].letter) == (step, "01/HĐND")
    today = office.parts.petitions.today()
    went = f"{LETTERS}/chasing.docx?to=UBND-274&letter=01/HĐND&on={today}"
    assert "Số: 01/HĐND" in words_of(await taken(office, "chair", went))


async def test_the_body_that_answers_reads_and_prints_the_letter_that_sent_it(
    office: Hall,
) -> None:
    [code, *_] = (await ready(office)).split()
    path, lead = f"/petitions/{code}", {"field": "giao_thong", "competence": "district"}
    await sends(
        office, "secretary", path, "classify_petition", **lead, lead="UBND-274", on="2024-04-19"
    )
    await text(office, "hoai-duc", path, status=404)
    await sent(office, kind="forwarding", petitions=code)
    page = await text(office, "hoai-duc", path)
    assert "Công văn đã chuyển kiến nghị này" in page
    letter = words_of(await taken(office, "hoai-duc", f"{path}/letter.docx"))
    assert "01/HĐND" in letter
    assert "Đèn hỏng ở tổ 4" in letter
    assert (await taken(office, "secretary", f"{path}/letter.pdf")).startswith(b"%PDF")
    await taken(office, "soc-son", f"{path}/letter.docx", status=404)


async def test_units_are_told_what_their_voters_asked_and_was_answered(office: Hall) -> None:
    register = await office.parts.petitions.register(FIRST_BODY)
    closed = next(
        each
        for each in register.petitions.values()
        if each.state is PetitionState.CLOSED and not each.told
    )
    unit = register.units_of(closed)[0]
    paper = words_of(
        await taken(office, "secretary", f"{LETTERS}/answers.docx?to={unit}&batch=&letter=&on=")
    )
    assert closed.code in paper
    assert closed.replies[-1].text in paper


async def test_letters_are_of_the_office(office: Hall) -> None:
    await text(office, "soc-son", LETTERS, 403)
    assert f'action="{LETTERS}"' not in await text(office, "chair", LETTERS)
    await sent(office, 403, "chair", kind="chasing", petitions="KN-2024-0022")
    await taken(office, "secretary", f"{LETTERS}/chasing.pdf?to=nobody", 404)
    await sent(office, 409, kind="answers", petitions="KN-2024-0022")
    await sent(office, 409, kind="forwarding", petitions="")
    await sent(office, 400, kind="love", petitions="KN-2024-0022")
