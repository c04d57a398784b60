"""What the demo says on the terminal: where to look, how to get in, and how it ended."""

from collections import Counter
from collections.abc import Iterator

from diemcau.app.admission.secrets import grouped
from diemcau.app.ports.library import PublishedPaper
from diemcau.app.verification import Finding
from diemcau.demo.logins import LOGINS, PASSWORD
from diemcau.demo.options import Options
from diemcau.demo.seeding import Seeded
from diemcau.domain.meeting import Meeting
from diemcau.domain.nouns.ids import SiteCode
from diemcau.domain.nouns.papers import Conclusions, Minutes
from diemcau.domain.nouns.terms import Stage

ANOTHER_RUNS = "Một bản demo khác đang chạy ở thư mục này. (Another demo runs in this folder.)"
NOT_OURS = (
    "Kho dữ liệu này không do bản demo tạo ra; chưa có gì thay đổi."
    " (The demo did not make this store; nothing was changed.)"
)
CANNOT_LISTEN = "Không mở được cổng; thử --port. (Cannot serve; try another --port.)"
PINS_SHOWN = 3
LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")
_STAGES = {
    Stage.NOTICE: "Thông báo, chương trình (notice, agenda)",
    Stage.DOCUMENTS: "Tài liệu (documents)",
    Stage.MINUTES: "Biên bản (minutes)",
    Stage.CONCLUSIONS: "Kết luận (conclusions)",
}


def welcome(address: str, seeded: Seeded, state: Meeting, options: Options) -> str:
    return "\n".join(_welcome(address, seeded, state, options))


def _welcome(address: str, seeded: Seeded, state: Meeting, options: Options) -> Iterator[str]:
    yield f"\nĐiểm Cầu (demo): {address}\n{seeded.title}"
    yield f"{len(seeded.passes)} điểm cầu · tốc độ (speed) ×{options.speed:g}\n"
    yield _picture_and_sound(there=state.settings.video)
    yield f"Mở (open) {address} và chọn một ghế ngồi. (Open it and choose a chair.)"
    yield f"Hoặc đăng nhập (or sign in) {address}/sign-in · mật khẩu (password): {PASSWORD}"
    for login, (_, name) in LOGINS.items():
        note = "  (đã có, mật khẩu không đổi · kept its own password)"
        yield f"  {login:<13} {name}{note if login in seeded.kept_logins else ''}"
    yield f"\nĐiểm cầu vào bằng mã PIN (sites join by PIN) {address}/join/{seeded.meeting}"
    for code in _shown(seeded, options):
        yield f"  {state.sites[code].name:<13} {grouped(seeded.passes[code].pin)}"
    yield from _what_to_try(options)
    if not address.startswith(LOOPBACK):
        yield "\nCẢNH BÁO: mật khẩu mẫu, không dùng trên mạng. (Demo passwords: keep off networks.)"


def _picture_and_sound(*, there: bool) -> str:
    if there:
        return "Hình và tiếng: bật micro khi mời phát biểu. (The floor opens the microphone.)\n"
    return "Hình và tiếng: chưa có, chạy `make video`. (No picture or sound: `make video`.)\n"


def _shown(seeded: Seeded, options: Options) -> list[SiteCode]:
    by_hand = [code for code in seeded.passes if code in options.leave]
    return [*by_hand, *[code for code in seeded.passes if code not in by_hand][:PINS_SHOWN]]


def _what_to_try(options: Options) -> Iterator[str]:
    if options.play:
        yield "\nChủ tọa và thư ký tự điều hành. (Chair and secretary play by themselves.)"
    else:
        yield "\nThử (try): đăng nhập chu-tri, bấm khai mạc, mở mục 5, mời phát biểu."
        yield "  (Sign in as chu-tri, start the conference, open item 5, give the floor.)"
    yield "Mở trang của một điểm cầu là tiếp quản điểm cầu đó; các điểm cầu khác tiếp tục."
    yield "  (Open a site's page and that site is yours; the others go on.)"
    yield "Dừng (stop): Ctrl+C"


def beginning(address: str, code: str | None) -> str:
    """`code` is None where the office was founded before, and is gone on with."""
    at = f"{address}/office/new?code={code}" if code else address
    return (
        f"\nĐiểm Cầu: {address}"
        f"\n\nMở (open) {at}"
        "\n\nThư gửi đi nằm ở var/letters. (Letters lie in var/letters.) Dừng (stop): Ctrl+C"
    )


def present(connected: int, sites: int) -> str:
    return f"\n{connected}/{sites} điểm cầu đã kết nối. (Sites are connected.)"


def interrupted() -> str:
    return (
        "\nCó người điều hành thay, kịch bản dừng ở đây; chạy với --stay để phục vụ tiếp."
        "\n  (Somebody else conducts, so the script ends; --stay goes on serving.)"
    )


def ending(
    address: str, state: Meeting, papers: list[PublishedPaper], finding: Finding, late: Counter[str]
) -> str:
    """The summary of a conference that is over."""
    return "\n".join(_ending(address, state, papers, finding, late))


def _ending(
    address: str, state: Meeting, papers: list[PublishedPaper], finding: Finding, late: Counter[str]
) -> Iterator[str]:
    totals, lost = state.totals, sum(site.line.losses for site in state.sites.values())
    yield "\nHội nghị đã kết thúc. (The conference is over.)"
    yield (
        f"  có mặt (present)      {totals.checked_in}/{totals.sites} điểm cầu, "
        f"{totals.here}/{totals.expected} đại biểu"
    )
    yield f"  phát biểu (speeches)  {len(state.spoken)}"
    yield f"  ý kiến bằng văn bản (written opinions) {len(state.opinions)}"
    yield f"  mất kết nối (lost lines) {lost} · bấm muộn (pressed too late) {late.total()}"
    proven = "đúng (proven)" if finding.proven else "SAI (NOT PROVEN)"
    yield f"  nhật ký (log)         {finding.records} bản ghi, {proven}"
    for paper in sorted(papers, key=lambda each: each.no):
        yield f"{_STAGES[paper.stage]}\n  {address}/published/{paper.meeting}/{paper.no}"
        yield from _contents(paper)


def _contents(published: PublishedPaper) -> Iterator[str]:
    match published.paper:
        case Conclusions(conclusions=lines):
            for line in lines:
                until = f"{line.deadline:%d/%m/%Y}" if line.deadline else ""
                words = " · ".join(part for part in (until, line.deadline_words) if part)
                yield f"  {line.number}. {line.text} – {line.lead} – {words}"
        case Minutes(items=items, attendance=attendance):
            speeches = sum(len(item.speeches) for item in items)
            yield f"  {speeches} lượt phát biểu, điểm danh {len(attendance)} điểm cầu"
        case _:
            pass
