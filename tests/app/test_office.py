"""How an office begins, and whose conferences are held until it has."""

import pytest
from msgspec.structs import replace

from diemcau.adapters.chance import SystemChance
from diemcau.adapters.passwords import Argon2Passwords
from diemcau.adapters.store import Store, open_store
from diemcau.app.admission.refusals import WeakPassword
from diemcau.app.office.founding import AlreadyFounded, CurrentOffice, Founding, WrongFoundingCode
from diemcau.app.people.accounts import BadLogin, LoginTaken, NewAccount
from diemcau.app.ports.office import Letterhead, Office
from diemcau.app.ports.people import Post
from diemcau.app.ports.security import Noted
from diemcau.app.security import Security
from diemcau.domain.nouns.act import Rejected
from diemcau.domain.nouns.refusals import NameMissing
from tests.support.room import morning

SET = Office(listing="sites_30")
SOC_SON = Office(
    letterhead=Letterhead(body=("HỘI ĐỒNG NHÂN DÂN", "XÃ SÓC SƠN")), listing="sites_126"
)
BINH = NewAccount(
    login="binh", name="Lê Thị Bình", post=Post.SECRETARY, password="mot mat khau dai"
)
AN = NewAccount(login="an", name="Nguyễn Văn An", post=Post.CHAIR, password="mot mat khau khac")


@pytest.fixture
def store() -> Store:
    return open_store("memory://")


@pytest.fixture
def founding(store: Store) -> Founding:
    return Founding(
        accounts=store.accounts,
        book=store.office,
        secrets=store.secrets,
        passwords=Argon2Passwords(passes=1, kibibytes=1024),
        chance=SystemChance(),
        security=Security(store.security_log, morning()),
    )


async def code(founding: Founding) -> str:
    said = await founding.code()
    assert said
    return said


async def test_whoever_has_the_code_founds_the_office(store: Store, founding: Founding) -> None:
    office = CurrentOffice(store.office, SET)
    assert await office.now() == SET
    await founding.found(await code(founding), SOC_SON, [BINH, AN], "192.0.2.7")
    assert await office.now() == SOC_SON
    assert [each.login for each in await store.accounts.all()] == ["an", "binh"]
    noted = await store.security_log.after(0, 10)
    assert [(each.what, each.about, each.address) for each in noted] == [
        (Noted.FOUNDED, "", "192.0.2.7"),
        (Noted.ACCOUNT_ADDED, "binh secretary", "192.0.2.7"),
        (Noted.ACCOUNT_ADDED, "an chair", "192.0.2.7"),
    ]


async def test_the_code_is_the_same_at_every_start_until_it_opens_nothing(
    founding: Founding,
) -> None:
    first = await code(founding)
    assert await code(founding) == first
    for wrong in ("", f"{first}x", "mã", first.swapcase()):
        with pytest.raises(WrongFoundingCode):
            await founding.check(wrong)
    await founding.found(first, SOC_SON, [BINH])
    assert await founding.code() is None
    with pytest.raises(AlreadyFounded):
        await founding.found(first, SET, [AN])


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        (replace(AN, login="nguyễn an"), BadLogin),
        (replace(AN, login="BINH "), LoginTaken),
        (replace(AN, password="ngan"), WeakPassword),
        (replace(AN, name=" "), NameMissing),
    ],
)
async def test_one_who_may_not_be_added_leaves_the_office_unfounded(
    store: Store, founding: Founding, wrong: NewAccount, refused: type[Rejected]
) -> None:
    with pytest.raises(refused):
        await founding.found(await code(founding), SOC_SON, [BINH, wrong])
    assert not await founding.founded()
    assert await store.office.get() is None
