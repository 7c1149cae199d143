"""Figures: what each spelling means, why a cell has none, and that misprints are never repaired."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grammar.numbers import find_quantities, parse_quantity

FIGURES = [
    # text, number, unit, bound, qualifiers
    ("£10.054M", "10054000", "GBP", "", ()),
    ("£2.18m", "2180000", "GBP", "", ()),
    ("(£0.5m)", "-500000", "GBP", "", ()),
    ("£(0.350)M", "-350000", "GBP", "", ()),
    ("-£0.5m", "-500000", "GBP", "", ()),
    ("£-0.5m", "-500000", "GBP", "", ()),
    ("£1,234.50", "1234.50", "GBP", "", ()),
    ("£12k", "12000", "GBP", "", ()),
    ("£3bn", "3000000000", "GBP", "", ()),
    ("£5.50 per household", "5.50", "GBP", "", ()),
    ("(12)", "-12", "", "", ()),
    ("414,496", "414496", "", "", ()),
    ("1 234", "1234", "", "", ()),
    ("1.2 million", "1200000", "", "", ()),
    ("81.41%", "81.41", "percent", "", ()),
    ("−3.2 %", "-3.2", "percent", "", ()),
    ("+5%", "5", "percent", "", ()),
    ("0.5pp", "0.5", "percentage points", "", ()),
    ("45p", "45", "pence", "", ()),
    ("12.3%*", "12.3", "percent", "", ("footnote",)),
    ("12.3%¹", "12.3", "percent", "", ("footnote",)),
    ("3.5 [1]", "3.5", "", "", ("footnote",)),
    ("41.2 #", "41.2", "", "", ("footnote",)),
    ("31.0^", "31.0", "", "", ("footnote",)),
    ("9.4%~", "9.4", "percent", "", ("footnote",)),
    (">90%", "90", "percent", ">", ()),
    ("≥638", "638", "", ">=", ()),
    ("90% +", "90", "percent", ">=", ()),
    ("95%+", "95", "percent", ">=", ()),
    ("c. 500", "500", "", "~", ()),
    ("approximately 20", "20", "", "~", ()),
    ("30,152 (R12M)", "30152", "", "", ("rolling",)),
    ("120.6 Rate per 10,000", "120.6", "rate per 10,000", "", ()),
    ("43.8 per 100,000", "43.8", "rate per 100,000", "", ()),
    ("17.2 rate per 100,000", "17.2", "rate per 100,000", "", ()),
    ("20.8 placements per 100,000 population", "20.8", "rate per 100,000", "", ()),
    ("383 days", "383", "days", "", ()),
    ("3.2 weeks", "3.2", "weeks", "", ()),
    ("7.2 minutes", "7.2", "minutes", "", ()),
    ("12 hours", "12", "hours", "", ()),
    ("1,200 kg", "1200", "kg", "", ()),
    ("3.4 tonnes", "3.4", "tonnes", "", ()),
    ("209 kWh/m²", "209", "kWh per square metre", "", ()),
    ("8,540 children", "8540", "count", "", ()),
    ("12.6 (days)", "12.6", "days", "", ()),
    ("7.2% (provisional)", "7.2", "percent", "", ("provisional",)),
    ("7.2% (est.)", "7.2", "percent", "", ("estimate",)),
    ("7.2% p", "7.2", "percent", "", ("provisional",)),
    ("16.8 (r)", "16.8", "", "", ("revised",)),
    ("5.1 (unaudited)", "5.1", "", "", ("unaudited",)),
    ("12.6 (delays per calendar day)", "12.6", "", "", ()),
    ("81.40% (Feb 16-17)", "81.40", "percent", "", ()),
    ("75.22% (January 2017)", "75.22", "percent", "", ()),
    ("↑3.5", "3.5", "", "", ()),
    ("↓ 3.5%", "3.5", "percent", "", ()),
    ("0", "0", "", "", ()),
    (".5", "0.5", "", "", ()),
]
FRACTIONS = [
    ("4 out of 553 (0.7%)", "0.7", "percent", "4", "553"),
    ("94.7% (195/206)", "94.7", "percent", "195", "206"),
    ("14.9% (31/207)", "14.9", "percent", "31", "207"),
    ("5/10 (50%)", "50", "percent", "5", "10"),
    ("33 of 66", "33", "", "33", "66"),
    ("41 / 93", None, "", "41", "93"),
]
MISSING = {
    "not_applicable": ["N/A", "n/a", "NA", "N.A.", "not applicable", "n / a", "N/A – reported annually"],
    "to_be_confirmed": ["tbc", "TBC", "to be confirmed", "TBC (Sept)"],
    "not_available": ["DNA", "data not available", "not available", "no data", "awaiting data", "not yet available"],
    "no_value": ["-", "–", "—", "--", "No value"],
    "not_recorded": ["*"],
    "suppressed": ["suppressed", "[c]", "<5", "<10", "fewer than 5"],
    "bound": ["<12%", "<5%", "<15.8", "≤20"],
    "not_collected": ["not collected"],
    "not_reported": ["not reported"],
    "new_measure": ["new measure", "New Measure"],
    "reported_annually": ["annual measure", "Measured annually"],
    "not_due": ["not due"],
    "not_comparable": ["Not comparable to last year"],
    "baseline": ["Baseline Year"],
    "no_target": ["not targeted", "Data only"],
    "see_narrative": ["see RAG narrative", "See commentary below"],
    "unreadable": [
        "13,.8", "1.2.3", "12,34", "O.5", "l2", "1,000,00", "5,", "007", "12 (5)", "(3.5%)", "16-18", "50-60%",
        "5 3 40",
        "1.2m", "0 :", "3:45", "2½", "1 2345", "$5", "9" * 20,
    ],
}  # fmt: skip
NO_FIGURE = [
    "", "Yes", "No", "Overspend", "G", "c", "x", "2016/17", "April 2017", "Q1", "65 2015", "13.6% 2015/16", "£000",
    "(%)",
    "Southend: 88%", "95% of cases in 2017", "1e5", "1_000", "٣", "½", "England 5.6%", "on target", "£1m to £2m",
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "unit", "bound", "qualifiers"), FIGURES)
def test_figure(text: str, number: str, unit: str, bound: str, qualifiers: tuple[str, ...]) -> None:
    """Each spelling of a figure gives its plain number, unit, bound and qualifiers."""
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity.number == Decimal(number)
    assert (quantity.unit, quantity.bound, quantity.qualifiers, quantity.missing) == (unit, bound, qualifiers, "")
    assert quantity.raw == text


@pytest.mark.parametrize(("text", "number", "unit", "top", "bottom"), FRACTIONS)
def test_fraction(text: str, number: str | None, unit: str, top: str, bottom: str) -> None:
    """A fraction keeps both parts, and has a number only where one is printed as such."""
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity.number == (Decimal(number) if number else None)
    assert (quantity.unit, quantity.numerator, quantity.denominator) == (unit, Decimal(top), Decimal(bottom))


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in MISSING.items() for text in texts])
def test_reason_for_no_number(reason: str, text: str) -> None:
    """Where no number is printed, or none that can be trusted, the reason says so."""
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.number, quantity.missing) == (None, reason)


@pytest.mark.parametrize("text", NO_FIGURE)
def test_other_text_is_no_figure(text: str) -> None:
    """Words, periods, headers and longer texts are no single figure."""
    assert parse_quantity(text) is None


def test_ratio_has_no_number() -> None:
    """`1:3` is a ratio, not one and not three."""
    quantity = parse_quantity("1:3")
    assert quantity is not None
    assert (quantity.number, quantity.unit, quantity.missing) == (None, "ratio", "")


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False), st.sampled_from(["", "%", " days"]))
def test_formatted_numbers_come_back(number: Decimal, suffix: str) -> None:
    """A number printed with thousands marks is read as itself."""
    quantity = parse_quantity(f"{number:,}{suffix}")
    assert quantity is not None
    assert quantity.number == number


@given(st.integers(0, 10**9), st.sampled_from(["£{:,}", "-£{:,}", "(£{:,})", "£{}", "£{:,}*"]))
def test_formatted_money_comes_back(pounds: int, form: str) -> None:
    """Money is read with its sign, whether minus or brackets."""
    quantity = parse_quantity(form.format(pounds))
    assert quantity is not None
    assert quantity.unit == "GBP"
    assert quantity.number == (-pounds if form[0] in "-(" else pounds)


@given(st.text(max_size=50))
def test_reading_figures_is_total(text: str) -> None:
    """Any text gives a figure or None, never an error, and a figure has a number, a fraction, a ratio or a reason."""
    quantity = parse_quantity(text)
    if quantity is not None:
        assert (
            quantity.number is not None
            or quantity.missing
            or quantity.denominator is not None
            or quantity.unit == "ratio"
        )


@given(st.from_regex(r"[0-9][0-9,. OlI/:-]{1,8}", fullmatch=True))
def test_digit_like_text_is_never_repaired(text: str) -> None:
    """A number read from digits and marks has exactly the digits printed."""
    quantity = parse_quantity(text)
    if quantity is not None and quantity.number is not None and quantity.denominator is None:
        assert "O" not in text and "l" not in text and "I" not in text
        assert Decimal(text.replace(",", "").replace(" ", "")) == quantity.number


PROSE = [
    ("33 out of 37 patients were treated within 62 days.", ["33 out of 37", "62 days"]),
    ("85.7% (32/37) for 2016/17 was £3.158m over", ["85.7% (32/37)", "£3.158m"]),
    ("81.9% (2015/16)", ["81.9%"]),
    ("England, 53% South West, 53%", ["53%", "53%"]),
    ("England 13,.8 South West, 16.3", ["16.3"]),
    ("Admissions per 100,000, 594.5 England", ["594.5"]),
    ("children aged 16-18 and 65+ in 2017, 4% of 120", ["4%", "120"]),
    ("Key Stage 2 results 65%, 1.2 million visits at 10:42", ["65%", "1.2 million"]),
    ("NI 192 was 45.6% under 16s 12%", ["45.6%", "12%"]),
    ("call (01702) 212039 or see page 4", []),
    ("16/17 year olds in Year 6 at Level 2", []),
    ("see www.example.org/2/33 or border=1", []),
    ("no figures here", []),
]


@pytest.mark.parametrize(("text", "figures"), PROSE)
def test_figures_in_prose(text: str, figures: list[str]) -> None:
    """Figures are found in sentences; periods, codes, ages, levels and telephone numbers are not."""
    assert [text[span.start : span.end] for _, span in find_quantities(text)] == figures


@given(st.text(alphabet="0123456789.,%£()/- abcNI+<", max_size=60))
def test_figures_found_are_figures(text: str) -> None:
    """Spans are in order and each slice is read as the same figure."""
    last = 0
    for quantity, span in find_quantities(text):
        assert span.start >= last
        last = span.end
        assert parse_quantity(text[span.start : span.end]) == quantity


@pytest.mark.parametrize(
    "text",
    [
        "Lag 14 months",
        "3 month delay",
        "2 year lag",
        "Data due in 6 weeks",
        "Data lagged by 3 months",
        "Data due 2012/13",
    ],
)
def test_how_late_figures_are_is_no_figure(text: str) -> None:
    """Months and weeks of waiting are not what is measured."""
    quantity = parse_quantity(text)
    assert quantity is not None and (quantity.number, quantity.missing) == (None, "not_available")


@pytest.mark.parametrize(("text", "number"), [("14 months", "14"), ("6 weeks", "6"), ("3 days", "3")])
def test_times_that_are_measured(text: str, number: str) -> None:
    """Without a word of waiting they are figures."""
    quantity = parse_quantity(text)
    assert quantity is not None and quantity.number == Decimal(number)


def test_data_available_in_percent_is_a_figure_of_something() -> None:
    """`Data available: 95%` is not a reason for having none."""
    quantity = parse_quantity("Data available 95%")
    assert quantity is None or quantity.missing != "not_available"


@pytest.mark.parametrize("text", ["5 " + "*" * 40 + " low", "1" + "**" * 30 + "!"])
def test_rows_of_stars_end(text: str) -> None:
    """Marks of footnotes that stand at no end are no marks, and are told so at once."""
    quantity = parse_quantity(text)
    assert quantity is None or quantity.number is None


@pytest.mark.parametrize("text", ["388 / 301.2", "1,210 / 1,044", "12/9"])
def test_two_figures_are_no_fraction(text: str) -> None:
    """More than the whole is no part of it: which of the two is meant, nobody says."""
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.number, quantity.numerator, quantity.missing) == (None, None, "unreadable")
