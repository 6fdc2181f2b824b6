//! Personas: what boards believe of each, and what records say of the customers that it stands for.

pub(crate) mod http;

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    access::{Action, Actor, Resource},
    api::{
        ApiError, PersonaFriction, PersonaJourney, PersonaStage, PersonaView, Quote, ScoreQuery,
        Scores,
    },
    catalogue::{Catalogue, Persona},
    id::{PersonaId, TouchpointId},
    interval::pooled,
    journey::Journey,
    record::slug,
};

use crate::service::{Services, allowed, not_found};

/// Touchpoints that are listed.
const MOST_TOUCHPOINTS: usize = 8;
/// Sentences that are quoted.
const MOST_QUOTES: usize = 6;

impl Services {
    /// A persona's page, by its id or the name in its address.
    ///
    /// # Errors
    /// Not allowed, no such persona, or the store failed.
    pub async fn persona(&self, actor: &Actor, name: &str) -> Result<PersonaView, ApiError> {
        allowed(actor, Action::Read, Resource::Catalogue)?;
        allowed(actor, Action::Read, Resource::Records)?;
        let catalogue = self.catalogue(actor).await?.catalogue;
        let (id, persona) = find(&catalogue, name).ok_or_else(|| not_found("persona"))?;
        let counts = self.counts().of(self.store()).await?;
        let mut summaries = self.summaries().await?;
        summaries.sort_by_key(|summary| summary.archived);
        let mut journeys = Vec::new();
        let mut worst: BTreeMap<TouchpointId, PersonaFriction> = BTreeMap::new();
        for summary in summaries {
            let snapshot = self.board(actor, &summary.id.to_string()).await?;
            let board = &snapshot.board;
            if !board.journey.scope.personas.contains(&id) {
                continue;
            }
            let scores = self
                .scores(actor, &asked(&summary.id.to_string(), persona))
                .await?;
            if !summary.archived {
                worsen(&mut worst, &summary.slug, &catalogue, &scores);
            }
            journeys.push(PersonaJourney {
                journey: summary.id,
                slug: summary.slug,
                title: summary.title,
                kind: summary.kind,
                archived: summary.archived,
                stages: stages(&board.journey, id, &scores),
            });
        }
        let mut worst: Vec<PersonaFriction> = worst.into_values().collect();
        worst.sort_by(|a, b| b.friction.score.total_cmp(&a.friction.score));
        let key = |id: &TouchpointId| catalogue.touchpoints.get(id)?.key.clone();
        let ranks: BTreeMap<String, usize> = worst
            .iter()
            .enumerate()
            .filter_map(|(rank, one)| Some((key(&one.touchpoint)?, rank)))
            .collect();
        worst.truncate(MOST_TOUCHPOINTS);
        let named = |key: String| {
            let mut all = catalogue.touchpoints.iter();
            all.find(|(_, one)| one.key.as_ref() == Some(&key))
                .map(|(id, _)| *id)
        };
        let voices = self
            .voices(actor, &persona.filter, &ranks, MOST_QUOTES)
            .await?;
        let quotes = voices.into_iter().map(|voice| Quote {
            text: voice.text,
            day: voice.day,
            source: voice.source,
            touchpoint: voice.touchpoint.and_then(named),
        });
        Ok(PersonaView {
            persona: id,
            records: counts.fitting(&persona.filter),
            of: counts.all(),
            journeys,
            worst,
            quotes: quotes.collect(),
        })
    }
}

/// What its board asks of a persona's customers, so that both share what was reckoned.
fn asked(journey: &str, persona: &Persona) -> ScoreQuery {
    ScoreQuery {
        journey: journey.to_owned(),
        filter: (!persona.filter.is_empty()).then(|| persona.filter.to_string()),
        ..ScoreQuery::default()
    }
}

/// Keeps of each touchpoint the journey in which it is worst.
fn worsen(
    worst: &mut BTreeMap<TouchpointId, PersonaFriction>,
    slug: &str,
    catalogue: &Catalogue,
    scores: &Scores,
) {
    for score in &scores.touchpoints {
        let Some(friction) = &score.friction else {
            continue;
        };
        let known = worst.get(&score.touchpoint);
        if known.is_some_and(|known| known.friction.score >= friction.score) {
            continue;
        }
        let name = catalogue.touchpoints.get(&score.touchpoint);
        worst.insert(
            score.touchpoint,
            PersonaFriction {
                touchpoint: score.touchpoint,
                name: name.map(|one| one.name.clone()).unwrap_or_default(),
                slug: slug.to_owned(),
                n: score.n,
                friction: friction.clone(),
            },
        );
    }
}

