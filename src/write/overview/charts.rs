//! The charts（图表）.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{
    OUTCOMES, TRENDS,
    gather::{Kept, Overview},
    open,
    svg::{self, cut, length, percent},
    tables,
};
use crate::{
    text::numeral::to_digits,
    write::{
        html::Html,
        review::words::{Name, grouped, severity},
    },
};

/// Rows of the map of coverage; of more organs, their regions are shown.
const MOST_ROWS: usize = 120;
/// Width of a label.
const MOST_EMS: usize = 20;
/// Side of a square, and of the place it stands in.
const SQUARE: [usize; 2] = [30, 26];

/// Which organ has a report on which year.
pub(super) fn coverage(html: &mut Html, overview: &Overview) {
    let years = overview.years();
    if years.is_empty() {
        return;
    }
    let rows = rows(overview);
    let organs = rows.len() == overview.reports.len();
    let about = if organs {
        (
            "每行一个机关，每列一年：● 有报告，◐ 有报告但部分内容未能读取，空格为没有报告。",
            "A row is an organ, a column a year: ● a report, ◐ a report of which a part was not read, empty none.",
        )
    } else {
        (
            "机关太多，按地区合计；数字为报告份数。",
            "Organs are too many and are shown by region; numbers count reports.",
        )
    };
    open(html, "coverage", ("覆盖情况", "Coverage"), about);
    html.raw("<ul class=legend><li><i class=found></i>").both("有报告", "report");
    html.raw("</li><li><i class=part></i>").both("部分读取", "partly read");
    html.raw("</li><li><i class=missing></i>").both("没有报告", "no report").raw("</li></ul>\n");
    let labels = labels(rows.iter().map(|row| row.0.as_str()));
    let size = [labels + years.len() * SQUARE[0] + 10, 30 + rows.len() * SQUARE[1]];
    svg::open(html, "coverage-map", size, ("机关与年度的报告", "reports by organ and year"));
    year_heads(html, &years, labels);
    for (number, (name, cells)) in rows.iter().enumerate() {
        let y = 26 + number * SQUARE[1];
        svg::words(html, "label", [labels - 10, y + 17], &cut(name, MOST_EMS));
        for (column, year) in years.iter().enumerate() {
            let place = [labels + column * SQUARE[0], y, SQUARE[0] - 4, SQUARE[1] - 4];
            let (whole, part) = cells.get(year).copied().unwrap_or_default();
            let (class, sign, said) = match (whole, part) {
                (0, 0) => ("missing", String::new(), "没有报告 no report"),
                (0, _) => ("part", "◐".to_owned(), "部分读取 partly read"),
                _ => ("found", "●".to_owned(), "有报告 report"),
            };
            svg::bar(html, class, place, &format!("{name} {year}：{said}"));
            let sign = if organs || whole + part == 0 { sign } else { (whole + part).to_string() };
            svg::words(html, sign_class(class), [place[0] + place[2] / 2, y + 16], &sign);
        }
    }
    svg::close(html);
    if overview.nameless > 0 {
        html.raw("<p class=aside>").number(overview.nameless);
        html.both(" 份报告未写明机关或年度，不在图中。", " reports do not say their organ or year and are not shown.");
        html.raw("</p>\n");
    }
    html.raw("</section>\n");
}

fn sign_class(class: &str) -> &'static str {
    if class == "found" { "sign on" } else { "sign" }
}

/// How wide the longest label is, with the room beside it.
fn labels<'l>(labels: impl Iterator<Item = &'l str>) -> usize {
    labels.map(|label| svg::ems(label).min(MOST_EMS + 1) * 13 + 24).max().unwrap_or(0)
}

fn year_heads(html: &mut Html, years: &[i16], labels: usize) {
    for (column, year) in years.iter().enumerate() {
        svg::words(html, "head-of", [labels + column * SQUARE[0] + SQUARE[0] / 2 - 2, 16], &year.to_string());
    }
}

type Cells = BTreeMap<i16, (usize, usize)>;

