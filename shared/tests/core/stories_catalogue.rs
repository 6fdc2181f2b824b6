//! The catalogue, and how things are kept.

use shared::{
    catalogue::{
        self, Catalogue, CatalogueChange, CatalogueIntent, DepartmentName, EntryId, EntryName,
        Event, EventField, EventKind, StandardDepartment, TouchpointField,
    },
    id::{CampaignId, ChannelId, EventId, TouchpointId},
    journey::{JourneyChange, JourneyIntent},
    locale::Lang,
    log::{
        Board, Intent, Missing, Rejection, Stored, StoredError, Upcast, decide_catalogue_push,
        from_stored, from_stored_list, to_stored, to_stored_list, undo,
    },
};

use crate::world::*;

#[test]
fn a_new_catalogue_starts_from_eleven_departments_and_the_usual_channels() {
    for (lang, telephone) in [(Lang::En, "Telephone"), (Lang::Es, "Teléfono")] {
        let mut catalogue = Catalogue::default();
        let intents = catalogue::start(lang, counter(1));
        decide_catalogue_push(&mut catalogue, &context(), &intents).unwrap();
        assert_eq!(catalogue.departments.len(), 11);
        assert!(
            catalogue
                .channels
                .values()
                .any(|channel| channel.name == telephone)
        );
    }
}

#[test]
fn a_refused_push_to_the_catalogue_leaves_it_as_it_was() {
    let mut catalogue = board().catalogue;
    let before = catalogue.clone();
    let entry = EntryId::Touchpoint(SECURITY);
    let intents = [
        CatalogueIntent::Retire { entry },
        CatalogueIntent::Rename {
            entry,
            name: String::new(),
        },
    ];
    let refused = decide_catalogue_push(&mut catalogue, &context(), &intents);
    assert_eq!(refused, Err((Some(1), Rejection::EmptyTitle)));
    assert_eq!(catalogue, before);
}

#[test]
fn a_persona_gets_a_filter_and_loses_it_again_on_undo() {
    let mut board = board();
    let set = |text: &str| {
        Intent::Catalogue(CatalogueIntent::SetPersonaFilter {
            persona: COMMUTER,
            filter: text.parse().unwrap(),
        })
    };
    push(&mut board, &[set("segment:weekday,segment:night")]).unwrap();
    let before = board.clone();
    let filter = |board: &Board| board.catalogue.personas[&COMMUTER].filter.to_string();
    assert_eq!(filter(&board), "segment:night,segment:weekday");
    // The same once more changes nothing.
    let again = push(&mut board, &[set("segment:weekday,segment:night")]).unwrap();
    assert_eq!((again.changes.len(), &board), (0, &before));
    let decided = push(&mut board, &[set("")]).unwrap();
    assert_eq!(filter(&board), "");
    push(&mut board, &undo(&decided.priors)).unwrap();
    assert_eq!(board, before);
    assert_eq!(
        push(&mut board, &[set("Segment:weekday")]).unwrap_err().1,
        Rejection::BadDimension {
            dimension: "Segment".to_owned()
        }
    );
}

#[test]
fn what_was_kept_of_a_filter_reads_as_it_was_written() {
    let kept = r#"{"type":"persona_filter_set","version":1,"persona":"00000000-0000-0000-0000-000000000003","filter":"segment:daily,region:"}"#;
    let change = CatalogueChange::PersonaFilterSet {
        persona: COMMUTER,
        filter: "region:,segment:daily".parse().unwrap(),
    };
    assert_eq!(from_stored::<CatalogueChange>(kept).unwrap(), change);
    let again = to_stored(&change).unwrap();
    assert_eq!(from_stored::<CatalogueChange>(&again).unwrap(), change);
}

#[test]
fn a_renamed_standard_department_gets_its_translated_name_back_on_undo() {
    let mut board = board();
    let stores = DepartmentName::Standard(StandardDepartment::Stores);
    let departments = &board.catalogue.departments;
    let id = *departments
        .iter()
        .find(|(_, entry)| entry.name == stores)
        .unwrap()
        .0;
    let entry = EntryId::Department(id);
    let rename = CatalogueIntent::Rename {
        entry,
        name: "Shops".into(),
    };
    let decided = wish_catalogue(&mut board, rename).unwrap();
    assert_eq!(board.catalogue.name(entry), Some(EntryName::Own("Shops")));
    push(&mut board, &undo(&decided.priors)).unwrap();
    assert_eq!(
        board.catalogue.name(entry),
        Some(EntryName::Standard(StandardDepartment::Stores))
    );
}

#[test]
fn a_campaign_ends_on_a_real_day_not_before_it_starts() {
    let mut board = board();
    let campaign = |id, first: &str, last: &str| CatalogueIntent::AddCampaign {
        id: CampaignId::new(uuid(id)),
        name: "Summer".into(),
        brand: None,
        first_day: Some(first.into()),
        last_day: Some(last.into()),
    };
    let bad = |day: &str| Some(Rejection::BadDay { day: day.into() });
    let backwards = wish_catalogue(&mut board, campaign(1, "2026-07-02", "2026-07-01"));
    assert_eq!(backwards.err(), bad("2026-07-01"));
    let no_day = wish_catalogue(&mut board, campaign(1, "2026-02-29", "2026-07-01"));
    assert_eq!(no_day.err(), bad("2026-02-29"));
    wish_catalogue(&mut board, campaign(1, "2026-07-01", "2026-07-01")).unwrap();
}

