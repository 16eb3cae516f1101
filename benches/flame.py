#!/usr/bin/env python3
"""Shows which functions the instructions of a stage go to: a table, and a flame graph in target/.

    benches/flame.py [STAGE] [--pages FOLDER] [--top N] [--svg FILE]

STAGE is one of `instructions.rs`: whole_line (unless another is named), stage_parse, stage_mentions … Needs valgrind. Counted are
all instructions that ran inside, each with the whole chain of its callers, so that nothing is a sample; what was inlined
counts for what it was inlined into. In the picture a box stands under the one that called it and is as wide as its share;
pointed at, it tells its whole name and its count.
"""

import argparse
import collections
import html
import pathlib
import re
import subprocess
import sys

from instructions import ROOT, build, valgrind

# Callers that are told apart: more than any chain of ours has.
DEPTH = 100
WIDTH, ROW = 1200, 17
OURS = {"text": "#f4c7ab", "page": "#a9b8ee", "outline": "#d9c2f0", "mention": "#a5ddd3", "report": "#ecd79a", "check": "#f2b3bd",
        "write": "#b9e2a5"}
COLOURS = OURS | {"parser": "#c9cdd3", "others": "#e6e6e6"}
# Narrower boxes are left out: nobody could point at them.
NARROWEST = 1.5


def stacks(file, stage):
    """Instructions of each chain of functions from the stage down."""
    names, counts, chain, is_call = {}, collections.Counter(), (), False
    with open(file, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if named := re.match(r"c?fn=\((\d+)\)(?: (.*))?", line):
                number, name = named.groups()
                if name:
                    names[number] = name
                if line.startswith("fn="):
                    # An apostrophe goes before each caller; in a name it begins a lifetime.
                    chain = tuple(reversed(re.split(r"(?<![&<(, +])'", names[number])))
            elif line.startswith("calls="):
                is_call = True
            elif cost := re.match(r"[+*-]?\d* (\d+)$", line):
                if not is_call:
                    counts[chain] += int(cost[1])
                is_call = False
    inside = collections.Counter()
    for chain, count in counts.items():
        at = next((at for at, name in enumerate(chain) if name.endswith(f"instructions::{stage}")), None)
        if at is not None:
            inside[chain[at:]] += count
    return inside


def short(name):
    """What a function is called, without where it is and what it is made for."""
    name = re.sub(r"^.*<impl [^>]* for ([^>]*)>", r"\1", name)
    name = re.sub(r"^<(.*?) as .*?>(?=::)", r"\1", name)
    while (shorter := re.sub(r"(?:::)?<[^<>]*>", "", name)) != name:
        name = shorter
    parts = name.replace("{{closure}}", "{}").split("::")
    keep = 2 + (parts[-1] == "{}")
    return "::".join(parts[-keep:]) or name


def owner(name):
    """Whose code it is: a floor of ours, the parser, or others."""
    if found := re.search(r"gongkai::(\w+)", name):
        return found[1] if found[1] in OURS else "others"
    return "parser" if re.search(r"\b(html5ever|markup5ever|scraper|ego_tree|tendril|string_cache)::", name) else "others"


def table(counts, top):
    own, whole = collections.Counter(), collections.Counter()
    for chain, count in counts.items():
        own[chain[-1]] += count
        for name in set(chain):
            whole[name] += count
    total = sum(own.values())
    print(f"{total:,} instructions\n\n{'in itself':>14}{'':8}{'with callees':>16}{'':8}  function")
    for name, count in own.most_common(top):
        print(f"{count:14,}{count / total:8.1%}{whole[name]:16,}{whole[name] / total:8.1%}  {name[:120]}")


def tree(counts):
    """Boxes: a name's count and the boxes under it."""
    root = [0, {}]
    for chain, count in counts.items():
        box = root
        box[0] += count
        for name in chain:
            box = box[1].setdefault(name, [0, {}])
            box[0] += count
    return root


def svg(counts, title, file):
    total, boxes = tree(counts)
    drawn, deepest = [], 0

    def draw(boxes, left, depth):
        nonlocal deepest
        for name, (count, under) in sorted(boxes.items(), key=lambda box: -box[1][0]):
            width = count / total * WIDTH
            if width >= NARROWEST:
                deepest = max(deepest, depth)
                y = 26 + depth * ROW
                share = f"{name} · {count:,} · {count / total:.1%}"
                drawn.append(f'<g><title>{html.escape(share[-200:])}</title><rect x="{left:.1f}" y="{y}" width="{width:.1f}" '
                             f'height="{ROW - 1}" fill="{COLOURS[owner(name)]}"/>')
                room = int((width - 4) / 6.2)
                if room >= 3:
                    words = short(name)
                    words = words if len(words) <= room else words[:room - 1] + "…"
                    drawn.append(f'<text x="{left + 2:.1f}" y="{y + 12}">{html.escape(words)}</text>')
                drawn.append("</g>")
                draw(under, left, depth + 1)
            left += width

    draw(boxes, 0, 0)
    height = 26 + (deepest + 1) * ROW + 4
    head = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace" font-size="10.5">',
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            f'<text x="4" y="16" font-family="sans-serif" font-size="13">{html.escape(title)}</text>']
    for at, (name, colour) in enumerate(COLOURS.items()):
        left = WIDTH - 66 * (len(COLOURS) - at)
        head.append(f'<rect x="{left}" y="6" width="10" height="12" fill="{colour}"/><text x="{left + 13}" y="16">{name}</text>')
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*head, *drawn, "</svg>"]) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", nargs="?", default="whole_line")
    parser.add_argument("--pages", type=pathlib.Path, help="a folder of other pages")
    parser.add_argument("--top", type=int, default=40, help="functions of the table")
    parser.add_argument("--svg", type=pathlib.Path)
    arguments = parser.parse_args()
    if not valgrind():
        print("there is no valgrind that runs")
        return 1
    out = ROOT / "target" / "flame.callgrind"
    pages = ["--pages", arguments.pages.resolve()] if arguments.pages else []
    subprocess.run(["valgrind", "--tool=callgrind", f"--separate-callers={DEPTH}", f"--toggle-collect=instructions::{arguments.stage}",
                    f"--callgrind-out-file={out}", build("instructions"), *pages], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    counts = stacks(out, arguments.stage)
    out.unlink()
    if not counts:
        print(f"no stage {arguments.stage} ran")
        return 1
    table(counts, arguments.top)
    file = arguments.svg or ROOT / "target" / f"flame-{arguments.stage}.svg"
    svg(counts, f"{arguments.stage}: {sum(counts.values()):,} instructions", file)
    print(f"\n{file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
