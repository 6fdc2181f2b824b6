//! The domain of Puente: types and pure functions, the same in the server and in the browser.
//!
//! Nothing here does I/O, reads a clock, draws a random number or awaits. What needs one of these
//! takes the result as an argument. A capability (`journey`, `catalogue`, `metric`, `friction`, …) has the
//! same name here, in `app` and in `server`.

pub mod access;
pub mod action;
pub mod api;
pub mod catalogue;
pub mod chart;
pub mod comment;
pub mod exchange;
pub mod friction;
pub mod id;
pub mod image;
pub mod interval;
pub mod journey;
pub mod json;
pub mod locale;
pub mod log;
pub mod metric;
mod order;
mod pairs;
pub mod record;
pub mod replica;
pub mod seal;
pub mod search;
pub mod tally;
pub mod text;
pub mod wire;

pub use distribution;
