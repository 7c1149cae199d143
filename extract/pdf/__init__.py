"""PDF pages to the lines and grids that the readers take: triage, page objects, tables, marks."""
