"""A period as people write it: `2009/10`, `Q1 2009/10`, `Apr 2009`; by its days, as `series` keeps no printed label."""

from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def period_name(kind: str, start: date, end: date) -> str:
    """The name of a period; its last day, or both, where it is not of the usual shape."""
    if kind in ("financial_year", "academic_year"):
        year = f"{start.year}/{end.year % 100:02d}"
        usual = (start.month, start.day) == ((4, 1) if kind == "financial_year" else (9, 1)) and end.year > start.year
        return year if usual and (end - start).days > 360 else _span(start, end)
    if kind == "calendar_year":
        return str(end.year)
    if kind in ("quarter", "half_year"):
        months = 3 if kind == "quarter" else 6
        number, left = divmod((start.month - 4) % 12, months)
        first = start.year - (start.month < 4)
        letter = "Q" if kind == "quarter" else "H"
        return f"{letter}{number + 1} {first}/{(first + 1) % 100:02d}" if not left else _span(start, end)
    if kind == "month":
        return f"{_MONTHS[end.month - 1]} {end.year}"
    if kind == "as_at" or start == end:
        return day_name(end)
    if kind == "rolling_year":
        return f"year to {_MONTHS[end.month - 1]} {end.year}"
    return _span(start, end)


def day_name(day: date) -> str:
    """`31 Mar 2010`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _span(start: date, end: date) -> str:
    return f"{_MONTHS[start.month - 1]} {start.year} to {_MONTHS[end.month - 1]} {end.year}"
