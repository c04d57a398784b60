"""Comparing Vietnamese as people type it in a hurry: without marks, without capitals."""

import re
from unicodedata import combining, normalize


def folded(text: str) -> str:
    """`Kết luận` and `ket luan` are the same; so are `Đ` and `d`."""
    letters = normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not combining(letter))


def slug(text: str) -> str:
    """For an id that people can read: `Nguyễn Văn A` is `nguyen-van-a`."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def found(query: str, *texts: str) -> bool:
    """Whether every word of the query stands somewhere in the texts."""
    haystack = folded(" ".join(texts))
    return all(word in haystack for word in folded(query).split())
