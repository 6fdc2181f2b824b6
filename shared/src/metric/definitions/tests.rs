//! What defining metrics promises.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    access::{Actor, Role},
    catalogue::DepartmentName,
    id::{ActorId, JourneyId, TouchpointId},
    locale::Lang,
    log::{Timestamp, from_stored, to_stored},
    metric::{About, Area, Direction, Formula, MetricName, Role as MetricRole, Scale},
    record::Privacy,
};

fn context(role: Role) -> Context {
    Context {
        actor: Actor::new(ActorId::new(Uuid::from_u128(7)), role),
        at: Timestamp(0),
    }
}

/// One touchpoint is there.
const DESK: About = About::Touchpoint(TouchpointId::new(Uuid::from_u128(1)));

fn known(about: About) -> bool {
    about == DESK
}

/// Decides and applies; the change, if there was one.
fn push(
    definitions: &mut Definitions,
    intent: &MetricIntent,
) -> Result<Option<MetricChange>, MetricRefusal> {
    let change = decide(definitions, &context(Role::LocalOwner), &known, intent)?;
    if let Some(change) = &change {
        apply(definitions, change);
    }
    Ok(change)
}

fn change(metric: Metric) -> MetricIntent {
    MetricIntent::Change { metric }
}

fn define(metric: Metric) -> MetricIntent {
    MetricIntent::Define { metric }
}

fn built_in(key: &str) -> Metric {
    Metric::by_key(key).unwrap()
}

fn own(key: &str, name: &str) -> Metric {
    Metric {
        key: key.to_owned(),
        version: 9,
        name: MetricName {
            en: name.to_owned(),
            es: name.to_owned(),
        },
        formula: Formula::TopBox {
            scale: Scale::new(1, 10).unwrap(),
            from: 9,
        },
        about: About::Everything,
        direction: Direction::Up,
        role: MetricRole::Outcome,
        area: Area::Operations,
        department: DepartmentName::Own("Ramp".to_owned()),
        target: Some(0.5),
        minimum_n: 20,
        privacy: Privacy::Customers,
    }
}

fn targeted(key: &str, target: f64) -> Metric {
    Metric {
        target: Some(target),
        ..built_in(key)
    }
}

#[test]
fn without_a_word_of_the_workspace_what_comes_with_the_program_holds() {
    let definitions = Definitions::default();
    assert_eq!(definitions.offered(), Metric::built_in());
    assert_eq!(definitions.by_key("csat"), Metric::by_key("csat"));
    assert_eq!(definitions.by_key("moon"), None);
}

#[test]
fn another_target_keeps_the_version_and_another_formula_gets_the_next() {
    let mut definitions = Definitions::default();
    push(&mut definitions, &change(targeted("csat", 0.85))).unwrap();
    let csat = definitions.by_key("csat").unwrap();
    assert_eq!((csat.target, csat.version), (Some(0.85), 1));
    let top = Metric {
        formula: Formula::TopBox {
            scale: Scale::ONE_TO_FIVE,
            from: 5,
        },
        // Whatever version somebody wishes for.
        version: 77,
        ..csat
    };
    push(&mut definitions, &change(top)).unwrap();
    assert_eq!(definitions.by_key("csat").unwrap().version, 2);
    // Also back to the first: values of version 2 are not those of version 1.
    let restored = MetricIntent::Restore {
        key: "csat".to_owned(),
    };
    push(&mut definitions, &restored).unwrap();
    let csat = definitions.by_key("csat").unwrap();
    assert_eq!((csat.version, csat.target), (3, Some(0.8)));
    assert_eq!(csat.formula, built_in("csat").formula);
    assert_eq!(push(&mut definitions, &restored), Ok(None));
}

#[test]
fn what_says_the_same_changes_nothing_and_what_goes_back_follows_the_program_again() {
    let mut definitions = Definitions::default();
    assert_eq!(push(&mut definitions, &change(built_in("nps"))), Ok(None));
    push(&mut definitions, &change(targeted("nps", 40.0))).unwrap();
    push(&mut definitions, &change(built_in("nps"))).unwrap();
    assert_eq!(definitions, Definitions::default());
}

