"""The command line: a person's words to calls of the stages. No logic; what is heavy is loaded inside the commands."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from errors import InputError, KpiBackfillError

if TYPE_CHECKING:
    from workspace import Workspace

NAME = "kpi-backfill"
Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
THERE = click.Path(exists=True, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


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
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=THERE)
@click.option("--out", type=FOLDER, metavar="DATASET", help="Folder of the dataset, which is replaced as a whole.")
@click.option("--no-expectations", is_flag=True, help="Leave Great Expectations out; `validate` runs it later.")
@_in_workspace
@_fail_on
@_as_json
def build(
    sources: tuple[Path, ...],
    out: Path | None,
    no_expectations: bool,
    workspace: Path | None,
    fail_on: str | None,
    as_json: bool,
) -> int:
    """Read papers (files, or folders of them) and write the dataset.

    \b
    Examples:
      kpi-backfill build papers --out dataset
      kpi-backfill build 2019-q1.txt 2019-q2.txt --out dataset --fail-on none
      kpi-backfill build papers --out dataset --workspace work --json > summary.json
    """
    import report
    from pipeline import BuildOptions
    from pipeline import build as run_build

    loaded = _open(workspace)
    target = out or loaded.settings.dataset
    if target is None:
        raise click.UsageError("Missing option '--out': name the folder for the dataset.")
    options = BuildOptions(
        sources=sources, out=target, workspace=loaded, expectations=not no_expectations, version=_version()
    )
    with report.show_progress() as progress:
        result = run_build(options, progress)
    return report.show_build(result, fail_on or loaded.settings.fail_on, as_json)
