//! Every difference of the list has one place that it leads to.

use shared::{
    catalogue::Catalogue,
    id::{JourneyId, StageId, StepId},
    journey::{Content, Journey, Lane, Link, LinkKind, Stage, Step, compare::compare},
};
use uuid::Uuid;

use super::*;

const fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn stage(journey: &mut Journey, n: u128, steps: &[u128]) {
    let own = StageId::new(id(n));
    let step_order = steps.iter().map(|n| StepId::new(id(*n))).collect();
    for step in steps {
        let step_of = Step {
            title: format!("Step {step}"),
            stage: own,
            hidden: false,
            journey: None,
        };
        journey.steps.insert(StepId::new(id(*step)), step_of);
    }
    let stage = Stage {
        title: format!("Stage {n}"),
        step_order,
        hidden: false,
    };
    journey.stages.insert(own, stage);
    journey.stage_order.push(own);
}

fn lane(journey: &mut Journey, n: u128, kind: LaneKind, title: &str) {
    let lane = Lane {
        kind,
        title: Some(title.to_owned()),
        department: None,
        hidden: false,
        content: Content::Text,
    };
    journey.lanes.insert(LaneId::new(id(n)), lane);
    journey.lane_order.push(LaneId::new(id(n)));
}

fn side(make: impl Fn(&mut Journey)) -> Side {
    let mut journey = Journey::new(JourneyId::new(id(1)));
    make(&mut journey);
    let board = Board {
        journey,
        catalogue: Catalogue::default(),
    };
    (board, None)
}

#[test]
fn what_has_no_place_on_the_board_is_told_below_it_and_nothing_has_two_places() {
    let left = side(|journey| {
        stage(journey, 10, &[11, 12, 13]);
        lane(journey, 30, LaneKind::Reality, "Figures");
    });
    let right = side(|journey| {
        // A stage without steps, the lane of metrics called otherwise, a stage between the steps of another, a way.
        stage(journey, 10, &[11, 13]);
        stage(journey, 20, &[]);
        stage(journey, 40, &[12]);
        lane(journey, 30, LaneKind::Reality, "What is so");
        let step = |n| Node::Step(StepId::new(id(n)));
        let link = Link {
            kind: LinkKind::Way,
            from: step(11),
            to: step(13),
            title: String::new(),
            hidden: false,
        };
        journey.links.insert(shared::id::LinkId::new(id(50)), link);
    });
    let comparison = compare(&left.0, &right.0);
    assert!(comparison.differences.len() >= 4, "{comparison:?}");
    let drawn = board(Lang::En, &left, &right, &comparison);
    for at in 0..comparison.differences.len() {
        let place = format!("id=\"d-{at}\"");
        assert_eq!(drawn.matches(&place).count(), 1, "difference {at}: {drawn}");
    }
    let list = tell::list(Lang::En, &left.0, &right.0, &comparison);
    for name in ["Stage 20", "What is so"] {
        assert!(list.contains(name) && drawn.contains(name), "{name}");
    }
}
