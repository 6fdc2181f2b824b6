//! Texts in XML 1.0, and in HTML, which reads them the same.

/// Whether XML can hold a character as part of a line (XML 1.0, § 2.2): no control characters, also not those that it only advises
/// against, and nothing that is no character.
#[must_use]
pub const fn holds(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

/// Writes a text so that it means nothing to XML, between elements or in quotes. Tabs and ends of lines become spaces, and what XML
/// cannot hold is left out.
pub fn escape(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            '"' => xml.push_str("&quot;"),
            '\t' | '\n' | '\r' => xml.push(' '),
            c if holds(c) => xml.push(c),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_mean_nothing_to_xml() {
        let mut xml = String::new();
        escape(
            &mut xml,
            "<script>&\"\u{0}\u{1b}\u{85}\u{ffff}a\nb\u{202e}c",
        );
        assert_eq!(xml, "&lt;script&gt;&amp;&quot;a b\u{202e}c");
    }
}
