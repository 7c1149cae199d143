"""The starter catalogue and abbreviations: well formed, and no name that could mean two entries."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

STARTERS = Path(__file__).resolve().parents[1] / "starters"
CATALOGUE = STARTERS / "catalogue.csv"
ABBREVIATIONS = STARTERS / "abbreviations.csv"

COLUMNS = [
    "indicator_id",
    "name",
    "unit",
    "polarity",
    "description",
    "frameworks",
    "aliases",
    "definition_breaks",
    "source",
]
UNITS = {
    "",
    "percent",
    "percentage points",
    "count",
    "GBP",
    "rate per 1,000",
    "rate per 10,000",
    "rate per 100,000",
    "days",
    "weeks",
    "minutes",
    "hours",
    "years",
    "kg",
    "tonnes",
    "kWh per square metre",
    "MW",
    "score",
    "ratio",
}
POLARITIES = {"", "higher", "lower", "target"}
FRAMEWORK = re.compile(
    r"NI [1-9]\d{0,2}[a-e]?"
    r"|BV [1-9]\d{0,2}[a-e]?"
    r"|ASCOF [1-4][A-J](\([12][AB]?\))?"
    r"|PHOF (\d\.\d{1,2}[ivx]*|[A-E]\d{2}[a-e]?)"
)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def key(name: str) -> str:
    """A name as the uniqueness rule sees it: case and runs of white space do not matter."""
    return " ".join(name.split()).casefold()


def parts(cell: str, separator: str) -> list[str]:
    return cell.split(separator) if cell else []


def printed(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """Each name and alias with the id of its entry."""
    for row in rows:
        yield key(row["name"]), row["indicator_id"]
        for alias in parts(row["aliases"], "|"):
            yield key(alias), row["indicator_id"]


@pytest.fixture(scope="module")
def catalogue() -> list[Row]:
    return read(CATALOGUE)


@pytest.fixture(scope="module")
def abbreviations() -> list[Row]:
    return read(ABBREVIATIONS)


@pytest.mark.parametrize("path", [CATALOGUE, ABBREVIATIONS], ids=lambda path: path.stem)
def test_file_is_plain_utf8_csv_in_order(path: Path) -> None:
    """A starter has line feeds only, no byte order mark, whole rows, no stray blanks, and is sorted by column one."""
    raw = path.read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    with path.open(encoding="utf-8", newline="") as handle:
        table = list(csv.reader(handle, strict=True))
    assert {len(row) for row in table} == {len(table[0])}
    assert [cell for row in table for cell in row if cell != " ".join(cell.split())] == []
    ids = [row[0] for row in table[1:]]
    assert ids == sorted(set(ids))


def test_catalogue_is_complete(catalogue: list[Row]) -> None:
    """The catalogue has its columns, at least 400 entries, and no entry without a name, description or source."""
    assert list(catalogue[0]) == COLUMNS
    assert len(catalogue) >= 400
    bare = [row["indicator_id"] for row in catalogue if not (row["name"] and row["description"] and row["source"])]
    assert bare == []


def test_ids_are_slugs(catalogue: list[Row]) -> None:
    """Identifiers are short lower-case ASCII words joined by hyphens."""
    wrong = [row["indicator_id"] for row in catalogue if not SLUG.fullmatch(row["indicator_id"])]
    assert wrong == []
    assert max(len(row["indicator_id"]) for row in catalogue) <= 48


def test_names_and_aliases_mean_one_entry(catalogue: list[Row]) -> None:
    """No name or alias stands twice, in one entry or in two, whatever its case and spacing."""
    counts = Counter(name for name, _ in printed(catalogue))
    assert [name for name, count in counts.items() if count > 1] == []
    assert "" not in counts


def test_units_and_polarities_are_known(catalogue: list[Row]) -> None:
    """Units and polarities come from the closed lists of the dataset."""
    assert {row["unit"] for row in catalogue} <= UNITS
    assert {row["polarity"] for row in catalogue} <= POLARITIES


def test_framework_codes_are_well_formed(catalogue: list[Row]) -> None:
    """Each framework code has the shape of its framework, and an entry names it once."""
    codes = [(row["indicator_id"], code) for row in catalogue for code in parts(row["frameworks"], ";")]
    assert [pair for pair in codes if not FRAMEWORK.fullmatch(pair[1])] == []
    assert len(codes) == len(set(codes))


def test_best_value_and_adult_care_codes_are_not_shared(catalogue: list[Row]) -> None:
    """A best value or adult social care code belongs to one entry; only sex and phase share codes elsewhere."""
    codes = Counter(code for row in catalogue for code in parts(row["frameworks"], ";"))
    assert [code for code, count in codes.items() if count > 1 and code.startswith(("BV", "ASCOF"))] == []


def test_whole_national_indicator_set_is_present(catalogue: list[Row]) -> None:
    """All 198 national indicators of 2008 have an entry, and no other number is claimed."""
    codes = [code for row in catalogue for code in parts(row["frameworks"], ";") if code.startswith("NI ")]
    assert {int(code.removeprefix("NI ").rstrip("abcde")) for code in codes} == set(range(1, 199))


def test_frameworks_are_covered(catalogue: list[Row]) -> None:
    """The best value indicators that most papers printed, the whole adult social care framework, both public health
    numberings."""
    codes = {code for row in catalogue for code in parts(row["frameworks"], ";")}
    numbers = {int(re.sub(r"\D", "", code)) for code in codes if code.startswith("BV")}
    expected = {2, 3, *range(8, 13), *range(14, 18), 38, 39, 40, 41, 43, 44, 45, 46, 48, 49, 50, 53, 54, 56, 63, 64, 66}
    expected |= {74, 75, 76, 78, 79, 80, 82, 84, 86, 87, 89, 90, 91, 99, 102, 103, 104, 106, 109, 111, 117, 118, 119}
    expected |= {126, 127, 128, 156, 157, 161, 162, 163, 165, 166, 170, 174, 175, 178, 179, 181, 183, 184, 185, 187}
    expected |= {188, *range(194, 200), *range(201, 206), *range(211, 227)} - {200, 221}
    assert expected - numbers == set()
    care = {"1A", "1B", "1C(1A)", "1C(1B)", "1C(2A)", "1C(2B)", "1D", "1E", "1F", "1G", "1H", "1I(1)", "1I(2)"}
    care |= {"2A(1)", "2A(2)", "2B(1)", "2B(2)", "2C(1)", "2C(2)", "2D", "3A", "3B", "3C", "3D(1)", "3D(2)", "4A", "4B"}
    assert care == {code.removeprefix("ASCOF ") for code in codes if code.startswith("ASCOF")}
    assert sum(code.startswith("PHOF") for code in codes) >= 100


@pytest.mark.parametrize(
    ("older", "later"),
    [
        ("BV 49", "NI 62"),
        ("BV 162", "NI 67"),
        ("BV 109a", "NI 157a"),
        ("BV 184a", "NI 158"),
        ("BV 223", "NI 168"),
        ("BV 102", "NI 177"),
        ("NI 125", "ASCOF 2B(1)"),
        ("NI 131", "ASCOF 2C(1)"),
        ("NI 146", "ASCOF 1E"),
        ("NI 150", "ASCOF 1F"),
        ("NI 117", "PHOF 1.05"),
        ("PHOF 2.03", "PHOF C06"),
    ],
)
def test_what_one_framework_took_over_from_another_is_one_entry(catalogue: list[Row], older: str, later: str) -> None:
    """A line of 2006 and a line of 2016 are one indicator where the definition went on."""
    holding = [set(parts(row["frameworks"], ";")) for row in catalogue]
    assert [later in codes for codes in holding if older in codes] == [True]


def test_definition_breaks_are_dated_and_explained(catalogue: list[Row]) -> None:
    """A definition break is an ISO date and a reason, oldest first."""
    for row in catalogue:
        days = []
        for entry in parts(row["definition_breaks"], ";"):
            day, _, reason = entry.partition(" ")
            days.append(date.fromisoformat(day))
            assert reason, row["indicator_id"]
        assert days == sorted(set(days)), row["indicator_id"]


@pytest.mark.parametrize(
    "names",
    [
        (
            "Major planning applications determined in 13 weeks",
            "Minor planning applications determined in 8 weeks",
            "Other planning applications determined in 8 weeks",
        ),
        ("Breastfeeding initiation", "Breastfeeding prevalence 6-8 weeks"),
        ("DTOC - Delays attributable to Adult Social Care", "DTOC - Whole System (% of lost bed days per day)"),
        ("Life expectancy at birth (male)", "Life expectancy at birth (female)"),
        ("Life expectancy at birth (male)", "Healthy life expectancy at birth (male)"),
        ("JSA Claimants (Number)", "JSA Claimants %"),
        ("Number of children looked after", "Looked after children rate per 10,000"),
        ("Obesity in primary school age children in Reception", "Obesity in primary school age children in Year 6"),
        ("Under 18 conception rate", "Under 16 conception rate per 1,000 females aged 13-15"),
        (
            "Number of people killed or seriously injured on the roads",
            "People killed or seriously injured in road traffic accidents",
        ),
    ],
    ids=lambda names: " / ".join(names),
)
def test_different_things_stay_different(catalogue: list[Row], names: tuple[str, ...]) -> None:
    """Look-alikes that differ in age, sex, stage, cause or number against rate are entries of their own."""
    by_name = dict(printed(catalogue))
    assert len({by_name[key(name)] for name in names}) == len(names)


def test_abbreviations_are_usable(abbreviations: list[Row]) -> None:
    """At least 120 abbreviations, each with an expansion that says more than the abbreviation."""
    assert list(abbreviations[0]) == ["abbreviation", "expansion", "note"]
    assert len(abbreviations) >= 120
    useless = [row for row in abbreviations if len(row["expansion"]) <= len(row["abbreviation"])]
    assert useless == []


def test_ambiguous_abbreviations_say_so(abbreviations: list[Row]) -> None:
    """Several expansions are told apart by the note, and only then does the note speak of ambiguity."""
    for row in abbreviations:
        expansions = parts(row["expansion"], ";")
        assert len(expansions) == len(set(expansions)), row["abbreviation"]
        assert (len(expansions) > 1) == row["note"].startswith("ambiguous: "), row["abbreviation"]
