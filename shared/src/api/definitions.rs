//! Definitions of metrics over the API.

use serde::{Deserialize, Serialize};

use crate::{
    log::{Entry, Seq},
    metric::{Definitions, ListedMetric, MetricChange, MetricIntent, definitions::SaidMetric},
};

/// The definitions of a workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinitionsView {
    /// Every metric, retired ones too, in the order in which they are shown.
    pub metrics: Vec<ListedMetric>,
    /// The last entry of their log: what a change is made on.
    pub head: Seq,
}

/// Wishes about the definitions: all of them happen, or none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinitionsPush {
    /// The `head` of what the wishes were made on: what somebody else changed since is not overwritten. `null`: whatever
    /// holds now.
    pub base: Option<Seq>,
    /// The wishes, in order.
    pub intents: Vec<MetricIntent>,
}

/// What a file of definitions changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinitionsReply {
    /// What changed, or would.
    pub changes: Vec<MetricChange>,
    /// The last entry of the definitions' log.
    pub head: Seq,
}

/// A part of the trail of the definitions, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinitionsHistory {
    /// The entries: who, when, what changed.
    pub entries: Vec<Entry<MetricChange>>,
    /// What to ask for next; `null` at the beginning.
    pub before: Option<Seq>,
}

/// How a file of definitions is brought in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct DefinitionsQuery {
    /// Only say what would change.
    pub dry_run: Option<bool>,
}

impl DefinitionsView {
    /// What it was made of, to decide by.
    #[must_use]
    pub fn definitions(&self) -> Definitions {
        let said = self.metrics.iter().map(|listed| {
            let said = SaidMetric {
                metric: listed.metric.clone(),
                retired: listed.retired,
            };
            (listed.metric.key.clone(), said)
        });
        Definitions {
            said: said.collect(),
        }
    }

    /// Of the definitions as they are.
    #[must_use]
    pub fn of(definitions: &Definitions, head: Seq) -> Self {
        Self {
            metrics: definitions.all(),
            head,
        }
    }
}
