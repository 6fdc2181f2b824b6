//! Finding what there is by name: journeys, touchpoints, personas, departments, brands, metrics, actions. Records and customers are not
//! looked through.
//!
//! Nothing is kept in an index: the names of a workspace are few beside its records, and looking through all of them takes
//! milliseconds. How well a name fits, `shared::search` says.

pub(crate) mod http;
mod placed;

use std::collections::{BTreeMap, BTreeSet};

use app::{catalogue::names, request::encoded};
use shared::{
    access::{Action as Deed, Actor, Resource, can},
    action::Actions,
    api::{ApiError, ErrorCode, Found, FoundKind, JourneySummary, SearchQuery, SearchReply, Why},
    catalogue::Catalogue,
    id::TouchpointId,
    locale::Lang,
    metric::Definitions,
    search::{Best, MOST_ASKED, Rank, Wanted},
};

pub(crate) use placed::Placed;

use crate::{
    persona,
    service::{Services, allowed},
};

/// The most answers of each kind.
const MOST: usize = 12;

/// What is looked for, and what fits so far.
struct Search {
    wanted: Wanted,
    lang: Lang,
    reply: SearchReply,
}

impl Services {
    /// What there is of these words. Kinds of things that the actor may not see are not looked through.
    ///
    /// # Errors
    /// Not allowed, a question that is too long, or the store failed.
    pub async fn search(
        &self,
        actor: &Actor,
        query: &SearchQuery,
    ) -> Result<SearchReply, ApiError> {
        allowed(actor, Deed::Read, Resource::Workspace)?;
        if query.q.chars().count() > MOST_ASKED {
            return Err(ApiError::new(ErrorCode::Invalid)
                .with("field", "q")
                .because(Why::TooLong)
                .with("most", MOST_ASKED));
        }
        let Some(wanted) = Wanted::of(&query.q) else {
            return Ok(SearchReply::default());
        };
        let mut search = Search {
            wanted,
            lang: query.lang.unwrap_or_else(|| self.lang()),
            reply: SearchReply::default(),
        };
        let may = |resource| can(actor, Deed::Read, resource);
        let mut journeys = self.summaries().await?;
        journeys.retain(|journey| may(Resource::Journey(journey.id)));
        search.journeys(&journeys);
        if may(Resource::Catalogue) {
            let touchpoints = self
                .with_catalogue(actor, |catalogue| search.catalogue(catalogue))
                .await?;
            self.touchpoints(&mut search, touchpoints, &mut journeys)
                .await?;
        }
        if may(Resource::Metrics) {
            let definitions = self.read_definitions().await?;
            search.metrics(&definitions);
        }
        if may(Resource::Actions) {
            search.actions(&self.read_actions().await?.0);
        }
        let mut reply = search.reply;
        reply.found.sort_by_key(|found| (found.rank, found.kind));
        Ok(reply)
    }

    /// Says of touchpoints where they are used: on the board that changed last, on an archived one only where there is no other.
    async fn touchpoints(
        &self,
        search: &mut Search,
        touchpoints: Vec<(TouchpointId, Found)>,
        journeys: &mut [JourneySummary],
    ) -> Result<(), ApiError> {
        if touchpoints.is_empty() {
            return Ok(());
        }
        journeys.sort_by_key(|journey| journey.archived);
        let boards: Vec<_> = journeys.iter().map(|one| (one.id, one.seq)).collect();
        let wanted: BTreeSet<TouchpointId> = touchpoints.iter().map(|(id, _)| *id).collect();
        let mut placed = self.placed().lock().await;
        let first: BTreeMap<TouchpointId, usize> =
            placed.first(&boards, &wanted, self.logs()).await?;
        for (id, mut found) in touchpoints {
            if let Some(journey) = first.get(&id).and_then(|at| journeys.get(*at)) {
                found.detail.clone_from(&journey.title);
                found.path = format!("{}?touchpoint={id}", board(&journey.slug));
            }
            search.reply.found.push(found);
        }
        Ok(())
    }
}

impl Search {
    fn journeys(&mut self, journeys: &[JourneySummary]) {
        let mut best = Best::new(MOST);
        for journey in journeys {
            let stages = journey.stages.iter().map(|stage| stage.title.as_str());
            let tags = journey.tags.iter().map(String::as_str);
            if let Some(rank) = self.wanted.rank(&journey.title, tags.chain(stages)) {
                best.take(rank, || Found {
                    kind: FoundKind::Journey,
                    name: journey.title.clone(),
                    detail: journey.tags.join(", "),
                    path: board(&journey.slug),
                    lasting: None,
                    put_away: journey.archived,
                    rank,
                });
            }
        }
        self.keep(best);
    }

