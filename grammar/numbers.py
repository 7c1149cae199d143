"""Figures as papers print them: `£10.054M`, `81.41%`, `<5`, `4 out of 553 (0.7%)`, `N/A`, and misprints.

A figure that is not well formed (`13,.8`, `12,34`) is never repaired: it is returned without a number, as unreadable.
"""

import re
from decimal import Decimal
from functools import lru_cache

from grammar.figure_search import figure_spans
from grammar.missing import missing_reason
from grammar.period_patterns import YEAR4
from grammar.periods import find_periods, parse_period
from grammar.units import GBP, PENCE, PERCENT, canonical_unit
from records import Quantity, Span

MAX_FIGURE = 120
"""Longer texts are sentences."""
SUPPRESSED_UP_TO = 10
"""A count below a bound this small is held back for disclosure control, not measured as a bound."""

MAX_DIGITS = 15
"""More digits are an account or telephone number."""

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?(?![\d,]*\d)|\.\d+"
_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("−‒–—‐‑﹣－", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f\u2007", " "),
        "％": "%",
        "﹪": "%",
        "⁄": "/",
    }
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "millions": 6, "bn": 9, "b": 9, "billion": 9}
_QUALIFIERS = {
    "provisional": "provisional", "prov": "provisional", "p": "provisional", "draft": "provisional",
    "est": "estimate", "estimate": "estimate", "estimated": "estimate", "e": "estimate", "approx": "estimate",
    "unaudited": "unaudited", "audited": "audited", "r": "revised", "revised": "revised", "amended": "revised",
    "forecast": "forecast", "projected": "forecast", "projection": "forecast", "predicted": "forecast",
    "r12m": "rolling", "rolling": "rolling", "rolling 12 months": "rolling", "rolling year": "rolling",
    "12 months": "rolling",
    "ytd": "cumulative", "year to date": "cumulative", "cumulative": "cumulative", "cum": "cumulative",
    "snapshot": "snapshot", "in month": "single", "average": "average", "avg": "average", "baseline": "baseline",
}  # fmt: skip
"""Words in brackets (or standing alone) beside a figure, and the qualifier they are recorded as."""

_UNSURE_SIGN = re.compile(r"±|^minus\b|\d[km]?-$|\d ?CR$", re.IGNORECASE)
"""Signs that are not written before the digits: which way they turn the figure is for a person to say."""

