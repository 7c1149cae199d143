"""A table without rules, ratings as fills in shades of the paper's own, footnotes, running headers; Chromium."""

from html import escape
from pathlib import Path

from samples.make_pdf.truth import Indicator, financial_year, quarter, rows_of, table
from samples.make_pdf.web import page_html, print_pages

COUNCIL = "Pellbury City Council"
PERIODS = (financial_year(2015), quarter(2016, 1), quarter(2016, 2), quarter(2016, 3))
FIRST = """
A greener city
PC1|Household waste reused, recycled or composted|percent||38.4%|39.9%~41%~A|41.3%~41%~G|35.8%~41%~R~down
PC2|Days on which air quality was poor|days||14|2~3~G|5~3~R|3~3~G~up
PC3|Journeys by bus per head of population|rate||88.1|20.1~23~R|22.4~23~A|23.6~23~G~up
PC4|Tonnes of waste sent to landfill|tonnes||18,406|4,811~4,500~A|4,470~4,500~G|4,470~4,500~G~same
PC5|Energy used in council buildings (kWh per square metre)|kWh per square metre||214|51~50~A|39~50~G|62~50~R~down
Homes for people
PC6|New homes completed|count||512|97~140~R|133~140~A|151~140~G~up
PC7|Households accepted as homeless|count||188|44~45~G|52~45~R|49~45~A~up
PC8|Council homes without a valid gas certificate|count||3|0~0~G|1~0~R|0~0~G~up
PC9|Rent collected as a share of rent due|percent||98.9%|97.2%~98%~A|98.0%~98%~G|98.4%~98%~G~up
"""
SECOND = """
Learning and growing up
PC10|Two year olds taking up free early education|percent||71%|69%~72%~A|74%~72%~G|78%~72%~G~up
PC11|Young people aged 16-18 not in education, employment or training|percent||5.1%|5.6%~5%~R|6.9%~5%~R|5.2%~5%~A~up
PC12|Schools judged good or outstanding|percent||84%|84%|85%|85%~~~same
PC13|Children on a child protection plan for two years or more|percent||2.2%|3.1%~2.5%~R|2.6%~2.5%~A|2.4%~2.5%~G~up
Council services
PC14|Calls answered within 30 seconds|percent||68.3%|74.5%~75%~A|61.0%~75%~R|75.9%~75%~G~up
PC15|Days lost to sickness per employee|days||9.7|2.2~2.2~G|2.3~2.2~A|3.0~2.2~R~down
PC16|Invoices paid within 30 days|percent||93.3%|95.1%~95%~G|94.8%~95%~A|96.6%~95%~G~up
PC17|Freedom of information requests answered on time|percent||86%|91%~90%~G|88%~90%~A|79%~90%~R~down
"""
FILLS = {"G": "#8fcbb4", "A": "#f3d58a", "R": "#e8978f"}
ARROWS = {"up": "▲", "same": "►", "down": "▼"}
NOTED_NAMES = {"PC3": "1", "PC11": "3"}
NOTED_VALUES = {("PC5", 3): "2", ("PC13", 2): "4"}
NOTES = {
    1: {"1": "City buses only; tram journeys are not counted.", "2": "December is estimated from meter readings."},
    2: {
        "3": "The figure for July to September is high each year until schools report.",
        "4": "Corrected in January 2017.",
    },
}
STYLE = """
body { font-size: 9pt } h1 { color: #234 } td, th { padding: 1.6mm 2mm; vertical-align: top }
th { text-align: right; font-weight: bold; padding: 0.4mm 2mm } th.l { text-align: left }
td.n { text-align: right; white-space: nowrap }
td.c { text-align: center } td.s { font-weight: bold; padding-top: 3.5mm }
.key td { padding: 1mm 2mm } .key { width: auto; margin: 2mm 0 4mm } .sw { width: 9mm }
.notes { font-size: 7.5pt; margin-top: 5mm } .notes p { margin: 0 0 1mm }
"""
HEADER = (
    '<tr><th class="l" rowspan="2">Ref</th><th class="l" rowspan="2">Indicator</th><th>Outturn</th><th>Apr-Jun</th>'
    "<th>Jul-Sep</th><th>Oct-Dec</th><th>Target</th><th>Change</th></tr>"
    "<tr><th>2015/16</th><th>2016</th><th>2016</th><th>2016</th><th>per quarter</th><th>on Q2</th></tr>"
)


def value(indicator: Indicator, at: int) -> str:
    """A figure in its fill, with its footnote mark."""
    reading = indicator.readings[at]
    mark = NOTED_VALUES.get((indicator.code, at), "")
    note = f"<sup>{mark}</sup>" if mark else ""
    fill = f' style="background:{FILLS[reading.rag]}"' if reading.rag else ""
    return f'<td class="n"{fill}>{reading.raw}{note}</td>'


def grid(found: tuple[Indicator, ...]) -> str:
    """The table with its section headings."""
    rows, section = [], ""
    for indicator in found:
        if indicator.section != section:
            rows.append(f'<tr><td class="s" colspan="8">{indicator.section}</td></tr>')
        section = indicator.section
        note = NOTED_NAMES.get(indicator.code, "")
        name = escape(indicator.name) + (f"<sup>{note}</sup>" if note else "")
        now = indicator.readings[-1]
        rows.append(
            f"<tr><td>{indicator.code}</td><td>{name}</td>{''.join(value(indicator, at) for at in range(4))}"
            f'<td class="n">{now.target or "none set"}</td><td class="c">{ARROWS[now.arrow]}</td></tr>'
        )
    return f"<table><thead>{HEADER}</thead>{''.join(rows)}</table>"


def notes(number: int) -> str:
    """The footnotes of a page."""
    lines = "".join(f"<p><sup>{mark}</sup> {text}</p>" for mark, text in NOTES[number].items())
    return f'<div class="notes">{lines}</div>'


def make(path: Path) -> list[dict[str, str]]:
    """Print the paper; the rows of its truth."""
    first, second = table(FIRST, PERIODS), table(SECOND, PERIODS)
    words = {"G": "On target", "A": "Near target (within 10%)", "R": "Off target"}
    key = "".join(
        f'<tr><td class="sw" style="background:{FILLS[mark]}"></td><td>{text}</td></tr>' for mark, text in words.items()
    )
    opening = (
        "<h1>How we are doing: October to December 2016</h1>"
        f"<p>Performance report of {COUNCIL} for the third quarter of 2016/17, for the cabinet of 7 February 2017. "
        "Each figure stands on the colour of its rating. The triangles show whether the quarter was better (▲) or "
        "worse (▼) than the quarter before; ► is no change.</p>"
        f'<table class="key">{key}</table>'
    )
    header, footer = (
        f"{COUNCIL} &middot; Cabinet agenda item 6",
        "How we are doing, quarter 3 of 2016/17 &middot; page #",
    )
    print_pages(
        path,
        "How we are doing: October to December 2016",
        [
            page_html(opening + grid(first) + notes(1), 1, header, footer),
            page_html(grid(second) + notes(2), 2, header, footer),
        ],
        STYLE,
    )
    return [row for page, part in ((1, first), (2, second)) for item in part for row in rows_of(item, COUNCIL, page)]
