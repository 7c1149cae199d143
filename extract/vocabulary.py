"""Words that more than one reader knows: labels of blocks, headings of groups, words of money and of projects."""

import re

BLOCK_LABELS: dict[str, str] = {
    "description": "description",
    "definition": "description",
    "what is measured": "description",
    "what this measures": "description",
    "benchmarking": "benchmark",
    "benchmark": "benchmark",
    "comparison": "benchmark",
    "polarity": "polarity",
    "good performance is": "polarity",
    "good is": "polarity",
    "format": "polarity",
    "aim to": "polarity",
    "target": "target",
    "annual target": "target",
    "year end target": "target",
    "year-end target": "target",
    "tolerance": "tolerance",
    "floor": "tolerance",
    "unit": "unit",
    "units": "unit",
    "activity": "text",
    "aims": "text",
    "aim": "text",
    "rationale": "text",
    "why it matters": "text",
    "expected outcome": "rating",
    "current status": "rating",
    "overall status": "rating",
    "status": "rating",
    "rag": "rating",
    "rag rating": "rating",
    "rag status": "rating",
    "status trend": "arrow",
    "trend": "arrow",
    "direction of travel": "arrow",
    "dot": "arrow",
    "managed by": "text",
    "owner": "text",
    "lead officer": "text",
    "year introduced": "text",
    "frequency": "text",
    "source": "text",
    "data source": "text",
    "reason for current status": "text",
    "commentary": "text",
    "comment": "text",
    "comments": "text",
    "latest": "latest",
    "latest value": "latest",
    "actual": "latest",
    "current": "latest",
    "result": "latest",
    "previous": "previous",
    "previous value": "previous",
    "last period": "previous",
    "period": "period",
    "latest period": "period",
    "reporting period": "period",
}

FINANCE_WORDS = re.compile(
    r"\b(budget|outturn position|overspend|underspend|mtfp|medium term financial|savings?|capital programme|"
    r"revenue (spend|expenditure|position)|reserves?|debt|not deliverable|deliverable|at risk \(£)",
    re.IGNORECASE,
)
MEASURE_WORDS = re.compile(
    r"%|\b(percentage|proportion|number|rate|average|per (?:household|100|1,000|10,000|100,000|head)|kg|score|"
    r"metric|measure|indicator|time taken|days)\b",
    re.IGNORECASE,
)
LEGEND_TITLE = re.compile(
    r"^(key(?: to\b| ?:|$)|legend\b|guide to|explanation of|symbols? used|rag (key|definitions?)|status key)",
    re.IGNORECASE,
)
COMMENTARY_TITLE = re.compile(
    r"^(commentary\b|comments?\b|next steps?\b|achievements?\b(?! (?:of|in|at|by|gap)\b)|"
    r"slippage\b|actions? and outputs|most significant|"
    r"projects?/programmes? update|project update|progress update|key successes|variances?\b|target dates?\b|"
    r"decisions? required)",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(r"^(?:[*†‡¹²³]+|\(?\*+\)?|notes?:|source:)\s*\S", re.IGNORECASE)
PAGE_FURNITURE = re.compile(
    r"^(?:page \d+( of \d+)?|\d{1,3}|this page is intentionally left blank|-+ ?\d+ ?-+|"
    r"\(?continued(?: on next page)?\)?)$",
    re.IGNORECASE,
)
URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def label_of(text: str) -> str:
    """The block label that a cell is ("Polarity", "Target:"), "" if it is none."""
    cleaned = " ".join(text.split()).strip(" :.-–").lower()
    return BLOCK_LABELS.get(cleaned, "") if len(cleaned) <= 30 else ""


def split_label(text: str) -> tuple[str, str]:
    """A label fused with its text ("Target: 97%", "Format Aim to Maximise"): (label kind, rest) or ("", text)."""
    head, separator, rest = text.partition(":")
    if separator and rest.strip() and label_of(head):
        return label_of(head), rest.strip()
    words = text.split()
    for count in (3, 2, 1):
        head = " ".join(words[:count])
        if len(words) > count and head[:1].isupper() and label_of(head) and words[count][:1].isupper():
            return label_of(head), " ".join(words[count:])
    return "", text
