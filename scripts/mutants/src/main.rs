//! Writes the mutants that `cargo mutants --list --json` names into a copy of the sources, all at once and each behind a
//! switch that the variable `MUTANT` turns on, so that one build serves them all.
//!
//! `gongkai-mutants COPY LIST DROPPED > PLACES`. The number of a mutant is its place in `LIST`, from 1; those in `DROPPED`
//! are left out. `PLACES` tells what was written for which mutant: number, file, first byte, last byte.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    ops::Range,
    path::Path,
};

use serde_json::Value;
use syn::{
    Arm, BinOp, Block, Expr, ExprBinary, ExprStruct, ExprUnary, ImplItemFn, ItemFn, Member, Signature,
    spanned::Spanned,
    visit::{self, Visit},
};

type Failure = Box<dyn std::error::Error>;
/// The genre of a mutant, and line and column where it begins.
type Place = (String, usize, usize);
/// The number of a mutant and what it has instead.
type Mutants = Vec<(usize, String)>;

/// What is written instead of a range of the source.
struct Edit {
    range: Range<usize>,
    pieces: Vec<Piece>,
}

enum Piece {
    Text(String),
    /// A part of the source, with the edits that lie in it.
    Source(Range<usize>),
    /// What is there for the sake of these mutants.
    For(Vec<usize>, Vec<Piece>),
}

struct Writer<'a> {
    source: &'a str,
    wanted: HashMap<Place, Mutants>,
    /// Outer ones before those within.
    edits: Vec<Edit>,
    out: String,
    places: Vec<(usize, Range<usize>)>,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, copy, list, dropped] = &arguments[..] else { return Err("COPY LIST DROPPED".into()) };
    let list: Vec<Value> = serde_json::from_str(&fs::read_to_string(list)?)?;
    let dropped: HashSet<usize> = fs::read_to_string(dropped)?.split_whitespace().flat_map(str::parse).collect();
    let mut files: BTreeMap<&str, HashMap<Place, Mutants>> = BTreeMap::new();
    for (index, mutant) in list.iter().enumerate().filter(|(index, _)| !dropped.contains(&(index + 1))) {
        let text = |field: &str| mutant[field].as_str().unwrap_or_default();
        let at = |field: &str| mutant["span"]["start"][field].as_u64().unwrap_or_default() as usize;
        let place = (text("genre").to_owned(), at("line"), at("column"));
        let mutants = files.entry(text("file")).or_default().entry(place).or_default();
        mutants.push((index + 1, text("replacement").to_owned()));
    }
    for (file, wanted) in files {
        let path = Path::new(copy).join(file);
        let source = fs::read_to_string(&path)?;
        let mut writer = Writer { source: &source, wanted, edits: vec![], out: String::new(), places: vec![] };
        writer.visit_file(&syn::parse_file(&source)?);
        writer.source(0..source.len(), 0);
        for (number, range) in &writer.places {
            println!("{number}\t{file}\t{}\t{}", range.start, range.end);
        }
        fs::write(path, writer.out)?;
    }
    Ok(())
}

impl Writer<'_> {
    /// The mutants of a genre that begin where this does.
    fn take(&mut self, genre: &str, at: &impl Spanned) -> Mutants {
        let start = at.span().start();
        self.wanted.remove(&(genre.to_owned(), start.line, start.column + 1)).unwrap_or_default()
    }

    fn edit(&mut self, at: &impl Spanned, pieces: Vec<Piece>) {
        self.edits.push(Edit { range: at.span().byte_range(), pieces });
    }

    /// Writes a part of the source with the edits in it, from the given one on.
    fn source(&mut self, range: Range<usize>, first: usize) {
        let mut at = range.start;
        loop {
            let edits = self.edits.iter().enumerate().skip(first);
            let next = edits
                .filter(|(_, edit)| edit.range.start >= at && edit.range.end <= range.end)
                .min_by_key(|(index, edit)| (edit.range.start, *index));
            let Some((index, _)) = next else { break };
            let edit = std::mem::replace(&mut self.edits[index], Edit { range: 0..0, pieces: vec![] });
            self.out.push_str(&self.source[at..edit.range.start]);
            self.pieces(&edit.pieces, index + 1);
            at = edit.range.end;
            self.edits[index] = edit;
        }
        self.out.push_str(&self.source[at..range.end]);
    }

    fn pieces(&mut self, pieces: &[Piece], first: usize) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.out.push_str(text),
                Piece::Source(range) => self.source(range.clone(), first),
                Piece::For(numbers, pieces) => {
                    let start = self.out.len();
                    self.pieces(pieces, first);
                    let end = self.out.len();
                    self.places.extend(numbers.iter().map(|&number| (number, start..end)));
                }
            }
        }
    }

    fn function(&mut self, signature: &Signature, block: &Block) -> bool {
        // What is known at build time cannot ask which mutant is on.
        if signature.constness.is_some() {
            return false;
        }
        if let Some(first) = block.stmts.first() {
            let mutants = self.take("FnValue", first);
            let value = |(number, value): &(usize, String)| {
                only(*number, text(format!("if crate::mutant::on({number}) {{ return {value}; }}")))
            };
            if !mutants.is_empty() {
                let pieces = [text("{")].into_iter().chain(mutants.iter().map(value)).collect();
                self.edit(&block.brace_token.span.open(), pieces);
            }
        }
        true
    }
}

