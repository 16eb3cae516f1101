#!/usr/bin/env python3
"""Runs the tests against mutants of the modules that read numbers, and says which were caught.

  scripts/mutants/run.py FOLDER [MODULE…] [--sample N] [--seed N] [--jobs N] [--only NUMBER…]

All mutants of `cargo mutants --list` are built at once (src/main.rs says how): a build for each would take days. FOLDER
gets the copy of the sources, `mutants.json`, the numbers in `dropped` that do not compile, `reached.json` and
`outcomes.tsv`; what is there already is not run again. Each test is asked once which mutants it comes by; against a mutant run
only those that do: of its module, then of the library, then of `it`, quick ones first. A run that takes ten times as
long as without any mutant, in time of the processor, is caught too. Needs cargo-mutants.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TABLES = "src/page/layout/|src/report/fit/(grid|rows|order|text_table)"
# Module: its files, and its own tests.
MODULES = {
    "numeral": ("src/text/numeral/", "text::numeral"),
    "date": ("src/mention/date/", "mention::date"),
    "document_number": ("src/mention/document_number/", "mention::document_number"),
    "table": (TABLES, "page::layout"),
    "fit": ("src/report/fit", "report::fit"),
}
# What reads the sources instead of running them.
SKIPPED = ("architecture::", "rust_source::")
# Half a minute, in which only tables and forms are read.
SLOW = "fit::every_figure_comes_back_from_every_layout"
# Tests that take less run together.
QUICK = 0.5


def module_of(mutant):
    return next(name for name, (files, _) in MODULES.items() if re.match(files, mutant["file"]))


def list_mutants(folder):
    path = folder / "mutants.json"
    if not path.exists():
        globs = ["text/numeral/*.rs", "mention/date/*.rs", "mention/document_number/*.rs", "page/layout/*.rs", "report/fit.rs", "report/fit/**/*.rs"]
        files = [word for glob in globs for word in ("-f", f"src/{glob}")]
        listed = subprocess.run(
            ["cargo", "mutants", "--list", "--json", "-p", "gongkai", *files], cwd=ROOT, check=True, capture_output=True
        )
        path.write_bytes(listed.stdout)
    return json.loads(path.read_text())


def copy_sources(copy):
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in tracked.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    manifest = (copy / "Cargo.toml").read_text()
    # Overflow is checked as ever, but hundreds of runs want speed.
    manifest = manifest.replace("[profile.test]\nopt-level = 1", "[profile.test]\nopt-level = 2\ndebug = false")
    (copy / "Cargo.toml").write_text(manifest.replace("[lints]\nworkspace = true\n", ""))
    shutil.copy(HERE / "src/switch.rs", copy / "src/mutant.rs")
    library = (copy / "src/lib.rs").read_text()
    allowed = "#![allow(arithmetic_overflow, unconditional_panic)]\n"
    (copy / "src/lib.rs").write_text(library.replace("\nmod error;", f"\n{allowed}pub mod mutant;\nmod error;"))


def write_mutants(folder):
    """The copy with all mutants that compile; the places of what was written for them."""
    copy, dropped = folder / "copy", folder / "dropped"
    copy_sources(copy)
    if not dropped.exists():
        # A function that returns `impl Iterator` has one type of it: no other value can stand beside.
        hidden = [n for n, mutant in enumerate(list_mutants(folder), 1) if mutant["genre"] == "FnValue" and "-> impl " in mutant["name"]]
        dropped.write_text("".join(f"{number}\n" for number in hidden))
    command = ["cargo", "run", "--quiet", "--manifest-path", HERE / "Cargo.toml", "--"]
    written = subprocess.run([*command, copy, folder / "mutants.json", dropped], check=True, capture_output=True, text=True)
    places = collections.defaultdict(list)
    for line in written.stdout.splitlines():
        number, file, start, end = line.split("\t")
        places[file].append((int(number), int(start), int(end)))
    return places


def refused(folder, places):
    """The mutants in which the compiler finds an error."""
    command = ["cargo", "check", "--package", "gongkai", "--lib", "--message-format", "json"]
    checked = subprocess.run(command, cwd=folder / "copy", stdout=subprocess.PIPE, text=True)
    mutants, numbers = list_mutants(folder), set()
    for line in checked.stdout.splitlines():
        message = json.loads(line).get("message")
        if not isinstance(message, dict) or message.get("level") != "error" or not message["spans"]:
            continue
        hits = []
        for span in message["spans"]:
            for number, start, end in places[span["file_name"]]:
                if start <= span["byte_start"] and span["byte_end"] <= end:
                    hits.append((not span["is_primary"], end - start, number))
        if not hits and message["code"] and message["code"]["code"] == "E0004":
            # An arm that alone covers its case cannot be deleted: the compiler points at the match, and at its last arm.
            match, last = message["spans"][0], message["children"][-1]["spans"][-1]
            inside = [place for place in places[match["file_name"]] if match["byte_start"] < place[1] <= last["byte_end"]]
            numbers |= {number for number, _, _ in inside if mutants[number - 1]["genre"] == "MatchArm"}
        elif not hits:
            print(f"an error in no mutant: {message['rendered']}", file=sys.stderr)
        numbers |= {number for worse, size, number in hits if (worse, size) == min(hits)[:2]}
    if checked.returncode and not numbers:
        sys.exit("cannot be built")
    return numbers


def build(folder):
    """The test programs and the numbers of the mutants in them; built once, till `built.json` is removed."""
    built = folder / "built.json"
    if built.exists():
        return json.loads(built.read_text())
    places = write_mutants(folder)
    while numbers := refused(folder, places):
        print(f"{len(numbers)} do not compile", flush=True)
        with open(folder / "dropped", "a") as dropped:
            dropped.writelines(f"{number}\n" for number in sorted(numbers))
        places = write_mutants(folder)
    command = ["cargo", "test", "--package", "gongkai", "--no-run", "--lib", "--test", "it", "--message-format", "json"]
    done = subprocess.run(command, cwd=folder / "copy", check=True, stdout=subprocess.PIPE, text=True)
    artifacts = map(json.loads, done.stdout.splitlines())
    programs = {one["target"]["name"]: one["executable"] for one in artifacts if one.get("executable")}
    written = sorted({number for file in places.values() for number, _, _ in file})
    built.write_text(json.dumps([programs, written]))
    return programs, written


def limit(seconds):
    """Of the processor's time: how busy the machine is proves nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    os.nice(10)