    /// Personas, departments and brands; touchpoints are answered, for where they are used is not said here.
    fn catalogue(&mut self, catalogue: &Catalogue) -> Vec<(TouchpointId, Found)> {
        let mut best = Best::new(MOST);
        for (id, persona) in &catalogue.personas {
            let beside = [persona.summary.as_str()];
            if let Some(rank) = self.wanted.rank(&persona.name, beside) {
                let entry = (FoundKind::Persona, rank, persona.retired);
                best.take(rank, || {
                    let path = format!("/personas/{}", persona::slug_of(catalogue, *id));
                    Found {
                        lasting: Some(format!("/personas/{id}")),
                        ..of_catalogue(entry, persona.name.clone(), path)
                    }
                });
            }
        }
        self.keep(best);
        let mut best = Best::new(MOST);
        for (id, department) in &catalogue.departments {
            let name = names::department(self.lang, &department.name);
            if let Some(rank) = self.wanted.rank(&name, []) {
                let path = format!("/area?department={id}");
                let entry = (FoundKind::Department, rank, department.retired);
                best.take(rank, || of_catalogue(entry, name, path));
            }
        }
        self.keep(best);
        let mut best = Best::new(MOST);
        for brand in catalogue.brands.values() {
            let family = brand.family.and_then(|id| catalogue.families.get(&id));
            let beside = family.map(|family| family.name.as_str());
            if let Some(rank) = self.wanted.rank(&brand.name, beside) {
                let path = listed("brands", brand.retired);
                let entry = (FoundKind::Brand, rank, brand.retired);
                best.take(rank, || Found {
                    detail: beside.unwrap_or_default().to_owned(),
                    ..of_catalogue(entry, brand.name.clone(), path)
                });
            }
        }
        self.keep(best);
        let mut best = Best::new(MOST);
        for (id, touchpoint) in &catalogue.touchpoints {
            let key = touchpoint.key.as_deref();
            if let Some(rank) = self.wanted.rank(&touchpoint.name, key) {
                best.take(rank, || {
                    let path = listed("touchpoints", touchpoint.retired);
                    let entry = (FoundKind::Touchpoint, rank, touchpoint.retired);
                    (*id, of_catalogue(entry, touchpoint.name.clone(), path))
                });
            }
        }
        self.reply.left_out += best.left_out();
        best.done().into_iter().map(|(_, found)| found).collect()
    }

    fn metrics(&mut self, definitions: &Definitions) {
        let mut best = Best::new(MOST);
        for metric in definitions.offered() {
            let name = metric.name.in_lang(self.lang);
            if let Some(rank) = self.wanted.rank(name, [metric.key.as_str()]) {
                best.take(rank, || Found {
                    kind: FoundKind::Metric,
                    name: name.to_owned(),
                    detail: String::new(),
                    path: format!("/metrics?metric={}", encoded(&metric.key)),
                    lasting: None,
                    put_away: false,
                    rank,
                });
            }
        }
        self.keep(best);
    }

    fn actions(&mut self, actions: &Actions) {
        let mut best = Best::new(MOST);
        let shown = actions.actions.iter().filter(|(_, action)| !action.retired);
        for (id, action) in shown {
            let asked = action.assigned.as_ref().map(|asked| asked.name.as_str());
            let plan = &action.plan;
            let beside = [plan.step.as_str(), plan.scope.as_str()];
            if let Some(rank) = self
                .wanted
                .rank(&plan.problem, asked.into_iter().chain(beside))
            {
                best.take(rank, || Found {
                    kind: FoundKind::Action,
                    name: plan.problem.clone(),
                    detail: asked.unwrap_or_default().to_owned(),
                    path: format!("/actions?action={id}"),
                    lasting: None,
                    put_away: false,
                    rank,
                });
            }
        }
        self.keep(best);
    }

    fn keep(&mut self, best: Best<Found>) {
        self.reply.left_out += best.left_out();
        let found = best.done().into_iter().map(|(_, found)| found);
        self.reply.found.extend(found);
    }
}

fn board(slug: &str) -> String {
    format!("/journeys/{}", encoded(slug))
}

/// The section of the catalogue that lists an entry.
fn listed(section: &str, retired: bool) -> String {
    let retired = if retired { "&retired=1" } else { "" };
    format!("/catalogue?section={section}{retired}")
}

fn of_catalogue(
    (kind, rank, put_away): (FoundKind, Rank, bool),
    name: String,
    path: String,
) -> Found {
    Found {
        kind,
        name,
        detail: String::new(),
        path,
        lasting: None,
        put_away,
        rank,
    }
}