#[test]
fn an_event_of_a_day_is_kept_changed_taken_back_and_retired() {
    let mut board = board();
    let id = EventId::new(uuid(1));
    let add = |day: &str| CatalogueIntent::AddEvent {
        id,
        name: " One supplier ".into(),
        kind: EventKind::SupplierChange,
        day: Some(day.into()),
        note: String::new(),
    };
    let no_day = wish_catalogue(&mut board, add("2026-02-29")).err();
    let day = "2026-02-29".into();
    assert_eq!(no_day, Some(Rejection::BadDay { day }));
    let added = wish_catalogue(&mut board, add("2026-03-03")).unwrap();
    let set = |field| CatalogueIntent::SetEvent { event: id, field };
    let day = EventField::Day(Some("2026-03-04".into()));
    let moved = wish_catalogue(&mut board, set(day.clone())).unwrap();
    assert!(
        wish_catalogue(&mut board, set(day))
            .unwrap()
            .changes
            .is_empty()
    );
    let kept = Event {
        name: "One supplier".into(),
        kind: EventKind::SupplierChange,
        day: Some("2026-03-04".into()),
        note: String::new(),
        retired: false,
    };
    assert_eq!(board.catalogue.events[&id], kept);
    push(&mut board, &undo(&moved.priors)).unwrap();
    let day = board.catalogue.events[&id].day.as_deref();
    assert_eq!(day, Some("2026-03-03"));
    push(&mut board, &undo(&added.priors)).unwrap();
    assert_eq!(board.catalogue.is_retired(EntryId::Event(id)), Some(true));
}

#[test]
fn a_touchpoint_refers_only_to_what_exists() {
    let mut board = board();
    let channel = ChannelId::new(uuid(404));
    let field = TouchpointField::Channel(Some(channel));
    let refused = wish_catalogue(
        &mut board,
        CatalogueIntent::SetTouchpoint {
            touchpoint: SECURITY,
            field,
        },
    );
    let missing = Missing::Entry(EntryId::Channel(channel));
    assert_eq!(refused.err(), Some(Rejection::Missing { what: missing }));
    let touchpoint = TouchpointId::new(uuid(404));
    let field = TouchpointField::MomentOfTruth(true);
    let refused = wish_catalogue(
        &mut board,
        CatalogueIntent::SetTouchpoint { touchpoint, field },
    );
    let missing = Missing::Entry(EntryId::Touchpoint(touchpoint));
    assert_eq!(refused.err(), Some(Rejection::Missing { what: missing }));
}

#[test]
fn a_change_is_kept_with_its_type_and_version() {
    let change = CatalogueChange::ChannelAdded {
        id: ChannelId::new(uuid(9)),
        name: "Fax".into(),
    };
    let json = to_stored(&change).unwrap();
    assert_eq!(
        json,
        r#"{"type":"channel_added","version":1,"id":"00000000-0000-0000-0000-000000000009","name":"Fax"}"#
    );
    assert_eq!(from_stored::<CatalogueChange>(&json).unwrap(), change);
    let list = to_stored_list(&[change.clone(), change.clone()]).unwrap();
    assert_eq!(
        from_stored_list::<CatalogueChange>(&list).unwrap(),
        [change.clone(), change]
    );
    // However it is laid out, and whatever was added to it.
    let spaced = r#" { "name" : "Fax", "extra": [1], "version": 1,
        "id": "00000000-0000-0000-0000-000000000009", "type": "channel_added" } "#;
    assert!(from_stored::<CatalogueChange>(spaced).is_ok());
}

#[test]
fn what_a_newer_program_kept_is_refused_with_what_to_do() {
    let unknown = from_stored::<JourneyChange>(r#"{"type":"stage_sung","version":1}"#);
    let what = "journey changes";
    assert_eq!(
        unknown,
        Err(StoredError::UnknownType {
            what,
            name: "stage_sung".into()
        })
    );
    let newer = from_stored::<JourneyIntent>(r#"{"type":"rename","version":7}"#);
    let name = "rename".to_owned();
    assert_eq!(
        newer,
        Err(StoredError::NewerVersion {
            name,
            version: 7,
            known: 1
        })
    );
    for broken in [
        "",
        "[]",
        "{}",
        r#"{"type":"rename"}"#,
        r#"{"type":"rename","version":1}"#,
        "{\"type\"",
    ] {
        let error = from_stored::<JourneyIntent>(broken);
        assert!(
            matches!(error, Err(StoredError::Malformed { .. })),
            "{broken}: {error:?}"
        );
    }
}

/// A type whose fields changed twice.
#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    Joke { text: String, laughs: u32 },
}

impl Stored for Told {
    const WHAT: &'static str = "jokes";
    const VERSIONS: &'static [(&'static str, u16)] = &[("joke", 3)];
    const UPCASTS: &'static [(&'static str, u16, Upcast)] = &[
        ("joke", 1, |fields| {
            let words = fields.remove("words").ok_or("no words")?;
            fields.insert("text".into(), words);
            Ok(())
        }),
        ("joke", 2, |fields| {
            fields.insert("laughs".into(), 0.into());
            Ok(())
        }),
    ];
}

#[test]
fn what_an_older_program_kept_is_brought_up_version_by_version() {
    let joke = Told::Joke {
        text: "Two peanuts".into(),
        laughs: 0,
    };
    assert_eq!(
        from_stored(r#"{"type":"joke","version":1,"words":"Two peanuts"}"#),
        Ok(joke)
    );
    let broken = from_stored::<Told>(r#"{"type":"joke","version":1}"#);
    let (what, detail) = ("jokes", "no words".to_owned());
    assert_eq!(broken, Err(StoredError::Malformed { what, detail }));
    let kept = to_stored(&Told::Joke {
        text: "x".into(),
        laughs: 2,
    })
    .unwrap();
    assert_eq!(kept, r#"{"type":"joke","version":3,"text":"x","laughs":2}"#);
}
