#!/usr/bin/env python3
"""Compares what each stage costs in instructions with what it cost when that was last written down.

    benches/instructions.py                  # fails where a stage grew by more than 3 % without a stated reason
    benches/instructions.py --write [REASON] # writes down what it costs now; needs a reason where a stage grew

Instructions are counted by callgrind over the pages of `instructions.rs`, so that a busy machine changes nothing. They do
depend on the architecture, its vector instructions and the compiler: there is a file for each in `baseline/`, and without
one there is nothing to compare with, which is said and is no failure.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BASELINES = ROOT / "benches" / "baseline"
TOLERANCE = 0.03
# What is less than this share of the whole line is none: a small stage may grow by half of itself and nobody waits for it.
WORTH = 0.001
# Built in one piece whatever the settings of a machine say, as the profile has it: counts depend on it.
os.environ["CARGO_INCREMENTAL"] = "0"
PROFILE = ["--config", "profile.release.package.gongkai.codegen-units=1"]
# What others' code costs: a yardstick to read the rest by.
YARDSTICKS = {"stage_scraper", "text_jieba"}


def run(*command, quiet=None):
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=quiet, text=True).stdout


def valgrind():
    """Whether there is one, and it can run a program of this machine."""
    try:
        trial = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "true"]
        return subprocess.run(trial, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def machine():
    """What counts depend on, as the name of a file."""
    told = dict(line.split(": ", 1) for line in run("rustc", "-vV").splitlines() if ": " in line)
    cpu = pathlib.Path("/proc/cpuinfo")
    wide = "+avx2" if cpu.exists() and re.search(r"^flags\b.*\bavx2\b", cpu.read_text(), re.M) else ""
    return f"{told['host']}{wide}-rust-{told['release']}"


def build(bench):
    """The program of a bench."""
    command = ["cargo", "bench", "--bench", bench, "--no-run", "--message-format=json-render-diagnostics", *PROFILE]
    messages = (json.loads(line) for line in run(*command).splitlines() if line.startswith("{"))
    return next(m["executable"] for m in messages if m.get("target", {}).get("name") == bench and m.get("executable"))


def measure(*pages):
    """Instructions of each stage, in order of the line; PAGES say which pages, if not those of the benches."""
    out = ROOT / "target" / "instructions.callgrind"
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", build("instructions"), *pages],
                   cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    table = run("callgrind_annotate", "--inclusive=yes", "--threshold=100", str(out), quiet=subprocess.DEVNULL)
    counts = {}
    for line in table.splitlines():
        found = re.match(r"\s*([\d,]+) .*[:?]instructions::(\w+)", line)
        if found:
            name, count = found[2], int(found[1].replace(",", ""))
            counts[name] = max(count, counts.get(name, 0))
    order = re.findall(r"^#\[inline\(never\)\]\nfn (\w+)", (ROOT / "benches/instructions.rs").read_text(), re.M)
    return {name: counts[name] for name in order if name in counts}


def read(file):
    """Counts, and why some of them grew."""
    counts, reasons = {}, []
    for line in file.read_text().splitlines():
        if line.startswith("#"):
            reasons.append(line)
        elif line:
            name, count = line.split("\t")
            counts[name] = int(count)
    return counts, reasons


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", nargs="?", const="", metavar="REASON")
    options = arguments.parse_args()
    if not valgrind():
        print("SKIPPED: there is no valgrind that runs")
        return 0
    name = machine()
    file = BASELINES / f"{name}.tsv"
    if not file.exists() and options.write is None:
        print(f"SKIPPED: no baseline for {name}; there are {', '.join(sorted(f.stem for f in BASELINES.glob('*.tsv')))}")
        return 0
    before, reasons = read(file) if file.exists() else ({}, [])
    now = measure()
    grown = []
    for stage, count in now.items():
        change = count / before.get(stage, count) - 1
        worth = count - before.get(stage, count) > WORTH * now["whole_line"]
        more = change > TOLERANCE and worth and stage not in YARDSTICKS
        if more:
            grown.append(f"{stage} {change:+.1%}")
        print(f"{stage:20} {count:14,} {change:+7.1%}{'  <' if more else ''}")
    if options.write is not None:
        if grown and not options.write:
            print(f"A reason is needed for {', '.join(grown)}: --write 'REASON'")
            return 1
        if options.write:
            reasons.append(f"# {', '.join(grown) or 'no stage grew'}: {options.write}")
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join([*reasons, *(f"{stage}\t{count}" for stage, count in now.items())]) + "\n")
        return 0
    if grown:
        print(f"Grown by more than {TOLERANCE:.0%}: {', '.join(grown)}. If it is worth that: benches/instructions.py --write 'REASON'")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
