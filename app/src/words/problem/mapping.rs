//! Mistakes in a mapping, each with what to write instead.

use shared::record::{MappingProblem as Problem, Named};

use super::{did_you_mean, say};
use crate::words::Lang;

/// What is wrong with a mapping, and what to write instead.
#[must_use]
#[allow(clippy::too_many_lines, reason = "one arm for each problem")]
pub fn mapping_problem(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Toml { said } => say!(lang, "{said}", "no se puede leer ({said})"),
        Problem::Unknown { said, near } => {
            let near = did_you_mean(lang, near.as_ref());
            say!(lang, "{said}{near}", "no se conoce ({said}){near}")
        }
        Problem::NoField { field } => say!(
            lang,
            "missing field `{field}`: add {field}",
            "falta `{field}`: añádalo",
        ),
        Problem::Newer { known } => say!(
            lang,
            "this mapping is for a newer Puente; this one reads version {known}",
            "esta correspondencia es para un Puente más nuevo; este lee la versión {known}",
        ),
        Problem::NotASlug { of, value } => {
            let of = named(lang, *of);
            say!(
                lang,
                "{of} is made of a-z, 0-9, - and _: write \"airport-survey\", say, instead of \"{value}\"",
                "{of} se compone de a-z, 0-9, - y _: escriba, por ejemplo, \"encuesta-aeropuerto\" en lugar de \"{value}\"",
            )
        }
        Problem::NeedsVariable { name } => say!(
            lang,
            "this mapping needs {name}: add --set {name}=VALUE to the command",
            "esta correspondencia necesita {name}: añada --set {name}=VALOR a la orden",
        ),
        Problem::NoSuchVariable { name, near } => {
            let near = did_you_mean(lang, near.as_ref());
            say!(
                lang,
                "--set {name}: the mapping has no such variable{near}; list it in [source] variables or leave it out",
                "--set {name}: la correspondencia no tiene esa variable{near}; añádala a variables en [source] o no la indique",
            )
        }
        Problem::NotAVariable { name, near } => {
            let near = did_you_mean(lang, near.as_ref());
            say!(
                lang,
                "\"{name}\" is not one of [source] variables{near}",
                "\"{name}\" no es una de las variables de [source]{near}",
            )
        }
        Problem::Delimiter => say!(
            lang,
            "a delimiter is one character: \",\", \";\", \"|\" or \"\\t\"",
            "un separador es un solo carácter: \",\", \";\", \"|\" o \"\\t\"",
        ),
        Problem::HeaderTwice {
            header,
            first,
            second,
        } => say!(
            lang,
            "the header \"{header}\" stands for both {first} and {second}: leave it to one of them",
            "el encabezado \"{header}\" representa a la vez {first} y {second}: déjelo solo en una",
        ),
        Problem::NoDimension { name, near } => {
            let near = did_you_mean(lang, near.as_ref());
            say!(
                lang,
                "there is no dimension \"{name}\"{near}",
                "no hay ninguna dimensión \"{name}\"{near}",
            )
        }
        Problem::KeyTwice { key } => say!(
            lang,
            "the key \"{key}\" was used above: give each touchpoint its own",
            "la clave \"{key}\" ya se usó más arriba: dé a cada punto de contacto la suya",
        ),
        Problem::NoName => say!(
            lang,
            "a touchpoint needs a name",
            "un punto de contacto necesita un nombre",
        ),
        Problem::NoStep => say!(
            lang,
            "a stage needs a step: add step = \"…\"",
            "una etapa necesita un paso: añada step = \"…\"",
        ),
        Problem::NoStage => say!(
            lang,
            "a step needs the stage it is in: add stage = \"…\"",
            "un paso necesita la etapa en la que está: añada stage = \"…\"",
        ),
        Problem::NothingToImport => say!(
            lang,
            "nothing to import: add an [[item]], an [[amount]], or items to a [[touchpoint]]",
            "nada que importar: añada un [[item]], un [[amount]] o items a un [[touchpoint]]",
        ),
        Problem::ColumnTwice { column } => say!(
            lang,
            "the column \"{column}\" is an item already: leave one of the two",
            "la columna \"{column}\" ya es un item: deje solo uno de los dos",
        ),
        Problem::NoScale { name, near } => {
            let near = did_you_mean(lang, near.as_ref());
            say!(
                lang,
                "there is no [scale.{name}]{near}",
                "no hay ningún [scale.{name}]{near}",
            )
        }
        Problem::Scale { min, max } => say!(
            lang,
            "a scale from {min} to {max} has no room: its highest rating must be above its lowest",
            "una escala de {min} a {max} no tiene sitio: su valoración más alta debe estar por encima de la más baja",
        ),
        Problem::WordOffScale {
            word,
            value,
            min,
            max,
        } => say!(
            lang,
            "\"{word}\" stands for {value}, off the scale of {min} to {max}",
            "\"{word}\" representa {value}, fuera de la escala de {min} a {max}",
        ),
        Problem::NoMetric { name, near, known } => {
            let near = did_you_mean(lang, near.as_ref());
            say!(
                lang,
                "there is no metric \"{name}\"{near}; there are {known}",
                "no hay ninguna métrica \"{name}\"{near}; hay {known}",
            )
        }
        Problem::NamelessAmount => say!(
            lang,
            "an amount needs a column, or a name where each row counts as one: add column = \"…\" or name = \"…\"",
            "una cantidad necesita una columna, o un nombre si cada fila cuenta como una: añada column = \"…\" o name = \"…\"",
        ),
        Problem::NoDateColumn => say!(
            lang,
            "days since a date need the column that has it: add column = \"…\"",
            "los días desde una fecha necesitan la columna que la tiene: añada column = \"…\"",
        ),
        Problem::NoDate => say!(
            lang,
            "only days since a date have a format: add counts = \"days_since\", or leave the format out",
            "solo los días desde una fecha tienen formato: añada counts = \"days_since\" o quite format",
        ),
        Problem::OtherUnit {
            metric,
            wants,
            found,
        } => say!(
            lang,
            "the metric {metric} is measured in {wants}, not in {found}: write unit = \"{wants}\" and bring it so",
            "la métrica {metric} se mide en {wants}, no en {found}: escriba unit = \"{wants}\" y tráigala así",
        ),
        Problem::OtherCounts { metric, wants } => say!(
            lang,
            "the metric {metric} is not made of that: write counts = {wants}",
            "la métrica {metric} no se compone de eso: escriba counts = {wants}",
        ),
        Problem::NoRating { min, max } => say!(
            lang,
            "answers are counted by the rating they gave: write rating = a whole number from {min} to {max}",
            "las respuestas se cuentan por la valoración que dieron: escriba rating = un número entero de {min} a {max}",
        ),
        Problem::NoColumns => say!(
            lang,
            "name at least one column",
            "nombre al menos una columna",
        ),
        Problem::ComplaintsTwice { name } => say!(
            lang,
            "the complaints \"{name}\" are there already for the same rows: give these another name, or a when of their own",
            "las quejas \"{name}\" ya están para las mismas filas: dé a estas otro nombre o su propio when",
        ),
        Problem::NoTouchpoint { key, near } => {
            let near = did_you_mean(lang, near.as_ref());
            say!(
                lang,
                "there is no touchpoint \"{key}\"{near}",
                "no hay ningún punto de contacto \"{key}\"{near}",
            )
        }
        Problem::Codes => say!(
            lang,
            "codes are numbers or ranges: [11, \"101-110\"]",
            "los códigos son números o intervalos: [11, \"101-110\"]",
        ),
        Problem::Zone { zone } => say!(
            lang,
            "\"{zone}\" is not a time zone: write an IANA name such as \"America/Los_Angeles\" or \"Europe/Madrid\"",
            "\"{zone}\" no es una zona horaria: escriba un nombre de IANA como \"America/Los_Angeles\" o \"Europe/Madrid\"",
        ),
        Problem::FormsContradict { form, before } => say!(
            lang,
            "{form} reads dates as other days than {before} above does, and which is meant would be guessed: keep the one that the file uses",
            "{form} lee fechas como otros días que {before} más arriba, y habría que adivinar cuál se quiere: deje la que usa el archivo",
        ),
        Problem::NoForm => say!(
            lang,
            "at least one form is needed: {{ template = \"{{DATE}}\", format = \"%Y-%m-%d\" }}",
            "hace falta al menos una forma: {{ template = \"{{FECHA}}\", format = \"%Y-%m-%d\" }}",
        ),
        Problem::NotAWholeDate { form } => say!(
            lang,
            "\"{form}\" does not say a whole date: use %Y, %m and %d (and %H, %M, %S for a moment), as in \"%Y-%m-%d\", or \"serial\" for days as spreadsheets count them",
            "\"{form}\" no dice una fecha entera: use %Y, %m y %d (y %H, %M, %S para un momento), como en \"%Y-%m-%d\", o \"serial\" para días contados como en una hoja de cálculo",
        ),
        Problem::LoneClose { template } => say!(
            lang,
            "\"{template}\" has a }} without a {{: write {{COLUMN}}",
            "\"{template}\" tiene una }} sin {{: escriba {{COLUMNA}}",
        ),
        Problem::LoneOpen { template } => say!(
            lang,
            "\"{template}\" has a {{ without a }}: write {{COLUMN}}",
            "\"{template}\" tiene una {{ sin }}: escriba {{COLUMNA}}",
        ),
        Problem::EmptyBraces { template } => say!(
            lang,
            "\"{template}\" has an empty {{}}: write {{COLUMN}}",
            "\"{template}\" tiene unas {{}} vacías: escriba {{COLUMNA}}",
        ),
        Problem::OneId { template } => say!(
            lang,
            "the id \"{template}\" is the same for all rows: add the {{COLUMN}} that tells them apart, or {{*}} for the whole row",
            "el identificador \"{template}\" es el mismo para todas las filas: añada la {{COLUMNA}} que las distingue, o {{*}} para la fila entera",
        ),
    }
}

const fn named(lang: Lang, of: Named) -> &'static str {
    let (en, es) = match of {
        Named::Source => ("a source's name", "el nombre de una fuente"),
        Named::Dimension => ("a dimension's name", "el nombre de una dimensión"),
        Named::Touchpoint => ("a touchpoint's key", "la clave de un punto de contacto"),
        Named::Complaints => ("the name of complaints", "el nombre de unas quejas"),
        Named::Amount => ("the name of an amount", "el nombre de una cantidad"),
    };
    match lang {
        Lang::En => en,
        Lang::Es => es,
    }
}
