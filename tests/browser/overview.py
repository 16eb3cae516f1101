#!/usr/bin/env python3
"""The overview page as a reader has it: no request, no dialog, no complaint, two languages, no overflow, enough contrast.

    python3 tests/browser/overview.py target/release/gongkai
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import Chromium
from review import ROOT, attacks

# Luminance of what text stands on and of the text, as WCAG 2 defines it, over every text of the page.
CONTRAST = """(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
    const rgba = colour => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = element => {
        for (let up = element; up; up = up.parentElement) {
            const colour = rgba(getComputedStyle(up).backgroundColor);
            if (colour[3] === 255) return colour;
        }
        return [255, 255, 255, 255];
    };
    const under = text => {
        const before = text.previousElementSibling;
        if (!before || before.tagName !== 'rect' || !/sign|share/.test(text.getAttribute('class'))) return ground(text);
        const colour = getComputedStyle(before).fill;
        return colour === 'none' ? ground(text) : rgba(colour);
    };
    const worst = [];
    for (const element of document.querySelectorAll('h1, h2, p, dt, dd, th, td, code, li, figcaption, svg text, button')) {
        if (!element.getClientRects().length || !element.textContent.trim()) continue;
        const style = getComputedStyle(element), drawn = element.tagName === 'text';
        const a = light(rgba(drawn ? style.fill : style.color)), b = light(drawn ? under(element) : ground(element));
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) worst.push([element.textContent.trim().slice(0, 30), element.getAttribute('class'), ratio]);
    }
    return worst;
})()"""


def overview(program, pages, folder):
    lines, out = folder / "out.jsonl", folder / "overview.html"
    subprocess.run([program, "batch", *pages, "-o", lines, "--quiet", "--restart"], check=False)
    subprocess.run([program, "overview", lines, "-o", out], check=True)
    return out


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        folder = Path(folder)
        page = overview(program, [ROOT / "fixtures/reports"], folder)
        for dark in (False, True):
            browser.open(page, dark=dark)
            assert browser.run(CONTRAST) == [], (dark, browser.run(CONTRAST))
        print("ok contrast, light and dark")
        reports = sum(json.loads(line)["report"] is not None for line in open(folder / "out.jsonl", encoding="utf-8"))
        shown = browser.run("document.querySelectorAll('.tile dd')[1].textContent")
        assert 0 < int(shown) <= reports, (shown, reports)
        browser.run("document.querySelectorAll('svg[role=img]').length") or sys.exit("no chart")
        unnamed = browser.run("""[...document.querySelectorAll('svg[role=img]')].filter(svg =>
            !(svg.getAttribute('aria-label') || document.getElementById(svg.getAttribute('aria-labelledby')))).length""")
        assert unnamed == 0
        print("ok charts have names")
        for language, seen, hidden in (("zh-CN", "zh", "en"), ("en-US", "en", "zh")):
            browser.open(page, language=language)
            visible = lambda which: browser.run(
                f"[...document.querySelectorAll('.{which}')].filter(one => one.getClientRects().length).length")
            assert visible(seen) and not visible(hidden), language
            browser.click("#language")
            assert visible(hidden) and not visible(seen), language
        print("ok two languages")
        browser.open(page, width=400, height=800)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), "wider than a telephone"
        print("ok narrow")
        sources = []
        for number, attack in enumerate(attacks()):
            sources.append(folder / f"{number}.txt")
            sources[-1].write_text(f"青禾市{attack}{2010 + number}年政府信息公开工作年度报告\n一、概述\n公开5条{attack}。\n",
                                   encoding="utf-8")
        browser.open(overview(program, sources, folder))
        browser.run("document.querySelectorAll('summary, rect, text').forEach(one => one.dispatchEvent(new Event('click')))")
        browser.settle()
        assert not browser.dialogs and not browser.complaints, (browser.dialogs, browser.complaints)
        assert [url for url in browser.requests if not url.endswith("/overview.html")] == [], browser.requests
        print("ok nothing that pages say acts")


if __name__ == "__main__":
    main()
