#!/usr/bin/env python3
"""Compares this program with others on the same pages and texts, on one machine, in one run.

    benches/compare/compare.py [FOLDER] [--turns N] [--scratch FOLDER] [--svg FILE]

Installs the others into a scratch folder (PyPI and crates.io), which takes minutes at the first run. FOLDER has pages and,
in *.jsonl, what a person took for their text: one object a line, {"html": PATH, "expected": [{"type": "main_content",
"value": TEXT}]}. Without it the pages are those of our benches and fixtures, for which there is no such text, and only
the sentences that the fixtures ask for are counted.

Speed is of one thread, from bytes in memory to text (ours: to the whole JSON with all mentions but organizations). The
programs take turns, N of two rounds each, and each keeps its fastest round: so what else the machine has to do slows all of them
alike. Memory is the peak of the whole process, interpreter included. Content is scored by groups of four characters without
blanks. "Whole" is the share of the figures in the person's text that stand in the program's text unbroken. The recall of
mentions is of our own examples in fixtures/mentions: the exact span, or not.
"""

import argparse
import collections
import datetime
import json
import math
import pathlib
import platform
import re
import subprocess
import sys
import tomllib
import unicodedata
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PACKAGES = ["trafilatura", "lxml_html_clean", "resiliparse", "readability-lxml", "justext", "gne", "jionlp"]
# The newest emoji has lost a name that it imports.
PACKAGES += ["recognizers-text-suite", "emoji<2"]
PYTHON = ["trafilatura", "resiliparse", "readability-lxml", "justext", "gne"]
# Rounds of a turn.
ROUNDS = 2
RUST = ["gongkai", "readability", "dom_smoothie"]
# The files of examples, the kinds of ours that they are about, and who else claims to find them.
MENTIONS = {
    "dates": (["date", "date_period"], "date,date_period", ["jionlp time", "recognizers date"]),
    "lengths of time": (["duration"], "duration", ["jionlp time", "recognizers date"]),
    "money": (["money"], "money", ["jionlp money", "recognizers money"]),
    "percentages": (["percent"], "percent", ["recognizers percent"]),
    "numbers": (["number"], "number", ["recognizers number"]),
}


