//! What taking something on promises.

use uuid::Uuid;

use super::*;
use crate::{
    access::{Actor, Role},
    id::ActorId,
    log::{Context, Rejection, from_stored, to_stored},
};

const TODAY: &str = "2026-06-01";
const NOW: Timestamp = Timestamp(1_780_000_000_000);

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn id(number: u128) -> ActionId {
    ActionId::new(Uuid::from_u128(number))
}

fn touchpoint(number: u128) -> TouchpointId {
    TouchpointId::new(Uuid::from_u128(number))
}

fn plan(problem: &str) -> Plan {
    Plan {
        problem: problem.to_owned(),
        kind: ActionKind::Correction,
        step: String::new(),
        scope: String::new(),
        touchpoint: Some(touchpoint(1)),
        journey: None,
        due: Some(day("2026-06-14")),
        metric: Some("csat".to_owned()),
        check: None,
    }
}

fn add(number: u128, assigned: Option<&str>) -> ActionIntent {
    ActionIntent::Add {
        id: id(number),
        plan: plan("The queue is long"),
        assigned: assigned.map(str::to_owned),
    }
}

fn as_role(
    actions: &Actions,
    role: Role,
    intent: &ActionIntent,
) -> Result<Option<ActionChange>, ActionError> {
    let context = Context {
        actor: Actor::new(ActorId::new(Uuid::from_u128(7)), role),
        at: NOW,
    };
    let interval = crate::interval::wilson(48.0, 80.0, Level::P95).unwrap();
    let baseline = measured(actions, intent).map(|of| Baseline {
        of,
        version: 1,
        reading: Some(Reading::new(0.6, interval, 80)),
        withheld: false,
    });
    let facts = Facts {
        today: day(TODAY),
        touchpoint: &|id| id == touchpoint(1) || id == touchpoint(2),
        journey: &|_| false,
        metric: &|key| key == "csat" || key == "nps",
        baseline: baseline.as_ref(),
    };
    decide(actions, &context, &facts, intent)
}

/// Decides and applies; the change, if there was one.
fn push(actions: &mut Actions, intent: &ActionIntent) -> Result<Option<ActionChange>, ActionError> {
    let change = as_role(actions, Role::LocalOwner, intent)?;
    if let Some(change) = &change {
        apply(actions, change);
    }
    Ok(change)
}

fn accept(name: &str) -> ActionIntent {
    ActionIntent::Accept {
        action: id(1),
        name: name.to_owned(),
    }
}

fn assign(name: Option<&str>) -> ActionIntent {
    ActionIntent::Assign {
        action: id(1),
        name: name.map(str::to_owned),
    }
}

fn implement(on: &str, check: Option<&str>) -> ActionIntent {
    ActionIntent::Implement {
        action: id(1),
        on: day(on),
        check: check.map(day),
    }
}

fn state(actions: &Actions, outcome: Option<Outcome>, today: &str) -> ActionState {
    ActionState::of(&actions.actions[&id(1)], outcome, day(today))
}

#[test]
fn who_is_asked_has_not_accepted_and_who_is_asked_next_has_not_either() {
    let mut actions = Actions::default();
    push(&mut actions, &add(1, Some(" Ana "))).unwrap();
    let reply = |actions: &Actions| {
        let assigned = actions.actions[&id(1)].assigned.clone();
        assigned.map(|assigned| (assigned.name, assigned.reply))
    };
    assert_eq!(reply(&actions), Some(("Ana".to_owned(), Reply::Waiting)));
    assert_eq!(state(&actions, None, TODAY), ActionState::Waiting);
    assert_eq!(
        push(&mut actions, &accept("Ben")),
        Err(ActionError::NotAsked)
    );
    push(&mut actions, &accept("Ana")).unwrap();
    assert_eq!(
        reply(&actions),
        Some(("Ana".to_owned(), Reply::Accepted { at: NOW }))
    );
    assert_eq!(state(&actions, None, TODAY), ActionState::Open);
    // Again: everything is so already.
    assert_eq!(push(&mut actions, &accept("Ana")), Ok(None));
    assert_eq!(push(&mut actions, &assign(Some("Ana"))), Ok(None));
    push(&mut actions, &assign(Some("Ben"))).unwrap();
    assert_eq!(reply(&actions), Some(("Ben".to_owned(), Reply::Waiting)));
    push(&mut actions, &assign(Some("  "))).unwrap();
    assert_eq!(reply(&actions), None);
    assert_eq!(
        push(&mut actions, &accept("Ben")),
        Err(ActionError::NotAsked)
    );
}

