//! The wire: its bytes, which never change; what becomes of every variant on it; and what is not a frame.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod bytes;
mod golden;
mod hostile;
mod samples;
mod variants;
