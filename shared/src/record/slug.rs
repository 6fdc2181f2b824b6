//! Names that are safe in commands, addresses and keys, made from what people write.

use crate::locale::plain;

/// The longest name, in bytes.
const NAME: usize = 100;

/// Whether a text is a name already: `a-z`, `0-9`, `-` and `_`, at least one of them and at most 100.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    !text.is_empty() && text.len() <= NAME && text.chars().all(good)
}

/// `a-z`, `0-9` and `-`, of at most 60 characters: "Valoración de la tienda" becomes `valoracion-de-la-tienda`. `other`
/// where nothing is left.
#[must_use]
pub fn slug(text: &str, other: &str) -> String {
    let mut slug = String::new();
    for letter in plain(text).chars() {
        let kept = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        let letter = if kept { letter } else { '-' };
        if letter != '-' || !slug.is_empty() && !slug.ends_with('-') {
            slug.push(letter);
        }
        if slug.len() == 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { other } else { slug }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_name_keeps_its_letters_and_loses_what_commands_would_trip_over() {
        assert_eq!(
            slug("¿Valoración de la tienda?", "x"),
            "valoracion-de-la-tienda"
        );
        assert_eq!(slug("Atencio\u{301}n  (1–5)", "x"), "atencion-1-5");
        assert_eq!(slug("店", "file"), "file");
        assert_eq!(slug(&"ab ".repeat(100), "x").len(), 59);
    }
}
