//! What a name, a text or a day has to be to enter a log; and edits of longer texts ([`TextEdit`]).

mod edit;

pub use edit::{Misfit, TextEdit, TextSpan, TooLong};

use crate::{
    locale::Date,
    log::{Limit, Rejection},
    record::{Filter, is_name},
};

/// A title or name: trimmed, not empty, on one line.
pub(crate) fn title(text: &str) -> Result<String, Rejection> {
    let title = optional_title(text)?;
    if title.is_empty() {
        Err(Rejection::EmptyTitle)
    } else {
        Ok(title)
    }
}

/// A title that may be empty.
pub(crate) fn optional_title(text: &str) -> Result<String, Rejection> {
    let text = text.trim();
    within(Limit::TitleChars, text)?;
    if text.chars().any(char::is_control) {
        return Err(Rejection::ControlCharacters);
    }
    Ok(text.to_owned())
}

/// A longer text, as typed: line breaks and tabs are its own.
pub(crate) fn text(text: &str) -> Result<String, Rejection> {
    within(Limit::TextChars, text)?;
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(Rejection::ControlCharacters);
    }
    Ok(text.to_owned())
}

/// A count that may not exceed its limit.
pub(crate) fn limited(limit: Limit, count: usize) -> Result<(), Rejection> {
    let actual = u32::try_from(count).unwrap_or(u32::MAX);
    if actual > limit.most() {
        Err(Rejection::OverLimit { limit, actual })
    } else {
        Ok(())
    }
}

fn within(limit: Limit, text: &str) -> Result<(), Rejection> {
    limited(limit, text.chars().count())
}

/// Which records: dimensions by their names, each with at least one value.
pub(crate) fn filter(filter: &Filter) -> Result<Filter, Rejection> {
    let named = filter.0.iter().filter(|(_, values)| !values.is_empty());
    let filter = Filter(
        named
            .map(|(name, values)| (name.clone(), values.clone()))
            .collect(),
    );
    let values = || filter.0.values().flatten();
    limited(Limit::FilterValues, values().count())?;
    if let Some(name) = filter.names().find(|name| !is_name(name)) {
        let dimension = name.chars().take(64).collect();
        return Err(Rejection::BadDimension { dimension });
    }
    for value in values() {
        optional_title(value)?;
    }
    Ok(filter)
}

/// A day of the civil calendar.
pub(crate) fn day(text: &str) -> Result<Date, Rejection> {
    text.parse().map_err(|_| Rejection::BadDay {
        day: text.chars().take(64).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_trimmed_and_counted_in_characters() {
        assert_eq!(title("  Facturación \t").unwrap(), "Facturación");
        assert_eq!(title(&"ñ".repeat(500)).unwrap().chars().count(), 500);
        assert_eq!(
            title(&"ñ".repeat(501)),
            Err(Rejection::OverLimit {
                limit: Limit::TitleChars,
                actual: 501
            })
        );
        assert_eq!(title(" \u{a0} "), Err(Rejection::EmptyTitle));
        assert_eq!(title("a\nb"), Err(Rejection::ControlCharacters));
        assert_eq!(title("a\u{0}b"), Err(Rejection::ControlCharacters));
    }

    #[test]
    fn a_text_keeps_its_lines_but_no_other_control_characters() {
        assert_eq!(text("one\r\n\ttwo ").unwrap(), "one\r\n\ttwo ");
        assert_eq!(text("bell \u{7}"), Err(Rejection::ControlCharacters));
        assert_eq!(
            text(&"x".repeat(1_000_000)),
            Err(Rejection::OverLimit {
                limit: Limit::TextChars,
                actual: 1_000_000
            })
        );
    }

    #[test]
    fn a_filter_names_dimensions_that_can_be_asked_for() {
        let parsed = |text: &str| filter(&text.parse().unwrap());
        assert_eq!(
            parsed("segment:race,segment:,region:north")
                .unwrap()
                .to_string(),
            "region:north,segment:,segment:race"
        );
        let none = Filter([("segment".to_owned(), [].into())].into());
        assert!(filter(&none).unwrap().is_empty());
        assert_eq!(
            parsed("Customer Segment:race"),
            Err(Rejection::BadDimension {
                dimension: "Customer Segment".to_owned()
            })
        );
        assert_eq!(parsed("a:\u{7}"), Err(Rejection::ControlCharacters));
        let many = (0..101).map(|n| n.to_string()).collect();
        assert_eq!(
            filter(&Filter([("a".to_owned(), many)].into())),
            Err(Rejection::OverLimit {
                limit: Limit::FilterValues,
                actual: 101
            })
        );
    }

    #[test]
    fn only_days_of_the_calendar_are_days() {
        assert_eq!(day("2024-02-29").unwrap().to_string(), "2024-02-29");
        for bad in [
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-1-1",
            "12.05.2026",
            "",
        ] {
            assert_eq!(
                day(bad),
                Err(Rejection::BadDay {
                    day: bad.to_owned()
                })
            );
        }
    }
}
