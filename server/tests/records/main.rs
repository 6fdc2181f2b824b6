//! Imports against a real store: repeated, changed, cancelled, undone, and fed with bad files.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    unreachable_pub,
    missing_docs,
    reason = "helpers of tests"
)]

mod again;
mod amounts;
mod bad_files;
mod flights;
mod formats;
mod interrupted;
mod known;
mod measured;
mod older;
mod returned;
mod support;
