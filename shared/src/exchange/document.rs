//! A journey as a document: what people said, in the order of the board, with every id.
//!
//! It holds what is hidden too, and the entries of the catalogue that the journey refers to, so that it stands alone. What it
//! leaves out is the bookkeeping of writing together: a note's revision and its recent edits. Lists keep the board's order and
//! maps are sorted, so that the same journey always gives the same text and a small edit a small difference.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    catalogue::{Brand, Catalogue, Channel, Department, Family, Persona, Touchpoint},
    id::{
        BrandId, CardId, ChannelId, DepartmentId, FamilyId, JourneyId, LaneId, LinkId, PersonaId,
        StageId, StepId, TouchpointId,
    },
    image::Picture,
    journey::{Cell, Content, Emotion, Evidence, Journey, LaneKind, LinkKind, Node, Scope},
};

/// The version of the document.
pub const DOCUMENT_VERSION: u16 = 1;

/// What kind of document it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JourneyDocumentType {
    /// A journey.
    #[default]
    Journey,
}

/// A journey with what it refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JourneyDocument {
    /// `journey`.
    pub r#type: JourneyDocumentType,
    /// [`DOCUMENT_VERSION`].
    pub version: u16,
    /// The journey's id.
    pub id: JourneyId,
    /// Whose journey, from where to where, and what for.
    pub scope: Scope,
    /// The stages in order, each with its steps.
    pub stages: Vec<DocumentStage>,
    /// The lanes in order.
    pub lanes: Vec<DocumentLane>,
    /// The last lane that the customer sees.
    pub line_of_visibility: Option<LaneId>,
    /// The cards: lane by lane, from the first step to the last, in each cell from top to bottom.
    pub cards: Vec<DocumentCard>,
    /// What people believe the personas feel, persona by persona from the first step to the last.
    pub emotions: Vec<DocumentEmotion>,
    /// The links whose both ends are there, sorted by id.
    #[serde(default)]
    pub links: Vec<DocumentLink>,
    /// The entries of the catalogue that the journey refers to.
    pub catalogue: Excerpt,
}

/// A stage of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentStage {
    /// Its id.
    pub id: StageId,
    /// What it is called.
    pub title: String,
    /// Deleted, and restorable.
    #[serde(default)]
    pub hidden: bool,
    /// Its steps in order.
    pub steps: Vec<DocumentStep>,
}

/// A step of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentStep {
    /// Its id.
    pub id: StepId,
    /// What it is called.
    pub title: String,
    /// Deleted, and restorable.
    #[serde(default)]
    pub hidden: bool,
    /// The journey that shows it in detail.
    #[serde(default)]
    pub journey: Option<JourneyId>,
}

/// A lane of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentLane {
    /// Its id.
    pub id: LaneId,
    /// What its cells mean.
    pub kind: LaneKind,
    /// A title of its own.
    #[serde(default)]
    pub title: Option<String>,
    /// The department whose work it shows.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Deleted, and restorable.
    #[serde(default)]
    pub hidden: bool,
    /// What its cards are.
    #[serde(default)]
    pub content: Content,
}

/// A card of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentCard {
    /// Its id.
    pub id: CardId,
    /// The column it lies in.
    pub step: StepId,
    /// The row it lies in.
    pub lane: LaneId,
    /// Its text on the board.
    #[serde(default)]
    pub title: String,
    /// The longer text behind it.
    #[serde(default)]
    pub note: String,
    /// How sure we are of it.
    #[serde(default)]
    pub evidence: Evidence,
    /// The touchpoint it places or is about.
    #[serde(default)]
    pub touchpoint: Option<TouchpointId>,
    /// The department responsible for what it says.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Deleted, and restorable.
    #[serde(default)]
    pub hidden: bool,
    /// The key of the metric that proves what it says.
    #[serde(default)]
    pub metric: Option<String>,
    /// What it shows beside its text: the name of an image of the workspace, which is not in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Picture>,
}

/// A link of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentLink {
    /// Its id.
    pub id: LinkId,
    /// What it means.
    pub kind: LinkKind,
    /// Where it starts.
    pub from: Node,
    /// Where it ends.
    pub to: Node,
    /// What stands beside it.
    #[serde(default)]
    pub title: String,
    /// Deleted, and restorable.
    #[serde(default)]
    pub hidden: bool,
}

impl DocumentCard {
    /// Where it lies.
    #[must_use]
    pub const fn cell(&self) -> Cell {
        Cell {
            step: self.step,
            lane: self.lane,
        }
    }
}

/// What people believe a persona feels at a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentEmotion {
    /// Who.
    pub persona: PersonaId,
    /// Where.
    pub step: StepId,
    /// What, in hundredths from −200 to 200.
    pub emotion: Emotion,
}

/// The entries of a catalogue that a journey refers to, and those they refer to themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Excerpt {
    /// Placed, or what cards are about.
    pub touchpoints: BTreeMap<TouchpointId, Touchpoint>,
    /// In the scope, or with emotions.
    pub personas: BTreeMap<PersonaId, Persona>,
    /// Responsible for the journey, a lane, a card or a touchpoint.
    pub departments: BTreeMap<DepartmentId, Department>,
    /// The journey's.
    pub brands: BTreeMap<BrandId, Brand>,
    /// The brand's.
    pub families: BTreeMap<FamilyId, Family>,
    /// Of the touchpoints.
    pub channels: BTreeMap<ChannelId, Channel>,
}

