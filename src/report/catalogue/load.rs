//! TOML to forms, with the line of every mistake.

use std::collections::HashSet;

use serde::Deserialize;
use toml::Spanned;

use super::{Form, FormBlock, Key, Line, Rule};
use crate::{Error, Result, text::hash::OwnMap};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    extends: Option<Spanned<String>>,
    id: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    basis: String,
    #[serde(default)]
    years: Vec<i16>,
    #[serde(default)]
    section: Vec<SectionTitle>,
    #[serde(default)]
    block: Vec<Block>,
    #[serde(default)]
    sum: Vec<Sum>,
    #[serde(default)]
    balance: Vec<Balance>,
    #[serde(default)]
    overlap: Vec<Sum>,
    #[serde(default)]
    subset: Vec<Subset>,
    #[serde(default)]
    derived: Vec<Derived>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionTitle {
    title: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    name: String,
    #[serde(default)]
    about: String,
    unit: Option<String>,
    #[serde(default)]
    join: String,
    #[serde(default)]
    flat: bool,
    row_sum: Option<Spanned<String>>,
    #[serde(default)]
    columns: Vec<Row>,
    #[serde(default)]
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    label: Spanned<String>,
    key: Option<Spanned<String>>,
    #[serde(default)]
    aliases: Vec<String>,
    unit: Option<String>,
    #[serde(default = "first_level")]
    level: u8,
    #[serde(default)]
    group: bool,
    #[serde(default)]
    signed: bool,
    /// In a pack: the key of the row that it follows.
    after: Option<Spanned<String>>,
}

