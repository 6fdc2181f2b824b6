//! What the customers felt that a persona stands for: the measured emotion again, of the records that the persona's filter
//! leaves. What could not be found out is a gap, never everybody's feeling.

use std::collections::BTreeMap;

use shared::{
    api::ScoreQuery,
    id::{PersonaId, TouchpointId},
    interval::Estimate,
    log::Board,
    record::Filter,
};

use crate::api::{Api, Door};

/// By persona and touchpoint; of personas with a filter only.
pub(crate) type Felt = BTreeMap<PersonaId, BTreeMap<TouchpointId, Estimate>>;

/// The personas of a board's scope that can be told from others in the records.
pub(crate) fn told(board: &Board) -> Vec<(PersonaId, Filter)> {
    let scope = board.journey.scope.personas.iter();
    scope
        .filter_map(|id| Some((*id, board.catalogue.personas.get(id)?.filter.clone())))
        .filter(|(_, filter)| !filter.is_empty())
        .collect()
}

/// Asks what each of them felt.
pub(crate) async fn ask(api: &Door, journey: &str, personas: Vec<(PersonaId, Filter)>) -> Felt {
    let mut felt = Felt::new();
    for (persona, filter) in personas {
        let query = ScoreQuery {
            journey: journey.to_owned(),
            filter: Some(filter.to_string()),
            ..ScoreQuery::default()
        };
        if let Ok(scores) = api.scores(query).await {
            let emotions = scores.touchpoints.iter();
            let emotions = emotions.filter_map(|score| Some((score.touchpoint, score.emotion?)));
            felt.insert(persona, emotions.collect());
        }
    }
    felt
}
