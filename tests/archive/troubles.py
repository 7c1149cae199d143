"""What a worker does with papers that are made to break it: imported by the workers themselves."""

import os
import signal
import time
from pathlib import Path

from archive.codec import encoded
from archive.papers import Paper
from archive.worker import READING, Orders, answer
from records import PaperReading


def troubled(paper: Paper, orders: Orders) -> bytes:
    """Reads a paper, unless its name says what is to happen."""
    word = Path(paper.source.name).stem
    if word == "hang":
        time.sleep(3600)
    if word == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "leave":
        os._exit(7)
    if word == "grow":
        kept = [bytearray(10 * 2**20) for _ in range(1000)]
        time.sleep(3600 + len(kept))
    if word == "once" and not (mark := paper.source.path.with_suffix(".tried")).exists():
        mark.touch()
        os._exit(9)
    return answer(paper, orders)


def telling(paper: Paper, _: Orders) -> bytes:
    """The process that read the paper, as the paper's title of sorts."""
    time.sleep(0.2)
    reading = PaperReading(
        document_id=paper.document_id, source=paper.source.name, size=0, pages=os.getpid(), media="text"
    )
    return READING + encoded(reading)


def absent(*_: object) -> None:
    """A worker that ends before it is ready."""
    os._exit(3)
