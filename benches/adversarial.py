#!/usr/bin/env python3
"""Holds every generator of hostile input to what is promised of any input.

    benches/adversarial.py [NAME…] [--quick]

Growth: n, 2n and 4n bytes cost at most 2.2 times as many instructions for each doubling, counted by callgrind in the
reading alone. Limits: a page takes at most 64 times its size and 64 MB of memory, and never more than 512 MB; one of up to 1 MiB
at most 5 s. Growth is counted from 32 KiB on, where no limit of a page bends it any more; the limits are tried at 256 KiB, 1 MiB and
32 MiB, the largest that is taken, which --quick leaves out. Prints a row for each generator, and fails where a promise is broken.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from instructions import build, valgrind

GROWTH = 2.2
SECONDS = 5
KIB, MIB = 1 << 10, 1 << 20
GROWN = 32 * KIB
# A page over the limit is refused at once and shows nothing: some bytes are left for what generators put around.
SIZES = {"256 KiB": 256 * KIB, "1 MiB": MIB, "32 MiB": 32 * MIB - 64 * KIB}


def growth(binary, names, size):
    """Instructions of n, 2n and 4n bytes of each generator: one process, of which callgrind tells each reading by itself."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", "--toggle-collect=adversarial::once",
                   "--dump-after=adversarial::once", binary, "--thrice", str(size), *names]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        told = sorted(Path(folder).glob("out.*"), key=lambda file: int(file.suffix[1:]))
        counts = [int(re.search(r"^summary: (\d+)", file.read_text(errors="replace"), re.M)[1]) for file in told]
    assert len(counts) == 3 * len(names), f"{len(counts)} readings of {len(names)} generators were counted"
    return {name: counts[3 * at : 3 * at + 3] for at, name in enumerate(names)}


def limits(binary, name, size):
    """Seconds and bytes of memory at the peak, of the whole process; None where it was not done in time."""
    start = time.monotonic()
    child = subprocess.Popen([binary, "--once", str(size), name], stdout=subprocess.DEVNULL)
    while True:
        done, status, usage = os.wait4(child.pid, os.WNOHANG)
        if done:
            assert status == 0, f"{name} of {size} bytes ended with {status}"
            return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
        if time.monotonic() - start > 10 * SECONDS * max(1, size / MIB):  # a busy machine: what counts is the processor's time
            child.kill()
            os.wait4(child.pid, 0)
            return None
        time.sleep(0.005)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--quick", action="store_true")
    options = arguments.parse_args()
    binary = build("adversarial")
    names = options.names or subprocess.run([binary, "--names"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    counts = growth(binary, names, GROWN) if valgrind() else {}
    sizes = list(SIZES.items())[: 2 if options.quick else 3]
    broken = []
    print(f"{'generator':24}{'instructions':>14}{'2n':>7}{'4n':>7}" + "".join(f"{f's of {size}':>14}{'MB':>6}" for size, _ in sizes))
    for name in names:
        row = f"{name:24}"
        if name in counts:
            once, twice, fourfold = counts[name]
            ratios = twice / once, fourfold / twice
            row += f"{once:14,}{ratios[0]:7.2f}{ratios[1]:7.2f}"
            broken += [f"{name} grows by {ratio:.2f}" for ratio in ratios if ratio > GROWTH]
        else:
            row += " " * 28
        for shown, size in sizes:
            done = limits(binary, name, size)
            if done is None:
                row += f"{'-':>14}{'-':>6}"
                broken.append(f"{name} of {shown} does not end")
                continue
            seconds, memory = done
            row += f"{seconds:14.2f}{memory / 10**6:6.0f}"
            if memory > min(64 * size + 64 * 10**6, 512 * 10**6):
                broken.append(f"{name} of {shown} takes {memory / 10**6:.0f} MB")
            if size <= MIB and seconds > SECONDS:
                broken.append(f"{name} of {shown} takes {seconds:.1f} s")
        print(row, flush=True)
    print("\n".join(broken) or "All promises are kept.")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
