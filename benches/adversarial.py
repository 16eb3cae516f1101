#!/usr/bin/env python3
"""Holds every generator of hostile input to what is promised of any input.

    benches/adversarial.py [NAME…] [--no-growth] [--no-limits]

Growth: n, 2n and 4n bytes cost at most 2.2 times as many instructions for each doubling, counted by callgrind in the
reading alone. Limits: a page of 1 MiB takes at most 5 s and 64 times its size and 64 MB of memory; one of 32 MiB, the
largest that is taken, at most 512 MB. Prints a row for each generator, and fails where a promise is broken.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZE = 32 << 10
GROWTH = 2.2
SECONDS = 5
MIB = 1 << 20
LARGEST = 32 * MIB
# A page over the limit is refused at once and shows nothing: some bytes are left for what generators put around.
SLACK = 64 << 10


def build():
    made = subprocess.run(["cargo", "bench", "--bench", "adversarial", "--no-run", "--message-format=json-render-diagnostics",
                           "--config", "profile.release.package.gongkai.codegen-units=1"],
                          cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | {"CARGO_INCREMENTAL": "0"}).stdout
    messages = (json.loads(line) for line in made.splitlines() if line.startswith("{"))
    return next(m["executable"] for m in messages if m.get("target", {}).get("name") == "adversarial" and m.get("executable"))


def instructions(binary, name, size):
    told = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=adversarial::once",
                           binary, "--once", name, str(size)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(re.search(r"Collected\s*:\s*(\d+)", told.stderr)[1])


def limits(binary, name, size, seconds):
    """Seconds and bytes of memory at the peak, of the whole process; None where it was not done in time."""
    start = time.monotonic()
    child = subprocess.Popen([binary, "--once", name, str(size)], stdout=subprocess.DEVNULL)
    while True:
        done, status, usage = os.wait4(child.pid, os.WNOHANG)
        if done:
            assert status == 0, f"{name} of {size} bytes ended with {status}"
            return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
        if time.monotonic() - start > 10 * seconds:  # a busy machine: what counts is the processor's time
            child.kill()
            os.wait4(child.pid, 0)
            return None
        time.sleep(0.005)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--no-growth", action="store_true")
    arguments.add_argument("--no-limits", action="store_true")
    options = arguments.parse_args()
    binary = build()
    names = options.names or subprocess.run([binary, "--names"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    broken = []
    print(f"{'generator':24}{'instructions':>14}{'2n':>7}{'4n':>7}{'s of 1 MiB':>12}{'MB':>6}{'s of 32 MiB':>13}{'MB':>6}")
    for name in names:
        row = f"{name:24}"
        if options.no_growth:
            row += " " * 28
        else:
            once, twice, fourfold = (instructions(binary, name, SIZE << times) for times in range(3))
            growth = twice / once, fourfold / twice
            row += f"{once:14,}{growth[0]:7.2f}{growth[1]:7.2f}"
            broken += [f"{name} grows by {ratio:.2f}" for ratio in growth if ratio > GROWTH]
        if not options.no_limits:
            small, large = limits(binary, name, MIB, SECONDS), limits(binary, name, LARGEST - SLACK, LARGEST / MIB * SECONDS)
            for one, size, most, wide in [(small, MIB, 64 * MIB + 64 * 10**6, 12), (large, LARGEST, 512 * 10**6, 13)]:
                if one is None:
                    row += f"{'-':>{wide}}{'-':>6}"
                    broken.append(f"{name} of {size // MIB} MiB does not end")
                    continue
                seconds, memory = one
                row += f"{seconds:{wide}.2f}{memory / 10**6:6.0f}"
                if memory > most:
                    broken.append(f"{name} of {size // MIB} MiB takes {memory / 10**6:.0f} MB")
                if size == MIB and seconds > SECONDS:
                    broken.append(f"{name} of 1 MiB takes {seconds:.1f} s")
        print(row, flush=True)
    print("\n".join(broken) or "All promises are kept.")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
