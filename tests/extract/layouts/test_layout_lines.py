"""Lines outside tables: titled ratings, rated bullets, status sentences, lists in a line, and blocks of paragraphs."""

import pytest

from tests.extract.paper_for_tests import Fact, facts, facts_of, read


def test_a_rating_alone_below_a_title_rates_it() -> None:
    """A project of a block paper: title, rating, words."""
    body = "Market town relief road\n\nA\n\n\n\nGround surveys are done. Two fields are still to be bought.\n"
    assert facts_of(body) == [Fact("Market town relief road", rag="A")]
    assert [statement.kind for statement in read(body).statements] == ["project"]


def test_a_rated_bullet() -> None:
    """`- Submission of the business case. Green`: doubtful as a row, as it stands in prose."""
    reading = read("Actions\n\n- Submission of the outline business case. Green\n")
    assert facts(reading) == [Fact("Submission of the outline business case", rag="G")]
    assert [str(flag) for flag in reading.statements[0].flags] == ["row:from_prose"]


def test_a_sentence_that_states_a_status() -> None:
    """The title stands on the line above; where it is lost, the row says so."""
    reading = read("Better care\n\nThis programme currently holds a status of AMBER while posts are filled.\n")
    assert facts(reading) == [Fact("Better care", rag="A")]
    lost = read("Words end here.\n\nThis programme currently holds a status of AMBER while posts are filled.\n")
    assert [str(flag) for statement in lost.statements for flag in statement.flags] == ["indicator:title_lost"]


def test_a_list_in_a_line() -> None:
    """Figures parted by semicolons below a line that names their period."""
    body = "Crime compared with Mar 17 was as follows:\n\nTheft - 4%; Robbery - 2%; Burglary - 6%\n"
    assert facts_of(body) == [
        Fact("Theft", "4%", "Mar 17"),
        Fact("Robbery", "2%", "Mar 17"),
        Fact("Burglary", "6%", "Mar 17"),
    ]


def test_a_block_written_one_cell_per_paragraph() -> None:
    """Fault: labels, periods, values and ratings of a block each on a line."""
    body = (
        "Calls answered in time\n\nG\n\nDescription\n\nShare of calls answered within a minute.\n\n"
        "Polarity\n\nHigher is better\n\nTarget\n\n90%\n\nQ1 18/19\n\nQ2 18/19\n\n88%\n\n91%\n\nA ↓\n\nG ↑\n"
    )
    assert facts_of(body) == [
        Fact("Calls answered in time", "88%", "Q1 18/19", "90%", "A", "down"),
        Fact("Calls answered in time", "91%", "Q2 18/19", "90%", "G", "up"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Members asked whether the rating was Green.\n",
        "- Buy green paint\n- Paint the town red\n",
        "The green party and the red lion were discussed, with 5 votes to 4.\n",
        "The programme starts in May.\n",
        "See:\n\nItem 1; item 2; item 3\n",
        "Go to the exit → and turn left ↓ at the gate\n",
    ],
    ids=["a question", "green paint", "colours", "a programme", "a list of items", "arrows in directions"],
)
def test_prose_stays_silent(body: str) -> None:
    """Counter-examples: colours, arrows, lists and programmes in plain prose."""
    assert facts_of(body) == []


def test_an_arrow_in_prose_is_listed() -> None:
    """A mark outside any table is no observation, and not lost either."""
    reading = read("Go to the exit → and turn left ↓ at the gate\n")
    assert any(finding.code == "mark_outside_table" for finding in reading.findings)


def test_a_rating_below_no_title_is_listed() -> None:
    """A lone letter that rates nothing is no observation."""
    reading = read("and so the meeting came to its end.\n\nR\n\nThe next one is in May.\n")
    assert facts(reading) == []
    assert any(finding.code == "mark_outside_table" for finding in reading.findings)
