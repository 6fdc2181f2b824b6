//! What the import page says of amounts, comments, and kinds of records.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the page that says them.

use shared::{metric::AmountUnit, record::Kind};

use super::{Lang, macros::words};

words! {
    /// Texts of the import page about amounts and kinds.
    pub struct IntakeWords {
        amount: "amount" / "cantidad",
        comment: "what somebody wrote" / "lo que alguien escribió",
        customer: "the customer" / "el cliente",
        kind: "What the rows are" / "Qué son las filas",
        about: "About" / "Sobre",
        customers: "customers" / "clientes",
        people: "employees, shown in groups only" / "empleados, solo por grupos",
        each_row: "Each row counts as one" / "Cada fila cuenta como una",
        sheet: "Sheet" / "Hoja",
        variables: "What holds for the whole file" / "Lo que vale para todo el archivo",
        variables_hint: "What no column says, such as the year. It becomes a part of every id, so that next year's rows with the same numbers are other records; it is asked again with every file."
            / "Lo que no dice ninguna columna, como el año. Pasa a formar parte de cada identificador, para que las filas del año siguiente con los mismos números sean otros registros; se pregunta de nuevo con cada archivo.",
        variable_new: "Another one, such as year" / "Otro dato, como el año",
        add: "Add" / "Añadir",
        lacks_variable: "Say what holds for the whole file." / "Diga lo que vale para todo el archivo.",
        pairs_hint: "One on each line: code = what it stands for." / "Uno en cada línea: código = lo que significa.",
        codes_title: "Codes of complaints" / "Códigos de quejas",
        codes_touchpoint: "Touchpoint, known or new" / "Punto de contacto, conocido o nuevo",
        codes_wrong: "Write whole numbers and ranges, as 101-110, 120." / "Escriba números enteros e intervalos, como 101-110, 120.",
        file_only_how: "To change it, take its text, edit it and bring it back with puente mapping keep:"
            / "Para cambiarlo, tome su texto, edítelo y devuélvalo con puente mapping keep:",
        only_journey: "the journey it makes, with the places and departments of its touchpoints" / "el recorrido que crea, con el lugar y el área de sus puntos de contacto",
        only_headers: "other headings of columns" / "otros encabezados de columnas",
        only_times: "several ways in which the date is written" / "varias formas de escribir la fecha",
        only_amounts: "amounts of some rows only, of a touchpoint, or several of one column" / "cantidades solo de algunas filas, de un punto de contacto o varias de una columna",
        only_tallies: "groups that are counted together beforehand" / "grupos que se cuentan juntos de antemano",
        only_nulls: "cells that mean nothing in every column" / "celdas que no significan nada en ninguna columna",
        nothing: "no" / "no",
        no_metric: "feeds no metric" / "no alimenta ninguna métrica",
        number: "number" / "número",
        hours: "hours" / "horas",
        days: "days" / "días",
        survey_answer: "survey answers" / "respuestas a una encuesta",
        review: "reviews" / "reseñas",
        ticket: "tickets" / "incidencias",
        contact: "contacts" / "contactos",
        lead: "leads" / "clientes potenciales",
        order: "orders" / "pedidos",
        delivery: "deliveries" / "entregas",
        returned: "returns" / "devoluciones",
        warranty_claim: "warranty claims" / "reclamaciones de garantía",
        receipt: "production receipts" / "recepciones de producción",
        inspection: "inspections" / "inspecciones",
        non_conformity: "non-conformities" / "no conformidades",
        visit: "visits" / "visitas",
        campaign_send: "campaign messages" / "envíos de campañas",
        observation: "sums of a day or a week" / "sumas de un día o una semana",
        choose_date: "choose how dates are written" / "elija cómo se escriben las fechas",
    }
    sentences {
        sheet_of(name: &str, rows: Option<u64>) {
            en: rows.map_or_else(|| name.to_owned(), |rows| format!("{name} ({})", Lang::En.counted(rows, "row", "rows"))),
            es: rows.map_or_else(|| name.to_owned(), |rows| format!("{name} ({})", Lang::Es.counted(rows, "fila", "filas"))),
        }
        without(name: &str) { en: format!("Leave out {name}"), es: format!("Quitar {name}") }
        stand_for(n: usize) {
            en: if n == 0 { "What its values stand for".to_owned() } else { format!("What its values stand for ({n})") },
            es: if n == 0 { "Qué significan sus valores".to_owned() } else { format!("Qué significan sus valores ({n})") },
        }
        words_for(n: usize) {
            en: if n == 0 { "Words that stand for a rating".to_owned() } else { format!("Words that stand for a rating ({n})") },
            es: if n == 0 { "Palabras que equivalen a una valoración".to_owned() } else { format!("Palabras que equivalen a una valoración ({n})") },
        }
        stand_for_of(column: &str) { en: format!("What the values of {column} stand for"), es: format!("Qué significan los valores de {column}") }
        codes_of(columns: &str, when: &str) {
            en: if when.is_empty() { format!("Which codes in {columns} are about which touchpoint.") } else { format!("Which codes in {columns} are about which touchpoint, where {when}.") },
            es: if when.is_empty() { format!("Qué códigos de {columns} tratan de qué punto de contacto.") } else { format!("Qué códigos de {columns} tratan de qué punto de contacto, cuando {when}.") },
        }
        file_only(parts: &str) {
            en: format!("This mapping says more than this page shows: {parts}. It stays as it is."),
            es: format!("Esta correspondencia dice más de lo que muestra esta página: {parts}. Se queda como está."),
        }
        unit_of(column: &str) { en: format!("What {column} is measured in"), es: format!("En qué se mide {column}") }
        feeds_of(column: &str) { en: format!("What {column} feeds"), es: format!("Qué alimenta {column}") }
        occurrences(metric: &str) { en: format!("{metric}: how often it happened"), es: format!("{metric}: cuántas veces ocurrió") }
        exposure(metric: &str) { en: format!("{metric}: out of how many"), es: format!("{metric}: de cuántas") }
        days_since(metric: &str) { en: format!("{metric}: since when (a date)"), es: format!("{metric}: desde cuándo (una fecha)") }
        format_of(column: &str) { en: format!("How dates in {column} are written"), es: format!("Cómo se escriben las fechas de {column}") }
        answers(metric: &str, rating: i32) { en: format!("{metric}: how many answered {rating}"), es: format!("{metric}: cuántos respondieron {rating}") }
    }
}

