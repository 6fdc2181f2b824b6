//! The metrics page.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the page that says them.

use super::{Lang, macros::words};

words! {
    /// Texts of the metrics page.
    pub struct MetricWords {
        lead: "What every department measures, on one axis: with its margin, its target, and what is normal variation."
            / "Lo que mide cada área, en un mismo eje: con su margen, su objetivo y lo que es variación normal.",
        metric: "Metric" / "Indicador",
        all: "All metrics" / "Todos los indicadores",
        every: "Period" / "Periodo",
        by_days: "as the days suit" / "según los días",
        week: "week" / "semana",
        month: "month" / "mes",
        quarter: "quarter" / "trimestre",
        by: "Split by" / "Desglosar por",
        not_split: "not split" / "sin desglosar",
        marketing: "Marketing and sales" / "Marketing y ventas",
        experience: "Customer experience" / "Experiencia de cliente",
        operations: "Operations" / "Operaciones",
        people: "People" / "Personas",
        stable: "normal variation" / "variación normal",
        better: "real change for the better" / "cambio real a mejor",
        worse: "real change for the worse" / "cambio real a peor",
        early: "too early to tell" / "aún es pronto",
        few: "few records: read with care" / "pocos registros: léalo con cautela",
        open: "incomplete" / "incompleto",
        withheld: "not shown: too few people" / "no se muestra: muy pocas personas",
        outside: "real change: outside the limits" / "cambio real: fuera de los límites",
        run: "real change: eight or more in a row on one side of the mean" / "cambio real: ocho o más seguidos a un lado de la media",
        jump: "real change: a longer step than normal" / "cambio real: un salto mayor de lo normal",
        before: "A year before" / "Un año antes",
        value: "Value" / "Valor",
        margin: "Margin (95%)" / "Margen (95 %)",
        records: "Records" / "Registros",
        remark: "Remark" / "Observación",
        definition: "Definition" / "Definición",
        edit: "Edit" / "Editar",
        file: "CSV file" / "Archivo CSV",
        drawn_value: "Line with dots: value, shaded: its margin" / "Línea con puntos: valor, sombreado: su margen",
        drawn_limits: "band: normal variation and mean" / "banda: variación normal y media",
        drawn_target: "dotted: target" / "de puntos: objetivo",
        drawn_before: "thin line: a year before" / "línea fina: un año antes",
        by_week: "by week" / "por semana",
        by_month: "by month" / "por mes",
        by_quarter: "by quarter" / "por trimestre",
        points: "points" / "puntos",
        percent: "percent" / "porcentaje",
        yes_share: "Share of records that say yes." / "Parte de los registros que dicen sí.",
        hits: "Hits of trials." / "Aciertos de intentos.",
        of_gone: "It is about something that is no longer there, so no record counts." / "Trata de algo que ya no está, así que no cuenta ningún registro.",
        up: "The more the better." / "Cuanto más, mejor.",
        down: "The less the better." / "Cuanto menos, mejor.",
        input: "An input: something we do and can change at once." / "De entrada: algo que hacemos y podemos cambiar ya.",
        outcome: "An outcome: what comes of what we do." / "De resultado: lo que resulta de lo que hacemos.",
        not_stated: "not stated" / "sin indicar",
        read_by_keys: "Arrow keys go through the values." / "Las flechas recorren los valores.",
        legend_value: "value, with its margin" / "valor, con su margen",
        known: "counted, not estimated" / "contado, no estimado",
        legend_limits: "normal variation and mean" / "variación normal y media",
        legend_target: "target" / "objetivo",
        legend_before: "a year before" / "un año antes",
        legend_better: "real change for the better" / "cambio real a mejor",
        legend_worse: "for the worse" / "a peor",
        legend_open: "incomplete period" / "periodo incompleto",
        legend_happened: "campaign" / "campaña",
        legend_event: "event" / "acontecimiento",
        overlays: "Campaigns and events" / "Campañas y acontecimientos",
        overlays_shown: "shown" / "se muestran",
        overlays_hidden: "hidden" / "ocultos",
        legend: "What is drawn" / "Qué se dibuja",
        none_title: "No metric has records yet" / "Ningún indicador tiene registros aún",
        none_text: "Bring in a file in which a column feeds a metric: NPS, CSAT, on-time delivery, … Its course appears here."
            / "Traiga un archivo en el que una columna alimente un indicador: NPS, CSAT, entrega a tiempo, … Su evolución aparecerá aquí.",
        import: "Import a file" / "Importar un archivo",
        empty_title: "No records in these days" / "Sin registros en estos días",
        empty_text: "There are records of other days. Choose a longer time, or all records."
            / "Hay registros de otros días. Elija un periodo más largo, o todos los registros.",
        empty_touchpoint: "No record of this touchpoint feeds a metric in these days. Choose a longer time, or all touchpoints."
            / "Ningún registro de este punto de contacto alimenta un indicador en estos días. Elija un periodo más largo, o todos los puntos de contacto.",
        touchpoint_gone: "Only a touchpoint that is no longer there" / "Solo un punto de contacto que ya no está",
        every_touchpoint: "Metrics of all touchpoints" / "Indicadores de todos los puntos de contacto",
        together: "All these days together" / "Todos estos días juntos",
        nobody_named: "no record names its customer, so each is taken for another one" / "ningún registro nombra a su cliente, así que cada uno se toma por otro distinto",
        never_text: "No file has fed this metric yet." / "Ningún archivo ha alimentado aún este indicador.",
    }
    sentences {
        happened(what: &str) { en: format!("What happened: {what}."), es: format!("Qué pasó: {what}.") }
        named_quarter(number: u32, year: i32) { en: format!("Q{number} {year}"), es: format!("T{number} {year}") }
        named_week(day: &str) { en: format!("week of {day}"), es: format!("semana del {day}") }
        fresh(day: &str) { en: format!("last record {day}"), es: format!("último registro: {day}") }
        meets(target: &str) { en: format!("meets the target of {target}"), es: format!("cumple el objetivo de {target}") }
        misses(target: &str) { en: format!("misses the target of {target}"), es: format!("no cumple el objetivo de {target}") }
        margin_of(margin: &str) { en: format!("margin {margin}"), es: format!("margen {margin}") }
        limits(range: &str) { en: format!("Normal variation: {range}."), es: format!("Variación normal: {range}.") }
        changes(periods: &str) { en: format!("Real change: {periods}."), es: format!("Cambio real: {periods}.") }
        missing_weeks(n: u64) {
            en: format!("Too early for limits of normal variation: {} to go.", Lang::En.counted(n, "week", "weeks")),
            es: format!("Aún es pronto para los límites de la variación normal: {} por venir.", Lang::Es.counted(n, "semana", "semanas")),
        }
        missing_months(n: u64) {
            en: format!("Too early for limits of normal variation: {} to go.", Lang::En.counted(n, "month", "months")),
            es: format!("Aún es pronto para los límites de la variación normal: {} por venir.", Lang::Es.counted(n, "mes", "meses")),
        }
        missing_quarters(n: u64) {
            en: format!("Too early for limits of normal variation: {} to go.", Lang::En.counted(n, "quarter", "quarters")),
            es: format!("Aún es pronto para los límites de la variación normal: {} por venir.", Lang::Es.counted(n, "trimestre", "trimestres")),
        }
        net_share(promoters: &str, detractors: &str, scale: &str) {
            en: format!("Share of {promoters} less share of {detractors}, in points, of answers from {scale}."),
            es: format!("Parte de {promoters} menos parte de {detractors}, en puntos, de respuestas de {scale}."),
        }
        top_share(from: i32, scale: &str) {
            en: format!("Share of answers of {from} or more, of answers from {scale}."),
            es: format!("Parte de respuestas de {from} o más, de respuestas de {scale}."),
        }
        total(unit: &str) { en: format!("All amounts together, as {unit}. Counted, so without a margin."), es: format!("Todas las cantidades juntas, como {unit}. Contadas, así que sin margen.") }
        mean_amount(unit: &str) { en: format!("Mean of the amounts, as {unit}."), es: format!("Media de las cantidades, como {unit}.") }
        hours(n: &str) { en: format!("{n}\u{a0}h"), es: format!("{n}\u{a0}h") }
        days(n: &str) { en: format!("{n}\u{a0}days"), es: format!("{n}\u{a0}días") }
        mean(scale: &str) { en: format!("Mean of the answers, from {scale}."), es: format!("Media de las respuestas, de {scale}.") }
        per(n: &str) { en: format!("Occurrences per {n} of exposure."), es: format!("Casos por {n} de exposición.") }
        within(days: u64) {
            en: format!("Share of what was sent, by the day it was sent, to which it happens within {}. What was sent lately counts for as long as it has been watched (Kaplan–Meier).", Lang::En.counted(days, "day", "days")),
            es: format!("Parte de lo enviado, según el día del envío, a la que le ocurre en {} o menos. Lo enviado hace poco cuenta por el tiempo que se ha observado (Kaplan–Meier).", Lang::Es.counted(days, "día", "días")),
        }
        customers(n: u64, repeated: u64) {
            en: if repeated == 0 { format!("of {}, once each", Lang::En.counted(n, "customer", "customers")) } else { format!("of {}, {} of them several times", Lang::En.counted(n, "customer", "customers"), Lang::En.count(repeated)) },
            es: if repeated == 0 { format!("de {}, una vez cada uno", Lang::Es.counted(n, "cliente", "clientes")) } else { format!("de {}, {} de ellos varias veces", Lang::Es.counted(n, "cliente", "clientes"), Lang::Es.count(repeated)) },
        }
        unnamed(n: u64) {
            en: format!("{} without a customer", Lang::En.counted(n, "record", "records")),
            es: format!("{} sin cliente", Lang::Es.counted(n, "registro", "registros")),
        }
        by_customer(margin: &str) {
            en: format!("Records of one customer are alike. Counted by customers, the margin is {margin} (95%)."),
            es: format!("Los registros de un mismo cliente se parecen. Contado por clientes, el margen es {margin} (95 %)."),
        }
        least(n: u64) {
            en: format!("With fewer than {n} records a value says little."),
            es: format!("Con menos de {n} registros un valor dice poco."),
        }
        least_people(n: u64) {
            en: format!("About people: shown for whole months that are over and of at least {n} answers; months of fewer are counted together with the next, and nothing is shown filtered."),
            es: format!("Sobre personas: se muestra por meses enteros ya terminados y de al menos {n} respuestas; los meses con menos se cuentan junto con el siguiente, y nada se muestra filtrado."),
        }
        of_touchpoint(name: &str) {
            en: format!("Only records of the touchpoint {name} count."),
            es: format!("Solo cuentan los registros del punto de contacto {name}."),
        }
        of_journey(name: &str) {
            en: format!("Only records of the touchpoints on the journey {name} count."),
            es: format!("Solo cuentan los registros de los puntos de contacto del recorrido {name}."),
        }
        covers(days: &str) { en: format!("of {days}, counted together: about people"), es: format!("del {days}, contados juntos: trata de personas") }
        ratings(range: &str) { en: format!("ratings from {range}"), es: format!("valoraciones de {range}") }
        per_exposure(n: &str) { en: format!("per {n} of exposure"), es: format!("por {n} de exposición") }
        only_touchpoint(name: &str) { en: format!("Only the touchpoint {name}"), es: format!("Solo el punto de contacto {name}") }
        split(by: &str) { en: format!("By {by}"), es: format!("Por {by}") }
        numbers_of(metric: &str) { en: format!("{metric}: the numbers"), es: format!("{metric}: las cifras") }
        last_of(shown: u64, total: u64) {
            en: format!("the last {shown} of {total} periods; the CSV file has all"),
            es: format!("los últimos {shown} de {total} periodos; el archivo CSV los tiene todos"),
        }
    }
}

static EN: MetricWords = MetricWords::EN;
static ES: MetricWords = MetricWords::ES;

/// The words of the metrics page in a language.
#[must_use]
pub const fn metric_words(lang: Lang) -> &'static MetricWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
