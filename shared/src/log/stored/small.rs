//! Reads `{"type": "name", …fields}` as the variant `name` by way of a tree: the browser reads few of them, and has read
//! their fields from a tree already, so that this costs it no code.

use super::{Stored, StoredError, malformed};
use crate::json;

#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "only its tests run here")
)]
pub(super) fn read<T: Stored>(name: &str, text: &str) -> Result<T, StoredError> {
    // `type` and `version` are fields that the variant does not know.
    json::variant_from_str(name, text).map_err(|error| {
        if error.is_unknown_variant(name) {
            StoredError::UnknownType {
                what: T::WHAT,
                name: name.chars().take(64).collect(),
            }
        } else {
            malformed::<T>(&error)
        }
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        id::{JourneyId, StageId},
        journey::{self, JourneyIntent, Template},
        locale::Lang,
        log::{stored::flat, to_stored},
    };

    #[test]
    fn the_browsers_reader_reads_what_the_servers_reads() {
        let mut last = 0;
        let next_id = || {
            last += 1;
            Uuid::from_u128(last)
        };
        for intent in journey::start::intents(Template::Airport, Lang::Es, next_id) {
            let stored = to_stored(&intent).unwrap();
            let name = stored.split('"').nth(3).unwrap();
            assert_eq!(read::<JourneyIntent>(name, &stored).as_ref(), Ok(&intent));
            assert_eq!(flat::read::<JourneyIntent>(name, &stored), Ok(intent));
        }
    }

    #[test]
    fn an_unknown_type_is_told_from_fields_that_do_not_fit() {
        assert_eq!(
            read::<JourneyIntent>("teleport", "{}"),
            flat::read("teleport", "{}")
        );
        let stage = StageId::new(Uuid::from_u128(1));
        let json = format!(r#"{{"stage":"{stage}","after":7}}"#);
        let error = read::<JourneyIntent>("move_stage", &json).unwrap_err();
        assert!(matches!(error, StoredError::Malformed { .. }), "{error}");
        let journey = JourneyId::new(Uuid::from_u128(2));
        let error = read::<JourneyIntent>(
            "move_stage",
            &format!(r#"{{"stage":"{journey}","after":null"#),
        );
        assert!(matches!(error, Err(StoredError::Malformed { .. })));
    }
}
