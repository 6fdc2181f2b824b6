//! Accounts: who signs in, and how.

pub mod provider;
