//! A journey written down by a program (a mapping, the sample): from titles to intents.
//!
//! What the catalogue has already, by key or by name, is used; what it lacks is wished for.

use std::collections::BTreeMap;

use shared::{
    catalogue::{Catalogue, CatalogueIntent, DepartmentName, StandardDepartment, TouchpointField},
    id::{
        CardId, ChannelId, DepartmentId, LaneId, LinkId, PersonaId, StageId, StepId, TouchpointId,
    },
    image::Picture,
    journey::{
        CardField, Cell, Certainty, Emotion, Evidence, JourneyIntent, LaneKind, LinkKind, Node,
        ScopeField, Template, start,
    },
    locale::Lang,
};
use uuid::Uuid;

/// The intents of a journey in the making, and those of the catalogue that it needs first.
pub(crate) struct Draft<'a> {
    catalogue: &'a Catalogue,
    pub(crate) wishes: Vec<CatalogueIntent>,
    pub(crate) intents: Vec<JourneyIntent>,
    lanes: BTreeMap<LaneKind, LaneId>,
    stages: Vec<DraftStage>,
    last_cards: BTreeMap<Cell, CardId>,
    departments: BTreeMap<String, DepartmentId>,
    channels: BTreeMap<String, ChannelId>,
}

struct DraftStage {
    title: String,
    id: StageId,
    steps: Vec<(String, StepId)>,
}

/// A touchpoint as a program writes it down.
pub(crate) struct DraftTouchpoint<'a> {
    pub(crate) key: &'a str,
    pub(crate) name: &'a str,
    pub(crate) department: Option<&'a str>,
    pub(crate) channel: Option<&'a str>,
    pub(crate) moment_of_truth: bool,
}

/// A card as a program writes it down.
#[derive(Default)]
pub(crate) struct DraftCard<'a> {
    pub(crate) title: &'a str,
    pub(crate) evidence: Evidence,
    pub(crate) touchpoint: Option<TouchpointId>,
    pub(crate) department: Option<DepartmentId>,
}

impl<'a> Draft<'a> {
    /// A board with the usual lanes and no stage.
    pub(crate) fn new(catalogue: &'a Catalogue, lang: Lang) -> Self {
        let mut draft = Self {
            catalogue,
            wishes: Vec::new(),
            intents: Vec::new(),
            lanes: BTreeMap::new(),
            stages: Vec::new(),
            last_cards: BTreeMap::new(),
            departments: BTreeMap::new(),
            channels: BTreeMap::new(),
        };
        for intent in start::intents(Template::Blank, lang, Uuid::now_v7) {
            match &intent {
                JourneyIntent::AddLane { id, kind, .. } => {
                    draft.lanes.insert(*kind, *id);
                }
                JourneyIntent::SetLineOfVisibility { .. } => {}
                _ => continue,
            }
            draft.intents.push(intent);
        }
        draft
    }

    /// Sets a field of the scope.
    pub(crate) fn scope(&mut self, field: ScopeField) {
        self.intents.push(JourneyIntent::SetScope { field });
    }

    /// The department of this name: a standard one by its English name, or one of the workspace's own.
    pub(crate) fn department(&mut self, name: &str) -> DepartmentId {
        let wanted = name.trim().to_lowercase();
        let standard = StandardDepartment::ALL
            .into_iter()
            .find(|department| format!("{department:?}").to_lowercase() == wanted);
        let known =
            self.catalogue
                .departments
                .iter()
                .find(|(_, department)| match &department.name {
                    DepartmentName::Standard(of) => Some(*of) == standard,
                    DepartmentName::Own(own) => own.to_lowercase() == wanted,
                });
        if let Some((id, _)) = known {
            return *id;
        }
        if let Some(id) = self.departments.get(&wanted) {
            return *id;
        }
        let id = DepartmentId::new(Uuid::now_v7());
        let name = standard.map_or_else(
            || DepartmentName::Own(name.trim().to_owned()),
            DepartmentName::Standard,
        );
        self.wishes
            .push(CatalogueIntent::AddDepartment { id, name });
        self.departments.insert(wanted, id);
        id
    }

    /// The channel of this name.
    pub(crate) fn channel(&mut self, name: &str) -> ChannelId {
        let wanted = name.trim().to_lowercase();
        let mut known = self.catalogue.channels.iter();
        if let Some((id, _)) = known.find(|(_, channel)| channel.name.to_lowercase() == wanted) {
            return *id;
        }
        if let Some(id) = self.channels.get(&wanted) {
            return *id;
        }
        let id = ChannelId::new(Uuid::now_v7());
        self.wishes.push(CatalogueIntent::AddChannel {
            id,
            name: name.trim().to_owned(),
        });
        self.channels.insert(wanted, id);
        id
    }

