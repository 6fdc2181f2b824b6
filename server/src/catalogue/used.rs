//! Where entries of the catalogue are used: on which boards, in how many records, by which department.

use std::collections::BTreeSet;

use shared::{
    access::{Action as Deed, Actor, Resource, can},
    api::{
        ApiError, BrandUse, CatalogueUse, PersonaUse, Placement, ScoreQuery, TouchpointScore,
        TouchpointUse, UsedFriction, UsedJourney, UsedMetric,
    },
    catalogue::Catalogue,
    id::{DepartmentId, JourneyId, TouchpointId},
    journey::{Journey, LaneKind},
    record::Filter,
};

use crate::{
    friction::BRAND,
    persona,
    record::counted::Counts,
    service::{Services, allowed},
};

impl Services {
    /// Where everything in the catalogue is used.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn catalogue_use(&self, actor: &Actor) -> Result<CatalogueUse, ApiError> {
        allowed(actor, Deed::Read, Resource::Catalogue)?;
        allowed(actor, Deed::Read, Resource::Records)?;
        let catalogue = self.catalogue(actor).await?.catalogue;
        let counts = self.counts().of(self.store()).await?;
        let mut used = begun(&catalogue, &counts);
        if can(actor, Deed::Read, Resource::Metrics) {
            let definitions = self.read_definitions().await?;
            for metric in definitions.offered() {
                let all = catalogue.departments.iter();
                for (id, _) in all.filter(|(_, one)| one.name == metric.department) {
                    let of_it = used.departments.entry(*id).or_default();
                    of_it.metrics.push(UsedMetric {
                        key: metric.key.clone(),
                        name: metric.name.clone(),
                    });
                }
            }
        }
        if can(actor, Deed::Read, Resource::Actions) {
            let actions = self.read_actions().await?.0;
            let open = actions.actions.values();
            let open = open.filter(|action| !action.retired && action.implemented.is_none());
            for action in open {
                let touchpoint = action.plan.touchpoint;
                let touchpoint = touchpoint.and_then(|id| catalogue.touchpoints.get(&id));
                if let Some(department) = touchpoint.and_then(|one| one.department) {
                    used.departments.entry(department).or_default().actions += 1;
                }
            }
        }
        for summary in self.summaries().await? {
            let id = summary.id;
            let snapshot = self.board(actor, &id.to_string()).await?;
            // The question that the board's page asks, so that both share what was reckoned.
            let query = ScoreQuery {
                journey: summary.slug.clone(),
                ..ScoreQuery::default()
            };
            let scores = self.scores(actor, &query).await?;
            used.journeys.push(UsedJourney {
                id,
                slug: summary.slug,
                title: summary.title,
                archived: summary.archived,
            });
            board(
                &mut used,
                &catalogue,
                &snapshot.board.journey,
                summary.archived,
            );
            for score in &scores.touchpoints {
                if let Some(touchpoint) = used.touchpoints.get_mut(&score.touchpoint) {
                    measured(touchpoint, id, score);
                }
            }
        }
        Ok(used)
    }
}

/// What is known before any board is looked at.
fn begun(catalogue: &Catalogue, counts: &Counts) -> CatalogueUse {
    let mut used = CatalogueUse::default();
    let mut slugs = persona::slugs(catalogue);
    for (id, persona) in &catalogue.personas {
        let told = !persona.filter.is_empty();
        let of_it = PersonaUse {
            slug: slugs.remove(id).unwrap_or_default(),
            journeys: Vec::new(),
            records: told.then(|| counts.fitting(&persona.filter)),
        };
        used.personas.insert(*id, of_it);
    }
    let dimension = BRAND.into_iter().find(|name| counts.has(name));
    for (id, brand) in &catalogue.brands {
        let of_it = |name| counts.fitting(&Filter::one(name, &brand.name));
        let of_it = BrandUse {
            records: dimension.map(of_it),
            ..BrandUse::default()
        };
        used.brands.insert(*id, of_it);
    }
    for (id, touchpoint) in catalogue.offered_touchpoints() {
        if let Some(department) = touchpoint.department {
            let of_it = used.departments.entry(department).or_default();
            of_it.touchpoints.push(id);
        }
    }
    used
}

