//! The name of a journey in its address, made from its first title: `Viaje al avión` becomes `viaje-al-avion`.

use uuid::Uuid;

/// Characters at most, before a number is added.
const MOST: usize = 60;
/// For titles without a letter or digit that we can write in ASCII.
const NAMELESS: &str = "journey";

/// The slug a title asks for; another journey may have it.
pub(super) fn wanted(title: &str) -> String {
    let mut slug = String::new();
    for character in title.chars().flat_map(char::to_lowercase) {
        if slug.len() >= MOST {
            break;
        }
        match plain(character) {
            "" if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            letters => slug.push_str(letters),
        }
    }
    let slug = slug.trim_end_matches('-');
    // What reads as an id would be looked up as one.
    if slug.is_empty() {
        NAMELESS.to_owned()
    } else if Uuid::try_parse(slug).is_ok() {
        format!("{NAMELESS}-{slug}")
    } else {
        slug.to_owned()
    }
}

/// `wanted`, or `wanted` with the smallest number from 2 that makes it unique.
pub(super) fn unique(wanted: String, taken: &[String]) -> String {
    if !taken.contains(&wanted) {
        return wanted;
    }
    (2_u32..)
        .map(|number| format!("{wanted}-{number}"))
        .find(|slug| !taken.contains(slug))
        .unwrap_or(wanted)
}

/// A lower-case character in ASCII, or nothing.
fn plain(character: char) -> &'static str {
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    match character {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => "o",
        'ú' | 'ù' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'ñ' => "n",
        'ç' => "c",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => ASCII
            .find(character)
            .and_then(|at| ASCII.get(at..=at))
            .unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_an_address_that_people_can_type() {
        for (title, slug) in [
            ("Airport", "airport"),
            ("  Viaje al avión, ¡rápido! ", "viaje-al-avion-rapido"),
            ("Straße & Øl", "strasse-ol"),
            ("A  --  B", "a-b"),
            ("旅行", "journey"),
            ("…", "journey"),
            ("2026", "2026"),
        ] {
            assert_eq!(wanted(title), slug, "{title}");
        }
    }

    #[test]
    fn a_title_that_reads_as_an_id_does_not_become_one() {
        let slug = wanted("01890A5D-AC96-774B-BCCE-B302099A8057");
        assert!(Uuid::try_parse(&slug).is_err(), "{slug}");
    }

    #[test]
    fn a_long_title_is_cut() {
        assert_eq!(wanted(&"é".repeat(1_000_000)), "e".repeat(60));
    }

    #[test]
    fn a_taken_slug_gets_the_smallest_free_number() {
        let taken = ["airport", "airport-2", "airport-lounge"].map(str::to_owned);
        assert_eq!(unique("airport".to_owned(), &taken), "airport-3");
        assert_eq!(
            unique("airport-lounge".to_owned(), &taken[..1]),
            "airport-lounge"
        );
    }
}
