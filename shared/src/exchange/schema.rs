//! The JSON Schema of the document, made from its types: what programs that write journeys can check against.

use serde_json::{Map, Value};
use utoipa::{PartialSchema, ToSchema};

use super::JourneyDocument;

/// The schema as one document, which refers to nothing outside it (JSON Schema 2020-12).
///
/// # Errors
/// Schemas are JSON; should one not be writable, why not.
pub fn json_schema() -> Result<Value, serde_json::Error> {
    let mut parts = Vec::new();
    <JourneyDocument as ToSchema>::schemas(&mut parts);
    let mut definitions = Map::new();
    for (name, part) in parts {
        definitions.insert(name, inside(serde_json::to_value(part)?));
    }
    let mut schema = Map::new();
    let dialect = "https://json-schema.org/draft/2020-12/schema";
    schema.insert("$schema".to_owned(), dialect.into());
    schema.insert("title".to_owned(), "A journey of Puente".into());
    if let Value::Object(own) = inside(serde_json::to_value(JourneyDocument::schema())?) {
        schema.extend(own);
    }
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    Ok(Value::Object(schema))
}

/// With references that lead to the definitions of this document, not to an API's.
fn inside(value: Value) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix("#/components/schemas/") {
            Some(name) => format!("#/$defs/{name}").into(),
            None => text.into(),
        },
        Value::Array(items) => items.into_iter().map(inside).collect(),
        Value::Object(fields) => {
            let fields = fields
                .into_iter()
                .map(|(name, value)| (name, inside(value)));
            Value::Object(fields.collect())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue::Catalogue, exchange::to_json, id::JourneyId, journey::Journey};

    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            Value::Object(fields) => {
                if let Some(Value::String(to)) = fields.get("$ref") {
                    found.push(to.clone());
                }
                fields.values().for_each(|field| references(field, found));
            }
            _ => {}
        }
    }

    #[test]
    fn the_schema_stands_alone() {
        let schema = json_schema().unwrap();
        let mut found = Vec::new();
        references(&schema, &mut found);
        assert!(found.len() > 20, "{found:?}");
        for to in found {
            let name = to.strip_prefix("#/$defs/").unwrap();
            assert!(schema["$defs"].get(name).is_some(), "{to}");
        }
    }

    #[test]
    fn the_schema_knows_the_fields_of_a_document_and_no_others() {
        let schema = json_schema().unwrap();
        let journey = Journey::new(JourneyId::new(uuid::Uuid::from_u128(1)));
        let document = JourneyDocument::of(&journey, &Catalogue::default());
        let written: Value = serde_json::from_str(&to_json(&document)).unwrap();
        let names =
            |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        let mut expected = names(&written);
        let mut known = names(&schema["properties"]);
        expected.sort();
        known.sort();
        assert_eq!(known, expected);
        assert_eq!(schema["additionalProperties"], false);
        let card = &schema["$defs"]["DocumentCard"];
        assert_eq!(card["required"], serde_json::json!(["id", "step", "lane"]));
    }
}
