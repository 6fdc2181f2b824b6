//! A persona.

use serde::{Deserialize, Serialize};

use crate::record::Filter;

/// A kind of customer, drawn from evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Persona {
    /// What the persona is called.
    pub name: String,
    /// Who that is, in a sentence or two.
    pub summary: String,
    /// No longer offered for new journeys.
    pub retired: bool,
    /// Who of the records this is: the values of their dimensions, as `segment:daily,segment:race`. Empty where nobody said: then
    /// what is measured is of all customers. JSON of before there were filters has none.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub filter: Filter,
}

#[cfg(test)]
mod tests {
    use super::*;

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
