//! A mapping as a document, and the one reader of mappings: a document is written as TOML and read as any other text.

use shared::{metric::Definitions, record::MappingDocument};
use toml::{Table, Value};

use super::{Mapping, MappingError, Variables, error::Text};

/// What documents are called where a mistake in one is told.
const DOCUMENT: &str = "the mapping";

/// The document of a mapping's text, which must be one.
///
/// # Errors
/// The first mistake in it.
pub fn of_text(file: &str, text: &str) -> Result<MappingDocument, MappingError> {
    toml::from_str(text).map_err(|error| Text { file, text }.toml(&error))
}

/// A document as TOML, as `puente import` takes it.
#[must_use]
pub fn text(document: &MappingDocument) -> String {
    // A document holds texts, whole numbers, lists and tables: all of them are TOML.
    let mut table = Table::try_from(document).unwrap_or_default();
    table.remove("type");
    tidy(&mut table);
    toml::to_string_pretty(&table).unwrap_or_default()
}

/// Leaves out what says nothing.
fn tidy(table: &mut Table) {
    let says = |value: &Value| match value {
        Value::String(text) => !text.is_empty(),
        Value::Boolean(yes) => *yes,
        Value::Array(list) => !list.is_empty(),
        Value::Table(table) => !table.is_empty(),
        _ => true,
    };
    for (_, value) in table.iter_mut() {
        match value {
            Value::Table(inner) => tidy(inner),
            Value::Array(list) => list
                .iter_mut()
                .filter_map(Value::as_table_mut)
                .for_each(tidy),
            _ => {}
        }
    }
    // Forms and columns must be there, also empty ones, to be told that they are.
    table.retain(|name, value| {
        says(value) || matches!(name as &str, "forms" | "template" | "title" | "codes")
    });
}

impl Mapping {
    /// Reads and checks a document.
    ///
    /// # Errors
    /// The first mistake. Its line is that of [`text`].
    pub fn of_document(
        document: &MappingDocument,
        variables: &Variables,
        metrics: &Definitions,
    ) -> Result<Self, MappingError> {
        Self::parse(DOCUMENT, &text(document), variables, metrics)
    }
}

#[cfg(test)]
mod tests {
    use shared::record::MappingProblem;

    use super::*;

    #[test]
    fn the_example_says_the_same_as_a_document_and_as_the_text_of_that() {
        let example = include_str!("../../../../docs/examples/sfo.toml");
        for year in ["2016", "2017"] {
            let variables = [("year".to_owned(), year.to_owned())].into();
            let read =
                Mapping::parse("sfo.toml", example, &variables, &Definitions::default()).unwrap();
            let document = of_text("sfo.toml", example).unwrap();
            let json = serde_json::to_string(&document).unwrap();
            let sent: MappingDocument = shared::json::from_str(&json).unwrap();
            assert_eq!(sent, document);
            let again = Mapping::of_document(&sent, &variables, &Definitions::default()).unwrap();
            assert_eq!(format!("{again:?}"), format!("{read:?}"));
        }
    }

    #[test]
    fn a_document_with_a_question_left_open_is_no_mapping() {
        let example = include_str!("../../../../docs/examples/sfo.toml");
        let mut document = of_text("sfo.toml", example).unwrap();
        document.time.forms[0].format = shared::record::ASK.to_owned();
        let variables = [("year".to_owned(), "2017".to_owned())].into();
        let said =
            Mapping::of_document(&document, &variables, &Definitions::default()).unwrap_err();
        let form = shared::record::ASK.to_owned();
        assert_eq!(said.problem, MappingProblem::NotAWholeDate { form });
    }
}
