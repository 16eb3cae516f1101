#!/usr/bin/env python3
"""What a batch costs, and that it survives: throughput on one core and on two, memory, and kills with `--resume`.

    cargo build --release -p gongkai-cli && cargo run --release --example made_up_pages -- FOLDER 20000
    benches/batch.py FOLDER [--program target/release/gongkai] [--rounds 3] [--kills 60]

Runs take turns, and the best of each counts, since a machine is never quite alone. Processor time is told beside, which a busy
machine changes less. Kills come at random points of a run over a part of the pages; after each series of kills the output must be
that of an undisturbed run, byte for byte. Linux only: memory is read from /proc.
"""

import argparse
import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

OUTPUTS = ["out.jsonl", "out.csv", "wide.csv", "out.xlsx", "out.parquet", "each/"]


def command(program, pages, out, *more):
    wide = ["--wide"] if out.startswith("wide") else []
    return [program, "batch", str(pages), "-o", out, "--quiet", *wide, *more]


def run(arguments, folder):
    """Seconds by the clock, seconds of the processor, and the most memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(arguments, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(arguments)}: status {status}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def remove(folder):
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def digest(folder):
    """Of all files that a run leaves, with their names."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return found.hexdigest()


def throughput(options, folder):
    files = [path for path in options.pages.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print(f"{len(files)} pages, {size / 1e6:.0f} MB, best of {options.rounds}\n")
    print("| output | one job | two jobs | times as fast | processor, one job | most memory, one and two jobs |")
    print("|---|---|---|---|---|---|")
    for out in ("out.jsonl", "out.csv", "out.parquet"):
        best = {}
        for _ in range(options.rounds):
            for jobs in (1, 2):
                remove(folder)
                seen = run(command(options.program, options.pages, out, "--jobs", str(jobs)), folder)
                known = best.get(jobs, seen)
                best[jobs] = (min(known[0], seen[0]), min(known[1], seen[1]), max(known[2], seen[2]))
        (one, processor, memory), (two, _, memory_two) = best[1], best[2]
        rate = len(files) / one
        print(f"| `{out}` | {one:.1f} s ({rate:.0f} pages/s) | {two:.1f} s ({len(files) / two:.0f}) | {one / two:.2f} "
              f"| {processor:.1f} s | {memory:.0f} and {memory_two:.0f} MB |", flush=True)


def survival(options, folder):
    some = folder.parent / "some"
    some.mkdir()
    for path in sorted(path for path in options.pages.rglob("*") if path.is_file())[:1500]:
        os.symlink(path.resolve(), some / path.name)
    print("\n| output | kills | of them in the middle of the lines | while the output was made | resumed output |")
    print("|---|---|---|---|---|")
    draw = random.Random(1942)
    for out in OUTPUTS:
        remove(folder)
        seconds, *_ = run(command(options.program, some, out), folder)
        whole = digest(folder)
        kills = lines = late = wrong = 0
        while kills < options.kills:
            remove(folder)
            for _ in range(6):
                jobs = draw.choice("128")
                process = subprocess.Popen(command(options.program, some, out, "--resume", "--jobs", jobs), cwd=folder)
                time.sleep(draw.random() * seconds * 0.8)
                if process.poll() is not None:
                    break
                process.kill()
                process.wait()
                kills += 1
                lines += any(folder.glob("*.lines"))
                late += not any(folder.glob("*.lines")) and any(folder.iterdir())
            run(command(options.program, some, out, "--resume"), folder)
            wrong += digest(folder) != whole
        print(f"| `{out}` | {kills} | {lines} | {late} | {'the same bytes' if not wrong else f'{wrong} WRONG'} |", flush=True)
        if wrong:
            sys.exit(1)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pages", type=lambda path: pathlib.Path(path).resolve())
    arguments.add_argument("--program", default=pathlib.Path("target/release/gongkai"))
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--kills", type=int, default=60)
    options = arguments.parse_args()
    options.program = str(pathlib.Path(options.program).resolve())
    with tempfile.TemporaryDirectory() as at:
        folder = pathlib.Path(at) / "out"
        folder.mkdir()
        if options.rounds:
            throughput(options, folder)
        if options.kills:
            survival(options, folder)


if __name__ == "__main__":
    main()
