"""Days that are set once: until when a petition is answered, and what is too late.

A deadline on a day off is the next working day. What was set is moved by an act alone, never by a
change of the settings.
"""

from datetime import date, timedelta

from diemcau.domain.petitions.register import Petition, PetitionRegister
from diemcau.domain.workdays import Calendar, counted, is_working, left, on_or_after


def answer_due(register: PetitionRegister, since: date, calendar: Calendar) -> date:
    """Sixty days after that day, or the day of the compiled report of the first regular session
    that opens late enough, if that is earlier; never before ten working days.
    """
    clocks = register.settings.clocks
    due = on_or_after(calendar, since + timedelta(days=clocks.answer_days))
    after = since + timedelta(days=clocks.session_days_after_forwarding)
    reports = (
        on_or_after(calendar, opens - timedelta(days=clocks.report_days_before_session))
        for opens in register.sessions
        if opens >= after
    )
    return max(min((due, *reports)), earliest(register, since, calendar))


def earliest(register: PetitionRegister, since: date, calendar: Calendar) -> date:
    """The first day on which an answer may be asked for."""
    return later(calendar, since, register.settings.clocks.earliest_working_days)


def later(calendar: Calendar, day: date, working: int) -> date:
    """So many working days after that day, itself not counted."""
    return counted(calendar, day, working + is_working(calendar, day))


def asked_again(
    register: PetitionRegister, on: date, until: date | None, calendar: Calendar
) -> date:
    """The day somebody names, or the days of an answer from then on."""
    days = timedelta(days=register.settings.clocks.answer_days)
    return until or on_or_after(calendar, on + days)


def may_return(
    register: PetitionRegister, petition: Petition, on: date, calendar: Calendar
) -> bool:
    """Within the working days that a lead has to look whether it is competent."""
    days = register.settings.clocks.return_working_days
    return left(calendar, petition.forwardings[-1].on, on) <= days


def too_old(register: PetitionRegister, petition: Petition, on: date) -> bool:
    """Closed for more months than a petition may be opened again after."""
    months = register.settings.clocks.reopen_months
    return petition.closed is not None and months_past(petition.closed, months, on)


def months_past(day: date, months: int, on: date) -> bool:
    """Whether more months than that have gone by since."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return (on.year, on.month, on.day) > (year, month + 1, day.day)
