//! What a person can ask of a journey.

use serde::{Deserialize, Serialize};

use super::{Cell, Content, Emotion, Evidence, JourneyKind, LaneKind, LinkKind};
use crate::{
    id::{
        BrandId, CardId, CopyId, DepartmentId, JourneyId, LaneId, LinkId, NoteEditId, PersonaId,
        StageId, StepId, TouchpointId,
    },
    image::Picture,
    locale::Date,
    log::Limit,
    text::TextEdit,
};

/// Anything on a board that can be named, hidden and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// A stage.
    Stage(StageId),
    /// A step.
    Step(StepId),
    /// A lane.
    Lane(LaneId),
    /// A card.
    Card(CardId),
    /// A link.
    Link(LinkId),
}

/// A field of the scope with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScopeField {
    /// The journey's title.
    Title(String),
    /// The situation.
    Scenario(String),
    /// Where it starts.
    Start(String),
    /// Where it ends.
    End(String),
    /// What the persona wants.
    Goal(String),
    /// As it is, or as it is to be.
    Kind(JourneyKind),
    /// Whose curves it has, in order.
    Personas(Vec<PersonaId>),
    /// The brand.
    Brand(Option<BrandId>),
    /// The department responsible for the whole.
    Department(Option<DepartmentId>),
    /// Words to find it by.
    Tags(Vec<String>),
    /// The day on which it is to be looked through again.
    Review(Option<Date>),
    /// Whether it is out of sight in the portfolio.
    Archived(bool),
    /// The journey that it is a part of.
    Parent(Option<JourneyId>),
    /// The journey that it is compared with.
    Counterpart(Option<JourneyId>),
}

/// A field of a step with its new value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepField {
    /// The journey that shows it in detail.
    Journey(Option<JourneyId>),
}

/// A field of a card with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardField {
    /// How sure we are.
    Evidence(Evidence),
    /// The department responsible.
    Department(Option<DepartmentId>),
    /// The touchpoint it places or is about.
    Touchpoint(Option<TouchpointId>),
    /// The key of the metric that proves what it says.
    Metric(Option<String>),
    /// What it shows beside its text.
    Image(Option<Picture>),
}

