use super::*;
use crate::record::{
    DocumentType, FileOnly, IdPart, Kind, MAPPING_VERSION, RollupPart, SourcePart, TimePart,
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
        format: None,
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

fn of(text: &str) -> MappingDocument {
    serde_json::from_str(text).unwrap()
}

/// A survey as somebody wrote it by hand: two blocks of codes, amounts of some rows, tallies of two dimensions together.
fn by_hand() -> MappingDocument {
    of(r#"{
        "source": {"name": "survey", "kind": "survey_answer", "variables": ["year"]},
        "id": {"template": "{year}/{RESPNUM}"},
        "time": {"zone": "UTC", "precision": "day", "forms": [{"template": "{year}-05-{DAY}", "format": "%Y-%m-%d"}]},
        "columns": {"RESPNUM": ["*RESPNUM"]},
        "dimension": {"age": {"column": "Q19", "names": {"1": "under 18"}}, "area": {"column": "BAREA"}},
        "rollup": {"by": [["age"], ["age", "area"]]},
        "amount": [
            {"column": "bags", "metric": "reach", "touchpoint": "desk", "where": {"area": ["A"]}, "nulls": ["0"]},
            {"column": "bags"}
        ],
        "complaint": [
            {"name": "first", "when": {"year": "2016"}, "columns": ["Q8COM1"], "codes": {"desk": [101, "103-110"]}},
            {"name": "second", "columns": ["Q8COM2"], "codes": {"gate": [7]}}
        ],
        "touchpoint": [{"key": "desk", "name": "Desk"}, {"key": "gate", "name": "Gate", "step": "Board", "stage": "Go"}]
    }"#)
}

#[test]
fn what_the_page_does_not_show_of_a_column_stays_when_the_column_is_changed() {
    let mut mapping = by_hand();
    let Meaning::Amount(mut amount) = mapping.meaning("bags") else {
        panic!("an amount")
    };
    amount.metric = Some("traffic".to_owned());
    mapping.assign("BAGS", Meaning::Amount(amount));
    let [first, second] = &mapping.amount[..] else {
        panic!("two amounts of a column")
    };
    assert_eq!(first.metric.as_deref(), Some("traffic"));
    assert_eq!(first.touchpoint.as_deref(), Some("desk"));
    assert_eq!((first.r#where.len(), first.nulls.len()), (1, 1));
    assert_eq!(second.metric, None);

    let name = "Years of age".to_owned();
    mapping.assign("Q19", Meaning::Dimension { name });
    assert_eq!(mapping.dimension["years-of-age"].names["1"], "under 18");
    let lists = [vec!["years-of-age"], vec!["years-of-age", "area"]];
    assert_eq!(mapping.rollup.by, lists);
    // A column is known by its other headers too.
    assert_eq!(mapping.meaning("*respnum"), Meaning::Id);
}

#[test]
fn codes_are_set_block_by_block_and_columns_of_codes_come_and_go() {
    let mut mapping = by_hand();
    assert_eq!(mapping.meaning("Q8COM1"), Meaning::Codes);
    mapping.assign("Q8COM3", Meaning::Codes);
    assert_eq!(mapping.complaint[1].columns, ["Q8COM2", "Q8COM3"]);
    let codes = CodePart::list("201, 205-207; 9").unwrap();
    assert_eq!(CodePart::text(&codes), "201, 205-207, 9");
    mapping.set_codes(1, ("kiosk", "Kiosk"), Some(codes));
    assert_eq!(mapping.touchpoint[2].name, "Kiosk");
    mapping.set_codes(1, ("kiosk", "Kiosk"), None);
    assert_eq!(mapping.touchpoint.len(), 2);
    for wrong in ["12-", "9-3", "a", "1 2"] {
        assert_eq!(CodePart::list(wrong), None, "{wrong}");
    }
    // The last column of a block takes the block with it; what is placed on a board stays.
    mapping.assign("Q8COM2", Meaning::Ignore);
    mapping.assign("Q8COM3", Meaning::Ignore);
    assert_eq!(mapping.complaint.len(), 1);
    assert_eq!(mapping.touchpoint.len(), 2);
}

#[test]
fn what_holds_for_a_file_is_a_part_of_every_id_and_goes_again() {
    let mut mapping = by_hand();
    mapping.add_variable("Airport name");
    assert_eq!(mapping.id.template, "{airport-name}/{year}/{RESPNUM}");
    assert!(mapping.needs_variable("year") && !mapping.needs_variable("airport-name"));
    mapping.drop_variable("airport-name");
    assert_eq!(mapping.id.template, "{year}/{RESPNUM}");
    assert_eq!(mapping.source.variables, ["year"]);
}

#[test]
fn rows_stay_told_apart_when_the_last_column_of_their_id_is_taken_away() {
    let mut mapping = by_hand();
    assert_eq!(mapping.id.template, "{year}/{RESPNUM}");
    mapping.assign("RESPNUM", Meaning::Ignore);
    assert_eq!(mapping.id.template, "{year}/{*}");
    // Text tells no row from another.
    mapping.id.template = "desk-{RESPNUM}".to_owned();
    mapping.assign("RESPNUM", Meaning::Weight);
    assert_eq!(mapping.id.template, "desk-/{*}");
}

#[test]
fn a_column_of_ids_takes_the_place_of_the_whole_row_beside_what_holds_for_the_file() {
    let mut mapping = empty();
    mapping.add_variable("year");
    assert_eq!(mapping.id.template, "{year}/{*}");
    mapping.assign("respondent", Meaning::Id);
    assert_eq!(mapping.id.template, "{year}/{respondent}");
    mapping.assign("page", Meaning::Id);
    assert_eq!(mapping.id.template, "{year}/{respondent}/{page}");
}

#[test]
fn a_column_that_is_called_like_a_variable_is_not_the_variable() {
    let mut mapping = by_hand();
    assert_eq!(mapping.id.template, "{year}/{RESPNUM}");
    assert_eq!(mapping.source.variables, ["year"]);
    assert_eq!(mapping.meaning("year"), Meaning::Ignore);
    // What holds for the file stays a part of the ids, and the dates keep their form.
    let forms = mapping.time.forms.len();
    mapping.assign(
        "Year",
        Meaning::Dimension {
            name: "year".to_owned(),
        },
    );
    mapping.assign("Year", Meaning::Ignore);
    assert_eq!(mapping.id.template, "{year}/{RESPNUM}");
    assert_eq!(mapping.time.forms.len(), forms);
    // As an id it stands beside it, and goes again without it.
    mapping.assign("year", Meaning::Id);
    assert_eq!(mapping.id.template, "{year}/{RESPNUM}/{YEAR}");
    assert_eq!(mapping.meaning("year"), Meaning::Id);
    mapping.assign("year", Meaning::Ignore);
    assert_eq!(mapping.id.template, "{year}/{RESPNUM}");
}

#[test]
fn what_only_the_text_of_a_mapping_says_is_told() {
    use FileOnly::{Amounts, Headers, Journey, Tallies};
    let said = by_hand().file_only();
    assert_eq!(said, [Journey, Headers, Amounts, Tallies]);
    let plain = of(r#"{
        "source": {"name": "plain", "kind": "review"}, "id": {"template": "{*}"},
        "time": {"zone": "UTC", "precision": "day", "forms": [{"template": "{d}", "format": "%Y-%m-%d"}]},
        "amount": [{"column": "a"}, {"column": "b"}, {"name": "rows", "metric": "reach"}]
    }"#);
    assert_eq!(plain.file_only(), []);
}
