"""The words of generated papers: invented, in the manner of council papers."""

import random
from collections.abc import Iterator

SUBJECTS = (
    "The Committee",
    "The Director of Place",
    "The Head of Finance",
    "The portfolio holder",
    "Officers",
    "Members",
    "The Working Group",
    "The service",
    "The consultation",
    "The Authority",
)
VERBS = (
    "noted that",
    "considered whether",
    "reported that",
    "asked how far",
    "agreed that",
    "explained that",
    "was advised that",
    "had been told that",
)
THINGS = (
    "the proposed lease of the former depot",
    "the draft local development scheme",
    "the revised procurement rules",
    "the arrangements for the community centre",
    "the review of parking charges",
    "the programme of footway repairs",
    "the partnership with neighbouring authorities",
    "the licensing policy statement",
    "the maintenance of open spaces",
    "the framework for homelessness prevention",
    "the transfer of the library building",
    "the terms of reference",
)
ENDS = (
    "would be brought back to a later meeting",
    "should be subject to public consultation",
    "had been delayed by the appointment of a contractor",
    "was in line with the corporate plan",
    "needed further work before a decision could be taken",
    "could be met from existing resources",
    "was supported by the ward councillors",
    "raised no new legal implications",
)
MEASURED = (
    "performance against the targets of the year would be reported in the autumn",
    "the outcomes of the scheme had improved since the previous year",
    "the measures in the action plan were on track",
)
BUDGETS = (
    "Employee costs",
    "Premises",
    "Transport",
    "Supplies and services",
    "Third party payments",
    "Transfer payments",
    "Support services",
    "Capital charges",
    "Fees and charges",
    "Government grants",
    "Other income",
    "Contribution to reserves",
)
SERVICES = ("Housing", "Planning", "Waste", "Leisure", "Highways", "Libraries", "Revenues", "Children", "Adults")
COUNTED = (
    "Planning applications",
    "Housing repairs",
    "Benefit claims",
    "Council tax queries",
    "Fly tips",
    "Invoices",
    "Complaints",
    "Freedom of information requests",
    "Street lights",
    "Potholes",
    "Food premises",
    "Library reservations",
    "Missed bins",
    "Care assessments",
    "School places",
    "Homelessness cases",
    "Licences",
    "Adaptations",
    "Noise reports",
    "Tenancy visits",
)
DONE = (
    "decided",
    "closed",
    "answered",
    "inspected",
    "put right",
    "completed",
    "checked",
    "recorded online",
    "reviewed",
)
WITHIN = (
    "within target time",
    "at first contact",
    "in the same week",
    "before the deadline",
    "by the end of the month",
    "without a second visit",
)
GROUPS = ("all wards", "rural wards", "town wards", "new cases", "repeat cases", "businesses")


def names_of(chance: random.Random) -> Iterator[str]:
    """Names of indicators, no two alike as long as they last: 6,480 of them."""
    names = [
        f"{what} {done} {when}, {group}" for what in COUNTED for done in DONE for when in WITHIN for group in GROUPS
    ]
    chance.shuffle(names)
    return iter(names)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` characters."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
