"""Lists of people as offices keep them: what each line says, and what is not guessed."""

from unicodedata import normalize

from diemcau.app.rosters import RosterLine, lines_of, people_of
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.sites import Site

BA_DINH, HOA_XA = SiteCode("001"), SiteCode("002")
SITES = (Site(BA_DINH, "Ba Đình", "quận"), Site(HOA_XA, "Hòa Xá", "xã"))


def read(text: str, otherwise: SiteCode | None = None) -> list[tuple[str, ...]]:
    return [
        (each.name, each.title, each.phone, each.site or "", each.problem)
        for each in lines_of(text, SITES, otherwise)
    ]


def test_rows_of_a_spreadsheet_are_read_by_their_headings() -> None:
    table = "TT\tHọ và tên\tChức vụ\tĐơn vị\tĐiện thoại\n1\tAn\tChủ tịch\tX. Hoà Xá\t0912.345.678"
    assert read(table) == [("An", "Chủ tịch", "0912.345.678", HOA_XA, "")]
    turned = "Điểm cầu\tĐT\tHọ tên\nQ. Ba Đình\t0912345678\tAn"
    assert read(turned) == [("An", "", "0912345678", BA_DINH, "")]


def test_without_headings_a_cell_is_told_by_what_stands_in_it() -> None:
    two = "0912.345.678 / 024.3825.3536 (máy lẻ 102)"
    assert read(f"1\tAn\tPhó Chủ tịch\t{two}\tquận Ba Đình") == [
        ("An", "Phó Chủ tịch", two, BA_DINH, "")
    ]
    assert read("2. An; Chủ tịch", BA_DINH) == [("An", "Chủ tịch", "", BA_DINH, "")]


def test_a_site_holds_until_the_next() -> None:
    assert [each[3] for each in read("Điểm cầu Ba Đình:\nAn\nBình\nUBND xã Hòa Xá\nChi")] == [
        *(BA_DINH, BA_DINH, HOA_XA)
    ]
    merged = "Họ tên\tĐơn vị\nAn\tBa Đình\nBình\t\nChi\tHòa Xá"
    assert [each[3] for each in read(merged)] == [BA_DINH, BA_DINH, HOA_XA]


def test_what_is_not_understood_is_said_of_its_line() -> None:
    found = read("Họ tên\tChức vụ\tĐơn vị\nAn\t\tHòa Xạ\n\tBí thư\tBa Đình\nBình\t\tBa Đình")
    assert [each[4] for each in found] == ["no_site", "no_name", ""]
    assert read("An; Chủ tịch") == [("An", "Chủ tịch", "", "", "no_site")]
    twice = (*SITES, Site(SiteCode("003"), "Hòa Xá", "phường"))
    [line] = lines_of("Họ tên\tĐơn vị\nAn\tHòa Xá", twice)
    assert (line.no, line.problem) == (2, "several_sites")


def test_the_same_person_again_is_the_same_person_however_it_is_written() -> None:
    name = "Nguyễn Thị Hường"
    lines = [
        RosterLine(1, "", name, "Chủ tịch", site=BA_DINH),
        RosterLine(2, "", normalize("NFD", name), "Bí thư", site=BA_DINH),
        RosterLine(3, "", name, site=HOA_XA),
        RosterLine(4, "", "", site=HOA_XA, problem="no_name"),
    ]
    people = people_of(lines)
    assert [(code, len(those)) for code, those in people.items()] == [(BA_DINH, 1), (HOA_XA, 1)]
    assert people[BA_DINH][0].title == "Bí thư"
