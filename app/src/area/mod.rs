//! My area: what waits for one department, and the way to each.
//!
//! Reads what other capabilities say and computes nothing of its own.

mod content;
mod page;

pub use page::AreaPage;