impl JourneyDocument {
    /// The document of a journey.
    #[must_use]
    pub fn of(journey: &Journey, catalogue: &Catalogue) -> Self {
        let stages: Vec<DocumentStage> = journey
            .stage_order
            .iter()
            .filter_map(|id| {
                let stage = journey.stages.get(id)?;
                let steps = stage.step_order.iter().filter_map(|id| {
                    let step = journey.steps.get(id)?;
                    Some(DocumentStep {
                        id: *id,
                        title: step.title.clone(),
                        hidden: step.hidden,
                        journey: step.journey,
                    })
                });
                Some(DocumentStage {
                    id: *id,
                    title: stage.title.clone(),
                    hidden: stage.hidden,
                    steps: steps.collect(),
                })
            })
            .collect();
        let lanes: Vec<DocumentLane> = journey
            .lane_order
            .iter()
            .filter_map(|id| {
                let lane = journey.lanes.get(id)?;
                Some(DocumentLane {
                    id: *id,
                    kind: lane.kind,
                    title: lane.title.clone(),
                    department: lane.department,
                    hidden: lane.hidden,
                    content: lane.content,
                })
            })
            .collect();
        let mut document = Self {
            r#type: JourneyDocumentType::Journey,
            version: DOCUMENT_VERSION,
            id: journey.id,
            scope: journey.scope.clone(),
            stages,
            lanes,
            line_of_visibility: journey.line_of_visibility,
            cards: Vec::new(),
            emotions: Vec::new(),
            links: links_of(journey),
            catalogue: Excerpt::default(),
        };
        document.cards = document.cards_of(journey);
        document.emotions = document.emotions_of(journey);
        document.catalogue = document.excerpt(catalogue);
        document
    }

    /// The ids of its steps from left to right.
    pub fn step_ids(&self) -> impl Iterator<Item = StepId> {
        self.stages
            .iter()
            .flat_map(|stage| stage.steps.iter().map(|step| step.id))
    }

    fn cards_of(&self, journey: &Journey) -> Vec<DocumentCard> {
        let mut cards = Vec::with_capacity(journey.cards.len());
        for lane in self.lanes.iter().map(|lane| lane.id) {
            for step in self.step_ids() {
                let order = journey.cells.get(&Cell { step, lane });
                for id in order.into_iter().flatten() {
                    let Some(card) = journey.cards.get(id) else {
                        continue;
                    };
                    cards.push(DocumentCard {
                        id: *id,
                        step,
                        lane,
                        title: card.title.clone(),
                        note: card.note.text.clone(),
                        evidence: card.evidence,
                        touchpoint: card.touchpoint,
                        department: card.department,
                        hidden: card.hidden,
                        metric: card.metric.clone(),
                        image: card.image.clone(),
                    });
                }
            }
        }
        cards
    }

    fn emotions_of(&self, journey: &Journey) -> Vec<DocumentEmotion> {
        let in_scope = journey.scope.personas.iter().copied();
        let further: BTreeSet<PersonaId> = journey
            .emotions
            .keys()
            .map(|(persona, _)| *persona)
            .filter(|persona| !journey.scope.personas.contains(persona))
            .collect();
        in_scope
            .chain(further)
            .flat_map(|persona| {
                self.step_ids().filter_map(move |step| {
                    let emotion = *journey.emotions.get(&(persona, step))?;
                    Some(DocumentEmotion {
                        persona,
                        step,
                        emotion,
                    })
                })
            })
            .collect()
    }

    /// Of `catalogue` what this document refers to.
    pub(super) fn excerpt(&self, catalogue: &Catalogue) -> Excerpt {
        let touchpoints = self.cards.iter().filter_map(|card| card.touchpoint);
        let touchpoints = found(&catalogue.touchpoints, touchpoints);
        let personas = self.emotions.iter().map(|emotion| emotion.persona);
        let personas = personas.chain(self.scope.personas.iter().copied());
        let brands = found(&catalogue.brands, self.scope.brand.into_iter());
        let departments = self.cards.iter().filter_map(|card| card.department);
        let departments = departments
            .chain(self.lanes.iter().filter_map(|lane| lane.department))
            .chain(self.scope.department)
            .chain(touchpoints.values().filter_map(|entry| entry.department));
        let families = brands.values().filter_map(|brand| brand.family);
        let channels = touchpoints.values().filter_map(|entry| entry.channel);
        Excerpt {
            personas: found(&catalogue.personas, personas),
            departments: found(&catalogue.departments, departments),
            families: found(&catalogue.families, families),
            channels: found(&catalogue.channels, channels),
            touchpoints,
            brands,
        }
    }
}

/// Links that went with what they joined are left out: they come back with it, and nothing else could bring them.
fn links_of(journey: &Journey) -> Vec<DocumentLink> {
    let there = |end: Node| journey.is_visible(end) == Some(true);
    let links = journey.links.iter();
    let links = links.filter(|(_, link)| there(link.from) && there(link.to));
    let document = links.map(|(id, link)| DocumentLink {
        id: *id,
        kind: link.kind,
        from: link.from,
        to: link.to,
        title: link.title.clone(),
        hidden: link.hidden,
    });
    document.collect()
}

fn found<K: Copy + Ord, V: Clone>(
    all: &BTreeMap<K, V>,
    ids: impl Iterator<Item = K>,
) -> BTreeMap<K, V> {
    ids.filter_map(|id| Some((id, all.get(&id)?.clone())))
        .collect()
}
