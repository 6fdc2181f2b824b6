//! A journey in one line, for the portfolio.

use super::{Evidence, Journey};
use crate::{
    api::{JourneySummary, StageStrip},
    id::JourneyId,
    log::{Seq, Timestamp},
};

/// How many visible cards stand on which evidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EvidenceCounts {
    /// Said in the room.
    pub assumption: u32,
    /// Heard from customers.
    pub qualitative: u32,
    /// Shown by records.
    pub measured: u32,
}

impl EvidenceCounts {
    /// All of them.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.assumption + self.qualitative + self.measured
    }

    /// The strongest evidence that at least half of the cards reach; `None` without cards.
    #[must_use]
    pub const fn reached_by_half(self) -> Option<Evidence> {
        let total = self.total();
        if total == 0 {
            None
        } else if self.measured * 2 >= total {
            Some(Evidence::Measured)
        } else if (self.measured + self.qualitative) * 2 >= total {
            Some(Evidence::Qualitative)
        } else {
            Some(Evidence::Assumption)
        }
    }
}

impl Journey {
    /// How sure the visible cards are.
    #[must_use]
    pub fn evidence(&self) -> EvidenceCounts {
        let mut counts = EvidenceCounts::default();
        for card in self.cards.values().filter(|card| !card.hidden) {
            match card.evidence {
                Evidence::Assumption => counts.assumption += 1,
                Evidence::Qualitative => counts.qualitative += 1,
                Evidence::Measured => counts.measured += 1,
            }
        }
        counts
    }

    /// The journeys that show visible steps in detail, each once, in the order of the steps.
    #[must_use]
    pub fn details(&self) -> Vec<JourneyId> {
        let mut found = Vec::new();
        let steps = self
            .columns()
            .filter_map(|column| self.steps.get(&column.step));
        for journey in steps.filter_map(|step| step.journey) {
            if !found.contains(&journey) {
                found.push(journey);
            }
        }
        found
    }

    /// The portfolio's line. Friction and freshness are measured elsewhere, and the catalogue knows what the department is called: they stay unknown here.
    #[must_use]
    pub fn summary(&self, slug: String, seq: Seq, changed_at: Timestamp) -> JourneySummary {
        let evidence = self.evidence();
        let stages = self.visible_stages().map(|(id, stage)| StageStrip {
            title: stage.title.clone(),
            steps: u32::try_from(self.visible_steps(id).count()).unwrap_or(u32::MAX),
            friction: None,
        });
        JourneySummary {
            id: self.id,
            slug,
            title: self.scope.title.clone(),
            kind: self.scope.kind,
            stages: stages.collect(),
            cards: evidence.total(),
            evidence: evidence.reached_by_half(),
            seq,
            changed_at,
            department: None,
            tags: self.scope.tags.clone(),
            review: self.scope.review,
            archived: self.scope.archived,
            parent: self.scope.parent,
            fresh: None,
            details: self.details(),
            counterpart: self.scope.counterpart,
            friction: None,
        }
    }
}
