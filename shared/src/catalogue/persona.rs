//! A persona, and how it is written: in JSON by its fields, in bytes as ever.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::record::Filter;

/// A kind of customer, drawn from evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Persona {
    /// What the persona is called.
    pub name: String,
    /// Who that is, in a sentence or two.
    pub summary: String,
    /// No longer offered for new journeys.
    pub retired: bool,
    /// Who of the records this is: the values of their dimensions, as `segment:daily,segment:race`. Empty where nobody said: then
    /// what is measured is of all customers.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub filter: Filter,
}

/// The fields by name; a persona that was kept before there were filters has none.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Persona")]
struct Named {
    name: String,
    summary: String,
    retired: bool,
    #[serde(default)]
    filter: Filter,
}

/// The fields in order. Postcard writes a truth value as the numbers of the first two states, so a persona without a filter has
/// the bytes, and with them the fingerprint, that it had before there were filters.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Persona")]
struct Ordered {
    name: String,
    summary: String,
    state: State,
}

#[derive(Serialize, Deserialize)]
enum State {
    Offered,
    Retired,
    OfferedOf(Filter),
    RetiredOf(Filter),
}

impl Serialize for Persona {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            name,
            summary,
            retired,
            filter,
        } = self.clone();
        if serializer.is_human_readable() {
            let named = Named {
                name,
                summary,
                retired,
                filter,
            };
            return named.serialize(serializer);
        }
        let state = match (retired, filter.is_empty()) {
            (false, true) => State::Offered,
            (true, true) => State::Retired,
            (false, false) => State::OfferedOf(filter),
            (true, false) => State::RetiredOf(filter),
        };
        let ordered = Ordered {
            name,
            summary,
            state,
        };
        ordered.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Persona {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let named = Named::deserialize(deserializer)?;
            return Ok(Self {
                name: named.name,
                summary: named.summary,
                retired: named.retired,
                filter: named.filter,
            });
        }
        let Ordered {
            name,
            summary,
            state,
        } = Ordered::deserialize(deserializer)?;
        let (retired, filter) = match state {
            State::Offered => (false, Filter::default()),
            State::Retired => (true, Filter::default()),
            State::OfferedOf(filter) => (false, filter),
            State::RetiredOf(filter) => (true, filter),
        };
        Ok(Self {
            name,
            summary,
            retired,
            filter,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_persona_without_a_filter_has_the_bytes_that_it_had_before_there_were_filters() {
        // Postcard: a text is its length and its UTF-8, a truth value 0 or 1.
        let mut persona = Persona {
            name: "Al".to_owned(),
            ..Persona::default()
        };
        assert_eq!(postcard::to_stdvec(&persona).unwrap(), b"\x02Al\x00\x00");
        persona.retired = true;
        assert_eq!(postcard::to_stdvec(&persona).unwrap(), b"\x02Al\x00\x01");
        // With one, a state of its own and the filter's text behind it.
        persona.filter = Filter::one("a", "b");
        let bytes = postcard::to_stdvec(&persona).unwrap();
        assert_eq!(bytes, b"\x02Al\x00\x03\x03a:b");
        assert_eq!(postcard::from_bytes(&bytes), Ok(persona));
    }

    #[test]
    fn a_persona_kept_before_there_were_filters_is_one_of_all_customers() {
        let old = r#"{"name":"Al","summary":"Runs","retired":false}"#;
        let read: Persona = serde_json::from_str(old).unwrap();
        assert!(read.filter.is_empty());
        let filter = Filter::one("segment", "daily");
        let new = Persona { filter, ..read };
        let json = serde_json::to_value(&new).unwrap();
        assert_eq!(json["filter"], "segment:daily");
        assert_eq!(serde_json::from_value::<Persona>(json).unwrap(), new);
    }
}
