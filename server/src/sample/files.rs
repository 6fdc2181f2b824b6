//! The sample's files, each with the mapping that reads it, as anybody's file has one.

use jiff::civil::Date;
use shared::locale::Lang;

use super::{answers, content::BUYING, desk, repair::REPAIRING, shop, works};

/// A file to import.
pub(super) struct File {
    pub(super) name: &'static str,
    pub(super) mapping: String,
    pub(super) rows: Vec<u8>,
}

/// All of them, for a workspace in this zone and language.
pub(super) fn all(zone: &str, lang: Lang, today: Date) -> Vec<File> {
    let file = |name, mapping: &str, rows| File {
        name,
        mapping: touchpoints(&mapping.replace("{zone}", zone), lang),
        rows,
    };
    let [orders, returns] = shop::orders(today, lang);
    vec![
        file("sample-shop.csv", include_str!("shop.toml"), orders),
        file("sample-returns.csv", include_str!("returns.toml"), returns),
        file(
            "sample-deliveries.csv",
            include_str!("deliveries.toml"),
            shop::deliveries(today),
        ),
        file(
            "sample-checkouts.csv",
            include_str!("checkouts.toml"),
            shop::checkouts(today),
        ),
        file(
            "sample-answers.csv",
            include_str!("answers.toml"),
            shop::answers(today, lang),
        ),
        file(
            "sample-reviews.csv",
            include_str!("reviews.toml"),
            shop::reviews(today, lang),
        ),
        file(
            "sample-receipts.csv",
            include_str!("receipts.toml"),
            works::receipts(today),
        ),
        file(
            "sample-inspections.csv",
            include_str!("inspections.toml"),
            works::inspections(today),
        ),
        file(
            "sample-claims.csv",
            include_str!("claims.toml"),
            works::claims(today, lang),
        ),
        file(
            "sample-service.csv",
            include_str!("service.toml"),
            works::service(today),
        ),
        file(
            "sample-team.csv",
            include_str!("team.toml"),
            desk::team(today),
        ),
        file(
            "sample-tickets.csv",
            include_str!("tickets.toml"),
            desk::tickets(today, lang),
        ),
        file(
            "sample-leads.csv",
            include_str!("leads.toml"),
            desk::leads(today),
        ),
        file(
            "sample-weekly.csv",
            include_str!("weekly.toml"),
            desk::weekly(today),
        ),
        file(
            "sample.csv",
            include_str!("survey.toml"),
            answers::BUYING.csv(today, lang),
        ),
        file(
            "sample-repairs.csv",
            include_str!("repairs.toml"),
            answers::REPAIRING.csv(today, lang),
        ),
    ]
}

/// What the journeys say of the touchpoints of a mapping, which makes those that are not there yet.
fn touchpoints(mapping: &str, lang: Lang) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
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
