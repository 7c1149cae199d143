"""Papers as web pages, printed by Chromium without a window."""

import base64
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
DATE = re.compile(rb"D:\d{14}")
FIXED = b"D:20240102030405"
MINUTE = 120
STYLE = """
@page { size: A4; margin: 0 }
body { margin: 0; font: 9.5pt Sans; color: #222 }
.page { position: relative; box-sizing: border-box; width: 210mm; height: 296.5mm; padding: 18mm 15mm;
        overflow: hidden }
.page + .page { break-before: page }
.head, .foot { position: absolute; left: 15mm; right: 15mm; font-size: 8pt; color: #555 }
.head { top: 8mm } .foot { bottom: 8mm; text-align: center }
h1 { font-size: 16pt; margin: 0 0 3mm } h2 { font-size: 11.5pt; margin: 5mm 0 2mm }
p { margin: 0 0 3mm; line-height: 1.35 } table { border-collapse: collapse; width: 100% }
sup { font-size: 65% }
"""


def fonts() -> str:
    """The text fonts, inside the page itself, so that the machine's own fonts play no part."""
    rules = []
    for file, weight in (("DejaVuSansCondensed.ttf", "normal"), ("DejaVuSansCondensed-Bold.ttf", "bold")):
        data = base64.b64encode((FONTS / file).read_bytes()).decode()
        rules.append(
            f"@font-face {{ font-family: Sans; font-weight: {weight}; src: url(data:font/ttf;base64,{data}) }}"
        )
    return "\n".join(rules)


def page_html(content: str, number: int, header: str = "", footer: str = "") -> str:
    """One page with its running header and footer (`#` in them is the number of the page)."""
    head, foot = (text.replace("#", str(number)) for text in (header, footer))
    return f'<div class="page"><div class="head">{head}</div>{content}<div class="foot">{foot}</div></div>'


def print_pages(path: Path, title: str, pages: list[str], style: str = "") -> None:
    """Print the pages to a PDF; the time of printing in it is replaced by a fixed one.

    Raises RuntimeError where Chromium is not installed, fails, or needs more pages than were given.
    """
    program = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    if program is None:
        raise RuntimeError("chromium is not installed: install it, or name it in the variable CHROMIUM")
    html = (
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{fonts()}{STYLE}{style}</style><body>{''.join(pages)}</body></html>"
    )
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "paper.html", Path(folder) / "paper.pdf"
        source.write_text(html, encoding="utf-8")
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer", f"--print-to-pdf={made}", source.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=MINUTE, check=False)  # noqa: S603
        if not made.exists():
            raise RuntimeError(f"chromium made no PDF: {done.stderr.decode(errors='replace')[-500:]}")
        data = DATE.sub(FIXED, made.read_bytes())
    printed = len(re.findall(rb"/Type\s*/Page\b", data))
    if printed != len(pages):
        raise RuntimeError(f"{path.name}: {printed} pages were printed, not {len(pages)}")
    path.write_bytes(data)