    /// The touchpoint with this key. One that is there keeps the name and owner that people gave it.
    pub(crate) fn touchpoint(&mut self, touchpoint: &DraftTouchpoint<'_>) -> TouchpointId {
        let mut known = self.catalogue.touchpoints.iter();
        if let Some((id, _)) = known.find(|(_, known)| known.key.as_deref() == Some(touchpoint.key))
        {
            return *id;
        }
        // A person gave it a name and no key: from now on it has both.
        let alike =
            |name: &str| name.trim().to_lowercase() == touchpoint.name.trim().to_lowercase();
        let mut unkeyed = self.catalogue.touchpoints.iter();
        let unkeyed =
            unkeyed.find(|(_, known)| known.key.is_none() && !known.retired && alike(&known.name));
        if let Some((id, _)) = unkeyed {
            self.wishes.push(CatalogueIntent::SetTouchpoint {
                touchpoint: *id,
                field: TouchpointField::Key(Some(touchpoint.key.to_owned())),
            });
            return *id;
        }
        let id = TouchpointId::new(Uuid::now_v7());
        let channel = touchpoint.channel.map(|name| self.channel(name));
        let department = touchpoint.department.map(|name| self.department(name));
        self.wishes.push(CatalogueIntent::AddTouchpoint {
            id,
            name: touchpoint.name.to_owned(),
            key: Some(touchpoint.key.to_owned()),
            channel,
            department,
            moment_of_truth: touchpoint.moment_of_truth,
        });
        id
    }

    /// A persona of this name and summary.
    pub(crate) fn persona(&mut self, name: &str, summary: &str) -> PersonaId {
        let mut known = self.catalogue.personas.iter();
        if let Some((id, _)) = known.find(|(_, persona)| persona.name == name) {
            return *id;
        }
        let id = PersonaId::new(Uuid::now_v7());
        self.wishes.push(CatalogueIntent::AddPersona {
            id,
            name: name.to_owned(),
            summary: summary.to_owned(),
        });
        id
    }

    /// The step of these titles, after those that were asked for before.
    pub(crate) fn step(&mut self, stage: &str, step: &str) -> StepId {
        let at = match self.stages.iter().position(|known| known.title == stage) {
            Some(at) => at,
            None => {
                let id = StageId::new(Uuid::now_v7());
                self.intents.push(JourneyIntent::AddStage {
                    id,
                    title: stage.to_owned(),
                    after: self.stages.last().map(|last| last.id),
                });
                self.stages.push(DraftStage {
                    title: stage.to_owned(),
                    id,
                    steps: Vec::new(),
                });
                self.stages.len() - 1
            }
        };
        let stage = &mut self.stages[at];
        if let Some((_, id)) = stage.steps.iter().find(|(title, _)| title == step) {
            return *id;
        }
        let id = StepId::new(Uuid::now_v7());
        self.intents.push(JourneyIntent::AddStep {
            id,
            stage: stage.id,
            title: step.to_owned(),
            after: stage.steps.last().map(|(_, last)| *last),
        });
        stage.steps.push((step.to_owned(), id));
        id
    }

    /// A card at the end of a cell. Lanes that a new board does not have take none.
    pub(crate) fn card(
        &mut self,
        step: StepId,
        kind: LaneKind,
        card: &DraftCard<'_>,
    ) -> Option<CardId> {
        let &lane = self.lanes.get(&kind)?;
        let id = CardId::new(Uuid::now_v7());
        let cell = Cell { step, lane };
        self.intents.push(JourneyIntent::AddCard {
            id,
            cell,
            after: self.last_cards.insert(cell, id),
            title: card.title.to_owned(),
            evidence: card.evidence,
            touchpoint: card.touchpoint,
            department: card.department,
        });
        Some(id)
    }

    /// The metric that proves what a card promises.
    pub(crate) fn proof(&mut self, card: CardId, metric: &str) {
        self.intents.push(JourneyIntent::SetCard {
            card,
            field: CardField::Metric(Some(metric.to_owned())),
        });
    }

    /// What a card shows.
    pub(crate) fn image(&mut self, card: CardId, picture: Picture) {
        self.intents.push(JourneyIntent::SetCard {
            card,
            field: CardField::Image(Some(picture)),
        });
    }

    /// Something that one card says is a cause of what another says.
    pub(crate) fn cause(&mut self, from: CardId, to: CardId, certainty: Certainty) {
        self.intents.push(JourneyIntent::AddLink {
            id: LinkId::new(Uuid::now_v7()),
            kind: LinkKind::Cause(certainty),
            from: Node::Card(from),
            to: Node::Card(to),
            title: String::new(),
        });
    }

    /// What a persona is believed to feel at a step, −2 … +2.
    pub(crate) fn emotion(&mut self, persona: PersonaId, step: StepId, value: f64) {
        self.intents.push(JourneyIntent::SetEmotion {
            persona,
            step,
            emotion: Some(Emotion::nearest(value)),
        });
    }
}
