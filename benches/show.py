#!/usr/bin/env python3
"""Shows in one run on one machine what is asked of the speed and the memory of this program, and whether it is kept.

    benches/show.py [--cases FOLDER] [--strict]

Builds what it measures, and the other programs as `compare/compare.py` does. FOLDER has real pages. With --strict it fails
where something is missed.

The whole line is HTML bytes to the whole JSON with all mentions but organizations, which need a word segmenter; the parse
that it is measured by is `scraper::Html::parse_document` of the same pages in the same run, taking turns page by page. Other
programs take turns with ours too, on the same pages. So others on the machine slow both sides of a ratio alike; instructions
they do not change at all. Only the cold start and the memory are no ratios.
"""

import argparse
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

import instructions
from batch import Batch
from instructions import ROOT

sys.path.insert(0, str(ROOT / "benches" / "compare"))
import compare  # noqa: E402

SCRATCH = ROOT / "target" / "compare"
STARTS = 20
TURNS = 3
# Of so many pages one is read by what is slow; no multiple of the layouts of the made-up ones.
SOME = 19
# Pages of a batch, by which its memory no longer grows.
BATCH = 2_000
OUTPUTS = ("out.jsonl", "out.csv", "out.xlsx", "out.parquet")


class Table:
    """What is asked, and what was measured; a row is printed as soon as it is known."""

    def __init__(self):
        self.missed = 0
        print("| what | asked | measured | kept |\n|---|---|---|---|")

    def row(self, what, asked, measured, kept):
        self.missed += not kept
        print(f"| {what} | {asked} | {measured} | {'yes' if kept else '**missed**'} |", flush=True)

    def at_most(self, what, most, measured, unit, note=""):
        self.row(what, f"≤ {most:g}{unit}", f"{measured:.{2 if most < 10 else 1}f}{unit}{note}", measured <= most)

    def at_least(self, what, least, measured, note=""):
        self.row(what, f"≥ {least} ×", f"{measured:.{1 if measured < 100 else 0}f} ×{note}", measured >= least)


def over_the_parse(table, title, most, *pages):
    """The whole line as a multiple of the bare parse, by the clock and in instructions."""
    printed = instructions.run("cargo", "bench", "--quiet", "--bench", "line", *instructions.PROFILE, "--", "--table", *pages,
                               quiet=subprocess.DEVNULL)
    took = {stage: float(took) for stage, took in re.findall(r"^([a-z]\S*(?: \S+)*) +([\d.]+) ", printed, re.M)}
    whole, bare = took["whole line"], took["scraper alone"]
    table.at_most(f"whole line, {title}, time", most, whole / bare, " parses", f" ({whole:.0f} µs a page, {bare:.0f} µs)")
    if instructions.valgrind():
        counts = instructions.measure(*pages)
        ratio = counts["whole_line"] / counts["stage_scraper"]
        table.at_most(f"whole line, {title}, instructions", most, ratio, " parses")


def beside_others(table, title, paths, python, peers):
    """How many times as fast as other programs the whole line is."""
    commands = compare.racers(python, peers, ["gongkai", "trafilatura", "resiliparse"], paths, SCRATCH / "pages.txt")
    done = compare.race(commands, TURNS)
    for name, least in (("trafilatura", 25), ("resiliparse", 2)):
        if name in done:
            table.at_least(f"whole line beside {name}, {title}", least, done[name]["seconds"] / done["gongkai"]["seconds"])
    some = compare.racers(python, peers, ["gongkai"], paths[::SOME], SCRATCH / "some.txt")
    bodies = done["gongkai"]["texts"][::SOME]
    listing = SCRATCH / "bodies.json"
    listing.write_text(json.dumps(bodies, ensure_ascii=False), encoding="utf-8")
    some["jionlp"] = [python, compare.HERE / "peers.py", "texts", "jionlp time", listing, 1]
    done = compare.race(some, 1)
    if "jionlp" in done:
        table.at_least(f"whole line beside JioNLP's extractor of times, which has the text of the body, {title}", 150,
                       done["jionlp"]["seconds"] / done["gongkai"]["seconds"], f" ({len(bodies)} pages)")


def beside_jionlp(table, python):
    """How many times as fast our extractors of dates and times are, on our examples of them."""
    rows, _ = compare.race_mentions(python, SCRATCH, "dates", TURNS)
    if "jionlp time" in rows:
        table.at_least("our extractors of dates beside JioNLP's of times, our examples", 150,
                       rows["jionlp time"][0] / rows["gongkai"][0])


def cold_start(table, program):
    page = ROOT / "fixtures" / "reports" / "gaizhou-2015" / "page.html"
    # Asked for a kind that there is not, it names those that there are.
    told = subprocess.run([program, "read", page, "--kinds", "?"], stderr=subprocess.PIPE, text=True).stderr
    kinds = ",".join(kind for kind in told.split("there are: ")[1].split() if kind != "organization")
    took = []
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run([program, "read", page, "--kinds", kinds], check=True, stdout=subprocess.DEVNULL)
        took.append((time.perf_counter() - start) * 1e3)
    table.at_most("cold start, `gongkai read` of one page, median", 20, statistics.median(took), " ms",
                  f" ({min(took):.1f} at best, of {STARTS})")


def batch_memory(table, program):
    pages, within = SCRATCH / "batch-pages", SCRATCH / "batch"
    make = ["cargo", "run", "--quiet", "--release", "--example", "made_up_pages", "--", str(pages), str(BATCH)]
    subprocess.run(make, cwd=ROOT, check=True)
    within.mkdir(exist_ok=True)
    for output in OUTPUTS:
        batch = Batch(program, [pages], output, within)
        batch.clear()
        seconds, _, memory = batch.run("-j1")
        table.at_most(f"memory of a batch of {BATCH:,} pages on one job, {output.removeprefix('out')}", 80, memory, " MB",
                      f" ({BATCH / seconds:.0f} pages/s)")
    shutil.rmtree(pages)
    shutil.rmtree(within)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=pathlib.Path, help="a folder of real pages")
    parser.add_argument("--strict", action="store_true", help="fail where something is missed")
    arguments = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    python, peers = compare.install(SCRATCH)
    program = ROOT / "target" / "release" / "gongkai"
    made = [page for page, _ in compare.pages(None, SCRATCH, peers) if page.is_relative_to(SCRATCH)]
    table = Table()
    over_the_parse(table, "made-up pages", 1.3)
    beside_others(table, "made-up pages", made, python, peers)
    if arguments.cases:
        real = sorted(page for page in arguments.cases.resolve().rglob("*.htm*") if page.is_file())
        over_the_parse(table, "real pages", 1.1, "--pages", str(arguments.cases.resolve()))
        beside_others(table, "real pages", real, python, peers)
    beside_jionlp(table, python)
    cold_start(table, program)
    batch_memory(table, program)
    return bool(table.missed and arguments.strict)


if __name__ == "__main__":
    sys.exit(main())
