//! Why a file as a whole is no table.

use shared::record::{FileProblem, FoundFormat};

use super::say;
use crate::words::Lang;

/// Why a file as a whole is no table.
#[allow(clippy::too_many_lines, reason = "one arm for each problem")]
pub(super) fn file_problem(lang: Lang, problem: &FileProblem) -> String {
    match problem {
        FileProblem::Unreadable { said } => say!(
            lang,
            "cannot read the file: {said}",
            "no se puede leer el archivo: {said}",
        ),
        FileProblem::Empty => say!(
            lang,
            "the file is empty: export it again, with its header row",
            "el archivo está vacío: expórtelo de nuevo, con su fila de encabezados",
        ),
        FileProblem::NotText { found } => {
            let found = looks_like(lang, *found);
            say!(
                lang,
                "this is {found}, not delimited text: save it as CSV (UTF-8) and import that",
                "esto es {found}, no texto delimitado: guárdelo como CSV (UTF-8) e importe eso",
            )
        }
        FileProblem::Encoding { line } => say!(
            lang,
            "line {line} is not UTF-8: save the file as \"CSV UTF-8\", or write encoding = \"windows-1252\" in the mapping's [source] if it comes from an older spreadsheet",
            "la línea {line} no es UTF-8: guarde el archivo como \"CSV UTF-8\" o, si viene de una hoja de cálculo antigua, ponga encoding = \"windows-1252\" en [source] de la correspondencia",
        ),
        FileProblem::GzipCut => say!(
            lang,
            "the gzip archive ends too early: copy or export it again",
            "el archivo gzip termina antes de tiempo: cópielo o expórtelo de nuevo",
        ),
        FileProblem::GzipDamaged => say!(
            lang,
            "the gzip archive is damaged: copy or export it again",
            "el archivo gzip está dañado: cópielo o expórtelo de nuevo",
        ),
        FileProblem::GzipLarge { mebibytes } => say!(
            lang,
            "the gzip archive unpacks to more than {mebibytes} MiB: unpack it yourself and import what comes out, if that is meant",
            "el archivo gzip contiene más de {mebibytes} MiB: si es lo que quiere, descomprímalo e importe lo que salga",
        ),
        FileProblem::NoWords { line, found } => say!(
            lang,
            "line {line}, the header: the first row has no word in it (\"{found}\"), so it names no column: write the columns' names above the first row, and separate the columns by commas, semicolons or tabs",
            "línea {line}, el encabezado: la primera fila no contiene ninguna palabra (\"{found}\"), así que no nombra ninguna columna: escriba los nombres de las columnas sobre la primera fila y sepárelas con comas, puntos y coma o tabuladores",
        ),
        FileProblem::OneColumn {
            line,
            column,
            delimiter,
        } => say!(
            lang,
            "line {line}, the header: there is one column only, \"{column}\": write delimiter = \"{delimiter}\" in the mapping's [source]",
            "línea {line}, el encabezado: solo hay una columna, \"{column}\": ponga delimiter = \"{delimiter}\" en [source] de la correspondencia",
        ),
        FileProblem::ColumnTwice { line, column } => say!(
            lang,
            "line {line}, the header: the column \"{column}\" is there twice: rename one of them in the file",
            "línea {line}, el encabezado: la columna \"{column}\" está dos veces: cambie el nombre de una en el archivo",
        ),
        FileProblem::NoAttributes { line } => say!(
            lang,
            "line {line}, the header: there is nothing but the values and their days: add a column for what they are, as \"supplier\"",
            "línea {line}, el encabezado: solo están los valores y sus días: añada una columna con lo que son, como \"proveedor\"",
        ),
        FileProblem::NoColumn { line, column, near } => {
            let near = near.as_ref().map_or_else(String::new, |near| {
                say!(
                    lang,
                    " (it has \"{near}\": add it to the mapping's [columns] as another header of {column})",
                    " (tiene \"{near}\": añádala a [columns] de la correspondencia como otro encabezado de {column})",
                )
            });
            say!(
                lang,
                "line {line}, the header: the mapping needs the column \"{column}\", which the file does not have{near}",
                "línea {line}, el encabezado: la correspondencia necesita la columna \"{column}\", que el archivo no tiene{near}",
            )
        }
        FileProblem::JsonDocument => say!(
            lang,
            "this is one JSON document, and what is read is one object on each line (NDJSON): export it so, or convert it with jq -c '.[]' FILE",
            "esto es un solo documento JSON, y lo que se lee es un objeto en cada línea (NDJSON): expórtelo así o conviértalo con jq -c '.[]' ARCHIVO",
        ),
        FileProblem::OldSpreadsheet => say!(
            lang,
            "this is a spreadsheet of the old kind (.xls): open it and save it as .xlsx or as CSV",
            "esto es una hoja de cálculo antigua (.xls): ábrala y guárdela como .xlsx o como CSV",
        ),
        FileProblem::Password => say!(
            lang,
            "this spreadsheet is protected by a password: open it, take the password away (in Excel under File > Info), and save it again",
            "esta hoja de cálculo está protegida con contraseña: ábrala, quite la contraseña (en Excel, en Archivo > Información) y guárdela de nuevo",
        ),
        FileProblem::BinarySpreadsheet => say!(
            lang,
            "this is a binary spreadsheet (.xlsb): open it and save it as .xlsx or as CSV",
            "esto es una hoja de cálculo binaria (.xlsb): ábrala y guárdela como .xlsx o como CSV",
        ),
        FileProblem::OpenDocument => say!(
            lang,
            "this is an OpenDocument file (.ods): open it and save it as .xlsx or as CSV",
            "esto es un archivo OpenDocument (.ods): ábralo y guárdelo como .xlsx o como CSV",
        ),
        FileProblem::Zip => say!(
            lang,
            "this is a zip archive, but no spreadsheet: unpack it and import the file in it",
            "esto es un archivo zip, pero no una hoja de cálculo: descomprímalo e importe el archivo que contiene",
        ),
        FileProblem::SpreadsheetLarge { mebibytes } => say!(
            lang,
            "the spreadsheet is larger than {mebibytes} MiB: save the sheet as CSV, which may have any size",
            "la hoja de cálculo ocupa más de {mebibytes} MiB: guárdela como CSV, que puede tener cualquier tamaño",
        ),
        FileProblem::SpreadsheetParts { most } => say!(
            lang,
            "the spreadsheet has more than {most} parts: save the sheet as CSV, which may have any size",
            "la hoja de cálculo tiene más de {most} partes: guárdela como CSV, que puede tener cualquier tamaño",
        ),
        FileProblem::SheetCells { most } => say!(
            lang,
            "the spreadsheet has more than {most} cells: save the sheet as CSV, which may have any size",
            "la hoja de cálculo tiene más de {most} celdas: guárdela como CSV, que puede tener cualquier tamaño",
        ),
        FileProblem::SheetText { mebibytes } => say!(
            lang,
            "the spreadsheet has more than {mebibytes} MiB of text: save the sheet as CSV, which may have any size",
            "la hoja de cálculo tiene más de {mebibytes} MiB de texto: guárdela como CSV, que puede tener cualquier tamaño",
        ),
        FileProblem::SheetMerged { most, row } => say!(
            lang,
            "the spreadsheet has more than {most} merged areas in row {row}: save the sheet as CSV, which may have any size",
            "la hoja de cálculo tiene más de {most} zonas combinadas en la fila {row}: guárdela como CSV, que puede tener cualquier tamaño",
        ),
        FileProblem::SpreadsheetDamaged { said } => say!(
            lang,
            "the spreadsheet is damaged ({said}): open it and save it again as .xlsx or as CSV",
            "la hoja de cálculo está dañada ({said}): ábrala y guárdela de nuevo como .xlsx o como CSV",
        ),
        FileProblem::SheetEmpty { sheet, sheets } => {
            let others = named(lang, sheets);
            say!(
                lang,
                "the sheet \"{sheet}\" is empty; {others}",
                "la hoja \"{sheet}\" está vacía; {others}",
            )
        }
        FileProblem::NoSheet { sheet, sheets } => {
            let others = named(lang, sheets);
            say!(
                lang,
                "there is no sheet \"{sheet}\"; {others}",
                "no hay ninguna hoja \"{sheet}\"; {others}",
            )
        }
        FileProblem::NoVisibleSheet { sheets } => {
            let others = named(lang, sheets);
            say!(
                lang,
                "there is no sheet to be seen; {others}",
                "no hay ninguna hoja a la vista; {others}",
            )
        }
    }
}