_ARROWS = "↑↓→↔▲▼⬆⬇➔➜⇧⇩⇒⇔△▽⇑⇓⬌➡↗↘"
_ARROW_AROUND = re.compile(rf"^[{_ARROWS}\ufe0e\ufe0f ]+|[{_ARROWS}\ufe0e\ufe0f ]+$")
_FOOTNOTE = re.compile(r"(?<=[\d%)a-ln-z ])(?:[*†‡§#^~¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\])+$|^\*+(?=[£\d])", re.I)
_BOUND_WORDS = (
    ("<", r"<(?!=)|less than|fewer than|under|below"), (">", r">(?!=)|more than|over|above|greater than"),
    ("<=", r"≤|<=|=<|up to|at most|no more than|not more than|maximum(?: of)?"),
    (">=", r"≥|>=|=>|at least|not less than|no less than|minimum(?: of)?"),
    ("~", r"~|≈|c\.|ca\.|circa|approximately|approx\.?|about|around"),
)  # fmt: skip
_BOUND_PREFIX = re.compile(
    "(?:" + "|".join(f"(?P<b{i}>{words})" for i, (_, words) in enumerate(_BOUND_WORDS)) + ")(?![a-z<>=])", re.I
)
_BOUND_SUFFIX = (
    (re.compile(r" ?\+$| (?:or|and) (?:above|more|over|higher|better)$", re.I), ">="),
    (re.compile(r" (?:or|and) (?:below|less|under|fewer|lower)$", re.I), "<="),
)
_BRACKET_AT_END = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]$")
_QUALIFIER_AT_END = re.compile(
    r"(?<=[%\d)])[ ,-]+(p|e|r|provisional|prov|est|estimated?|unaudited|revised|forecast|ytd|r12m|cumulative)\.?$"
    r"|(?<=%)([per])$",
    re.I,
)
_QUALIFIER_AT_START = re.compile(r"^(provisional|estimated?|forecast|projected|unaudited)[: ]+(?=[£\d<>~])", re.I)
_FIGURE = re.compile(
    rf"(?P<open>\()?(?P<sign>[-+])? ?(?P<pound>£|gbp )? ?(?P<inner>\()?(?P<sign2>[-+])?(?P<number>{NUMBER})"
    r"(?(inner)\))(?P<scale> ?(?:thousand|millions?|billion|mn|bn|[kmb])(?![a-z]))?(?P<rest>[^()]*?)(?(open)\))",
    re.I,
)
_WHOLE = rf"(?:{NUMBER})"
_OF = r"(?: ?/ ?| (?:out of|of) (?:the )?)"
_FRACTION = re.compile(rf"(?P<n>{_WHOLE}){_OF}(?P<d>{_WHOLE})", re.I)
_FRACTION_PERCENT = re.compile(
    rf"(?P<n>{_WHOLE}){_OF}(?P<d>{_WHOLE})(?: [a-z]+)?[ ,:=-]*\(?(?P<p>\d+(?:\.\d+)?) ?(?:%|per cent)\)?", re.I
)
_PERCENT_FRACTION = re.compile(
    rf"(?P<p>[-+]?{_WHOLE}) ?(?P<pc>%|per cent)? ?[(\[](?P<n>{_WHOLE}){_OF}(?P<d>{_WHOLE})(?: [a-z]+)?[)\]]", re.I
)
_SHARE = re.compile(rf"(?P<p>{_WHOLE}) ?%[ ,:=-]+(?P<n>{_WHOLE}){_OF}(?P<d>{_WHOLE})(?: [a-z]+)?", re.I)
"""`61% 11/18`: without brackets only where the fraction gives that percentage, rounded."""
_INTERVAL = re.compile(
    rf"(?P<v>[-+]?{_WHOLE}) ?(?P<pc>%|per cent)? ?[(\[](?:95 ?% )?(?:ci|c\.i\.|confidence interval)?[:, ]*"
    rf"(?P<low>-?{_WHOLE}) ?%? ?(?:-|to|,|;) ?(?P<high>-?{_WHOLE}) ?%?[)\]]",
    re.I,
)
"""A figure with its confidence interval in brackets: `77.1 (74.0-80.2)`."""
_NOTE_OF_WORD = re.compile(r"(.*[A-Za-z/])\s?(?:\d|[(\[]\d[)\]]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)")
"""`tbc 1`: a word in place of a figure, and the number of its note."""
_TIME = re.compile(r"\d{1,2}:[0-5]\d(?::[0-5]\d)?")
"""`1:30`: minutes and seconds, hours and minutes, or one to thirty. Which, the cell alone does not say."""
_RATIO = re.compile(r"(?:1 ?: ?\d+(?:\.\d+)?|\d+(?:\.\d+)? ?: ?1)")
_APART = re.compile(r"^\s*\d[\d,. ]*[ \u00a0]{2,}[\d,. ]*\d\s*$")
"""Two blanks part columns: only one blank, or a comma, marks thousands."""
_DIGIT_LIKE = re.compile(r"[\sOolI\d.,:;%£$€+\-/()<>≤≥~=½¼¾]*\d[\sOolI\d.,:;%£$€+\-/()<>≤≥~=½¼¾]*[kmb]?", re.I)
_YEARS = re.compile(rf"(?:{YEAR4}) ?[/-] ?(?:{YEAR4}|\d\d)")


def decimal_of(text: str) -> Decimal:
    """The plain number of digits with thousands marks (`414,496`, `1 234`)."""
    return Decimal(text.replace(",", "").replace(" ", ""))


@lru_cache(maxsize=16384)
def find_quantities(text: str) -> tuple[tuple[Quantity, Span], ...]:
    """Figures inside prose with their places, left to right. Periods, codes, ages and numbers of sections, levels or
    telephones are none; what is found is read by `parse_quantity`."""
    found: list[tuple[Quantity, Span]] = []
    for start, ends in figure_spans(text, text.translate(_CHARACTERS)):
        if found and start < found[-1][1].end:
            continue
        for end in ends:
            quantity = parse_quantity(text[start:end])
            if quantity is not None and quantity.missing != "unreadable":
                found.append((quantity, Span(start, end)))
                break
    return tuple(found)


