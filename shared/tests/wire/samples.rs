//! A sample of everything that the wire carries, and the message that carries it.

use shared::{
    api::{
        BoardSnapshot, CatalogueReply, CatalogueView, Outcome, PROTOCOL, Push, PushReply, Tail,
        Update,
    },
    catalogue::{
        CampaignField, Catalogue, CatalogueChange, CatalogueIntent, DepartmentName, EntryId,
        EventField, EventKind, PersonaField, StandardDepartment, TouchpointField,
    },
    id::{
        ActorId, BrandId, CampaignId, CardId, ChannelId, ClientId, CopyId, DepartmentId, EventId,
        FamilyId, JourneyId, LaneId, LinkId, NoteEditId, PersonaId, StageId, StepId, TouchpointId,
    },
    image::{ImageHash, Picture},
    journey::{
        CardField, Cell, Certainty, Content, Emotion, Evidence, Journey, JourneyChange,
        JourneyIntent, JourneyKind, LaneKind, LinkKind, Node, ScopeField, StepField,
    },
    locale::Date,
    log::{Board, Entry, Heads, Intent, Limit, Missing, Rejection, Timestamp},
    record::Filter,
    text::{TextEdit, TextSpan},
    wire::{ClientMessage, ServerMessage, decode, encode},
};
use uuid::Uuid;

use crate::variants::Variants;

/// A message of either side.
#[derive(Debug, Clone)]
pub(crate) enum Frame {
    Client(ClientMessage),
    Server(ServerMessage),
}

impl Frame {
    pub(crate) fn encode(&self) -> Vec<u8> {
        match self {
            Self::Client(message) => encode(message).unwrap(),
            Self::Server(message) => encode(message).unwrap(),
        }
    }

    /// Whether these bytes say the same.
    pub(crate) fn is(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Client(message) => decode(bytes).as_ref() == Ok(message),
            Self::Server(message) => decode(bytes).as_ref() == Ok(message),
        }
    }
}

/// One or more values of each variant, and a message around a value.
pub(crate) trait Sample: Variants + Sized {
    fn samples() -> Vec<Self>;
    fn framed(self) -> Frame;
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

macro_rules! ids {
    ($($name:ident: $id:ident = $number:literal,)*) => {
        $(pub(crate) const $name: $id = $id::new(Uuid::from_u128($number));)*
    };
}

ids! {
    CLIENT: ClientId = 0x01,
    ACTOR: ActorId = 0x02,
    JOURNEY: JourneyId = 0x03,
    STAGE: StageId = 0x04,
    STEP: StepId = 0x05,
    LANE: LaneId = 0x06,
    CARD: CardId = 0x07,
    TOUCHPOINT: TouchpointId = 0x08,
    PERSONA: PersonaId = 0x09,
    DEPARTMENT: DepartmentId = 0x0a,
    BRAND: BrandId = 0x0b,
    FAMILY: FamilyId = 0x0c,
    CHANNEL: ChannelId = 0x0d,
    CAMPAIGN: CampaignId = 0x0e,
    EDIT: NoteEditId = 0x0f,
    EVENT: EventId = 0x1a,
    LINK: LinkId = 0x1b,
    DETAIL: JourneyId = 0x1c,
}

const CELL: Cell = Cell {
    step: STEP,
    lane: LANE,
};

pub(crate) fn push(intents: Vec<Intent>) -> Push {
    Push {
        protocol: PROTOCOL,
        lineage: 7,
        client_id: CLIENT,
        client_seq: 1,
        base: Heads {
            journey: 2,
            catalogue: 3,
        },
        intents,
    }
}

pub(crate) fn entry<C>(change: C) -> Entry<C> {
    Entry {
        seq: 3,
        client_id: CLIENT,
        client_seq: 1,
        actor: ACTOR,
        at: Timestamp(1_760_000_000_000),
        changes: vec![change],
    }
}

/// Of a text of 13 characters.
fn edit() -> TextEdit {
    let spans = [
        TextSpan::Keep(5),
        TextSpan::Insert("long".to_owned()),
        TextSpan::Delete(3),
        TextSpan::Keep(5),
    ];
    TextEdit::try_from(spans.to_vec()).unwrap()
}

fn picture() -> Picture {
    Picture {
        image: ImageHash::new(std::array::from_fn(|n| n as u8)),
        width: 1_600,
        height: 900,
        alt: "Una señal".to_owned(),
    }
}

/// A board whose card and persona have what earlier ones did not.
fn pictured() -> BoardSnapshot {
    let mut snapshot = snapshot();
    for card in snapshot.board.journey.cards.values_mut() {
        card.image = Some(picture());
    }
    for persona in snapshot.board.catalogue.personas.values_mut() {
        persona.goals = "Fly".to_owned();
        persona.picture = Some(picture());
    }
    assert!(!snapshot.board.catalogue.personas.is_empty());
    snapshot
}

/// A board with something of everything. It is made of the first so many samples, because those that are added later must
/// not change its frame.
fn snapshot() -> BoardSnapshot {
    let mut board = Board {
        journey: Journey::new(JOURNEY),
        catalogue: Catalogue::default(),
    };
    for change in CatalogueChange::samples().into_iter().take(18) {
        board.apply(&shared::log::Change::Catalogue(change));
    }
    for change in JourneyChange::samples().into_iter().take(22) {
        board.apply(&shared::log::Change::Journey(change));
    }
    let Journey {
        cells,
        emotions,
        cards,
        links,
        steps,
        ..
    } = &board.journey;
    assert!(!links.is_empty() && steps[&STEP].journey.is_some());
    assert!(!cells.is_empty() && !emotions.is_empty() && !cards[&CARD].note.recent.is_empty());
    BoardSnapshot {
        lineage: u64::MAX,
        heads: Heads {
            journey: 128,
            catalogue: 0,
        },
        board,
    }
}

impl Sample for ClientMessage {
    fn samples() -> Vec<Self> {
        vec![push(Vec::new()).into()]
    }

