//! Many intents at once, as a file brings them: more than one push holds, and yet all of them or none.
//!
//! They are planned outside, on a copy of the board, and done here only if both logs still stand where the copy did. All
//! entries are one transaction, so that nobody ever sees, and no crash leaves, a part of a file.

use shared::{
    api::{ApiError, ErrorCode},
    id::{ClientId, JourneyId},
    journey::Journey,
    log::{Board, Context, Decided, Entry, Heads, Intent, Limit, Refused, decide_push},
};
use uuid::Uuid;

use super::{lines, live::Live, parts, slug};
use crate::{
    log::{Kept, LogId, LogWrite, follow::Position},
    service::Services,
    store::StoreError,
};

/// A board, and where its logs stood.
pub(crate) struct Target {
    pub(crate) board: Board,
    /// The journey's is 0 where there is none yet.
    pub(crate) heads: Heads,
    /// The journey's name in its address, where it has one.
    pub(crate) slug: Option<String>,
}

/// The board of a journey, or an empty one.
pub(super) async fn target(services: &Services, journey: JourneyId) -> Result<Target, ApiError> {
    let slot = services.boards().slot(journey);
    let mut place = slot.lock().await;
    let mut live = live(services, place.take(), journey).await?;
    live.catch_up(services.logs()).await?;
    let heads = live.heads();
    let target = Target {
        board: live.board.clone(),
        heads,
        slug: (heads.journey > 0).then(|| live.slug.clone()),
    };
    if heads.journey > 0 {
        *place = Some(live);
    }
    Ok(target)
}

/// The board in memory, else from the store, else one that nobody made yet.
async fn live(
    services: &Services,
    known: Option<Live>,
    journey: JourneyId,
) -> Result<Live, ApiError> {
    let (logs, journeys) = (services.logs(), services.journeys());
    let catalogue = services.catalogue_log();
    let known = match known {
        Some(live) => Some(live),
        None => Live::load(journey, catalogue, logs, journeys).await?,
    };
    match known {
        Some(live) => Ok(live),
        // The log of something else, as of the catalogue, is no journey's.
        None if !logs.tail(journey.into(), 0, 1).await?.is_empty() => {
            Err(ApiError::new(ErrorCode::Exists).with("field", "id"))
        }
        None => Ok(Live::unborn(journey, catalogue, logs).await?),
    }
}

/// Does it; the journey's name in its address, or `None` when a log went on.
pub(super) async fn bring(
    services: &Services,
    context: Context,
    journey: JourneyId,
    on: Heads,
    intents: Vec<Intent>,
) -> Result<Option<String>, ApiError> {
    let slot = services.boards().slot(journey);
    let mut place = slot.lock().await;
    let mut live = live(services, place.take(), journey).await?;
    let mut write = services.logs().write().await?;
    live.catch_up_in(write.as_mut()).await?;
    if live.heads() != on {
        drop(write);
        *place = (live.heads().journey > 0).then_some(live);
        return Ok(None);
    }
    if on.journey == 0 {
        let log = LogId::from(journey);
        if write.head(log).await?.is_some() {
            return Err(ApiError::new(ErrorCode::Exists).with("field", "id"));
        }
        write.create(log).await?;
    }
    // A replica of its own: its pushes are the entries.
    let client = ClientId::new(Uuid::now_v7());
    let most = Limit::Intents.most() as usize;
    let turning = parts::refused(services, write.as_mut(), &live.board, &intents).await?;
    if let Some((_, rejection)) = turning {
        return Err(ApiError::new(ErrorCode::Invalid)
            .with("field", "parent")
            .with("detail", rejection));
    }
    for (client_seq, intents) in (1..).zip(intents.chunks(most)) {
        let decided;
        (live, decided) = decide(live, context.clone(), intents.to_vec()).await?;
        let decided = decided.map_err(|(_, rejection)| {
            // It was granted on the same board when it was planned.
            tracing::error!(%rejection, "a fault of ours");
            ApiError::new(ErrorCode::Internal)
        })?;
        append(
            &mut live,
            write.as_mut(),
            &context,
            (client, client_seq),
            decided,
        )
        .await?;
    }
    if on.journey == 0 {
        let wanted = slug::wanted(&live.board.journey.scope.title);
        let taken = write.slugs(wanted.clone()).await?;
        live.slug = slug::unique(wanted, &taken);
    }
    let seq = live.journey.head();
    let line = lines::kept(&live.board.journey, &live.slug, seq, context.at)?;
    write.keep_line(line).await?;
    write.commit().await?;
    let slug = live.slug.clone();
    *place = Some(live);
    Ok(Some(slug))
}

/// Thousands of decisions take longer than others should wait for this thread.
async fn decide(
    mut live: Live,
    context: Context,
    intents: Vec<Intent>,
) -> Result<(Live, Result<Decided, Refused>), ApiError> {
    let work = tokio::task::spawn_blocking(move || {
        let decided = decide_push(&mut live.board, &context, &intents);
        (live, decided)
    });
    work.await.map_err(|fault| {
        tracing::error!(%fault, "a fault of ours");
        ApiError::new(ErrorCode::Internal)
    })
}

async fn append(
    live: &mut Live,
    write: &mut dyn LogWrite,
    context: &Context,
    (client_id, client_seq): (ClientId, u64),
    decided: Decided,
) -> Result<(), StoreError> {
    let (of_catalogue, of_journey) = decided.by_log();
    if !of_catalogue.is_empty() {
        let entry = Entry {
            seq: live.catalogue.head() + 1,
            client_id,
            client_seq,
            actor: context.actor.id,
            at: context.at,
            changes: of_catalogue,
        };
        let log = live.catalogue.log();
        write.append(log, Kept::from_entry(&entry)?).await?;
        if let Some(snapshot) = Position::snapshot_due(entry.seq, &live.board.catalogue)? {
            write.keep_snapshot(log, snapshot).await?;
        }
        live.catalogue.moved(entry);
    }
    // A journey has an entry for each of them, as of any push.
    let entry = Entry {
        seq: live.journey.head() + 1,
        client_id,
        client_seq,
        actor: context.actor.id,
        at: context.at,
        changes: of_journey,
    };
    let log = live.journey.log();
    write.append(log, Kept::from_entry(&entry)?).await?;
    if let Some(snapshot) = Position::snapshot_due(entry.seq, &live.board.journey)? {
        write.keep_snapshot(log, snapshot).await?;
    }
    live.journey.moved(entry);
    Ok(())
}

impl Live {
    /// A journey that nobody made yet, beside the catalogue as it is.
    async fn unborn(
        journey: JourneyId,
        catalogue: LogId,
        logs: &dyn crate::log::LogStore,
    ) -> Result<Self, StoreError> {
        use crate::log::follow::load;

        let (state, journey) = load(journey.into(), Journey::new(journey), logs).await?;
        let (entries, catalogue) =
            load(catalogue, shared::catalogue::Catalogue::default(), logs).await?;
        Ok(Self {
            board: Board {
                journey: state,
                catalogue: entries,
            },
            slug: String::new(),
            journey,
            catalogue,
        })
    }
}
