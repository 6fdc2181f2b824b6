//! Log entries and intents as they are kept: reading never panics, and what is read is written and read back the same.
#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use shared::{
    catalogue::{CatalogueChange, CatalogueIntent},
    journey::{JourneyChange, JourneyIntent},
    log::{
        Stored, changes_from_json, changes_to_json, from_stored, from_stored_list, intents_from_json, intents_to_json,
        to_stored,
    },
};

fuzz_target!(|text: &str| {
    one::<JourneyChange>(text);
    one::<JourneyIntent>(text);
    one::<CatalogueChange>(text);
    one::<CatalogueIntent>(text);
    let _ = from_stored_list::<JourneyChange>(text);
    if let Ok(intents) = intents_from_json(text) {
        let json = intents_to_json(&intents).expect("what was read can be written");
        assert_eq!(intents_from_json(&json), Ok(intents));
    }
    if let Ok(changes) = changes_from_json(text) {
        let json = changes_to_json(&changes).expect("what was read can be written");
        assert_eq!(changes_from_json(&json), Ok(changes));
    }
});

fn one<T: Stored + Debug + PartialEq>(text: &str) {
    if let Ok(item) = from_stored::<T>(text) {
        let json = to_stored(&item).expect("what was read can be written");
        assert_eq!(from_stored(&json), Ok(item));
    }
}
