//! What can go wrong in a task, each with what to do about it.

use std::{io, path::PathBuf};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("start this as `cargo xtask …`, inside the project ({0} is not set)")]
    NotUnderCargo(&'static str),

    #[error(
        "Rust {found} is too old, Puente needs {needed}: run `rustup update`, or install rustup from https://rustup.rs"
    )]
    OldToolchain { found: String, needed: String },

    #[error(
        "the WebAssembly target of Rust is missing and there is no rustup to add it: install rustup from \
         https://rustup.rs, or your system's package for wasm32-unknown-unknown (Debian: libstd-rust-dev-wasm32)"
    )]
    NoRustup,

    #[error(
        "`rustup target add wasm32-unknown-unknown` failed: it needs the network once; run it again when online, \
         behind a proxy with HTTPS_PROXY set"
    )]
    NoWasmTarget,

    #[error("{program} cannot be started: {source}; is it installed and on the PATH?")]
    NotStarted { program: String, source: io::Error },

    #[error(
        "some crates are not on this machine and could not be downloaded: is there a network? Behind a proxy, set \
         HTTPS_PROXY; once fetched, no network is needed"
    )]
    NoNetwork,

    #[error(
        "only {free_mb} MB are free where {place} is; a build from nothing takes about 4 GB: make room, then run this again"
    )]
    NoDisk { free_mb: u64, place: PathBuf },

    #[error("`{0}` failed; what it says stands above")]
    Command(String),

    #[error("cargo built {what} but did not name the file; is cargo wrapped by another tool?")]
    NoArtifact { what: &'static str },

    #[error("{place}: {source}")]
    File { place: PathBuf, source: io::Error },

    #[error("the disk is full, writing {0}: make room, then run this again")]
    DiskFull(PathBuf),

    #[error("wasm-bindgen cannot process the client: {0}")]
    Bindgen(String),

    #[error("the client cannot be cut into its parts: {0}")]
    Split(String),

    #[error("{place} cannot be read: {why}")]
    Unreadable { place: PathBuf, why: String },

    #[error(
        "{addr} is taken: stop what listens there, or choose another address: `cargo xtask run --addr 127.0.0.1:3001`"
    )]
    PortTaken { addr: String },

    #[error("there is no suite `{0}`; there are: {1}")]
    NoSuite(String, String),

    #[error("tests failed")]
    TestsFailed,
}

impl Failure {
    /// Names the file, and a full disk as such.
    pub(crate) fn at(place: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let place = place.into();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(place),
            _ => Self::File { place, source },
        }
    }
}
