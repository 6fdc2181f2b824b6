//! Files brought in, and the sources of records.

use super::{Lang, macros::words};

words! {
    /// Texts of the import page and the sources page.
    pub struct ImportWords {
        title: "Import a file" / "Importar un archivo",
        lead: "Surveys, orders, tickets and sums from the files that you have. Nothing is kept before you say so, and every import can be taken back."
            / "Encuestas, pedidos, incidencias y sumas de los archivos que ya tiene. No se guarda nada hasta que usted lo diga, y toda importación se puede deshacer.",
        drop_here: "Drop a file anywhere, or choose one" / "Suelte un archivo en cualquier parte, o elija uno",
        sending: "Reading the file…" / "Leyendo el archivo…",
        choose: "Choose a file" / "Elegir un archivo",
        formats: "CSV, Excel (.xlsx) or NDJSON, also packed as .gz, up to 256 MB" / "CSV, Excel (.xlsx) o NDJSON, también comprimido en .gz, hasta 256 MB",
        paste: "Or paste cells of a spreadsheet" / "O pegue celdas de una hoja de cálculo",
        paste_hint: "With the row of headings." / "Con la fila de encabezados.",
        use_cells: "Use these cells" / "Usar estas celdas",
        another: "Another file" / "Otro archivo",
        refused: "This file cannot be read" / "Este archivo no se puede leer",
        nothing_kept: "Nothing of it was kept. Mend it and choose it again." / "No se ha guardado nada de él. Corríjalo y vuelva a elegirlo.",
        does_not_fit: "The file cannot be read this way" / "El archivo no se puede leer así",
        csv: "text with columns" / "texto con columnas",
        spreadsheet: "spreadsheet" / "hoja de cálculo",
        remembered: "A file with the same headings was imported before: its columns are read the same way again."
            / "Ya se importó un archivo con los mismos encabezados: sus columnas se leen otra vez igual.",
        guessed: "The columns are read as they seem to be, not as last time." / "Las columnas se leen según parecen, no como la última vez.",
        use_guess: "Guess anew" / "Volver a adivinar",
        use_remembered: "As last time" / "Como la última vez",
        source: "Name of the source" / "Nombre de la fuente",
        columns: "What the columns mean" / "Qué significan las columnas",
        column: "Column" / "Columna",
        examples: "Examples" / "Ejemplos",
        meaning: "It is" / "Es",
        details: "In detail" / "En detalle",
        unnamed: "(without a heading)" / "(sin encabezado)",
        ignore: "not used" / "no se usa",
        id: "id of the record" / "identificador del registro",
        time: "date" / "fecha",
        weight: "weight" / "ponderación",
        rating: "rating" / "valoración",
        dimension: "to group by" / "para agrupar",
        codes: "codes of complaints" / "códigos de quejas",
        codes_hint: "Below: which codes are about what." / "Más abajo: qué códigos tratan de qué.",
        asked_above: "See the question above." / "Vea la pregunta de arriba.",
        day_first: "The day comes first" / "Primero va el día",
        month_first: "The month comes first" / "Primero va el mes",
        yes_no: "yes or no" / "sí o no",
        no_answer: "No answer:" / "Sin respuesta:",
        about_whole: "The whole" / "El conjunto",
        about_touchpoint: "A touchpoint" / "Un punto de contacto",
        whole: "about the whole" / "sobre el conjunto",
        new_touchpoint: "a new touchpoint…" / "un punto de contacto nuevo…",
        how_good: "how good it was" / "lo bueno que fue",
        how_easy: "how easy it was" / "lo fácil que fue",
        preview: "The first rows as records" / "Las primeras filas como registros",
        line: "Line" / "Línea",
        when: "Day" / "Día",
        found: "Found" / "Se encontró",
        reason: "Why" / "Por qué",
        rejects_here: "What cannot be read of the first rows" / "Lo que no se puede leer de las primeras filas",
        rejects: "What could not be read, by line" / "Lo que no se pudo leer, por línea",
        lacks_time: "Choose which column is the date." / "Elija qué columna es la fecha.",
        lacks_answer: "Answer the question about the date first." / "Responda antes a la pregunta sobre la fecha.",
        lacks_rating: "Choose at least one column that is a rating or an amount." / "Elija al menos una columna que sea una valoración o una cantidad.",
        check: "Check all rows" / "Comprobar todas las filas",
        checking: "Checking…" / "Comprobando…",
        import: "Import" / "Importar",
        would_be: "What would become of it" / "Qué pasaría",
        added: "new records" / "registros nuevos",
        changed: "changed, replacing what was there" / "cambiados, en lugar de lo que había",
        unchanged: "known already" / "ya conocidos",
        forgotten: "deleted on purpose before, left out" / "borrados antes a propósito, se omiten",
        rejected: "rows that cannot be read" / "filas que no se pueden leer",
        values_rejected: "single values that cannot be read" / "valores sueltos que no se pueden leer",
        answers: "answers" / "respuestas",
        progress: "Progress of the import" / "Progreso de la importación",
        outcome: "The import" / "La importación",
        cancel: "Cancel" / "Cancelar",
        attributes: "What values stand for" / "Qué significan los valores",
        attributes_lead: "A table says what the values of a dimension are: which supplier a batch came from, and from when to when. Metrics and friction are then split and filtered by it too."
            / "Una tabla dice qué son los valores de una dimensión: de qué proveedor vino un lote, y desde cuándo hasta cuándo. Los indicadores y la fricción se desglosan y filtran también por ello.",
        attributes_of: "Values of" / "Valores de",
        attributes_file: "The table (CSV or .xlsx)" / "La tabla (CSV o .xlsx)",
        attributes_hint: "The first column holds the values, \"from\" and \"to\" their days; every other column says what they are. It takes the place of the table that is there."
            / "La primera columna tiene los valores, «from» y «to» sus días; las demás dicen qué son. Sustituye a la tabla que haya.",
        attributes_rows: "The rows" / "Las filas",
        attributes_from: "From" / "Desde",
        attributes_to: "To" / "Hasta",
        attributes_away: "Take the table away" / "Quitar la tabla",
        attributes_sure: "Take it away: nothing of the records is lost" / "Quitarla: no se pierde nada de los registros",
        attributes_gone: "The table is gone." / "La tabla se ha quitado.",
        read_again: "Read the file again" / "Leer otra vez el archivo",
        take_back: "Undo this import" / "Deshacer esta importación",
        take_back_sure: "Undo: its records go" / "Deshacer: sus registros desaparecen",
        keep: "Keep it" / "Conservarla",
        back_to_columns: "Back to the columns" / "Volver a las columnas",
        to_sources: "All sources" / "Todas las fuentes",
        undone: "The import was undone: its records are gone, and what they had replaced is back."
            / "La importación se ha deshecho: sus registros ya no están y ha vuelto lo que habían reemplazado.",
        discarded: "The import stopped before its end. Nothing of it was kept." / "La importación se detuvo antes del final. No se ha guardado nada de ella.",
        sources_lead: "Where the records come from, how fresh they are, and what each import brought." / "De dónde vienen los registros, lo recientes que son y qué trajo cada importación.",
        no_sources_title: "No records yet" / "Aún no hay registros",
        no_sources_text: "Import a survey or reviews from a file: what was measured then appears on boards and in friction."
            / "Importe una encuesta o reseñas de un archivo: lo que se haya medido aparecerá en los tableros y en la fricción.",
    }
    sentences {
        looked(file: &str, columns: usize) {
            en: format!("{file}: {columns} columns"),
            es: format!("{file}: {columns} columnas"),
        }
        facts(file: &str, format: &str, columns: usize) {
            en: format!("{file}: {format}, {}", Lang::En.counted(columns as u64, "column", "columns")),
            es: format!("{file}: {format}, {}", Lang::Es.counted(columns as u64, "columna", "columnas")),
        }
        filled(filled: u32, distinct: u32) {
            en: format!("{} filled, {} different", Lang::En.count(filled.into()), Lang::En.count(distinct.into())),
            es: format!("{} con datos, {} distintos", Lang::Es.count(filled.into()), Lang::Es.count(distinct.into())),
        }
        meaning_of(column: &str) { en: format!("What {column} is"), es: format!("Qué es {column}") }
        dimension_of(column: &str) { en: format!("Name to group {column} by"), es: format!("Nombre para agrupar por {column}") }
        scale_of(column: &str) { en: format!("Scale of {column}"), es: format!("Escala de {column}") }
        about_of(column: &str) { en: format!("What {column} is about"), es: format!("De qué trata {column}") }
        touchpoint_name_of(column: &str) {
            en: format!("Name of the new touchpoint of {column}"),
            es: format!("Nombre del nuevo punto de contacto de {column}"),
        }
        part_of(column: &str) { en: format!("What {column} says"), es: format!("Qué dice {column}") }
        no_answer_of(column: &str) {
            en: format!("Cells of {column} that mean no answer, separated by commas"),
            es: format!("Celdas de {column} que significan sin respuesta, separadas por comas"),
        }
        which_day(column: &str, example: &str) {
            en: format!("{column}: which day is {example}?"),
            es: format!("{column}: ¿qué día es {example}?"),
        }
        means(example: &str, day: &str) { en: format!("{example} is {day}"), es: format!("{example} es {day}") }
        date_format(format: &str) { en: format!("written as {format}"), es: format!("escrita como {format}") }
        scale(min: i32, max: i32) { en: format!("{min} to {max}"), es: format!("de {min} a {max}") }
        whole_as(metric: &str) { en: format!("about the whole: {metric}"), es: format!("sobre el conjunto: {metric}") }
        new_named(name: &str) { en: format!("new: {name}"), es: format!("nuevo: {name}") }
        days(first: &str, last: &str) { en: format!("{first} to {last}"), es: format!("del {first} al {last}") }
        missing(columns: &str) {
            en: format!("Not in this file: {columns}"),
            es: format!("No están en este archivo: {columns}"),
        }
        checked(added: u64, rejected: u64) {
            en: format!("Checked: {} new, {} rows cannot be read", Lang::En.count(added), Lang::En.count(rejected)),
            es: format!("Comprobado: {} nuevos, {} filas no se pueden leer", Lang::Es.count(added), Lang::Es.count(rejected)),
        }
        read_so_far(rows: u64) {
            en: format!("Importing: {} so far", Lang::En.counted(rows, "row", "rows")),
            es: format!("Importando: {} hasta ahora", Lang::Es.counted(rows, "fila", "filas")),
        }
        imported(records: u64) {
            en: format!("Imported: {}", Lang::En.counted(records, "record", "records")),
            es: format!("Importado: {}", Lang::Es.counted(records, "registro", "registros")),
        }
        not_read(count: u64) {
            en: format!("{} not read", Lang::En.count(count)),
            es: format!("{} sin leer", Lang::Es.count(count)),
        }
        records(count: u64) {
            en: Lang::En.counted(count, "record", "records"),
            es: Lang::Es.counted(count, "registro", "registros"),
        }
        attributes_told(values: u64, names: &str) {
            en: format!("{}: {names}", Lang::En.counted(values, "value", "values")),
            es: format!("{}: {names}", Lang::Es.counted(values, "valor", "valores")),
        }
        attributes_kept(dimension: &str, values: u64) {
            en: format!("{dimension}: {} explained", Lang::En.counted(values, "value", "values")),
            es: format!("{dimension}: {}", Lang::Es.counted(values, "valor explicado", "valores explicados")),
        }
        attributes_first(shown: u64, total: u64) {
            en: format!("The first {} of {} rows", Lang::En.count(shown), Lang::En.count(total)),
            es: format!("Las primeras {} de {} filas", Lang::Es.count(shown), Lang::Es.count(total)),
        }
        comes_every(days: u64) {
            en: match days {
                1 => "comes every day".to_owned(),
                days => format!("comes about every {}", Lang::En.counted(days, "day", "days")),
            },
            es: match days {
                1 => "llega cada día".to_owned(),
                days => format!("llega cada {} aproximadamente", Lang::Es.counted(days, "día", "días")),
            },
        }
        is_late(days: u64) {
            en: format!("nothing came for {}", Lang::En.counted(days, "day", "days")),
            es: format!("no llega nada desde hace {}", Lang::Es.counted(days, "día", "días")),
        }
        last_record(days: u64) {
            en: match days {
                0 => "last record today".to_owned(),
                days => format!("last record {} ago", Lang::En.counted(days, "day", "days")),
            },
            es: match days {
                0 => "último registro hoy".to_owned(),
                days => format!("último registro hace {}", Lang::Es.counted(days, "día", "días")),
            },
        }
    }
}