/// The organs, or where they are too many the smallest regions of which there are not.
fn rows(overview: &Overview) -> Vec<(String, Cells)> {
    for depth in [usize::MAX, 3, 2, 1] {
        let mut rows: BTreeMap<(&str, String), Cells> = BTreeMap::new();
        for ((region, organ), years) in &overview.reports {
            for (&year, kept) in years {
                let key = if depth == usize::MAX {
                    (region.as_str(), organ.clone())
                } else {
                    ("", kept.path.iter().take(depth).cloned().collect::<Vec<_>>().join(" "))
                };
                let cell = rows.entry(key).or_default().entry(year).or_default();
                if kept.whole { cell.0 += 1 } else { cell.1 += 1 }
            }
        }
        if rows.len() <= MOST_ROWS || depth == 1 {
            let name = |name: String| if name.is_empty() { "（地区不明）".to_owned() } else { name };
            return rows.into_iter().take(MOST_ROWS).map(|((_, row), cells)| (name(row), cells)).collect();
        }
    }
    Vec::new()
}

/// What the reports say, added up over the years.
pub(super) fn trends(html: &mut Html, overview: &Overview) {
    let years = overview.years();
    let drawn: Vec<_> = TRENDS
        .iter()
        .enumerate()
        .filter_map(|(at, &(key, name))| {
            let sums: Vec<_> =
                years.iter().map(|&year| added(overview, year, |kept| kept.trends.get(at).copied()?)).collect();
            sums.iter().any(|sum| sum.1 > 0).then_some((key, name, sums))
        })
        .collect();
    if drawn.is_empty() {
        return;
    }
    open(
        html,
        "trends",
        ("历年数字", "Over the years"),
        (
            "各机关之和；年份下方为写明该数的机关数，机关数不同的年份不可直接比较。",
            "Sums over organs. Below each year stands how many organs state the number: years with other numbers of organs cannot be compared directly.",
        ),
    );
    html.raw("<div class=many>\n");
    for (key, name, sums) in &drawn {
        html.raw("<figure><figcaption>").both(name.0, name.1).raw(" <code>").text(key).raw("</code></figcaption>\n");
        let most = sums.iter().map(|sum| sum.0).max().unwrap_or_default();
        let step = (380 / years.len().max(1)).clamp(14, 60);
        html.raw("<div class=chart tabindex=0><svg role=img viewBox=\"0 0 ")
            .number(step * years.len() + 10)
            .raw(" 150\" width=");
        html.number(step * years.len() + 10).raw(" height=150 aria-label=\"").text(name.0).raw(" · ").text(name.1);
        html.raw("\">\n");
        let few = step >= 34;
        for (column, (year, &(sum, organs))) in years.iter().zip(sums).enumerate() {
            let middle = 5 + column * step + step / 2;
            let height = tall(sum, most, 90);
            if organs > 0 {
                let says = format!("{year}：{}（{organs} 个机关 organs）", to_digits(sum));
                svg::bar(
                    html,
                    "bar",
                    [5 + column * step + step / 8, 110 - height, step - step / 4, height.max(1)],
                    &says,
                );
                if few {
                    svg::words(html, "value", [middle, 105 - height], &grouped(&to_digits(sum)));
                }
            }
            let short = year.rem_euclid(100);
            let shown = if few { year.to_string() } else { format!("{short:02}") };
            svg::words(html, "head-of", [middle, 126], &shown);
            svg::words(html, "count-of", [middle, 142], &if organs > 0 { organs.to_string() } else { "–".to_owned() });
        }
        svg::close(html);
        html.raw("</figure>\n");
    }
    html.raw("</div>\n");
    let heads: Vec<_> = drawn.iter().map(|(_, name, _)| *name).collect();
    let cell = |row: usize, column: usize| {
        let &(sum, organs) = drawn.get(column)?.2.get(row)?;
        (organs > 0).then(|| format!("{} ({organs})", grouped(&to_digits(sum))))
    };
    tables::numbers(html, &years, &heads, cell);
    html.raw("</section>\n");
}

/// What the reports on a year add up to, and how many of them state it.
fn added(overview: &Overview, year: i16, number: impl Fn(&Kept) -> Option<Decimal>) -> (Decimal, usize) {
    overview.of_year(year).filter_map(number).fold((Decimal::ZERO, 0), |(sum, count), number| {
        sum.checked_add(number).map_or((sum, count), |sum| (sum, count + 1))
    })
}

/// A number as a height of at most `most`.
fn tall(part: Decimal, whole: Decimal, most: usize) -> usize {
    if whole.is_zero() || part.is_sign_negative() {
        return 0;
    }
    let share = part.checked_div(whole).unwrap_or_default().min(Decimal::ONE);
    let thousandths = share.checked_mul(1000.into()).unwrap_or_default().trunc();
    length(to_digits(thousandths).parse().unwrap_or(0), 1000, most)
}