    fn framed(self) -> Frame {
        Frame::Client(self)
    }
}

impl Sample for ServerMessage {
    fn samples() -> Vec<Self> {
        let outcome = Outcome::Accepted { seq: 3 };
        let snapshot = snapshot();
        let view = CatalogueView {
            lineage: snapshot.lineage,
            seq: 4,
            catalogue: snapshot.board.catalogue,
        };
        vec![
            reply(outcome.clone()).into(),
            Update::Tail(Tail::default()).into(),
            CatalogueReply { outcome, view }.into(),
        ]
    }

    fn framed(self) -> Frame {
        Frame::Server(self)
    }
}

fn reply(outcome: Outcome) -> PushReply {
    let update = Update::Tail(Tail::default());
    PushReply { outcome, update }
}

macro_rules! samples {
    ($($enum:ident: |$value:ident| $framed:expr => [$($sample:expr),* $(,)?];)*) => {$(
        impl Sample for $enum {
            fn samples() -> Vec<Self> {
                use $enum::*;
                vec![$($sample),*]
            }

            fn framed(self) -> Frame {
                let $value = self;
                $framed.framed()
            }
        }
    )*};
}

samples! {
    Outcome: |outcome| ServerMessage::PushReply(reply(outcome)) => [
        Accepted { seq: u64::MAX },
        Rejected { intent: None, rejection: Rejection::Forbidden },
        Rejected { intent: Some(300), rejection: Rejection::EmptyTitle },
    ];
    Update: |update| ServerMessage::Update(update) => [
        Tail(shared::api::Tail::default()),
        Snapshot(Box::new(snapshot())),
        Snapshot(Box::new(pictured())),
    ];
    Intent: |intent| ClientMessage::Push(push(vec![intent])) => [
        Catalogue(CatalogueIntent::AddChannel { id: CHANNEL, name: "Web".into() }),
        Journey(JourneyIntent::SetLineOfVisibility { below: None }),
    ];
    JourneyIntent: |intent| Intent::Journey(intent) => [
        SetScope { field: ScopeField::Title("To the gate".into()) },
        AddStage { id: STAGE, title: "Señal".into(), after: None },
        AddStep { id: STEP, stage: STAGE, title: String::new(), after: Some(StepId::new(id(0x15))) },
        AddLane { id: LANE, kind: LaneKind::Pains, title: Some("Pains".into()), department: Some(DEPARTMENT), after: None },
        AddLane { id: LANE, kind: LaneKind::Free, title: None, department: None, after: Some(LaneId::new(id(0x16))) },
        AddCard {
            id: CARD, cell: CELL, after: None, title: "A queue".into(), evidence: Evidence::Measured,
            touchpoint: Some(TOUCHPOINT), department: None,
        },
        Rename { node: Node::Step(STEP), title: "🛫".into() },
        MoveStage { stage: STAGE, after: None },
        MoveStep { step: STEP, stage: STAGE, after: None },
        MoveLane { lane: LANE, after: Some(LaneId::new(id(0x16))) },
        MoveCards { cards: vec![CARD, CardId::new(id(0x17))], cell: CELL, after: None },
        SetLaneDepartment { lane: LANE, department: Some(DEPARTMENT) },
        SetCard { card: CARD, field: CardField::Touchpoint(None) },
        SetNote { card: CARD, base: 16_384, text: "One\nTwo".into() },
        SetEmotion { persona: PERSONA, step: STEP, emotion: Emotion::new(-200) },
        SetEmotion { persona: PERSONA, step: STEP, emotion: None },
        SetLineOfVisibility { below: Some(LANE) },
        Delete { nodes: vec![] },
        Restore { nodes: Node::samples() },
        Duplicate { copy: CopyId::new(id(0x18)), nodes: vec![Node::Stage(STAGE)] },
        EditNote { card: CARD, id: EDIT, base: 1, edit: edit() },
        AddLink {
            id: LINK, kind: LinkKind::Cause(Certainty::Confirmed), from: Node::Card(CARD),
            to: Node::Card(CardId::new(id(0x17))), title: "Few trays".into(),
        },
        SetLink { link: LINK, kind: LinkKind::Way },
        SetLaneContent { lane: LANE, content: Content::Rating },
        SetStep { step: STEP, field: StepField::Journey(Some(DETAIL)) },
    ];
    CatalogueIntent: |intent| Intent::Catalogue(intent) => [
        AddTouchpoint {
            id: TOUCHPOINT, name: "Signs".into(), key: Some("signs".into()), channel: Some(CHANNEL),
            department: None, moment_of_truth: true,
        },
        AddPersona { id: PERSONA, name: "Traveller".into(), summary: "Flies".into() },
        AddDepartment { id: DEPARTMENT, name: DepartmentName::Standard(StandardDepartment::Stores) },
        AddBrand { id: BRAND, name: "Airline".into(), family: Some(FAMILY) },
        AddFamily { id: FAMILY, name: "Group".into() },
        AddChannel { id: CHANNEL, name: "Web".into() },
        AddCampaign {
            id: CAMPAIGN, name: "Summer".into(), brand: None, first_day: Some("2026-06-01".into()), last_day: None,
        },
        Rename { entry: EntryId::Channel(CHANNEL), name: "App".into() },
        NameDepartment { department: DEPARTMENT, name: DepartmentName::Own("Ramp".into()) },
        SetTouchpoint { touchpoint: TOUCHPOINT, field: TouchpointField::MomentOfTruth(false) },
        SetPersonaSummary { persona: PERSONA, summary: String::new() },
        SetBrandFamily { brand: BRAND, family: None },
        SetCampaign { campaign: CAMPAIGN, field: CampaignField::LastDay(None) },
        Retire { entry: EntryId::Brand(BRAND) },
        Reinstate { entry: EntryId::Touchpoint(TOUCHPOINT) },
        SetPersonaFilter { persona: PERSONA, filter: Filter::one("segment", "daily") },
        AddEvent {
            id: EVENT, name: "One supplier".into(), kind: EventKind::SupplierChange, day: Some("2026-03-03".into()),
            note: String::new(),
        },
        SetEvent { event: EVENT, field: EventField::Kind(EventKind::Other) },
        SetPersona { persona: PERSONA, field: PersonaField::Goals("Fly\nSleep".into()) },
    ];
    JourneyChange: |change| Update::Tail(Tail { catalogue: vec![], journey: vec![entry(change)] }) => [
        ScopeSet { field: ScopeField::Personas(vec![PERSONA]) },
        StageAdded { id: STAGE, title: "Signs".into(), after: None },
        StepAdded { id: STEP, stage: STAGE, title: "Read them".into(), after: None },
        LaneAdded { id: LANE, kind: LaneKind::Pains, title: None, department: Some(DEPARTMENT), after: None },
        CardAdded {
            id: CARD, cell: CELL, after: None, title: "A queue".into(), evidence: Evidence::Qualitative,
            touchpoint: None, department: Some(DEPARTMENT),
        },
        Renamed { node: Node::Lane(LANE), title: "Pains".into() },
        StageMoved { stage: STAGE, after: None },
        StepMoved { step: STEP, stage: STAGE, after: None },
        LaneMoved { lane: LANE, after: None },
        CardMoved { card: CARD, cell: CELL, after: None },
        LaneDepartmentSet { lane: LANE, department: None },
        CardSet { card: CARD, field: CardField::Evidence(Evidence::Measured) },
        NoteSet { card: CARD, text: "Forty minutes".into() },
        EmotionSet { persona: PERSONA, step: STEP, emotion: Emotion::new(150) },
        LineOfVisibilitySet { below: Some(LANE) },
        Hidden { nodes: Node::samples() },
        Shown { nodes: vec![Node::Stage(STAGE)] },
        NoteEdited { card: CARD, id: EDIT, edit: edit() },
        LinkAdded {
            id: LINK, kind: LinkKind::Way, from: Node::Card(CARD), to: Node::Step(STEP), title: String::new(),
        },
        LinkSet { link: LINK, kind: LinkKind::Cause(Certainty::Hypothesis) },
        LaneContentSet { lane: LANE, content: Content::Tag },
        StepSet { step: STEP, field: StepField::Journey(Some(DETAIL)) },
    ];
    CatalogueChange: |change| Update::Tail(Tail { catalogue: vec![entry(change)], journey: vec![] }) => [
        TouchpointAdded {
            id: TOUCHPOINT, name: "Signs".into(), key: None, channel: Some(CHANNEL), department: Some(DEPARTMENT),
            moment_of_truth: false,
        },
        PersonaAdded { id: PERSONA, name: "Traveller".into(), summary: String::new() },
        DepartmentAdded { id: DEPARTMENT, name: DepartmentName::Own("Ramp".into()) },
        BrandAdded { id: BRAND, name: "Airline".into(), family: None },
        FamilyAdded { id: FAMILY, name: "Group".into() },
        ChannelAdded { id: CHANNEL, name: "Web".into() },
        CampaignAdded { id: CAMPAIGN, name: "Summer".into(), brand: Some(BRAND), first_day: None, last_day: None },
        Renamed { entry: EntryId::Family(FAMILY), name: "Alliance".into() },
        DepartmentNamed { department: DEPARTMENT, name: DepartmentName::Standard(StandardDepartment::Operations) },
        TouchpointSet { touchpoint: TOUCHPOINT, field: TouchpointField::Key(Some("signs".into())) },
        PersonaSummarySet { persona: PERSONA, summary: "Flies".into() },
        BrandFamilySet { brand: BRAND, family: Some(FAMILY) },
        CampaignSet { campaign: CAMPAIGN, field: CampaignField::FirstDay(Some("2026-06-01".into())) },
        Retired { entry: EntryId::Campaign(CAMPAIGN) },
        Reinstated { entry: EntryId::Campaign(CAMPAIGN) },
        PersonaFilterSet { persona: PERSONA, filter: Filter::one("segment", "daily") },
        EventAdded { id: EVENT, name: "App 2".into(), kind: EventKind::Release, day: None, note: "In stores".into() },
        EventSet { event: EVENT, field: EventField::Note("In both stores".into()) },
        PersonaSet { persona: PERSONA, field: PersonaField::Description("Flies often".into()) },
    ];
    Rejection: |rejection| Outcome::Rejected { intent: Some(0), rejection } => [
        Forbidden,
        Missing { what: shared::log::Missing::Journey(JOURNEY) },
        Deleted { node: Node::Card(CARD) },
        Retired { entry: EntryId::Touchpoint(TOUCHPOINT) },
        IdUsed { id: CARD.to_string() },
        OverLimit { limit: Limit::Cards, actual: 20_001 },
        EmptyTitle,
        ControlCharacters,
        NotThere { after: Node::Step(STEP) },
        WrongLane { lane: Node::Lane(LANE) },
        LaneExists,
        PersonaNotInScope,
        StaleNote { node: Node::Card(CARD), revision: 2 },
        BadSelection,
        BadDay { day: "2026-02-30".into() },
        Gap { expected: 4, got: 6 },
        AheadOfLog { head: 1 },
        EditMisfits { node: Node::Card(CARD), length: 13 },
        BadDimension { dimension: "Segment".into() },
        BadLink { from: Node::Step(STEP), to: Node::Card(CARD) },
        LinkExists { node: Node::Link(LINK) },
        WrongContent { content: Content::Number },
        BadMetric,
        OwnJourney,
        BadPicture,
    ];
    TextSpan: |span| JourneyIntent::EditNote {
        card: CARD, id: EDIT, base: 0, edit: TextEdit::try_from(vec![span]).unwrap(),
    } => [Keep(128), Insert("ñ".into()), Delete(1)];
    Missing: |what| Rejection::Missing { what } => [
        Journey(JOURNEY),
        Node(shared::journey::Node::Stage(STAGE)),
        Entry(EntryId::Persona(PERSONA)),
    ];
    Limit: |limit| Rejection::OverLimit { limit, actual: u32::MAX } => [
        TitleChars, TextChars, Stages, Steps, Lanes, Cards, CatalogueEntries, Personas, Selection, Intents,
        FilterValues, Links, Tags, TagChars,
    ];
    Node: |node| Rejection::Deleted { node } => [Stage(STAGE), Step(STEP), Lane(LANE), Card(CARD), Link(LINK)];
    EntryId: |entry| Rejection::Retired { entry } => [
        Touchpoint(TOUCHPOINT), Persona(PERSONA), Department(DEPARTMENT), Brand(BRAND), Family(FAMILY),
        Channel(CHANNEL), Campaign(CAMPAIGN), Event(EVENT),
    ];
    ScopeField: |field| JourneyIntent::SetScope { field } => [
        Title("a".into()), Scenario("b".into()), Start("c".into()), End("d".into()), Goal("e".into()),
        Kind(JourneyKind::ToBe), Personas(vec![PERSONA, PersonaId::new(id(0x19))]), Brand(Some(BRAND)), Department(None),
        Tags(vec!["airport".into(), "2026".into()]), Review(Some(Date::from_days(20_500).unwrap())), Archived(true),
        Parent(Some(DETAIL)), Counterpart(None),
    ];
    StepField: |field| JourneyIntent::SetStep { step: STEP, field } => [Journey(None), Journey(Some(DETAIL))];
    CardField: |field| JourneyIntent::SetCard { card: CARD, field } => [
        Evidence(shared::journey::Evidence::Qualitative), Department(Some(DEPARTMENT)), Touchpoint(Some(TOUCHPOINT)),
        Metric(None), Metric(Some("on_time".into())), Image(None), Image(Some(picture())),
    ];
    LinkKind: |kind| JourneyIntent::SetLink { link: LINK, kind } => [Cause(Certainty::Hypothesis), Way];
    Certainty: |certainty| LinkKind::Cause(certainty) => [Hypothesis, Confirmed];
    Content: |content| JourneyIntent::SetLaneContent { lane: LANE, content } => [Text, Number, Tag, Rating];
    TouchpointField: |field| CatalogueIntent::SetTouchpoint { touchpoint: TOUCHPOINT, field } => [
        Key(None), Key(Some("signs".into())), Channel(Some(CHANNEL)), Department(None), MomentOfTruth(true),
    ];
    PersonaField: |field| CatalogueIntent::SetPersona { persona: PERSONA, field } => [
        Description(String::new()), Goals("Fly".into()), Expectations("On time".into()), Picture(None),
        Picture(Some(picture())),
    ];
    CampaignField: |field| CatalogueIntent::SetCampaign { campaign: CAMPAIGN, field } => [
        Brand(None), FirstDay(None), LastDay(Some("2026-08-31".into())),
    ];
    EventField: |field| CatalogueIntent::SetEvent { event: EVENT, field } => [
        Kind(EventKind::Release), Day(None), Day(Some("2026-03-03".into())), Note("Soles".into()),
    ];
    EventKind: |kind| CatalogueIntent::SetEvent { event: EVENT, field: EventField::Kind(kind) } => [
        Release, SupplierChange, Other,
    ];
    DepartmentName: |name| CatalogueIntent::AddDepartment { id: DEPARTMENT, name } => [
        Standard(StandardDepartment::Marketing), Own("Ramp".into()),
    ];
    StandardDepartment: |name| DepartmentName::Standard(name) => [
        Marketing, Sales, Operations, Purchasing, Quality, Logistics, Service, People, Product, Digital, Stores,
    ];
    LaneKind: |kind| JourneyIntent::AddLane { id: LANE, kind, title: None, department: None, after: None } => [
        Touchpoints, Emotion, Doing, Thinking, Expecting, Promise, Friction, Pains, Opportunities, Actions, Backstage,
        Notes, Free, Reality, Images,
    ];
    JourneyKind: |kind| ScopeField::Kind(kind) => [AsIs, ToBe];
    Evidence: |evidence| CardField::Evidence(evidence) => [Assumption, Qualitative, Measured];
}