@lru_cache(maxsize=65536)
def parse_quantity(text: str) -> Quantity | None:
    """The one figure that the WHOLE text prints, or the reason it prints for having none; None for other texts.

    `number` is None with `missing` set to a reason for N/A and the like, to "suppressed" or "bound" for an upper bound
    (`<5`, `<12%`), to "unreadable" for digits that make no well-formed figure. Lower bounds keep their number.
    A fraction without a percentage has no number of its own unless it reads `33 of 66`.
    """
    raw = " ".join(text.split())
    if not raw or len(raw) > MAX_FIGURE:
        return None
    if reason := missing_reason(raw):
        return Quantity(raw, None, missing=reason)
    if (noted := _NOTE_OF_WORD.fullmatch(raw)) and (reason := missing_reason(noted[1])):
        return Quantity(raw, None, missing=reason)
    if _APART.search(text):
        return Quantity(raw, None, missing="unreadable")
    core = raw.translate(_CHARACTERS)
    if not any(c.isdecimal() for c in core) or any(c.isdecimal() and not c.isascii() for c in core):
        return None
    if _UNSURE_SIGN.search(core) or _TIME.fullmatch(core):
        return Quantity(raw, None, missing="unreadable")
    if (interval := _with_interval(raw, core)) is not None:
        return interval
    core, qualifiers, notes = _strip(core)
    found = _fraction(raw, core) or _figure(raw, core, notes)
    if found is None:
        unreadable = _DIGIT_LIKE.fullmatch(core) and not canonical_unit(core) and not find_periods(raw)
        return Quantity(raw, None, missing="unreadable", qualifiers=qualifiers) if unreadable else None
    return _with(found, qualifiers)


def _with_interval(raw: str, core: str) -> Quantity | None:
    """A figure before a bracket of two others that it lies between; years in the bracket are a period."""
    match = _INTERVAL.fullmatch(core)
    if match is None or _YEARS.fullmatch(f"{match['low']}-{match['high']}"):
        return None
    value, low, high = (decimal_of(match[part].lstrip("+")) for part in ("v", "low", "high"))
    if not low <= value <= high or not _is_plausible(match["v"].lstrip("+-")):
        return None
    return Quantity(raw, _plain(value), PERCENT if match["pc"] else "")


def _with(found: Quantity, qualifiers: tuple[str, ...]) -> Quantity:
    return Quantity(
        found.raw, found.number, found.unit, found.bound, found.numerator, found.denominator, qualifiers, found.missing
    )