/// How applications ended, in shares of all replies of a year.
pub(super) fn outcomes(html: &mut Html, overview: &Overview) {
    let years: Vec<i16> = overview.years();
    let of_year = |year: i16| -> ([Decimal; OUTCOMES.len()], usize, usize) {
        let mut sums = [Decimal::ZERO; OUTCOMES.len()];
        let (mut taken, mut left) = (0, 0);
        for kept in overview.of_year(year).filter(|kept| kept.replies) {
            let Some(numbers) = &kept.outcomes else {
                left += 1;
                continue;
            };
            taken += 1;
            sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum = sum.checked_add(*number).unwrap_or(*sum));
        }
        (sums, taken, left)
    };
    let rows: Vec<_> = years.iter().map(|&year| (year, of_year(year))).filter(|(_, row)| row.1 > 0).collect();
    if rows.is_empty() {
        return;
    }
    open(
        html,
        "outcomes",
        ("答复结果", "How applications ended"),
        (
            "占当年答复总数的比例。只计各项之和等于所写总数的报告；其余份数见右侧。",
            "Shares of all replies of a year. Only reports whose parts make the total that they state are counted; how many are not stands at the right.",
        ),
    );
    html.raw("<ul class=legend>");
    for (class, name, _) in OUTCOMES {
        html.raw("<li><i class=").raw(class).raw("></i>").both(name.0, name.1).raw("</li>");
    }
    html.raw("</ul>\n");
    svg::open(html, "outcome-bars", [760, 8 + rows.len() * 30], ("历年答复结果", "outcomes by year"));
    for (at, (year, (sums, taken, left))) in rows.iter().enumerate() {
        let y = 4 + at * 30;
        svg::words(html, "label", [54, y + 17], &year.to_string());
        let total = sums.iter().fold(Decimal::ZERO, |sum, number| sum.checked_add(*number).unwrap_or(sum));
        let mut before = Decimal::ZERO;
        for ((class, name, _), number) in OUTCOMES.iter().zip(sums) {
            let from = tall(before, total, 560);
            before = before.checked_add(*number).unwrap_or(before);
            let to = tall(before, total, 560);
            if to > from {
                let share = tall(*number, total, 100);
                let says = format!("{year} {} {}：{} / {}", name.0, name.1, to_digits(*number), to_digits(total));
                svg::bar(html, class, [64 + from, y, to - from, 24], &says);
                if to - from > 34 {
                    svg::words(
                        html,
                        if matches!(*class, "partial" | "unable") { "share dark" } else { "share" },
                        [64 + (from + to) / 2, y + 17],
                        &format!("{share}%"),
                    );
                }
            }
        }
        let left = if *left > 0 { format!("{taken} / +{left}") } else { taken.to_string() };
        svg::words(html, "end", [634, y + 17], &left);
    }
    svg::close(html);
    let heads: Vec<Name> = OUTCOMES.iter().map(|outcome| outcome.1).collect();
    let shown: Vec<i16> = rows.iter().map(|row| row.0).collect();
    tables::numbers(html, &shown, &heads, |row, column| Some(grouped(&to_digits(*rows.get(row)?.1.0.get(column)?))));
    html.raw("</section>\n");
}

/// How many reports of a year say anything of a topic.
pub(super) fn figures(html: &mut Html, overview: &Overview) {
    let years = overview.years();
    let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
    for topic in overview.reports.values().flat_map(BTreeMap::values).flat_map(|kept| &kept.topics) {
        *topics.entry(topic).or_default() += 1;
    }
    if topics.is_empty() {
        return;
    }
    let mut most: Vec<_> = topics.into_iter().collect();
    most.sort_by_key(|&(topic, count)| (std::cmp::Reverse(count), topic));
    let shown: BTreeSet<&str> = most.into_iter().take(40).map(|(topic, _)| topic).collect();
    open(
        html,
        "topics",
        ("指标覆盖", "Figures covered"),
        ("当年报告中有该类指标的百分比。", "Percent of the reports of a year that state a figure of the topic."),
    );
    let labels = labels(shown.iter().copied());
    let size = [labels + years.len() * SQUARE[0] + 10, 30 + shown.len() * SQUARE[1]];
    svg::open(html, "topic-map", size, ("各年指标覆盖", "figures by topic and year"));
    year_heads(html, &years, labels);
    for (number, topic) in shown.iter().enumerate() {
        let y = 26 + number * SQUARE[1];
        svg::words(html, "label code", [labels - 10, y + 17], &cut(topic, MOST_EMS));
        for (column, &year) in years.iter().enumerate() {
            let all = overview.of_year(year).count();
            let have = overview.of_year(year).filter(|kept| kept.topics.contains(*topic)).count();
            let share = percent(have, all);
            let place = [labels + column * SQUARE[0], y, SQUARE[0] - 4, SQUARE[1] - 4];
            let class = match share {
                0 => "missing",
                1..=33 => "heat-1",
                34..=66 => "heat-2",
                67..=99 => "heat-3",
                _ => "found",
            };
            svg::bar(html, class, place, &format!("{topic} {year}：{have} / {all}"));
            if have > 0 {
                let sign = if share >= 67 { "sign on" } else { "sign" };
                svg::words(html, sign, [place[0] + place[2] / 2, y + 16], &share.to_string());
            }
        }
    }
    svg::close(html);
    html.raw("</section>\n");
}

