//! A small board that the tests start from, and short ways to wish something of it.

use shared::{
    access::{Actor, Role},
    catalogue::{self, Catalogue, CatalogueIntent},
    id::{
        ActorId, BrandId, CampaignId, CardId, JourneyId, LaneId, PersonaId, StageId, StepId,
        TouchpointId,
    },
    journey::{self, Cell, Evidence, Journey, JourneyIntent, LaneKind, Node, ScopeField, Template},
    locale::Lang,
    log::{Board, Context, Decided, Intent, Refused, Rejection, Timestamp, decide_push},
};
use uuid::Uuid;

pub(crate) fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub(crate) fn owner() -> Actor {
    Actor::new(ActorId::new(uuid(0xac)), Role::LocalOwner)
}

pub(crate) fn context() -> Context {
    Context {
        actor: owner(),
        at: Timestamp(1_760_000_000_000),
    }
}

/// Ids 1000, 1001, …
pub(crate) fn counter(from: u128) -> impl FnMut() -> Uuid {
    let mut next = from;
    move || {
        next += 1;
        uuid(next - 1)
    }
}

pub(crate) const BOARDING_PASS: TouchpointId = TouchpointId::new(Uuid::from_u128(1));
pub(crate) const SECURITY: TouchpointId = TouchpointId::new(Uuid::from_u128(2));
pub(crate) const COMMUTER: PersonaId = PersonaId::new(Uuid::from_u128(3));
pub(crate) const BRAND: BrandId = BrandId::new(Uuid::from_u128(5));
pub(crate) const FAMILY: PersonaId = PersonaId::new(Uuid::from_u128(4));

/// A blank journey with a title and a persona, two touchpoints and two personas in its catalogue.
pub(crate) fn board() -> Board {
    let mut board = empty();
    let mut intents: Vec<Intent> = catalogue::start(Lang::En, counter(2000))
        .into_iter()
        .map(Intent::Catalogue)
        .collect();
    let touchpoint = |id, name: &str| {
        Intent::Catalogue(CatalogueIntent::AddTouchpoint {
            id,
            name: name.to_owned(),
            key: None,
            channel: None,
            department: None,
            moment_of_truth: false,
        })
    };
    let persona = |id, name: &str| {
        let (name, summary) = (name.to_owned(), String::new());
        Intent::Catalogue(CatalogueIntent::AddPersona { id, name, summary })
    };
    intents.extend([
        touchpoint(BOARDING_PASS, "Boarding pass"),
        touchpoint(SECURITY, "Security"),
        persona(COMMUTER, "Commuter"),
        persona(FAMILY, "Family"),
        Intent::Catalogue(CatalogueIntent::AddBrand {
            id: BRAND,
            name: "Airline".to_owned(),
            family: None,
        }),
        Intent::Catalogue(CatalogueIntent::AddCampaign {
            id: CampaignId::new(uuid(6)),
            name: "Summer".to_owned(),
            brand: Some(BRAND),
            first_day: Some("2026-06-01".to_owned()),
            last_day: None,
        }),
    ]);
    let start = journey::start::intents(Template::Blank, Lang::En, counter(1000));
    intents.extend(start.into_iter().map(Intent::Journey));
    for field in [
        ScopeField::Title("To the gate".into()),
        ScopeField::Personas(vec![COMMUTER]),
    ] {
        intents.push(Intent::Journey(JourneyIntent::SetScope { field }));
    }
    decide_push(&mut board, &context(), &intents).unwrap();
    board
}

pub(crate) fn empty() -> Board {
    let journey = Journey::new(JourneyId::new(uuid(0xb0a)));
    Board {
        journey,
        catalogue: Catalogue::default(),
    }
}

pub(crate) fn stages(board: &Board) -> Vec<StageId> {
    board.journey.visible_stages().map(|(id, _)| id).collect()
}

pub(crate) fn steps(board: &Board) -> Vec<StepId> {
    board.journey.columns().map(|column| column.step).collect()
}

pub(crate) fn lane(board: &Board, kind: LaneKind) -> LaneId {
    board.journey.lane_of_kind(kind).unwrap()
}

pub(crate) fn cell(board: &Board, step: usize, kind: LaneKind) -> Cell {
    Cell {
        step: steps(board)[step],
        lane: lane(board, kind),
    }
}

pub(crate) fn cards(board: &Board, cell: Cell) -> Vec<CardId> {
    board
        .journey
        .visible_cards(cell)
        .map(|(id, _)| id)
        .collect()
}

pub(crate) fn add_card(id: u128, cell: Cell, after: Option<u128>, title: &str) -> JourneyIntent {
    JourneyIntent::AddCard {
        id: card(id),
        cell,
        after: after.map(card),
        title: title.to_owned(),
        evidence: Evidence::Assumption,
        touchpoint: None,
        department: None,
    }
}

pub(crate) fn place(id: u128, cell: Cell, touchpoint: TouchpointId) -> JourneyIntent {
    JourneyIntent::AddCard {
        id: card(id),
        cell,
        after: None,
        title: String::new(),
        evidence: Evidence::Measured,
        touchpoint: Some(touchpoint),
        department: None,
    }
}

pub(crate) fn card(id: u128) -> CardId {
    CardId::new(uuid(id))
}

pub(crate) fn delete(nodes: &[Node]) -> JourneyIntent {
    JourneyIntent::Delete {
        nodes: nodes.to_vec(),
    }
}

pub(crate) fn restore(nodes: &[Node]) -> JourneyIntent {
    JourneyIntent::Restore {
        nodes: nodes.to_vec(),
    }
}

pub(crate) fn push(board: &mut Board, intents: &[Intent]) -> Result<Decided, Refused> {
    decide_push(board, &context(), intents)
}

/// One wish about the journey, as a push.
pub(crate) fn wish(board: &mut Board, intent: JourneyIntent) -> Result<Decided, Rejection> {
    push(board, &[Intent::Journey(intent)]).map_err(|(_, rejection)| rejection)
}

/// One wish about the catalogue, as a push.
pub(crate) fn wish_catalogue(
    board: &mut Board,
    intent: CatalogueIntent,
) -> Result<Decided, Rejection> {
    push(board, &[Intent::Catalogue(intent)]).map_err(|(_, rejection)| rejection)
}

/// Wishes that have to be granted.
pub(crate) fn does(board: &mut Board, intents: impl IntoIterator<Item = JourneyIntent>) -> Decided {
    let intents: Vec<Intent> = intents.into_iter().map(Intent::Journey).collect();
    push(board, &intents).unwrap()
}
