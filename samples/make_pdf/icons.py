"""Marks that are little pictures, with a page that explains them; Chromium."""

import base64
import io
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw

from samples.make_pdf.truth import Indicator, quarter, rows_of, table
from samples.make_pdf.web import page_html, print_pages

COUNCIL = "Quillhaven City Council"
PERIODS = (quarter(2018, 4), quarter(2019, 3), quarter(2019, 4))
FIRST = """
A healthy city
QH01|People who stopped smoking with our help|count||311|284|322~300~G~up
QH02|Health checks given to people aged 40 to 74|count||1,904|1,733|1,611~1,850~R~down
QH03|New mothers visited within 14 days (%)|percent||88.6%|90.2%|90.2%~91%~A~same
QH04|Drug users who finish treatment (%)|percent||7.1%|6.8%|8.0%~7%~G~up
A city that works
QH05|Apprentices taken on by the council|count||12|9|4~10~R~down
QH06|City centre shops in use (%)|percent||87.5%|86.9%|87.1%~88%~A~up
QH07|Major planning applications decided on time (%)|percent||94%|97%|100%~90%~G~up
QH08|Visitors to the castle|count||21,340|38,905|19,288~22,000~R~down
"""
SECOND = """
A safe city
QH09|Victims of domestic abuse helped by the refuge|count||64|71|83~70~G~up
QH10|Premises with a licence that were inspected (%)|percent||97%|96%|92%~95%~A~down
QH11|Roads resurfaced (kilometres)|||6.2|4.0|3.3~6~R~down
QH12|Street lights that work (%)|percent||98.9%|99.2%|99.2%~99%~G~same
A council that listens
QH13|Complaints answered within 15 days (%)|percent||90.3%|84.7%|86.1%~90%~A~up
QH14|Residents who feel informed (%)|percent||61%|60%|66%~62%~G~up
QH15|Forms filled in online (%)|percent||58%|63%|67%~65%~G~up
QH16|Average time to answer the telephone (seconds)|||74|91|120~60~R~down
"""
SIZE, FINE = 30, 4
GREEN, AMBER, RED, BLUE = (46, 139, 87), (240, 160, 30), (200, 40, 50), (60, 90, 140)
CHECK = [(8, 16), (13, 21), (22, 10)]
CROSSED = ([(10, 10), (20, 20)], [(20, 10), (10, 20)])
ARROW = [(4, 12), (16, 12), (16, 6), (26, 15), (16, 24), (16, 18), (4, 18)]
STYLE = """
td, th { border: 0.4pt solid #999; padding: 1.5mm 2mm } th { background: #e7e3f0; text-align: left }
td.n { text-align: right } td.c { text-align: center } img { width: 4mm; height: 4mm; vertical-align: middle }
.key td { border: none } .key { width: auto; margin: 2mm 0 5mm } .key img { width: 5.5mm; height: 5.5mm }
"""
MEANINGS = {
    "G": "Green: we met or beat the target", "A": "Amber: we just missed the target", "R": "Red: we missed the target",
    "up": "Better than the same quarter a year ago", "same": "About the same", "down": "Worse than a year ago",
}  # fmt: skip


def rating(mark: str) -> Image.Image:
    """A round badge with a tick, a bar or a cross."""
    image = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((FINE, FINE, (SIZE - 1) * FINE, (SIZE - 1) * FINE), fill={"G": GREEN, "A": AMBER, "R": RED}[mark])
    strokes = {"G": (CHECK,), "A": ([(9, 15), (21, 15)],), "R": CROSSED}[mark]
    for stroke in strokes:
        draw.line([(x * FINE, y * FINE) for x, y in stroke], fill="white", width=3 * FINE)
    return image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def arrow(mark: str) -> Image.Image:
    """An arrow of slate blue."""
    image = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (255, 255, 255, 0))
    ImageDraw.Draw(image).polygon([(x * FINE, y * FINE) for x, y in ARROW], fill=BLUE)
    turned = image.rotate({"up": 90, "same": 0, "down": -90}[mark])
    return turned.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def tags() -> dict[str, str]:
    """The picture of each mark as an element of the page."""
    found = {}
    for mark in MEANINGS:
        buffer = io.BytesIO()
        (rating(mark) if len(mark) == 1 else arrow(mark)).save(buffer, "PNG")
        found[mark] = f'<img alt="" src="data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}">'
    return found


def grid(found: tuple[Indicator, ...], icon: dict[str, str]) -> str:
    """Sections, each with its own table."""
    parts = []
    for section in dict.fromkeys(indicator.section for indicator in found):
        rows = [
            f"<tr><td>{i.code}</td><td>{escape(i.name)}</td>{''.join(f'<td class=n>{r.raw}</td>' for r in i.readings)}"
            f"<td class=n>{i.readings[-1].target}</td><td class=c>{icon[i.readings[-1].rag]}</td>"
            f"<td class=c>{icon[i.readings[-1].arrow]}</td></tr>"
            for i in found
            if i.section == section
        ]
        parts.append(
            f"<h2>{section}</h2><table><tr><th>Ref</th><th>Measure</th><th>Q4 2018/19</th><th>Q3 2019/20</th>"
            f"<th>Q4 2019/20</th><th>Target Q4</th><th>Rating</th><th>Trend</th></tr>{''.join(rows)}</table>"
        )
    return "".join(parts)


def make(path: Path) -> list[dict[str, str]]:
    """Print the paper; the rows of its truth."""
    first, second, icon = table(FIRST, PERIODS), table(SECOND, PERIODS), tags()
    key = "".join(f"<tr><td>{icon[mark]}</td><td>{text}</td></tr>" for mark, text in MEANINGS.items())
    cover = (
        f"<h1>{COUNCIL}</h1><h1>Performance report: January to March 2020 (quarter 4 of 2019/20)</h1>"
        "<p>Report to the cabinet of 9 June 2020. It was written from home by most of the team, and some surveys of "
        "the last two weeks of March could not be done; where that matters the text says so.</p>"
        f"<h2>What the symbols mean</h2><table class=key>{key}</table>"
        "<p>The castle, the museum and the leisure centres closed in the third week of March. The refuge took in more "
        "people than in any quarter before. Telephone calls doubled in the last ten days of the year, and much of the "
        "work moved to forms on the website.</p>"
    )
    footer = "Performance report, quarter 4 of 2019/20 &middot; #"
    contents = (cover, grid(first, icon), grid(second, icon))
    pages = [page_html(text, number, "", footer) for number, text in enumerate(contents, start=1)]
    print_pages(path, "Performance report, quarter 4 of 2019/20", pages, STYLE)
    return [row for page, part in ((2, first), (3, second)) for item in part for row in rows_of(item, COUNCIL, page)]
