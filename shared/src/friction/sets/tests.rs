//! What saving settings promises.

use uuid::Uuid;

use super::*;
use crate::{
    access::{Actor, Role},
    friction::Preset,
    id::ActorId,
    log::{Context, Timestamp, from_stored, to_stored},
};

fn context(role: Role) -> Context {
    Context {
        actor: Actor::new(ActorId::new(Uuid::from_u128(7)), role),
        at: Timestamp(0),
    }
}

fn id(number: u128) -> FrictionSetId {
    FrictionSetId::new(Uuid::from_u128(number))
}

/// Decides and applies; the change, if there was one.
fn push(sets: &mut FrictionSets, intent: &SetIntent) -> Result<Option<SetChange>, SetError> {
    let change = decide(sets, &context(Role::LocalOwner), intent)?;
    if let Some(change) = &change {
        apply(sets, change);
    }
    Ok(change)
}

fn add(number: u128, name: &str, preset: Preset) -> SetIntent {
    SetIntent::Add {
        id: id(number),
        name: name.to_owned(),
        settings: preset.of(&Settings::default()),
    }
}

#[test]
fn the_workspace_is_scored_by_the_set_in_use_and_by_the_standard_without_one() {
    let mut sets = FrictionSets::default();
    assert_eq!(sets.standard(), Settings::default());
    push(&mut sets, &add(1, "Effort", Preset::EffortFirst)).unwrap();
    assert_eq!(sets.standard(), Settings::default());
    push(&mut sets, &SetIntent::Use { set: Some(id(1)) }).unwrap();
    assert_eq!(
        Preset::matching(&sets.standard()),
        Some(Preset::EffortFirst)
    );
    push(&mut sets, &SetIntent::Use { set: None }).unwrap();
    assert_eq!(sets.standard(), Settings::default());
}

#[test]
fn a_change_keeps_what_was_before_so_that_the_trail_can_say_it() {
    let mut sets = FrictionSets::default();
    push(&mut sets, &add(1, "Peak", Preset::Balanced)).unwrap();
    let settings = Preset::PromiseFirst.of(&Settings::default());
    let change = SetIntent::Change {
        set: id(1),
        settings: settings.clone(),
    };
    assert_eq!(
        push(&mut sets, &change).unwrap(),
        Some(SetChange::Changed {
            set: id(1),
            before: Preset::Balanced.of(&Settings::default()),
            settings,
        })
    );
    // Again: everything is so already.
    assert_eq!(push(&mut sets, &change).unwrap(), None);
}

#[test]
fn what_may_not_be_says_why_and_changes_nothing() {
    let mut sets = FrictionSets::default();
    push(&mut sets, &add(1, "Peak", Preset::Balanced)).unwrap();
    push(&mut sets, &SetIntent::Use { set: Some(id(1)) }).unwrap();
    let before = sets.clone();
    for (intent, error) in [
        (add(1, "Other", Preset::Balanced), SetError::IdUsed),
        (add(2, " peak ", Preset::Balanced), SetError::NameTaken),
        (
            add(2, " ", Preset::Balanced),
            SetError::Name(Rejection::EmptyTitle),
        ),
        (SetIntent::Retire { set: id(1) }, SetError::InUse),
        (SetIntent::Retire { set: id(9) }, SetError::Missing),
        (SetIntent::Use { set: Some(id(9)) }, SetError::Missing),
    ] {
        assert_eq!(push(&mut sets, &intent), Err(error));
    }
    assert_eq!(
        decide(
            &sets,
            &context(Role::Nobody),
            &add(3, "Third", Preset::Balanced)
        ),
        Err(SetError::Forbidden)
    );
    assert_eq!(sets, before);
}

#[test]
fn a_retired_set_is_gone_but_its_id_stays_used_and_its_name_is_free() {
    let mut sets = FrictionSets::default();
    push(&mut sets, &add(1, "Peak", Preset::Balanced)).unwrap();
    push(&mut sets, &SetIntent::Retire { set: id(1) }).unwrap();
    assert!(sets.offered().is_empty());
    assert_eq!(
        push(&mut sets, &add(1, "Peak", Preset::Balanced)),
        Err(SetError::IdUsed)
    );
    assert!(push(&mut sets, &add(2, "Peak", Preset::Balanced)).is_ok());
}

