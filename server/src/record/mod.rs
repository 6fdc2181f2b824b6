//! Records: what happened, as other systems and surveys wrote it down.
//!
//! A file is read through a mapping into records, stored as one import that is live as a whole or not at all, and
//! read back as tallies, or one by one. Knows nothing of metrics and scores, which are formulas over those tallies.

mod attribute;
mod browse;
pub(crate) mod counted;
pub(crate) mod day;
pub(crate) mod http;
pub mod import;
mod look;
pub mod mapping;
mod plan;
pub(crate) mod query;
mod service;
pub(crate) mod store;
pub mod table;
pub(crate) mod upload;
mod voices;
pub mod watch;
