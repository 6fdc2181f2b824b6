//! Metrics: what a tally says, with its margin.
//!
//! A metric's definition is data with a version; the numbers of any period, brand or region are a merge of
//! tallies and one formula. Every value is given twice: each record counted once, and by its weight. Knows
//! nothing of periods, records or how tallies are stored.

mod definition;
mod value;

pub use definition::{Formula, Metric, Scale, ScaleError, Unit};
pub use value::{MetricError, MetricValue, Weighted};
