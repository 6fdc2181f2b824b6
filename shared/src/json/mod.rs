//! Reading JSON with little code.
//!
//! `serde_json` reads a struct from an object or from an array, and repeats its parser inside every type; for some hundred
//! types that is a third of what a browser has to load. Here the text is parsed once into a tree, by one piece of code, and
//! types are read from the tree: structs from objects only, as our API writes them, and field by field in the order of the
//! type, so that no type needs code that sorts fields as they come.

mod access;
mod read;
mod tree;

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::de::{self, DeserializeOwned};

use tree::Tree;

/// Reads a value from JSON.
///
/// # Errors
/// What does not fit, in English: for the log and for `detail`, not for readers.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Mismatch> {
    T::deserialize(parse(text)?)
}

/// Reads `{…fields}` as the variant `name`. Fields that the variant does not know are passed over.
///
/// # Errors
/// As [`from_str`]; see [`Mismatch::is_unknown_variant`].
pub fn variant_from_str<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Mismatch> {
    let variant = (Cow::Borrowed(name), parse(text)?);
    T::deserialize(Tree::Object(vec![variant]))
}

/// Reads the variant `name` from its fields, each as text. Fields that the variant does not know are passed over.
///
/// # Errors
/// As [`from_str`].
pub fn variant_from_texts<T: DeserializeOwned>(
    name: &str,
    fields: &BTreeMap<String, String>,
) -> Result<T, Mismatch> {
    let field = |(name, text)| -> (Cow<'_, str>, Tree<'_>) {
        let (name, text): (&String, &String) = (name, text);
        (name.into(), Tree::Text(text.into()))
    };
    let variant = (
        Cow::Borrowed(name),
        Tree::Object(fields.iter().map(field).collect()),
    );
    T::deserialize(Tree::Object(vec![variant]))
}

fn parse(text: &str) -> Result<Tree<'_>, Mismatch> {
    serde_json::from_str(text).map_err(de::Error::custom)
}

/// Why a text is not what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    text: String,
    unknown_variant: Option<String>,
}

impl Mismatch {
    /// Whether it is that an enum has no variant of this name.
    #[must_use]
    pub fn is_unknown_variant(&self, name: &str) -> bool {
        self.unknown_variant.as_deref() == Some(name)
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            text: message.to_string(),
            unknown_variant: None,
        }
    }

    fn unknown_variant(variant: &str, _: &'static [&'static str]) -> Self {
        Self {
            text: format!("unknown variant `{variant}`"),
            unknown_variant: Some(variant.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::{
        api::{ApiError, ErrorCode, NewJourney},
        id::JourneyId,
        journey::Template,
        locale::Lang,
    };

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Point,
        Circle(f64),
        Line(i32, u8),
        Box { width: u64, title: Option<String> },
    }

    fn round_trip<T: Serialize + DeserializeOwned + PartialEq + fmt::Debug>(value: &T) {
        let text = serde_json::to_string(value).unwrap();
        assert_eq!(&from_str::<T>(&text).unwrap(), value, "{text}");
    }

    #[test]
    fn whatever_serde_json_writes_is_read_back() {
        round_trip(&vec![
            Shape::Point,
            Shape::Circle(-0.5),
            Shape::Circle(3.0),
            Shape::Line(-7, 255),
            Shape::Box {
                width: u64::MAX,
                title: None,
            },
            Shape::Box {
                width: 0,
                title: Some("a \"quoted\"\nñ \u{1f309}".to_owned()),
            },
        ]);
        round_trip(&BTreeMap::from([(3_u32, true), (40, false)]));
        round_trip(&(Some(1.5_f64), (), 'x', i64::MIN));
        round_trip(&NewJourney {
            id: JourneyId::new(uuid::Uuid::from_u128(7)),
            title: "Departures".to_owned(),
            template: Template::Airport,
            lang: Some(Lang::Es),
        });
        round_trip(&Err::<u8, _>(
            ApiError::new(ErrorCode::Invalid).with("field", "from"),
        ));
    }

    #[test]
    fn fields_that_are_not_known_are_passed_over_and_missing_options_are_none() {
        let read: Shape = from_str(r#"{"box": {"later": [1, {"x": null}], "width": 2}}"#).unwrap();
        assert_eq!(
            read,
            Shape::Box {
                width: 2,
                title: None
            }
        );
    }

    #[test]
    fn fields_may_stand_in_any_order() {
        let read: Shape = from_str(r#"{"box": {"title": "x", "other": 1, "width": 2}}"#).unwrap();
        let title = Some("x".to_owned());
        assert_eq!(read, Shape::Box { width: 2, title });
    }

    #[test]
    fn what_does_not_fit_is_an_error_that_says_what_was_expected() {
        for (text, says) in [
            (r#"{"box": {}}"#, "missing field `width`"),
            (r#"{"box": {"width": -1}}"#, "-1"),
            (r#"{"circle": "x"}"#, "a number"),
            (r#"{"point": 1}"#, "nothing more"),
            (r#""triangle""#, "unknown variant"),
            (r#"["point"]"#, "a variant"),
            (r#"{"box": [2, "x"]}"#, "an object"),
            ("{", "EOF"),
        ] {
            let error = from_str::<Shape>(text).unwrap_err().to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
