"""The comparable form of an indicator's wording: what it is about, without how it happens to be printed.

Codes, suffixes and OCR damage are taken out, abbreviations are spelt out, wordings of one thing become one wording,
and everything that keeps indicators apart becomes a feature (see `guards`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern

from grammar.units import canonical_unit
from normalise.clipped import Clipped
from normalise.guards import Feature, read_figures
from normalise.vocabulary import Vocabulary, match_key
from normalise.words import Spelling, singular, stem, undamaged_figures, words_of


@dataclass(frozen=True, slots=True)
class LabelForm:
    """A name made comparable.

    `tokens` are the distinct content words as stems, sorted; `codes` are framework codes ("NI 157a"), `bare_codes`
    their numbers printed alone ("2.06i", "3B"); `suffixes` is what stood in square brackets; `repaired` counts the
    words that were read through damage.
    """

    raw: str
    tokens: tuple[str, ...]
    features: frozenset[Feature]
    codes: tuple[str, ...] = ()
    bare_codes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    repaired: int = 0
    spoken: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """The words (stems) that said each guard among the tokens."""

    @property
    def key(self) -> str:
        """Equal for names that say the same, however it is measured (see `measures`)."""
        return _key(self.tokens, self.features)

    @property
    def measures(self) -> frozenset[str]:
        """How it is measured, where that is printed: "percent", "count", "rate", "rate per 1000", "days", ..."""
        return frozenset(f.value for f in self.features if f.guard == "measure")


@lru_cache(maxsize=1 << 16)
def _key(tokens: tuple[str, ...], features: frozenset[Feature]) -> str:
    said = sorted(f"{f.guard}={f.value}" for f in features if f.role != "default" and f.guard != "measure")
    return " ".join(tokens) + "|" + ";".join(said)


_CODE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("NI", re.compile(r"\bN\.?[I1l]\.?\s?0*(\d{1,3})\s?\(?([a-z](?=i{0,3}\b))?(?:i{1,3}\b)?\)?")),
    ("BV", re.compile(r"\bBV(?:PI)?\s?0*(\d{1,3})\s?\(?([a-z]{1,2}\b)?\)?")),
    ("PHOF", re.compile(r"\bPHOF[\s:]*([0-4]\.\d{1,2}|[A-E]\d{2})\s?([ivx]+\b|[a-e]\b)?")),
    ("ASCOF", re.compile(r"\bASC(?:OF)?\s?([1-4][A-L])\b\s*(?:part\s*)?(\(\d[A-Z]?\)|\d[A-Z]?\b)?")),
    ("PAF", re.compile(r"\bPAF[\s:/-]*(?:CF/)?([A-F]\d{1,2})()\b")),
    ("NHSOF", re.compile(r"\bNHSOF\s?(\d(?:\.\d)?)([a-z]|[ivx]+)?\b")),
)
_BARE_CODES = (
    re.compile(r"^\s*([1-4][A-L])\s*(\(\d[A-Z]?\))\s*$"),
    re.compile(r"^\s*\(?([0-4]\.\d{2})\s?([ivx]+\b)?\)?\s*[-:]?(?=\s+[A-Za-z])"),
    re.compile(r"\(([1-4][A-L])\s*(\(\d[A-Z]?\)|\d[A-Z]?)?\)"),
    re.compile(r"^\s*([1-4][A-L])\b\s*(\(\d[A-Z]?\)|(?:part\s*)?\d[A-Z]?\b)?\s*[-:.]*(?=\s+[A-Za-z]{3})"),
    re.compile(r"\(([0-4]\.\d{2})\s?([ivx]+\b)?\)"),
)
_BARE_NUMBER = re.compile(r"[1-4][A-L]|[0-4]\.\d\d")
_PRINTED_CODE = re.compile(
    r"^\s*(?:[A-Z]{2,5}[ -]?\d{2,4}(?!\s?[-–]\s?\d)(?:\.\d+)*[a-z]?\b\s*[:.-]*\s*(?=\S{2})"
    r"|\d{1,3}(?:\.\d+)*[.)]?\s+(?=[A-Z][A-Za-z]{2,}\b))|^[\s*]+"
)
_DIGIT = re.compile(r"\d")
_SHORT_FORM = re.compile(r"\(([A-Z][A-Za-z&]{1,7})\)")
_YEAR = re.compile(
    r"(?i)(?:\b(?:for|in|during|to|by|from) )?\b(?:19|20)\d\d(?:[-/–](?:\d\d){1,2})?\b"
    r"(?! *(?:people|households|children))"
)
_SEX = re.compile(r"\(([FM])\)")
_BARE_PERCENT = re.compile(r"\(\s*%\s*\)")
_MONEY = re.compile(r"(?i)\(\s*£\s*(?:m|million|k|bn|'?000s?|thousands?)?\s*\)")
_POUNDS = Feature("measure", "GBP", "default")
_POPULATION = re.compile(
    r"(?<=\bper )(\d{3,7}|thousand|million) (?:child|person|population|resident|head|young person|people)\b"
    r"(?: population| aged?)?"
)
"""Whom a rate counts, where that is everybody it can be: "per 10,000 children" is "per 10,000"."""
_SUFFIX = re.compile(r"\[([^\]]*)\]")
# fmt: off
STOP_WORDS = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "by", "for", "to", "from", "with", "who", "which", "that", "are",
    "is", "were", "was", "be", "been", "being", "have", "has", "had", "their", "they", "them", "and", "or", "as",
    "this", "these", "those", "its", "it", "than", "per", "within", "during", "among", "amongst", "between",
    "into", "out", "our", "we", "my", "you", "your", "any", "each", "more", "least", "most", "some", "such",
    "where", "when", "what", "whose", "will", "would", "can", "could", "should", "may", "do", "does", "also",
    "using", "used", "through", "across", "against", "including", "include", "upon", "so", "after", "before", "since",
    "until", "about", "while", "whilst", "both", "either", "via", "towards", "then", "there", "here", "his", "her", "i",
    "other", "only", "just", "still", "rather", "due", "because", "if", "but", "us", "s", "st", "one", "he", "she",
))
# fmt: on
_LITTLE = frozenset(map(stem, STOP_WORDS)) - {"other", "only", "out", "before", "after", "within"}
"""What a guard may leave unsaid of its own words: not what turns it ("other applications")."""
_MEASURE_WORDS = {
    "percent": "percent",
    "proportion": "percent",
    "share": "percent",
    "number": "count",
    "count": "count",
    "volume": "count",
    "rate": "rate",
    "average": "average",
    "avg": "average",
    "mean": "average",
    "ratio": "ratio",
}  # fmt: skip
COUNTING_WORDS = frozenset(_MEASURE_WORDS) | {"percentage", "total", "per", "cent", "numbers", "rates", "averages"}
"""Words that say how a thing is counted: known words, whatever the catalogue."""
_PARTING = frozenset(("percent", "percentage", "number", "proportion"))
_OF_MEASURES = frozenset(("point", "points", "change", "reduction", "increase"))
_BEFORE_BASES = frozenset(("as", "a", "the", "average", "per"))
_UNIT_SHORT = {
    "hr": "hour", "hrs": "hours", "wk": "week", "wks": "weeks", "min": "minute", "mins": "minutes",
    "yr": "year", "yrs": "years", "mth": "month", "mths": "months", "pop": "people",
}  # fmt: skip


def take_codes(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Takes framework codes out of a name: the rest, codes such as "NI 157a", numbers printed alone ("2.06i")."""
    if not _DIGIT.search(text):
        return text, (), ()
    codes: list[str] = []
    for framework, pattern in _CODE_RULES:
        if framework[:2] not in text and framework != "NI":  # a National Indicator may be "Nl 157" or "N.I."
            continue
        codes += [f"{framework} {_code_number(match)}" for match in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    bare: list[str] = []
    if not _BARE_NUMBER.search(text):
        return text, tuple(dict.fromkeys(codes)), ()
    for pattern in _BARE_CODES:
        bare += [_code_number(match) for match in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    return text, tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(bare))


def _code_number(match: re.Match[str]) -> str:
    """`2C(2)`, `2C (2)` and `2C part 2` agree."""
    main, part = match[1], (match[2] or "").strip("()")
    return f"{main}({part})" if part[:1].isdigit() else main + part


def unit_measure(unit: str) -> str:
    """A unit in the words of measures: "rate per 10,000" -> "rate per 10000"; "" stays ""."""
    return (canonical_unit(unit) or unit.strip().lower()).replace(",", "")


def label_form(
    name: str,
    vocabulary: Vocabulary,
    *,
    unit: str = "",
    spelling: Spelling | None = None,
    clipped: Clipped | None = None,
) -> LabelForm:
    """Makes a printed name comparable; `unit` is how it is measured where that is known from elsewhere."""
    text, codes, bare = take_codes(undamaged_figures(" ".join(name.split("\n")) if "-\n" not in name else name))
    suffixes = tuple(found.strip() for found in _SUFFIX.findall(text) if found.strip()) if "[" in text else ()
    text = _without_marks(_MONEY.sub(" ", text) if "£" in text else text)
    printed = _printed_words(clipped.spell_out(text) if clipped else text, vocabulary)
    words = spelling.repair_all(printed) if spelling else printed
    repaired = len({*words} - {*printed}) if words != printed else 0
    if not _UNIT_SHORT.keys().isdisjoint(map(str.lower, words)):
        words = [_UNIT_SHORT.get(word.lower(), word) for word in words]
    words = vocabulary.unify(words)
    if not _PARTING.isdisjoint(words[1:-1]):
        words = vocabulary.unify(_measured_last(words))
    words, features, spoken = vocabulary.split_senses(words)
    if not unit and "£" in name and _MONEY.search(name):
        features.append(_POUNDS)
    canonical = " ".join(map(_canonical_word, words))
    rest, figures = read_figures(_POPULATION.sub(r"\1", canonical) if "per " in canonical else canonical)
    tokens, measures = _content(rest.split())
    measures += _counted_units(rest) if "number" in rest else []
    features += [*figures, *(Feature("measure", value) for value in measures)]
    return LabelForm(
        raw=name,
        tokens=tuple(map(intern, sorted({*tokens, *_figure_tokens(figures)}))),
        features=_settle_measures(features, unit),
        codes=codes,
        bare_codes=bare,
        suffixes=suffixes,
        repaired=repaired,
        spoken={token: said - _LITTLE for token, said in spoken.items()},
    )


def _without_marks(text: str) -> str:
    """A name without printed numbers and brackets of suffixes, with the sex and the percentage in brackets as words."""
    if "(" in text:
        text = _SEX.sub(lambda match: " female " if match[1] == "F" else " male ", text)
        if _BARE_PERCENT.search(text):
            text = _BARE_PERCENT.sub(" ", text) + " %"  # it stands in the midst of a phrase
    if "[" in text:
        text = _SUFFIX.sub(lambda match: f" {match[1]} ", text)
    text = text.replace("()", " ")
    number = _PRINTED_CODE.match(text)
    return " " + text[number.end() :] if number else text


def _measured_last(words: list[str]) -> list[str]:
    """The words of a name with a measure in its midst behind them: it parts a phrase ("potholes: % repaired")."""
    parting = [at for at in range(1, len(words) - 1) if _parts_phrase(words, at)]
    dropped = {*parting, *(at + 1 for at in parting if words[at + 1] == "of")}
    return [word for at, word in enumerate(words) if at not in dropped] + [words[at] for at in parting]


def _parts_phrase(words: list[str], at: int) -> bool:
    """Whether the measure at some place parts a phrase: not where it is a base ("as % of") or counts units itself."""
    word, before, behind = words[at].lower(), words[at - 1].lower(), words[at + 1].lower()
    if word not in _PARTING or before in _BEFORE_BASES or behind in _OF_MEASURES:
        return False
    if word != "number":
        return behind != "of"
    return not (behind == "of" and at + 2 < len(words) and words[at + 2].lower() in _COUNTED_UNITS)


def _printed_words(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words of a name without years, and without short forms of what it says in full."""
    text = _without_repeats(text, vocabulary) if "(" in text else text
    return list(words_of(_YEAR.sub(" ", text) if _DIGIT.search(text) else text))


@lru_cache(maxsize=1 << 16)
def _canonical_word(word: str) -> str:
    return word if "_" in word else singular(word.lower())


def _counted_units(text: str) -> list[str]:
    """Units of which a name gives the number: "number of days"."""
    words = " ".join(word for word in text.split() if word != "of")
    counted = {match[1].removesuffix("s") for match in _COUNTED.finditer(words)}
    return [unit if unit == "kg" else unit + "s" for unit in sorted(counted)]


def _figure_tokens(figures: Iterable[Feature]) -> Iterator[str]:
    return (f"{figure.guard}:{_in_days(figure.value)}" for figure in figures if figure.guard != "measure")


def _in_days(value: str) -> str:
    """Working days are often printed as days."""
    return value.replace("working ", "")


def _without_repeats(text: str, vocabulary: Vocabulary) -> str:
    """Takes out a short form in brackets behind what it stands for: "killed or seriously injured (KSI) on roads"."""

    def replace_form(match: re.Match[str]) -> str:
        said = {match_key(word) for word in vocabulary.unify(words_of(text[: match.start()]))}
        meant = {match_key(word) for word in vocabulary.unify([match[1]])}
        return " " if meant <= said else match[0]

    return _SHORT_FORM.sub(replace_form, text)


_COUNTED = re.compile(r"\bnumber (?:working |calendar |whole )?(minute|hour|day|week|month|kg|tonne|year)\b(?! old)")
_COUNTED_UNITS = frozenset(("minutes", "hours", "days", "weeks", "months", "kg", "tonnes", "years"))


def _content(words: list[str]) -> tuple[list[str], list[str]]:
    tokens, measures = [], []
    for word in words:
        if word in _MEASURE_WORDS:
            measures += [_MEASURE_WORDS[word]] if _MEASURE_WORDS[word] else []
        elif word not in STOP_WORDS and (len(word) > 1 or word.isdigit()):
            tokens.append(word if "_" in word else stem(word))
    return tokens, measures


def _settle_measures(features: list[Feature], unit: str) -> frozenset[Feature]:
    """A base says more than the words before it ("Number of ... per 1,000" is a rate), a known unit most of all."""
    measures = {f.value for f in features if f.guard == "measure"}
    based = {value for value in measures if value.startswith("rate per")}
    if unit:
        measures = {unit_measure(unit)} | (measures & {"average"})
    elif any(value in _COUNTED_UNITS for value in measures):
        measures -= {"count", "rate", "average"}
    elif "average" in measures:
        measures = measures - {"count", "rate"} if not measures & {"percent"} else measures - {"average"}
    elif based:
        measures = based
    elif len(measures) > 1:
        measures -= {"rate"}
    others = {f for f in features if f.guard != "measure"}
    return frozenset(others | {Feature("measure", value, "default") for value in measures})
