#!/usr/bin/env python3
"""Pictures of our pages: those of the README, or all that a person should look at after a change.

    python3 tests/browser/look.py target/release/gongkai            docs/images/*.png
    python3 tests/browser/look.py target/release/gongkai FOLDER     light, dark, narrow and printed
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import Chromium

ROOT = Path(__file__).resolve().parents[2]


def many(folder):
    """Reports of made-up organs on some years: what an overview is for."""
    organs = ["青禾市", "青禾市教育局", "青禾市卫生局", "青禾市水务局", "青禾市档案馆", "青禾市民政局", "青禾市交通局", "青禾市体育局"]
    labels = ["（一）收到申请数", "（三）申请答复数", "1.属于已主动公开范围数", "2.同意公开答复数", "3.同意部分公开答复数",
              "4.不同意公开答复数", "5.不属于本行政机关公开数", "6.申请信息不存在数", "7.告知作出更改补充数", "8.告知通过其他途径办理数"]
    for at, organ in enumerate(organs):
        for year in range(2014, 2019):
            if (at * 7 + year) % 9 == 0:
                continue
            parts = [(at * step + year * step) % (9 - number) for number, step in enumerate((5, 7, 3, 11, 2, 13, 4, 6))]
            total = sum(parts) + (1 if (at + year) % 11 == 0 else 0)
            rows = [("（一）主动公开政府信息数", 400 + 37 * at + 61 * (year - 2014)), ("制发规范性文件总数", 3 + at % 4)]
            rows += list(zip(labels, [total, total, *parts])) + [("四、行政复议数量", at % 3), ("五、行政诉讼数量", year % 2)]
            table = "".join(f"{label}\t件\t{number}\n" for label, number in rows)
            page = folder / f"{at:02}-{year}.txt"
            page.write_text(f"{organ}{year}年政府信息公开工作年度报告\n\n统计指标\t单位\t统计数\n{table}",
                            encoding="utf-8" if at % 3 else "gb18030")
            yield page.name


def made(program, folder):
    """The pages, made of fixtures."""
    reports = ROOT / "fixtures/reports"
    pages = {"review": folder / "review.html", "overview": folder / "overview.html"}
    lines = folder / "out.jsonl"
    subprocess.run([program, "batch", *many(folder), "-o", lines, "--quiet"], check=True, cwd=folder)
    subprocess.run([program, "overview", lines, "-o", pages["overview"]], check=True)
    subprocess.run([program, "review", reports / "linshui-2023/page.html", "-o", pages["review"]], check=True)
    return pages


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        for name, page in made(program, Path(folder)).items():
            if len(sys.argv) < 3:
                images = ROOT / "docs/images"
                images.mkdir(exist_ok=True)
                browser.open(page, width=1200, height=760)
                browser.screenshot(images / f"{name}.png")
                continue
            out = Path(sys.argv[2])
            for look, options in {"light": {}, "dark": {"dark": True}, "english": {"language": "en-US"},
                                  "narrow": {"width": 400, "height": 800}}.items():
                browser.open(page, **options)
                browser.screenshot(out / f"{name}-{look}.png")
            browser.print(out / f"{name}.pdf")


if __name__ == "__main__":
    main()
