use super::*;
use crate::record::{
    DocumentType, IdPart, Kind, MAPPING_VERSION, RollupPart, SourcePart, TimePart,
};

fn empty() -> MappingDocument {
    MappingDocument {
        r#type: DocumentType::Mapping,
        version: MAPPING_VERSION,
        source: SourcePart {
            name: "desk".to_owned(),
            title: None,
            kind: Kind::SurveyAnswer,
            privacy: Default::default(),
            encoding: Default::default(),
            delimiter: None,
            decimal: Default::default(),
            sheet: None,
            variables: Vec::new(),
            nulls: Vec::new(),
        },
        id: IdPart {
            template: WHOLE_ROW.to_owned(),
        },
        time: TimePart {
            zone: "UTC".to_owned(),
            precision: super::super::Precision::Day,
            forms: Vec::new(),
        },
        weight: None,
        comment: None,
        customer: None,
        amount: Vec::new(),
        columns: BTreeMap::new(),
        dimension: BTreeMap::new(),
        rollup: RollupPart::default(),
        scale: BTreeMap::new(),
        item: Vec::new(),
        complaint: Vec::new(),
        journey: None,
        touchpoint: Vec::new(),
    }
}

fn rating(about: About) -> Meaning {
    Meaning::Rating(Rating {
        min: 1,
        max: 5,
        nulls: vec!["0".to_owned()],
        words: BTreeMap::new(),
        about,
    })
}

fn meanings() -> Vec<Meaning> {
    vec![
        Meaning::Ignore,
        Meaning::Id,
        Meaning::Time {
            format: "%d/%m/%Y".to_owned(),
        },
        Meaning::Weight,
        Meaning::Dimension {
            name: "store".to_owned(),
        },
        rating(About::Whole {
            metric: Some("csat".to_owned()),
        }),
        rating(About::Touchpoint {
            key: "desk".to_owned(),
            name: "Help desk".to_owned(),
            part: Part::Effort,
        }),
    ]
}

#[test]
fn a_column_means_what_it_was_given_and_nothing_of_what_it_meant_before() {
    for before in meanings() {
        for after in meanings() {
            let mut document = empty();
            document.assign("Nota", before.clone());
            document.assign(" nota ", after.clone());
            assert_eq!(document.meaning("NOTA"), after, "{before:?}");
            document.assign("nota", Meaning::Ignore);
            assert_eq!(document, empty(), "{before:?} {after:?}");
        }
    }
}

#[test]
fn ids_are_joined_and_taken_apart_again() {
    let mut document = empty();
    for column in ["run", "number", "day"] {
        document.assign(column, Meaning::Id);
    }
    assert_eq!(document.id.template, "{run}/{number}/{day}");
    document.assign("number", Meaning::Ignore);
    assert_eq!(document.id.template, "{run}/{day}");
    document.assign("run", Meaning::Weight);
    assert_eq!(document.id.template, "{day}");
}

#[test]
fn another_time_column_takes_the_place_of_the_first() {
    let mut document = empty();
    let time = |format: &str| Meaning::Time {
        format: format.to_owned(),
    };
    document.assign("sent", time("%Y-%m-%d"));
    document.assign("answered", time("%d/%m/%Y"));
    assert_eq!(document.meaning("sent"), Meaning::Ignore);
    assert_eq!(document.meaning("answered"), time("%d/%m/%Y"));
}

#[test]
fn equal_scales_are_one_and_different_ones_are_told_apart() {
    let mut document = empty();
    let whole = || About::Whole { metric: None };
    document.assign("a", rating(whole()));
    document.assign("b", rating(whole()));
    let Meaning::Rating(mut other) = rating(whole()) else {
        return;
    };
    other.nulls.clear();
    document.assign("c", Meaning::Rating(other));
    let names: Vec<&str> = document.scale.keys().map(String::as_str).collect();
    assert_eq!(names, ["1-to-5", "1-to-5-2"]);
}

#[test]
fn what_no_column_says_stays() {
    let mut document = empty();
    document.assign(
        "area",
        Meaning::Dimension {
            name: "area".to_owned(),
        },
    );
    let names: BTreeMap<String, String> = [("1".to_owned(), "North".to_owned())].into();
    if let Some(part) = document.dimension.get_mut("area") {
        part.names.clone_from(&names);
    }
    document.assign(
        "area",
        Meaning::Dimension {
            name: "zone".to_owned(),
        },
    );
    assert_eq!(document.dimension["zone"].names, names);
}

#[test]
fn a_column_is_an_amount_a_comment_or_a_customer_and_nothing_else_then() {
    let mut mapping = empty();
    let amount = Meaning::Amount(Amount {
        unit: "EUR".parse().unwrap(),
        metric: None,
        counts: Counts::Value,
        rating: None,
    });
    mapping.assign("Total", amount.clone());
    assert_eq!(mapping.meaning("total"), amount);
    mapping.assign("Total", Meaning::Customer);
    assert_eq!(mapping.meaning("Total"), Meaning::Customer);
    assert!(mapping.amount.is_empty());
    // There is one comment: the last that was chosen.
    mapping.assign("Said", Meaning::Comment);
    mapping.assign("Wrote", Meaning::Comment);
    assert_eq!(mapping.meaning("Said"), Meaning::Ignore);
    assert_eq!(mapping.meaning("Wrote"), Meaning::Comment);
}