fn named(lang: Lang, sheets: &str) -> String {
    if sheets.is_empty() {
        return say!(
            lang,
            "the spreadsheet has no sheet of cells: add one in it",
            "la hoja de cálculo no tiene ninguna hoja de celdas: añada una",
        );
    }
    say!(
        lang,
        "the spreadsheet has {sheets}: name the right one with sheet = \"…\" in the mapping's [source]",
        "el archivo tiene {sheets}: indique la correcta con sheet = \"…\" en [source] de la correspondencia",
    )
}

const fn looks_like(lang: Lang, found: FoundFormat) -> &'static str {
    let (en, es) = match found {
        FoundFormat::Zip => (
            "a spreadsheet or a zip archive",
            "una hoja de cálculo o un archivo zip",
        ),
        FoundFormat::OldSpreadsheet => ("an old spreadsheet", "una hoja de cálculo antigua"),
        FoundFormat::Gzip => (
            "a gzip archive in another",
            "un archivo gzip dentro de otro",
        ),
        FoundFormat::Pdf => ("a PDF", "un PDF"),
        FoundFormat::Utf16 => ("UTF-16 text", "texto UTF-16"),
        FoundFormat::Binary => ("binary data", "datos binarios"),
    };
    match lang {
        Lang::En => en,
        Lang::Es => es,
    }
}
