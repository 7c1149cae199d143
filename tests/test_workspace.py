"""The workspace: made without overwriting, found from below, layered over the starters, read strictly."""

import csv
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import WorkspaceError
from extract.roles import Role
from profiles import HeaderRole, Profile, load_profile, parse_profile
from publish.csvfile import protect
from records import Indicator
from workspace import (
    MARKER,
    STARTERS,
    Settings,
    Workspace,
    find_workspace,
    init_workspace,
    load_indicators,
    load_judgements,
    load_workspace,
    template_files,
)

CATALOGUE = "indicator_id,name,unit,polarity\n"
JUDGEMENTS = "when,who,raw_name,organisation,indicator_id,judgement,why\n"
CORRECTIONS = "when,who,source,line,indicator_raw,field,from,to,why\n"
AREAS = "area_id,name,kind,short_names,from,to\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new workspace."""
    init_workspace(tmp_path / "work")
    return tmp_path / "work"


def load_with(folder: Path, name: str, text: str | bytes) -> Workspace:
    """The workspace once one of its files holds `text`."""
    data = text.encode() if isinstance(text, str) else text
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return load_workspace(folder)


def problem_with(folder: Path, name: str, text: str | bytes) -> str:
    """The message of the error that `text` in one of its files leads to; it names the file."""
    with pytest.raises(WorkspaceError) as caught:
        load_with(folder, name, text)
    assert str(folder / name) in str(caught.value)
    return str(caught.value)


# ---------------------------------------------------------------------------------------------- folders
def test_init_makes_every_file_of_a_workspace(tmp_path: Path) -> None:
    """A new workspace has the six kinds of files that people decide in, and the marker."""
    made = init_workspace(tmp_path / "deep" / "work")
    names = {path.relative_to(tmp_path / "deep" / "work").as_posix() for path in made}
    assert names == {
        *("catalogue.csv", "areas.csv", "abbreviations.csv", "judgements.csv", "corrections.csv"),
        *("profiles/example.yaml", MARKER),
    }
    assert {path.as_posix() for path in template_files()} == names


def test_init_leaves_files_as_they_are(folder: Path) -> None:
    """A second `init` makes only what is missing and overwrites nothing."""
    (folder / "catalogue.csv").write_text("mine", encoding="utf-8")
    (folder / "areas.csv").unlink()
    assert init_workspace(folder) == (folder / "areas.csv",)
    assert (folder / "catalogue.csv").read_text(encoding="utf-8") == "mine"


def test_init_in_place_of_a_file_is_an_error(tmp_path: Path) -> None:
    """A file where the folder should be is named in the error."""
    (tmp_path / "work").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="work"):
        init_workspace(tmp_path / "work")


def test_workspace_is_found_from_below(folder: Path) -> None:
    """The nearest folder with the marker is the workspace; elsewhere there is none."""
    (folder / "a" / "b").mkdir(parents=True)
    assert find_workspace(folder / "a" / "b") == folder.resolve()
    assert find_workspace(folder.parent) is None


def test_folder_without_marker_is_no_workspace(tmp_path: Path) -> None:
    """A named folder that is no workspace is an error that says how to make one."""
    with pytest.raises(WorkspaceError, match="kpi-backfill init"):
        load_workspace(tmp_path)


def test_new_workspace_changes_nothing(folder: Path) -> None:
    """The templates hold comments only: a new workspace says what the starters say."""
    made, alone = load_workspace(folder), load_workspace(None)
    assert (made.catalogue, made.areas, made.abbreviations, made.guards, made.profiles) == (
        alone.catalogue, alone.areas, alone.abbreviations, alone.guards, alone.profiles,
    )  # fmt: skip
    assert (made.judgements, made.corrections, made.settings) == ((), (), Settings())
    assert alone.folder is None and len(alone.catalogue) > 100 and len(alone.areas) > 300


def test_the_small_set_of_columns_is_enough(tmp_path: Path) -> None:
    """Five columns make a catalogue; lists are parted, an empty polarity is unknown."""
    path = tmp_path / "catalogue.csv"
    path.write_text(
        'indicator_id,name,unit,polarity,frameworks\nbins,"Missed bins, all",count,,NI 1;BV 2a\n\n', "utf-8"
    )
    assert load_indicators(path) == (
        Indicator(indicator_id="bins", name="Missed bins, all", unit="count", frameworks=("NI 1", "BV 2a")),
    )


