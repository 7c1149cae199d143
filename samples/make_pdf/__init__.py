"""The generator of the sample PDFs: `python -m samples.make_pdf [NAME ...]`, run from the root of the project."""
