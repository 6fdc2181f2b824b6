use shared::{
    api::{ErrorCode, Reject},
    record::{DateProblem, FileProblem, MappingProblem, RowProblem},
};

use super::*;

fn reject(column: Option<&str>, reason: RowProblem) -> Reject {
    Reject {
        line: 3,
        column: column.map(str::to_owned),
        reason,
        found: String::new(),
    }
}

#[test]
fn a_cell_off_its_scale_is_a_sentence_in_the_readers_language() {
    let reject = reject(Some("stars"), RowProblem::OffScale { min: 1, max: 5 });
    assert_eq!(
        reject_reason(Lang::En, &reject),
        "Off the scale of 1 to 5; if it means \"no answer\", add it to the scale's nulls."
    );
    assert_eq!(
        reject_reason(Lang::Es, &reject),
        "Fuera de la escala de 1 a 5; si significa \"sin respuesta\", añádalo a nulls en la escala."
    );
}

#[test]
fn a_date_that_could_be_two_names_both_forms_with_its_column() {
    let reason = RowProblem::Date(Box::new(DateProblem {
        expected: "%Y-%m-%d".to_owned(),
        read: None,
        meant: Some("%d/%m/%Y".to_owned()),
        or: Some("%m/%d/%Y".to_owned()),
    }));
    let reject = reject(Some("Fecha"), reason);
    for lang in [Lang::En, Lang::Es] {
        let said = reject_reason(lang, &reject);
        for form in ["%d/%m/%Y", "%m/%d/%Y"] {
            let form = format!("{{ template = \"{{Fecha}}\", format = \"{form}\" }}");
            assert!(said.contains(&form), "{said}");
        }
    }
    assert!(reject_reason(Lang::Es, &reject).contains("no se adivina"));
}

#[test]
fn a_sentence_that_was_kept_is_said_as_it_is() {
    let text = "not a code".to_owned();
    let reject = reject(None, RowProblem::Said { text });
    assert_eq!(reject_reason(Lang::Es, &reject), "Not a code.");
}

#[test]
fn an_error_about_a_file_says_its_problem_and_any_other_error_what_it_always_says() {
    let problem = ImportProblem::File(FileProblem::NoColumn {
        line: 2,
        column: "día".to_owned(),
        near: Some("dia".to_owned()),
    });
    let error = ApiError {
        code: ErrorCode::Invalid,
        args: problem.args(),
    };
    assert_eq!(
        import_error(Lang::Es, &error).text,
        "Línea 2, el encabezado: la correspondencia necesita la columna \"día\", que el archivo no tiene (tiene \"dia\": añádala a [columns] de la correspondencia como otro encabezado de día)."
    );
    let other = ApiError::new(ErrorCode::Forbidden);
    assert_eq!(import_error(Lang::Es, &other), api_error(Lang::Es, &other));
}

#[test]
fn the_next_word_is_offered_in_both_languages() {
    let problem = MappingProblem::NoMetric {
        name: "npss".to_owned(),
        near: Some("nps".to_owned()),
        known: "nps, csat".to_owned(),
    };
    assert_eq!(
        mapping_problem(Lang::En, &problem),
        "there is no metric \"npss\"; did you mean \"nps\"?; there are nps, csat"
    );
    assert_eq!(
        mapping_problem(Lang::Es, &problem),
        "no hay ninguna métrica \"npss\"; ¿quería decir \"nps\"?; hay nps, csat"
    );
}
