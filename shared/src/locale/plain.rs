//! Texts as one looks for them: without capitals and accents.

/// Small letters without the accents of Spanish and its neighbours, so that "accion" finds "Acción" and "manana" "Mañana".
#[must_use]
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let small = text.chars().flat_map(char::to_lowercase);
    small.filter(|c| !is_mark(*c)).map(letter).collect()
}

/// An accent written after its letter, as some keyboards and file systems do.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

const fn letter(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn capitals_and_accents_do_not_count_however_they_are_written() {
        assert_eq!(plain("ACCIÓN"), "accion");
        assert_eq!(plain("Mañana, pingüino"), "manana, pinguino");
        assert_eq!(plain("Re\u{301}sume\u{301}"), "resume");
        assert_eq!(plain("Front Desk 2"), "front desk 2");
        assert_eq!(plain("東京"), "東京");
    }
}
