//! A whole import that only looks: whatever the file says, rows are counted, rejected with their line, or the file is refused.
#![no_main]

use std::{
    io::Cursor,
    sync::{Arc, LazyLock},
};

use libfuzzer_sys::fuzz_target;
use server::{
    record::{
        import::{Options, import},
        mapping::{Mapping, Variables},
    },
    store::Store,
};
use shared::metric::Definitions;
use tokio::runtime::{Builder, Runtime};

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_all().build().unwrap());

static STORE: LazyLock<Store> = LazyLock::new(|| {
    let file = std::env::temp_dir().join(format!("puente-fuzz-{}.db", std::process::id()));
    RUNTIME.block_on(Store::open(&file)).unwrap()
});

static MAPPING: LazyLock<Arc<Mapping>> = LazyLock::new(|| {
    let text = include_str!("../../docs/examples/sfo.toml");
    let variables = Variables::from([("year".to_owned(), "2017".to_owned())]);
    Arc::new(Mapping::parse("sfo.toml", text, &variables, &Definitions::default()).unwrap())
});

fuzz_target!(|bytes: &[u8]| {
    let options = Options {
        dry_run: true,
        ..Options::default()
    };
    let file = Cursor::new(bytes.to_vec());
    let report = RUNTIME.block_on(import(&STORE, &MAPPING, file, &options, |_| ()));
    if let Ok(report) = report {
        assert!(report.dry_run && report.batch.is_none());
        // What is packed has more lines inside than outside.
        if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(b"PK") {
            return;
        }
        let lines = bytes
            .iter()
            .filter(|byte| matches!(byte, b'\n' | b'\r'))
            .count() as u64
            + 1;
        assert!(
            report
                .rejects
                .iter()
                .all(|reject| (1..=lines).contains(&reject.line))
        );
    }
});
