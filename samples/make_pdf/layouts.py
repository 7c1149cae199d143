"""Layouts that are no list: counts of ratings, a scorecard, histories with a row per year, projects; reportlab."""

from pathlib import Path

from samples.make_pdf.sheet import Sheet
from samples.make_pdf.truth import Indicator, Reading, financial_year, rows_of

COUNCIL = "Brackenholt District Council"
TITLE = "Corporate scorecard: annual report 2015/16"
YEAR = financial_year(2015)
SCORES = {
    "A clean district": [
        ("Bins emptied on the day that was promised", "G"),
        ("Litter bins emptied before they overflow", "A"),
        ("Fly-tips removed within two working days", "R"),
    ],
    "Good homes": [
        ("Empty homes brought back into use", "G"),
        ("Repairs completed at the first visit", "G"),
        ("Families housed within six weeks", "R"),
    ],
}
HISTORIES = {
    "Household waste sent for recycling (%)": (
        "percent", [("2013/14", "41.2%", "42%"), ("2014/15", "43.9%", "43%"), ("2015/16", "44.6%", "45%")],
    ),
    "Days lost to sickness per employee": (
        "days", [("2013/14", "8.4", "8.0"), ("2014/15", "7.9", "8.0"), ("2015/16", "9.1", "7.8")],
    ),
}  # fmt: skip
PROJECTS = [
    ("Rebuild the leisure centre", "Green", "Roof closed in; opens in May."),
    ("Move payroll to the shared service", "Amber", "Two of three trial runs agreed."),
    ("Sell the depot in Mill Lane", "Red", "The buyer withdrew."),
]
LETTERS = {"Green": "G", "Amber": "A", "Red": "R"}


def scores() -> list[Indicator]:
    """The rows of the scorecard."""
    return [
        Indicator("", name, "", "", (Reading("", rag=rag, period=YEAR),), section)
        for section, rows in SCORES.items()
        for name, rag in rows
    ]


def histories() -> list[Indicator]:
    """One indicator for each history, the newest year last."""
    return [
        Indicator("", name, unit, "", tuple(
            Reading(value, target, period=financial_year(int(year[:4]))) for year, value, target in rows
        ))
        for name, (unit, rows) in HISTORIES.items()
    ]  # fmt: skip


def make(path: Path) -> list[dict[str, str]]:
    """Draw the paper; the rows of its truth."""
    sheet = Sheet(path, TITLE, "Sans")
    sheet.start("", TITLE + " | ")
    sheet.heading(COUNCIL, 15)
    sheet.heading(TITLE, 13)
    sheet.prose("Key: G target met, A within 5% of the target, R more than 5% off the target.")
    counts = [sum(rag == letter for rows in SCORES.values() for _, rag in rows) for letter in "GAR"]
    sheet.heading("Summary of ratings", 11)
    sheet.table([["Rating", "Green", "Amber", "Red", "Total"], ["Measures", *map(str, counts), str(sum(counts))]],
                (120, 60, 60, 60, 60), "lcccc", size=9)  # fmt: skip
    for section, rows in SCORES.items():
        sheet.heading(section, 11)
        sheet.table([["Measure", "Rating"], *([name, rag] for name, rag in rows)], (300, 60), "lc", size=9)
    sheet.next_page()
    for name, (_, years) in HISTORIES.items():
        sheet.heading(name, 11)
        sheet.table([["Year", "Value", "Target"], *map(list, years)], (120, 80, 80), "lrr", size=9)
    sheet.heading("Major projects", 11)
    sheet.table([["Project", "Status", "Comment"], *map(list, PROJECTS)], (190, 70, 200), "lcl", size=9)
    sheet.save()
    projects = [
        Indicator("", name, "", "", (Reading("", rag=LETTERS[word], period=YEAR),), "Major projects", "project")
        for name, word, _ in PROJECTS
    ]
    found = [row for item in scores() for row in rows_of(item, COUNCIL, 1)]
    return [*found, *(row for item in (*histories(), *projects) for row in rows_of(item, COUNCIL, 2))]