impl Visit<'_> for Writer<'_> {
    fn visit_item_fn(&mut self, item: &ItemFn) {
        if self.function(&item.sig, &item.block) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &ImplItemFn) {
        if self.function(&item.sig, &item.block) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_expr_binary(&mut self, binary: &ExprBinary) {
        let mutants = self.take("BinaryOperator", &binary.op);
        let is_chain = matches!(binary.op, BinOp::And(_)) && has_let(&Expr::Binary(binary.clone()));
        if !mutants.is_empty() && !is_chain {
            let (left, right) = (source(&binary.left), source(&binary.right));
            let written = self.source[binary.op.span().byte_range()].to_owned();
            let numbers: Vec<usize> = mutants.iter().map(|&(number, _)| number).collect();
            let number = numbers[0];
            let pair = || [left(), text("), &("), right(), text("))")];
            let pieces = match binary.op {
                BinOp::And(_) | BinOp::Or(_) => {
                    let sign = if written == "&&" { "!=" } else { "==" };
                    let test = format!("; if l {sign} crate::mutant::on({number}) {{ ");
                    vec![text("({ let l = "), left(), text(test), right(), text(" } else { l } })")]
                }
                BinOp::Eq(_) | BinOp::Ne(_) => {
                    let is_equal = written == "==";
                    let head = format!("crate::mutant::equal({number}, {is_equal}, &(");
                    [text(head)].into_iter().chain(pair()).collect()
                }
                BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) => {
                    let list = mutants.iter().map(|(number, operator)| format!("({number}, {operator:?}), "));
                    let head = format!("crate::mutant::ordered({written:?}, &[{}], &(", list.collect::<String>());
                    [text(head)].into_iter().chain(pair()).collect()
                }
                _ => {
                    let is_assignment = written.ends_with('=');
                    let operation = |operator: &str| match is_assignment {
                        true => vec![left(), text(format!(" {operator} ")), right()],
                        false => vec![text(format!("l {operator} r"))],
                    };
                    let mut pieces = match is_assignment {
                        true => vec![text("{ ")],
                        false => vec![text("(match ("), left(), text(", "), right(), text(") { (l, r) => ")],
                    };
                    for (number, operator) in &mutants {
                        pieces.push(text(format!("if crate::mutant::on({number}) {{ ")));
                        pieces.push(Piece::For(vec![*number], operation(operator)));
                        pieces.push(text(" } else "));
                    }
                    pieces.push(text("{ "));
                    pieces.extend(operation(&written));
                    pieces.push(text(if is_assignment { " } }" } else { " } })" }));
                    pieces
                }
            };
            self.edit(binary, vec![Piece::For(numbers, pieces)]);
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &ExprUnary) {
        if let [(number, _)] = self.take("UnaryOperator", &unary.op)[..] {
            let operator = self.source[unary.op.span().byte_range()].to_owned();
            let rest = format!(" {{ v => if crate::mutant::on({number}) {{ v }} else {{ {operator}v }} }})");
            let pieces = vec![text("(match ("), source(&unary.expr)(), text(")"), text(rest)];
            self.edit(unary, vec![only(number, Piece::For(vec![], pieces))]);
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_arm(&mut self, arm: &Arm) {
        let deleted: Vec<usize> = self.take("MatchArm", arm).into_iter().map(|(number, _)| number).collect();
        let kept = deleted.iter().map(|number| format!("!crate::mutant::on({number}) && ")).collect::<String>();
        if let Some((_, guard)) = &arm.guard {
            let mutants = self.take("MatchArmGuard", &**guard);
            let mut is_open = String::new();
            let mut is_shut = String::new();
            for (number, value) in &mutants {
                match value.as_str() {
                    "true" => is_open += &format!("crate::mutant::on({number}) || "),
                    _ => is_shut += &format!("!crate::mutant::on({number}) && "),
                }
            }
            if !mutants.is_empty() || !deleted.is_empty() {
                let numbers = mutants.iter().map(|&(number, _)| number).chain(deleted).collect();
                let pieces = vec![text(format!("{kept}({is_open}{is_shut}(")), source(&**guard)(), text("))")];
                self.edit(&**guard, vec![Piece::For(numbers, pieces)]);
            }
        } else if !deleted.is_empty() {
            self.edit(&arm.fat_arrow_token, vec![Piece::For(deleted, vec![text(format!("if {kept}true =>"))])]);
        }
        visit::visit_arm(self, arm);
    }

    fn visit_expr_struct(&mut self, built: &ExprStruct) {
        for field in &built.fields {
            let Some(rest) = built.rest.as_deref() else { break };
            if let ([(number, _)], Member::Named(name)) = (&self.take("StructField", field)[..], &field.member) {
                let base = match rest {
                    // Which default is known from what it fills.
                    Expr::Call(call) if call.args.is_empty() => {
                        vec![text("<"), source(&built.path)(), text(">::default()")]
                    }
                    _ => vec![text("("), source(rest)(), text(")")],
                };
                let mut pieces = vec![text(format!("{name}: if crate::mutant::on({number}) {{ "))];
                pieces.extend(base);
                pieces.extend([text(format!(".{name}.clone() }} else {{ ")), source(&field.expr)(), text(" }")]);
                self.edit(field, vec![Piece::For(vec![*number], pieces)]);
            }
        }
        visit::visit_expr_struct(self, built);
    }
}

fn text(text: impl Into<String>) -> Piece {
    Piece::Text(text.into())
}

fn only(number: usize, piece: Piece) -> Piece {
    Piece::For(vec![number], vec![piece])
}

fn source<S: Spanned>(of: &S) -> impl Fn() -> Piece + use<S> {
    let range = of.span().byte_range();
    move || Piece::Source(range.clone())
}

/// Whether it is a chain of conditions with a pattern in it, which no block may break.
fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binary) => matches!(binary.op, BinOp::And(_)) && (has_let(&binary.left) || has_let(&binary.right)),
        _ => false,
    }
}
