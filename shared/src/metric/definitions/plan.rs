//! What would make the definitions say what a list says: a file that is brought in.

use super::{Definitions, MetricIntent};
use crate::metric::Metric;

/// The wishes that lead from the definitions to those listed, each with whether it is retired. What is not listed stays as it
/// is.
#[must_use]
pub fn plan(definitions: &Definitions, listed: &[(Metric, bool)]) -> Vec<MetricIntent> {
    let mut intents = Vec::new();
    for (metric, retired) in listed {
        let key = metric.key.clone();
        match definitions.by_key(&key) {
            None => intents.push(MetricIntent::Define {
                metric: metric.clone(),
            }),
            Some(before) if !before.says_as(metric) => intents.push(MetricIntent::Change {
                metric: metric.clone(),
            }),
            Some(_) => {}
        }
        match (definitions.is_retired(&key), *retired) {
            (false, true) => intents.push(MetricIntent::Retire { key }),
            (true, false) => intents.push(MetricIntent::Offer { key }),
            _ => {}
        }
    }
    intents
}
