//! Friction: how far a touchpoint is from good, why, and how sure that is.
//!
//! Evidence per part (x bad of n) shrinks toward its group ([`Posteriors::fit`], once per change of the data),
//! is placed between fixed goalposts and combined geometrically ([`evaluate`], again whenever a weight or a
//! goalpost moves). Draws over the posteriors, the weights and the goalposts give the interval, the rank groups
//! and who is probably the worst. Two periods or segments are compared draw by draw ([`Sides`]), and what changed is split
//! into who was counted and how they fared ([`split()`]). Knows nothing of records, metrics' periods or where touchpoints lie.
//!
//! **Cost.** Fitting grows with touchpoints × parts (a quantile table each), evaluating with touchpoints ×
//! parts × draws plus a sort of the draws per touchpoint; [`Draws::rank_acceptability`], only on demand, with
//! draws × touchpoints × ln touchpoints. Nothing grows with records.

mod believed;
mod compare;
mod cost;
mod draws;
mod ease;
mod emotion;
mod evaluate;
mod evidence;
mod kept;
mod part;
mod posterior;
mod preset;
mod rank;
mod score;
mod sensitivity;
pub mod sets;
mod settings;
mod shrink;
mod split;
mod text;

#[cfg(test)]
mod behaviour;

pub use believed::{median, mid_ranks, spearman};
pub use compare::{Difference, Sides, Verdict, apart};
pub use cost::{Costs, Counted, Loss, LossCost, WeeklyCost, weekly_cost};
pub use draws::{DrawOptions, Draws};
pub use ease::{Ease, Member, ease, priority};
pub use emotion::measured_emotion;
pub use evaluate::{Coverage, Evaluating, Evaluation, PartScore, Score, evaluate};
pub use evidence::{Adverse, EvidenceError, PartEvidence, Touchpoint};
pub use kept::Kept;
pub use part::Part;
pub use posterior::Posteriors;
pub use preset::Preset;
pub use score::{Band, Combined, combine};
pub use sensitivity::{Flip, Sensitivity, sensitivity};
pub use sets::{Effort, FrictionSet, FrictionSets, SetChange, SetError, SetIntent};
pub use settings::{Goalposts, PartSettings, Settings, SettingsError};
pub use shrink::{Prior, fit_prior};
pub use split::{PartGroups, split};
