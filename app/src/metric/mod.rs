//! Metrics: what every department measures, over time, on one axis.
//!
//! `page` asks what the address (`asked`) says; `content` shows it: all metrics as `card`s, or one of them large, with its
//! groups beside each other. Numbers, limits and what is withheld come from the server; nothing is computed here but
//! places in a drawing.

mod asked;
mod card;
mod content;
mod course;
mod define;
mod definition;
mod filter;
mod legend;
mod page;
mod reading;
mod saved;
mod table;
mod together;

pub(crate) use asked::of_touchpoint;
pub(crate) use course::{format, fresh_from, fresh_on, margin, said, with_unit};
pub use page::MetricsPage;
