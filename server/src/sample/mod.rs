//! The sample that a new workspace opens with: an invented running-shoe brand, its first journey and its survey.
//!
//! It goes in by the ways that people's own journeys and records take, once, and says of itself that it is invented.

mod actions;
mod answers;
mod content;
mod desk;
mod years;

use std::{io::Cursor, sync::Arc};

use jiff::{Span, Timestamp, civil::Date};
use shared::{
    catalogue::{Catalogue, CatalogueIntent},
    id::{BrandId, CampaignId, JourneyId},
    journey::{JourneyKind, LaneKind, ScopeField},
    locale::Lang,
};
use uuid::Uuid;

use crate::{
    clock,
    journey::draft::{Draft, DraftCard, DraftTouchpoint},
    record::{
        day,
        import::{ImportError, Options, time_zone},
        mapping::{Mapping, Variables},
    },
    service::Services,
};
use content::Text;

const MAPPING: &str = include_str!("survey.toml");
/// Two and a half years of the shop and of the people who run it, for the metrics page.
const SHOP: &str = include_str!("shop.toml");
const TEAM: &str = include_str!("team.toml");
const TICKETS: &str = include_str!("tickets.toml");
const LEADS: &str = include_str!("leads.toml");
const WEEKLY: &str = include_str!("weekly.toml");

/// Puts the sample into a workspace that has no journey yet. Done again after an interruption, it goes on where it
/// was; done again later, it does nothing.
///
/// # Errors
/// When the store fails.
pub async fn seed(services: &Services) -> Result<(), ImportError> {
    let owner = services.owner();
    if !services.journeys_list(&owner).await?.is_empty() {
        return Ok(());
    }
    let zone = &services.store().workspace().zone;
    let zone = time_zone(zone)?;
    let now = Timestamp::from_millisecond(clock::milliseconds()).unwrap_or_default();
    let today = now.to_zoned(zone.clone()).date();
    let lang = services.lang();
    let zone = zone.iana_name().unwrap_or("UTC");
    let metrics = services.read_definitions().await?;
    // The journey comes last: it is the mark that the sample is whole.
    for (file, text, rows) in [
        (
            "sample-shop.csv",
            SHOP.replace("{zone}", zone),
            years::shop(today),
        ),
        (
            "sample-team.csv",
            TEAM.replace("{zone}", zone),
            years::team(today),
        ),
        (
            "sample-tickets.csv",
            TICKETS.replace("{zone}", zone),
            desk::tickets(today, lang),
        ),
        (
            "sample-leads.csv",
            LEADS.replace("{zone}", zone),
            desk::leads(today),
        ),
        (
            "sample-weekly.csv",
            WEEKLY.replace("{zone}", zone),
            desk::weekly(today, years::CAMPAIGN),
        ),
        ("sample.csv", mapping(zone, lang), answers::csv(today)),
    ] {
        let mapping = Arc::new(Mapping::parse(
            "sample",
            &text,
            &Variables::new(),
            &metrics,
        )?);
        let options = Options {
            file: file.to_owned(),
            ..Options::default()
        };
        services
            .import(&owner, &mapping, Cursor::new(rows), &options, |_| {})
            .await?;
    }
    services
        .replace_attributes(&owner, "batch", desk::suppliers())
        .await?;
    let view = services.catalogue(&owner).await?;
    let day = day::today(zone);
    actions::seed(services, &owner, &view.catalogue, (lang, day)).await?;
    let id = Uuid::new_v5(&services.store().workspace_id(), b"the sample's journey");
    let title = content::TITLE.in_language(lang).to_owned();
    let mut draft = draft(&view.catalogue, lang);
    campaigns(&mut draft, &view.catalogue, (lang, today));
    services
        .make(&owner, Some((JourneyId::new(id), title)), draft)
        .await?;
    Ok(())
}

/// The survey's mapping. It makes the touchpoints, as the journey describes them.
fn mapping(zone: &str, lang: Lang) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let steps = content::STEPS.iter().map(|step| &step.touchpoint);
    steps.fold(MAPPING.replace("{zone}", zone), |text, touchpoint| {
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

fn draft(catalogue: &Catalogue, lang: Lang) -> Draft<'_> {
    let mut draft = Draft::new(catalogue, lang);
    let say = |text: &Text| text.in_language(lang).to_owned();
    let brand = brand(&mut draft, catalogue);
    let personas = content::PERSONAS
        .each_ref()
        .map(|persona| draft.persona(&say(&persona.name), &say(&persona.summary)));
    for field in [
        ScopeField::Scenario(say(&content::SCENARIO)),
        ScopeField::Start(say(&content::START)),
        ScopeField::End(say(&content::END)),
        ScopeField::Goal(say(&content::GOAL)),
        ScopeField::Kind(JourneyKind::AsIs),
        ScopeField::Personas(personas.to_vec()),
        ScopeField::Brand(Some(brand)),
    ] {
        draft.scope(field);
    }
    for step in &content::STEPS {
        let at = draft.step(step.stage.in_language(lang), step.title.in_language(lang));
        let touchpoint = draft.touchpoint(&DraftTouchpoint {
            key: step.touchpoint.key,
            name: step.touchpoint.name.in_language(lang),
            department: Some(step.touchpoint.department),
            channel: Some(step.touchpoint.channel.in_language(lang)),
            moment_of_truth: step.touchpoint.moment_of_truth,
        });
        let placement = DraftCard {
            evidence: step.touchpoint.evidence,
            touchpoint: Some(touchpoint),
            ..DraftCard::default()
        };
        draft.card(at, LaneKind::Touchpoints, &placement);
        for (persona, value) in personas.iter().zip(step.believed) {
            draft.emotion(*persona, at, value);
        }
        for card in step.cards {
            let department = card.department.map(|name| draft.department(name));
            let drafted = DraftCard {
                title: card.title.in_language(lang),
                evidence: card.evidence,
                touchpoint: card.about.then_some(touchpoint),
                department,
            };
            draft.card(at, card.lane, &drafted);
        }
    }
    draft
}

/// What happened when, for the charts: what is there already by its name is not wished for again.
fn campaigns(draft: &mut Draft<'_>, catalogue: &Catalogue, (lang, today): (Lang, Date)) {
    let day = |weeks: u32| {
        let days = Span::new().days(7 * i64::from(weeks));
        today.saturating_sub(days).to_string()
    };
    for (name, from, to) in [
        (&content::SPRING, years::CAMPAIGN, Some(years::CAMPAIGN - 6)),
        (&content::TRAINING, years::TRAINING, Some(years::TRAINING)),
        (&content::NEW_SOLES, years::SOLES, Some(years::SOLES)),
    ] {
        let name = name.in_language(lang);
        let mut known = catalogue.campaigns.values();
        if known.any(|campaign| campaign.name == name) {
            continue;
        }
        draft.wishes.push(CatalogueIntent::AddCampaign {
            id: CampaignId::new(Uuid::now_v7()),
            name: name.to_owned(),
            brand: None,
            first_day: Some(day(from)),
            last_day: to.map(day),
        });
    }
}

fn brand(draft: &mut Draft<'_>, catalogue: &Catalogue) -> BrandId {
    let mut known = catalogue.brands.iter();
    if let Some((id, _)) = known.find(|(_, brand)| brand.name == content::BRAND) {
        return *id;
    }
    let id = BrandId::new(Uuid::now_v7());
    draft.wishes.push(CatalogueIntent::AddBrand {
        id,
        name: content::BRAND.to_owned(),
        family: None,
    });
    id
}
