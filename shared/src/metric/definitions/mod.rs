//! The definitions of a workspace: those that come with the program, and what the workspace made of them.
//!
//! A log of its own, for a definition is an agreement: people ask who changed a target, and when. [`decide`] is the only
//! code that says no, [`apply`] the only code that changes the definitions. Knows nothing of files, nor of who has data.

mod check;
mod plan;
mod refusal;
#[cfg(test)]
mod tests;
mod unlike;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{About, Metric, catalogue::SMALLEST_GROUP};
use crate::{
    access::{self, Action, Resource},
    log::Context,
};

pub use plan::plan;
pub use refusal::{MetricField, MetricRefusal};
pub use unlike::MetricPart;

/// How many definitions of its own a workspace may have, changed and retired ones included.
pub const MOST_METRICS: usize = 500;
/// The longest key, in characters.
pub const MOST_KEY: usize = 60;
/// The longest name, in characters.
pub const MOST_NAME: usize = 80;
/// The highest number of records that may be asked for.
pub const MOST_N: u32 = 1_000_000;

/// What a workspace decided about its metrics.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Definitions {
    /// By key, what it said of a metric; of those that are not here, what comes with the program holds.
    pub said: BTreeMap<String, SaidMetric>,
}

/// What a workspace said of a metric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaidMetric {
    /// Its definition.
    pub metric: Metric,
    /// No longer offered: no form, list or page shows it, and its records stay.
    pub retired: bool,
}

/// A metric with where its definition comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedMetric {
    /// The definition that holds.
    pub metric: Metric,
    /// Who said so.
    pub origin: Origin,
    /// No longer offered.
    pub retired: bool,
}

/// Where a definition comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Origin {
    /// As it comes with the program.
    BuiltIn,
    /// Comes with the program, and was changed here.
    Changed,
    /// The workspace's own.
    Own,
}

/// One wish about the definitions. The version of a definition is not wished for: it follows from its formula.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MetricIntent {
    /// A metric of the workspace's own, under a key that was never used.
    Define {
        /// Its definition.
        metric: Metric,
    },
    /// Another definition under the same key.
    Change {
        /// The definition from now on.
        metric: Metric,
    },
    /// No longer offers a metric. Its records stay.
    Retire {
        /// Its key.
        key: String,
    },
    /// Offers a retired metric again.
    Offer {
        /// Its key.
        key: String,
    },
    /// Defines a metric as it comes with the program.
    Restore {
        /// Its key.
        key: String,
    },
}

impl MetricIntent {
    /// The key of the metric that it is about.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Define { metric } | Self::Change { metric } => &metric.key,
            Self::Retire { key } | Self::Offer { key } | Self::Restore { key } => key,
        }
    }
}

/// One thing that happened to the definitions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MetricChange {
    /// A metric came.
    Defined {
        /// Its definition.
        metric: Metric,
    },
    /// A metric is defined otherwise.
    Changed {
        /// Before.
        before: Metric,
        /// Now.
        metric: Metric,
    },
    /// A metric is no longer offered.
    Retired {
        /// Which.
        metric: Metric,
    },
    /// A retired metric is offered again.
    Offered {
        /// Which.
        metric: Metric,
    },
    /// A metric is defined as it comes with the program.
    Restored {
        /// Before.
        before: Metric,
        /// Now.
        metric: Metric,
    },
}

impl MetricChange {
    /// The definition that holds after it.
    #[must_use]
    pub const fn metric(&self) -> &Metric {
        match self {
            Self::Defined { metric }
            | Self::Changed { metric, .. }
            | Self::Retired { metric }
            | Self::Offered { metric }
            | Self::Restored { metric, .. } => metric,
        }
    }
}

impl Definitions {
    /// Every metric, retired ones too, in the order in which they are shown: first what comes with the program, then the
    /// workspace's own by key.
    #[must_use]
    pub fn all(&self) -> Vec<ListedMetric> {
        let built_in = Metric::built_in();
        let is_built_in = |key: &str| built_in.iter().any(|metric| metric.key == *key);
        let own = self.said.iter().filter(|(key, _)| !is_built_in(key));
        let own = own.map(|(_, said)| ListedMetric {
            metric: said.metric.clone(),
            origin: Origin::Own,
            retired: said.retired,
        });
        let own: Vec<ListedMetric> = own.collect();
        let with_program = built_in.into_iter().map(|built_in| {
            let Some(said) = self.said.get(&built_in.key) else {
                return ListedMetric {
                    metric: built_in,
                    origin: Origin::BuiltIn,
                    retired: false,
                };
            };
            let same = said.metric.says_as(&built_in);
            ListedMetric {
                metric: said.metric.clone(),
                origin: if same {
                    Origin::BuiltIn
                } else {
                    Origin::Changed
                },
                retired: said.retired,
            }
        });
        with_program.chain(own).collect()
    }

