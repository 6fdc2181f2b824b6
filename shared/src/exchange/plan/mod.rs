//! What a document would do to a board: a dry run, and the intents that do it.
//!
//! The planner knows no rule of its own. It asks `decide` about one wish after the other, on a copy of the board, and keeps what
//! is granted; what is refused is listed with the reason. What is on the board already, under the same id, is changed where it
//! differs; what the document does not name stays as it is. So the same document twice is nothing the second time.

mod board;
mod card;
mod catalogue;
mod link;
mod order;
mod stage;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    JourneyDocument,
    problem::{LeftOut, Omission, quoted},
};
use crate::{
    catalogue::CatalogueIntent,
    journey::JourneyIntent,
    log::{Board, Context, HashError, Intent, Limit, Rejection, StateHash, state_hash},
};

/// What would come, what would not and why, and the intents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyPlan {
    /// What would come or change, in the order of the document.
    pub coming: Vec<PlannedItem>,
    /// What would not come, and why. Where there is any, a person has to agree first.
    pub refused: Vec<RefusedItem>,
    /// The wishes that do it, each of which is granted on what the ones before it made.
    pub intents: Vec<Intent>,
}

/// Something that would come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlannedItem {
    /// What it is.
    pub kind: ItemKind,
    /// What it says, cut short.
    pub text: String,
    /// Whether it is new, or something that is there changes.
    pub new: bool,
}

/// Something that would not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefusedItem {
    /// What it is, where that is known.
    pub kind: Option<ItemKind>,
    /// What it says, cut short.
    pub text: String,
    /// The line of the file; 0 where that is not known.
    pub line: u32,
    /// Why it does not come.
    pub why: Refusal,
}

/// What something of a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// The scope; one item for all its fields that come.
    Scope,
    /// A persona.
    Persona,
    /// A touchpoint.
    Touchpoint,
    /// A department.
    Department,
    /// A brand.
    Brand,
    /// A family of brands.
    Family,
    /// A channel.
    Channel,
    /// A stage.
    Stage,
    /// A step.
    Step,
    /// A lane.
    Lane,
    /// A card.
    Card,
    /// The note of a card that comes or is there.
    Note,
    /// What a persona is believed to feel at a step.
    Emotion,
    /// The line of visibility.
    LineOfVisibility,
    /// A link between two cards or two steps.
    Link,
}

/// Why something would not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// `decide` refuses it.
    Rejected(Rejection),
    /// What it lies in, or refers to, does not come.
    Without,
    /// Its id stands in the document before.
    Twice,
    /// The file's format has it, and it has no place here.
    LeftOut(LeftOut),
}

/// How many of a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemCount {
    /// Would be new.
    pub new: u32,
    /// Are there and would change.
    pub changed: u32,
    /// Would not come.
    pub refused: u32,
}

impl JourneyPlan {
    /// Whether all of the document comes, so that nobody has to agree.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.refused.is_empty()
    }

    /// How many of each kind; what is refused and of no kind is not counted.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<ItemKind, ItemCount> {
        let mut counts: BTreeMap<ItemKind, ItemCount> = BTreeMap::new();
        for item in &self.coming {
            let count = counts.entry(item.kind).or_default();
            if item.new {
                count.new += 1;
            } else {
                count.changed += 1;
            }
        }
        for kind in self.refused.iter().filter_map(|item| item.kind) {
            counts.entry(kind).or_default().refused += 1;
        }
        counts
    }

    /// The wishes in pushes that are not too long for one. More than one push is not one transaction.
    pub fn pushes(&self) -> impl Iterator<Item = &[Intent]> {
        self.intents.chunks(Limit::Intents.most() as usize)
    }

    /// A fingerprint of what the plan does: what a person agreed to is what is done, or it is planned anew.
    ///
    /// # Errors
    /// As [`state_hash`]; intents can be written.
    pub fn fingerprint(&self) -> Result<StateHash, HashError> {
        state_hash(&self.intents)
    }
}