def run(program, tests, seconds, copy, **environment):
    """Whether the tests pass, which does not, and how long they took."""
    command = [program, "--test-threads", "1", "-Zunstable-options", "--fail-fast", "--exact", *tests]
    environment = {**os.environ, **environment, "RUSTC_BOOTSTRAP": "1", "PROPTEST_FAILURE_PERSISTENCE": "off"}
    started = time.monotonic()
    try:
        done = subprocess.run(
            command, cwd=copy, timeout=100 * seconds, preexec_fn=lambda: limit(seconds), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", env=environment,
        )
        result = "pass" if done.returncode == 0 else "fail"
        if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return "time", "time", time.monotonic() - started
        failed = re.findall(r"^test (\S+)(?: - should panic)? \.\.\. FAILED", done.stdout, re.M)
        what = failed[0] if failed else f"rc {done.returncode}"
    except subprocess.TimeoutExpired:
        result, what = "time", "time"
    return result, what, time.monotonic() - started


def reach(folder, programs):
    """Of each test its program, its seconds without any mutant, and the mutants whose place it comes by."""
    path, record = folder / "reached.json", folder / "reached.txt"
    if path.exists():
        return json.loads(path.read_text())
    tests = {}
    for program in (programs["gongkai"], programs["it"]):
        listed = subprocess.run([program, "--list", "--format", "terse"], check=True, capture_output=True, text=True)
        for test in re.findall(r"^(\S+): test$", listed.stdout, re.M):
            if test.startswith(SKIPPED):
                continue
            record.write_text("")
            result, _, _ = run(program, [test], 600, folder / "copy", REACHED=str(record))
            _, _, seconds = run(program, [test], 600, folder / "copy", MUTANT="0")
            if result != "pass":
                sys.exit(f"{test} fails without any mutant")
            tests[test] = (program, seconds, [int(number) for number in record.read_text().split()])
    path.write_text(json.dumps(tests))
    return tests


def steps_for(number, module, reached, programs):
    """The tests that come by the mutant, in groups to be asked one after the other: where they are, names, seconds."""
    places = [("module", programs["gongkai"], True), ("library", programs["gongkai"], False), ("it", programs["it"], False)]
    steps = []
    for place, program, is_own in places:
        tests = sorted(
            (seconds, test)
            for test, (where, seconds, numbers) in reached.items()
            if where == program and number in numbers and (place == "it" or test.startswith(MODULES[module][1]) == is_own)
            and (test != SLOW or module in ("table", "fit"))
        )
        quick = [test for seconds, test in tests if seconds < QUICK]
        if quick:
            steps.append((place, program, quick, sum(seconds for seconds, _ in tests[: len(quick)])))
        steps += [(place, program, [test], seconds) for seconds, test in tests[len(quick) :]]
    return steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("modules", nargs="*", choices=[[], *MODULES])
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int, nargs="*", help="run these, again where they have run")
    options = parser.parse_args()
    folder = options.folder.resolve()
    (folder / "copy").mkdir(parents=True, exist_ok=True)
    mutants = list_mutants(folder)
    programs, written = build(folder)
    print(f"{len(mutants)} mutants, {len(written)} written", flush=True)

    outcomes = folder / "outcomes.tsv"
    outcomes.touch()
    lines = [line.split("\t") for line in outcomes.read_text().splitlines()]
    written = set(written)
    done = {} if options.only else {int(line[0]): line for line in lines}
    chosen = []
    for module in options.modules or MODULES:
        numbers = [index + 1 for index, mutant in enumerate(mutants) if module_of(mutant) == module and index + 1 in written]
        if options.only:
            numbers = [number for number in numbers if number in options.only]
        random.Random(options.seed).shuffle(numbers)
        chosen += [number for number in numbers[: options.sample] if number not in done]

    reached = {test: (program, seconds, set(numbers)) for test, (program, seconds, numbers) in reach(folder, programs).items()}
    lock = threading.Lock()

    def judge(number):
        mutant = mutants[number - 1]
        spent, result, place, what = 0, "pass", "none", "no test comes by"
        for place, program, tests, usual in steps_for(number, module_of(mutant), reached, programs):
            result, what, seconds = run(program, tests, 10 * usual + 5, folder / "copy", MUTANT=str(number))
            spent += seconds
            if result != "pass":
                break
        outcome = "missed" if result == "pass" else "caught"
        words = [number, module_of(mutant), outcome, place, what, f"{spent:.1f}", mutant["name"]]
        with lock, open(outcomes, "a") as out:
            print(*words, sep="\t", file=out)

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(judge, chosen))
    latest = {line.split("\t")[0]: line.split("\t") for line in outcomes.read_text().splitlines()}
    counts = collections.Counter((line[1], line[2]) for line in latest.values())
    for module in MODULES:
        caught, missed = counts[module, "caught"], counts[module, "missed"]
        if caught + missed:
            print(f"{module}: {caught} of {caught + missed} caught, {100 * caught / (caught + missed):.1f} %")


if __name__ == "__main__":
    main()