# ---------------------------------------------------------------------------------------------- layers
def test_rows_take_the_place_of_starters(folder: Path) -> None:
    """A row with a starter's id replaces it where it stands; a new id comes after all starters."""
    starters = load_workspace(None).catalogue
    third = starters[2].indicator_id
    text = f"{CATALOGUE}new-one,New one,count,higher\n{third},Renamed,percent,lower\n"
    found = load_with(folder, "catalogue.csv", text).catalogue
    assert found[2] == Indicator(indicator_id=third, name="Renamed", unit="percent", polarity="lower")
    assert found[-1].indicator_id == "new-one"
    assert len(found) == len(starters) + 1


def test_all_meanings_of_a_short_form_are_replaced(folder: Path) -> None:
    """A short form of the workspace drops every meaning that the starters give it."""
    before = load_workspace(None).abbreviations
    double = next(entry.abbreviation for entry in before if "ambiguous" in entry.note)
    found = load_with(folder, "abbreviations.csv", f"abbreviation,expansion\n{double},one meaning\n").abbreviations
    assert [entry.expansion for entry in found if entry.abbreviation == double] == ["one meaning"]


def test_areas_are_read_with_their_dates_and_names(folder: Path) -> None:
    """Lists are parted by semicolons, days are ISO or as spreadsheets write them here."""
    text = f"{AREAS}our-group,Our group,group,Family;Our family,2009-04-01,31/03/2023\n"
    area = load_with(folder, "areas.csv", text).areas[-1]
    assert area.short_names == ("Family", "Our family")
    assert (area.valid_from, area.valid_to) == (date(2009, 4, 1), date(2023, 3, 31))


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfindicator_id;name;unit;polarity\r\nx-1;Caf\xc3\xa9s, visited;count;higher\r\n",
        b'"indicator_id";"name";"unit";"polarity";""\r\n"# note; more";"";"";"";""\r\n'
        b'"x-1";"Caf\xc3\xa9s, visited";count;higher;\r\n',
        b'# first\n\nindicator_id,name,unit,polarity\n# a "quoted, note\n'
        b'x-1,"Caf\xc3\xa9s, visited",count,higher\n,,,\n',
        b"indicator_id\tname\tunit\tpolarity\rx-1\tCaf\xc3\xa9s, visited\tcount\thigher\r",
    ],
    ids=["excel", "all quoted", "comments", "tabs"],
)
def test_files_load_as_spreadsheets_save_them(folder: Path, data: bytes) -> None:
    """Byte order marks, semicolons, tabs, old newlines, padding and comments make no difference."""
    found = load_with(folder, "catalogue.csv", data).catalogue[-1]
    assert found == Indicator(indicator_id="x-1", name="Cafés, visited", unit="count", polarity="higher")


def test_hash_inside_a_quoted_cell_is_text(folder: Path) -> None:
    """A line that begins with # inside a cell of several lines is no comment."""
    found = load_with(folder, "catalogue.csv", f'{CATALOGUE}x-1,"First\n# second",count,higher\n').catalogue[-1]
    assert found.name == "First\n# second"


cell = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).map(str.strip).filter(bool)
plain_cell = cell.filter(lambda text: not set(text) & set(";|~#\x85\u2028\u2029") and text.strip() == text)