/// What a persona is believed and measured to feel, stage by stage.
fn stages(journey: &Journey, persona: PersonaId, scores: &Scores) -> Vec<PersonaStage> {
    let felt: BTreeMap<TouchpointId, _> = scores
        .touchpoints
        .iter()
        .filter_map(|score| Some((score.touchpoint, score.emotion?)))
        .collect();
    let stage = |(id, stage): (_, &shared::journey::Stage)| {
        let columns = journey.columns().filter(|column| column.stage == id);
        let steps: Vec<_> = columns.map(|column| column.step).collect();
        let said: Vec<f64> = steps
            .iter()
            .filter_map(|step| journey.emotions.get(&(persona, *step)))
            .map(|emotion| emotion.value())
            .collect();
        let mut touchpoints: Vec<TouchpointId> = steps
            .iter()
            .flat_map(|step| journey.touchpoints_at(*step))
            .collect();
        touchpoints.sort_unstable();
        touchpoints.dedup();
        PersonaStage {
            title: stage.title.clone(),
            #[allow(clippy::cast_precision_loss, reason = "some hundred steps")]
            believed: (!said.is_empty()).then(|| said.iter().sum::<f64>() / said.len() as f64),
            measured: pooled(touchpoints.iter().filter_map(|id| felt.get(id))),
        }
    };
    journey.visible_stages().map(stage).collect()
}

/// The name in the address of a persona's page: made of its name, its id where an earlier persona has that name.
pub(crate) fn slug_of(catalogue: &Catalogue, id: PersonaId) -> String {
    let text = id.to_string();
    let Some(persona) = catalogue.personas.get(&id) else {
        return text;
    };
    let wished = slug(&persona.name, &text);
    match by_slug(catalogue, &wished) {
        Some(first) if first != id => text,
        _ => wished,
    }
}

/// The names in the addresses of all personas' pages, each as [`slug_of`] says it.
pub(crate) fn slugs(catalogue: &Catalogue) -> BTreeMap<PersonaId, String> {
    let mut taken = BTreeSet::new();
    let personas = catalogue.personas.iter();
    let named = personas.map(|(id, persona)| {
        let text = id.to_string();
        let wished = slug(&persona.name, &text);
        let is_first = taken.insert(wished.clone());
        (*id, if is_first { wished } else { text })
    });
    named.collect()
}

fn by_slug(catalogue: &Catalogue, wished: &str) -> Option<PersonaId> {
    let mut all = catalogue.personas.iter();
    all.find(|(id, persona)| slug(&persona.name, &id.to_string()) == wished)
        .map(|(id, _)| *id)
}

/// The persona of an id, or of the name in an address.
fn find<'a>(catalogue: &'a Catalogue, name: &str) -> Option<(PersonaId, &'a Persona)> {
    let id = name.parse().ok();
    let id = id.filter(|id| catalogue.personas.contains_key(id));
    let id = id.or_else(|| by_slug(catalogue, name))?;
    Some((id, catalogue.personas.get(&id)?))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_address_names_a_persona_and_of_two_of_one_name_the_first() {
        let mut catalogue = Catalogue::default();
        let id = |n| PersonaId::new(Uuid::from_u128(n));
        for (n, name) in [(1, "Iván, 44"), (2, "Ivan 44"), (3, "店")] {
            let persona = Persona {
                name: name.to_owned(),
                ..Persona::default()
            };
            catalogue.personas.insert(id(n), persona);
        }
        assert_eq!(slug_of(&catalogue, id(1)), "ivan-44");
        assert_eq!(slug_of(&catalogue, id(2)), id(2).to_string());
        assert_eq!(slug_of(&catalogue, id(3)), id(3).to_string());
        for n in 1..=3 {
            let slug = slug_of(&catalogue, id(n));
            assert_eq!(find(&catalogue, &slug).map(|found| found.0), Some(id(n)));
            assert_eq!(slugs(&catalogue)[&id(n)], slug);
        }
        assert!(find(&catalogue, "nobody").is_none());
    }
}