/// Plans what `document` would do to `board`. What the file's format left out, and on which lines things stand, comes from its
/// reader.
#[must_use]
pub fn plan(
    document: &JourneyDocument,
    omissions: &[Omission],
    lines: &Lines,
    board: &Board,
    context: &Context,
) -> JourneyPlan {
    let mut planner = Planner {
        board: board.clone(),
        context,
        lines,
        plan: JourneyPlan::default(),
        listed: BTreeSet::new(),
        seen: BTreeSet::new(),
        gone: BTreeSet::new(),
        touched: false,
    };
    planner.entries(&document.catalogue);
    planner.scope(&document.scope);
    planner.stages(document);
    planner.lanes_and_cards(document);
    planner.links(document);
    planner.emotions(document);
    planner.line_of_visibility(document.line_of_visibility);
    planner.contents(document, true);
    planner.hide(document);
    planner.contents(document, false);
    planner.retire(&document.catalogue);
    let left_out = omissions.iter().map(|omission| RefusedItem {
        kind: None,
        text: omission.text.clone(),
        line: omission.line,
        why: Refusal::LeftOut(omission.why.clone()),
    });
    planner.plan.refused.extend(left_out);
    planner.plan
}

/// The line on which something stands in its file, by its id.
pub type Lines = BTreeMap<Uuid, u32>;

/// A copy of the board on which wishes are tried.
struct Planner<'a> {
    board: Board,
    context: &'a Context,
    lines: &'a Lines,
    plan: JourneyPlan,
    /// What is among the coming already.
    listed: BTreeSet<(ItemKind, Uuid)>,
    /// What the document named already.
    seen: BTreeSet<(ItemKind, Uuid)>,
    /// What does not come.
    gone: BTreeSet<(ItemKind, Uuid)>,
    /// Whether the wishes about the present item changed something.
    touched: bool,
}

/// What a wish is about.
#[derive(Clone, Copy)]
struct About<'a> {
    kind: ItemKind,
    id: Uuid,
    text: &'a str,
}

impl Planner<'_> {
    /// Whether an item is named for the first time; else it is refused.
    fn first(&mut self, about: About<'_>) -> bool {
        let first = self.seen.insert((about.kind, about.id));
        if !first {
            self.refuse(about, Refusal::Twice);
        }
        first
    }

    /// Tries a wish; refused, it is listed as such.
    fn wish(&mut self, about: About<'_>, intent: impl Into<Intent>) -> bool {
        match self.try_wish(intent.into()) {
            Ok(changed) => {
                self.touched |= changed;
                true
            }
            Err(rejection) => {
                self.refuse(about, Refusal::Rejected(rejection));
                false
            }
        }
    }

    /// Whether it changed something.
    fn try_wish(&mut self, intent: Intent) -> Result<bool, Rejection> {
        let changes = self.board.decide(self.context, &intent)?;
        for change in &changes {
            self.board.apply(change);
        }
        if changes.is_empty() {
            return Ok(false);
        }
        self.plan.intents.push(intent);
        Ok(true)
    }

    fn refuse(&mut self, about: About<'_>, why: Refusal) {
        self.plan.refused.push(RefusedItem {
            kind: Some(about.kind),
            text: quoted(about.text),
            line: self.lines.get(&about.id).copied().unwrap_or_default(),
            why,
        });
    }

    /// Something new that does not come, and whatever lies in it.
    fn lose(&mut self, about: About<'_>) {
        self.gone.insert((about.kind, about.id));
        self.touched = false;
    }

    /// Lists an item whose wishes changed something, once.
    fn list(&mut self, about: About<'_>, new: bool) {
        if std::mem::take(&mut self.touched) && self.listed.insert((about.kind, about.id)) {
            self.plan.coming.push(PlannedItem {
                kind: about.kind,
                text: quoted(about.text),
                new,
            });
        }
    }
}

impl From<JourneyIntent> for Intent {
    fn from(intent: JourneyIntent) -> Self {
        Self::Journey(intent)
    }
}

impl From<CatalogueIntent> for Intent {
    fn from(intent: CatalogueIntent) -> Self {
        Self::Catalogue(intent)
    }
}
