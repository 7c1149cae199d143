"""Why a cell prints no figure: the papers' words and their canonical reasons."""

import re

_REASONS: dict[str, tuple[str, ...]] = {
    "not_applicable": ("n/a", "na", "n.a", "n\\a", "n-a", "not applicable"),
    "to_be_confirmed": (
        "tbc", "t.b.c", "tba", "tbd", "to be confirmed", "to be agreed", "to be advised", "to be set",
        "to be determined",
        "to be decided", "to follow",
    ),
    "not_available": (
        "dna", "d.n.a", "data not available", "not available", "no data", "no data available", "awaiting data",
        "data awaited",
        "awaiting", "awaited", "awaiting figures", "not yet available", "data not yet available", "not yet known",
        "not known",
        "not published", "not yet published", "data pending", "pending", "unavailable", "data unavailable", "nya",
        "no information", "no result", "not supplied", "not provided", "awaiting information", "data not yet published",
        "not yet due", "information not available", "figures not available", "not currently available", "unknown",
    ),
    "no_value": ("-", "--", "---", "no value", "no figure", "no entry", "blank"),
    "not_recorded": ("*", "**", "not recorded", "none recorded"),
    "suppressed": ("suppressed", "[c]", "data suppressed", "figure suppressed", "redacted", "withheld"),
    "not_collected": (
        "not collected", "not measured", "not monitored", "data not collected", "no longer collected", "not surveyed",
        "no survey", "survey not undertaken",
    ),
    "not_reported": (
        "not reported", "not reported this quarter", "no report", "not reported this period", "no longer reported",
    ),
    "new_measure": (
        "new measure", "new indicator", "new pi", "new kpi", "new target", "new", "new in year",
        "new performance indicator",
        "new measure for this year",
    ),
    "reported_annually": (
        "annual", "annual measure", "annual indicator", "annual pi", "measured annually", "reported annually",
        "annual figure",
        "annual data", "annual survey", "annually", "annual only", "annual return", "collected annually",
        "year end only",
        "reported at year end",
    ),
    "not_due": (
        "not due", "not due this quarter", "not due until year end", "data not due", "no data due",
        "not measured for quarters",
    ),
    "not_comparable": (
        "not comparable", "no comparable data", "no comparison", "no comparator", "no comparison available",
        "no benchmark",
    ),
    "baseline": (
        "baseline year", "baseline", "baselining", "to be baselined", "establish baseline", "establishing baseline",
        "set baseline",
        "baseline to be set", "baseline to be established",
    ),
    "no_target": (
        "not targeted", "no target", "no target set", "not set", "target not set", "none set", "data only",
        "monitor only",
        "monitoring only", "contextual", "contextual indicator", "for information only", "information only",
        "trend only",
    ),
    "discontinued": (
        "discontinued", "measure discontinued", "deleted", "indicator deleted", "no longer applicable", "withdrawn",
    ),
}  # fmt: skip
_REASON_OF = {phrase: reason for reason, phrases in _REASONS.items() for phrase in phrases}
_TIME = r"\d{1,2}[ -](?:days?|weeks?|months?|quarters?|years?)"
"""How late figures are: no figure of what is measured."""
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:n/?a|n\.a)\.?(?: ?[-:,;(] ?| (?=for|as|in|until|due|this|at)).{0,60}"), "not_applicable"),
    (
        re.compile(
            r"(?:tbc|tba|to be (?:confirmed|agreed|set))(?: ?[-:,;(] ?| (?=in|at|by|for|q\d|following|once"
            r"|when)).{0,60}"
        ),
        "to_be_confirmed",
    ),
    (
        re.compile(
            r"(?:awaiting|awaited|data (?:is |are )?(?:not|awaited|due|available (?:in|from))"
            r"|not (?:yet )?available)\b[^\d]{0,50}(?:\d{4})?"
        ),
        "not_available",
    ),
    (
        re.compile(
            rf"(?:data |figures? |results? )?(?:time )?lag(?:s|ged)?(?: by| of| is|:)? (?:about )?{_TIME}.{{0,30}}"
        ),
        "not_available",
    ),
    (re.compile(rf"{_TIME}(?:'s?)? (?:time )?(?:lag|delay|in arrears|behind)\b[^\d]{{0,30}}"), "not_available"),
    (
        re.compile(
            r"(?:data|figures?|results?|information) (?:is |are |will be )?(?:due|available|expected|released)\b"
            rf"[^\d%£]{{0,30}}(?:{_TIME}|\d{{4}}(?:/\d\d)?)?[^\d%£]{{0,20}}"
        ),
        "not_available",
    ),
    (re.compile(r"not comparable\b.{0,60}"), "not_comparable"),
    (re.compile(r"(?:new (?:measure|indicator|pi|kpi))\b.{0,40}"), "new_measure"),
    (
        re.compile(
            r"see (?:the )?(?:[a-z]+ ){0,3}(?:narrative|commentary|comments?|notes?|text|below|above|appendix"
            r"|report)\b.{0,20}"
        ),
        "see_narrative",
    ),
    (re.compile(r"(?:annual|yearly) (?:measure|indicator|survey|collection|return)\b[^\d]{0,40}"), "reported_annually"),
    (
        re.compile(
            r"(?:measured|reported|collected|available|updated) (?:annually|yearly|at year end|every (?:two|2) years"
            r"|biennially)[^\d]{0,30}"
        ),
        "reported_annually",
    ),
    (re.compile(r"not due (?:until|to be|for|in)\b.{0,40}"), "not_due"),
)


def missing_reason(text: str) -> str:
    """Canonical reason why the WHOLE text stands where a figure should (`tbc` -> "to_be_confirmed"), else ""."""
    plain = re.sub(r"[‐‑‒–—−]", "-", text.lower()).replace("\u00a0", " ")
    plain = re.sub(r"\s*([/.\\])\s*", r"\1", " ".join(plain.split()))
    if plain in ("*", "**", "[c]"):
        return _REASON_OF[plain]
    bare = re.sub(r"^[(\[]([^()\[\]]*)[)\]]$", r"\1", plain.rstrip("*†‡¹²³ ")).strip(" .:;")
    if found := _REASON_OF.get(bare):
        return found
    return next((reason for pattern, reason in _PATTERNS if pattern.fullmatch(bare)), "")
