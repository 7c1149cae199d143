"""The paper of drawn shapes as a scanner leaves it: pictures of its pages, skewed, with noise, in colour."""

import io
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samples.make_pdf import shapes

DOTS_PER_INCH = 150
SKEWS = (0.4, -0.3)
"""Degrees by which the pages lie askew: the key and the first table are scanned."""
NOISE = 1.4
QUALITY = 22
PAPER = (250, 249, 245)


def scanned(picture: Image.Image, skew: float, random: np.random.Generator) -> Image.Image:
    """A page as the scanner sees it."""
    turned = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    soft = turned.filter(ImageFilter.GaussianBlur(0.5))
    pixels = np.asarray(soft, dtype=np.float32) * (np.array(PAPER, dtype=np.float32) / 255)
    grain = random.normal(0, NOISE, pixels.shape[:2]).astype(np.float32)
    return Image.fromarray(np.clip(pixels + grain[:, :, None], 0, 255).astype(np.uint8))


def make(path: Path) -> list[dict[str, str]]:
    """Scan the paper; the rows of its truth."""
    source = path.with_name("scan_source.pdf")
    rows = shapes.make(source)
    random = np.random.default_rng(20111104)
    rl_config.useA85 = 0
    canvas = Canvas(str(path), invariant=1)
    canvas.setTitle("Scanned document")
    document = pypdfium2.PdfDocument(source)
    for page, skew in zip(document, SKEWS, strict=False):
        picture = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")
        buffer = io.BytesIO()
        scanned(picture, skew, random).save(buffer, "JPEG", quality=QUALITY)
        width, height = page.get_size()
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(buffer), 0, 0, width, height)
        canvas.showPage()
    document.close()
    source.unlink()
    canvas.save()
    return [row for row in rows if int(row["line"]) <= len(SKEWS)]
