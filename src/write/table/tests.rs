use super::*;
use crate::Reader;

const ORIGIN: Origin<'_> = Origin {
    id: "in/a.html",
    status: "ok",
    message: None,
    url: Some("http://example.cn/a"),
    warc_filename: None,
    warc_record_offset: Some(7),
    warc_record_length: None,
};

/// The rows that a page gives, by names of columns; what is null is left out.
fn rows(layout: Layout, page: Option<&str>) -> Vec<HashMap<String, String>> {
    let reading = page.map(|page| Reader::new().read(page.as_bytes()).unwrap());
    let page = reading.as_ref().map(|reading| json::Page::new(reading, "a.html"));
    let table = Table::new(layout, &Catalogue::default()).unwrap();
    let mut rows = Vec::new();
    table.rows(&ORIGIN, page.as_ref().map(Extract::from).as_ref(), |values| {
        assert_eq!(values.len(), table.columns().len());
        let mut row = HashMap::new();
        for (column, value) in table.columns().iter().zip(values) {
            let (kind, words) = match value {
                Value::Null => continue,
                Value::Text(words) => (Kind::Text, words.to_string()),
                Value::Whole(number) => (Kind::Whole, number.to_string()),
                Value::Decimal(digits) => (Kind::Decimal, digits.to_string()),
                Value::Truth(truth) => (Kind::Truth, truth.to_string()),
                Value::Date(day) => (Kind::Date, day.to_string()),
            };
            assert_eq!(kind, column.kind, "{}", column.name);
            row.insert(column.name.to_string(), words);
        }
        rows.push(row);
    });
    rows
}

const REPORT: &str = "青禾市2022年政府信息公开工作年度报告\n一、本年新收政府信息公开申请数量\t7\t0\t0\t0\t0\t2\t9\n\
                      二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n（一）予以公开\t3\t/\t0\t0\t0\t1\t4\n\
                      2022年，收到政府信息公开申请8件。\n";

#[test]
fn names_are_names_everywhere_and_no_two_alike() {
    for layout in Layout::ALL {
        let table = Table::new(layout, &Catalogue::default()).unwrap();
        let mut seen = std::collections::HashSet::new();
        for column in table.columns() {
            let name = &*column.name;
            assert!(name.len() <= 32 && name.starts_with(|first: char| first.is_ascii_lowercase()), "{name}");
            assert!(
                name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_'),
                "{name}"
            );
            assert!(seen.insert(name), "{name} is there twice");
            assert!(!column.zh.is_empty() && !column.en.is_empty(), "{name} says nothing");
        }
        assert_eq!(table.columns().len() > 300, layout == Layout::Reports);
    }
}

#[test]
fn the_long_table_has_every_statement() {
    let rows = rows(Layout::Figures, Some(REPORT));
    let of = |key: &str| rows.iter().filter(|row| row["key"] == key).collect::<Vec<_>>();
    let received = of("request.received");
    assert_eq!(received[0]["value"], "9");
    assert_eq!((&*received[0]["statement"], &*received[0]["read_from"]), ("1", "text-table"));
    assert_eq!((&*received[1]["statement"], &*received[1]["value"], &*received[1]["read_from"]), ("2", "8", "prose"));
    let granted = of("reply.granted@enterprise")[0];
    assert_eq!(granted["entry"], "not-applicable");
    assert!(!granted.contains_key("value"), "that is no number");
    assert_eq!(
        (&*granted["measure"], &*granted["applicant"], &*granted["topic"]),
        ("reply.granted", "enterprise", "reply")
    );
    assert!(granted["label"].contains("予以公开"), "{}", granted["label"]);
    let [from, to] = ["span_start", "span_end"].map(|name| received[1][name].parse::<usize>().unwrap());
    let words: String = REPORT.chars().skip(from).take(to - from).collect();
    assert_eq!(words, received[1]["text"]);
    assert_eq!(
        (&*granted["year"], &*granted["report_id"], &*granted["url"]),
        ("2022", "in/a.html", "http://example.cn/a")
    );
}

#[test]
fn the_wide_table_has_the_statement_to_trust_and_no_number_where_there_is_none() {
    let rows = rows(Layout::Reports, Some(REPORT));
    let [row] = &*rows else { panic!("one page, one row") };
    assert_eq!((&*row["request_received"], &*row["request_received__nat"]), ("9", "7"));
    assert_eq!(row["reply_granted__res"], "0");
    assert!(!row.contains_key("reply_granted__ent"), "/ is not 0");
    assert!(!row.contains_key("reply_denied"), "silence is not 0");
    assert_eq!(row["warc_record_offset"], "7");
    assert_ne!(row["figures"], "0");
}

#[test]
fn money_in_the_wide_table_is_in_the_unit_of_its_column() {
    let page = "青禾市2015年政府信息公开工作年度报告\n安排政府信息公开专项经费250000元。";
    let long = rows(Layout::Figures, Some(page));
    assert_eq!((&*long[0]["value"], &*long[0]["unit"]), ("250000", "元"));
    assert_eq!(rows(Layout::Reports, Some(page))[0]["capacity_budget"], "25");
}

#[test]
fn a_page_without_figures_has_a_row_and_one_that_failed_too() {
    for layout in [Layout::Figures, Layout::Reports] {
        for page in [None, Some("今天下雨。")] {
            let rows = rows(layout, page);
            assert_eq!((rows.len(), &*rows[0]["status"]), (1, "ok"), "the status is the caller's");
            assert!(!rows[0].contains_key("year") && !rows[0].contains_key("key"));
        }
    }
    assert!(rows(Layout::Findings, None).is_empty());
}

#[test]
fn a_finding_has_its_words() {
    let rows = rows(Layout::Findings, Some(REPORT));
    let conflict = rows.iter().find(|row| row.contains_key("text")).expect("7 to 9 and 8 are told apart");
    let [from, to] = ["span_start", "span_end"].map(|name| conflict[name].parse::<usize>().unwrap());
    assert_eq!(conflict["text"], REPORT.chars().skip(from).take(to - from).collect::<String>());
    assert!(!conflict["message_zh"].is_empty() && conflict["code"].is_ascii());
}

#[test]
fn a_form_of_the_users_own_adds_columns_after_the_others() {
    let pack = "id = \"own\"\ntitle = \"自定表\"\nbasis = \"自定\"\nyears = [2022]\n[[section]]\ntitle = \"一\"\n[[block]]\n\
                name = \"own\"\nabout = \"自定\"\nunit = \"件\"\nrows = [{ label = \"自定项目\", key = \"own.item\" }]\n";
    let catalogue = Catalogue::default().extended("own.toml", pack).unwrap();
    let (table, official) =
        (Table::new(Layout::Reports, &catalogue).unwrap(), Table::new(Layout::Reports, &Catalogue::default()).unwrap());
    assert_eq!(table.columns().strip_prefix(official.columns()).unwrap()[0].name, "own_item");
}
