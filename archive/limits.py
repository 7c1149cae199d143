"""What one paper may cost before it is given up, and how a paper is given up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one paper may take: seconds on the clock, megabytes of memory, pages of a PDF.

    Generous on purpose: a limit is there to end what never ends, not to hurry what is long. A scan of 200 pages takes
    some twenty minutes to recognise on one core.
    """

    seconds: float = 1800.0
    memory: int = 3000
    pages: int = 10_000


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a paper has no reading. `limit` names the limit that was met, "" where reading it ended by itself."""

    reason: str
    limit: str = ""


def too_slow(limits: Limits) -> Failure:
    """The paper took longer than it may."""
    return Failure(
        f"not read within {limits.seconds:g} seconds, twice (the second time by itself): "
        "give it more with --max-seconds, or cut the report out of it",
        "--max-seconds",
    )


def too_large(limits: Limits) -> Failure:
    """The paper needed more memory than it may."""
    return Failure(
        f"needed more than {limits.memory} MB of memory, twice (the second time by itself): "
        "give it more with --max-memory, or cut the report out of it",
        "--max-memory",
    )


def too_long(pages: int, limits: Limits) -> Failure:
    """The paper has more pages than it may."""
    return Failure(
        f"has {pages} pages, more than {limits.pages}: allow them with --max-pages, or cut the report out of it",
        "--max-pages",
    )


def crashed(signal: str, limits: Limits) -> Failure:
    """The process that read the paper ended without a word: a fault, or memory that it was refused."""
    return Failure(
        f"the process that read it ended ({signal}), twice (the second time by itself): the file is likely to be "
        f"damaged, or to ask for more than {limits.memory} MB of memory at once (--max-memory); fetch it again, or "
        "print it to a new PDF"
    )
