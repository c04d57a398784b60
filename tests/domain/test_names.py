"""Two ways to write one name are told to be one, and two names never are."""

from itertools import product
from typing import Literal, TypeAlias
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from diemcau.domain.names import TONES, called, folded, same, words

Form: TypeAlias = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")


class Place(Struct, frozen=True):
    name: str
    kind: str = ""


HOA_XA, HOA_XA_DOT = Place("Hòa Xá", "xã"), Place("Hòa Xạ", "xã")
BA_DINH, SON_TAY = Place("Ba Đình", "quận"), Place("Sơn Tây", "thị xã")
ONE, MY_DUC = Place("1", "phường"), Place("Mỹ Đức", "huyện")
HALL = Place("Hội trường")
PLACES = (HOA_XA, BA_DINH, SON_TAY, ONE, MY_DUC, HALL)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Hoà Xá", HOA_XA),
        (normalize("NFD", "Hoà Xá"), HOA_XA),
        ("HÒA XÁ.", HOA_XA),
        ("  hòa   xá ;", HOA_XA),
        ("UBND xã Hoà Xá", HOA_XA),
        ("Đảng ủy, UBND x. Hoà Xá –", HOA_XA),
        ("hoa xa", HOA_XA),
        ("Hòa Xa", HOA_XA),
        ("q. Ba Đình", BA_DINH),
        ("Q.Ba Dinh", BA_DINH),
        ("TT HĐND quận Ba Đình", BA_DINH),
        ("TX. Sơn Tây", SON_TAY),
        ("TX.Sơn Tây", SON_TAY),
        ("P1", ONE),
        ("P.1", ONE),
        ("huyện Mĩ Đức", MY_DUC),
        ("Hội trường", HALL),
    ],
)
def test_a_name_is_found_however_it_is_written(said: str, meant: Place) -> None:
    assert called(said, PLACES) == [meant]


@pytest.mark.parametrize(
    "said", ["", ".", "Phòng khám Ba Đình", "P. Ba Đình", "Hoà Xả", "xã Hòa", "Sơn Tây Tây"]
)
def test_another_name_is_not_taken_for_it(said: str) -> None:
    assert not called(said, PLACES)


def test_what_may_mean_two_is_said_to_mean_two_unless_one_is_spelt_so() -> None:
    both = (HOA_XA, HOA_XA_DOT)
    assert called("hoa xa", both) == [HOA_XA, HOA_XA_DOT]
    assert called("Hoà Xạ", both) == [HOA_XA_DOT]
    plain = (Place("Hoa Xa"), HOA_XA)
    assert called("hoa xa", plain) == [plain[0]]


def test_what_is_written_short_is_written_out() -> None:
    assert same("TT. HĐND TP. Hà Nội", "Thường trực Hội đồng nhân dân thành phố Hà Nội")
    assert same("TT. Sóc Sơn", "thị trấn Sóc Sơn")
    assert same("Văn phòng UBND", "VP UBND")
    assert not same("Khu H", "Khu huyện")


@pytest.mark.parametrize("vowels", ["oa", "oe", "uy", "oai", "uya", "oay"])
def test_a_tone_is_the_same_on_whichever_vowel_it_stands(vowels: str) -> None:
    for tone in TONES:
        spelt = {
            words(normalize(form, f"h{vowels[:at]}{tone}{vowels[at:]}"))
            for at, form in product(range(1, len(vowels) + 1), FORMS)
        }
        assert len(spelt) == 1


@given(said=st.text(max_size=40), form=st.sampled_from(FORMS))
def test_a_name_means_itself_in_every_form_and_case(said: str, form: Form) -> None:
    place = Place(said.strip())
    if words(place.name):
        assert called(normalize(form, said), [place]) == [place]
        assert folded(" ".join(words(said))) == folded(" ".join(words(normalize(form, said))))
