//! The document as JSON: lossless, one value a line, in a fixed order.

use serde::Deserialize;

use super::{
    DOCUMENT_VERSION, Format, JourneyDocument,
    problem::{ReadError, ReadProblem},
};

/// Writes a document: two spaces of indentation, and a line break at the end.
#[must_use]
pub fn to_json(document: &JourneyDocument) -> String {
    // Maps have ids for keys and no number is a float, so nothing can fail; an empty text would be refused when read.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a document.
///
/// # Errors
/// Where it cannot be read, and why: another type of document, a later version, a field that is missing, unknown or of
/// another type.
pub fn from_json(text: &str) -> Result<JourneyDocument, ReadError> {
    #[derive(Deserialize)]
    struct Head {
        r#type: Option<String>,
        version: Option<u16>,
    }
    let head: Head = serde_json::from_str(text).map_err(|error| malformed(&error))?;
    if head.r#type.as_deref() != Some("journey") {
        let format = Format::Json;
        return Err(ReadProblem::OtherFormat { format }.whole());
    }
    match head.version {
        Some(version) if version > DOCUMENT_VERSION => Err(ReadProblem::NewerVersion {
            version,
            known: DOCUMENT_VERSION,
        }
        .whole()),
        Some(DOCUMENT_VERSION) => {
            serde_json::from_str(text).map_err(|error: serde_json::Error| malformed(&error))
        }
        _ => {
            let field = "version".to_owned();
            Err(ReadProblem::Field { field }.whole())
        }
    }
}

fn malformed(error: &serde_json::Error) -> ReadError {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let (line, column) = (place(error.line()), place(error.column()));
    let detail = error.to_string();
    // The place is said by the error itself.
    let detail = detail
        .rsplit_once(" at line ")
        .map_or(detail.as_str(), |(what, _)| what)
        .chars()
        .take(200)
        .collect();
    ReadProblem::Malformed { detail }.at(line, column)
}
