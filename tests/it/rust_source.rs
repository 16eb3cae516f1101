//! Just enough of a Rust reader for the architecture test: the paths that a source names, comments and strings aside.

/// A path that a source names, such as `crate::page::Role`, groups of `use` spelled out.
#[derive(Debug, PartialEq)]
pub(crate) struct Use {
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

#[derive(Debug, PartialEq, Clone)]
enum Token {
    Word(String),
    PathSep,
    Open,
    Close,
    Comma,
    Other,
}

/// All paths of two parts or more, in order.
pub(crate) fn uses(source: &str) -> Vec<Use> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Token::Word(_) = tokens[at].0 {
            at = path(&tokens, at, &mut Vec::new(), &mut found);
        } else {
            at += 1;
        }
    }
    found.retain(|u| u.path.len() > 1);
    found
}

/// Reads the path that begins at `at`, after `prefix`; gives the place after it.
fn path(tokens: &[(Token, usize)], mut at: usize, prefix: &mut Vec<String>, found: &mut Vec<Use>) -> usize {
    let depth = prefix.len();
    let line = tokens[at].1;
    let mut grouped = false;
    while let Some((Token::Word(word), _)) = tokens.get(at) {
        prefix.push(word.clone());
        at += 1;
        if !matches!(tokens.get(at), Some((Token::PathSep, _))) {
            break;
        }
        at += 1;
        if matches!(tokens.get(at), Some((Token::Open, _))) {
            at += 1;
            grouped = true;
            while let Some((token, _)) = tokens.get(at) {
                match token {
                    Token::Word(_) => at = path(tokens, at, prefix, found),
                    Token::Close => {
                        at += 1;
                        break;
                    }
                    _ => at += 1,
                }
            }
            break;
        }
    }
    if !grouped {
        found.push(Use { path: prefix.clone(), line });
    }
    prefix.truncate(depth);
    at
}

fn tokens(source: &str) -> Vec<(Token, usize)> {
    let chars: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    let word = |c: char| c.is_alphanumeric() || c == '_';
    while at < chars.len() {
        let rest = &chars[at..];
        let next = rest.get(1).copied().unwrap_or(' ');
        let (token, length) = match rest[0] {
            '/' if next == '/' => (None, rest.iter().take_while(|c| **c != '\n').count()),
            '/' if next == '*' => (None, block_comment(rest)),
            '"' => (Some(Token::Other), string(rest)),
            'r' if next == '"' || (next == '#' && rest.get(2).is_some_and(|c| "#\"".contains(*c))) => {
                (Some(Token::Other), raw_string(&rest[1..]) + 1)
            }
            '\'' if next == '\\' => {
                let body = rest.iter().skip(3).take_while(|c| **c != '\'').count();
                (Some(Token::Other), body + 4)
            }
            '\'' if rest.get(2) == Some(&'\'') => (Some(Token::Other), 3),
            ':' if next == ':' => (Some(Token::PathSep), 2),
            '{' => (Some(Token::Open), 1),
            '}' => (Some(Token::Close), 1),
            ',' => (Some(Token::Comma), 1),
            c if word(c) => {
                let length = rest.iter().take_while(|c| word(**c)).count();
                (Some(Token::Word(rest[..length].iter().collect())), length)
            }
            c if c.is_whitespace() => (None, 1),
            _ => (Some(Token::Other), 1),
        };
        let length = length.min(rest.len());
        tokens.extend(token.map(|token| (token, line)));
        line += rest[..length].iter().filter(|c| **c == '\n').count();
        at += length;
    }
    tokens
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match (rest[at], rest.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn raw_string(rest: &[char]) -> usize {
    let hashes = rest.iter().take_while(|c| **c == '#').count();
    let mut at = hashes + 1;
    while at < rest.len() {
        if rest[at] == '"' && rest[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return at + 1 + hashes;
        }
        at += 1;
    }
    at
}

#[test]
fn paths_are_read_past_comments_strings_and_groups() {
    let source = r##"
        // use hidden::one;
        /* use hidden::two; /* nested */ */
        use crate::{Span, page::{Role, document::*}, write};
        const A: &str = "hidden::three \" hidden::four";
        const B: &str = r#"hidden::five"#;
        fn f<'a>(x: &'a str) -> char { if x == ':' { std::mem::take(y) } else { '\'' } }
    "##;
    let paths: Vec<_> = uses(source).into_iter().map(|u| (u.path.join("::"), u.line)).collect();
    let expected = [
        ("crate::Span", 4),
        ("crate::page::Role", 4),
        ("crate::page::document", 4),
        ("crate::write", 4),
        ("std::mem::take", 7),
    ];
    assert_eq!(paths, expected.map(|(path, line)| (path.to_owned(), line)));
}
