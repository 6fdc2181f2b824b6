//! A journey's first entry: its title and what the template gives.

use shared::{
    access::Actor,
    api::{ApiError, ErrorCode, JourneySummary, NewJourney},
    catalogue::Catalogue,
    id::{ClientId, JourneyId},
    journey::{Journey, JourneyIntent, ScopeField, start},
    log::{Board, Context, Entry, Intent, Rejection, Timestamp, decide_push},
};
use uuid::Uuid;

use super::{lines, slug};
use crate::{
    log::{Kept, LogId},
    service::{Services, because_of},
};

/// Does it, or finds that it was done.
pub(super) async fn create(
    services: &Services,
    actor: Actor,
    new: NewJourney,
    at: Timestamp,
) -> Result<JourneySummary, ApiError> {
    let NewJourney {
        id,
        title,
        template,
        lang,
    } = new;
    let lang = lang.unwrap_or_else(|| services.lang());
    // Neither title nor template refers to the catalogue.
    let catalogue = Catalogue::default();
    let intents = start::intents(template, lang, Uuid::now_v7);
    drafted(services, actor, (id, title), intents, catalogue, at).await
}

/// Makes a journey of these intents in one entry, or finds that it was made. `catalogue` has what they refer to.
pub(super) async fn drafted(
    services: &Services,
    actor: Actor,
    (id, title): (JourneyId, String),
    intents: Vec<JourneyIntent>,
    catalogue: Catalogue,
    at: Timestamp,
) -> Result<JourneySummary, ApiError> {
    let log = LogId::from(id);
    let wanted = slug::wanted(&title);
    let field = ScopeField::Title(title);
    let intents: Vec<Intent> = std::iter::once(JourneyIntent::SetScope { field })
        .chain(intents)
        .map(Intent::Journey)
        .collect();

    let mut write = services.logs().write().await?;
    if write.head(log).await?.is_some() {
        drop(write);
        return existing(services, id).await;
    }
    let mut board = Board {
        journey: Journey::new(id),
        catalogue,
    };
    let context = Context { actor, at };
    let decided = decide_push(&mut board, &context, &intents)
        .map_err(|(_, rejection)| refused(&rejection))?;
    let (_, changes) = decided.by_log();
    let entry = Entry {
        seq: 1,
        client_id: ClientId::new(id.uuid()),
        client_seq: 1,
        actor: context.actor.id,
        at,
        changes,
    };
    let taken = write.slugs(wanted.clone()).await?;
    let slug = slug::unique(wanted, &taken);
    write.create(log).await?;
    write.append(log, Kept::from_entry(&entry)?).await?;
    write
        .keep_line(lines::kept(&board.journey, &slug, entry.seq, at)?)
        .await?;
    write.commit().await?;
    Ok(board.journey.summary(slug, entry.seq, at))
}

/// The journey that has this id already; another thing may have it, too.
async fn existing(
    services: &Services,
    id: shared::id::JourneyId,
) -> Result<JourneySummary, ApiError> {
    match services.journeys().line(id).await? {
        Some(line) => match lines::summary(&line) {
            Some(summary) => Ok(summary),
            None => services.summary(id, &line.slug, line.changed_at).await,
        },
        None => Err(ApiError::new(ErrorCode::Exists).with("field", "id")),
    }
}

/// Only the title comes from whoever asks.
fn refused(rejection: &Rejection) -> ApiError {
    because_of(
        ApiError::new(ErrorCode::Invalid).with("field", "title"),
        rejection,
    )
    .with("detail", rejection)
}
