#!/usr/bin/env python3
"""The review page as a reader has it: shown = JSON, both sides lead to each other, and nothing that a page says acts.

    python3 tests/browser/review.py target/release/gongkai
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import Chromium

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "fixtures/reports"


def dense(words):
    """Without white space, thin spaces between thousands too."""
    return re.sub(r"\s+", "", words)


def attacks():
    """The same pieces as in `tests/it/review.rs`, read from there, so that there is one list."""
    source = (ROOT / "tests/it/review.rs").read_text(encoding="utf-8")
    listed = source.split("ATTACKS: &[&str] = &[", 1)[1].split("\n];", 1)[0]
    found = [json.loads(re.sub(r"\\u\{(\w+)\}", lambda at: "\\u" + at[1].zfill(4), line.strip().rstrip(",")))
             for line in listed.strip().splitlines()]
    assert len(found) >= 15, found
    return found


class Tests:
    def __init__(self, program, folder, browser):
        self.program, self.folder, self.browser = program, Path(folder), browser

    def review(self, page, name):
        out = self.folder / f"{name}.html"
        subprocess.run([self.program, "review", page, "-o", out], check=True)
        return out

    def count(self, selector):
        return self.browser.run(f"[...document.querySelectorAll({json.dumps(selector)})]"
                                ".filter(element => element.getClientRects().length).length")

    def in_view(self, selector):
        return self.browser.run(f"""(() => {{
            const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();
            return box.bottom > 0 && box.top < innerHeight;
        }})()""")

    def test_what_is_shown_is_the_json(self):
        for name in ("gaizhou-2015", "linshui-2023", "tables-2019-word", "notice"):
            page = REPORTS / name / "page.html"
            said = json.loads(subprocess.run([self.program, "read", page], check=True, capture_output=True).stdout)
            self.browser.open(self.review(page, name))
            figures = said["report"]["figures"] if said["report"] else []
            shown = self.browser.run("""[...document.querySelectorAll('.item.figure')].map(item => [
                item.querySelector('.key').textContent,
                item.querySelector('.parsed').textContent,
                item.dataset.span || null])""")
            assert len(shown) == len(figures), (name, len(shown), len(figures))
            for figure, (key, value, span) in zip(figures, shown):
                assert dense(key) == figure["key"], (key, figure)
                if figure["value"] is not None:
                    assert dense(value).replace("−", "-").lstrip("≈><≥≤").startswith(figure["value"]), (value, figure)
                assert span == (figure["span"] and "{} {}".format(*figure["span"])), (span, figure)
            assert self.count(".item.finding") == len(said["findings"]), name
            mentions = sum(map(len, said["mentions"].values()))
            assert self.browser.run("document.querySelectorAll('.item.mention').length") == mentions, name

    def test_a_click_leads_to_the_other_side(self):
        self.browser.open(self.review(REPORTS / "gaizhou-2015/page.html", "clicks"))
        last = self.browser.run("""(() => {
            const links = [...document.querySelectorAll('.item.figure a.go')];
            return links[links.length - 1].closest('.item').id;
        })()""")
        self.browser.run("document.getElementById('document').scrollTop = 0")
        self.browser.click(f"#{last} a.go")
        assert self.in_view(f"#at-{last}"), "the words do not come into view"
        assert self.browser.run(f"document.querySelector('#at-{last}').classList.contains('on')")
        self.browser.press("Escape")
        self.browser.run("document.getElementById('panel').scrollTop = 0")
        self.browser.click(f"#at-{last}")
        chosen = self.browser.run("document.querySelector('.panel .item.on').id")
        assert self.in_view(f"#{chosen}"), "the item does not come into view"
        marked = self.browser.run(f"document.getElementById('at-{last}').closest('[data-to={chosen}]') !== null "
                                  f"|| document.querySelector('#at-{last} [data-to={chosen}]') !== null")
        assert marked, (chosen, last)

    def test_filters_hide_a_kind_and_all_but_findings(self):
        self.browser.open(self.review(REPORTS / "gaizhou-2015/page.html", "filters"))
        figures, dates = self.count(".item.figure"), self.count(".item.date")
        assert figures and dates
        self.browser.click("[data-filter='figure']")
        assert (self.count(".item.figure"), self.count(".item.date")) == (0, dates)
        self.browser.click("[data-filter='figure']")
        assert self.count(".item.figure") == figures
        self.browser.click("#warned")
        assert self.count(".item.finding") == self.browser.run("document.querySelectorAll('.item.finding').length")
        assert self.count(".item.figure:not(.doubted)") == 0 and self.count(".item.mention:not(.doubted)") == 0

    def test_the_keyboard_does_it_all(self):
        self.browser.open(self.review(REPORTS / "gaizhou-2015/page.html", "keys"))
        at = "document.querySelector('.item.on')?.id ?? null"
        self.browser.press("j")
        first = self.browser.run(at)
        self.browser.press("j")
        second = self.browser.run(at)
        assert first and second and first != second
        self.browser.press("k")
        assert self.browser.run(at) == first
        self.browser.press("/")
        self.browser.type("request.received")
        shown = self.count(".item.figure")
        assert 0 < shown < self.browser.run("document.querySelectorAll('.item.figure').length")
        self.browser.press("Escape")
        assert self.browser.run(at) is None and self.count(".item.figure") > shown
        self.browser.press("?")
        assert self.browser.run("document.getElementById('keyboard').open")

    def test_two_languages(self):
        page = self.review(REPORTS / "gaizhou-2015/page.html", "languages")
        for language, shown, hidden in (("zh-CN", "zh", "en"), ("en-US", "en", "zh")):
            self.browser.open(page, language=language)
            assert self.count(f".{shown}") and not self.count(f".{hidden}"), language
            self.browser.click("#language")
            assert self.count(f".{hidden}") and not self.count(f".{shown}"), language

    def test_nothing_that_a_page_says_acts(self):
        for number, attack in enumerate(attacks()):
            for suffix, page in (
                ("txt", f"盖州市2015年政府信息公开工作年度报告\n一、概述{attack}\n全年公开信息5条{attack}，《{attack}》。\n"),
                ("html", f"<title>{attack}</title><h1>{attack}年度报告</h1><p>全年公开5条{attack}</p>"
                         f"<table><tr><td>{attack}</td><td>12</td></tr></table>"),
            ):
                source = self.folder / f"attack-{number}.{suffix}"
                source.write_text(page, encoding="utf-8")
                self.quiet(self.review(source, f"attack-{number}-{suffix}"))

    def quiet(self, page):
        """Opens a page and clicks everything in it: no dialog, no request but for itself, no complaint."""
        self.browser.open(page)
        self.browser.run("document.querySelectorAll('mark, .item, a.go').forEach(one => one.click())")
        self.browser.settle()
        assert not self.browser.dialogs, (page, self.browser.dialogs)
        assert [url for url in self.browser.requests if not url.endswith("/" + page.name)] == [], self.browser.requests
        assert not self.browser.complaints, (page, self.browser.complaints)

    def test_a_page_of_ours_would_be_caught(self):
        """The record works: a page that does open a dialog and asks for something is seen to."""
        page = self.folder / "loud.html"
        page.write_text("<img src='https://example.invalid/x.png'><script>alert(1)</script>", encoding="utf-8")
        self.browser.open(page)
        assert self.browser.dialogs == ["1"], self.browser.dialogs
        assert any("example.invalid" in url for url in self.browser.requests), self.browser.requests


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        tests = Tests(program, folder, browser)
        for name in [name for name in dir(Tests) if name.startswith("test_")]:
            getattr(tests, name)()
            print("ok", name.removeprefix("test_").replace("_", " "), flush=True)


if __name__ == "__main__":
    main()