#[test]
fn a_metric_of_ones_own_starts_with_version_one_and_comes_after_the_others() {
    let mut definitions = Definitions::default();
    push(
        &mut definitions,
        &define(own("parcel_scan", "Parcels scanned")),
    )
    .unwrap();
    let all = definitions.all();
    let last = all.last().unwrap();
    assert_eq!(last.metric.key, "parcel_scan");
    assert_eq!((last.origin, last.metric.version), (Origin::Own, 1));
    let again = push(&mut definitions, &define(own("parcel_scan", "Other")));
    assert_eq!(again, Err(MetricRefusal::KeyUsed));
    let built_in = push(&mut definitions, &define(own("nps", "Other")));
    assert_eq!(built_in, Err(MetricRefusal::KeyUsed));
    let missing = push(&mut definitions, &change(own("moon", "Moon")));
    assert_eq!(missing, Err(MetricRefusal::Missing));
    let restore = MetricIntent::Restore {
        key: "parcel_scan".to_owned(),
    };
    assert_eq!(
        push(&mut definitions, &restore),
        Err(MetricRefusal::NotBuiltIn)
    );
}

#[test]
fn a_retired_metric_is_not_offered_keeps_its_key_and_can_come_back() {
    let mut definitions = Definitions::default();
    let (retire, offer) = (
        MetricIntent::Retire {
            key: "stars".to_owned(),
        },
        MetricIntent::Offer {
            key: "stars".to_owned(),
        },
    );
    push(&mut definitions, &retire).unwrap();
    assert_eq!(push(&mut definitions, &retire), Ok(None));
    assert!(definitions.offered().iter().all(|m| m.key != "stars"));
    assert!(definitions.by_key("stars").is_some());
    let again = push(&mut definitions, &define(own("stars", "Reviews")));
    assert_eq!(again, Err(MetricRefusal::KeyUsed));
    // Its name is free meanwhile; with it taken, it cannot come back.
    push(&mut definitions, &define(own("reviews", "Stars"))).unwrap();
    let name = MetricRefusal::NameTaken(MetricField::Name(Lang::En));
    assert_eq!(push(&mut definitions, &offer), Err(name));
    push(&mut definitions, &change(own("reviews", "Reviews"))).unwrap();
    push(&mut definitions, &offer).unwrap();
    assert!(definitions.offered().iter().any(|m| m.key == "stars"));
}

#[test]
fn what_cannot_be_is_refused_and_says_which_part() {
    let with = |edit: &dyn Fn(&mut Metric)| {
        let mut metric = own("parcel_scan", "Parcels scanned");
        edit(&mut metric);
        decide(
            &Definitions::default(),
            &context(Role::LocalOwner),
            &known,
            &define(metric),
        )
        .map_err(|refusal| (refusal.field(), refusal))
    };
    let field = |edit: &dyn Fn(&mut Metric)| with(edit).unwrap_err().0;
    for key in ["", "Parcel", "parcel scan", "ñ", &"x".repeat(61)] {
        assert_eq!(field(&|m| m.key = key.to_owned()), Some(MetricField::Key));
    }
    for name in ["", "  ", "a\nb", &"x".repeat(81)] {
        let english = field(&|m| m.name.en = name.to_owned());
        assert_eq!(english, Some(MetricField::Name(Lang::En)));
        let spanish = field(&|m| m.name.es = name.to_owned());
        assert_eq!(spanish, Some(MetricField::Name(Lang::Es)));
    }
    let own_department = field(&|m| m.department = DepartmentName::Own(" ".to_owned()));
    assert_eq!(own_department, Some(MetricField::Department));
    assert_eq!(
        field(&|m| m.name.en = "csat".to_owned()),
        Some(MetricField::Name(Lang::En))
    );
    for target in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        assert_eq!(
            field(&|m| m.target = Some(target)),
            Some(MetricField::Target)
        );
    }
    assert_eq!(field(&|m| m.minimum_n = 0), Some(MetricField::MinimumN));
    let few = field(&|m| {
        m.privacy = Privacy::People;
        m.minimum_n = 4;
    });
    assert_eq!(few, Some(MetricField::MinimumN));
    let box_of = |from| Formula::TopBox {
        scale: Scale::ONE_TO_FIVE,
        from,
    };
    for from in [1, 6] {
        assert_eq!(
            field(&|m| m.formula = box_of(from)),
            Some(MetricField::From)
        );
    }
    assert!(with(&|m| m.formula = box_of(5)).is_ok());
    let net = |promoters_from, detractors_to| Formula::NetPromoters {
        scale: Scale::ZERO_TO_TEN,
        promoters_from,
        detractors_to,
    };
    let refused = |promoters, detractors| {
        with(&|m| m.formula = net(promoters, detractors))
            .unwrap_err()
            .1
    };
    assert_eq!(refused(6, 6), MetricRefusal::Overlap);
    assert_eq!(refused(11, 6).field(), Some(MetricField::Promoters));
    assert_eq!(refused(9, -1).field(), Some(MetricField::Detractors));
    assert_eq!(
        field(&|m| m.formula = Formula::Rate { per: 0 }),
        Some(MetricField::Per)
    );
    for days in [0, crate::metric::MOST_DAYS + 1] {
        assert_eq!(
            field(&|m| m.formula = Formula::Within { days }),
            Some(MetricField::Days)
        );
    }
}

