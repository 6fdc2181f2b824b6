//! Records in the store: how imports are written, tallies kept and read back.

mod answers;
pub(crate) mod attributes;
pub(crate) mod batch;
pub(crate) mod customers;
pub(crate) mod forget;
pub(crate) mod imports;
pub(crate) mod intern;
pub(crate) mod known;
pub(crate) mod listing;
pub(crate) mod load;
pub(crate) mod mappings;
mod packed;
mod reader;
pub(crate) mod reading;
pub(crate) mod rollup;
mod rows;
pub(crate) mod sources;
pub(crate) mod uploads;