/// Findings by code, the most frequent first.
pub(super) fn findings(html: &mut Html, overview: &Overview) {
    if overview.codes.is_empty() {
        return;
    }
    open(
        html,
        "codes",
        ("发现", "Findings by code"),
        ("次数，括号内为涉及的网页数。", "How often each was found, and on how many pages."),
    );
    html.raw("<ul class=legend>");
    for one in [crate::Severity::Contradiction, crate::Severity::Doubt, crate::Severity::Note] {
        let (zh, en) = severity(one);
        html.raw("<li><i class=").raw(en).raw("></i>").both(zh, en).raw("</li>");
    }
    html.raw("</ul>\n");
    let mut codes: Vec<_> = overview.codes.iter().collect();
    codes.sort_by_key(|(_, (counts, _))| std::cmp::Reverse(counts.iter().sum::<usize>()));
    codes.truncate(40);
    let most = codes.first().map_or(1, |(_, (counts, _))| counts.iter().sum());
    svg::open(html, "code-bars", [760, 8 + codes.len() * 24], ("各类发现的次数", "findings by code"));
    for (at, (code, (counts, pages))) in codes.iter().enumerate() {
        let y = 4 + at * 24;
        svg::words(html, "label code", [230, y + 14], code);
        let mut x = 240;
        for (class, &count) in ["contradiction", "doubt", "note"].into_iter().zip(counts) {
            let width = length(count, most, 400);
            if width > 0 {
                svg::bar(html, class, [x, y, width, 18], &format!("{code} {class}：{count}"));
                x += width;
            }
        }
        svg::words(html, "end", [x + 6, y + 14], &format!("{} ({pages})", counts.iter().sum::<usize>()));
    }
    svg::close(html);
    html.raw("</section>\n");
}

/// Encodings, and how reading went.
pub(super) fn mixes(html: &mut Html, overview: &Overview) {
    open(
        html,
        "mixes",
        ("来源", "Sources"),
        ("网页的编码，以及读取状态。", "Encodings of the pages, and how reading them went."),
    );
    html.raw("<div class=many>\n");
    mix(html, ("编码", "encodings"), &overview.encodings);
    mix(html, ("读取状态", "status"), &overview.statuses);
    html.raw("</div></section>\n");
}

fn mix(html: &mut Html, name: Name, counts: &BTreeMap<String, usize>) {
    if counts.is_empty() {
        return;
    }
    let mut order: Vec<_> = counts.iter().collect();
    order.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let all: usize = counts.values().sum();
    html.raw("<figure><figcaption>")
        .both(name.0, name.1)
        .raw("</figcaption>\n<div class=chart tabindex=0><svg role=img viewBox=\"0 0 380 ");
    html.number(8 + order.len() * 24).raw("\" width=380 height=").number(8 + order.len() * 24).raw(" aria-label=\"");
    html.text(name.0).raw(" · ").text(name.1).raw("\">\n");
    for (at, (what, count)) in order.into_iter().enumerate() {
        let y = 4 + at * 24;
        svg::words(html, "label code", [120, y + 14], &cut(what, 9));
        svg::bar(html, "bar", [130, y, length(*count, all, 150), 18], &format!("{what}：{count}"));
        let end = 136 + length(*count, all, 150);
        svg::words(html, "end", [end, y + 14], &format!("{count} · {}%", percent(*count, all)));
    }
    svg::close(html);
    html.raw("</figure>\n");
}