def install(scratch):
    """The folder with the interpreter of the others, and the program of the Rust ones."""
    env = scratch / "venv"
    python = env / "bin" / "python"
    if not python.exists():
        venv.create(env, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-U", "pip"], check=True)
    for package in PACKAGES:
        done = subprocess.run([python, "-m", "pip", "install", "-q", package], capture_output=True, text=True)
        if done.returncode:
            print(f"{package} cannot be installed here: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
    target = scratch / "target"
    manifest = HERE / "peers" / "Cargo.toml"
    subprocess.run(["cargo", "build", "-q", "--release", "--manifest-path", manifest, "--target-dir", target], check=True)
    cli = ["cargo", "build", "-q", "--release", "-p", "gongkai-cli", "--manifest-path", ROOT / "Cargo.toml"]
    subprocess.run(cli, check=True)
    return python, target / "release" / "gongkai-compare"


def run(command):
    """What it prints as JSON, with the peak of its memory in MB; None where it fails."""
    meter = "import json,resource,subprocess,sys\np=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE)\n"
    meter += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\nsys.stdout.flush()\n"
    meter += "sys.stdout.buffer.write(p.stdout)\nsys.exit(p.returncode)"
    done = subprocess.run([sys.executable, "-c", meter, *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        print(f"{command[:3]}: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    peak, _, out = done.stdout.decode().partition("\n")
    return json.loads(out) | {"memory": int(peak) / 1024}


def race(commands, turns):
    """Of each program of a table of commands what its fastest run gave: they take turns, and those that fail are left out."""
    best = {}
    for _ in range(turns):
        for name, command in commands.items():
            done = run(command)
            if done and done["seconds"] < best.get(name, {"seconds": math.inf})["seconds"]:
                best[name] = done
    return best


def plain(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def grams(text):
    text = plain(text)
    return collections.Counter(text[at : at + 4] for at in range(max(1, len(text) - 3))) if text else collections.Counter()


def f1(got, gold):
    got, gold = grams(got), grams(gold)
    hit = sum((got & gold).values())
    precision, recall = hit / max(1, sum(got.values())), hit / max(1, sum(gold.values()))
    return 2 * precision * recall / (precision + recall) if hit else 0.0


def figures(text):
    """Dates and numbers of two digits and more."""
    text = unicodedata.normalize("NFKC", text)
    return re.findall(r"\d{4}年\d{1,2}月\d{1,2}日|\d[\d,.]*\d", text)


def whole(got, gold):
    """How many figures of the person's text there are, and how many of them stand unbroken."""
    want = collections.Counter(figures(gold))
    have = collections.Counter(figures(got))
    return sum((want & have).values()), sum(want.values())


def pages(folder, scratch, peers):
    """The paths of the pages, and what is expected of each."""
    if folder:
        rows = [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
        # What the text of a page of a forum is, nobody can say.
        return [(folder / row["html"], row["expected"]) for row in rows if "forum" not in str(row.get("notes"))]
    made = scratch / "pages"
    made.mkdir(exist_ok=True)
    subprocess.run([peers, "--pages", made], check=True)
    ours = tomllib.loads((ROOT / "fixtures/pages/pages.toml").read_text(encoding="utf-8"))["page"]
    kinds = (("must", "must_contain"), ("mustnot", "must_not_contain"))
    expected = [[dict(type=kind, text=text) for key, kind in kinds for text in page.get(key, [])] for page in ours]
    fixtures = [(ROOT / "fixtures/pages" / page["file"], want) for page, want in zip(ours, expected)]
    return fixtures + [(page, []) for page in sorted(made.glob("*.html"))]


def scores(texts, expected):
    """Mean F1, share of unbroken figures, share of sentences that are rightly there or rightly not."""
    f1s, kept, figures_in_all, right, asked = [], 0, 0, 0, 0
    for text, wants in zip(texts, expected):
        text = text or ""
        for want in wants:
            if want["type"] == "main_content":
                f1s.append(f1(text, want["value"]))
                a, b = whole(text, want["value"])
                kept, figures_in_all = kept + a, figures_in_all + b
            elif want["type"] in ("must_contain", "must_not_contain"):
                asked += 1
                right += (plain(want["text"]) in plain(text)) == (want["type"] == "must_contain")
    share = lambda a, b: a / b if b else None
    return share(sum(f1s), len(f1s)), share(kept, figures_in_all), share(right, asked)


def show(value, digits=3):
    return "–" if value is None else f"{value:.{digits}f}"


def racers(python, peers, names, paths, listing):
    """The commands that run these programs over the pages, of which a list is made."""
    listing.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    of = lambda name: [python, HERE / "peers.py", "pages", name] if name in PYTHON else [peers, name]
    return {name: [*of(name), listing, ROUNDS] for name in names}


def compare_pages(python, peers, scratch, folder, turns):
    found = pages(folder, scratch, peers)
    size = sum(path.stat().st_size for path, _ in found)
    print(f"\n{len(found)} pages, {size / len(found) / 1000:.1f} kB in the mean\n")
    print("| program | pages/s | against ours | peak MB | F1 | figures whole | sentences |\n|---|---|---|---|---|---|---|")
    commands = racers(python, peers, ["scraper", *RUST, *PYTHON], [path for path, _ in found], scratch / "pages.txt")
    rows = []
    for name, done in race(commands, turns).items():
        scored = (None,) * 3 if name == "scraper" else scores(done["texts"], [wants for _, wants in found])
        rows.append((name, len(found) / done["seconds"], done["memory"], *scored))
    ours = next(speed for name, speed, *_ in rows if name == "gongkai")
    for name, speed, memory, f, kept, right in rows:
        label = "scraper alone, no text" if name == "scraper" else name
        print(f"| {label} | {speed:.0f} | {ours / speed:.1f} | {memory:.0f} | {show(f)} | {show(kept)} | {show(right)} |")
    return rows


def race_mentions(python, scratch, title, turns):
    """Seconds for our examples of a kind of mentions and the spans found in each, by program; and the right spans."""
    files, kinds, others = MENTIONS[title]
    cases = []
    for file in files:
        cases += tomllib.loads((ROOT / f"fixtures/mentions/{file}.toml").read_text(encoding="utf-8"))["case"]
    texts = [case["text"] for case in cases]
    gold = [spans(case["text"], [found["text"] for found in case.get("finds", [])]) for case in cases]
    listing = scratch / "texts.json"
    listing.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    rows = {"gongkai": ours_on(ROOT / "target/release/gongkai", kinds, texts)}
    commands = {name: [python, HERE / "peers.py", "texts", name, listing, ROUNDS] for name in others}
    for name, done in race(commands, turns).items():
        rows[name] = done["seconds"], [[tuple(span) for span in found or []] for found in done["texts"]]
    return rows, gold


def compare_mentions(python, scratch, turns):
    print("\n| mentions | program | texts/s | against ours | exact spans found | of what is found, right |\n|---|---|---|---|---|---|")
    for title in MENTIONS:
        rows, gold = race_mentions(python, scratch, title, turns)
        for name, (seconds, found) in rows.items():
            hits = sum(len(set(have) & set(want)) for have, want in zip(found, gold))
            want, have, ours = sum(map(len, gold)), sum(map(len, found)), rows["gongkai"][0]
            print(f"| {title} | {name} | {len(gold) / seconds:.0f} | {seconds / ours:.0f} | {hits / want:.3f} | {hits / max(1, have):.3f} |")


def ours_on(cli, kinds, texts):
    """Seconds and spans; the texts many times over, so that the start of the process does not count."""
    times = 200
    lines = [json.dumps({"id": str(number), "text": text}, ensure_ascii=False) for number, text in enumerate(texts)]
    feed = ("\n".join(lines) + "\n").encode() * times
    seconds = math.inf
    for _ in range(3):
        start = datetime.datetime.now()
        out = subprocess.run([cli, "mentions", "--jsonl", "--kinds", kinds], input=feed, stdout=subprocess.PIPE, check=True)
        seconds = min(seconds, (datetime.datetime.now() - start).total_seconds() / times)
    rows = map(json.loads, out.stdout.decode().splitlines()[: len(texts)])
    return seconds, [[(found["start"], found["end"]) for found in row["mentions"]] for row in rows]


def spans(text, finds):
    """The places of words that stand in this order."""
    at, found = 0, []
    for words in finds:
        at = text.index(words, at)
        found.append((at, at + len(words)))
        at += len(words)
    return found


def svg(rows, path):
    """Pages a second to the right, on a scale of tens; F1 upwards, or the share of sentences."""
    rows = [(name, speed, f if f is not None else right) for name, speed, _, f, _, right in rows if name != "scraper"]
    rows = [row for row in rows if row[2] is not None]
    if not rows:
        return
    width, height, left, bottom = 640, 360, 56, 44
    low = max(0.0, math.floor(min(score for *_, score in rows) * 10 - 0.2) / 10)
    first = math.floor(math.log10(min(speed for _, speed, _ in rows)))
    last = math.ceil(math.log10(max(speed for _, speed, _ in rows)))
    x = lambda speed: left + (math.log10(speed) - first) / (last - first) * (width - left - 110)
    y = lambda score: height - bottom - (score - low) / (1 - low) * (height - bottom - 24)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">']
    out.append("<title>Pages a second and F1 of the main text, by program</title>")
    out.append(f'<rect width="{width}" height="{height}" fill="#fff"/>')
    line = '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#ddd"/>'
    for power in range(first, last + 1):
        at = x(10.0**power)
        out.append(line.format(f"{at:.1f}", 24, f"{at:.1f}", height - bottom))
        out.append(f'<text x="{at:.1f}" y="{height - bottom + 16}" text-anchor="middle" fill="#555">{10**power}</text>')
    for step in range(round(low * 10), 11):
        at = y(step / 10)
        out.append(line.format(left, f"{at:.1f}", width - 110, f"{at:.1f}"))
        out.append(f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end" fill="#555">{step / 10:.1f}</text>')
    out.append(f'<text x="{(left + width - 110) / 2}" y="{height - 8}" text-anchor="middle">pages a second, one thread</text>')
    out.append(f'<text x="{left - 40}" y="14">F1 of the main text</text>')
    for name, speed, score in rows:
        colour = "#b3261e" if name == "gongkai" else "#4a6fa5"
        out.append(f'<circle cx="{x(speed):.1f}" cy="{y(score):.1f}" r="5" fill="{colour}"/>')
        out.append(f'<text x="{x(speed) + 9:.1f}" y="{y(score) + 4:.1f}" fill="{colour}">{name}</text>')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*out, "</svg>"]) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=pathlib.Path)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / "target/compare")
    parser.add_argument("--svg", type=pathlib.Path)
    arguments = parser.parse_args()
    scratch = arguments.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    python, peers = install(scratch)
    listed = subprocess.run([python, "-m", "pip", "list", "--format=json"], capture_output=True, check=True).stdout
    wanted = {package.lower().replace("_", "-") for package in PACKAGES}
    versions = [f"{p['name']} {p['version']}" for p in json.loads(listed) if p["name"].lower().replace("_", "-") in wanted]
    print(f"{datetime.date.today()}, {platform.machine()}, Python {platform.python_version()}: {', '.join(versions)}")
    rows = compare_pages(python, peers, scratch, arguments.folder, arguments.turns)
    compare_mentions(python, scratch, arguments.turns)
    if arguments.svg:
        svg(rows, arguments.svg)


if __name__ == "__main__":
    main()
