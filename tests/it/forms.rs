//! The forms and the codes of findings, and the pages that are made of them.

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use gongkai::{
    Reader,
    check::CODES,
    mention::Kinds,
    report::{Catalogue, FormBlock, Rule},
};

/// Compares a generated page with the one in `docs/`; `GONGKAI_BLESS=1` writes it instead.
fn page(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("GONGKAI_BLESS").is_some() {
        fs::write(&path, made).unwrap();
    }
    let stands = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(stands, made, "docs/{name} is not up to date: GONGKAI_BLESS=1 cargo test --test it forms::");
}

fn block_page(block: &FormBlock, out: &mut String) {
    writeln!(out, "### {}\n", block.about).unwrap();
    if block.columns.is_empty() {
        writeln!(out, "| row | key | unit |\n|---|---|---|").unwrap();
    } else {
        let columns: Vec<_> = block.columns.iter().map(|column| column.label.as_str()).collect();
        writeln!(out, "Columns: {}.\n\n| row | key | unit |\n|---|---|---|", columns.join(", ")).unwrap();
    }
    for (index, row) in block.rows.iter().enumerate() {
        let key = match (&row.key, block.columns.is_empty()) {
            (None, _) => "—".to_owned(),
            (Some(key), true) => format!("`{key}`"),
            (Some(_), false) => {
                let keys: Vec<_> = (0..block.width()).filter_map(|column| block.key(index, column)).collect();
                let shown: Vec<_> = keys.iter().take(3).map(|key| format!("`{key}`")).collect();
                shown.join(" ") + if keys.len() > 3 { " …" } else { "" }
            }
        };
        let unit = block.unit(index, 0).unwrap_or("");
        let indent = "　".repeat(usize::from(row.level.saturating_sub(1)));
        writeln!(out, "| {indent}{} | {key} | {unit} |", row.label).unwrap();
    }
    out.push('\n');
}

#[test]
fn the_page_of_the_forms_is_up_to_date() {
    let catalogue = Catalogue::default();
    let mut out = String::from(
        "# Forms\n\nGenerated from `src/report/forms/*.toml`. A key is `topic.measure[.detail]…[@applicant]`; a bare key is the total over\napplicants. A row without a key is a heading, or a row of which no figure is kept.\n\n",
    );
    for form in catalogue.forms().unwrap() {
        let last = form.last_year.map_or_else(|| "on".to_owned(), |year| format!("to {year}"));
        writeln!(out, "## {}\n\n{}, {}; years {} {last}.\n", form.id, form.title, form.basis, form.first_year).unwrap();
        for block in &form.blocks {
            block_page(block, &mut out);
        }
        writeln!(out, "Identities, each checked in every column that it holds in:\n").unwrap();
        let keys = |keys: &[gongkai::report::Key], sign: &str| {
            keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(sign)
        };
        for rule in &form.rules {
            let line = match rule {
                Rule::Sum { total, .. } | Rule::Overlap { total, .. } if total.as_str().contains('@') => continue,
                Rule::Balance { left, .. } if left[0].as_str().contains('@') => continue,
                Rule::Sum { total, parts } => format!("`{total}` = {}", keys(parts, " + ")),
                Rule::Balance { left, right } => format!("{} = {}", keys(left, " + "), keys(right, " + ")),
                Rule::Overlap { total, parts } => format!("largest of {} ≤ `{total}` ≤ their sum", keys(parts, ", ")),
                Rule::Subset { part, whole, soft } => {
                    format!("`{part}` ≤ `{whole}`{}", if *soft { " (as a rule)" } else { "" })
                }
                Rule::Derived { key, parts } => format!("`{key}`, where prose states it, = {}", keys(parts, " + ")),
            };
            writeln!(out, "- {line}").unwrap();
        }
        out.push('\n');
    }
    page("FORMS.md", out.trim_end().to_owned().as_str());
}

#[test]
fn the_page_of_the_findings_is_up_to_date() {
    let mut out = String::from(
        "# Findings\n\nGenerated from `src/check/codes.rs`. What a reader or a check has to say is a finding with one of these codes.\n\n",
    );
    for code in CODES {
        writeln!(
            out,
            "## {}\n\n{} {}\n\n{} {}\n\nExample: {}\n",
            code.code, code.finds, code.finds_zh, code.why, code.why_zh, code.example
        )
        .unwrap();
    }
    page("FINDINGS.md", out.trim_end());
    let distinct: BTreeSet<_> = CODES.iter().map(|code| code.code).collect();
    assert_eq!(distinct.len(), CODES.len());
}