/// One wish about a journey. It carries the ids of what it creates.
///
/// `after: None` means first. Moves name the place, never an index, so that they still mean the same
/// when somebody else's edit came first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JourneyIntent {
    /// Changes a field of the scope.
    SetScope {
        /// What, and to what.
        field: ScopeField,
    },
    /// Adds a stage.
    AddStage {
        /// Its id, never used before.
        id: StageId,
        /// Its title.
        title: String,
        /// The stage it follows.
        after: Option<StageId>,
    },
    /// Adds a step.
    AddStep {
        /// Its id, never used before.
        id: StepId,
        /// The stage that gets it.
        stage: StageId,
        /// Its title.
        title: String,
        /// The step it follows within the stage.
        after: Option<StepId>,
    },
    /// Adds a lane.
    AddLane {
        /// Its id, never used before.
        id: LaneId,
        /// What its cells mean.
        kind: LaneKind,
        /// A title of its own.
        title: Option<String>,
        /// The department whose work it shows.
        department: Option<DepartmentId>,
        /// The lane it follows.
        after: Option<LaneId>,
    },
    /// Adds a card.
    AddCard {
        /// Its id, never used before.
        id: CardId,
        /// Where it goes.
        cell: Cell,
        /// The card it follows in the cell.
        after: Option<CardId>,
        /// Its text on the board.
        title: String,
        /// How sure we are of it.
        evidence: Evidence,
        /// The touchpoint it places or is about.
        touchpoint: Option<TouchpointId>,
        /// The department responsible.
        department: Option<DepartmentId>,
    },
    /// Gives a stage, step, lane or card another title. An empty title gives a lane its kind's name back.
    Rename {
        /// Which.
        node: Node,
        /// The new title.
        title: String,
    },
    /// Moves a stage with all its steps.
    MoveStage {
        /// Which.
        stage: StageId,
        /// The stage it is to follow.
        after: Option<StageId>,
    },
    /// Moves a step within its stage or into another.
    MoveStep {
        /// Which.
        step: StepId,
        /// The stage that gets it.
        stage: StageId,
        /// The step it is to follow there.
        after: Option<StepId>,
    },
    /// Moves a lane.
    MoveLane {
        /// Which.
        lane: LaneId,
        /// The lane it is to follow.
        after: Option<LaneId>,
    },
    /// Moves cards, in the given order, into a cell.
    MoveCards {
        /// Which; each once.
        cards: Vec<CardId>,
        /// Where they go.
        cell: Cell,
        /// The card the first of them is to follow; not one of them.
        after: Option<CardId>,
    },
    /// Says whose work a lane shows.
    SetLaneDepartment {
        /// Which.
        lane: LaneId,
        /// The department.
        department: Option<DepartmentId>,
    },
    /// Changes a field of a card.
    SetCard {
        /// Which.
        card: CardId,
        /// What, and to what.
        field: CardField,
    },
    /// Replaces a card's note as a whole, if `base` is still its revision. People write by `EditNote`.
    SetNote {
        /// Whose.
        card: CardId,
        /// The revision the writer saw.
        base: u32,
        /// The new text.
        text: String,
    },
    /// Says what a persona is believed to feel at a step; `None` takes the point away.
    SetEmotion {
        /// Whose feeling; one of the scope's personas.
        persona: PersonaId,
        /// Where.
        step: StepId,
        /// What.
        emotion: Option<Emotion>,
    },
    /// Draws the line of visibility below a lane, or takes it away.
    SetLineOfVisibility {
        /// The last lane that the customer sees.
        below: Option<LaneId>,
    },
    /// Hides nodes with everything in them.
    Delete {
        /// Which.
        nodes: Vec<Node>,
    },
    /// Shows exactly these nodes again. Every parent must be visible afterwards.
    Restore {
        /// Which.
        nodes: Vec<Node>,
    },
    /// Copies nodes with everything in them, each right after its source; ids derive from `copy`.
    Duplicate {
        /// The id of this copying.
        copy: CopyId,
        /// Which.
        nodes: Vec<Node>,
    },
    /// Edits a card's note. What others wrote since `base` stays, and this edit is transformed over it.
    EditNote {
        /// Whose.
        card: CardId,
        /// The id of this edit, new for each.
        id: NoteEditId,
        /// The revision of the text that `edit` is an edit of.
        base: u32,
        /// What to do to it.
        edit: TextEdit,
    },
    /// Links two things: a card to another that it is a cause of, or a step to another.
    AddLink {
        /// Its id, never used before.
        id: LinkId,
        /// What it means.
        kind: LinkKind,
        /// Where it starts.
        from: Node,
        /// Where it ends.
        to: Node,
        /// What stands beside it; may be empty.
        title: String,
    },
    /// Says how sure a cause is.
    SetLink {
        /// Which.
        link: LinkId,
        /// What it means now; of the same sort as before.
        kind: LinkKind,
    },
    /// Says what the cards of a lane of the team's own are. All that are there must be so.
    SetLaneContent {
        /// Which.
        lane: LaneId,
        /// What.
        content: Content,
    },
    /// Changes a field of a step.
    SetStep {
        /// Which.
        step: StepId,
        /// What, and to what.
        field: StepField,
    },
}

impl JourneyIntent {
    /// The deletion of any number of nodes: as many intents as it takes for each to name no more than one selects by hand. In one push
    /// they are one step for who takes it back.
    #[must_use]
    pub fn delete(nodes: &[Node]) -> Vec<Self> {
        let chunks = nodes.chunks(Limit::Selection.most() as usize);
        let delete = |nodes: &[Node]| Self::Delete {
            nodes: nodes.to_vec(),
        };
        chunks.map(delete).collect()
    }
}
