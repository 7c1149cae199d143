"""Units: canonical names, the spellings that figures and headers print, and what an indicator's wording implies.

Where the wording says nothing, or says two things, the unit is "": the caller looks at the figures.
"""

import re
from decimal import Decimal
from functools import lru_cache

PERCENT = "percent"
PERCENTAGE_POINTS = "percentage points"
COUNT = "count"
GBP = "GBP"
GBP_THOUSAND = "GBP thousand"
GBP_MILLION = "GBP million"
PENCE = "pence"
THOUSAND = "thousand"
MILLION = "million"
RATE = "rate"
DAYS, WEEKS, MONTHS, YEARS = "days", "weeks", "months", "years"
SECONDS, MINUTES, HOURS = "seconds", "minutes", "hours"
KG, TONNES = "kg", "tonnes"
KWH, KWH_PER_SQUARE_METRE, MEGAWATTS = "kWh", "kWh per square metre", "MW"
MILES, KILOMETRES, HECTARES, SQUARE_METRES, LITRES = "miles", "km", "hectares", "square metres", "litres"
SCORE, RATIO = "score", "ratio"

MEASURING = frozenset(
    {
        DAYS,
        WEEKS,
        MONTHS,
        YEARS,
        SECONDS,
        MINUTES,
        HOURS,
        KG,
        TONNES,
        KWH,
        MEGAWATTS,
        MILES,
        KILOMETRES,
        HECTARES,
        LITRES,
        THOUSAND,
        MILLION,
    }
)
"""Units that stand behind a figure, never at the start of a name."""

_SPELLINGS: dict[str, str] = {
    PERCENT: "%|per cent|percent|percentage|pct|%age|% age",
    PERCENTAGE_POINTS: (
        "pp|pps|ppt|ppts|p.p|% pt|% pts|% point|% points|%pt|%pts|percentage point|percentage points|%age points"
    ),
    GBP: "£|gbp|pounds|£s",
    GBP_THOUSAND: "£000|£000s|£'000|£'000s|£k|£ks|£thousand|£thousands|£ thousand|£ thousands|gbp thousand",
    GBP_MILLION: "£m|£ms|£mn|£million|£millions|£ million|£ millions|£ m|gbp million",
    PENCE: "p|pence",
    THOUSAND: "000|000s|'000|'000s|thousand|thousands|k",
    MILLION: "million|millions",
    COUNT: "number|no|nos|num|numbers|count|#|total number",
    RATE: "rate",
    DAYS: "day|days|working day|working days|calendar days|calendar day|wdl|wd",
    WEEKS: "week|weeks|wk|wks|working weeks",
    MONTHS: "month|months|mth|mths",
    YEARS: "year|years|yr|yrs|years of age",
    SECONDS: "second|seconds|sec|secs",
    MINUTES: "minute|minutes|min|mins",
    HOURS: "hour|hours|hr|hrs",
    KG: "kg|kgs|kilogram|kilograms|kilogrammes|kilos",
    TONNES: "tonne|tonnes|tons|tonnes co2|tonnes of co2|tco2|tonnes co2e|tonnes of waste",
    KWH: "kwh|kilowatt hours",
    MEGAWATTS: "mw|megawatt|megawatts",
    KWH_PER_SQUARE_METRE: "kwh per square metre|kwh/m2|kwh/m²|kwh per m2|kwh per m²|kwh/sq m|kwh per sq m|kwh/sqm",
    MILES: "mile|miles",
    KILOMETRES: "km|kms|kilometres",
    HECTARES: "ha|hectare|hectares",
    SQUARE_METRES: "m2|m²|sq m|sqm|square metre|square metres",
    LITRES: "litre|litres",
    SCORE: "score|scores|point|points|pts|average score|mean score",
    RATIO: "ratio",
}
_CANONICAL = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}
_COUNTED_WORDS = (
    "people|persons|children|adults|pupils|students|residents|households|families|carers|clients|patients|"
    "customers|users|staff|employees|apprentices|members|volunteers|visitors|visits|homes|houses|"
    "dwellings|properties|units|placements|cases|incidents|crimes|offences|accidents|casualties|fires|"
    "deaths|injuries|applications|complaints|enquiries|referrals|assessments|plans|reviews|calls|requests|"
    "reports|attendances|attendees|schools|businesses|jobs|collections|cabins|sessions|events|contacts|starts|completions|"
    "admissions|delays|plots|pitches|bins|trees|vehicles|followers|likes|hits|transactions|responses|"
    "claims|appeals|inspections|orders|notices|prosecutions|fly-tips|issues|loans|books|items|fte|ftes|"
    "posts|vacancies"
)
_COUNTED = frozenset(_COUNTED_WORDS.split("|"))
"""Nouns that papers print behind a plain number of things."""