/// What stands on a board.
fn board(used: &mut CatalogueUse, catalogue: &Catalogue, journey: &Journey, archived: bool) {
    let scope = &journey.scope;
    let mut touchpoints: BTreeSet<TouchpointId> = BTreeSet::new();
    for (id, card, kind, step) in cards(journey) {
        let placement = || Placement {
            journey: journey.id,
            step: step.to_owned(),
            card: id,
            title: card.shown_title(catalogue).to_owned(),
        };
        if let (LaneKind::Touchpoints, Some(touchpoint)) = (kind, card.touchpoint) {
            touchpoints.insert(touchpoint);
            let of_it = used.touchpoints.entry(touchpoint);
            let none = || TouchpointUse {
                placed: Vec::new(),
                n: 0,
                last_day: None,
                friction: None,
            };
            of_it.or_insert_with(none).placed.push(placement());
        }
        if kind == LaneKind::Promise && !archived {
            let touchpoint = card
                .touchpoint
                .and_then(|id| catalogue.touchpoints.get(&id));
            let department: Option<DepartmentId> = card
                .department
                .or_else(|| touchpoint.and_then(|one| one.department));
            if let Some(department) = department {
                let of_it = used.departments.entry(department).or_default();
                of_it.promises.push(placement());
            }
        }
    }
    for persona in &scope.personas {
        used.personas
            .entry(*persona)
            .or_default()
            .journeys
            .push(journey.id);
    }
    if let Some(brand) = scope.brand {
        let of_it = used.brands.entry(brand).or_default();
        of_it.journeys.push(journey.id);
        // A touchpoint on two boards of a brand is one.
        let before = used.journeys.iter().map(|known| known.id);
        let before: BTreeSet<JourneyId> = before.filter(|id| of_it.journeys.contains(id)).collect();
        let new = touchpoints.iter().filter(|id| {
            let places = used.touchpoints.get(id);
            places.is_none_or(|one| {
                let mut placed = one.placed.iter();
                !placed.any(|place| place.journey != journey.id && before.contains(&place.journey))
            })
        });
        of_it.touchpoints += u32::try_from(new.count()).unwrap_or(u32::MAX);
    }
    if let Some(department) = scope.department {
        let of_it = used.departments.entry(department).or_default();
        of_it.journeys.push(journey.id);
    }
}

/// The visible cards of a board with the kind of their lane and the title of their step, from left to right.
fn cards(
    journey: &Journey,
) -> impl Iterator<Item = (shared::id::CardId, &shared::journey::Card, LaneKind, &str)> {
    journey.columns().flat_map(move |column| {
        let step = column.step;
        let title = journey
            .steps
            .get(&step)
            .map_or("", |step| step.title.as_str());
        journey.visible_lanes().flat_map(move |(lane, found)| {
            let cell = shared::journey::Cell { step, lane };
            let cards = journey.visible_cards(cell);
            cards.map(move |(id, card)| (id, card, found.kind, title))
        })
    })
}

/// What records say of a touchpoint, where it is worse than in the journeys before.
fn measured(used: &mut TouchpointUse, journey: JourneyId, score: &TouchpointScore) {
    used.n = used.n.max(score.n);
    used.last_day = used.last_day.take().max(score.last_day.clone());
    let known = used.friction.as_ref().map(|known| known.score);
    if let Some(friction) = &score.friction
        && known.is_none_or(|known| friction.score > known)
    {
        used.friction = Some(UsedFriction {
            journey,
            score: friction.score,
            interval: friction.interval,
            band: friction.band,
        });
    }
}