#[test]
fn an_action_is_overdue_the_day_after_it_is_due_until_it_is_done() {
    let mut actions = Actions::default();
    push(&mut actions, &add(1, None)).unwrap();
    assert_eq!(state(&actions, None, "2026-06-14"), ActionState::Open);
    assert_eq!(state(&actions, None, "2026-06-15"), ActionState::Overdue);
    push(&mut actions, &implement("2026-05-30", None)).unwrap();
    let early = Some(Outcome::TooEarly);
    assert_eq!(
        state(&actions, early, "2026-06-15"),
        ActionState::Implemented
    );
    let told = Some(Outcome::CannotTell);
    assert_eq!(state(&actions, told, "2026-08-01"), ActionState::Checked);
    push(&mut actions, &ActionIntent::Reopen { action: id(1) }).unwrap();
    assert_eq!(state(&actions, None, "2026-06-15"), ActionState::Overdue);
}

#[test]
fn what_is_measured_before_is_as_long_as_what_is_looked_at_after() {
    let mut actions = Actions::default();
    push(&mut actions, &add(1, None)).unwrap();
    let days = |on, check| {
        let of = measured(&actions, &implement(on, check)).unwrap();
        (of.from.to_string(), of.to.to_string())
    };
    let from_to = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    // 1 May and the thirty days to the 30th; the thirty before are 1 to 30 April.
    assert_eq!(
        days("2026-05-01", Some("2026-05-30")),
        from_to("2026-04-01", "2026-04-30")
    );
    // Nobody said: four weeks later, 29 days with both ends.
    assert_eq!(
        days("2026-05-01", None),
        from_to("2026-04-02", "2026-04-30")
    );
    // At least a week, at most a leap year.
    assert_eq!(
        days("2026-05-08", Some("2026-05-09")),
        from_to("2026-05-01", "2026-05-07")
    );
    assert_eq!(
        days("2025-01-01", Some("2027-01-01")),
        from_to("2024-01-01", "2024-12-31")
    );
}

#[test]
fn the_baseline_is_frozen_when_it_is_done_and_anew_only_for_another_metric_or_touchpoint() {
    let mut actions = Actions::default();
    push(&mut actions, &add(1, None)).unwrap();
    push(&mut actions, &implement("2026-05-01", Some("2026-05-30"))).unwrap();
    let done = |actions: &Actions| actions.actions[&id(1)].implemented.clone().unwrap();
    let frozen = done(&actions).baseline.unwrap();
    assert_eq!(frozen.of.metric, "csat");
    assert_eq!(frozen.reading.unwrap().n, 80);
    assert_eq!(actions.actions[&id(1)].plan.check, Some(day("2026-05-30")));

    let rewritten = |plan: Plan| ActionIntent::Rewrite {
        action: id(1),
        plan,
    };
    let later = Plan {
        check: Some(day("2026-07-30")),
        scope: "The north".to_owned(),
        ..plan("The queue is long")
    };
    assert_eq!(measured(&actions, &rewritten(later.clone())), None);
    push(&mut actions, &rewritten(later.clone())).unwrap();
    assert_eq!(done(&actions).baseline, Some(frozen));
    let other = Plan {
        metric: Some("nps".to_owned()),
        ..later.clone()
    };
    push(&mut actions, &rewritten(other)).unwrap();
    assert_eq!(done(&actions).baseline.unwrap().of.metric, "nps");
    let none = Plan {
        metric: None,
        ..later
    };
    push(&mut actions, &rewritten(none)).unwrap();
    assert_eq!(done(&actions).baseline, None);
}

