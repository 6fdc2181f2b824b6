//! Texts in lines.

use super::Measure;

/// A size and weight of text, with the height of its lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Face {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) line: f64,
}

impl Face {
    pub(super) const fn new(size: f64, bold: bool, line: f64) -> Self {
        Self { size, bold, line }
    }
}

/// The text in lines that are at most so wide, broken between words, and within a word that is wider than a line.
pub(super) fn wrap(text: &str, width: f64, face: Face, measure: &dyn Measure) -> Vec<String> {
    let wide = |text: &str| measure.width(text, face.size, face.bold);
    let space = wide(" ");
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let (mut line, mut used) = (String::new(), 0.0);
        for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let size = wide(word);
            if !line.is_empty() && used + space + size <= width {
                line.push(' ');
                line.push_str(word);
                used += space + size;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            if size <= width {
                word.clone_into(&mut line);
                used = size;
            } else {
                (line, used) = broken(word, width, &wide, &mut lines);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

/// Breaks a word between characters that do not belong together; gives the rest that is left for the next line.
fn broken(
    word: &str,
    width: f64,
    wide: &dyn Fn(&str) -> f64,
    lines: &mut Vec<String>,
) -> (String, f64) {
    let (mut line, mut used, mut joined) = (String::new(), 0.0, false);
    for character in word.chars() {
        let size = wide(character.encode_utf8(&mut [0; 4]));
        if used + size > width && !line.is_empty() && !joined && !leans(character) {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        line.push(character);
        used += size;
        joined = character == '\u{200d}';
    }
    (line, used)
}

/// Whether a character changes the one before it: combining marks, joiners, variants, tones of skin.
const fn leans(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// At most so many lines, the last with an ellipsis where some are left out.
pub(super) fn at_most(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character is as wide as half its size.
    struct Halves;

    impl Measure for Halves {
        fn width(&self, text: &str, size: f64, _: bool) -> f64 {
            f64::from(u32::try_from(text.chars().count()).unwrap()) * size / 2.0
        }
    }

    #[test]
    fn lines_break_between_words_and_within_one_that_is_too_long() {
        let face = Face::new(10.0, false, 14.0);
        let lines = |text: &str, width| wrap(text, width, face, &Halves);
        assert_eq!(lines("one two three", 40.0), ["one two", "three"]);
        assert_eq!(lines("abcdefgh ij", 20.0), ["abcd", "efgh", "ij"]);
        assert_eq!(lines("a\nb\r\n\nc", 20.0), ["a", "b", "c"]);
        assert!(lines("  ", 20.0).is_empty());
        // A letter and its accent stay together, as do the parts of a joined sign.
        assert_eq!(lines("abe\u{301}d", 15.0), ["abe\u{301}", "d"]);
        assert_eq!(lines("ab👩\u{200d}🔧", 15.0), ["ab👩\u{200d}🔧"]);
        let long = "x".repeat(10_000);
        assert_eq!(lines(&long, 20.0).concat(), long);
    }
}