#[test]
fn there_is_a_limit() {
    let mut sets = FrictionSets::default();
    for number in 0..MOST_SETS as u128 {
        push(
            &mut sets,
            &add(number, &number.to_string(), Preset::Balanced),
        )
        .unwrap();
    }
    let one_more = add(1_000, "One more", Preset::Balanced);
    assert_eq!(push(&mut sets, &one_more), Err(SetError::TooMany));
}

#[test]
fn changes_are_kept_as_versioned_objects_with_settings_in_the_form_of_addresses() {
    let settings: Settings = "delay:1:0.1:0.4".parse().unwrap();
    let change = SetChange::Added {
        id: id(1),
        name: "Peak".to_owned(),
        settings,
    };
    let kept = to_stored(&change).unwrap();
    assert!(
        kept.starts_with(r#"{"type":"added","version":1,"id":"00000000-0000-0000-0000-000000000001","name":"Peak","settings":"effort:0:"#),
        "{kept}"
    );
    assert!(kept.contains("delay:1:0.1:0.4"), "{kept}");
    assert_eq!(from_stored::<SetChange>(&kept).unwrap(), change);
}

const SHOES: TouchpointId = TouchpointId::new(Uuid::from_u128(40));

fn costs(contact: i64) -> Costs {
    Costs {
        currency: "EUR".parse().unwrap(),
        contact: Some(contact),
        r#return: None,
        lost_order: None,
    }
}

#[test]
fn costs_are_agreed_on_taken_back_and_refused_where_they_are_none() {
    let mut sets = FrictionSets::default();
    let set = |costs| SetIntent::SetCosts { costs };
    push(&mut sets, &set(Some(costs(450)))).unwrap();
    assert_eq!(sets.costs, Some(costs(450)));
    let change = push(&mut sets, &set(Some(costs(500)))).unwrap();
    assert_eq!(
        change,
        Some(SetChange::CostsSet {
            before: Some(costs(450)),
            costs: Some(costs(500)),
        })
    );
    assert_eq!(push(&mut sets, &set(Some(costs(500)))), Ok(None));
    assert_eq!(push(&mut sets, &set(Some(costs(0)))), Err(SetError::Costs));
    push(&mut sets, &set(None)).unwrap();
    assert_eq!(sets.costs, None);
}

#[test]
fn an_effort_says_who_and_when_and_can_be_taken_back() {
    let mut sets = FrictionSets::default();
    let set = |effort| SetIntent::SetEffort {
        touchpoint: SHOES,
        effort,
    };
    push(&mut sets, &set(Some(100))).unwrap();
    let said = sets.efforts[&SHOES];
    assert_eq!(said.value, 100);
    assert_eq!(said.by, context(Role::LocalOwner).actor.id);
    assert_eq!(push(&mut sets, &set(Some(100))), Ok(None));
    assert_eq!(push(&mut sets, &set(Some(101))), Err(SetError::Effort));
    let change = push(&mut sets, &set(None)).unwrap();
    assert_eq!(
        change,
        Some(SetChange::EffortSet {
            touchpoint: SHOES,
            before: Some(said),
            effort: None,
        })
    );
    assert!(sets.efforts.is_empty());
}

#[test]
fn what_was_kept_before_there_were_costs_reads_as_none() {
    let sets: FrictionSets = serde_json::from_str(r#"{"sets":{},"default":null}"#).unwrap();
    assert_eq!(sets, FrictionSets::default());
    for change in [
        SetChange::CostsSet {
            before: None,
            costs: Some(costs(1_250)),
        },
        SetChange::EffortSet {
            touchpoint: SHOES,
            before: None,
            effort: None,
        },
    ] {
        let text = to_stored(&change).unwrap();
        assert_eq!(from_stored::<SetChange>(&text).unwrap(), change);
    }
}
