//! Who did what: the audit log as sentences, for those who look after the workspace.
//!
//! Reads only; nobody can change it.

mod asked;
mod content;
mod page;
mod sentence;

pub use page::AuditPage;
