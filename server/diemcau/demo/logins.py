"""Who may sign in to the demo, with a password that stands on the terminal and on the page."""

from collections.abc import Mapping
from typing import Final

from diemcau.app.people import accounts
from diemcau.app.ports.people import Post
from diemcau.edge.product import OpenChair

PASSWORD: Final = accounts.PRINTED
LOGINS: Final[Mapping[str, tuple[Post, str]]] = {
    "chu-tri": (Post.CHAIR, "Chủ tịch HĐND thành phố"),
    "dong-chu-tri": (Post.DEPUTY, "Phó Chủ tịch HĐND thành phố"),
    "thu-ky": (Post.SECRETARY, "Thư ký hội nghị"),
    "ky-thuat": (Post.OPERATOR, "Kỹ thuật điểm cầu trung tâm"),
    "man-hinh": (Post.SCREEN, "Màn hình hội trường"),
    "quan-tri": (Post.ADMIN, "Quản trị hệ thống"),
    "ba-dinh": (Post.SITE, "Điểm cầu Ba Đình"),
}
OFFERED: Final = ("chu-tri", "ba-dinh", "thu-ky", "ky-thuat", "man-hinh")
"""On the start page, where there is something to see at once."""


def chairs() -> tuple[OpenChair, ...]:
    return tuple(
        OpenChair(login=login, post=LOGINS[login][0], password=PASSWORD) for login in OFFERED
    )
