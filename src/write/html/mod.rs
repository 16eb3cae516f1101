//! Self-contained pages of HTML（网页输出）: markup by construction, escaping, and the policy that lets nothing in.
//!
//! What a page from a stranger says must stay words. So markup can only be a literal of this program
//! ([`Html::raw`] takes `&'static str`), and everything else goes through [`Html::text`]. The policy in the head forbids
//! every load, and every style and script but those whose SHA-256 it names.

mod sha256;

/// A page being written（网页）.
#[derive(Default, Debug)]
pub(super) struct Html {
    out: String,
}

impl Html {
    /// Markup, which only this program can write.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Words, escaped: they stay words between tags and between double quotes.
    pub(super) fn text(&mut self, words: &str) -> &mut Self {
        let mut from = 0;
        for (at, c) in words.char_indices() {
            let plain = !(matches!(c, '&' | '<' | '>' | '"' | '\'') || is_control(c));
            if plain {
                continue;
            }
            self.out.push_str(words.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                // One that no reader could see, or that would turn the line around, is shown by its picture.
                '\u{0}'..='\u{1f}' => self.out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
                '\u{7f}' => self.out.push('\u{2421}'),
                _ => self.out.push('\u{fffd}'),
            }
        }
        self.out.push_str(words.get(from..).unwrap_or_default());
        self
    }

    /// A number.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.out.push_str(&number.to_string());
        self
    }

    /// The same in Chinese and English; the style shows one of them.
    pub(super) fn both(&mut self, zh: &str, en: &str) -> &mut Self {
        self.raw("<span class=zh lang=zh-CN>").text(zh).raw("</span>");
        self.raw("<span class=en lang=en>").text(en).raw("</span>")
    }

    /// What another piece has written.
    pub(super) fn append(&mut self, other: Self) -> &mut Self {
        self.out.push_str(&other.out);
        self
    }

    /// The whole page around this body. `style` and `script` stand in it as they are, under their hashes.
    pub(super) fn into_page(self, title: &str, style: &'static str, script: &'static str) -> String {
        let mut page = Self::default();
        page.raw("<!doctype html>\n<html lang=\"zh-CN\" data-language=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
        page.text(&sha256::base64(style)).raw("'; script-src 'sha256-").text(&sha256::base64(script));
        page.raw("'; base-uri 'none'; form-action 'none'\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw(
            "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n",
        );
        page.raw("<title>").text(title).raw("</title>\n<style>").raw(style).raw("</style>\n</head>\n<body>\n");
        page.append(self);
        page.raw("<script>").raw(script).raw("</script>\n</body>\n</html>\n");
        page.out
    }
}

/// Whether a character acts on a text instead of standing in it: controls, and the marks that turn its direction.
fn is_control(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(words: &str) -> String {
        let mut html = Html::default();
        html.text(words);
        html.out
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escaped("<img src=x onerror='a(\"&\")'>"),
            "&lt;img src=x onerror=&#39;a(&quot;&amp;&quot;)&#39;&gt;"
        );
        assert_eq!(escaped("公开1942条\t共\n"), "公开1942条\t共\n");
    }

    #[test]
    fn what_acts_on_the_text_is_shown_instead() {
        assert_eq!(escaped("a\u{0}b\u{1b}[1m"), "a␀b␛[1m");
        assert_eq!(escaped("1\u{202e}24\u{2066}"), "1\u{fffd}24\u{fffd}");
    }

    #[test]
    fn the_policy_names_the_hashes_of_what_it_lets_in() {
        let page = Html::default().into_page("甲<乙", "", "abc");
        assert!(page.contains("<title>甲&lt;乙</title>"));
        assert!(page.contains("style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
        assert!(page.contains("script-src 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"));
    }
}