static EN: IntakeWords = IntakeWords::EN;
static ES: IntakeWords = IntakeWords::ES;

/// These words in a language.
#[must_use]
pub const fn intake_words(lang: Lang) -> &'static IntakeWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}

impl IntakeWords {
    /// What records of a kind are, many of them.
    #[must_use]
    pub const fn kind_of(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::SurveyAnswer => self.survey_answer,
            Kind::Review => self.review,
            Kind::Ticket => self.ticket,
            Kind::Contact => self.contact,
            Kind::Lead => self.lead,
            Kind::Order => self.order,
            Kind::Delivery => self.delivery,
            Kind::Return => self.returned,
            Kind::WarrantyClaim => self.warranty_claim,
            Kind::Receipt => self.receipt,
            Kind::Inspection => self.inspection,
            Kind::NonConformity => self.non_conformity,
            Kind::Visit => self.visit,
            Kind::CampaignSend => self.campaign_send,
            Kind::Observation => self.observation,
        }
    }

    /// A unit in words; a currency by its code.
    #[must_use]
    pub fn unit(&self, unit: AmountUnit) -> String {
        match unit {
            AmountUnit::Number => self.number.to_owned(),
            AmountUnit::Hours => self.hours.to_owned(),
            AmountUnit::Days => self.days.to_owned(),
            AmountUnit::Money(currency) => currency.code().to_owned(),
        }
    }
}
