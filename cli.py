"""The command line: a person's words to calls of the stages. No logic; what is heavy is loaded inside the commands."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from errors import InputError, KpiBackfillError

if TYPE_CHECKING:
    from archive.cache import Cache
    from archive.readings import Means
    from findings import FailOn
    from workspace import Workspace

NAME = "kpi-backfill"
Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Folder(click.Path):
    """A folder, there or to be made. An empty name, of a variable that is not set, is none: it would be this folder."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            self.fail("the name is empty; name a folder, or `.` for the one that you are in.", param, ctx)
        return super().convert(value, param, ctx)


FOLDER = _Folder()
THERE = click.Path(exists=True, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_cache_folder = click.option(
    "--cache",
    type=FOLDER,
    metavar="DIR",
    help="Folder of readings. Default: cache in the workspace, else beside the dataset.",
)


class _ThereOrPattern(click.Path):
    """A path that exists, or a pattern of paths, for shells that leave `**` as it is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if any(sign in str(value) for sign in "*?[") and not Path(value).exists():
            return Path(value)
        return super().convert(value, param, ctx)


THERE_OR_PATTERN = _ThereOrPattern(exists=True, path_type=Path)


class Commands(click.Group):
    """Commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they are defined."""
        return list(self.commands)


def _in_workspace(command: Command) -> Command:
    return click.option(
        "--workspace", type=FOLDER, metavar="DIR", help="Workspace folder. Default: the one that you are in, if any."
    )(command)


def _as_json(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON value, for scripts.")(command)


def _fail_on(command: Command) -> Command:
    return click.option(
        "--fail-on",
        type=click.Choice(["none", "error", "warning", "review"]),
        help="Exit with 1 from these findings on. Default: what the workspace says, else error.",
    )(command)


def _of_dataset(command: Command) -> Command:
    return click.option(
        "--dataset", type=FOLDER, help="Folder of the dataset. Default: what the workspace says, else ./dataset."
    )(command)


def _dataset(folder: Path | None, workspace: "Workspace") -> Path:
    return folder or workspace.settings.dataset or Path("dataset")


def _check_new_file(out: Path, *inputs: Path) -> None:
    """Find what would keep a file from being written, before the work and not after it."""
    if not out.parent.is_dir():
        raise InputError(f"{out}: there is no folder {out.parent}; make it, or name another file")
    if not os.access(out if out.exists() else out.parent, os.W_OK):
        raise InputError(f"{out}: may not be written; name another file")
    if any(out.exists() and out.samefile(path) for path in inputs):
        raise InputError(f"{out}: is a file that is read; name another file to write")


def _reading(command: Command) -> Command:
    """Options for how papers are read."""
    for option in (
        click.option("--max-pages", type=click.IntRange(1), metavar="N", help="Most pages of one PDF."),
        click.option("--max-memory", type=click.IntRange(200), metavar="MB", help="Most memory for one paper."),
        click.option("--max-seconds", type=click.FloatRange(0.1), metavar="S", help="Most time for one paper."),
        click.option("--no-cache", is_flag=True, help="Read all papers anew, and keep no reading."),
        _cache_folder,
        click.option(
            "--workers",
            type=click.IntRange(0),
            metavar="N",
            help="Papers read, and councils put together, at a time, each in a process of its own. Default: one "
            "for each core. 0: in this process, without limits of time and memory.",
        ),
    ):
        command = option(command)
    return command


def _means(
    workspace: "Workspace",
    dataset: Path,
    *,
    workers: int | None,
    cache: Path | None,
    no_cache: bool,
    **limits: float | None,
) -> "Means":
    from archive.cache import Cache
    from archive.fingerprint import code_version, made_version
    from archive.limits import Limits
    from archive.readings import Means

    named = {name.removeprefix("max_"): value for name, value in limits.items() if value is not None}
    folder = cache or _default_cache(workspace, dataset)
    return Means(
        cache=None if no_cache else Cache(folder, code_version(), made_version()),
        workers=_cores() if workers is None else workers,
        limits=Limits(**named),  # type: ignore[arg-type]
    )


def _default_cache(workspace: "Workspace", dataset: Path) -> Path:
    """In the workspace, as all builds of an archive share it; without one, beside the dataset."""
    if workspace.folder is not None:
        return workspace.folder / "cache"
    return dataset.resolve().with_name(f".{dataset.resolve().name}.cache")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _passwords(file: Path | None) -> tuple[str, ...]:
    if file is None:
        return ()
    try:
        return tuple(dict.fromkeys(line for line in file.read_text("utf-8").splitlines() if line))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({error}); it is a text file with one password on a line") from error


def _open(folder: Path | None) -> "Workspace":
    from workspace import find_workspace, load_workspace

    return load_workspace(folder or find_workspace(Path.cwd()))


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"{NAME} {_version()}")
        context.exit()


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(NAME)
    except PackageNotFoundError:  # run from a checkout that is not installed
        import tomllib

        return str(tomllib.loads((Path(__file__).parent / "pyproject.toml").read_text("utf-8"))["project"]["version"])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print it.")
def commands() -> None:
    """Turn archived council performance papers into one clean dataset of indicators.

    \b
    Examples:
      kpi-backfill init work
      kpi-backfill build papers --out dataset --workspace work
      kpi-backfill explain 3f2a --dataset dataset

    Exit codes: 0 good, 1 findings or an error, 2 a mistake in the command.
    """


@commands.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
def init(folder: Path) -> None:
    """Make a workspace in DIR: commented files for everything that people decide.

    Files that are there already are left as they are.

    \b
    Example:
      kpi-backfill init work
    """
    from workspace import init_workspace, template_files

    made = init_workspace(folder)
    for path in (folder / name for name in template_files()):
        click.echo(f"{'made' if path in made else 'kept'} {path}")


@commands.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=THERE_OR_PATTERN)
@click.option("--out", type=FOLDER, metavar="DATASET", help="Folder of the dataset, which is replaced as a whole.")
@click.option("--no-expectations", is_flag=True, help="Leave Great Expectations out; `validate` runs it later.")
@click.option("--all-pages", is_flag=True, help="Read every page of a PDF, those without signs of indicators too.")
@click.option("--password-file", type=FILE, help="Passwords of PDFs, one on a line; each is tried.")
@click.option("--log-json", type=NEW_FILE, metavar="FILE", help="Add a line of JSON to FILE for each paper and stage.")
@_reading
@_in_workspace
@_fail_on
@_as_json
def build(
    sources: tuple[Path, ...],
    out: Path | None,
    no_expectations: bool,
    all_pages: bool,
    password_file: Path | None,
    log_json: Path | None,
    workspace: Path | None,
    fail_on: str | None,
    as_json: bool,
    **reading: Any,
) -> int:
    """Read papers (files, or folders of them) and write the dataset.

    \b
    Examples:
      kpi-backfill build papers --out dataset
      kpi-backfill build 2019-q1.txt 2019-q2.txt --out dataset --fail-on none
      kpi-backfill build papers --out dataset --workspace work --json > summary.json
    """
    import journal
    import screen
    from pipeline import BuildOptions
    from pipeline import build as run_build

    loaded = _open(workspace)
    target = out or loaded.settings.dataset
    if target is None:
        raise click.UsageError("Missing option '--out': name the folder for the dataset.")
    options = BuildOptions(
        sources=sources,
        out=target,
        workspace=loaded,
        expectations=not no_expectations,
        all_pages=all_pages,
        passwords=_passwords(password_file),
        means=_means(loaded, target, **reading),
        version=_version(),
    )
    with journal.opened(log_json) as note, screen.show_progress() as shown:
        note("start", version=options.version, sources=list(map(str, sources)), dataset=str(target))
        result = run_build(options, journal.noting(note, shown))
        note("end", dataset=str(result.folder), seconds=dict(result.seconds))
    return screen.show_build(result, _limit(fail_on, loaded), as_json)


@commands.command("extract")
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option(
    "--grids", is_flag=True, help="Print the tables of the paper, cell by cell, as JSON, in place of what they say."
)
@click.option("--all-pages", is_flag=True, help="Read every page of a PDF, those without signs of indicators too.")
@_in_workspace
@_as_json
def extract_command(file: Path, form: str, grids: bool, all_pages: bool, workspace: Path | None, as_json: bool) -> int:
    """Show what one paper says, as printed, without building anything.

    \b
    Examples:
      kpi-backfill extract 2019-q2.txt
      kpi-backfill extract 2019-q2.txt --format csv > statements.csv
      kpi-backfill extract 2019-q2.pdf --grids
    """
    import screen
    from pipeline import grids_of, read_file

    loaded = _open(workspace)
    if grids:
        screen.show_json(grids_of(file, all_pages=all_pages))
        return 0
    reading = read_file(file, loaded, all_pages=all_pages)
    screen.show_reading(reading, "json" if as_json else form)
    return 1 if reading.state == "rejected" else 0


@commands.command("match")
@click.argument("names", metavar="NAMES.csv", type=FILE)
@click.option("--catalogue", type=FILE, help="CSV of indicators. Default: the workspace's, with those that ship.")
@click.option("--out", required=True, type=NEW_FILE, help="CSV to write: a decision and its reasons for each name.")
@_in_workspace
@_as_json
def match_command(names: Path, catalogue: Path | None, out: Path, workspace: Path | None, as_json: bool) -> int:
    """Match printed names of indicators (column raw_name) with a catalogue.

    \b
    Examples:
      kpi-backfill match names.csv --out matched.csv
      kpi-backfill match names.csv --catalogue catalogue.csv --out matched.csv
    """
    import screen
    from normalise.match_list import keep_input, match_file
    from publish.csvfile import defused
    from workspace import load_indicators

    _check_new_file(out, names, *([catalogue] if catalogue else []))
    loaded = _open(workspace)
    keep_input(out, *filter(None, (names, catalogue)))
    entries = load_indicators(catalogue, other_columns=True) if catalogue else loaded.catalogue
    try:
        counts = match_file(
            names, entries, out, abbreviations=loaded.abbreviations, guards=loaded.guards, written=defused
        )
    except OSError as error:
        raise InputError(f"{error.filename or out}: {error.strerror}; name another file") from error
    screen.show_summary(counts, as_json)
    return 0


@commands.command("review")
@_of_dataset
@click.option("--who", help="Your name or initials, written with each decision. Default: your login name.")
@click.option("--again", is_flag=True, help="Ask what was judged unsure as well.")
@_in_workspace
@_as_json
def review_command(dataset: Path | None, who: str | None, again: bool, workspace: Path | None, as_json: bool) -> int:
    """Answer the questions about names, one key each; answers go to judgements.csv of the workspace.

    Questions that hold up most figures come first. Each answer is written at once: stop at any time, and go on
    later. Commands may come from a pipe, one on a line. With --json the questions are printed and none is asked.

    \b
    Examples:
      kpi-backfill review --workspace work --dataset dataset
      kpi-backfill review --who AB --again
      kpi-backfill review --json > questions.json
    """
    import screen
    from desk.questions import queue_of, read_questions
    from sitting import hold_sitting

    loaded = _open(workspace)
    questions, others = read_questions(_dataset(dataset, loaded), loaded.catalogue)
    queue = queue_of(questions, loaded.judgements, others, again)
    if as_json:
        screen.show_json(queue)
        return 0
    if loaded.folder is None:
        raise click.UsageError("Missing option '--workspace': answers are kept there; `kpi-backfill init` makes one.")
    return hold_sitting(queue, loaded, _dataset(dataset, loaded), who)


@commands.command("validate")
@click.argument("dataset", type=FOLDER)
@_in_workspace
@_fail_on
@_as_json
def validate_command(dataset: Path, workspace: Path | None, fail_on: str | None, as_json: bool) -> int:
    """Check a dataset: its files against its own descriptor, its tables against the expectations.

    The page with the result is validation/index.html in the dataset.

    \b
    Examples:
      kpi-backfill validate dataset
      kpi-backfill validate dataset --fail-on warning --json
    """
    import screen

    return screen.show_validation(dataset, _limit(fail_on, _open(workspace)), as_json)


@commands.command("compare")
@click.argument("indicators", metavar="INDICATOR...", nargs=-1, required=True)
@_of_dataset
@click.option("--area", "areas", multiple=True, help="Area to show; may be given several times. Default: all.")
@click.option("--from", "first", metavar="PERIOD", help="Leave out what ends before, as 2009 or 2009/10.")
@click.option("--to", "last", metavar="PERIOD", help="Leave out what ends after.")
@click.option("--out", type=NEW_FILE, metavar="FILE", help="Write a page (.html), a picture (.svg) or a table (.csv).")
@_in_workspace
@_as_json
def compare_command(
    indicators: tuple[str, ...],
    dataset: Path | None,
    areas: tuple[str, ...],
    first: str | None,
    last: str | None,
    out: Path | None,
    workspace: Path | None,
    as_json: bool,
) -> int:
    """Show indicators by years and councils side by side, with breaks, revisions and flags.

    INDICATOR is an id, a name or a code such as "NI 191". What was defined or counted otherwise stands apart.

    \b
    Examples:
      kpi-backfill compare waste-recycled-percent
      kpi-backfill compare "NI 191" --area Brackenholt --area Harrowmere --from 2009/10
      kpi-backfill compare waste-recycled-percent --out chart.html
    """
    import screen
    from desk.asking import ask_for, check_out, write_comparison
    from desk.comparison import compare
    from desk.comparison_text import comparison_lines

    loaded = _open(workspace)
    check_out(out)
    wanted, area_of = ask_for(indicators, areas, first, last, loaded.areas)
    panels = compare(_dataset(dataset, loaded), wanted, loaded.catalogue, area_of)
    if out is not None:
        write_comparison(out, panels)
    if as_json:
        screen.show_json(panels)
    else:
        screen.show_lines(comparison_lines(panels))
    return 0


@commands.command("explain")
@click.argument("observation_id")
@_of_dataset
@click.option("--papers", type=FOLDER, multiple=True, help="Folder that the papers are in; may be given several times.")
@click.option(
    "--evidence", type=NEW_FILE, metavar="FILE.png", help="Draw the spot of the page that printed the figure."
)
@_in_workspace
@_as_json
def explain_command(
    observation_id: str,
    dataset: Path | None,
    papers: tuple[Path, ...],
    evidence: Path | None,
    workspace: Path | None,
    as_json: bool,
) -> int:
    """Show where a figure comes from: its row, its line in the paper, every step that made it.

    The first characters of the id will do.

    \b
    Examples:
      kpi-backfill explain 3f2a9c
      kpi-backfill explain 3f2a9c --dataset dataset --papers papers
      kpi-backfill explain 3f2a9c --evidence figure.png
    """
    import screen
    from desk.origin import find_origin, write_evidence

    if evidence is not None:
        _check_new_file(evidence)
    loaded = _open(workspace)
    folder = _dataset(dataset, loaded)
    folders = [*papers, Path.cwd(), folder.resolve().parent, *([loaded.folder] if loaded.folder else [])]
    origin = find_origin(folder, observation_id, folders)
    if evidence is not None:
        write_evidence(origin, evidence)
    if as_json:
        screen.show_json(origin)
    else:
        screen.show_origin(origin)
    return 0


@commands.group("catalogue", cls=Commands)
def catalogue_group() -> None:
    """Look after the catalogue of indicators.

    \b
    Example:
      kpi-backfill catalogue check
    """


@catalogue_group.command("check")
@click.argument("file", required=False, type=FILE)
@click.option("--catalogue", type=FILE, help="The same as FILE.")
@_in_workspace
@_fail_on
@_as_json
def catalogue_check(
    file: Path | None, catalogue: Path | None, workspace: Path | None, fail_on: str | None, as_json: bool
) -> int:
    """Report entries that cannot be told apart, and units, codes and breaks that mean nothing.

    FILE has the columns of the starters' catalogue. Without it, the workspace's is checked with those that ship.

    \b
    Examples:
      kpi-backfill catalogue check
      kpi-backfill catalogue check work/catalogue.csv
    """
    import screen
    from normalise.catalogue import check_catalogue
    from normalise.vocabulary import Vocabulary
    from workspace import load_indicators

    loaded = _open(workspace)
    path = file or catalogue
    entries = load_indicators(path) if path else loaded.catalogue
    findings = check_catalogue(entries, Vocabulary(loaded.guards, loaded.abbreviations))
    return screen.show_check(len(entries), findings, _limit(fail_on, loaded), as_json)


@commands.group("cache", cls=Commands)
def cache_group() -> None:
    """Look after the readings that are kept between builds.

    \b
    Example:
      kpi-backfill cache info
    """


@cache_group.command("info")
@_cache_folder
@click.option("--dataset", type=FOLDER, help="The dataset whose cache is meant, where there is no workspace.")
@_in_workspace
@_as_json
def cache_info(cache: Path | None, dataset: Path | None, workspace: Path | None, as_json: bool) -> int:
    """Show what is kept: readings, bytes, and how many of them this version of the program can use.

    \b
    Example:
      kpi-backfill cache info --workspace work
    """
    import screen

    info = _cache(cache, dataset, workspace).info()
    told = {"folder": str(info.folder), "readings": info.entries, "bytes": info.size, "usable": info.usable}
    screen.show_summary(told, as_json)
    return 0


@cache_group.command("prune")
@_cache_folder
@click.option("--dataset", type=FOLDER, help="The dataset whose cache is meant, where there is no workspace.")
@click.option("--unused-days", type=click.FloatRange(0), metavar="D", help="Drop also what was not used for D days.")
@_in_workspace
@_as_json
def cache_prune(
    cache: Path | None, dataset: Path | None, unused_days: float | None, workspace: Path | None, as_json: bool
) -> int:
    """Drop readings that this version of the program cannot use.

    \b
    Examples:
      kpi-backfill cache prune --workspace work
      kpi-backfill cache prune --workspace work --unused-days 90
    """
    import screen

    found = _cache(cache, dataset, workspace)
    screen.show_summary({"folder": str(found.folder), "dropped": found.prune(unused_days)}, as_json)
    return 0


def _cache(folder: Path | None, dataset: Path | None, workspace: Path | None) -> "Cache":
    from archive.cache import Cache
    from archive.fingerprint import code_version, made_version

    if folder is None:
        loaded = _open(workspace)
        folder = _default_cache(loaded, dataset or loaded.settings.dataset or Path("dataset"))
    return Cache(folder, code_version(), made_version())


def _limit(fail_on: str | None, workspace: "Workspace") -> "FailOn":
    from findings import as_limit

    return as_limit(fail_on) or workspace.settings.fail_on


# ---------------------------------------------------------------------------------------------- ending well
def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and give back its exit code; what a person can act on is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a paper's symbols must not stop a narrow terminal
    try:
        code = commands.main(args=arguments, prog_name=NAME, standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KpiBackfillError as error:
        click.echo(f"error: {' '.join(str(error).split())}", err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return 130
    except RuntimeError as error:
        if "Symlink loop" not in str(error):  # what Path.resolve raises, before Python 3.13
            raise
        click.echo(f"error: {error}: the link leads to itself; name another place", err=True)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains as it ends
        return 1
    return code if isinstance(code, int) else 0


def _stop(number: int, _: object) -> None:
    """A service that is stopped, a terminal that is closed: the program ends as tidily as by Ctrl-C."""
    raise KeyboardInterrupt


def _hold_streams() -> None:
    """Whoever closed standard input, output or error gets nothing there, not a file of ours under its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8")


def main() -> None:
    """The console script."""
    _hold_streams()
    # a build makes hundreds of thousands of small frozen records that are never garbage: look for cycles rarely
    gc.set_threshold(1_000_000, 50, 1000)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    sys.exit(run())


if __name__ == "__main__":
    main()
