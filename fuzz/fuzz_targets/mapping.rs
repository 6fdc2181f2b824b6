//! Mappings: any text is a mapping, or wrong at a line that it has.
#![no_main]

use libfuzzer_sys::fuzz_target;
use server::record::mapping::{Mapping, Variables};
use shared::metric::Definitions;

fuzz_target!(|text: &str| {
    let variables = Variables::from([("year".to_owned(), "2017".to_owned())]);
    if let Err(error) = Mapping::parse("mapping.toml", text, &variables, &Definitions::default()) {
        let lines = text.matches('\n').count() + 1;
        assert!((1..=lines).contains(&error.line), "{error}");
        assert!(!error.problem.is_empty(), "a mistake without a word on it");
    }
});
