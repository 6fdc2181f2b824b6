//! A journey that comes as a file: what would come of it, what would not and why, and doing it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    exchange::{Format, ItemCount, ItemKind, JourneyPlan, PlannedItem, RefusedItem},
    id::JourneyId,
};

/// The most things of a plan that an answer lists, of those that come and of those that do not; all are counted.
pub const MOST_LISTED: usize = 1_000;

/// A file with a journey: how to read it, where it is to come to, and whether it is to come now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct JourneyFileQuery {
    /// What the file is called. How it ends says how it is written, where `format` does not.
    pub name: Option<String>,
    /// How it is written; a spreadsheet is known by its first bytes.
    pub format: Option<Format>,
    /// The sheet of a spreadsheet; without it the first whose grid begins with `stage`, else the first with something in it.
    pub sheet: Option<String>,
    /// The journey to be changed by the file: its id or slug. Without it, the one that the file names, or a new one.
    pub journey: Option<String>,
    /// The id of a new journey, as the dry run answered it. Not together with `journey`.
    pub id: Option<JourneyId>,
    /// The title of a new journey; without it the file's own, else the file's name.
    pub title: Option<String>,
    /// Do it: the fingerprint that the dry run answered. Where it is another one by now, nothing is done.
    pub fingerprint: Option<String>,
    /// Do it also where something of the file does not come.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(required = false))]
    pub leave_refused: bool,
}

/// What a file would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyFileReply {
    /// Whether it was done. Asked for and not done: the plan is another one by now, or nobody agreed to what does not come.
    pub done: bool,
    /// How the file was read.
    pub format: Format,
    /// The sheets of a spreadsheet that a person sees; none of any other file.
    pub sheets: Vec<String>,
    /// The one that was read.
    pub sheet: Option<String>,
    /// The journey that it is about, or that a new one gets: send it back as `id`.
    pub journey: JourneyId,
    /// The name of that journey in its address; `null` while there is none.
    pub slug: Option<String>,
    /// The title that it has, or that a new one gets.
    pub title: String,
    /// How many of each kind are new, change, and do not come.
    pub counts: BTreeMap<ItemKind, ItemCount>,
    /// What comes, in the order of the file, the first thousand.
    pub coming: Vec<PlannedItem>,
    /// How many come.
    pub coming_total: u32,
    /// What does not come and why, the first thousand.
    pub refused: Vec<RefusedItem>,
    /// How many do not come.
    pub refused_total: u32,
    /// A fingerprint of what would be done: 32 hexadecimal digits.
    pub fingerprint: String,
}

impl JourneyFileReply {
    /// Lists a plan, cut to what an answer holds.
    #[must_use]
    pub fn with_plan(mut self, plan: &JourneyPlan) -> Self {
        let total = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.counts = plan.counts();
        self.coming = plan.coming.iter().take(MOST_LISTED).cloned().collect();
        self.coming_total = total(plan.coming.len());
        self.refused = plan.refused.iter().take(MOST_LISTED).cloned().collect();
        self.refused_total = total(plan.refused.len());
        self
    }
}
