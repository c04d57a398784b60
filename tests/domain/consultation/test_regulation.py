"""The invented regulation of 2024, from its letter to the replies, adds up to its board."""

from datetime import date

from diemcau.demo.regulation import Telling, told
from diemcau.domain.consultation.decider import begin, decide, evolve
from diemcau.domain.consultation.state import Consultation
from diemcau.domain.consultation.views.figures import figures
from diemcau.domain.nouns.ids import DossierId
from diemcau.domain.workdays import Calendar

AS_OF = date(2024, 5, 15)


def the_regulation() -> Consultation:
    state = begin(DossierId("LYK-2024-01"))
    for act in Telling(Calendar(off=frozenset({date(2024, 4, 18)}))).acts():
        for event in decide(state, act):
            state = evolve(state, event)
    return state


SAME = (
    "bodies_asked",
    "sites_asked",
    "comments",
    "withdrawn",
    "late",
    "spoken",
    "spoken_unconfirmed",
    "supports",
    "need_a_reply",
    "replied",
    "open",
    "outcomes",
    "not_satisfied",
    "by_stance",
    "by_way",
    "returns",
    "changes",
    "clauses_without_comment",
    "changed_without_comment",
)


def test_the_records_of_the_regulation_add_up_to_its_board() -> None:
    board, made = told().board, figures(the_regulation(), AS_OF)
    assert {each: getattr(made, each) for each in SAME} == {each: board[each] for each in SAME}
    assert made.clauses == [board["clauses_v1"], board["clauses_v2"]]
