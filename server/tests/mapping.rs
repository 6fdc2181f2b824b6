//! Mistakes in mappings: each is said with its line and what to write instead.

#![allow(clippy::unwrap_used)]

use server::record::mapping::{Mapping, Variables};
use shared::metric::Definitions;

const GOOD: &str = r#"version = 1
[source]
name = "desk"
kind = "survey_answer"
variables = ["year"]
[id]
template = "{year}/{id}"
[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]
[columns]
id = ["number"]
[dimension.region]
column = "region"
[rollup]
by = [["region"]]
[scale.stars]
min = 1
max = 5
[[item]]
column = "stars"
scale = "stars"
metric = "csat"
[[touchpoint]]
key = "desk"
name = "Desk"
stage = "Arrive"
step = "Ask"
items = [{ column = "friendly", scale = "stars" }]
[[complaint]]
name = "complaints"
columns = ["code"]
codes = { desk = [1, "3-5"] }
"#;

fn year() -> Variables {
    [("year".to_owned(), "2017".to_owned())].into()
}

/// What is said about the mapping with one piece replaced.
fn said(good: &str, bad: &str) -> String {
    assert!(GOOD.contains(good), "{good}");
    Mapping::parse(
        "desk.toml",
        &GOOD.replacen(good, bad, 1),
        &year(),
        &Definitions::default(),
    )
    .unwrap_err()
    .to_string()
}

#[test]
fn a_sound_mapping_is_taken() {
    assert_eq!(
        Mapping::parse("desk.toml", GOOD, &year(), &Definitions::default())
            .unwrap()
            .source,
        "desk"
    );
}

#[test]
fn every_mistake_is_said_with_its_line_and_the_fix() {
    for (good, bad, line, fix) in [
        (
            "scale = \"stars\"\nmetric",
            "scael = \"stars\"\nmetric",
            23,
            "did you mean \"scale\"?",
        ),
        (
            "scale = \"stars\"\nmetric",
            "scale = \"star\"\nmetric",
            23,
            "did you mean \"stars\"?",
        ),
        (
            "metric = \"csat\"",
            "metric = \"cast\"",
            24,
            "did you mean \"csat\"?",
        ),
        (
            "zone = \"Europe/Madrid\"",
            "zone = \"Madrid\"",
            9,
            "Europe/Madrid",
        ),
        ("\"%Y-%m-%d\"", "\"%Y-%m\"", 11, "whole date"),
        ("{year}/{id}", "{year/{id}", 7, "without"),
        (
            "name = \"desk\"\nkind",
            "name = \"Front desk\"\nkind",
            3,
            "a-z",
        ),
        (
            "kind = \"survey_answer\"",
            "kind = \"survey\"",
            4,
            "survey_answer",
        ),
        (
            "by = [[\"region\"]]",
            "by = [[\"regoin\"]]",
            17,
            "did you mean \"region\"?",
        ),
        ("min = 1", "min = 5", 19, "above its lowest"),
        (
            "column = \"friendly\"",
            "column = \"stars\"",
            30,
            "an item already",
        ),
        ("step = \"Ask\"\n", "", 28, "add step"),
        (
            "codes = { desk",
            "codes = { dezk",
            34,
            "did you mean \"desk\"?",
        ),
        ("\"3-5\"", "\"5-3\"", 34, "ranges"),
        (
            "codes = { desk = [1, \"3-5\"] }\n",
            "codes = { desk = [1] }\n[[complaint]]\nname = \"complaints\"\ncolumns = [\"second\"]\ncodes = { desk = [7] }\n",
            36,
            "another name",
        ),
        (
            "kind = \"survey_answer\"",
            "kind = \"survey_answer\"\nencoding = \"latin1\"",
            5,
            "windows-1252",
        ),
        (
            "kind = \"survey_answer\"",
            "kind = \"survey_answer\"\ndelimiter = \"tab\"",
            5,
            "\"\\t\"",
        ),
        (
            "kind = \"survey_answer\"",
            "kind = \"survey_answer\"\ndecimal = \";\"",
            5,
            "`,`",
        ),
        (
            "format = \"%Y-%m-%d\" }]",
            "format = \"%d/%m/%Y\" },\n{ template = \"{day}\", format = \"%m/%d/%Y\" }]",
            12,
            "would be guessed",
        ),
        (
            "max = 5\n",
            "max = 5\nwords = { \"Excelente\" = 6 }\n",
            21,
            "off the scale of 1 to 5",
        ),
        ("kind = \"survey_answer\"\n", "", 2, "add kind"),
        ("[id]\ntemplate = \"{year}/{id}\"\n", "", 1, "add id"),
        ("min = 1", "min = \"one\"", 19, "expected i32"),
        (
            "id = [\"number\"]",
            "id = [\"number\"]\nstars = [\"Number\"]",
            12,
            "leave it to one",
        ),
        ("version = 1", "version = 2", 1, "newer"),
        ("[id]\n", "[id\n", 6, ""),
    ] {
        let said = said(good, bad);
        assert!(
            said.starts_with(&format!("desk.toml, line {line}: ")),
            "{bad}: {said}"
        );
        assert!(said.contains(fix), "{bad}: {said}");
    }
}

#[test]
fn variables_that_are_missing_or_unknown_are_said() {
    let missing = Mapping::parse(
        "desk.toml",
        GOOD,
        &Variables::new(),
        &Definitions::default(),
    )
    .unwrap_err()
    .to_string();
    assert!(
        missing.contains("line 5") && missing.contains("--set year=VALUE"),
        "{missing}"
    );
    let mut variables = year();
    variables.insert("yaer".to_owned(), "1".to_owned());
    let unknown = Mapping::parse("desk.toml", GOOD, &variables, &Definitions::default())
        .unwrap_err()
        .to_string();
    assert!(unknown.contains("did you mean \"year\"?"), "{unknown}");
}
