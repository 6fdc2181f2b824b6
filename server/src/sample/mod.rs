//! The sample that a new workspace opens with: an invented maker of running shoes, its brands, two journeys, and two and a half
//! years of what every department records.
//!
//! It goes in by the ways that people's own journeys and records take, once, and says of itself that it is invented. The same
//! draws every time, up to the day before.

mod actions;
mod answers;
mod content;
mod desk;
mod drawings;
mod files;
mod repair;
mod shop;
mod works;
mod years;

use std::{io::Cursor, sync::Arc};

use jiff::{Span, Timestamp, civil::Date};
use shared::{
    catalogue::{Catalogue, CatalogueIntent, EventKind, PersonaField},
    id::{BrandId, CampaignId, EventId, FamilyId, JourneyId, PersonaId},
    image::Picture,
    journey::{JourneyKind, LaneKind, ScopeField},
    locale::Lang,
    record::Filter,
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
use content::{Story, Text};
use files::File;

/// Puts the sample into a workspace that has no journey yet. Done again after an interruption, it goes on where it
/// was; done again later, it does nothing.
///
/// # Errors
/// When the store fails.
pub async fn seed(services: &Services) -> Result<(), ImportError> {
    let owner = services.owner();
    let id = |story: &Story| {
        let workspace = services.store().workspace_id();
        JourneyId::new(Uuid::new_v5(&workspace, story.id.as_bytes()))
    };
    // The first journey comes last: it is the mark that the sample is whole.
    let [first, second] = [&content::BUYING, &repair::REPAIRING];
    let there = services.journeys_list(&owner).await?;
    if there.iter().any(|journey| journey.id != id(second)) {
        return Ok(());
    }
    let zone = &services.store().workspace().zone;
    let zone = time_zone(zone)?;
    let now = Timestamp::from_millisecond(clock::milliseconds()).unwrap_or_default();
    let today = now.to_zoned(zone.clone()).date();
    let lang = services.lang();
    let zone = zone.iana_name().unwrap_or("UTC");
    let metrics = services.read_definitions().await?;
    for File {
        name,
        mapping,
        rows,
    } in files::all(zone, lang, today)
    {
        let mapping = Arc::new(Mapping::parse(
            "sample",
            &mapping,
            &Variables::new(),
            &metrics,
        )?);
        let options = Options {
            file: name.to_owned(),
            ..Options::default()
        };
        services
            .import(&owner, &mapping, Cursor::new(rows), &options, |_| {})
            .await?;
    }
    services
        .replace_attributes(&owner, "batch", works::suppliers())
        .await?;
    let catalogue = services.catalogue(&owner).await?.catalogue;
    let day = day::today(zone);
    actions::seed(services, &owner, &catalogue, (lang, day)).await?;
    let pictures = Pictures::keep(services, lang).await?;
    for story in [second, first] {
        if there.iter().any(|journey| journey.id == id(story)) {
            continue;
        }
        let catalogue = services.catalogue(&owner).await?.catalogue;
        let mut draft = draft(&catalogue, story, &pictures, lang);
        campaigns(&mut draft, &catalogue, (lang, today));
        let title = story.title.in_language(lang).to_owned();
        services
            .make(&owner, Some((id(story), title)), draft)
            .await?;
    }
    Ok(())
}

/// The pictures, as the workspace has them.
struct Pictures {
    portraits: Vec<Picture>,
    sole: Picture,
}

impl Pictures {
    async fn keep(services: &Services, lang: Lang) -> Result<Self, ImportError> {
        let owner = services.owner();
        let mut portraits = Vec::new();
        for drawing in &drawings::PORTRAITS {
            portraits.push(drawings::keep(services, &owner, drawing, lang).await?);
        }
        let sole = drawings::keep(services, &owner, &drawings::SOLE, lang).await?;
        Ok(Self { portraits, sole })
    }
}

fn draft<'a>(
    catalogue: &'a Catalogue,
    story: &Story,
    pictures: &Pictures,
    lang: Lang,
) -> Draft<'a> {
    let mut draft = Draft::new(catalogue, lang);
    let say = |text: &Text| text.in_language(lang).to_owned();
    let brand = brand(&mut draft, catalogue, content::CUMBRE);
    let personas = personas(&mut draft, pictures, lang);
    for field in [
        ScopeField::Scenario(say(&story.scenario)),
        ScopeField::Start(say(&story.start)),
        ScopeField::End(say(&story.end)),
        ScopeField::Goal(say(&story.goal)),
        ScopeField::Kind(JourneyKind::AsIs),
        ScopeField::Personas(personas.clone()),
        ScopeField::Brand(Some(brand)),
    ] {
        draft.scope(field);
    }
    for step in story.steps {
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
        let placed = draft.card(at, LaneKind::Touchpoints, &placement);
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
            let drafted = draft.card(at, card.lane, &drafted);
            if let (true, Some(shown)) = (card.shows_sole, drafted) {
                draft.image(shown, pictures.sole.clone());
            }
            if let (Some(metric), Some(card)) = (card.metric, drafted) {
                draft.proof(card, metric);
            }
            if let (Some(certainty), Some(from), Some(to)) = (card.cause, drafted, placed) {
                draft.cause(from, to, certainty);
            }
        }
    }
    draft
}

