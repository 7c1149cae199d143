"""Rows for parts of one indicator, below a row that names it and prints no figure."""

import pytest

from tests.extract.paper_for_tests import read, table

HEADS = "Indicator | Q1 2018/19 | Q2 2018/19 | Target | RAG"


def said(*rows: str, heads: str = HEADS) -> list[tuple[str, str, str]]:
    """Name, group and flags on the name, of the newest figure in each row."""
    statements = read(table(heads, *rows)).statements
    newest = [s for s in statements if s.period == "Q2 2018/19"]
    return [(s.indicator, s.group, ";".join(f.code for f in s.flags if f.field != "period")) for s in newest]


def test_sides_below_a_name_split_by_area_are_its_groups() -> None:
    """The row of all of them is the figure of the council."""
    assert said(
        "Burglaries by area |  |  |  | ",
        "North | 120 | 98 | 100 | Green",
        "South area | 88 | 93 | 85 | Red",
        "All areas | 208 | 191 | 185 | Red",
        "Number of complaints | 12 | 9 | 10 | Green",
    ) == [
        ("Burglaries by area", "North", ""),
        ("Burglaries by area", "South area", ""),
        ("Burglaries by area", "", ""),
        ("Number of complaints", "", ""),
    ]


def test_ages_below_a_name_split_by_age_are_its_groups() -> None:
    """`65 and over` and `16` are written like figures: here they are names."""
    assert said(
        "% of adults who feel safe, by age group |  |  |  | ",
        "16 | 70% | 71% | 75% | Amber",
        "18 to 34 | 71% | 74% | 75% | Amber",
        "65 and over | 62% | 66% | 65% | Green",
    ) == [("% of adults who feel safe, by age group", group, "") for group in ("16", "18 to 34", "65 and over")]


def test_rows_that_can_only_be_parts_need_no_by() -> None:
    """Two of them at least, directly below; the next name is its own."""
    assert said(
        "Young people not in education |  |  |  | ",
        "Male | 2.1% | 1.9% | 2.5% | Green",
        "Female | 3.4% | 3.9% | 3.5% | Amber",
        "Recycling rate | 41% | 42% | 43% | Amber",
    ) == [
        ("Young people not in education", "Male", ""),
        ("Young people not in education", "Female", ""),
        ("Recycling rate", "", ""),
    ]


def test_a_section_above_indicators_stays_a_heading() -> None:
    """Counter-example: `Housing` is split into nothing, and `Total` alone is no evidence."""
    assert said(
        "Housing |  |  |  | ",
        "Homeless households | 120 | 98 | 100 | Green",
        "Environment |  |  |  | ",
        "Total | 12 | 13 | 14 | Red",
        "Fly-tips | 12 | 13 | 14 | Red",
    ) == [("Homeless households", "", ""), ("Total", "", ""), ("Fly-tips", "", "")]


def test_a_part_whose_name_is_lost_is_flagged() -> None:
    """`North` names no indicator; of what it is a part, nothing says."""
    assert said(
        "Recycling rate | 41% | 42% | 43% | Amber", "North | 120 | 98 | 100 | Green", "18 to 34 | 71% | 74% | 75% | Red"
    ) == [("Recycling rate", "", ""), ("North", "", "title_lost"), ("18 to 34", "", "title_lost")]


def test_wards_below_a_name_split_by_ward_are_its_groups() -> None:
    """Where they say that they are wards; else the next indicator may be written alike, and they are doubted."""
    assert said(
        "Anti-social behaviour by ward |  |  |  | ",
        "Abbey Ward | 120 | 98 | 100 | Green",
        "Castle and St Mary | 88 | 93 | 85 | Red",
        "Council tax collection | 88 | 93 | 85 | Red",
        "Marsh | 88 | 93 | 85 | Red",
    ) == [
        ("Anti-social behaviour by ward", "Abbey Ward", ""),
        ("Castle and St Mary", "", "title_lost"),
        ("Council tax collection", "", ""),
        ("Marsh", "", ""),
    ]


