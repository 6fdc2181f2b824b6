//! What the fuzz targets share: a small board to work on, and intents that mostly refer to what is there.
//!
//! A target fails by panicking; `assert!` is how it says what must hold.

mod wish;

use shared::{
    access::{Actor, Role},
    api::BoardSnapshot,
    catalogue::{self, Catalogue, CatalogueIntent},
    id::{ActorId, JourneyId, PersonaId, TouchpointId},
    journey::{self, Journey, JourneyIntent, ScopeField, Template},
    locale::Lang,
    log::{Board, Context, Heads, Intent, Timestamp, decide_push},
};
use uuid::Uuid;

pub use wish::wishes;

/// The owner.
pub fn actor() -> Actor {
    Actor {
        id: ActorId::new(Uuid::from_u128(1)),
        role: Role::LocalOwner,
    }
}

/// The owner, at some moment.
pub fn context() -> Context {
    Context {
        actor: actor(),
        at: Timestamp(1_700_000_000_000),
    }
}

/// A board as a template starts it, with a persona in its scope and a touchpoint. Its ids count up from 100, so that a
/// seed or a mutation can name them.
pub fn board() -> Board {
    let mut last = 99;
    let mut next = || {
        last += 1;
        Uuid::from_u128(last)
    };
    let persona = PersonaId::new(next());
    let mut intents = vec![
        Intent::Catalogue(CatalogueIntent::AddPersona {
            id: persona,
            name: "Traveller".to_owned(),
            summary: String::new(),
        }),
        Intent::Catalogue(CatalogueIntent::AddTouchpoint {
            id: TouchpointId::new(next()),
            name: "Signs".to_owned(),
            key: Some("signs".to_owned()),
            channel: None,
            department: None,
            moment_of_truth: false,
        }),
        Intent::Journey(JourneyIntent::SetScope {
            field: ScopeField::Personas(vec![persona]),
        }),
    ];
    let started = journey::start::intents(Template::Blank, Lang::En, &mut next);
    intents.extend(started.into_iter().map(Intent::Journey));
    intents.extend(catalogue::start(Lang::En, &mut next).into_iter().map(Intent::Catalogue));
    let mut board = Board {
        journey: Journey::new(JourneyId::new(Uuid::from_u128(2))),
        catalogue: Catalogue::default(),
    };
    decide_push(&mut board, &context(), &intents).expect("a template is a sound journey");
    board
}

/// The same as a replica receives it.
pub fn snapshot() -> BoardSnapshot {
    BoardSnapshot {
        lineage: 1,
        heads: Heads { journey: 1, catalogue: 1 },
        board: board(),
    }
}

/// Pushes `intents`, and asserts what every push promises: refused, it changed nothing; accepted, the board is sound,
/// rolls back exactly, and another replica that applies the changes agrees.
pub fn push_and_check(board: &mut Board, intents: &[Intent]) {
    let before = board.clone();
    match decide_push(board, &context(), intents) {
        Err(_) => assert_eq!(*board, before, "a refused push changed something"),
        Ok(decided) => {
            assert_eq!(journey::check(&board.journey, &board.catalogue), Ok(()));
            let mut follower = before.clone();
            for change in &decided.changes {
                follower.apply(change);
            }
            assert_eq!(follower, *board, "deciding and applying disagree");
            follower.rollback_all(decided.priors);
            assert_eq!(follower, before, "rolling back left something");
        }
    }
}
