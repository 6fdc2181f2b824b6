//! Why a row, or a cell of it, could not be read.

use shared::record::{DateProblem, Decimal, RowProblem};

use super::say;
use crate::words::Lang;

/// Why a row could not be read, or the cell of this column.
#[must_use]
pub fn row_problem(lang: Lang, column: Option<&str>, problem: &RowProblem) -> String {
    match problem {
        RowProblem::TooLong => say!(
            lang,
            "the row is longer than 1 MiB or has more than 10,000 fields: is a quote not closed?",
            "la fila ocupa más de 1 MiB o tiene más de 10.000 campos: ¿falta cerrar unas comillas?",
        ),
        RowProblem::Unclosed => say!(
            lang,
            "the file ends inside quotes: it was cut off, or a quote is not closed",
            "el archivo termina dentro de unas comillas: se cortó o faltan por cerrar",
        ),
        RowProblem::Encoding => say!(
            lang,
            "not of the declared encoding: see encoding in the mapping's [source]",
            "no tiene la codificación declarada: vea encoding en [source] de la correspondencia",
        ),
        RowProblem::ZeroByte => say!(
            lang,
            "a zero byte, which no text has: the file is damaged here, export it again",
            "un byte cero, que ningún texto tiene: el archivo está dañado aquí, expórtelo de nuevo",
        ),
        RowProblem::NotJson { character } => say!(
            lang,
            "not JSON from character {character} of the line on: each line is one object, {{\"column\": value, …}}",
            "no es JSON a partir del carácter {character} de la línea: cada línea es un objeto, {{\"columna\": valor, …}}",
        ),
        RowProblem::JsonCut => say!(
            lang,
            "the line ends before its JSON object does: each line is one whole object; was the file cut off?",
            "la línea termina antes que su objeto JSON: cada línea es un objeto entero; ¿se cortó el archivo?",
        ),
        RowProblem::NotAnObject => say!(
            lang,
            "JSON, but no object: each line is one object, {{\"column\": value, …}}",
            "es JSON, pero no un objeto: cada línea es un objeto, {{\"columna\": valor, …}}",
        ),
        RowProblem::JsonEncoding => say!(
            lang,
            "not UTF-8, which JSON always is: export it again as UTF-8",
            "no es UTF-8, y JSON siempre lo es: expórtelo de nuevo como UTF-8",
        ),
        RowProblem::LongNumber => say!(
            lang,
            "a number of more than 15 digits, of which the last would be lost: write it in quotes",
            "un número de más de 15 cifras, de las que se perderían las últimas: escríbalo entre comillas",
        ),
        RowProblem::List => say!(
            lang,
            "a list, and a column has one value: write each in a member of its own, or join them to one text",
            "una lista, y una columna tiene un solo valor: escriba cada uno en su propio miembro o únalos en un texto",
        ),
        RowProblem::Merged => say!(
            lang,
            "part of a merged cell: unmerge it in the spreadsheet and write the value into every row",
            "parte de una celda combinada: sepárela en la hoja de cálculo y escriba el valor en cada fila",
        ),
        RowProblem::Fields { found, expected } => say!(
            lang,
            "the row has {found} fields where the header has {expected}: was the file cut off, or is a delimiter not quoted?",
            "la fila tiene {found} campos y el encabezado {expected}: ¿se cortó el archivo o hay un separador sin comillas?",
        ),
        RowProblem::EmptyId => say!(
            lang,
            "empty, and the record's id is made of it",
            "vacía, y de ella se forma el identificador del registro",
        ),
        RowProblem::LongId { most } => say!(
            lang,
            "the record's id is longer than {most} bytes",
            "el identificador del registro ocupa más de {most} bytes",
        ),
        RowProblem::SameId => say!(
            lang,
            "another row of this file has the same id and says something else: add what tells them apart to [id] template",
            "otra fila de este archivo tiene el mismo identificador y dice otra cosa: añada lo que las distingue a template en [id]",
        ),
        RowProblem::NotANumber { decimal } => match decimal {
            Decimal::Point => say!(
                lang,
                "not a number (decimals are written with a point; if this file writes 1.234,56, write decimal = \",\" in the mapping's [source])",
                "no es un número (los decimales se escriben con punto; si este archivo escribe 1.234,56, ponga decimal = \",\" en [source] de la correspondencia)",
            ),
            Decimal::Comma => say!(
                lang,
                "not a number as the mapping says that they are written (1.234,56)",
                "no es un número escrito como dice la correspondencia (1.234,56)",
            ),
        },
        RowProblem::WeightOutOfRange => say!(
            lang,
            "a weight outside 0 to 10000: divide all weights of the source by the same number",
            "una ponderación fuera de 0 a 10000: divida todas las de la fuente por un mismo número",
        ),
        RowProblem::Date(problem) => {
            let DateProblem {
                expected,
                read,
                meant,
                or,
            } = &**problem;
            let what = date(
                lang,
                column.unwrap_or_default(),
                meant.as_deref(),
                or.as_deref(),
            );
            match read {
                Some(read) => say!(
                    lang,
                    "{what} (read as \"{read}\", expected as {expected})",
                    "{what} (se leyó \"{read}\", se esperaba {expected})",
                ),
                None => say!(
                    lang,
                    "{what} (expected as {expected})",
                    "{what} (se esperaba {expected})",
                ),
            }
        }
        RowProblem::OffScale { min, max } => say!(
            lang,
            "off the scale of {min} to {max}; if it means \"no answer\", add it to the scale's nulls",
            "fuera de la escala de {min} a {max}; si significa \"sin respuesta\", añádalo a nulls en la escala",
        ),
        RowProblem::NotWhole => not_whole(lang),
        RowProblem::DecimalComma => {
            let what = not_whole(lang);
            say!(
                lang,
                "{what}. Is the comma the decimal sign? Then write decimal = \",\" in the mapping's [source]",
                "{what}. ¿Es la coma el signo decimal? Entonces ponga decimal = \",\" en [source] de la correspondencia",
            )
        }
        RowProblem::SameDays { value } => say!(
            lang,
            "another row says what {value} is on some of the same days: let one end before the other begins",
            "otra fila dice qué es {value} en algunos de los mismos días: que una termine antes de que empiece la otra",
        ),
        RowProblem::DaysBackwards => say!(
            lang,
            "the last day comes before the first",
            "el último día es anterior al primero",
        ),
        RowProblem::AmountTooLarge => say!(
            lang,
            "too large an amount: is a decimal point missing?",
            "una cantidad demasiado grande: ¿falta el separador decimal?",
        ),
        RowProblem::NotSince { most } => say!(
            lang,
            "when it began must be the record's day or one of the {most} days before it",
            "el inicio debe ser el día del registro o uno de los {most} días anteriores",
        ),
        RowProblem::Negative => say!(
            lang,
            "less than none, and this is how often something happened: write 0 or more",
            "menos que ninguna, y esto es cuántas veces ocurrió algo: escriba 0 o más",
        ),
        RowProblem::LongComment { most } => say!(
            lang,
            "the comment is longer than {most} characters: is a quote not closed?",
            "el comentario tiene más de {most} caracteres: ¿falta cerrar unas comillas?",
        ),
        RowProblem::NotACode => say!(
            lang,
            "not a code, which is a whole number",
            "no es un código, que es un número entero",
        ),
        RowProblem::Said { text } => text.clone(),
    }
}