def test_what_may_be_a_ward_or_the_next_indicator_is_flagged() -> None:
    """Counter-example: nothing is printed by ward yet, and other indicators follow."""
    assert said("Burglaries by ward |  |  |  | ", "Evictions | 12 | 13 | 14 | Red", "Swims | 12 | 13 | 14 | Red") == [
        ("Evictions", "", "title_lost"),
        ("Swims", "", "title_lost"),
    ]
    assert said("Burglaries by ward |  |  |  | ", "Abbey | 12 | 13 | 14 | Red") == [("Abbey", "", "title_lost")]
    assert said(
        "Burglaries by ward |  |  |  | ",
        "Abbey | 12 | 13 | 14 | Red",
        "Castle | 6 | 7 | 8 | Red",
        "Litter picked | 12% | 13% | 1% | Red",
    ) == [
        ("Abbey", "", "title_lost"),
        ("Castle", "", "title_lost"),
        ("Litter picked", "", ""),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Burglaries by ward |  |  |  | ",
            "Abbey | 1 | 2 | 3 | Red",
            "Air Cover | 1 | 2 | 3 | Red",
            "Library Visits | 1 | 2 | 3 | Red",
        ),
        ("Library Loans By Ward |  |  |  | ", "Abbey | 1 | 2 | 3 | Red", "Air Cover | 1 | 2 | 3 | Red"),
    ],
)
def test_where_measures_are_written_like_places_no_ward_is_sure(rows: tuple[str, ...]) -> None:
    """Counter-example: `Air Cover` may be a ward or the next measure."""
    assert [(name, group, flag) for name, group, flag in said(*rows) if name in ("Abbey", "Air Cover")] == [
        ("Abbey", "", "title_lost"),
        ("Air Cover", "", "title_lost"),
    ]


def test_a_heading_that_names_nothing_gives_no_name() -> None:
    """Counter-example: what `Performance by area` splits up is not said; measures below it are left alone."""
    assert said("Performance by area |  |  |  | ", "North | 1 | 2 | 3 | Red", "South | 1 | 2 | 3 | Red") == [
        ("North", "", "title_lost"),
        ("South", "", "title_lost"),
    ]
    assert said("Performance by service |  |  |  | ", "Flats let | 1 | 2 | 3 | Red") == [("Flats let", "", "")]


def test_parts_may_have_codes_of_their_own() -> None:
    """`A1b` is the code of the part."""
    rows = (
        "A1 | Burglaries by area |  |  |  | ",
        "A1a | North | 1 | 2 | 3 | Red",
        "A1b | South | 1 | 2 | 3 | Red",
        "A2 | Lets | 1 | 2 | 3 | Red",
    )
    statements = read(table(CODED, *rows)).statements
    assert [(s.code, s.indicator, s.group) for s in statements if s.period == "Q2 2018/19"] == [
        ("A1a", "Burglaries by area", "North"),
        ("A1b", "Burglaries by area", "South"),
        ("A2", "Lets", ""),
    ]


@pytest.mark.parametrize("split", ["type", "tenure", "directorate"])
def test_kinds_of_things_are_flagged(split: str) -> None:
    """What they are called cannot be known."""
    assert said(f"Lets by {split} |  |  |  | ", "Flats | 12 | 13 | 14 | Red", "Number of calls | 6 | 7 | 8 | Red") == [
        ("Flats", "", "title_lost"),
        ("Number of calls", "", ""),
    ]


def test_a_region_may_be_a_part_or_the_region() -> None:
    """Flagged where it is a region as well; another council's name may be a place's, and what is below it is doubted
    with it. The council's own name is no name of an indicator: its figures are listed."""
    paper = read(
        table(
            "Indicator | Q2 2018/19 | Target",
            "Unemployment by area |  | ",
            "Larkhaven | 5.1% | 4%",
            "South West | 5.3% | 5%",
            "Dunmoor | 6% | 5%",
            "England | 6% | 5%",
        )
    )
    statements = paper.statements
    assert [f.text for f in paper.findings if f.code == "figures_without_name"] == ["5.1%", "4%"]
    assert [(s.indicator, s.group, s.area, [f.code for f in s.flags if f.field != "period"]) for s in statements] == [
        ("Unemployment by area", "South West", "", ["in_name"]),
        ("Dunmoor", "", "", ["title_lost"]),
        ("Dunmoor", "", "England", ["title_lost"]),
    ]


def test_targets_of_parts_are_not_those_of_the_whole() -> None:
    """The table of targets has no column for groups."""
    paper = read(
        table(HEADS, "Burglaries by area |  |  |  | ", "North | 120 | 98 | 100 | Green", "South | 88 | 93 | 85 | Red")
    )
    assert [(t.indicator, t.target) for t in paper.targets] == [
        ("Burglaries by area: North", "100"),
        ("Burglaries by area: South", "85"),
    ]


def test_years_below_a_name_are_no_ages() -> None:
    """Counter-example: `2016-17` and `2017-18` are periods."""
    assert not any(
        s.group
        for s in read(
            table(HEADS, "Recycling |  |  |  | ", "2016-17 | 4 | 5 | 5 | Red", "2017-18 | 4 | 6 | 5 | Red")
        ).statements
    )


CODED = "Ref | Indicator | Q1 2018/19 | Q2 2018/19 | Target | RAG"