fn pack(name: &str) -> Catalogue {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/forms").join(name);
    Catalogue::default().extended(name, &fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_local_pack_adds_its_rows() {
    let page = "青禾市2016年政府信息公开工作年度报告\n本报告由青禾市人民政府编制。\n指标名称\t单位\t2016年度\t历年累计\n\
        主动公开文件数\t条\t731\t9042\n其中：1、政府网站公开数\t条\t731\t9042\n受理依申请公开信息总数\t条\t19\t55\n\
        其中：1、当面申请数\t条\t4\t13\n2、网上申请数\t条\t9\t27\n3、信函、传真申请数\t条\t6\t15\n";
    let reader = Reader::new().kinds(Kinds::NONE).catalogue(pack("fujian.toml"));
    let report = reader.read(page.as_bytes()).unwrap().report.unwrap();
    assert_eq!(report.form.as_deref(), Some("statistics-2014"));
    assert_eq!(report.number("request.medium.letter_or_fax"), Some(6.into()));
    assert_eq!(report.number("active.total"), Some(731.into()));
    // Without the pack the row is nobody's, and its numbers go to no other row.
    let report = Reader::new().kinds(Kinds::NONE).read(page.as_bytes()).unwrap().report.unwrap();
    assert_eq!(report.number("request.medium.letter"), None);
    assert_eq!(report.number("request.medium.fax"), None);
    assert!(
        pack("anhui.toml").form("statistics-2014").unwrap().keys().any(|key| key.as_str() == "active.local.finance")
    );
}

#[test]
fn the_wrong_form_for_the_year_is_told() {
    let page = "青禾市2022年政府信息公开工作年度报告\n本报告由青禾市人民政府编制。\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n\
        规章\t1\t2\t31\n规范性文件\t4\t5\t67\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t310\t-12\t845\n其他对外管理服务事项\t9\t+3\t77\n\
        信息内容\t采购项目数量\t采购总金额\n政府集中采购\t13\t160.5964万元\n";
    let reading = Reader::new().kinds(Kinds::NONE).read(page.as_bytes()).unwrap();
    let report = reading.report.unwrap();
    assert_eq!(report.form.as_deref(), Some("tables-2019"));
    assert_eq!(report.number("licence.items_change"), Some((-12).into()));
    assert_eq!(report.number("other_service.items_change"), Some(3.into()));
    let amount = report.figure("procurement.amount").unwrap();
    assert_eq!((amount.unit.as_deref(), amount.span.unwrap().of(page)), (Some("万元"), "160.5964万元"));
    assert!(reading.findings.iter().any(|finding| finding.code == "form-of-other-year"));
}

#[test]
fn heads_that_lost_the_cell_before_them_are_not_taken_for_others() {
    let heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
    let row = |label: &str, values: [u32; 7]| (label.to_owned(), values);
    let rows = [
        row("一、本年新收政府信息公开申请数量", [12, 4, 1, 0, 3, 2, 22]),
        row("二、上年结转政府信息公开申请数量", [5, 0, 0, 6, 0, 0, 11]),
        row("（一）予以公开", [7, 2, 0, 1, 0, 0, 10]),
    ];
    let lines = rows.iter().map(|(label, values)| format!("{label}\t{}", values.map(|n| n.to_string()).join("\t")));
    let text = format!(
        "青禾市2022年政府信息公开工作年度报告\n\n{}\n{}\n",
        heads.join("\t"),
        lines.collect::<Vec<_>>().join("\n")
    );
    let cells =
        |cells: &[String]| format!("<tr>{}</tr>", cells.iter().map(|c| format!("<td>{c}</td>")).collect::<String>());
    let body = |skip: usize| {
        let rows = rows.iter().map(|(label, values)| {
            let values = values.iter().map(u32::to_string).skip(skip);
            cells(&[label.clone()].into_iter().chain(values).collect::<Vec<_>>())
        });
        let heads = cells(&heads.map(str::to_owned));
        format!("<h1>青禾市2022年政府信息公开工作年度报告</h1><table>{heads}{}</table>", rows.collect::<String>())
    };
    for page in [text, body(0)] {
        let report = Reader::new().kinds(Kinds::NONE).read(page.as_bytes()).unwrap().report.unwrap();
        assert_eq!(report.number("request.received@natural_person"), Some(12.into()), "{page}");
        assert_eq!(report.number("request.received@enterprise"), Some(4.into()));
        assert_eq!(report.number("request.received"), Some(22.into()));
        assert_eq!(report.number("request.carried_in@social"), Some(6.into()));
        let granted = report.figures.iter().filter(|figure| figure.key.as_str() == "reply.granted@enterprise");
        assert_eq!(granted.count(), 1);
    }
    // With a value less nobody knows which.
    let reading = Reader::new().kinds(Kinds::NONE).read(body(1).as_bytes()).unwrap();
    assert_eq!(reading.report.unwrap().number("request.received@natural_person"), None);
    assert!(reading.findings.iter().any(|finding| finding.code == "column-unclear"));
}

#[test]
fn a_table_of_a_million_cells_is_cut_and_the_one_before_it_is_read() {
    let form = "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>1<td>2<td>37\
                <tr><td>行政规范性文件<td>4<td>5<td>61</table>";
    let cells = format!("<tr>{}", "<td>8".repeat(1_000)).repeat(1_000);
    let title = "青禾市2022年政府信息公开工作年度报告";
    let page = format!(
        "<title>{title}</title><h1>{title}</h1><p>本报告由青禾市人民政府编制。</p>{form}<table>{cells}</table>"
    );
    let reading = Reader::new().kinds(Kinds::NONE).read(page.as_bytes()).unwrap();
    assert!(reading.findings.iter().any(|finding| finding.code.starts_with("limit-")), "{:?}", reading.findings);
    let report = reading.report.unwrap();
    assert_eq!(report.number("normative.in_force"), Some(61.into()));
    assert!(report.figures.len() < 100);
}

#[test]
fn hostile_tables_cost_no_more_than_they_weigh() {
    let head = "青禾市2022年政府信息公开工作年度报告\n本报告由青禾市人民政府编制。\n";
    let repeated = format!("{head}{}", "（一）予以公开\t1\t0\t0\t0\t0\t0\t1\n".repeat(10_000));
    let digits = format!(
        "{head}一、本年新收政府信息公开申请数量{}二、上年结转政府信息公开申请数量0000000三、本年度办理结果（一）予以公开0000000",
        "7".repeat(200)
    );
    for page in [repeated, digits] {
        let reading = Reader::new().kinds(Kinds::NONE).read(page.as_bytes()).unwrap();
        let report = reading.report.unwrap();
        assert!(report.figures.len() < 1_000);
        assert!(!reading.findings.is_empty() || report.number("reply.granted") == Some(1.into()));
    }
}
