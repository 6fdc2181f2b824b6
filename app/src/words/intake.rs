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
    }
    sentences {
        unit_of(column: &str) { en: format!("What {column} is measured in"), es: format!("En qué se mide {column}") }
        feeds_of(column: &str) { en: format!("What {column} feeds"), es: format!("Qué alimenta {column}") }
        occurrences(metric: &str) { en: format!("{metric}: how often it happened"), es: format!("{metric}: cuántas veces ocurrió") }
        exposure(metric: &str) { en: format!("{metric}: out of how many"), es: format!("{metric}: de cuántas") }
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
