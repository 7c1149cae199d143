"""Write docs/dataset.md from the columns that the program publishes.

python bench/make_dataset_doc.py           writes the page
python bench/make_dataset_doc.py --check   ends with 1 where the page is not up to date
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "dataset.md"
sys.path.insert(0, str(ROOT))

from publish.columns import TABLES  # noqa: E402  found only now
from publish.schema import Column, Table  # noqa: E402  found only now

HEAD = """# The dataset, table by table

Made by `python bench/make_dataset_doc.py` from `publish/columns.py`; change it there. `datapackage.json` in each
dataset says the same for machines. An empty cell means "not printed", or a doubt that a flag names ([flags](flags.md)).
`required` cells are never empty. How CSV protects texts from spreadsheets is in [security](security.md).
"""


def page() -> str:
    """The whole page."""
    contents = "\n".join(f"- [`{table.name}`](#{table.name}): {table.description}" for table in TABLES)
    return "\n".join((HEAD, contents, "", *map(section, TABLES)))


def section(table: Table) -> str:
    """One table: what a row is, its key, where its ids lead, its columns."""
    written = {"CSV": True, "Parquet": table.parquet, "DuckDB": table.database, "Excel": table.sheet}
    formats = [name for name, is_written in written.items() if is_written]
    key = ", ".join(f"`{name}`" for name in table.primary_key)
    facts = [f"{table.description}. In {', '.join(formats)}. Key: {key}."]
    facts += [f"`{link.column}` leads to `{link.table}.{link.reference}`." for link in table.foreign_keys]
    rows = "\n".join(map(line, table.columns))
    return f"## {table.name}\n\n{' '.join(facts)}\n\n| column | type | meaning |\n|---|---|---|\n{rows}\n"


def line(column: Column) -> str:
    """One row of the table of columns."""
    kind = "integer" if column.type == "long" else column.type
    words = f": {', '.join(f'`{word}`' for word in column.enum)}" if column.enum else ""
    meaning = f"{column.description}{words}".replace("|", r"\|")
    return f"| `{column.name}` | {kind}{', required' if column.required else ''} | {meaning} |"


def main() -> int:
    """Write the page, or compare it."""
    text = page()
    if "--check" in sys.argv[1:]:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print("up to date" if same else f"{PAGE.name} is not up to date: run bench/make_dataset_doc.py")
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
