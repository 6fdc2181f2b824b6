//! What happened to a journey, and what it overwrote.

use serde::{Deserialize, Serialize};

use super::{
    CardField, Cell, Content, Emotion, Evidence, LaneKind, LinkKind, Node, Note, NoteEdit,
    ScopeField, StepField,
};
use crate::{
    id::{
        CardId, DepartmentId, LaneId, LinkId, NoteEditId, PersonaId, StageId, StepId, TouchpointId,
    },
    text::TextEdit,
};

/// One thing that happened to a journey. Checked once, by `decide`; applied everywhere.
///
/// `after: None` means first. What follows a hidden node follows it all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JourneyChange {
    /// A field of the scope changed.
    ScopeSet {
        /// What, and to what.
        field: ScopeField,
    },
    /// A stage came.
    StageAdded {
        /// Its id.
        id: StageId,
        /// Its title.
        title: String,
        /// The stage it follows.
        after: Option<StageId>,
    },
    /// A step came.
    StepAdded {
        /// Its id.
        id: StepId,
        /// Its stage.
        stage: StageId,
        /// Its title.
        title: String,
        /// The step it follows.
        after: Option<StepId>,
    },
    /// A lane came.
    LaneAdded {
        /// Its id.
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
    /// A card came.
    CardAdded {
        /// Its id.
        id: CardId,
        /// Where it lies.
        cell: Cell,
        /// The card it follows.
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
    /// Something got another title; an empty one gave a lane its kind's name back.
    Renamed {
        /// Which.
        node: Node,
        /// The title now.
        title: String,
    },
    /// A stage moved.
    StageMoved {
        /// Which.
        stage: StageId,
        /// The stage it follows now.
        after: Option<StageId>,
    },
    /// A step moved.
    StepMoved {
        /// Which.
        step: StepId,
        /// Its stage now.
        stage: StageId,
        /// The step it follows now.
        after: Option<StepId>,
    },
    /// A lane moved.
    LaneMoved {
        /// Which.
        lane: LaneId,
        /// The lane it follows now.
        after: Option<LaneId>,
    },
    /// A card moved.
    CardMoved {
        /// Which.
        card: CardId,
        /// Where it lies now.
        cell: Cell,
        /// The card it follows now.
        after: Option<CardId>,
    },
    /// It was said whose work a lane shows.
    LaneDepartmentSet {
        /// Which.
        lane: LaneId,
        /// The department now.
        department: Option<DepartmentId>,
    },
    /// A field of a card changed.
    CardSet {
        /// Which.
        card: CardId,
        /// What, and to what.
        field: CardField,
    },
    /// A card's note was replaced; its revision went up by one.
    NoteSet {
        /// Whose.
        card: CardId,
        /// The text now.
        text: String,
    },
    /// An emotion point was placed, moved or taken away.
    EmotionSet {
        /// Whose feeling.
        persona: PersonaId,
        /// Where.
        step: StepId,
        /// What it is now.
        emotion: Option<Emotion>,
    },
    /// The line of visibility moved, came or went.
    LineOfVisibilitySet {
        /// The last lane that the customer sees.
        below: Option<LaneId>,
    },
    /// Nodes were deleted: exactly these.
    Hidden {
        /// Which, in the order of their ids.
        nodes: Vec<Node>,
    },
    /// Nodes were restored: exactly these.
    Shown {
        /// Which, in the order of their ids.
        nodes: Vec<Node>,
    },
    /// A card's note was edited; its revision went up by one.
    NoteEdited {
        /// Whose.
        card: CardId,
        /// The id of this edit.
        id: NoteEditId,
        /// What it did to the text that it found.
        edit: TextEdit,
    },
    /// A link came.
    LinkAdded {
        /// Its id.
        id: LinkId,
        /// What it means.
        kind: LinkKind,
        /// Where it starts.
        from: Node,
        /// Where it ends.
        to: Node,
        /// What stands beside it.
        title: String,
    },
    /// It was said how sure a cause is.
    LinkSet {
        /// Which.
        link: LinkId,
        /// What it means now.
        kind: LinkKind,
    },
    /// It was said what the cards of a lane are.
    LaneContentSet {
        /// Which.
        lane: LaneId,
        /// What.
        content: Content,
    },
    /// A field of a step changed.
    StepSet {
        /// Which.
        step: StepId,
        /// What, and to what.
        field: StepField,
    },
}

/// What a change of a journey overwrote: enough to take it back exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JourneyPrior {
    /// The change found nothing to change.
    Nothing,
    /// The scope's field before.
    Scope(ScopeField),
    /// The stage was not there.
    StageAdded(StageId),
    /// The step was not there.
    StepAdded(StepId, StageId),
    /// The lane was not there.
    LaneAdded(LaneId),
    /// The card was not there.
    CardAdded(CardId, Cell),
    /// The title before; a lane without one has an empty one here.
    Title(Node, String),
    /// The stage that it followed.
    StagePlace(StageId, Option<StageId>),
    /// The stage that had it, and the step that it followed there.
    StepPlace(StepId, StageId, Option<StepId>),
    /// The lane that it followed.
    LanePlace(LaneId, Option<LaneId>),
    /// The cell it lay in, and the card it followed there.
    CardPlace(CardId, Cell, Option<CardId>),
    /// The lane's department before.
    LaneDepartment(LaneId, Option<DepartmentId>),
    /// The card's field before.
    Card(CardId, CardField),
    /// The card's note before it was replaced.
    Note(CardId, Note),
    /// The card's note before this edit.
    NoteEdited(CardId, Note, NoteEdit),
    /// The emotion point before.
    Emotion(PersonaId, StepId, Option<Emotion>),
    /// The line of visibility before.
    LineOfVisibility(Option<LaneId>),
    /// These were visible.
    Visible(Vec<Node>),
    /// These were hidden.
    Hidden(Vec<Node>),
    /// The link was not there; its ends.
    LinkAdded(LinkId, Node, Node),
    /// What the link meant before.
    Link(LinkId, LinkKind),
    /// What the lane's cards were before.
    LaneContent(LaneId, Content),
    /// The step's field before.
    Step(StepId, StepField),
}