fn not_whole(lang: Lang) -> String {
    say!(
        lang,
        "not a whole number; if it means \"no answer\", add it to the nulls, and if it stands for a rating, to the scale's words",
        "no es un número entero; si significa \"sin respuesta\", añádalo a nulls y, si representa una valoración, a words en la escala",
    )
}

/// What a cell is that is no date as declared, and which form to add. What could be two dates is not guessed.
fn date(lang: Lang, column: &str, meant: Option<&str>, or: Option<&str>) -> String {
    let form = |format: &str| format!("{{ template = \"{{{column}}}\", format = \"{format}\" }}");
    match (meant, or) {
        (None, _) => say!(lang, "not a date that exists", "no es una fecha que exista"),
        (Some("serial"), _) => {
            let form = form("serial");
            say!(
                lang,
                "a number, and no date. If it is a spreadsheet's count of days, add {form} to forms in the mapping's [time]",
                "un número y no una fecha. Si es la cuenta de días de una hoja de cálculo, añada {form} a forms en [time] de la correspondencia",
            )
        }
        (Some(only), None) => {
            let form = form(only);
            say!(
                lang,
                "a date in a form that the mapping does not declare: add {form} to forms in the mapping's [time]",
                "una fecha de una forma que la correspondencia no declara: añada {form} a forms en [time] de la correspondencia",
            )
        }
        (Some(day_first), Some(month_first)) => {
            let (day_first, month_first) = (form(day_first), form(month_first));
            say!(
                lang,
                "a date that can be read in two ways, which is not guessed: add {day_first} to forms in the mapping's [time] if the day comes first, or {month_first} if the month does",
                "una fecha que se puede leer de dos maneras, y eso no se adivina: añada {day_first} a forms en [time] de la correspondencia si primero va el día, o {month_first} si primero va el mes",
            )
        }
    }
}
