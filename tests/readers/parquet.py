#!/usr/bin/env python3
"""A Parquet file of ours in the hands of others: DuckDB, polars and pandas find the types that the codebook tells, and the
values that the CSV of the same pages has.

    python3 tests/readers/parquet.py target/release/gongkai     # with duckdb, polars, pandas and pyarrow at hand
"""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet

ROOT = Path(__file__).resolve().parents[2]
# What each calls a type of the codebook.
TYPES = {
    "text": ("VARCHAR", polars.String, "string"),
    "integer": ("BIGINT", polars.Int64, "int64"),
    "decimal": ("DECIMAL(18,4)", polars.Decimal(18, 4), "decimal128(18, 4)"),
    "boolean": ("BOOLEAN", polars.Boolean, "bool"),
    "date": ("DATE", polars.Date, "date32[day]"),
}


def plain(value):
    """A value as the CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    words = str(value)
    return words.rstrip("0").rstrip(".") if "." in words and words.replace(".", "").lstrip("-").isdigit() else words


def fitting(value, kind):
    """A value of the CSV, where the type has room for it: what a decimal would have to round is null."""
    return "" if kind == "decimal" and len(value.partition(".")[2]) > 4 else value


def main():
    program = Path(sys.argv[1]).resolve()
    told = subprocess.run([program, "columns", "--format", "csv"], check=True, stdout=subprocess.PIPE, text=True).stdout
    book = list(csv.DictReader(told.splitlines()))
    with tempfile.TemporaryDirectory() as folder:
        for wide in ([], ["--wide"]):
            for suffix in ("parquet", "csv"):
                command = [program, "batch", ROOT / "fixtures" / "reports", "-o", f"{folder}/out.{suffix}", "--quiet", *wide]
                assert subprocess.run(command).returncode in (0, 1)
            for table, name in ((("reports" if wide else "figures"), "out"), ("findings", "out.findings")):
                columns = [column for column in book if column["table"] == table]
                compare(f"{folder}/{name}", columns)
                print(f"ok   {table}: {len(columns)} columns, types and values")


def compare(name, columns):
    wanted = {column["column"]: TYPES[column["type"]] for column in columns}
    file = f"{name}.parquet"
    duck = duckdb.sql(f"select * from '{file}'")
    frame = polars.read_parquet(file)
    arrow = pyarrow.parquet.read_table(file)
    assert {head: str(kind) for head, kind in zip(duck.columns, duck.types)} == {head: kinds[0] for head, kinds in wanted.items()}
    assert dict(frame.schema) == {head: kinds[1] for head, kinds in wanted.items()}
    assert {field.name: str(field.type) for field in arrow.schema} == {head: kinds[2] for head, kinds in wanted.items()}
    for column in columns:
        labels = arrow.schema.field(column["column"]).metadata
        assert labels[b"label_zh"].decode() == column["label_zh"] and labels[b"label_en"].decode() == column["label_en"]
    with open(f"{name}.csv", encoding="utf-8", newline="") as lines:
        heads, *rows = csv.reader(lines)
    assert heads == list(wanted) and len(rows) > 10
    rows = [[fitting(value, column["type"]) for value, column in zip(row, columns)] for row in rows]
    kept = pandas.read_parquet(file, dtype_backend="pyarrow")
    for reader, values in (
        ("duckdb", duck.fetchall()),
        ("polars", frame.rows()),
        ("pandas", kept.astype(object).where(kept.notna(), None).itertuples(index=False)),
    ):
        found = [[plain(value) for value in row] for row in values]
        assert found == rows, next((reader, a, b) for a, b in zip(found, rows) if a != b)


if __name__ == "__main__":
    main()
