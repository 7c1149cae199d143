"""How right the dataset is: no silent error on any paper, and enough found, on samples and on real papers."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import BuildOptions, build, gather
from records import Observation
from tests.shared_papers import (
    LABELS,
    REPORTS,
    SAMPLES,
    SCORER,
    SHARED,
    sample_papers,
    samples_workspace,
    starter_workspace,
    truth_of,
)
from tests.truth_of_samples import Comparison, compare, load_truth
from workspace import Workspace

FLOORS = {"collapsed": 0.92, "compared": 0.97, "markdown": 0.97, "wide": 0.96}
"""Share of printed fields that must be published rightly, by paper; all of them where a paper is not named."""

FLAGGED_RIGHT = {"001": 0.10}
"""Share of right fields that may carry a flag, by report: one whose tables lost cells may doubt more of them."""

WITH_TRUTH = [pytest.param(path, id=path.stem) for path in sample_papers() if truth_of(path).exists()]
LABEL_FILES = sorted([*(SHARED / "labels").glob("00[13]_*.csv"), *LABELS.glob("*.csv")], key=lambda path: path.name)
REPORT_LABELS = [pytest.param(path, id=path.stem) for path in LABEL_FILES]

needs_scorer = pytest.mark.skipif(
    not (SCORER.is_file() and REPORTS.is_dir()), reason="the scorer and the real papers are not beside the repository"
)


def options_of(papers: Path, workspace: Workspace, out: Path) -> BuildOptions:
    """A build of papers into `out`."""
    return BuildOptions(sources=(papers,), out=out, workspace=workspace, expectations=False)


# ---------------------------------------------------------------------------------------- the samples
@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Observation, ...]:
    """What one build of all sample papers publishes."""
    return gather(options_of(SAMPLES, samples_workspace(), tmp_path_factory.mktemp("samples"))).observations


def compared(paper: Path, published: tuple[Observation, ...]) -> Comparison:
    """The comparison of one sample paper with its truth."""
    name = paper.relative_to(SAMPLES).as_posix()
    return compare(load_truth(truth_of(paper)), [row for row in published if row.source == name])


def test_every_readable_sample_has_truth() -> None:
    """A sample without truth would be measured by nobody: only broken ones and the copy may have none."""
    without = {path.stem for path in sample_papers() if not truth_of(path).exists()}
    assert without <= {"empty", "not_text", "copy_of_blocks"}


@pytest.mark.parametrize("paper", WITH_TRUTH)
def test_a_sample_has_no_silent_error(paper: Path, published: tuple[Observation, ...]) -> None:
    """Nothing is published without a flag that the paper does not print."""
    assert compared(paper, published).silent == ()


@pytest.mark.parametrize("paper", WITH_TRUTH)
def test_a_sample_is_read_well(paper: Path, published: tuple[Observation, ...]) -> None:
    """Of the printed fields as many are published rightly as the floor of the paper says."""
    found = compared(paper, published)
    assert found.right >= FLOORS.get(paper.stem, 1.0) * found.items, "\n".join(found.missing)


def test_few_right_rows_of_clean_samples_carry_a_flag(published: tuple[Observation, ...]) -> None:
    """A flag on everything is worth nothing: papers that are not damaged get hardly any."""
    damaged = ("collapsed", "one_cell_per_line", "broken/")
    clean = [row for row in published if not row.source.startswith(damaged)]
    assert len(clean) > 200
    assert sum(1 for row in clean if row.flags) <= 0.05 * len(clean)


def test_what_a_damaged_table_gives_is_flagged_row_by_row(published: tuple[Observation, ...]) -> None:
    """A table whose columns or cells were lost may be read, but never without a doubt on the row."""
    rows = [row for row in published if row.source.startswith(("collapsed", "one_cell_per_line"))]
    assert len(rows) > 15
    assert [row.indicator_raw for row in rows if not any(flag.field == "row" for flag in row.flags)] == []


# ---------------------------------------------------------------------------------------- the comparison itself
def sample_row(published: tuple[Observation, ...]) -> Observation:
    """A row of the samples with all that is compared."""
    return next(row for row in published if row.source == "monthly_list.txt" and row.value and row.rag and row.target)


@pytest.mark.parametrize(
    "change", [{"value": 1}, {"rag": "B"}, {"target": 1}, {"period_end": None}, {"area": "England"}]
)
def test_the_comparison_sees_a_wrong_field(published: tuple[Observation, ...], change: dict[str, Any]) -> None:
    """A wrong figure, mark, period or area that looks right is a silent error."""
    truth = load_truth(SAMPLES.parent / "truth" / "monthly_list.csv")
    row = sample_row(published)
    rows = [other for other in published if other.source == row.source]
    assert compare(truth, rows).silent == ()
    assert compare(truth, [replace(other, **change) if other is row else other for other in rows]).silent != ()


def test_the_comparison_sees_an_invented_row(published: tuple[Observation, ...]) -> None:
    """A row that the paper does not print is a silent error, too."""
    rows = [row for row in published if row.source == "monthly_list.txt"]
    invented = replace(rows[0], indicator_raw="Number of things nobody printed")
    truth = load_truth(SAMPLES.parent / "truth" / "monthly_list.csv")
    assert len(compare(truth, [*rows, invented]).silent) == 1


# ---------------------------------------------------------------------------------------- the real papers
@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the real papers, with what ships with the program."""
    out = tmp_path_factory.mktemp("reports") / "dataset"
    build(options_of(REPORTS, starter_workspace(), out), lambda _: None)
    return out


@pytest.fixture(scope="module")
def unprofiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of the real papers by a program that ships without any profile."""
    out = tmp_path_factory.mktemp("unprofiled") / "dataset"
    build(options_of(REPORTS, replace(starter_workspace(), profiles=()), out), lambda _: None)
    return out


def score(dataset: Path, labels: Path) -> dict[str, Any]:
    """What the scorer says about one paper."""
    command = [sys.executable, str(SCORER), str(dataset / "observations.csv"), str(labels), "--json"]
    ended = subprocess.run(
        [*command, "--source", f"{labels.stem}.txt"], capture_output=True, text=True, check=True, timeout=300
    )
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


@needs_scorer
@pytest.mark.shared
def test_all_five_reports_have_labels() -> None:
    """The checks below run over five papers, not over those that happen to have labels."""
    assert [path.stem[:3] for path in LABEL_FILES] == ["000", "001", "002", "003", "004"]


@needs_scorer
@pytest.mark.shared
@pytest.mark.parametrize("labels", REPORT_LABELS)
def test_a_report_scores(labels: Path, reports: Path) -> None:
    """Real papers: nothing silently wrong, nearly all rows found whole and in their place, few needless flags."""
    found = score(reports, labels)
    assert found["silent_errors"] == 0, found
    assert found["row_recall"] >= 0.99, found
    assert found["item_f1"] >= 0.985, found
    assert found["exact_rows"] >= 0.95, found
    assert found["place"] >= 0.99, found
    assert found["flagged_right"] <= FLAGGED_RIGHT.get(labels.stem[:3], 0.05), found


@needs_scorer
@pytest.mark.shared
@pytest.mark.parametrize("labels", REPORT_LABELS)
def test_a_report_scores_as_well_without_profiles(labels: Path, reports: Path, unprofiled: Path) -> None:
    """What is read comes from headers, legends and words, not from knowing the paper: profiles add next to nothing."""
    assert score(unprofiled, labels)["item_f1"] >= score(reports, labels)["item_f1"] - 0.01
    assert score(unprofiled, labels)["silent_errors"] == 0
