//! What is kept as JSON: a type, a version, and the content.
//!
//! Changes and intents of logs carry both in each of their own objects (`shared::log::stored`), tallies too
//! (`shared::tally::AnyTally`); everything else is wrapped here.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::StoreError;

#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    r#type: String,
    version: u16,
    content: T,
}

/// Only what tells whether the content can be read.
#[derive(Deserialize)]
struct Label {
    r#type: String,
    version: u64,
}

/// Wraps what is to be kept.
///
/// # Errors
/// A fault of ours: content that JSON cannot hold.
pub(crate) fn write<T: Serialize>(
    kind: &str,
    version: u16,
    content: &T,
) -> Result<String, StoreError> {
    let envelope = Envelope {
        r#type: kind.to_owned(),
        version,
        content,
    };
    serde_json::to_string(&envelope).map_err(StoreError::damaged)
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// [`StoreError::NewerContent`] when a newer program wrote it, [`StoreError::Damaged`] when it is something else.
pub(crate) fn read<T: DeserializeOwned>(
    kind: &str,
    version: u16,
    json: &str,
) -> Result<T, StoreError> {
    let problem = match serde_json::from_str::<Envelope<T>>(json) {
        Ok(envelope) if envelope.r#type == kind && envelope.version == version => {
            return Ok(envelope.content);
        }
        Ok(_) => None,
        Err(error) => Some(error),
    };
    // What a newer version holds need not be readable as ours.
    match (serde_json::from_str::<Label>(json), problem) {
        (Ok(found), _) if found.r#type == kind && found.version > u64::from(version) => {
            Err(StoreError::newer(kind, found.version, version))
        }
        (Ok(found), None) => Err(StoreError::damaged(format!(
            "{} version {} where {kind} version {version} was expected",
            found.r#type, found.version
        ))),
        (_, Some(error)) | (Err(error), None) => {
            Err(StoreError::damaged(format!("{kind}: {error}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let text = write("pair", 1, &(1, "one")).unwrap();
        assert_eq!(text, r#"{"type":"pair","version":1,"content":[1,"one"]}"#);
        assert_eq!(
            read::<(i32, String)>("pair", 1, &text).unwrap(),
            (1, "one".to_owned())
        );
    }

    #[test]
    fn what_a_newer_program_wrote_is_refused_by_that_name_whatever_it_holds() {
        for newer in [
            r#"{"type":"pair","version":2,"content":[1,"one"]}"#,
            r#"{"type":"pair","version":70000,"parts":{"left":1}}"#,
        ] {
            let refused = read::<(i32, String)>("pair", 1, newer).unwrap_err();
            assert!(matches!(refused, StoreError::NewerContent { .. }));
            assert!(refused.to_string().contains("newer Puente"), "{refused}");
        }
    }

    #[test]
    fn anything_else_is_damaged() {
        for damaged in [
            "",
            "[]",
            "{}",
            r#"[1,"one"]"#,
            r#"{"type":"pair","version":1,"content":7}"#,
            r#"{"type":"pair","version":0,"content":[1,"one"]}"#,
            r#"{"type":"trio","version":2,"content":[1,"one"]}"#,
        ] {
            let refused = read::<(i32, String)>("pair", 1, damaged).unwrap_err();
            assert!(
                matches!(refused, StoreError::Damaged { .. }),
                "{damaged}: {refused}"
            );
        }
    }
}
