"""Errors that a person can act on: one root, one class per stage. Bugs are never caught under these names."""


class KpiBackfillError(Exception):
    """Root of all errors that the command line shows as one line, without a traceback."""


class InputError(KpiBackfillError):
    """A file or folder that was named cannot be used; the message names it and says what to do."""


class DocumentError(KpiBackfillError):
    """One document cannot be read; the run goes on without it."""


class LimitError(KpiBackfillError):
    """One document has more pages than it may."""

    def __init__(self, pages: int) -> None:
        super().__init__(f"{pages} pages are more than are allowed")
        self.pages = pages


class WorkspaceError(KpiBackfillError):
    """A file of the workspace is wrong; the message names file, line and column."""


class DatasetError(KpiBackfillError):
    """A dataset folder cannot be written or is not one."""
