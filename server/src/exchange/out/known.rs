//! What is known of a journey beside its board: what was measured, and what people have taken on.

use std::collections::{BTreeMap, BTreeSet};

use app::journey::board::facts;
use shared::{
    access::Actor,
    api::{
        ActionView, ActionsQuery, ApiError, RealityQuery, ScoreQuery, Scores, TouchpointReality,
    },
    exchange::drawing::Facts,
    id::TouchpointId,
    interval::Estimate,
    locale::{Date, DateStyle, Lang},
    log::Board,
};

use super::pictures::Pictures;
use crate::{record::day, service::Services};

/// What is known of a journey beside its board.
#[derive(Default)]
pub(super) struct Known {
    /// In the reader's words.
    pub(super) facts: Facts,
    /// What metrics say of its touchpoints.
    pub(super) reality: Vec<TouchpointReality>,
    /// What people have taken on about it.
    pub(super) actions: Vec<ActionView>,
    /// The day of it, where the workspace is.
    pub(super) today: Option<Date>,
    /// What its cards show.
    pub(super) pictures: Pictures,
}

impl Services {
    /// What was measured about the touchpoints of a board, as the board itself shows it.
    pub(super) async fn known(
        &self,
        actor: &Actor,
        board: &Board,
        lang: Lang,
    ) -> Result<Known, ApiError> {
        let ask = |filter: Option<String>| ScoreQuery {
            journey: board.journey.id.to_string(),
            filter,
            ..ScoreQuery::default()
        };
        let scores = self.scores(actor, &ask(None)).await?;
        let first = board.journey.scope.personas.first();
        let first = first.and_then(|id| board.catalogue.personas.get(id));
        let felt = match first.filter(|persona| !persona.filter.is_empty()) {
            Some(persona) => {
                let told = ask(Some(persona.filter.to_string()));
                Some(felt(&self.scores(actor, &told).await?))
            }
            None => None,
        };
        let reality = RealityQuery {
            journey: board.journey.id.to_string(),
        };
        let reality = self.reality(actor, &reality).await?;
        let actions = self.actions(actor, &ActionsQuery::default()).await?.actions;
        let today = day::today(&self.store().workspace().zone);
        let day = lang.date(today, DateStyle::Full);
        let facts = Facts {
            felt,
            day: Some(day),
            ..facts(
                lang,
                board,
                Some(scores),
                Some(reality.clone()),
                actions.clone(),
            )
        };
        let here: BTreeSet<TouchpointId> = board
            .journey
            .columns()
            .flat_map(|column| board.journey.touchpoints_at(column.step))
            .collect();
        let (id, mut actions) = (board.journey.id, actions);
        actions.retain(|action| {
            let plan = &action.plan;
            let about = plan.touchpoint.is_some_and(|id| here.contains(&id));
            plan.journey.map_or(about, |journey| journey == id)
        });
        Ok(Known {
            facts,
            reality: reality.touchpoints,
            actions,
            today: Some(today),
            pictures: self.pictures(actor, board).await?,
        })
    }
}

fn felt(scores: &Scores) -> BTreeMap<TouchpointId, Estimate> {
    let felt = scores.touchpoints.iter();
    felt.filter_map(|score| Some((score.touchpoint, score.emotion?)))
        .collect()
}