    /// The metrics that are offered, in the order in which they are shown.
    #[must_use]
    pub fn offered(&self) -> Vec<Metric> {
        let all = self.all().into_iter();
        all.filter(|listed| !listed.retired)
            .map(|listed| listed.metric)
            .collect()
    }

    /// The metric of a key, retired or not: what was bookmarked, mapped or stored goes on meaning something.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<Metric> {
        let said = self.said.get(key).map(|said| said.metric.clone());
        said.or_else(|| Metric::by_key(key))
    }

    fn is_retired(&self, key: &str) -> bool {
        self.said.get(key).is_some_and(|said| said.retired)
    }

    fn known(&self, key: &str) -> Result<Metric, MetricRefusal> {
        self.by_key(key).ok_or(MetricRefusal::Missing)
    }
}

/// Says whether a definition can be, new or instead of another one, so that a form can say it before it is sent.
///
/// # Errors
/// The reason why it cannot.
pub fn check(
    definitions: &Definitions,
    metric: &Metric,
    is_new: bool,
) -> Result<(), MetricRefusal> {
    if is_new && definitions.by_key(&metric.key).is_some() {
        return Err(MetricRefusal::KeyUsed);
    }
    check::checked(definitions, metric).map(|_| ())
}

/// What has to happen for `intent`; `None` when everything is so already. `known` says whether a touchpoint or a journey is
/// there, for it is not said here.
///
/// # Errors
/// The reason why it may not happen.
pub fn decide(
    definitions: &Definitions,
    context: &Context,
    known: &dyn Fn(About) -> bool,
    intent: &MetricIntent,
) -> Result<Option<MetricChange>, MetricRefusal> {
    if !access::can(&context.actor, Action::Edit, Resource::Metrics) {
        return Err(MetricRefusal::Forbidden);
    }
    let change = match intent {
        MetricIntent::Define { metric } => {
            if definitions.by_key(&metric.key).is_some() {
                return Err(MetricRefusal::KeyUsed);
            }
            let metric = check::checked(definitions, metric)?;
            check::about(None, &metric, known)?;
            Some(MetricChange::Defined {
                metric: Metric {
                    version: 1,
                    ..metric
                },
            })
        }
        MetricIntent::Change { metric } => {
            let before = definitions.known(&metric.key)?;
            let metric = check::checked(definitions, metric)?;
            check::about(Some(&before), &metric, known)?;
            let metric = after(&before, metric);
            (before != metric).then_some(MetricChange::Changed { before, metric })
        }
        MetricIntent::Retire { key } => {
            let metric = definitions.known(key)?;
            (!definitions.is_retired(key)).then_some(MetricChange::Retired { metric })
        }
        MetricIntent::Offer { key } => {
            let metric = definitions.known(key)?;
            if !definitions.is_retired(key) {
                return Ok(None);
            }
            // Another metric may have taken its name meanwhile.
            check::free(definitions, &metric)?;
            Some(MetricChange::Offered { metric })
        }
        MetricIntent::Restore { key } => {
            let before = definitions.known(key)?;
            let built_in = Metric::by_key(key).ok_or(MetricRefusal::NotBuiltIn)?;
            check::free(definitions, &built_in)?;
            let metric = after(&before, built_in);
            (before != metric).then_some(MetricChange::Restored { before, metric })
        }
    };
    // Every change but one of a metric that was said before makes one more.
    let more = change
        .as_ref()
        .is_some_and(|change| !definitions.said.contains_key(&change.metric().key));
    if more && definitions.said.len() >= MOST_METRICS {
        return Err(MetricRefusal::TooMany);
    }
    Ok(change)
}

/// A definition with the version that it has after another one: another formula is another version, and so are other records,
/// for older values stay with theirs.
fn after(before: &Metric, metric: Metric) -> Metric {
    let same = before.formula == metric.formula && before.about == metric.about;
    let version = if same {
        before.version
    } else {
        before.version.saturating_add(1)
    };
    Metric { version, ..metric }
}

/// Applies a change. It never refuses.
pub fn apply(definitions: &mut Definitions, change: &MetricChange) {
    let metric = change.metric().clone();
    let retired = match change {
        MetricChange::Defined { .. } | MetricChange::Offered { .. } => false,
        MetricChange::Retired { .. } => true,
        MetricChange::Changed { .. } | MetricChange::Restored { .. } => {
            definitions.is_retired(&metric.key)
        }
    };
    let as_it_came = !retired && Metric::by_key(&metric.key).as_ref() == Some(&metric);
    if as_it_came {
        // So that it follows the program again.
        definitions.said.remove(&metric.key);
    } else {
        let said = SaidMetric { metric, retired };
        definitions.said.insert(said.metric.key.clone(), said);
    }
}