#[test]
fn what_came_about_people_stays_about_people_and_anything_may_become_so() {
    let mut definitions = Definitions::default();
    let loose = Metric {
        privacy: Privacy::Customers,
        ..built_in("enps")
    };
    assert_eq!(
        push(&mut definitions, &change(loose)),
        Err(MetricRefusal::Loosened)
    );
    let tight = Metric {
        privacy: Privacy::People,
        ..built_in("csat")
    };
    assert!(push(&mut definitions, &change(tight)).unwrap().is_some());
}

#[test]
fn a_standard_department_written_by_hand_is_the_standard_one() {
    let mut definitions = Definitions::default();
    let written = Metric {
        department: DepartmentName::Own("quality ".to_owned()),
        ..built_in("defects")
    };
    assert_eq!(push(&mut definitions, &change(written)), Ok(None));
}

#[test]
fn nobody_without_a_role_changes_anything() {
    let refused = decide(
        &Definitions::default(),
        &context(Role::Nobody),
        &known,
        &change(targeted("nps", 10.0)),
    );
    assert_eq!(refused, Err(MetricRefusal::Forbidden));
}

#[test]
fn every_change_is_kept_and_read_again_and_departments_stay_one_word() {
    let (before, metric) = (built_in("csat"), own("csat", "CSAT"));
    let changes = [
        MetricChange::Defined {
            metric: metric.clone(),
        },
        MetricChange::Changed {
            before: before.clone(),
            metric: metric.clone(),
        },
        MetricChange::Retired {
            metric: metric.clone(),
        },
        MetricChange::Offered {
            metric: metric.clone(),
        },
        MetricChange::Restored { before, metric },
    ];
    for change in changes {
        let text = to_stored(&change).unwrap();
        assert!(text.contains(r#""department":"Ramp""#), "{text}");
        assert_eq!(from_stored::<MetricChange>(&text).unwrap(), change);
    }
}

#[test]
fn other_records_are_another_version_and_what_is_not_there_is_refused() {
    let mut definitions = Definitions::default();
    let of = |about| Metric {
        about,
        ..built_in("csat")
    };
    push(&mut definitions, &change(of(DESK))).unwrap();
    let csat = definitions.by_key("csat").unwrap();
    assert_eq!((csat.about, csat.version), (DESK, 2));
    let journey = About::Journey(JourneyId::new(Uuid::from_u128(1)));
    let refused = push(&mut definitions, &change(of(journey)));
    assert_eq!(refused, Err(MetricRefusal::Unknown));
    assert_eq!(
        MetricRefusal::Unknown.field().map(MetricField::name),
        Some("about")
    );
    // What is gone meanwhile keeps nobody from changing the rest.
    let aims = Metric {
        target: Some(0.5),
        ..csat
    };
    let gone = |_| false;
    let change = decide(
        &definitions,
        &context(Role::LocalOwner),
        &gone,
        &change(aims),
    );
    assert_eq!(change.map(|change| change.is_some()), Ok(true));
    let restore = MetricIntent::Restore {
        key: "csat".to_owned(),
    };
    push(&mut definitions, &restore).unwrap();
    let csat = definitions.by_key("csat").unwrap();
    assert_eq!((csat.about, csat.version), (About::Everything, 3));
}

#[test]
fn what_was_kept_before_metrics_could_be_about_something_is_about_everything() {
    let kept = r#"{"type":"changed","version":1,
        "before":{"key":"nps","version":1,"name":{"en":"NPS","es":"NPS"},
            "formula":{"net_promoters":{"scale":{"min":0,"max":10},"promoters_from":9,"detractors_to":6}},
            "direction":"up","role":"outcome","area":"experience","department":"service","target":null,
            "minimum_n":20,"privacy":"customers"},
        "metric":{"key":"nps","version":1,"name":{"en":"NPS","es":"NPS"},
            "formula":{"net_promoters":{"scale":{"min":0,"max":10},"promoters_from":9,"detractors_to":6}},
            "direction":"up","role":"outcome","area":"experience","department":"service","target":30.0,
            "minimum_n":20,"privacy":"customers"}}"#;
    let MetricChange::Changed { before, metric } = from_stored(kept).unwrap() else {
        panic!("another change")
    };
    assert_eq!(before, built_in("nps"));
    assert_eq!(metric, targeted("nps", 30.0));
    let later = kept.replace("\"version\":1,\n", "\"version\":3,\n");
    assert!(from_stored::<MetricChange>(&later).is_err());
}

#[test]
fn a_list_is_reached_by_its_plan_and_says_nothing_twice() {
    let mut definitions = Definitions::default();
    let retired = own("old_scan", "Old scan");
    let listed = [
        (built_in("nps"), false),
        (targeted("csat", 0.9), false),
        (own("parcel_scan", "Parcels scanned"), false),
        (retired, true),
    ];
    let intents = plan(&definitions, &listed);
    let keys: Vec<&str> = intents.iter().map(MetricIntent::key).collect();
    assert_eq!(keys, ["csat", "parcel_scan", "old_scan", "old_scan"]);
    for intent in &intents {
        push(&mut definitions, intent).unwrap();
    }
    assert_eq!(plan(&definitions, &listed), []);
    let all = definitions.all();
    let whole: Vec<_> = all.iter().map(|m| (m.metric.clone(), m.retired)).collect();
    assert_eq!(plan(&definitions, &whole), []);
}

/// Wishes that mostly can be.
fn intents() -> impl Strategy<Value = MetricIntent> {
    let key = prop_oneof![Just("csat"), Just("enps"), Just("own_a"), Just("own_b")];
    (key, 0..6_u8, 1..=10_i32, 0.0..=1.0_f64).prop_map(|(key, kind, from, target)| {
        let metric = Metric {
            target: Some(target),
            formula: Formula::TopBox {
                scale: Scale::ONE_TO_FIVE,
                from,
            },
            privacy: Privacy::People,
            ..own(key, key)
        };
        let key = key.to_owned();
        match kind {
            0 => define(metric),
            1 | 2 => change(metric),
            3 => MetricIntent::Retire { key },
            4 => MetricIntent::Offer { key },
            _ => MetricIntent::Restore { key },
        }
    })
}

proptest! {
    #[test]
    fn whatever_is_wished_versions_only_grow_and_every_definition_can_be_defined(
        intents in prop::collection::vec(intents(), 0..40)
    ) {
        let mut definitions = Definitions::default();
        let mut log = Vec::new();
        for intent in intents {
            let before = definitions.by_key(intent.key());
            if let Ok(Some(change)) = push(&mut definitions, &intent) {
                let after = definitions.by_key(intent.key()).unwrap();
                let grows = before.as_ref().is_none_or(|before| {
                    after.version == before.version + u32::from(after.formula != before.formula)
                });
                prop_assert!(grows);
                log.push(change);
            }
        }
        for listed in definitions.all() {
            prop_assert_eq!(&check::checked(&definitions, &listed.metric).unwrap(), &listed.metric);
        }
        // Equal logs give equal states.
        let mut again = Definitions::default();
        for change in &log {
            apply(&mut again, change);
        }
        prop_assert_eq!(again, definitions);
    }
}
