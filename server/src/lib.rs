//! The server of Puente: it renders, orders, authorises, persists and ingests.

pub mod assets;
pub mod cli;
pub mod clock;
pub mod http;
pub mod metric;
pub mod pages;
pub mod record;
pub mod store;