def test_a_reference_is_no_half_year() -> None:
    """`H1` below `Ref` is the first measure of housing, and its parts are its own."""
    statements = read(
        table(
            CODED,
            "H1 | Households in temporary accommodation |  |  |  | ",
            " | (i) Bed and breakfast | 12 | 9 | 10 | Green",
            " | (ii) Hostels | 31 | 34 | 30 | Red",
            "Q2 | Recycling rate |  |  |  | ",
            " | (i) Dry | 61% | 72% | 60% | Green",
            "H3 | NEET by age |  |  |  | ",
            " | 16 | 2% | 3% | 4% | Green",
            " | 18-24 | 2% | 3% | 4% | Green",
            "H4 | Lets | 61 | 72 | 60 | Green",
        )
    ).statements
    assert [(s.code, s.indicator, s.group) for s in statements if s.period == "Q2 2018/19"] == [
        ("H1", "Households in temporary accommodation: (i) Bed and breakfast", ""),
        ("H1", "Households in temporary accommodation: (ii) Hostels", ""),
        ("Q2", "Recycling rate: (i) Dry", ""),
        ("H3", "NEET by age", "16"),
        ("H3", "NEET by age", "18-24"),
        ("H4", "Lets", ""),
    ]


def test_a_second_part_is_no_part_of_the_first() -> None:
    """The name of both is lost."""
    assert [
        name for name, _, _ in said("(i) Bed and breakfast | 12 | 9 | 10 | Red", "(ii) Hostels | 3 | 4 | 3 | Red")
    ] == [
        "(i) Bed and breakfast",
        "(ii) Hostels",
    ]


def test_a_header_may_name_half_years_below_a_column_of_names() -> None:
    """Counter-example: `H1` and `H2` over figures are half-years, also where the header is printed again."""
    body = table(
        "Ref | Indicator | H1 2018/19 | H2 2018/19 | Target",
        "A1 | Lets | 61 | 72 | 60",
        "Ref | Indicator | H1 2019/20 | H2 2019/20 | Target",
        "A2 | Calls | 61 | 72 | 60",
    )
    assert [s.period for s in read(body).statements] == ["H1 2018/19", "H2 2018/19", "H1 2019/20", "H2 2019/20"]


def test_a_name_that_breaks_off_is_missing_below() -> None:
    """Few words each may complete it; where they end and the next indicator begins, nothing tells."""
    assert said(
        "% of land with unacceptable levels of: |  |  |  | ",
        "Litter | 8% | 9% | 5% | Red",
        "Graffiti | 1% | 1% | 2% | Green",
        "Calls answered within 20 seconds | 81% | 82% | 80% | Green",
        "Complaints | 15 | 16 | 12 | Red",
    ) == [
        ("Litter", "", "title_lost"),
        ("Graffiti", "", "title_lost"),
        ("Calls answered within 20 seconds", "", ""),
        ("Complaints", "", ""),
    ]


def test_two_rows_that_are_all_of_a_name_are_none() -> None:
    """`City` may be a part; of `Total` and `All areas` one is of something else."""
    assert said(
        "Burglaries by area |  |  |  | ",
        "City | 120 | 130 | 100 | Red",
        "North | 80 | 81 | 70 | Red",
        "Total | 200 | 211 | 170 | Red",
        "All areas | 201 | 212 | 170 | Red",
    ) == [
        ("City", "", "title_lost"),
        ("Burglaries by area", "North", ""),
        ("Total", "", "title_lost"),
        ("All areas", "", "title_lost"),
    ]


@pytest.mark.parametrize("head", ["Housing", "Community safety", "By gender"])
def test_a_head_that_names_nothing_measured(head: str) -> None:
    """Parts of what? The heading of a section is no indicator."""
    rows = ("Male | 2.1% | 1.9% | 2.5% | Green", "Female | 3.4% | 3.9% | 3.5% | Amber")
    assert said(f"{head} |  |  |  | ", *rows) == [("Male", "", "title_lost"), ("Female", "", "title_lost")]


def test_a_long_name_with_hyphens_is_read_in_no_time() -> None:
    """Each hyphen could belong to the word or part two words."""
    name = "-".join("A" * 60) + "!"
    said("Burglaries by ward |  |  |  | ", "Northgate | 12 | 13 | 10 | Red", f"{name} | 12 | 13 | 10 | Red")


@pytest.mark.parametrize(
    "head", ["Housing:", "Things we are proud of:", "A great place to live in:", "Our performance: customers"]
)
def test_headings_that_do_not_break_off(head: str) -> None:
    """A section stays one, with a colon or without."""
    assert said(f"{head} |  |  |  | ", "Lettings | 8% | 9% | 5% | Red", "Repairs | 1% | 1% | 2% | Green") == [
        ("Lettings", "", ""),
        ("Repairs", "", ""),
    ]
