//! What the address of the page asks for, and the addresses of what it offers.

use leptos_router::params::ParamsMap;
use shared::{
    api::{TAKE_SCALE, TakeFormat, TakePaper, TakeQuery, TakeTheme},
    locale::Lang,
};

use crate::request::encoded;

/// Where a journey is taken away.
pub(crate) const TAKE_AWAY: &str = "/take-away";
/// A paper of one's own size, unless another is asked for: A3 across.
const OWN: (f64, f64) = (420.0, 297.0);

/// Which journey, and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    /// Slug or id; without it, the journey that changed last.
    pub(super) journey: Option<String>,
    /// Everything else, with what was not said filled in.
    pub(super) query: TakeQuery,
}

impl Asked {
    /// From the query of the address; the language is the reader's unless it says another.
    pub(super) fn of(query: &ParamsMap, lang: Lang) -> Self {
        Self::read(lang, |name| query.get(name))
    }

    /// From named values. What cannot be read counts as not said.
    pub(super) fn read(lang: Lang, given: impl Fn(&'static str) -> Option<String>) -> Self {
        let given = |name| given(name).filter(|value: &String| !value.is_empty());
        let number = |name| given(name).and_then(|value| value.parse::<f64>().ok());
        let named = given("paper");
        let mut papers = TakePaper::ALL.into_iter();
        let paper = papers.find(|paper| Some(paper.name()) == named.as_deref());
        let theme = match given("theme").as_deref() {
            Some("dark") => TakeTheme::Dark,
            _ => TakeTheme::Light,
        };
        let format = given("format").and_then(|name| TakeFormat::of_name(&name));
        Self {
            journey: given("journey"),
            query: TakeQuery {
                format: format.unwrap_or_default(),
                paper: paper.unwrap_or_default(),
                portrait: Some(given("portrait").as_deref() == Some("true")),
                width: number("width").or(Some(OWN.0)),
                height: number("height").or(Some(OWN.1)),
                scale: number("scale").or(Some(TAKE_SCALE)),
                language: given("language")
                    .and_then(|code| code.parse().ok())
                    .or(Some(lang)),
                theme,
                outlines: Some(given("outlines").as_deref() == Some("true")),
                page: None,
            },
        }
    }

    /// The address of the page that asks for this of the journey at `slug`.
    pub(super) fn address(&self, slug: &str) -> String {
        format!(
            "{TAKE_AWAY}?journey={}&{}",
            encoded(slug),
            said(&self.query)
        )
    }

    /// The address of a picture of the first page; `None` of what is no drawing.
    pub(super) fn preview(&self, slug: &str) -> Option<String> {
        let query = TakeQuery {
            format: TakeFormat::Svg,
            page: Some(1),
            // A picture within a page has no fonts but those of the machine.
            outlines: Some(true),
            paper: match self.query.format {
                TakeFormat::Pdf => self.query.paper,
                _ => TakePaper::Poster,
            },
            ..self.query.clone()
        };
        // A page that stands alone shows the drawing too.
        let drawn = self.query.format.is_drawn() || self.query.format == TakeFormat::Html;
        drawn.then(|| format!("{}?{}", file_of(slug), said(&query)))
    }
}

/// Where the API has the files of a journey.
pub(super) fn file_of(slug: &str) -> String {
    format!("/api/v1/journeys/{}/file", encoded(slug))
}

fn said(query: &TakeQuery) -> String {
    let pairs = query.pairs().into_iter();
    let pairs = pairs.map(|(name, value)| format!("{name}={}", encoded(&value)));
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(of: &[(&'static str, &str)]) -> Asked {
        Asked::read(Lang::Es, |name| {
            let found = of.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_the_address_does_not_say_or_says_wrong_is_filled_in() {
        let bare = asked(&[]);
        let poster = "/take-away?journey=a&format=pdf&paper=poster&language=es&theme=light";
        assert_eq!(bare.address("a"), poster);
        let wrong = asked(&[
            ("format", "doc"),
            ("paper", "a9"),
            ("scale", "x"),
            ("language", ""),
        ]);
        assert_eq!(wrong, bare);
        let own = asked(&[("paper", "own"), ("width", "")]);
        assert!(own.address("a").contains("paper=own&width=420&height=297"));
    }

    #[test]
    fn the_preview_is_of_what_is_asked_for() {
        let paper = [
            ("format", "pdf"),
            ("paper", "a4"),
            ("portrait", "true"),
            ("language", "en"),
        ];
        let asked_for = asked(&paper);
        assert_eq!(
            asked_for.preview("zapatos ñ").unwrap(),
            "/api/v1/journeys/zapatos%20%C3%B1/file?format=svg&paper=a4&portrait=true&outlines=true&language=en&theme=light&page=1"
        );
        assert_eq!(asked(&[("format", "csv")]).preview("a"), None);
        let picture = asked(&[("format", "png"), ("paper", "a4")]);
        assert!(picture.preview("a").unwrap().contains("paper=poster"));
    }
}
