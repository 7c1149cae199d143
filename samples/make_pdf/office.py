"""Papers as simple web pages, turned into PDF by LibreOffice Writer."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

DATE = re.compile(rb"D:\d{14}(?:Z|[+-]\d\d'\d\d')?")
IDENTITY = re.compile(rb"(/ID \[ ?<)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}")
CHECKSUM = re.compile(rb"(/DocChecksum /)[0-9A-F]{32}")
ZEROS = b"0" * 32


def print_office(path: Path, html: str) -> None:
    """Write `html` as a PDF; the time and the random identity in it are replaced by fixed ones of the same length.

    Raises RuntimeError where LibreOffice is not installed or fails.
    """
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("LibreOffice Writer is not installed: there is no command soffice")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.html"
        source.write_text(html, encoding="utf-8")
        command = [
            program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless",
            "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(source),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=180, check=False)  # noqa: S603
        made = Path(folder) / "paper.pdf"
        if not made.exists():
            raise RuntimeError(f"LibreOffice made no PDF: {done.stderr.decode(errors='replace')[-500:]}")
        data = made.read_bytes()
    data = DATE.sub(lambda m: b"D:20240102030405" + m[0][16:], data)
    data = IDENTITY.sub(lambda m: m[1] + ZEROS + m[2] + ZEROS, data)
    path.write_bytes(CHECKSUM.sub(lambda m: m[1] + ZEROS, data))
