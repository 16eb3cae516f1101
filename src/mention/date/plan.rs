//! Periods of the five-year plans（五年规划时期）: “十四五”时期, 十二五期间.

use super::cursor::Cursor;
use super::value::{Form, Point, Side, Year};
use super::words::NOTHING;

/// Names of plans and their first years; each has five. Not 八五 and 九五: of late they name plans for legal education
/// （普法规划）, which began in other years.
const PLANS: &[(&str, i16)] = &[
    ("十一五", 2006),
    ("十二五", 2011),
    ("十三五", 2016),
    ("十四五", 2021),
    ("十五五", 2026),
    ("十六五", 2031),
    ("十五", 2001),
];

/// The period of a plan, and whether it began with a quotation mark before `c`. The name alone is the plan, not its time.
pub(super) fn period(c: &mut Cursor<'_>) -> Option<(Form, bool)> {
    let opened = c.after("“\"");
    let (first, quoted) = match c.peek()? {
        '第' => (in_full(c)?, false),
        '十' if !c.after("第") => {
            let start = c.at;
            let first = c.one(PLANS)?;
            let short = c.at - start == "十五".len();
            let quoted = opened && c.eat_any(&["”", "\""]);
            // 十五期间 without marks may as well be fifteen of something.
            if short && !quoted {
                return None;
            }
            c.eat_any(&["规划", "计划"]);
            (first, quoted)
        }
        _ => return None,
    };
    let point = |year| Point { year: Some(Year::Stated(year)), ..NOTHING };
    let form = if c.eat_any(&["时期", "期间"]) {
        Form::Range(point(first), point(first + 4))
    } else {
        c.eat("以来").then(|| Form::Limit(Side::Since, point(first)))?
    };
    Some((form, quoted))
}

/// 第十四个五年规划: the first year of the plan; each has five since the sixth, which began in 1981.
fn in_full(c: &mut Cursor<'_>) -> Option<i16> {
    c.eat("第").then_some(())?;
    let plan = c.number()?.within(6, 20)?;
    c.eat_any(&["个五年规划", "个五年计划"]).then(|| 1981 + (plan - 6) * 5)
}