@given(st.lists(st.tuples(plain_cell, plain_cell, st.lists(plain_cell)), unique_by=lambda row: row[0]))
def test_what_is_copied_from_the_dataset_is_read_as_it_was(rows: list[tuple[str, str, list[str]]]) -> None:
    """Cells that bear the marks of the dataset's CSV files give the texts that the dataset holds."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            cells = [[protect(key), protect(name), protect("|".join(more))] for key, name, more in rows]
            csv.writer(file).writerows([["indicator_id", "name", "aliases"], *cells])
        entries = tuple(Indicator(indicator_id=key, name=name, aliases=tuple(more)) for key, name, more in rows)
        assert load_indicators(path) == entries


# ---------------------------------------------------------------------------------------------- wrong files
@pytest.mark.parametrize(
    ("name", "text", "parts"),
    [
        ("catalogue.csv", "indicator_id,unit\n", ["line 1", "column name", "missing"]),
        ("catalogue.csv", "indicator_id,name,alias\n", ["line 1", "column alias", "no such column", "aliases"]),
        ("catalogue.csv", "indicator_id,name,name\n", ["line 1", "column name", "twice"]),
        ("catalogue.csv", f"{CATALOGUE}# note\na,b,count,up\n", ["line 3", "column polarity", "higher, lower, target"]),
        ("catalogue.csv", f"{CATALOGUE}a,b,count,\n\na,c,count,\n", ["line 4", "column indicator_id", "line 2"]),
        ("catalogue.csv", f"{CATALOGUE}~a,b,count,\n", ["line 2", "column indicator_id", "kept for the program"]),
        ("catalogue.csv", f"{CATALOGUE}a,,count,\n", ["line 2", "column name", "empty"]),
        ("catalogue.csv", f"{CATALOGUE}a,b\n", ["line 2", "2 cells", "4"]),
        ("catalogue.csv", f"{CATALOGUE}a,b,c,higher,d\n", ["line 2", "5 cells", "quote"]),
        ("catalogue.csv", f'{CATALOGUE}a,"b" c,count,\n', ["line 2", "quotes"]),
        ("catalogue.csv", b"indicator_id,name\na,b\nc,\xa3d\n", ["line 3", "character 3", "CSV UTF-8"]),
        ("areas.csv", f"{AREAS}a,A,town,,,\n", ["line 2", "column kind", "unitary"]),
        ("areas.csv", f"{AREAS}a,A,unitary,,2020-02-30,\n", ["line 2", "column from", "2024-03-31"]),
        ("areas.csv", f"{AREAS}a,A,unitary,,,20200201\n", ["line 2", "column to"]),
        ("abbreviations.csv", "abbreviation,expansion\nHRC,\n", ["line 2", "column expansion"]),
        ("judgements.csv", f"{JUDGEMENTS}2024-03-31,AB,Loans,,,unsure,\n2024-03-31,AB,x,,,perhaps,\n",
         ["line 3", "column judgement", "same, different, unsure"]),
        ("judgements.csv", f"{JUDGEMENTS}2024-03-31,AB,Loans,,,same,\n", ["line 2", "column indicator_id", "empty"]),
        ("judgements.csv", f"{JUDGEMENTS}2024-03-31,AB,Loans,,gone,same,\n", ["column indicator_id", "catalogue"]),
        ("judgements.csv", f"{JUDGEMENTS}2024-03-31,,Loans,,,unsure,\n", ["line 2", "column who"]),
        ("corrections.csv", f"{CORRECTIONS}2024-03-31,AB,a.txt,x,Loans,value,1,2,why\n", ["line 2", "column line"]),
        ("corrections.csv", f"{CORRECTIONS}2024-03-31,AB,a.txt,1,Loans,page,1,2,why\n", ["line 2", "column field"]),
        ("corrections.csv", f"{CORRECTIONS}2024-03-31,AB,a.txt,1,Loans,indicator_id,a,b,why\n", ["column field"]),
        ("corrections.csv", f"{CORRECTIONS}2024-03-31,AB,a.txt,1,Loans,value,2,2,why\n", ["line 2", "column to"]),
        ("corrections.csv", f'{CORRECTIONS}2024-03-31,AB,a.txt,1,Loans,value,2,"3,000",why\n', ["column to", "number"]),
        ("corrections.csv", f"{CORRECTIONS}2024-03-31,AB,a.txt,1,Loans,rag,R,green,why\n", ["column to", "G, A, R"]),
        ("corrections.csv", f"{CORRECTIONS}2024-03-31,AB,a.txt,1,Loans,kind,measure,,why\n", ["column to", "project"]),
        ("corrections.csv", f"{CORRECTIONS}2024-03-31,AB,a.txt,1,Loans,period_end,,soon,why\n", ["column to", "date"]),
        ("corrections.csv", f"{CORRECTIONS}2024-03-31,AB,a.txt,1,Loans,value,1,2,\n", ["line 2", "column why"]),
        (MARKER, "version: 2\n", ["line 1", "version"]),
        (MARKER, "version: 1\nfail-on: error\n", ["line 2", "fail-on", "no such key"]),
        (MARKER, "fail_on: always\n", ["line 1", "fail_on", "none, error, warning, review"]),
        (MARKER, "- a\n", ["line 1", "key: value"]),
    ],
)  # fmt: skip
def test_wrong_files_are_named_with_the_place(folder: Path, name: str, text: str | bytes, parts: list[str]) -> None:
    """Each problem names file, line and column, and what to write instead."""
    message = problem_with(folder, name, text)
    assert [part for part in parts if part not in message] == []


# ---------------------------------------------------------------------------------------------- decisions
def test_judgements_keep_their_order_and_origin(folder: Path) -> None:
    """A ledger: rows stay in order, a proposed indicator may be judged, an open one needs no indicator."""
    known = load_workspace(None).catalogue[0].indicator_id
    rows = (
        f"2024-03-31,AB,Loans,,{known},same,\n"
        "01/04/2024,CD,Loans,Anytown,~loans,different,no\n2024-04-02,AB,X,,,unsure,\n"
    )
    found = load_with(folder, "judgements.csv", JUDGEMENTS + rows).judgements
    assert [(j.when.day, j.judgement, j.indicator_id) for j in found] == [
        (31, "same", known), (1, "different", "~loans"), (2, "unsure", ""),
    ]  # fmt: skip
    assert found[1].origin == "judgements.csv, line 3"
    assert found[1].organisation == "Anytown"


def test_corrections_hold_values_that_their_fields_can_take(folder: Path) -> None:
    """Numbers and words stay as written, dates become ISO, an empty cell takes the value away."""
    rows = [
        "2024-03-31,AB,a.txt,118,Loans,value,8410,84100,misprint",
        "2024-03-31,AB,a.txt,,Loans,period_end,,31/03/2020,missing",
        "2024-03-31,AB,a.txt,118,Loans,rag,R,,not printed",
    ]
    found = load_with(folder, "corrections.csv", CORRECTIONS + "\n".join(rows) + "\n").corrections
    assert [(c.line, c.field, c.old, c.new) for c in found] == [
        (118, "value", "8410", "84100"), (None, "period_end", "", "2020-03-31"), (118, "rag", "R", ""),
    ]  # fmt: skip
    assert found[2].origin == "corrections.csv, line 4"


def test_settings_are_relative_to_the_workspace(folder: Path) -> None:
    """The dataset of the settings is a folder of the workspace."""
    found = load_with(folder, MARKER, "fail_on: review\ndataset: ../out\n")
    assert found.settings == Settings("review", folder / "../out")


# ---------------------------------------------------------------------------------------------- profiles
def test_profile_is_read_whole(folder: Path) -> None:
    """Every key of a house style reaches the profile; the council is known by its id."""
    area = load_workspace(None).areas[0]
    text = (
        f"name: Ours\norganisation: {area.name.upper()}\nmatch: [Quarterly  scorecard]\n"
        "header_roles:\n  How We  Did: value\nratings:\n  'Yes': G\n  l: R\n  L: A\narrows: {é: up}\n"
        "arrow_sense: value\nreport_period: Quarter 2 2019/20\n"
    )
    assert load_with(folder, "profiles/ours.yaml", text).profiles == (
        Profile(
            name="Ours",
            organisation=area.area_id,
            match=("Quarterly scorecard",),
            header_roles={"how we did": "value"},
            ratings={"Yes": "G", "l": "R", "L": "A"},
            arrows={"é": "up"},
            arrow_sense="value",
            report_period="Quarter 2 2019/20",
        ),
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("- a\n", ["line 1, column 1", "key: value"]),
        ("match: [a\n", ["line 2", "YAML"]),
        ("match: [a]\nratting: {}\n", ["line 2, column 1", "ratting", "ratings"]),
        ("match: [a]\nratings:\n  No: R\n", ["line 3, column 3", "in quotes"]),
        ("match: [a]\nratings:\n  late: X\n", ["line 3, column 3", "late", "G, A, R, B, not_rated"]),
        ("match: [a]\nmatch: [b]\n", ["line 2, column 1", "twice"]),
        ("match: [a]\nheader_roles:\n  Aim: target\n  AIM: value\n", ["line 4, column 3", "twice"]),
        ("match: [a]\nheader_roles: value\n", ["line 2", "printed text: word"]),
        ("match: a\n", ["line 1", "match", "list"]),
        ("name: a\n", ["organisation", "match"]),
        ("match: [a]\nname: 12\n", ["line 2", "name", "text"]),
        ("match: [a]\nreport_period: soon\n", ["line 2", "no period"]),
        ("match: [a]\narrow_sense: up\n", ["line 2", "performance, value"]),
        ("organisation: Nowhere at all\n", ["organisation", "0 areas"]),
        (b"name: \xff\n", ["UTF-8"]),
        ("match: [a]\nname: 2020-13-45\n", ["YAML"]),
    ],
)  # fmt: skip
def test_wrong_profiles_are_named_with_the_place(folder: Path, text: str | bytes, parts: list[str]) -> None:
    """Each problem of a profile names file, line and column, and what to write instead."""
    message = problem_with(folder, "profiles/ours.yaml", text)
    assert [part for part in parts if part not in message] == []


def test_two_profiles_of_one_name_are_an_error(folder: Path) -> None:
    """Names of profiles are their ids."""
    (folder / "profiles" / "a.yaml").write_text("name: x\nmatch: [a]\n", encoding="utf-8")
    assert "a.yaml too" in problem_with(folder, "profiles/b.yml", "name: x\nmatch: [b]\n")


def test_profile_with_another_ending_is_an_error(folder: Path) -> None:
    """A profile that would be passed over because of its ending is named."""
    assert ".yaml" in problem_with(folder, "profiles/a.yaml.txt", "match: [a]\n")


def test_parsed_mapping_is_named_by_its_file(tmp_path: Path) -> None:
    """Without YAML there is no place, but file and key are named."""
    assert parse_profile({"match": ["a"]}, Path("house.yaml")) == Profile(name="house", match=("a",))
    with pytest.raises(WorkspaceError, match=r"house\.yaml: ratings: x: "):
        parse_profile({"match": ["a"], "ratings": {"x": "green"}}, Path("house.yaml"))


def test_example_profile_says_nothing_until_it_is_edited(tmp_path: Path) -> None:
    """The example is comments only, and right once the comments are taken away."""
    example = STARTERS / "workspace" / "profiles" / "example.yaml"
    assert load_profile(example) is None
    lines = [line.removeprefix("# ") for line in example.read_text(encoding="utf-8").splitlines()]
    keys = tuple(f"{key}:" for key in Profile.__dataclass_fields__)
    (tmp_path / "mine.yaml").write_text(
        "\n".join(line for line in lines if line.startswith((*keys, "  "))), encoding="utf-8"
    )
    found = load_profile(tmp_path / "mine.yaml")
    assert found is not None and found.ratings["No"] == "R"


def test_profiles_know_all_roles_of_columns() -> None:
    """What a profile may say of a column is what the readers know."""
    assert set(get_args(HeaderRole)) == set(get_args(Role))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a,A,district,b\nb,B,county,a\n", "a circle \\(a in b in a\\)"),
        ("a,A,district,nowhere\n", "column parent: 'nowhere' is no area_id"),
    ],
)
def test_areas_lie_in_areas_and_not_in_themselves(tmp_path: Path, rows: str, message: str) -> None:
    """A circle of parents, and a parent that nobody lists, stop the load."""
    init_workspace(tmp_path)
    (tmp_path / "areas.csv").write_text(f"area_id,name,kind,parent\n{rows}", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=message):
        load_workspace(tmp_path)


def test_rows_parted_by_semicolons_below_a_header_with_commas(tmp_path: Path) -> None:
    """Some spreadsheets write so: the advice names both marks."""
    path = tmp_path / "judgements.csv"
    path.write_text("when,who,raw_name,organisation,indicator_id,judgement,why\n2024-01-01;a;b;;c;same;\n", "utf-8")
    with pytest.raises(WorkspaceError, match="its cells are parted by semicolons, those of the header by commas"):
        load_judgements(path)


def test_names_copied_from_the_dataset_lose_its_marks(tmp_path: Path) -> None:
    """A printed text that could run as a formula bears an apostrophe in the CSV files of the dataset."""
    path = tmp_path / "judgements.csv"
    path.write_text("when,who,raw_name,organisation,indicator_id,judgement,why\n2024-01-01,a,'- b,,c,same,\n", "utf-8")
    assert load_judgements(path)[0].raw_name == "- b"
