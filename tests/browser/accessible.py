#!/usr/bin/env python3
"""What axe-core has to say about the review and overview pages: nothing that is serious or critical.

    python3 tests/browser/accessible.py target/release/gongkai node_modules/axe-core/axe.min.js

axe-core is npm's package of that name. It is run light and dark, in both languages, wide and narrow.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import Chromium
from overview import overview
from review import REPORTS, ROOT

GRAVE = ("serious", "critical")
VIEWS = (
    {},
    {"dark": True},
    {"language": "en-US"},
    {"width": 400, "height": 800},
)
RUN = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.flatMap(rule =>
    rule.nodes.map(node => [rule.impact, rule.id, node.target.flat().join(' '), node.failureSummary])))"""


def grave(browser, axe):
    """What readers with a keyboard, a screen reader or weak eyes cannot use on the page that is open."""
    browser.run(axe + ";0")
    return [found for found in browser.run(RUN) if found[0] in GRAVE]


def main():
    program, axe = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        folder = Path(folder)
        bad = folder / "bad.html"
        bad.write_text("<!doctype html><title>x</title><html lang=zh><img src=''><input>", encoding="utf-8")
        browser.open(bad)
        assert {rule for _, rule, *_ in grave(browser, axe)} >= {"image-alt", "label"}, "it tells what is wrong"
        pages = {"overview": overview(program, [ROOT / "fixtures/reports"], folder)}
        for name in ("gaizhou-2015", "linshui-2023", "tables-2019-word", "notice"):
            pages[name] = folder / f"{name}.html"
            subprocess.run([program, "review", REPORTS / name / "page.html", "-o", pages[name]], check=True)
        left = []
        for name, page in pages.items():
            for view in VIEWS:
                browser.open(page, **view)
                left += [(name, view, *found) for found in grave(browser, axe)]
            print("looked at", name)
        for found in left[:20]:
            print(*found)
        assert not left, f"{len(left)} findings of axe-core"
        print("ok nothing serious to axe-core")


if __name__ == "__main__":
    main()
