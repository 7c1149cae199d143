"""A block per indicator whose cells carry their own labels (`Latest: 97%`, `Target: 97%, Floor: 90%`); Chromium."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from samples.make_pdf.truth import NO_PERIOD, Indicator, Reading, months, rows_of
from samples.make_pdf.web import page_html, print_pages

COUNCIL = "Fenmarsh County Council"
LATEST, BEFORE = months(2022, 2, 2), months(2022, 1, 1)
WORDS = {"G": "Green", "A": "Amber", "R": "Red"}
FILLS = {"G": "#a8d5a2", "A": "#ffd27f", "R": "#f4a09a"}
TRENDS = {"up": "↑", "same": "→", "down": "↓"}


@dataclass(frozen=True)
class Block:
    """What a block prints. Dated blocks name the months of their figures, the others do not."""

    name: str
    unit: str
    polarity: str
    latest: str
    target: str
    floor: str
    previous: str
    rag: str
    previous_rag: str
    arrow: str
    remark: str
    dated: bool = True


PLAIN = (
    Block("Calls answered by the contact centre", "percent", "", "97%", "97%", "90%", "89%", "G", "R", "up",
          "The winter storms are over and all vacancies in the evening team are filled.", dated=False),
    Block("Emergency road defects made safe within two hours", "percent", "", "91%", "98%", "95%", "94%", "R", "R",
          "down", "Flooding on the coast road cut off two depots for three days.", dated=False),
    Block("Repairs to street lights finished within 28 days", "percent", "", "93%", "95%", "90%", "93%", "A", "A",
          "same", "The supplier of lamp posts still delivers late.", dated=False),
    Block("Library items lent", "count", "", "41,206", "38,000", "35,000", "36,911", "G", "A", "up",
          "Loans of e-books have doubled since the new app.", dated=False),
)  # fmt: skip
DATED = (
    Block("Waste diverted from landfill", "percent", "higher", "98.4%", "97%", "95%", "98.9%", "G", "G", "down",
          "The plant at the docks was shut for a week, but stores were large enough."),
    Block("Children in care per 10,000 children", "rate per 10,000", "lower", "61.4", "58", "62", "60.7", "A", "A",
          "down", "Nine brothers and sisters came into care from two families."),
    Block("Average wait for an occupational therapist (days)", "days", "lower", "44", "28", "35", "47", "R", "R", "up",
          "Three therapists start in April."),
    Block("Education, health and care plans issued within 20 weeks", "percent", "higher", "58%", "60%", "50%", "52%",
          "A", "A", "up", "Psychologists from two agencies have helped since December."),
)  # fmt: skip
STYLE = """
.block { table-layout: fixed; margin: 0 0 5mm; border: 0.6pt solid #555 }
.block td { border: 0.6pt solid #555; padding: 2mm 2.5mm }
td.t { background: #dfe8f1; font-weight: bold; font-size: 10.5pt } td.r { text-align: center; font-weight: bold }
"""


def block_html(block: Block) -> str:
    """A block: title and rating, a row of labelled cells, the remark."""
    latest, previous = ("Latest (Feb 2022)", "Previous (Jan 2022)") if block.dated else ("Latest", "Previous")
    polarity = {"higher": "Higher is better", "lower": "Lower is better", "": ""}[block.polarity]
    extra = f"<td>Polarity: {polarity}</td>" if polarity else ""
    limit = "Ceiling" if block.polarity == "lower" else "Floor"
    width = 5 if polarity else 4
    return (
        f'<table class="block"><tr><td class="t" colspan="{width - 1}">{escape(block.name)}</td>'
        f'<td class="r" style="background:{FILLS[block.rag]}">{WORDS[block.rag].upper()}</td></tr>'
        f"<tr><td>{latest}: {block.latest}</td><td>Target: {block.target}, {limit}: {block.floor}</td>"
        f"<td>{previous}: {block.previous} ({WORDS[block.previous_rag]})</td>{extra}"
        f"<td>Direction: {TRENDS[block.arrow]}</td></tr>"
        f'<tr><td colspan="{width}">{escape(block.remark)}</td></tr></table>'
    )


def indicator(block: Block, section: str) -> Indicator:
    """The block as an indicator with its two readings; an undated figure of the month before has no printed period."""
    note = "" if block.dated else "period not printed"
    readings = (
        Reading(block.latest, block.target, block.rag, block.arrow, LATEST),
        Reading(block.previous, block.target, block.previous_rag, "", BEFORE if block.dated else NO_PERIOD, note=note),
    )
    return Indicator("", block.name, block.unit, block.polarity, readings, section)


def make(path: Path) -> list[dict[str, str]]:
    """Print the paper; the rows of its truth."""
    opening = (
        "<h1>Strategic performance report, February 2022</h1>"
        f"<p>{COUNCIL}: report to the cabinet of 24 March 2022. Each block gives the latest result, its target and the "
        "floor below which the result is red, and the result before it with its rating. Green: target achieved or "
        "exceeded. Amber: between floor and target. Red: below the floor. ↑ improving, → steady, ↓ getting worse.</p>"
    )
    parts = (("Growth, environment and transport", PLAIN), ("Children, adults and waste", DATED))
    texts = [f"<h2>{section}</h2>" + "".join(map(block_html, blocks)) for section, blocks in parts]
    texts[0] = opening + texts[0]
    footer = "Fenmarsh County Council strategic performance report, February 2022 &middot; #"
    pages = [page_html(text, number, "", footer) for number, text in enumerate(texts, start=1)]
    print_pages(path, "Strategic performance report, February 2022", pages, STYLE)
    return [
        row
        for page, (section, blocks) in enumerate(parts, start=1)
        for block in blocks
        for row in rows_of(indicator(block, section), COUNCIL, page)
    ]
