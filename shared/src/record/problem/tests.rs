use super::*;
use crate::record::Decimal;

fn args(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn some() -> Vec<ImportProblem> {
    let text = "a \"quoted\" ñ\n\\".to_owned();
    vec![
        ImportProblem::File(FileProblem::Empty),
        ImportProblem::File(FileProblem::NotText {
            found: FoundFormat::Utf16,
        }),
        ImportProblem::File(FileProblem::Encoding { line: 1 << 40 }),
        ImportProblem::File(FileProblem::NoColumn {
            line: 3,
            column: text.clone(),
            near: None,
        }),
        ImportProblem::Header {
            line: 7,
            problem: RowProblem::TooLong,
        },
        ImportProblem::NoObject {
            line: 1,
            problem: RowProblem::NotJson { character: 12 },
        },
        ImportProblem::Header {
            line: 1,
            problem: RowProblem::NotANumber {
                decimal: Decimal::Comma,
            },
        },
        ImportProblem::Mapping(MappingProblem::NoMetric {
            name: text.clone(),
            near: Some("nps".to_owned()),
            known: "nps, csat".to_owned(),
        }),
        ImportProblem::Mapping(MappingProblem::WordOffScale {
            word: text,
            value: -3,
            min: 1,
            max: 5,
        }),
        ImportProblem::Mapping(MappingProblem::NotASlug {
            of: Named::Touchpoint,
            value: "Check in".to_owned(),
        }),
        ImportProblem::Import(ImportStop::Cancelled),
        ImportProblem::Import(ImportStop::Busy { seconds: 15 }),
    ]
}

#[test]
fn a_problem_is_a_code_and_plain_arguments() {
    let problem = ImportProblem::Mapping(MappingProblem::NoScale {
        name: "stars".to_owned(),
        near: None,
    });
    assert_eq!(
        problem.args(),
        args(&[("problem", "mapping.no_scale"), ("name", "stars")])
    );
    let problem = ImportProblem::Header {
        line: 4,
        problem: RowProblem::Fields {
            found: 2,
            expected: 3,
        },
    };
    assert_eq!(
        problem.args(),
        args(&[
            ("problem", "header.fields"),
            ("line", "4"),
            ("found", "2"),
            ("expected", "3")
        ])
    );
}

#[test]
fn a_problem_comes_back_from_its_arguments_whatever_else_is_among_them() {
    for problem in some() {
        let mut args = problem.args();
        assert_eq!(ImportProblem::of(&args), Some(problem.clone()), "{args:?}");
        args.insert("detail".to_owned(), "a sentence".to_owned());
        args.insert("field".to_owned(), "file".to_owned());
        assert_eq!(ImportProblem::of(&args), Some(problem));
    }
}

#[test]
fn arguments_of_another_version_are_no_problem_that_is_known() {
    for unknown in [
        args(&[]),
        args(&[("problem", "")]),
        args(&[("problem", "mapping")]),
        args(&[("problem", "mapping.teleport")]),
        args(&[("problem", "weather.rain")]),
        args(&[("problem", "file.encoding")]),
        args(&[("problem", "file.encoding"), ("line", "third")]),
        args(&[("problem", "header.too_long")]),
    ] {
        assert_eq!(ImportProblem::of(&unknown), None, "{unknown:?}");
    }
}
