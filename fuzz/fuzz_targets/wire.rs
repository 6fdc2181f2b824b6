//! The wire: postcard bytes of every wire type decode or fail, and what decodes encodes to the same again.
#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    api::{BoardSnapshot, CatalogueView, Push, PushReply, Tail, Update},
    log::{CatalogueEntry, JourneyEntry},
};

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    match which % 8 {
        0 => one::<Push>(bytes),
        1 => one::<PushReply>(bytes),
        2 => one::<BoardSnapshot>(bytes),
        3 => one::<CatalogueView>(bytes),
        4 => one::<Tail>(bytes),
        5 => one::<Update>(bytes),
        6 => one::<JourneyEntry>(bytes),
        _ => one::<CatalogueEntry>(bytes),
    }
});

fn one<T: Serialize + DeserializeOwned + Debug + PartialEq>(bytes: &[u8]) {
    if let Ok(item) = postcard::from_bytes::<T>(bytes) {
        let again = postcard::to_stdvec(&item).expect("what was read can be written");
        assert_eq!(postcard::from_bytes::<T>(&again).as_ref(), Ok(&item));
    }
}
