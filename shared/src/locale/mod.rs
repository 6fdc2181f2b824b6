//! How numbers, dates and counts are written in the reader's language: the one formatter of both sides of hydration.
//!
//! Follows CLDR for English (day first) and Spanish, save for the grouping of Spanish thousands, see [`Lang::number`].
//! Knows no words of the interface (those are the app's keys), no clock and no time zone: instants come as arguments, and
//! days already belong to the workspace's zone.

mod ago;
mod date;
mod number;
mod plain;

pub use date::{Date, DateError, DateStyle};
pub use plain::plain;

use serde::{Deserialize, Serialize};

/// Between a number and its unit (%, ‰, h): a space that no line breaks at.
const NO_BREAK: char = '\u{a0}';

/// What stands where a number would, were it known.
pub const UNKNOWN: &str = "—";

/// A language of the interface.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

/// A language tag that is neither English nor Spanish.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language of the interface: use `en` or `es`")]
pub struct UnknownLang(pub String);

impl std::str::FromStr for Lang {
    type Err = UnknownLang;

    /// From a language tag in any case, with or without a region: `es`, `es-MX`, `EN_gb`.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Lang::ALL
            .into_iter()
            .find(|lang| primary.eq_ignore_ascii_case(lang.code()))
            .ok_or_else(|| UnknownLang(tag.chars().take(35).collect()))
    }
}

/// Which form of a word goes with a number (CLDR cardinal rules; Spanish "many", of exact millions, is not needed).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// Exactly one.
    One,
    /// Any other number.
    Other,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Es];

    /// The tag for the `lang` attribute and for URLs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Es => "es",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Es => "Español",
        }
    }

    /// The language an `Accept-Language` header prefers (RFC 9110 §12.5.4, basic filtering of RFC 4647): the highest
    /// quality wins, the earlier among equals; `*` stands for what the header does not name; `q=0` forbids.
    /// English where the header says nothing we can serve. Only the first 64 ranges are read.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Lang {
        let mut named: [Option<f32>; 2] = [None; 2];
        let mut ranges: Vec<(Option<Lang>, f32)> = Vec::new();
        for range in accept_language.split(',').take(64) {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let quality = parts
                .find_map(|p| p.trim().strip_prefix("q=").map(str::trim))
                .map_or(1.0, quality);
            if tag == "*" {
                ranges.push((None, quality));
            } else if let Ok(lang) = tag.parse::<Lang>() {
                let best = named[lang as usize].map_or(quality, |q| q.max(quality));
                named[lang as usize] = Some(best);
                ranges.push((Some(lang), quality));
            }
        }
        let mut best: Option<(Lang, f32)> = None;
        for (range, quality) in ranges {
            let lang = range.or_else(|| {
                Lang::ALL
                    .into_iter()
                    .find(|lang| named[*lang as usize].is_none())
            });
            if let Some(lang) = lang
                && quality > best.map_or(0.0, |(_, q)| q)
            {
                best = Some((lang, quality));
            }
        }
        let forbidden = |lang: Lang| named[lang as usize] == Some(0.0);
        best.map_or_else(
            || {
                Lang::ALL
                    .into_iter()
                    .find(|lang| !forbidden(*lang))
                    .unwrap_or_default()
            },
            |(lang, _)| lang,
        )
    }

    /// Which form of a word goes with `count`.
    #[must_use]
    pub fn plural(self, count: u64) -> Plural {
        // English and Spanish agree on whole numbers.
        if count == 1 {
            Plural::One
        } else {
            Plural::Other
        }
    }

    /// A count with the form of the word that goes with it: "1 step", "12 pasos".
    #[must_use]
    pub fn counted(self, count: u64, one: &str, other: &str) -> String {
        let word = match self.plural(count) {
            Plural::One => one,
            Plural::Other => other,
        };
        format!("{}{NO_BREAK}{word}", self.count(count))
    }
}

/// A quality value; what is malformed counts as 0, so that it asks for nothing.
fn quality(text: &str) -> f32 {
    text.parse::<f32>()
        .ok()
        .filter(|q| (0.0..=1.0).contains(q))
        .unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_chooses_the_highest_quality() {
        for (header, lang) in [
            ("", Lang::En),
            ("es", Lang::Es),
            ("es-MX,es;q=0.9,en;q=0.8", Lang::Es),
            ("en-GB,en;q=0.9,es;q=0.8", Lang::En),
            ("en;q=0.5, es ; q=0.7", Lang::Es),
            ("fr-FR,fr;q=0.9,es;q=0.3,en;q=0.2", Lang::Es),
            ("fr,de", Lang::En),
            ("es, en", Lang::Es),
            ("en, es", Lang::En),
            ("ES-419", Lang::Es),
            ("fr, *;q=0.5", Lang::En),
            ("en;q=0, *", Lang::Es),
            ("en;q=0", Lang::Es),
            ("en;q=0.2, *;q=0.9", Lang::Es),
            ("es;q=abc, en;q=0.1", Lang::En),
            ("es;q=7", Lang::En),
            ("esperanto", Lang::En),
            (",,;;q=,*;", Lang::En),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header:?}");
        }
    }

    #[test]
    fn a_tag_with_a_region_names_its_language_and_a_strange_one_is_refused() {
        assert_eq!("es-AR".parse(), Ok(Lang::Es));
        assert_eq!(" EN_us ".parse(), Ok(Lang::En));
        let refused = "pt".parse::<Lang>().unwrap_err();
        assert_eq!(
            refused.to_string(),
            "`pt` is not a language of the interface: use `en` or `es`"
        );
    }

    #[test]
    fn languages_travel_as_their_codes() {
        for lang in Lang::ALL {
            assert_eq!(
                serde_json::to_string(&lang).unwrap(),
                format!("\"{}\"", lang.code())
            );
        }
    }

    #[test]
    fn a_word_takes_the_form_of_its_number() {
        assert_eq!(Lang::En.counted(1, "step", "steps"), "1\u{a0}step");
        assert_eq!(Lang::En.counted(0, "step", "steps"), "0\u{a0}steps");
        assert_eq!(Lang::Es.counted(1, "paso", "pasos"), "1\u{a0}paso");
        assert_eq!(
            Lang::Es.counted(41_208, "registro", "registros"),
            "41\u{202f}208\u{a0}registros"
        );
    }
}
