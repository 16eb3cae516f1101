//! `gongkai forms`: the forms that are known, and the figures of one.

use anyhow::anyhow;
use clap::Args;
use gongkai::report::Form;

use crate::{Failure, packs::Packs, print};

#[derive(Args)]
pub(crate) struct Arguments {
    /// A form, such as tables-2021: prints its figures, one a line.
    id: Option<String>,
    #[command(flatten)]
    packs: Packs,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let catalogue = arguments.packs.catalogue()?;
    let Some(id) = &arguments.id else {
        let forms = catalogue.forms()?;
        return print(|out| forms.iter().try_for_each(|form| writeln!(out, "{}", summary(form))));
    };
    let form = catalogue.form(id).ok_or_else(|| {
        let known: Vec<_> = catalogue.forms().into_iter().flatten().map(|form| form.id.as_str()).collect();
        anyhow!("no form is called {id:?}; there are: {}", known.join(" "))
    })?;
    print(|out| {
        for block in &form.blocks {
            for (row, column, key) in block.cells() {
                let label = block.rows.get(row).map_or("", |line| line.label.as_str());
                let head = block.columns.get(column).map_or("", |line| line.label.as_str());
                let unit = block.unit(row, column).unwrap_or_default();
                writeln!(out, "{key}\t{label}\t{head}\t{unit}")?;
            }
        }
        Ok(())
    })
}

/// `tables-2021  2021–  政府信息公开工作年度报告  158 figures`.
fn summary(form: &Form) -> String {
    let last = form.last_year.map_or(String::new(), |year| year.to_string());
    format!("{}\t{}–{last}\t{}\t{} figures", form.id, form.first_year, form.title, form.keys().count())
}
