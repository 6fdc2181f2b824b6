//! Why something of a file could not be used, as sentences: what is wrong, where, and what to do.
//!
//! By kind and not by key: a kind of problem without a sentence does not compile, nor does a sentence in one language only.
//! What a person would write into a mapping is quoted as it is written there, in both languages.

mod file;
mod mapping;
mod row;

use shared::{
    api::ApiError,
    record::{ImportProblem, ImportStop},
};

pub use mapping::mapping_problem;
pub use row::row_problem;

use super::{Lang, Said, api_error};

/// The same sentence in both languages, with its arguments in braces.
macro_rules! say {
    ($lang:expr, $en:literal, $es:literal $(,)?) => {
        match $lang {
            $crate::words::Lang::En => format!($en),
            $crate::words::Lang::Es => format!($es),
        }
    };
}
use say;

/// Why an import did not happen.
#[must_use]
pub fn import_problem(lang: Lang, problem: &ImportProblem) -> String {
    match problem {
        ImportProblem::File(problem) => file::file_problem(lang, problem),
        ImportProblem::Header { line, problem } => {
            let said = row_problem(lang, None, problem);
            say!(
                lang,
                "line {line}, the header: {said}",
                "línea {line}, el encabezado: {said}",
            )
        }
        ImportProblem::Row { line, problem } => {
            let said = row_problem(lang, None, problem);
            say!(lang, "line {line}: {said}", "línea {line}: {said}")
        }
        ImportProblem::NoObject { line, problem } => {
            let said = row_problem(lang, None, problem);
            say!(
                lang,
                "line {line}: {said}; none of the first lines is a JSON object",
                "línea {line}: {said}; ninguna de las primeras líneas es un objeto JSON",
            )
        }
        ImportProblem::Mapping(problem) => mapping_problem(lang, problem),
        ImportProblem::Import(stop) => stopped(lang, stop),
    }
}

fn stopped(lang: Lang, stop: &ImportStop) -> String {
    match stop {
        ImportStop::NoAnswers { missing } => say!(
            lang,
            "the file has none of the columns that the mapping reads answers from ({missing}): is it the right file for this mapping?",
            "el archivo no tiene ninguna de las columnas de las que la correspondencia lee respuestas ({missing}): ¿es el archivo adecuado para esta correspondencia?",
        ),
        ImportStop::UnknownHeaders => say!(
            lang,
            "no mapping is kept for files with these headers: import one like it in the browser first, then put this one back",
            "no hay correspondencia guardada para archivos con estos encabezados: importe antes uno igual en el navegador y vuelva a poner este",
        ),
        ImportStop::Busy { seconds } => say!(
            lang,
            "another import is under way: wait until it has finished, or, if its program died, {seconds} seconds",
            "hay otra importación en marcha: espere a que termine o, si su programa se detuvo, {seconds} segundos",
        ),
        ImportStop::Cancelled => say!(
            lang,
            "cancelled: nothing was imported",
            "cancelada: no se ha importado nada",
        ),
        ImportStop::LostLease => say!(
            lang,
            "the import was interrupted for too long and given up: start it again",
            "la importación estuvo interrumpida demasiado tiempo y se abandonó: empiécela de nuevo",
        ),
        ImportStop::Zone { zone } => say!(
            lang,
            "the workspace's time zone \"{zone}\" is unknown here",
            "la zona horaria del espacio, \"{zone}\", no se conoce aquí",
        ),
        ImportStop::NoMapping => say!(
            lang,
            "send a mapping, or the name of one that is kept",
            "envíe una correspondencia o el nombre de una guardada",
        ),
        ImportStop::Cut => say!(
            lang,
            "the file did not arrive whole: send it again",
            "el archivo no ha llegado entero: envíelo de nuevo",
        ),
    }
}

/// An error of the API in words, on the pages where files are brought in: with the problem of the file, if it is that.
#[must_use]
pub fn import_error(lang: Lang, error: &ApiError) -> Said {
    let said = api_error(lang, error);
    match ImportProblem::of(&error.args) {
        None => said,
        Some(problem) => Said {
            text: sentence(&import_problem(lang, &problem)),
            ..said
        },
    }
}

/// Why a cell or a row could not be read, as a sentence of its own.
#[must_use]
pub fn reject_reason(lang: Lang, reject: &shared::api::Reject) -> String {
    sentence(&row_problem(lang, reject.column.as_deref(), &reject.reason))
}

/// A clause as a sentence.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(char::to_uppercase);
    let mut sentence: String = first.into_iter().flatten().chain(letters).collect();
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    sentence
}

/// `; did you mean "…"?`, where there is something to mean.
fn did_you_mean(lang: Lang, near: Option<&String>) -> String {
    near.map_or_else(String::new, |near| {
        say!(
            lang,
            "; did you mean \"{near}\"?",
            "; ¿quería decir \"{near}\"?"
        )
    })
}

#[cfg(test)]
mod tests;