_PER = re.compile(
    r"\b(?:per|/)\s?(?:head of )?(?:(?P<number>100|1,?000|10,?000|100,?000|1,?000,?000)(?![\d,])|(?P<word>thousand"
    r"|million))\b"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CHARACTERS = str.maketrans({**dict.fromkeys("‘’`´", "'"), "\u00a0": " ", "–": "-"})
_HEADER_WORDS = re.compile(r"\b(?:value|actual|result|unit|units|measured in|measure|figure|in)\b")

_TIME_OF_FIGURES = re.compile(r"(?:the |this |current )?(?:day|week|month|quarter|year)")


def _plain(text: str) -> str:
    return " ".join(text.translate(_CHARACTERS).lower().split())


def _rate(text: str) -> str:
    match = _PER.search(text)
    if match is None:
        return ""
    digits = (match["number"] or {"thousand": "1000", "million": "1000000"}[match["word"]]).replace(",", "")
    return f"rate per {int(digits):,}"


@lru_cache(maxsize=8192)
def canonical_unit(text: str) -> str:
    """Canonical name of a unit as spelled behind a figure or alone (`per 10,000`, `%`, `pp`, `placements per 100,000
    population`, `working days`), "" if the whole text is not a unit."""
    plain = _plain(text).strip(" .:;*()[]")
    if plain in _CANONICAL:
        return _CANONICAL[plain]
    if plain in _COUNTED:
        return COUNT
    if re.fullmatch(r"[a-z' -]{0,40}(?:per|/) ?(?:[\d,]+|thousand|million)(?: [a-z +()0-9-]{1,50})?", plain):
        return _rate(plain)
    if re.fullmatch(r"kg(?:s|/| per | of )(?:waste |residual waste )?(?:per )?(?:household|hh|head|person)", plain):
        return KG
    if match := re.fullmatch(
        r"(working days|days|hours|minutes|weeks)(?: lost)?(?: per| /|/) ?(?:fte|employee|person|case)", plain
    ):
        return _CANONICAL[match[1]]
    return ""


@lru_cache(maxsize=8192)
def unit_of_header(text: str) -> str:
    """Unit that a header prints: alone (`%`, `£000`, `Days`) or in brackets (`Value (£m)`); "" if none.

    `Month`, `In year actual` name the time that figures are of. What they are counted in is printed in the plural.
    """
    plain = _plain(text)
    if unit := _unit_alone(plain):
        return unit
    inside = {unit for inner in _BRACKETS.findall(plain) if (unit := _unit_alone(inner))}
    if len(inside) == 1:
        return inside.pop()
    rest = _HEADER_WORDS.sub(" ", plain).strip(" :-()")
    unit = _unit_alone(rest) if rest != plain else ""
    return unit or scaled_pounds(plain)


def _unit_alone(plain: str) -> str:
    return "" if _TIME_OF_FIGURES.fullmatch(" ".join(plain.split())) else canonical_unit(plain)


def scaled_pounds(text: str) -> str:
    """`GBP thousand` or `GBP million` where a header, name or caption prints `£000`, `£'000s`, `£m`; else ""."""
    found = {GBP_THOUSAND if match["thousand"] else GBP_MILLION for match in _SCALED_POUNDS.finditer(_plain(text))}
    return found.pop() if len(found) == 1 else ""


_PERCENT_WORDS = re.compile(
    r"(?<![\d.])(?<!\d )%|\b(?:percentage|per cent|percent) (?:of|change|reduction|increase|who|that|point)"
    r"|\bproportion of|^percentage\b|\bas a percentage\b|^(?:the )?proportion\b"
)
_POINT_WORDS = re.compile(r"\b(?:percentage|per cent|percent|%age) points?\b|% points?\b|\bppts?\b")
_SCALED_POUNDS = re.compile(r"£ ?(?P<thousand>'?000'?s?|ks?|thousands?)(?![\w,.])|£ ?(?:ms?|mn|millions?)(?!\w)")
"""Pounds in thousands or millions, where no digits stand between: `£'000s`, `£m`."""
_MASS = re.compile(r"\b(?:number|no\.?) of (kgs?|kilograms?|kilogrammes|kilos|tonnes|tons)\b")
_COUNT_WORDS = re.compile(r"\b(?:numbers?|no\.?|nos\.?) of\b|^(?:total )?(?:numbers?|no\.)(?: |$)|^#|\btotal number\b")
_TIME_WORDS = r"(?:working days?|calendar days?|bed days?|days|weeks|months|hours|minutes|seconds)"
_NUMBER_OF_TIME = re.compile(
    r"\b(?:number|no\.?) of (?:working |calendar )?(days|weeks|months|minutes|seconds)\b(?! care)"
)
_AVERAGE_TIME = re.compile(rf"\baverage (?:number of )?(?:working |calendar )?({_TIME_WORDS})\b")
_IN_TIME = re.compile(
    r"\b(?:time|wait|duration|length)\b.*\bin (?:working |calendar )?(days|weeks|months|hours|minutes|seconds)\b"
)
_DAYS_LOST = re.compile(
    r"(?<!\d )(?<!\d)\bdays\b(?:/shifts)? (?:lost|sick|sickness|absen\w+|taken|per)\b|^days (?:to|taken|from)\b"
)
_SCORE = re.compile(r"\bscores?\b(?! of \d)")
_MONEY = re.compile(r"£(?![\d.])|\b(?:unit |net |gross |average |total )?costs?\b (?:of|per|to|for)\b|\bcosts?$")


def _unit_in_brackets(plain: str) -> str:
    """Unit of the last bracket that names one: `(days)`, `(£000)`, `(% of sites)`, `(per 1,000 residents)`."""
    for inner in reversed(_BRACKETS.findall(plain)):
        unit = "" if inner.strip() in _COUNTED else canonical_unit(inner)
        if unit:
            return unit
        if inner.startswith("% ") or inner.startswith("%age "):
            return PERCENT
        if re.match(r"(?:number|no\.?) of ", inner):
            return COUNT
    return ""


def _unit_in_words(plain: str) -> set[str]:
    found = set()
    if match := _NUMBER_OF_TIME.search(plain) or _AVERAGE_TIME.search(plain) or _IN_TIME.search(plain):
        found.add(_CANONICAL.get(match[1], DAYS))
    elif match := _MASS.search(plain):
        found.add(_CANONICAL[match[1]])
    elif _COUNT_WORDS.search(plain):
        found.add(COUNT)
    elif _DAYS_LOST.search(plain):
        found.add(DAYS)
    if _POINT_WORDS.search(plain):
        found.add(PERCENTAGE_POINTS)
        plain = _POINT_WORDS.sub(" ", plain)
    if _PERCENT_WORDS.search(plain):
        found.add(PERCENT)
    return found


_LATER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bkwh (?:per|/) ?(?:square metre|sq\.? ?m|m2|m²)"), KWH_PER_SQUARE_METRE),
    (re.compile(r"\bkwh\b"), KWH),
    (re.compile(r"\b(?:kg|kgs|kilograms?)\b"), KG),
    (re.compile(r"\b(?:tonnes|tonnage)\b"), TONNES),
    (re.compile(r"\bratio of\b|\bratio$"), RATIO),
    (_SCORE, SCORE),
    (re.compile(r"\blife expectancy\b"), YEARS),
    (_MONEY, GBP),
    (re.compile(r"^(?:the )?(?:\w+ )?rate of\b"), RATE),
)
"""Weaker hints, the first that fits, only where nothing stronger speaks."""