/// The personas, each with who of the records it is.
fn personas(draft: &mut Draft<'_>, pictures: &Pictures, lang: Lang) -> Vec<PersonaId> {
    let told = content::PERSONAS.iter().zip(&content::SEGMENTS);
    let told = told.zip(&pictures.portraits);
    let told = told.map(|((persona, segment), picture)| {
        let [name, summary] = [&persona.name, &persona.summary].map(|text| text.in_language(lang));
        let before = draft.wishes.len();
        let id = draft.persona(name, summary);
        // One that is there already keeps what people said of it.
        if draft.wishes.len() > before {
            draft.wishes.push(CatalogueIntent::SetPersonaFilter {
                persona: id,
                filter: Filter::one("segment", segment.in_language(lang)),
            });
            let say = |text: &Text| text.in_language(lang).to_owned();
            for field in [
                PersonaField::Picture(Some(picture.clone())),
                PersonaField::Description(say(&persona.description)),
                PersonaField::Goals(say(&persona.goals)),
                PersonaField::Expectations(say(&persona.expectations)),
            ] {
                let persona = id;
                draft
                    .wishes
                    .push(CatalogueIntent::SetPersona { persona, field });
            }
        }
        id
    });
    told.collect()
}

/// What happened when, for the charts: what is there already by its name is not wished for again.
fn campaigns(draft: &mut Draft<'_>, catalogue: &Catalogue, (lang, today): (Lang, Date)) {
    let day = |weeks: u32| {
        let days = Span::new().days(7 * i64::from(weeks));
        today.saturating_sub(days).to_string()
    };
    let brands = [content::CUMBRE, content::SENDA].map(|name| brand(draft, catalogue, name));
    for (name, brand, from, to) in [
        (
            &content::SPRING,
            Some(brands[0]),
            years::CAMPAIGN,
            years::CAMPAIGN - 6,
        ),
        (&content::TRAIL, Some(brands[1]), 21, 19),
        (&content::TRAINING, None, years::TRAINING, years::TRAINING),
    ] {
        let name = name.in_language(lang);
        let mut known = catalogue.campaigns.values();
        if known.any(|campaign| campaign.name == name) {
            continue;
        }
        draft.wishes.push(CatalogueIntent::AddCampaign {
            id: CampaignId::new(Uuid::now_v7()),
            name: name.to_owned(),
            brand,
            first_day: Some(day(from)),
            last_day: Some(day(to)),
        });
    }
    let name = content::NEW_SOLES.in_language(lang);
    // Workspaces that had the sample before there were events have it as a campaign.
    let mut known = catalogue.events.values().map(|event| &event.name);
    let mut before = catalogue.campaigns.values().map(|campaign| &campaign.name);
    if !known.any(|known| known == name) && !before.any(|known| known == name) {
        draft.wishes.push(CatalogueIntent::AddEvent {
            id: EventId::new(Uuid::now_v7()),
            name: name.to_owned(),
            kind: EventKind::SupplierChange,
            day: Some(day(years::SOLES)),
            note: String::new(),
        });
    }
}

/// The brand of this name, in the family of all of them.
fn brand(draft: &mut Draft<'_>, catalogue: &Catalogue, name: &str) -> BrandId {
    let mut known = catalogue.brands.iter();
    if let Some((id, _)) = known.find(|(_, brand)| brand.name == name) {
        return *id;
    }
    let wished = draft.wishes.iter().find_map(|wish| match wish {
        CatalogueIntent::AddBrand { id, name: of, .. } if of == name => Some(*id),
        _ => None,
    });
    if let Some(id) = wished {
        return id;
    }
    let family = family(draft, catalogue);
    let id = BrandId::new(Uuid::now_v7());
    draft.wishes.push(CatalogueIntent::AddBrand {
        id,
        name: name.to_owned(),
        family: Some(family),
    });
    id
}

fn family(draft: &mut Draft<'_>, catalogue: &Catalogue) -> FamilyId {
    let mut known = catalogue.families.iter();
    if let Some((id, _)) = known.find(|(_, family)| family.name == content::FAMILY) {
        return *id;
    }
    let wished = draft.wishes.iter().find_map(|wish| match wish {
        CatalogueIntent::AddFamily { id, .. } => Some(*id),
        _ => None,
    });
    wished.unwrap_or_else(|| {
        let id = FamilyId::new(Uuid::now_v7());
        draft.wishes.push(CatalogueIntent::AddFamily {
            id,
            name: content::FAMILY.to_owned(),
        });
        id
    })
}