fn first_level() -> u8 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sum {
    total: Spanned<String>,
    parts: Vec<Spanned<String>>,
    across: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Balance {
    left: Vec<Spanned<String>>,
    right: Vec<Spanned<String>>,
    across: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Subset {
    part: Spanned<String>,
    whole: Spanned<String>,
    #[serde(default)]
    soft: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Derived {
    key: Spanned<String>,
    parts: Vec<Spanned<String>>,
}

/// A text being read, to say where a mistake stands.
struct At<'a> {
    name: &'a str,
    toml: &'a str,
}

impl At<'_> {
    fn error(&self, at: usize, message: impl Into<String>) -> Error {
        let line = self.toml.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
        Error::data(self.name, Some(line), message)
    }

    fn mistake(&self, place: &Spanned<String>, message: impl Into<String>) -> Error {
        self.error(place.span().start, message)
    }
}

/// Reads one file into `forms`: a new form, or additions to one that is there.
pub(super) fn add(forms: &mut Vec<Form>, name: &str, toml: &str) -> Result<()> {
    let at = At { name, toml };
    let file: File = toml::from_str(toml)
        .map_err(|error| at.error(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
    let mut form = match (&file.extends, &file.id) {
        (Some(base), _) => {
            let Some(index) = forms.iter().position(|form| &form.id == base.get_ref()) else {
                return Err(at.mistake(base, format!("no form is called {}", base.get_ref())));
            };
            forms.remove(index)
        }
        (None, Some(id)) => new_form(id, &file, forms, &at)?,
        (None, None) => return Err(at.error(0, "a form needs an id, or the id of the form that it extends")),
    };
    for block in &file.block {
        add_block(&mut form, block, &at)?;
    }
    form.name_cells();
    add_rules(&mut form, &file, &at)?;
    forms.push(form);
    forms.sort_by_key(|form| form.first_year);
    Ok(())
}

fn new_form(id: &str, file: &File, forms: &[Form], at: &At<'_>) -> Result<Form> {
    if forms.iter().any(|form| form.id == id) {
        return Err(at.error(0, format!("the form {id} is given twice")));
    }
    let [first_year, rest @ ..] = file.years.as_slice() else {
        return Err(at.error(0, "a form needs years = [first] or [first, last]"));
    };
    let titles = |section: &SectionTitle| {
        std::iter::once(section.title.clone()).chain(section.aliases.iter().cloned()).collect()
    };
    Ok(Form {
        id: id.to_owned(),
        title: file.title.clone(),
        basis: file.basis.clone(),
        first_year: *first_year,
        last_year: rest.first().copied(),
        sections: file.section.iter().map(titles).collect(),
        blocks: Vec::new(),
        rules: Vec::new(),
        places: OwnMap::default(),
    })
}

fn line(row: &Row) -> Line {
    Line {
        label: row.label.get_ref().clone(),
        aliases: row.aliases.clone(),
        key: row.key.as_ref().map(|key| key.get_ref().clone()),
        unit: row.unit.clone(),
        level: row.level,
        group: row.group,
        signed: row.signed,
    }
}

fn add_block(form: &mut Form, given: &Block, at: &At<'_>) -> Result<()> {
    let index = form.blocks.iter().position(|block| block.name == given.name).unwrap_or_else(|| {
        form.blocks.push(FormBlock {
            name: given.name.clone(),
            about: given.about.clone(),
            unit: given.unit.clone(),
            join: given.join.clone(),
            flat: given.flat,
            row_sum: None,
            columns: Vec::new(),
            rows: Vec::new(),
            keys: Vec::new(),
        });
        form.blocks.len() - 1
    });
    let Some(block) = form.blocks.get_mut(index) else { return Ok(()) };
    add_lines(&mut block.columns, &given.columns, at)?;
    add_lines(&mut block.rows, &given.rows, at)?;
    if let Some(name) = &given.row_sum {
        let column = block.columns.iter().position(|column| column.key.as_ref() == Some(name.get_ref()));
        block.row_sum = Some(column.ok_or_else(|| at.mistake(name, "row_sum names no column"))?);
    }
    Ok(())
}

fn add_lines(lines: &mut Vec<Line>, given: &[Row], at: &At<'_>) -> Result<()> {
    let mut fresh = HashSet::new();
    for row in given {
        let key = row.key.as_ref().map(Spanned::get_ref);
        if let (Some(place), Some(key)) = (&row.key, key) {
            if !fresh.insert(key.clone()) {
                return Err(at.mistake(place, format!("the key {key} is given twice")));
            }
            // A pack may repeat a row to give it more spellings.
            if let Some(known) = lines.iter_mut().find(|line| line.key.as_ref() == Some(key)) {
                known.aliases.push(row.label.get_ref().clone());
                known.aliases.extend(row.aliases.iter().cloned());
                continue;
            }
        }
        let position = match &row.after {
            None => lines.len(),
            Some(after) => {
                let before = lines.iter().position(|line| line.key.as_ref() == Some(after.get_ref()));
                before.ok_or_else(|| at.mistake(after, format!("no row has the key {}", after.get_ref())))? + 1
            }
        };
        // The same words may stand under two heads, never twice under one.
        let above = lines.get(..position).unwrap_or_default();
        let siblings = above.iter().rev().take_while(|line| line.level >= row.level);
        if siblings.clone().any(|line| line.level == row.level && &line.label == row.label.get_ref()) {
            return Err(at.mistake(&row.label, format!("the label {} is given twice", row.label.get_ref())));
        }
        lines.insert(position, line(row));
    }
    Ok(())
}

/// The keys of the form as rules name them: with and without the columns of a table.
fn known(form: &Form) -> HashSet<String> {
    let cells = form.keys().map(|key| key.to_string());
    let rows = form.blocks.iter().flat_map(|block| &block.rows).filter_map(|row| row.key.clone());
    cells.chain(rows).collect()
}

fn add_rules(form: &mut Form, file: &File, at: &At<'_>) -> Result<()> {
    let known = known(form);
    let mut rules = Vec::new();
    let check = |keys: &[&Spanned<String>]| -> Result<()> {
        match keys.iter().find(|key| !known.contains(key.get_ref())) {
            Some(key) => Err(at.mistake(key, format!("no row has the key {}", key.get_ref()))),
            None => Ok(()),
        }
    };
    for sum in &file.sum {
        check(&sum.parts.iter().chain([&sum.total]).collect::<Vec<_>>())?;
        for across in columns(form, sum.across.as_ref(), at)? {
            rules.push(Rule::Sum { total: across(&sum.total), parts: sum.parts.iter().map(&across).collect() });
        }
    }
    for balance in &file.balance {
        check(&balance.left.iter().chain(&balance.right).collect::<Vec<_>>())?;
        for across in columns(form, balance.across.as_ref(), at)? {
            let side = |keys: &[Spanned<String>]| keys.iter().map(&across).collect();
            rules.push(Rule::Balance { left: side(&balance.left), right: side(&balance.right) });
        }
    }
    let key = |name: &Spanned<String>| Key::from(name.get_ref().as_str());
    for overlap in &file.overlap {
        check(&overlap.parts.iter().chain([&overlap.total]).collect::<Vec<_>>())?;
        rules.push(Rule::Overlap { total: key(&overlap.total), parts: overlap.parts.iter().map(key).collect() });
    }
    for subset in &file.subset {
        check(&[&subset.part, &subset.whole])?;
        rules.push(Rule::Subset { part: key(&subset.part), whole: key(&subset.whole), soft: subset.soft });
    }
    for derived in &file.derived {
        check(&derived.parts.iter().collect::<Vec<_>>())?;
        rules.push(Rule::Derived { key: key(&derived.key), parts: derived.parts.iter().map(key).collect() });
    }
    form.rules.append(&mut rules);
    Ok(())
}

type Across = Box<dyn Fn(&Spanned<String>) -> Key>;

/// A rule `across` a table holds for each of its columns; any other once.
fn columns(form: &Form, across: Option<&Spanned<String>>, at: &At<'_>) -> Result<Vec<Across>> {
    let Some(name) = across else {
        return Ok(vec![Box::new(|key| Key::from(key.get_ref().as_str()))]);
    };
    let Some(block) = form.blocks.iter().find(|block| &block.name == name.get_ref()) else {
        return Err(at.mistake(name, format!("no block is called {}", name.get_ref())));
    };
    let joined = |column: &Line| -> Across {
        let tail = match column.key.as_deref().unwrap_or_default() {
            "" => String::new(),
            key => format!("{}{key}", block.join),
        };
        Box::new(move |key| Key::from(format!("{}{tail}", key.get_ref())))
    };
    Ok(block.columns.iter().map(joined).collect())
}
