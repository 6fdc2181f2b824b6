//! A persona, and how it is written: in JSON by its fields, in bytes as ever where nothing but the first fields is known of it.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct};

use crate::{image::Picture, record::Filter};

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
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub filter: Filter,
    /// Who that is, at length.
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub description: String,
    /// What the persona wants to reach, one goal a line.
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub goals: String,
    /// What the persona expects of us, one expectation a line.
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub expectations: String,
    /// What the persona looks like.
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub picture: Option<Picture>,
}

/// A field of a persona with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonaField {
    /// Who that is, at length.
    Description(String),
    /// What the persona wants to reach, one goal a line.
    Goals(String),
    /// What the persona expects of us, one expectation a line.
    Expectations(String),
    /// What the persona looks like.
    Picture(Option<Picture>),
}

/// What is known of a persona beyond the first fields.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct More {
    description: String,
    goals: String,
    expectations: String,
    picture: Option<Picture>,
}

/// Postcard writes a truth value as the numbers of the first two states, so a persona of whom no more is known has the bytes, and with
/// them the fingerprint, that it had before there was more to know.
#[derive(Serialize, Deserialize)]
enum State {
    Offered,
    Retired,
    OfferedWith(More),
    RetiredWith(More),
}

/// The fields by name; what was kept before there were filters and the rest has none. Options, because the browser's reader
/// ([`crate::json`]) knows no other fields that may be missing.
#[derive(Deserialize)]
#[serde(rename = "Persona")]
struct Named {
    name: String,
    summary: String,
    retired: bool,
    #[serde(default)]
    filter: Filter,
    description: Option<String>,
    goals: Option<String>,
    expectations: Option<String>,
    picture: Option<Picture>,
}

/// The fields in order.
#[derive(Deserialize)]
#[serde(rename = "Persona")]
struct Ordered {
    name: String,
    summary: String,
    state: State,
    filter: Filter,
}

impl Persona {
    fn more(&self) -> More {
        More {
            description: self.description.clone(),
            goals: self.goals.clone(),
            expectations: self.expectations.clone(),
            picture: self.picture.clone(),
        }
    }
}

impl Serialize for Persona {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = serializer.is_human_readable();
        let texts = [
            ("description", &self.description),
            ("goals", &self.goals),
            ("expectations", &self.expectations),
        ];
        let told = || texts.iter().filter(|(_, text)| !text.is_empty());
        let more = told().count() + usize::from(self.picture.is_some());
        let fields = if named { 4 + more } else { 4 };
        let mut persona = serializer.serialize_struct("Persona", fields)?;
        persona.serialize_field("name", &self.name)?;
        persona.serialize_field("summary", &self.summary)?;
        if named {
            persona.serialize_field("retired", &self.retired)?;
        } else {
            let state = match (self.retired, more > 0) {
                (false, false) => State::Offered,
                (true, false) => State::Retired,
                (false, true) => State::OfferedWith(self.more()),
                (true, true) => State::RetiredWith(self.more()),
            };
            persona.serialize_field("state", &state)?;
        }
        persona.serialize_field("filter", &self.filter)?;
        if named {
            for (name, text) in told() {
                persona.serialize_field(name, text)?;
            }
            if let Some(picture) = &self.picture {
                persona.serialize_field("picture", picture)?;
            }
        }
        persona.end()
    }
}

impl<'de> Deserialize<'de> for Persona {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let Named {
                name,
                summary,
                retired,
                filter,
                description,
                goals,
                expectations,
                picture,
            } = Named::deserialize(deserializer)?;
            return Ok(Self {
                name,
                summary,
                retired,
                filter,
                description: description.unwrap_or_default(),
                goals: goals.unwrap_or_default(),
                expectations: expectations.unwrap_or_default(),
                picture,
            });
        }
        let Ordered {
            name,
            summary,
            state,
            filter,
        } = Ordered::deserialize(deserializer)?;
        let (retired, more) = match state {
            State::Offered => (false, More::default()),
            State::Retired => (true, More::default()),
            State::OfferedWith(more) => (false, more),
            State::RetiredWith(more) => (true, more),
        };
        let More {
            description,
            goals,
            expectations,
            picture,
        } = more;
        Ok(Self {
            name,
            summary,
            retired,
            filter,
            description,
            goals,
            expectations,
            picture,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::ImageHash;

    #[test]
    fn a_persona_kept_before_there_were_filters_is_one_of_all_customers() {
        let old = r#"{"name":"Al","summary":"Runs","retired":false}"#;
        let read: Persona = serde_json::from_str(old).unwrap();
        assert!(read.filter.is_empty());
        let filter = Filter::one("segment", "daily");
        let new = Persona { filter, ..read };
        let json = serde_json::to_value(&new).unwrap();
        assert_eq!(json["filter"], "segment:daily");
        assert_eq!(json.as_object().unwrap().len(), 4);
        assert_eq!(serde_json::from_value::<Persona>(json).unwrap(), new);
    }

    #[test]
    fn a_persona_of_whom_no_more_is_known_has_the_bytes_that_it_always_had() {
        for retired in [false, true] {
            let persona = Persona {
                name: "Al".to_owned(),
                summary: "Runs".to_owned(),
                retired,
                filter: Filter::one("segment", "daily"),
                ..Persona::default()
            };
            let before = ("Al", "Runs", retired, &persona.filter);
            let bytes = postcard::to_stdvec(&persona).unwrap();
            assert_eq!(bytes, postcard::to_stdvec(&before).unwrap());
            assert_eq!(postcard::from_bytes::<Persona>(&bytes).unwrap(), persona);
        }
    }

    #[test]
    fn all_that_is_known_of_a_persona_is_read_as_it_was_written() {
        let picture = Picture {
            image: ImageHash::new([1; 32]),
            width: 9,
            height: 9,
            alt: "Al".to_owned(),
        };
        for (retired, goals, picture) in [(false, "Win", None), (true, "", Some(picture))] {
            let persona = Persona {
                retired,
                goals: goals.to_owned(),
                picture,
                ..Persona::default()
            };
            let bytes = postcard::to_stdvec(&persona).unwrap();
            assert_eq!(postcard::from_bytes::<Persona>(&bytes).unwrap(), persona);
            let json = serde_json::to_string(&persona).unwrap();
            assert_eq!(serde_json::from_str::<Persona>(&json).unwrap(), persona);
            assert_eq!(crate::json::from_str::<Persona>(&json).unwrap(), persona);
        }
    }
}
