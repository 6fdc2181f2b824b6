//! A push is decided as a whole: each intent on what the ones before it made, all or none.

use super::{Board, Change, Context, Intent, Limit, Prior, Rejection};
use crate::{
    catalogue::{self, Catalogue, CatalogueChange, CatalogueIntent, CataloguePrior},
    journey::{self, JourneyChange},
    text,
};

/// The first intent of a push that was refused (`None`: the push as a whole), and why.
pub type Refused = (Option<u32>, Rejection);

/// An accepted push: what happened, in order, and what that overwrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// What happened.
    pub changes: Vec<Change>,
    /// What it overwrote, change by change.
    pub priors: Vec<Prior>,
}

impl Decided {
    /// What goes to the catalogue's log, and what to the journey's, each in order. They touch different
    /// states, so that a reader may apply one log before the other.
    #[must_use]
    pub fn by_log(self) -> (Vec<CatalogueChange>, Vec<JourneyChange>) {
        let (mut catalogue, mut journey) = (Vec::new(), Vec::new());
        for change in self.changes {
            match change {
                Change::Catalogue(change) => catalogue.push(change),
                Change::Journey(change) => journey.push(change),
            }
        }
        (catalogue, journey)
    }
}

/// Decides the intents of a push in order and applies them to `board` on the way. To take an accepted
/// push back (its transaction failed), roll its priors back, the last one first.
///
/// # Errors
/// The first intent that was refused (`None` when the push as a whole was) and why; `board` is then as it
/// was before.
pub fn decide_push(
    board: &mut Board,
    context: &Context,
    intents: &[Intent],
) -> Result<Decided, Refused> {
    text::limited(Limit::Intents, intents.len()).map_err(|rejection| (None, rejection))?;
    let mut decided = Decided::default();
    for (index, intent) in (0..).zip(intents) {
        match board.decide(context, intent) {
            Ok(changes) => {
                for change in changes {
                    decided.priors.push(board.apply(&change));
                    decided.changes.push(change);
                }
            }
            Err(rejection) => {
                board.rollback_all(decided.priors);
                return Err((Some(index), rejection));
            }
        }
    }
    Ok(decided)
}

/// The same for a push to the catalogue's log alone.
///
/// # Errors
/// As [`decide_push`].
pub fn decide_catalogue_push(
    catalogue: &mut Catalogue,
    context: &Context,
    intents: &[CatalogueIntent],
) -> Result<(Vec<CatalogueChange>, Vec<CataloguePrior>), Refused> {
    text::limited(Limit::Intents, intents.len()).map_err(|rejection| (None, rejection))?;
    let (mut changes, mut priors) = (Vec::new(), Vec::new());
    for (index, intent) in (0..).zip(intents) {
        match catalogue::decide(catalogue, context, intent) {
            Ok(decided) => {
                for change in decided {
                    priors.push(catalogue::apply(catalogue, &change));
                    changes.push(change);
                }
            }
            Err(rejection) => {
                for prior in priors.into_iter().rev() {
                    catalogue::rollback(catalogue, prior);
                }
                return Err((Some(index), rejection));
            }
        }
    }
    Ok((changes, priors))
}

impl Board {
    /// What has to happen for one intent.
    ///
    /// # Errors
    /// The reason why it may not happen.
    pub fn decide(&self, context: &Context, intent: &Intent) -> Result<Vec<Change>, Rejection> {
        match intent {
            Intent::Catalogue(intent) => {
                let changes = catalogue::decide(&self.catalogue, context, intent)?;
                Ok(changes.into_iter().map(Change::Catalogue).collect())
            }
            Intent::Journey(intent) => {
                let changes = journey::decide(&self.journey, &self.catalogue, context, intent)?;
                Ok(changes.into_iter().map(Change::Journey).collect())
            }
        }
    }

    /// Takes changes back, the last one first.
    pub fn rollback_all(&mut self, priors: Vec<Prior>) {
        for prior in priors.into_iter().rev() {
            self.rollback(prior);
        }
    }
}

/// The intents that take a push back, from what it overwrote. The board first, then the catalogue, whose
/// entries outlive whatever refers to them.
#[must_use]
pub fn undo(priors: &[Prior]) -> Vec<Intent> {
    let (mut of_catalogue, mut of_journey) = (Vec::new(), Vec::new());
    for prior in priors.iter().cloned() {
        match prior {
            Prior::Catalogue(prior) => of_catalogue.push(prior),
            Prior::Journey(prior) => of_journey.push(prior),
        }
    }
    let journey = journey::undo(&of_journey).into_iter().map(Intent::Journey);
    journey
        .chain(
            catalogue::undo(&of_catalogue)
                .into_iter()
                .map(Intent::Catalogue),
        )
        .collect()
}
