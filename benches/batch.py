#!/usr/bin/env python3
"""Measures `gongkai batch` on a folder of pages: time and memory on one job and on more, and what survives being killed.

    cargo build --release -p gongkai-cli
    cargo run --release --example made_up_pages -- target/pages 20000
    benches/batch.py target/release/gongkai target/pages [--repeats 3] [--jobs 2] [--kills 50] [--only OUT …]

Runs on one job and on more take turns, and the best of each counts: others on the machine only ever make a run slower. Beside
the time on the clock stands that of all cores (user and system). Kills are SIGKILL, at random moments of the length of an
undisturbed run; after each the same command goes on with --resume, and is killed again or ends. What comes of it is compared
byte for byte with an undisturbed run, all names included.
"""

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

OUTPUTS = {
    "out.jsonl": [],
    "out.csv": [],
    "out.csv --wide": ["--wide"],
    "out.xlsx": [],
    "out.parquet": [],
    "out/": [],
    "out/ --keep-dirs": ["--keep-dirs"],
}
MEASURED = ("out.jsonl", "out.csv", "out.parquet")


class Batch:
    """A command, in a folder of its own."""

    def __init__(self, program, inputs, output, within):
        self.within = within
        out = output.split()[0]
        self.command = [program, "batch", *inputs, "-o", out, "--quiet", *OUTPUTS[output]]

    def start(self, *options):
        return subprocess.Popen([*self.command, *options], cwd=self.within, stderr=subprocess.DEVNULL)

    def run(self, *options):
        """Seconds, seconds of all cores, and MB at most."""
        start = time.monotonic()
        _, status, used = os.wait4(self.start(*options).pid, 0)
        assert os.waitstatus_to_exitcode(status) in (0, 1), f"{self.command} ended with {status}"
        return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

    def made(self):
        """All files that are there, each with a hash of it."""
        files = {}
        for path in sorted(self.within.rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    files[str(path.relative_to(self.within))] = hashlib.file_digest(file, "sha256").hexdigest()
        return files

    def clear(self):
        for path in self.within.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def throughput(arguments, within, count):
    jobs = arguments.jobs
    print(f"| output | -j1 | -j{jobs} | faster | -j1, all cores | -j{jobs}, all cores | pages/s | MB at most | size, MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for output in arguments.only or MEASURED:
        batch, runs = Batch(arguments.program, [arguments.pages], output, within), {1: [], jobs: []}
        for _ in range(arguments.repeats):
            for number, done in runs.items():
                batch.clear()
                done.append(batch.run(f"-j{number}"))
        size = sum(path.stat().st_size for path in within.rglob("*") if path.is_file())
        batch.clear()
        (one, one_all, _), (more, more_all, _) = ([min(run[at] for run in runs[n]) for at in range(3)] for n in (1, jobs))
        most = max(run[2] for done in runs.values() for run in done)
        print(f"| {output} | {one:.1f} s | {more:.1f} s | {one / more:.2f} × | {one_all:.1f} s | {more_all:.1f} s "
              f"| {count / more:.0f} | {most:.0f} | {size / 1e6:.1f} |", flush=True)


def survival(arguments, inputs, within):
    print("\n| output | kills | of them with lines on the disk | runs to the end | the same bytes |")
    print("|---|---|---|---|---|")
    chance = random.Random(2024)
    for output in arguments.only or OUTPUTS:
        batch = Batch(arguments.program, inputs, output, within)
        batch.clear()
        seconds, *_ = batch.run("-j2")
        whole, kills, entered, ends, same = batch.made(), 0, 0, 0, 0
        batch.clear()
        while kills < arguments.kills:
            process = batch.start("--resume", f"-j{chance.choice((1, 2, 8))}")
            try:
                process.wait(chance.uniform(0, seconds * 1.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                kills += 1
                entered += any(path.stat().st_size for path in within.glob("*.lines"))
                if kills < arguments.kills:
                    continue
                if batch.made() != whole:
                    batch.run("--resume")
            ends += 1
            same += batch.made() == whole
            batch.clear()
        print(f"| {output} | {kills} | {entered} | {ends} | {same} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3, help="0 measures no time")
    parser.add_argument("--kills", type=int, default=50, help="for each output; 0 kills nothing")
    parser.add_argument("--some", type=int, default=1500, help="kills are over so many pages")
    parser.add_argument("--only", nargs="+", choices=OUTPUTS, metavar="OUT")
    arguments = parser.parse_args()
    arguments.program, arguments.pages = arguments.program.resolve(), arguments.pages.resolve()
    pages = sorted(path for path in arguments.pages.rglob("*") if path.is_file())
    print(f"{len(pages)} pages, {sum(path.stat().st_size for path in pages) / 1e6:.0f} MB, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory() as folder:
        within = Path(folder) / "within"
        within.mkdir()
        if arguments.repeats:
            throughput(arguments, within, len(pages))
        if arguments.kills:
            some = Path(folder) / "some.txt"
            some.write_text("".join(f"{page}\n" for page in pages[:arguments.some]), encoding="utf-8")
            survival(arguments, ["--files-from", some], within)


if __name__ == "__main__":
    main()
