//! Metrics: what a tally says, with its margin, and what its course over time says.
//!
//! A metric's definition is data with a version; the numbers of any period, brand or region are a merge of
//! tallies and one formula. Every value is given twice: each record counted once, and by its weight. Knows
//! nothing of records or how tallies are stored.

mod amount;
mod catalogue;
mod cohort;
mod customers;
mod decompose;
mod definition;
pub mod definitions;
mod department;
mod limits;
mod proof;
mod series;
pub mod stretches;
mod tally;
mod value;

pub use amount::{AmountUnit, Currency, UnitError};
pub use cohort::Cohorts;
pub use customers::{ByCustomer, Customers};
pub use decompose::{Decomposition, Group, Side, decompose, mixed};
pub use definition::{
    About, Area, Direction, Formula, MOST_DAYS, Metric, MetricName, Role, Scale, ScaleError, Unit,
};
pub use definitions::{
    Definitions, ListedMetric, MetricChange, MetricField, MetricIntent, MetricPart, MetricRefusal,
    Origin,
};
pub use limits::{Control, ControlLimits, LEAST_VALUES, RUN, Signal, control, control_limits};
pub use proof::Proof;
pub use series::{Every, EveryError, periods, series};
pub use tally::{Feed, MetricTally};
pub use value::{MetricValue, Weighted};