def _strip(core: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Takes off arrows, footnote marks, qualifiers and notes in brackets: the figure, its qualifiers, its notes."""
    qualifiers: list[str] = []
    notes: list[str] = []
    before = ""
    while core != before:
        before = core
        core = _ARROW_AROUND.sub("", core)
        if _FOOTNOTE.search(core):
            core = _FOOTNOTE.sub("", core).strip()
            qualifiers.append("footnote")
        if match := _QUALIFIER_AT_END.search(core):
            qualifiers.append(_QUALIFIERS[(match[1] or match[2]).lower()])
            core = core[: match.start()].strip()
        if match := _QUALIFIER_AT_START.match(core):
            qualifiers.append(_QUALIFIERS[match[1].lower()])
            core = core[match.end() :]
        bracket = _BRACKET_AT_END.search(core)
        if bracket and bracket.start() > 0:
            word = bracket[1].strip().lower().rstrip(".")
            if word in _QUALIFIERS:
                qualifiers.append(_QUALIFIERS[word])
            elif not _is_note(word, bracket[1]):
                break
            else:
                notes.append(bracket[1])
            core = core[: bracket.start()].strip()
    return core, tuple(sorted(set(qualifiers))), tuple(notes)


def _is_note(word: str, printed: str) -> bool:
    """Words that explain a figure, or the period it is for. A bracket with other digits may be a second figure."""
    if not any(c.isdecimal() for c in word):
        return any(c.isalpha() for c in word)
    months = re.fullmatch(r"[a-z]{3,9}\.? \d\d ?- ?\d\d", word)
    return bool(months or canonical_unit(word) or (re.search("[a-z]|(?:19|20)\\d\\d", word) and parse_period(printed)))


def _fraction(raw: str, core: str) -> Quantity | None:
    if match := _FRACTION_PERCENT.fullmatch(core):
        return Quantity(raw, decimal_of(match["p"]), PERCENT, "", decimal_of(match["n"]), decimal_of(match["d"]))
    if match := _PERCENT_FRACTION.fullmatch(core):
        unit = PERCENT if match["pc"] else ""
        number = Decimal(match["p"].replace(",", "").replace(" ", ""))
        return Quantity(raw, number, unit, "", decimal_of(match["n"]), decimal_of(match["d"]))
    if (match := _SHARE.fullmatch(core)) and decimal_of(match["d"]):
        share, top, bottom = (decimal_of(match[part]) for part in ("p", "n", "d"))
        if abs(100 * top / bottom - share) <= Decimal("0.5"):
            return Quantity(raw, share, PERCENT, "", top, bottom)
    if _RATIO.fullmatch(core):
        return Quantity(raw, None, "ratio")
    match = _FRACTION.fullmatch(core)
    if match is None or _YEARS.fullmatch(core):
        return None
    top, bottom = decimal_of(match["n"]), decimal_of(match["d"])
    if top > bottom and "/" in core:
        return Quantity(raw, None, missing="unreadable")  # two figures beside each other are no part of a whole
    return Quantity(raw, None if "/" in core else top, "", "", top, bottom)


def _bound(core: str) -> tuple[str, str]:
    """The sign or words of a bound, and the rest."""
    if match := _BOUND_PREFIX.match(core):
        sign = next(sign for i, (sign, _) in enumerate(_BOUND_WORDS) if match[f"b{i}"])
        return sign, core[match.end() :].strip()
    for pattern, sign in _BOUND_SUFFIX:
        if match := pattern.search(core):
            return sign, core[: match.start()]
    return "", core


def _figure(raw: str, core: str, notes: tuple[str, ...]) -> Quantity | None:
    bound, rest = _bound(core)
    match = _FIGURE.fullmatch(rest)
    if match is None or (match["open"] and match["inner"]):
        return None
    unit = _unit(match)
    if unit is None or not _is_plausible(match["number"]):
        return None
    signs = [s for s in (match["sign"], match["sign2"]) if s]
    in_brackets = bool(match["open"] or match["inner"])
    if len(signs) + in_brackets > 1 or (in_brackets and unit not in (GBP, "", "count")):
        return None
    number = decimal_of(match["number"])
    if match["scale"]:
        number = number.scaleb(_SCALES[match["scale"].strip().lower()])
    number = -number if in_brackets or "-" in signs else number
    unit = unit or next((found for note in notes if (found := canonical_unit(note))), "")
    number = _plain(number)
    if bound in ("<", "<="):
        held_back = unit in ("", "count") and number <= SUPPRESSED_UP_TO
        return Quantity(raw, None, unit, bound, missing="suppressed" if held_back else "bound")
    return Quantity(raw, number, unit, bound)


def _is_plausible(digits: str) -> bool:
    """No leading zeros (`007`, `£000`) and not too long."""
    return sum(c.isdecimal() for c in digits) <= MAX_DIGITS and not re.match(r"0\d", digits)


def _plain(number: Decimal) -> Decimal:
    """No exponent: 1.2E+4 becomes 12000."""
    return Decimal(int(number)) if number == number.to_integral_value() else number


def _unit(match: "re.Match[str]") -> str | None:
    """Unit of a matched figure, "" if none is printed, None if what follows is no unit or the scale is unclear."""
    rest = match["rest"]
    if not match["scale"] and re.match(r"\s*[.,:;-]", rest):
        return None  # a digit may have been lost
    rest = rest.strip(" .,;:")
    scale = (match["scale"] or "").strip().lower()
    if match["pound"]:
        if scale == "b":
            return None
        return GBP if not rest or re.fullmatch(r"(?:per|/|a) ?[a-z ]{1,30}|[a-z ]{3,30}", rest) else None
    if scale and len(scale) <= 2 and scale not in ("mn", "bn", "k"):
        return None  # without a pound sign `m` may be metres or months
    if not rest:
        return ""
    unit = canonical_unit(rest)
    if unit == PENCE and match["number"]:
        return PENCE if match["rest"][:1] == "p" else None
    return unit or None
