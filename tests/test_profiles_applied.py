"""House-style profiles: what they teach the readers, and that they stay out of other papers."""

from extract.reading import read_paper
from extract.settings import ReadSettings
from profiles import Profile

PAPER = (
    "Hullbridge Council\n\nOur year\n\n"
    "Measure\tHow we did\tWhere we want to be\tOk?\n"
    "Calls answered (%)\t81%\t90%\tNo\n"
    "Letters answered (%)\t95%\t90%\tYes\n"
)
PROFILE = Profile(
    name="our year",
    match=("our year",),
    header_roles={"how we did": "value", "where we want to be": "target", "ok?": "rating"},
    ratings={"Yes": "G", "No": "R"},
    report_period="2019/20",
)


def test_a_profile_gives_roles_and_marks() -> None:
    """A paper whose headers and words only its house style explains."""
    reading = read_paper(PAPER.encode(), "a.txt", ReadSettings((), (PROFILE,)))
    told = [(s.indicator, s.value, s.target, s.rating.rag if s.rating else None) for s in reading.statements]
    assert told == [("Calls answered (%)", "81%", "90%", "R"), ("Letters answered (%)", "95%", "90%", "G")]
    assert reading.head.period is not None and reading.head.period.label == "2019/20"


def test_without_the_profile_nothing_is_guessed() -> None:
    """Unknown headers are a signal: the figures are listed, not read."""
    reading = read_paper(PAPER.encode(), "a.txt", ReadSettings())
    assert reading.statements == () and reading.state == "nothing_found"
    assert any("81%" in finding.text or finding.code == "table_not_read" for finding in reading.findings)


def test_a_profile_of_another_paper_does_not_apply() -> None:
    """All words of `match` must stand in the first lines."""
    other = Profile(match=("our decade",), header_roles=PROFILE.header_roles)
    assert read_paper(PAPER.encode(), "a.txt", ReadSettings((), (other,))).statements == ()
