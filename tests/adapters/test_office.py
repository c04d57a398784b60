"""The law of `OfficeBook`: there is one office, and it is what was put last."""

from msgspec.structs import replace

from diemcau.adapters.store import Store
from diemcau.app.ports.office import BodySettings, Letterhead, Office
from diemcau.domain.nouns.returns import Indicator

BA_DINH = Office(
    letterhead=Letterhead(
        superior="HĐND THÀNH PHỐ HÀ NỘI", body=("HỘI ĐỒNG NHÂN DÂN", "PHƯỜNG BA ĐÌNH")
    ),
    organiser="Thường trực HĐND phường Ba Đình",
    listing="to-dan-pho",
    hall_phone="024 000 000",
    own=BodySettings(keeps_recordings=True, indicators=(Indicator("a", "Kỳ họp"),)),
)


async def test_there_is_one_office_and_the_last_word_counts(store: Store) -> None:
    assert await store.office.get() is None
    await store.office.put(BA_DINH)
    assert await store.office.get() == BA_DINH
    await store.office.put(replace(BA_DINH, hall_phone=""))
    assert await store.office.get() == replace(BA_DINH, hall_phone="")
