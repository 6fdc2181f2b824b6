//! The base side of a comparison as the page keeps it: what changes are computed from, and what was asked for.

use serde::{Deserialize, Serialize};
use shared::{
    api::{ComparedSide, Comparison, PartChange, Scores},
    friction::{Difference, Member, PartEvidence},
    journey::Journey,
};

#[cfg(feature = "hydrate")]
use super::work::GivenBase;
use super::{basis::groups, work::Compared};

/// What the scores of the page are compared with; everything by the index of the subject or the group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Base {
    /// The side that is compared with.
    pub(super) side: SideOf,
    /// The side that is compared.
    pub(super) other: SideOf,
    /// The dimension that the sides are values of.
    pub(super) dimension: Option<String>,
    /// The dimension that changes are split by.
    pub(super) by: Option<String>,
    /// Records counted.
    pub(super) n: Vec<u64>,
    pub(super) evidence: Vec<Vec<PartEvidence>>,
    groups: Vec<Vec<Member>>,
    pub(super) parts: Vec<Vec<PartChange>>,
    /// As the server computed it.
    pub(super) compared: Compared,
}

/// What one side is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct SideOf {
    /// First and last day that were asked for.
    pub(super) days: (Option<String>, Option<String>),
    /// The value of the dimension.
    pub(super) value: Option<String>,
    /// Records counted.
    pub(super) records: u64,
}

impl SideOf {
    fn of(side: &ComparedSide) -> Self {
        Self {
            days: (side.from.clone(), side.to.clone()),
            value: side.value.clone(),
            records: side.scores.records,
        }
    }
}

impl Base {
    /// The scores that the page is about, and what they are compared with.
    pub(super) fn split(journey: &Journey, found: Comparison) -> (Scores, Self) {
        let base = &found.base.scores;
        let stages = base.stages.iter().map(|stage| stage.ease.as_ref());
        let base_eases = std::iter::once(base.ease.as_ref()).chain(stages);
        let stages = found.stages.iter().map(|stage| stage.ease);
        let eases: Vec<Option<Difference>> = std::iter::once(found.ease).chain(stages).collect();
        let compared = Compared {
            base: base
                .touchpoints
                .iter()
                .map(|score| Some(score.friction.as_ref()?.score))
                .collect(),
            base_eases: base_eases.map(|ease| Some(ease?.ease)).collect(),
            changes: found
                .touchpoints
                .iter()
                .map(|found| found.friction)
                .collect(),
            splits: found.touchpoints.iter().map(|found| found.split).collect(),
            eases,
        };
        let members = groups(journey, &base.touchpoints);
        let touchpoints = base.touchpoints.iter();
        let kept = Self {
            side: SideOf::of(&found.base),
            other: SideOf::of(&found.other),
            n: touchpoints.clone().map(|score| score.n).collect(),
            evidence: touchpoints.map(|score| score.evidence.clone()).collect(),
            groups: members.into_iter().map(|group| group.members).collect(),
            parts: found
                .touchpoints
                .into_iter()
                .map(|found| found.parts)
                .collect(),
            dimension: found.dimension,
            by: found.by,
            compared,
        };
        (found.other.scores, kept)
    }

    /// What is to be computed again.
    #[cfg(feature = "hydrate")]
    pub(super) fn given(&self) -> GivenBase {
        let parts = self.parts.iter();
        GivenBase {
            evidence: self.evidence.clone(),
            groups: self.groups.clone(),
            parts: parts
                .map(|parts| parts.iter().map(PartChange::groups).collect())
                .collect(),
        }
    }
}
