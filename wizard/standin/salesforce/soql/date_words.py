"""Words of a query that stand for days: TODAY, LAST_N_DAYS:3, THIS_MONTH. Days begin at midnight UTC [I]."""

from __future__ import annotations

from datetime import date, timedelta

Days = tuple[date, date]  # the first day, and the day after the last

_DAYS = {"YESTERDAY": (-1, 0), "TODAY": (0, 1), "TOMORROW": (1, 2), "LAST_90_DAYS": (-90, 1), "NEXT_90_DAYS": (1, 91)}
_MONTHS = {"LAST_MONTH": (-1, 0), "THIS_MONTH": (0, 1), "NEXT_MONTH": (1, 2)}
_YEARS = {"LAST_YEAR": (-1, 0), "THIS_YEAR": (0, 1), "NEXT_YEAR": (1, 2)}
_COUNTED = frozenset({"LAST_N_DAYS", "NEXT_N_DAYS", "N_DAYS_AGO", "LAST_N_MONTHS", "NEXT_N_MONTHS"})
_MOST = 36_500


def is_counted(word: str) -> bool:
    """Whether a colon and a number follow the word."""
    return word.upper() in _COUNTED


def days(word: str, count: int, today: date) -> Days | None:
    """Return the days a word stands for, None when it is none of those known here. Raises ValueError."""
    if count > _MOST:
        raise ValueError(f"invalid number of days or months: {count}")
    word = word.upper()
    first_of_month = today.replace(day=1)
    if word in _DAYS:
        return _shifted(today, *_DAYS[word])
    if word in _MONTHS:
        return _months(first_of_month, *_MONTHS[word])
    if word in _YEARS:
        return tuple(today.replace(year=today.year + by, month=1, day=1) for by in _YEARS[word])  # type: ignore[return-value]
    return _counted(word, count, today, first_of_month)


def _counted(word: str, count: int, today: date, first_of_month: date) -> Days | None:
    """LAST_N_DAYS goes up to today, LAST_N_MONTHS up to the end of the month before."""
    if word == "LAST_N_DAYS":
        return _shifted(today, -count, 1)
    if word == "NEXT_N_DAYS":
        return _shifted(today, 1, count + 1)
    if word == "N_DAYS_AGO":
        return _shifted(today, -count, 1 - count)
    if word == "LAST_N_MONTHS":
        return _months(first_of_month, -count, 0)
    return _months(first_of_month, 1, count + 1) if word == "NEXT_N_MONTHS" else None


def _shifted(day: date, start: int, end: int) -> Days:
    return day + timedelta(days=start), day + timedelta(days=end)


def _months(first: date, start: int, end: int) -> Days:
    return _month(first, start), _month(first, end)


def _month(first: date, by: int) -> date:
    months = first.year * 12 + first.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)
