"""What `review` shows, 80 columns wide: a question with its candidates, its keys, the evidence behind it."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from desk.questions import Candidate, Question
from records import Indicator

WIDTH = 80
_NAME = 49
_SHOWN = 5
_EVIDENCE = 12
Row = Mapping[str, str]


def clip(text: str, width: int) -> str:
    """The text on one line, cut to the width with a mark where it is longer."""
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def question_card(question: Question, number: int, total: int) -> list[str]:
    """A question: how far, the printed name, what is printed with it, the candidates, why it is asked."""
    figures = len(question.observations)
    left = f"── {number} of {total} ── {figures} figure{'s' * (figures != 1)} wait{'s' * (figures == 1)} "
    right = f" {clip(question.organisation or 'any organisation', WIDTH - len(left) - 6)} ──"
    lines = ["", left + "─" * (WIDTH - len(left) - len(right)) + right]
    lines += wrapped(question.raw_name, "  ", "    ")
    lines += [f"  {label:<9}{clip(text, WIDTH - 11)}" for label, text in _beside(question).items() if text]
    lines += ["", *candidate_lines(question.candidates)]
    return [*lines, *wrapped("; ".join(question.reasons), "  Asked: ", "         ", most=3), ""]


def _beside(question: Question) -> dict[str, str]:
    rows = question.observations
    codes = ", ".join(sorted({row["indicator_code"] for row in rows if row["indicator_code"]}))
    sections = ", ".join(dict.fromkeys(row["section"] for row in rows if row["section"]))
    return {
        "unit": ", ".join(question.units),
        "code": codes,
        "section": sections,
        "papers": ", ".join(dict.fromkeys(row["source"] for row in rows)),
        "values": values_line([row for row in rows if not row["comparator_of"]] or rows),
    }


def values_line(rows: Iterable[Row]) -> str:
    """The first values in the order of their periods: `2009/10 536 · 2010/11 518`."""
    printed = sorted((row for row in rows if row["value_raw"]), key=lambda row: row["period_end"])
    some = dict.fromkeys(f"{row['period_label'] or row['period_end'] or '?'} {row['value_raw']}" for row in printed)
    more = " · …" if len(some) > _SHOWN else ""
    return " · ".join(clip(text, 40) for text in list(some)[:_SHOWN]) + more


def candidate_lines(candidates: Sequence[Candidate]) -> list[str]:
    """Each candidate with its number: name, unit, polarity, score; below it, the id and its codes."""
    if not candidates:
        return ["   (no candidates)"]
    lines = []
    for number, candidate in enumerate(candidates, start=1):
        entry = candidate.entry
        score = f"{candidate.score:.2f}" if candidate.score is not None else "    "
        facts = f"{clip(entry.unit, 14):<14} {entry.polarity or '':<6} {score}"
        names = textwrap.wrap(" ".join(entry.name.split()), _NAME) or [entry.indicator_id]
        lines.append(f"  {number} {names[0]:<{_NAME}} {facts}".rstrip())
        lines += [f"    {name}" for name in names[1:3]]
        codes = ", ".join((*entry.frameworks[:4], *(["…"] if len(entry.frameworks) > 4 else [])))
        lines.append(f"    {clip(entry.indicator_id + (f'  ({codes})' if codes else ''), WIDTH - 4)}")
    return lines


def keys_line(candidates: int, everywhere: bool) -> str:
    """The keys, on two lines."""
    same = f"1-{candidates} same  d# not that one  n none: new  " if candidates > 1 else ""
    same = same or ("1 same  n not this: new  " if candidates else "")
    scope = "all councils" if everywhere else "this council"
    return f"  {same}u unsure  s skip  z undo  q quit\n  / search  e evidence  a for: {scope}  ? help"


def help_lines() -> list[str]:
    """What each key does."""
    keys = {
        "1 to 9": "the name is that indicator",
        "d and a number": "it is not that one; the question stays with the others",
        "n": "none of the candidates: it becomes an indicator of its own",
        "u": "unsure: asked again only with --again",
        "s": "skip for now: asked in the next sitting",
        "/ and words": "entries of the catalogue with these words; then choose by number",
        "e": "the rows that print the name, their neighbours, and what the candidates print here",
        "a": "answers hold for all councils, or for this one again",
        "z": "undo the last decision of this sitting, by a further line",
        "q": "quit; everything decided is written already",
    }
    return [line for key, text in keys.items() for line in wrapped(text, f"  {key:<15} ", " " * 18)]


def wrapped(text: str, first: str, later: str, most: int = 99) -> list[str]:
    """The text in lines of the screen's width, with what stands before the first and the later ones; none if empty."""
    if not text.strip():
        return []
    lines = textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False
    )
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: WIDTH - 2]} …"]


# ---------------------------------------------------------------------------------------------- evidence
def evidence_lines(
    question: Question, near: Sequence[str], series: Sequence[tuple[Indicator, Sequence[Row]]]
) -> list[str]:
    """Where the name is printed and with what, which names stand beside it, and what its candidates print here."""
    lines = ["  Printed:"]
    for row in question.observations[:_EVIDENCE]:
        place = f"page {row['page']}" if row["page"] else f"line {row['line']}"
        cells = [row["area"] if row["comparator_of"] else "", row["period_label"], row["value_raw"]]
        cells += [f"target {row['target_raw']}" if row["target_raw"] else "", row["rag"], row["flags"]]
        figure = clip(" · ".join(cell for cell in cells if cell), WIDTH - 34)
        where = clip(f"{row['source']}, {place}", 28)
        lines.append(f"    {where:<28}  {figure}")
    if len(question.observations) > _EVIDENCE:
        lines.append(f"    and {len(question.observations) - _EVIDENCE} more")
    if near:
        lines += ["  Beside it:", *(f"    {clip(name, WIDTH - 4)}" for name in near)]
    for entry, rows in series:
        lines += [f"  {clip(f'{entry.indicator_id} in the dataset, here:', WIDTH - 2)}"]
        lines += wrapped(values_line(rows), "    ", "    ")
    for candidate in question.candidates:
        if candidate.entry.description:
            lines += wrapped(f"{candidate.entry.indicator_id}: {candidate.entry.description}", "  ", "    ", most=3)
    return lines
