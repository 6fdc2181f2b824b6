//! Whether what somebody wants to comment is there, what it is called, and where it stands.

use shared::{
    access::Actor,
    api::{ApiError, ErrorCode},
    comment::About,
};

use crate::service::Services;

/// What something is called, and the page where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Empty where it is gone, or has no title of its own.
    pub(super) title: String,
    pub(super) path: String,
}

impl Services {
    /// Whether it is there: what was deleted from a board, or retired, is not.
    pub(super) async fn is_there(&self, actor: &Actor, about: About) -> Result<bool, ApiError> {
        match self.named(actor, about).await {
            Ok(named) => Ok(named.is_some()),
            Err(error) if error.code == ErrorCode::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// What it is called and where it stands; `None` where it is gone.
    pub(super) async fn named(
        &self,
        actor: &Actor,
        about: About,
    ) -> Result<Option<Named>, ApiError> {
        if let Some(id) = about.journey() {
            let Some(line) = self.journeys().line(id).await? else {
                return Ok(None);
            };
            let title = self.title_on_board(id, about).await?;
            return Ok(title.map(|title| Named {
                title,
                path: match about {
                    About::Card { id, .. } => format!("/journeys/{}?card={id}", line.slug),
                    About::Step { id, .. } => format!("/journeys/{}?step={id}", line.slug),
                    _ => format!("/journeys/{}", line.slug),
                },
            }));
        }
        match about {
            About::Touchpoint { id } => {
                let found = self
                    .with_catalogue(actor, |all| {
                        let found = all.touchpoints.get(&id).filter(|one| !one.retired);
                        found.map(|one| one.name.clone())
                    })
                    .await?;
                Ok(found.map(|title| Named {
                    title,
                    path: format!("/friction?touchpoint={id}"),
                }))
            }
            About::Persona { id } => {
                let found = self
                    .with_catalogue(actor, |all| {
                        let found = all.personas.get(&id).filter(|one| !one.retired);
                        found.map(|one| one.name.clone())
                    })
                    .await?;
                Ok(found.map(|title| Named {
                    title,
                    path: format!("/personas/{id}"),
                }))
            }
            About::Action { id } => {
                let (actions, _) = self.read_actions().await?;
                let found = actions.actions.get(&id).filter(|one| !one.retired);
                Ok(found.map(|one| Named {
                    title: one.plan.problem.clone(),
                    path: format!("/actions?action={id}"),
                }))
            }
            About::Journey { .. }
            | About::Stage { .. }
            | About::Step { .. }
            | About::Lane { .. }
            | About::Card { .. } => Ok(None),
        }
    }

    async fn title_on_board(
        &self,
        journey: shared::id::JourneyId,
        about: About,
    ) -> Result<Option<String>, ApiError> {
        self.look_at_board(journey, |board| {
            let journey = &board.journey;
            match about {
                About::Journey { .. } => Some(journey.scope.title.clone()),
                About::Stage { id, .. } => {
                    let found = journey.stages.get(&id).filter(|one| !one.hidden);
                    found.map(|one| one.title.clone())
                }
                About::Step { id, .. } => {
                    let found = journey.steps.get(&id).filter(|one| !one.hidden);
                    found.map(|one| one.title.clone())
                }
                About::Lane { id, .. } => {
                    let found = journey.lanes.get(&id).filter(|one| !one.hidden);
                    found.map(|one| one.title.clone().unwrap_or_default())
                }
                About::Card { id, .. } => {
                    let found = journey.cards.get(&id).filter(|one| !one.hidden);
                    found.map(|one| one.shown_title(&board.catalogue).to_owned())
                }
                About::Touchpoint { .. } | About::Persona { .. } | About::Action { .. } => None,
            }
        })
        .await
    }
}
