//! The only code that says no to a wish about a journey.

mod add;
mod duplicate;
mod edit;
mod hide;
mod link;
mod look;
mod shift;

use super::{Journey, JourneyChange, JourneyIntent};
use crate::{
    access::{self, Action, Resource},
    catalogue::Catalogue,
    log::{Context, Rejection},
};

/// What has to happen for `intent`; nothing when everything is so already.
///
/// # Errors
/// The reason why it may not happen. Nothing is changed either way.
pub fn decide(
    journey: &Journey,
    catalogue: &Catalogue,
    context: &Context,
    intent: &JourneyIntent,
) -> Result<Vec<JourneyChange>, Rejection> {
    if !access::can(&context.actor, Action::Edit, Resource::Journey(journey.id)) {
        return Err(Rejection::Forbidden);
    }
    let on = Decider { journey, catalogue };
    match intent {
        JourneyIntent::SetScope { field } => on.set_scope(field),
        JourneyIntent::AddStage { id, title, after } => on.add_stage(*id, title, *after),
        JourneyIntent::AddStep {
            id,
            stage,
            title,
            after,
        } => on.add_step(*id, *stage, title, *after),
        JourneyIntent::AddLane {
            id,
            kind,
            title,
            department,
            after,
        } => on.add_lane(*id, *kind, title.as_deref(), *department, *after),
        JourneyIntent::AddCard {
            id,
            cell,
            after,
            title,
            evidence,
            touchpoint,
            department,
        } => on.add_card(add::NewCard {
            id: *id,
            cell: *cell,
            after: *after,
            title,
            evidence: *evidence,
            touchpoint: *touchpoint,
            department: *department,
        }),
        JourneyIntent::Rename { node, title } => on.rename(*node, title),
        JourneyIntent::MoveStage { stage, after } => on.move_stage(*stage, *after),
        JourneyIntent::MoveStep { step, stage, after } => on.move_step(*step, *stage, *after),
        JourneyIntent::MoveLane { lane, after } => on.move_lane(*lane, *after),
        JourneyIntent::MoveCards { cards, cell, after } => on.move_cards(cards, *cell, *after),
        JourneyIntent::SetLaneDepartment { lane, department } => {
            on.set_lane_department(*lane, *department)
        }
        JourneyIntent::SetCard { card, field } => on.set_card(*card, field),
        JourneyIntent::SetNote { card, base, text } => on.set_note(*card, *base, text),
        JourneyIntent::SetEmotion {
            persona,
            step,
            emotion,
        } => on.set_emotion(*persona, *step, *emotion),
        JourneyIntent::SetLineOfVisibility { below } => on.set_line_of_visibility(*below),
        JourneyIntent::Delete { nodes } => on.delete(nodes),
        JourneyIntent::Restore { nodes } => on.restore(nodes),
        JourneyIntent::Duplicate { copy, nodes } => on.duplicate(*copy, nodes),
        JourneyIntent::EditNote {
            card,
            id,
            base,
            edit,
        } => on.edit_note(*card, *id, *base, edit),
        JourneyIntent::AddLink {
            id,
            kind,
            from,
            to,
            title,
        } => on.add_link(*id, *kind, (*from, *to), title),
        JourneyIntent::SetLink { link, kind } => on.set_link(*link, *kind),
        JourneyIntent::SetLaneContent { lane, content } => on.set_lane_content(*lane, *content),
        JourneyIntent::SetStep { step, field } => on.set_step(*step, *field),
    }
}

/// What a decision stands on.
#[derive(Clone, Copy)]
struct Decider<'a> {
    journey: &'a Journey,
    catalogue: &'a Catalogue,
}

type Decision = Result<Vec<JourneyChange>, Rejection>;
