"""`review` at a terminal or a pipe: keys and lines in, text out, decisions into the workspace's ledger."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from desk import ledger
from desk.evidence import Evidence
from desk.questions import Queue
from desk.session import Sitting
from screen import clean, say, show_lines
from workspace import Workspace


class _Terminal:
    """Keys as they are pressed; a digit after `d` and words after `/` are asked for."""

    def ask(self) -> str:
        click.echo("  > ", nl=False)
        key = click.getchar()
        if key in ("\x04", "\x1a"):
            raise EOFError
        click.echo(clean(key))
        if key == "d":
            return key + click.getchar(echo=True)
        if key == "/":
            return key + str(click.prompt("  words", default="", show_default=False))
        return key

    def show(self, lines: Sequence[str]) -> None:
        show_lines(lines)


class _Pipe:
    """Commands from standard input, one on a line."""

    def ask(self) -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        click.echo(f"  > {clean(line.strip())}")
        return line

    def show(self, lines: Sequence[str]) -> None:
        show_lines(lines)


def hold_sitting(queue: Queue, workspace: Workspace, dataset: Path, who: str | None) -> int:
    """Ask the questions of the queue until they are done or the person stops; gives back the exit code."""
    folder = workspace.folder or Path()
    name = " ".join((who if who is not None else _login_name()).split())
    if not name:
        raise click.UsageError("Missing option '--who': your name or initials stand beside each decision.")
    path = folder / ledger.FILE
    left = _counted(len(queue.questions), "question")
    say(f"{left}; {queue.answered} answered since the build, {queue.set_aside} left unsure")
    if queue.others:
        say(f"{_counted(queue.others, 'question')} about other things than names: see review.csv")
    sitting = Sitting(
        desk=_Terminal() if sys.stdin.isatty() else _Pipe(),
        who=name,
        write=lambda lines: ledger.append(path, lines, datetime.now().astimezone().date()),
        catalogue=workspace.catalogue,
        evidence=Evidence(dataset).lines,
    )
    try:
        sitting.work(queue.questions)
    finally:
        made = sum(sitting.summary().values())
        counts = ", ".join(f"{count} {word}" for word, count in sitting.summary().items())
        say(
            f"{_counted(made, 'decision')} by {name} in {path}"
            + (f": {counts}. Build again to apply them." if made else "")
        )
    return 0


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run as nobody in particular
        return ""
