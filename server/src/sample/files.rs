//! The sample's files, each with the mapping that reads it, as anybody's file has one.

use jiff::civil::Date;
use shared::locale::Lang;

use super::{
    answers,
    content::{BUYING, Text, text},
    desk,
    repair::REPAIRING,
    shop, works,
};

/// What every source says of itself behind its name.
const INVENTED: Text = text("invented sample", "ejemplo inventado");

/// A file to import.
pub(super) struct File {
    pub(super) name: &'static str,
    pub(super) mapping: String,
    pub(super) rows: Vec<u8>,
}

/// All of them, for a workspace in this zone and language.
pub(super) fn all(zone: &str, lang: Lang, today: Date) -> Vec<File> {
    let file = |name, mapping: &str, title: Text, rows| {
        let title = format!(
            "{} ({})",
            title.in_language(lang),
            INVENTED.in_language(lang)
        );
        let mapping = mapping.replace("{zone}", zone);
        let mapping = mapping.replace("{title}", &quoted(&title));
        File {
            name,
            mapping: touchpoints(&mapping, lang),
            rows,
        }
    };
    let [orders, returns] = shop::orders(today, lang);
    vec![
        file(
            "sample-shop.csv",
            include_str!("shop.toml"),
            text("Cumbre shop: orders", "Cumbre, tienda: pedidos"),
            orders,
        ),
        file(
            "sample-returns.csv",
            include_str!("returns.toml"),
            text("Cumbre shop: returns", "Cumbre, tienda: devoluciones"),
            returns,
        ),
        file(
            "sample-deliveries.csv",
            include_str!("deliveries.toml"),
            text(
                "Cumbre logistics: deliveries",
                "Cumbre, logística: entregas",
            ),
            shop::deliveries(today),
        ),
        file(
            "sample-checkouts.csv",
            include_str!("checkouts.toml"),
            text(
                "Cumbre web shop: checkouts",
                "Cumbre, tienda en línea: pagos",
            ),
            shop::checkouts(today),
        ),
        file(
            "sample-answers.csv",
            include_str!("answers.toml"),
            text(
                "Cumbre: how buyers like it",
                "Cumbre: qué les parece a quienes compran",
            ),
            shop::answers(today, lang),
        ),
        file(
            "sample-reviews.csv",
            include_str!("reviews.toml"),
            text("Cumbre: reviews on the web", "Cumbre: reseñas en la web"),
            shop::reviews(today, lang),
        ),
        file(
            "sample-receipts.csv",
            include_str!("receipts.toml"),
            text(
                "Cumbre works: soles received",
                "Cumbre, fábrica: suelas recibidas",
            ),
            works::receipts(today),
        ),
        file(
            "sample-inspections.csv",
            include_str!("inspections.toml"),
            text("Cumbre works: inspections", "Cumbre, fábrica: inspecciones"),
            works::inspections(today),
        ),
        file(
            "sample-claims.csv",
            include_str!("claims.toml"),
            text(
                "Cumbre: warranty claims",
                "Cumbre: reclamaciones de garantía",
            ),
            works::claims(today, lang),
        ),
        file(
            "sample-service.csv",
            include_str!("service.toml"),
            text("Cumbre: months in use", "Cumbre: meses de uso"),
            works::service(today),
        ),
        file(
            "sample-team.csv",
            include_str!("team.toml"),
            text("Cumbre Running team", "Cumbre Running, equipo"),
            desk::team(today),
        ),
        file(
            "sample-tickets.csv",
            include_str!("tickets.toml"),
            text(
                "Cumbre Running customer service",
                "Cumbre Running, atención al cliente",
            ),
            desk::tickets(today, lang),
        ),
        file(
            "sample-leads.csv",
            include_str!("leads.toml"),
            text("Cumbre Running sales", "Cumbre Running, ventas: contactos"),
            desk::leads(today),
        ),
        file(
            "sample-weekly.csv",
            include_str!("weekly.toml"),
            text(
                "Cumbre Running weekly sums",
                "Cumbre Running, sumas por semana",
            ),
            desk::weekly(today),
        ),
        file(
            "sample.csv",
            include_str!("survey.toml"),
            text("Cumbre Running survey", "Cumbre Running, encuesta"),
            answers::BUYING.csv(today, lang),
        ),
        file(
            "sample-repairs.csv",
            include_str!("repairs.toml"),
            text(
                "Cumbre Running survey of repairs",
                "Cumbre Running, encuesta de reparaciones",
            ),
            answers::REPAIRING.csv(today, lang),
        ),
    ]
}

/// What the journeys say of the touchpoints of a mapping, which makes those that are not there yet.
fn touchpoints(mapping: &str, lang: Lang) -> String {
    let steps = BUYING.steps.iter().chain(REPAIRING.steps);
    let touchpoints = steps.map(|step| &step.touchpoint);
    touchpoints.fold(mapping.to_owned(), |text, touchpoint| {
        let facts = format!(
            "name = {}\ndepartment = {}\nchannel = {}\nmoment_of_truth = {}",
            quoted(touchpoint.name.in_language(lang)),
            quoted(touchpoint.department),
            quoted(touchpoint.channel.in_language(lang)),
            touchpoint.moment_of_truth,
        );
        text.replace(&format!("{{{}}}", touchpoint.key), &facts)
    })
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
