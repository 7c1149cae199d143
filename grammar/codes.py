"""Indicator codes as printed, and the national frameworks that names mention.

Codes are capitals and digits (`NI 192`, `BV 82a(i)`, `PMF-01`, `FICT055`) or dotted digits (`1.1.2.PI`, `3.10`).
Things that look alike are not codes: quarters, half years, chemical formulas, key stages, roads at the start of a name.
"""

import re
from functools import lru_cache

from grammar.period_patterns import MONTH
from grammar.units import MEASURING, canonical_unit

_SUFFIX = r"(?:[a-z]{1,3})?(?: ?\((?:[ivx]{1,4}|[a-zA-Z0-9]{1,2})\))*"
_LETTERS_DIGITS = (
    rf"[A-Z][A-Z&]{{0,7}}(?: ?[-_/.] ?| )?(?:[A-Z]{{1,4}}[-_/. ]?)?\d{{1,4}}[A-Z]?(?:[./-]\d{{1,3}})*{_SUFFIX}"
)
_DOTTED = r"\d{1,2}(?:\.\d{1,2}){1,4}(?:\.?[A-Z]{1,4})?[a-z]?"
_LETTER_CODE = re.compile(_LETTERS_DIGITS)
_DOTTED_CODE = re.compile(_DOTTED)
_ORDINAL_CODE = re.compile(r"\d{1,3}\.?|\d{1,2}[a-z]")
_NO_CODE = re.compile(
    rf"(?:Q ?[1-4]|H ?[12]|FY ?\d+.*|KS ?\d|NVQ ?\d|CO ?2e?|NO ?[2x]|PM ?(?:10|2\.5)|SO ?2|COVID ?-?19"
    rf"|(?i:{MONTH})[ '/-]*\d+"
    r"|GCSE ?\d+|A-?LEVELS? ?\d+|YEAR ?\d+|WEEK ?\d+|TOP ?\d+|AGED? ?\d+|UNDER ?\d+|OVER ?\d+|R12M?|BTEC ?\d+"
    r"|PHASE ?\d+"
    r"|STAGE ?\d+|LEVEL ?\d+|PRIORITY ?\d+|AIM ?\d+|TABLE ?\d+|PAGE ?\d+|APPENDIX ?\d+|SECTION ?\d+|Y\d+Q\d|AY ?\d.*"
    r"|EU ?\d\d|G ?20)"
)
_ROAD_OR_SECTION = re.compile(
    r"[AB][1-9]\d{0,3}|M(?:[1-9]\d?|1(?:75|8[01])|27[15]|60[26]|62[16]|898)"
    r"|S ?(?:17|42|47|75|106|117|278)|U1[68]|P[45]|T[12]"
)
_SPLIT = re.compile(
    rf"(?P<code>{_LETTERS_DIGITS}|{_DOTTED})(?P<sep>\s*[:|–—]\s*|\s*-\s+|\.\s+|\s+)(?P<rest>\S.*)", re.S
)
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+(?=[A-Z])")
"""The number of a heading, before the code of what it names."""
_FRAMEWORKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bNI ?-?(\d{1,3}[a-h]?)(?![\d\w])"), "NI"),
    (re.compile(r"\bBV(?:PI)? ?-?(\d{1,3}[a-z]?(?: ?\([ivx]+\)|i{1,3}\b)?)(?![\w])"), "BV"),
    (re.compile(r"\bASCOF:? ?-?(\d[A-Z](?: ?\(\d?[A-Za-z]?\))*)(?!\w)"), "ASCOF"),
    (re.compile(r"\bPHOF:? ?-?(\d\.\d{1,2}(?:[ivx]+|[a-z])?|[A-E]\d{2}[a-z]?)(?!\w)"), "PHOF"),
    (re.compile(r"\bNHS ?OF:? ?-?(\d[a-d]?(?:\.\d+)*(?:\.?[ivx]+)?)(?!\w)"), "NHSOF"),
    (re.compile(r"\bPAF:? ?-?([A-E]\d{1,2})(?!\w)"), "PAF"),
)
"""National frameworks and the canonical spelling of their codes: name, a space, the number without inner spaces."""

CODE_IN_TEXT = re.compile(
    r"(?<![\w.])(?:(?:NI|BV|BVPI|ASCOF|PHOF|NHSOF|PAF|LPI|KPI|PI|CP|LI) ?-?\d[\w.()]*"
    r"|[A-Z]{2,6}-?\d{1,4}[a-z]?(?![\w,]|\.\d)"
    r"|\d+\.\d+\.\d[\w.]*)"
)
"""Codes that can be told inside prose."""


@lru_cache(maxsize=8192)
def is_code(text: str) -> bool:
    """Whether the WHOLE text is an indicator code (`CP 1.2`, `NI157a`, `1.1.2.PI`, `3.`).

    Plain numbers up to three digits are codes too: whether a column of them holds codes or figures, its header tells.
    """
    raw = " ".join(text.split())
    if not raw or len(raw) > 20 or _NO_CODE.fullmatch(raw):
        return False
    if _ORDINAL_CODE.fullmatch(raw) or _DOTTED_CODE.fullmatch(raw):
        return True
    return bool(_LETTER_CODE.fullmatch(raw) or any(p.fullmatch(raw) for p, _ in _FRAMEWORKS))


@lru_cache(maxsize=8192)
def split_code(text: str) -> tuple[str, str]:
    """Leading code of a name and the name without it; ("", text) unless it surely is one.

    The code has letters and digits or dotted digits; behind it stands a separator, or a word in capitals, `%` or `£`.
    """
    numbered = _NUMBERED.match(text)
    if numbered is not None:
        code, rest = split_code(text[numbered.end() :])
        return (code, rest) if code[:1].isalpha() else ("", text)
    match = _SPLIT.match(text.strip())
    if match is None:
        return "", text
    code, rest, separator = " ".join(match["code"].split()), match["rest"].strip(), match["sep"].strip()
    if _NO_CODE.fullmatch(code) or _ROAD_OR_SECTION.fullmatch(code) or not any(c.isalpha() for c in rest):
        return "", text
    word = re.split(r"[\s,;:]", rest, maxsplit=1)[0]
    if code[0].isdigit() and (canonical_unit(word) in MEASURING or word.lower() in ("billion", "x")):
        return "", text
    dotted_separator = separator and (not code[0].isdigit() or separator != ".")
    if dotted_separator or rest[0].isupper() or rest[0] in "%£(‘“'\"#":
        return code, rest
    return "", text


@lru_cache(maxsize=8192)
def frameworks_in(text: str) -> tuple[str, ...]:
    """Canonical codes of national frameworks that a name mentions, in the order printed: `(NI 157a)` -> "NI 157a"."""
    found = [
        (match.start(), f"{name} {match[1].replace(' ', '')}")
        for pattern, name in _FRAMEWORKS
        for match in pattern.finditer(text)
    ]
    return tuple(dict.fromkeys(code for _, code in sorted(found)))
