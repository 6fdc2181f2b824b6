//! What is different about something that is on both sides.

use super::{Side, felt, matching::certainty};
use crate::{
    id::{DepartmentId, JourneyId, PersonaId, TouchpointId},
    image::Picture,
    journey::{Certainty, Content, Evidence, Node},
};

/// Something that is different, as it is on the left and on the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// What it is called or says.
    Title(String, String),
    /// The longer text behind it.
    Note(String, String),
    /// How sure it is.
    Evidence(Evidence, Evidence),
    /// Who is responsible.
    Department(Option<DepartmentId>, Option<DepartmentId>),
    /// What touchpoint it places or is about.
    Touchpoint(Option<TouchpointId>, Option<TouchpointId>),
    /// The metric that proves it.
    Metric(Option<String>, Option<String>),
    /// What it shows.
    Image(Option<Picture>, Option<Picture>),
    /// What the cards of a lane are.
    Content(Content, Content),
    /// The journey that shows a step in detail.
    Detail(Option<JourneyId>, Option<JourneyId>),
    /// What a persona is believed to feel at a step, in hundredths.
    Emotion(PersonaId, Option<i16>, Option<i16>),
    /// How sure a cause is.
    Certainty(Certainty, Certainty),
    /// The situation.
    Scenario(String, String),
    /// Where the journey starts.
    Start(String, String),
    /// Where it ends.
    End(String, String),
    /// What the persona wants.
    Goal(String, String),
    /// Whose curves it has.
    Personas(Vec<PersonaId>, Vec<PersonaId>),
}

impl Field {
    /// The same seen from the other side.
    #[must_use]
    pub fn swapped(self) -> Self {
        match self {
            Self::Title(l, r) => Self::Title(r, l),
            Self::Note(l, r) => Self::Note(r, l),
            Self::Evidence(l, r) => Self::Evidence(r, l),
            Self::Department(l, r) => Self::Department(r, l),
            Self::Touchpoint(l, r) => Self::Touchpoint(r, l),
            Self::Metric(l, r) => Self::Metric(r, l),
            Self::Image(l, r) => Self::Image(r, l),
            Self::Content(l, r) => Self::Content(r, l),
            Self::Detail(l, r) => Self::Detail(r, l),
            Self::Emotion(persona, l, r) => Self::Emotion(persona, r, l),
            Self::Certainty(l, r) => Self::Certainty(r, l),
            Self::Scenario(l, r) => Self::Scenario(r, l),
            Self::Start(l, r) => Self::Start(r, l),
            Self::End(l, r) => Self::End(r, l),
            Self::Goal(l, r) => Self::Goal(r, l),
            Self::Personas(l, r) => Self::Personas(r, l),
        }
    }
}

fn differs<T: PartialEq + Clone>(fields: &mut Vec<Field>, l: &T, r: &T, field: fn(T, T) -> Field) {
    if l != r {
        fields.push(field(l.clone(), r.clone()));
    }
}

/// Of the journey as a whole. That the two are called otherwise, and of which kind they are, is why they are compared.
pub(super) fn of_scope(left: Side<'_>, right: Side<'_>) -> Vec<Field> {
    let (l, r) = (&left.journey.scope, &right.journey.scope);
    let mut fields = Vec::new();
    differs(&mut fields, &l.scenario, &r.scenario, Field::Scenario);
    differs(&mut fields, &l.start, &r.start, Field::Start);
    differs(&mut fields, &l.end, &r.end, Field::End);
    differs(&mut fields, &l.goal, &r.goal, Field::Goal);
    differs(&mut fields, &l.personas, &r.personas, Field::Personas);
    differs(&mut fields, &l.department, &r.department, Field::Department);
    fields
}

pub(super) fn of_node(left: Side<'_>, right: Side<'_>, (l, r): (Node, Node)) -> Vec<Field> {
    let mut fields = Vec::new();
    let title = |side: Side<'_>, node| side.journey.title(node).unwrap_or_default().to_owned();
    match (l, r) {
        (Node::Card(l), Node::Card(r)) => {
            let (Some(l), Some(r)) = (left.journey.cards.get(&l), right.journey.cards.get(&r))
            else {
                return fields;
            };
            let said = |side: Side<'_>, card: &crate::journey::Card| {
                card.shown_title(side.catalogue).to_owned()
            };
            differs(&mut fields, &said(left, l), &said(right, r), Field::Title);
            differs(&mut fields, &l.note.text, &r.note.text, Field::Note);
            differs(&mut fields, &l.evidence, &r.evidence, Field::Evidence);
            differs(&mut fields, &l.department, &r.department, Field::Department);
            differs(&mut fields, &l.touchpoint, &r.touchpoint, Field::Touchpoint);
            differs(&mut fields, &l.metric, &r.metric, Field::Metric);
            differs(&mut fields, &l.image, &r.image, Field::Image);
        }
        (Node::Lane(l), Node::Lane(r)) => {
            let (Some(l), Some(r)) = (left.journey.lanes.get(&l), right.journey.lanes.get(&r))
            else {
                return fields;
            };
            let own = |title: &Option<String>| title.clone().unwrap_or_default();
            differs(&mut fields, &own(&l.title), &own(&r.title), Field::Title);
            differs(&mut fields, &l.department, &r.department, Field::Department);
            differs(&mut fields, &l.content, &r.content, Field::Content);
        }
        (Node::Step(l), Node::Step(r)) => {
            differs(
                &mut fields,
                &title(left, Node::Step(l)),
                &title(right, Node::Step(r)),
                Field::Title,
            );
            let detail =
                |side: Side<'_>, step| side.journey.steps.get(&step).and_then(|step| step.journey);
            differs(
                &mut fields,
                &detail(left, l),
                &detail(right, r),
                Field::Detail,
            );
            let (on_left, on_right) = (felt(left, l), felt(right, r));
            let mut personas: Vec<&PersonaId> = on_left.keys().chain(on_right.keys()).collect();
            personas.sort_unstable();
            personas.dedup();
            for persona in personas {
                let (l, r) = (
                    on_left.get(persona).copied(),
                    on_right.get(persona).copied(),
                );
                if l != r {
                    fields.push(Field::Emotion(*persona, l, r));
                }
            }
        }
        (Node::Link(l), Node::Link(r)) => {
            let (Some(l), Some(r)) = (left.journey.links.get(&l), right.journey.links.get(&r))
            else {
                return fields;
            };
            differs(&mut fields, &l.title, &r.title, Field::Title);
            if let (Some(l), Some(r)) = (certainty(l.kind), certainty(r.kind)) {
                differs(&mut fields, &l, &r, Field::Certainty);
            }
        }
        (l, r) => differs(&mut fields, &title(left, l), &title(right, r), Field::Title),
    }
    fields
}