#[test]
fn what_may_not_be_says_why_and_changes_nothing() {
    let mut actions = Actions::default();
    push(&mut actions, &add(1, Some("Ana"))).unwrap();
    push(&mut actions, &add(2, None)).unwrap();
    push(&mut actions, &ActionIntent::Retire { action: id(2) }).unwrap();
    let before = actions.clone();
    let with = |plan: Plan| ActionIntent::Add {
        id: id(3),
        plan,
        assigned: None,
    };
    let text = |field, why| ActionError::Text { field, why };
    let long = "ñ".repeat(501);
    let over = Rejection::OverLimit {
        limit: crate::log::Limit::TitleChars,
        actual: 501,
    };
    for (intent, error) in [
        (add(1, None), ActionError::IdUsed),
        (add(2, None), ActionError::IdUsed),
        (with(plan(" ")), text(Field::Problem, Rejection::EmptyTitle)),
        (
            with(Plan {
                step: long.clone(),
                ..plan("Long")
            }),
            text(Field::Step, over.clone()),
        ),
        (
            with(Plan {
                scope: "a\u{7}".to_owned(),
                ..plan("Bell")
            }),
            text(Field::Scope, Rejection::ControlCharacters),
        ),
        (assign(Some(&long)), text(Field::Name, over)),
        (
            with(Plan {
                touchpoint: Some(touchpoint(9)),
                ..plan("Nowhere")
            }),
            ActionError::Unknown(Field::Touchpoint),
        ),
        (
            with(Plan {
                metric: Some("karma".to_owned()),
                ..plan("Karma")
            }),
            ActionError::Unknown(Field::Metric),
        ),
        (
            with(Plan {
                journey: Some(JourneyId::new(Uuid::nil())),
                ..plan("Lost")
            }),
            ActionError::Unknown(Field::Journey),
        ),
        (implement("2026-06-02", None), ActionError::StillToCome),
        (
            implement("2026-05-02", Some("2026-05-02")),
            ActionError::CheckFirst,
        ),
        (ActionIntent::Retire { action: id(2) }, ActionError::Missing),
        (ActionIntent::Reopen { action: id(9) }, ActionError::Missing),
    ] {
        assert_eq!(push(&mut actions, &intent), Err(error), "{intent:?}");
    }
    assert_eq!(
        as_role(&actions, Role::Nobody, &add(3, None)),
        Err(ActionError::Forbidden)
    );
    assert_eq!(actions, before);
}

#[test]
fn there_is_a_limit() {
    let mut actions = Actions::default();
    let one = Action {
        plan: plan("One of many"),
        assigned: None,
        implemented: None,
        added: NOW,
        retired: true,
    };
    let many = 10..10 + MOST_ACTIONS as u128;
    actions.actions = many.map(|number| (id(number), one.clone())).collect();
    assert_eq!(push(&mut actions, &add(1, None)), Err(ActionError::TooMany));
}

#[test]
fn only_what_was_done_within_the_days_has_touched_a_touchpoint_also_when_it_is_no_longer_shown() {
    let mut actions = Actions::default();
    push(&mut actions, &add(1, None)).unwrap();
    let days = (day("2026-04-01"), day("2026-05-30"));
    assert!(!actions.touched(touchpoint(1), days));
    push(&mut actions, &implement("2026-05-30", None)).unwrap();
    push(&mut actions, &ActionIntent::Retire { action: id(1) }).unwrap();
    assert!(actions.touched(touchpoint(1), days));
    assert!(!actions.touched(touchpoint(2), days));
    assert!(!actions.touched(touchpoint(1), (days.0, day("2026-05-29"))));
}

#[test]
fn changes_are_kept_as_versioned_objects_and_come_back_to_the_last_bit() {
    let mut actions = Actions::default();
    let added = push(&mut actions, &add(1, Some("Ana"))).unwrap().unwrap();
    let done = implement("2026-05-01", Some("2026-05-30"));
    let done = push(&mut actions, &done).unwrap().unwrap();
    for change in [added, done] {
        let kept = to_stored(&change).unwrap();
        assert_eq!(from_stored::<ActionChange>(&kept).unwrap(), change);
    }
    let kept = to_stored(&ActionChange::Retired { action: id(1) }).unwrap();
    assert_eq!(
        kept,
        r#"{"type":"retired","version":1,"action":"00000000-0000-0000-0000-000000000001"}"#
    );
}