@lru_cache(maxsize=8192)
def unit_of_name(name: str) -> str:
    """Unit that an indicator's wording implies, "" where it implies none or two.

    Order of strength: a unit in brackets, a rate per so many, percentage or count, then words such as `kg`, `score`.
    `(£m)` and `(£000)` give `GBP million` and `GBP thousand`: figures under such a name are in those units.
    """
    plain = _plain(name)
    if unit := _unit_in_brackets(plain):
        return unit
    outside = " ".join(_BRACKETS.sub(" ", plain).split())
    strong = _unit_in_words(outside)
    if not strong and (pounds := scaled_pounds(outside)):
        return pounds
    if rate := _rate(plain):
        return "" if PERCENT in strong else rate
    if strong:
        return strong.pop() if len(strong) == 1 else ""
    return next((unit for pattern, unit in _LATER if pattern.search(outside)), "")


_SCALES = {
    GBP_THOUSAND: ("GBP", Decimal(1000)),
    GBP_MILLION: ("GBP", Decimal(1000000)),
    THOUSAND: ("count", Decimal(1000)),
    MILLION: ("count", Decimal(1000000)),
}


def base_unit(unit: str) -> tuple[str, Decimal]:
    """The unit without its scale, and what a figure must be multiplied with: `GBP thousand` is GBP, 1000."""
    return _SCALES.get(unit, (unit, Decimal(1)))
