//! The definitions of a workspace's metrics: a log of their own, decided by `shared::metric::definitions`.
//!
//! Few and seldom changed, and asked for with every number: they stay in memory, and each question reads what was appended
//! since.

use std::sync::Arc;

use shared::{
    access::{Action, Actor, Resource},
    api::{
        ApiError, DefinitionsHistory, DefinitionsPush, DefinitionsReply, DefinitionsView,
        ErrorCode, HistoryQuery, Why,
    },
    id::ClientId,
    log::{Context, Entry, Seq},
    metric::{Definitions, MetricChange, MetricIntent, MetricRefusal, definitions},
};
use uuid::Uuid;

use super::{
    about::Words,
    file::{self, FileError},
};
use crate::{
    clock,
    journey::page_of,
    log::{
        Kept, LogId, LogWrite,
        follow::{Followed, Position, Source, load},
    },
    service::{Services, allowed, because_of, detached, not_found},
};

/// Under this name, the log's id follows from the workspace's.
const LOG: &[u8] = b"metric definitions";
/// So many entries at most are read to say what changed since; who is further behind is told to read again.
const FAR: u32 = 1_000;

impl Followed for Definitions {
    type Change = MetricChange;
    const KIND: &'static str = "definitions_snapshot";

    fn take(&mut self, change: &MetricChange) {
        definitions::apply(self, change);
    }
}

/// Definitions kept in memory, and how far they follow their log.
pub(crate) type Following = (Arc<Definitions>, Position<MetricChange>);

/// What is to be done with the definitions.
enum Wish {
    Intents(Vec<MetricIntent>),
    /// A file, to be done or only to be tried.
    File {
        name: String,
        text: String,
        dry_run: bool,
    },
}

impl Services {
    /// The definitions of all metrics.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn definitions(&self, actor: &Actor) -> Result<DefinitionsView, ApiError> {
        allowed(actor, Action::Read, Resource::Metrics)?;
        let (definitions, position) = self.load_definitions().await?;
        Ok(DefinitionsView::of(&definitions, position.head()))
    }

    /// Defines, changes, retires or restores metrics: all that is wished, or nothing.
    ///
    /// # Errors
    /// Not allowed, why it may not be, changed meanwhile, or the store failed. Then nothing was changed.
    pub async fn change_definitions(
        &self,
        actor: &Actor,
        push: DefinitionsPush,
    ) -> Result<DefinitionsView, ApiError> {
        let wish = Wish::Intents(push.intents);
        let (definitions, reply) = self.wish_definitions(actor, push.base, wish).await?;
        Ok(DefinitionsView::of(&definitions, reply.head))
    }

    /// The definitions as a file, and the last entry of their log.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn definitions_file(&self, actor: &Actor) -> Result<(String, Seq), ApiError> {
        allowed(actor, Action::Read, Resource::Metrics)?;
        let (definitions, position) = self.load_definitions().await?;
        let words = self.place_words(actor).await?;
        Ok((file::text(&definitions.all(), &words), position.head()))
    }

    /// Brings in a file of definitions, or says what it would change. Metrics that it does not name stay as they are.
    ///
    /// # Errors
    /// Not allowed, a mistake in the file, changed meanwhile, or the store failed. Then nothing was changed.
    pub async fn import_definitions(
        &self,
        actor: &Actor,
        base: Option<Seq>,
        (name, text): (String, String),
        dry_run: bool,
    ) -> Result<DefinitionsReply, ApiError> {
        let wish = Wish::File {
            name,
            text,
            dry_run,
        };
        let (_, reply) = self.wish_definitions(actor, base, wish).await?;
        Ok(reply)
    }

    /// Who changed which definition, newest first.
    ///
    /// # Errors
    /// Not allowed, a page too large, or the store failed.
    pub async fn definitions_history(
        &self,
        actor: &Actor,
        query: HistoryQuery,
    ) -> Result<DefinitionsHistory, ApiError> {
        allowed(actor, Action::Read, Resource::Metrics)?;
        let (entries, before) = page_of(self.logs(), self.definitions_log(), query).await?;
        Ok(DefinitionsHistory { entries, before })
    }

    /// What holds in this workspace.
    pub(crate) async fn read_definitions(&self) -> Result<Arc<Definitions>, ApiError> {
        let mut place = self.definitions_place().lock().await;
        let (mut definitions, mut position) = match place.take() {
            Some(kept) => kept,
            None => {
                let (definitions, position) = self.load_definitions().await?;
                (Arc::new(definitions), position)
            }
        };
        // Where this fails, nothing is kept, and the next question loads them again.
        let mut source = Source::Committed(self.logs());
        let following = Arc::make_mut(&mut definitions);
        position.catch_up(following, &mut source).await?;
        *place = Some((definitions.clone(), position));
        Ok(definitions)
    }

    fn definitions_log(&self) -> LogId {
        LogId(Uuid::new_v5(&self.catalogue_log().0, LOG))
    }

    async fn load_definitions(&self) -> Result<(Definitions, Position<MetricChange>), ApiError> {
        let log = self.definitions_log();
        Ok(load(log, Definitions::default(), self.logs()).await?)
    }

    async fn wish_definitions(
        &self,
        actor: &Actor,
        base: Option<Seq>,
        wish: Wish,
    ) -> Result<(Definitions, DefinitionsReply), ApiError> {
        allowed(actor, Action::Edit, Resource::Metrics)?;
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move {
            let (mut definitions, mut position) = services.load_definitions().await?;
            let words = services.place_words(&actor).await?;
            let mut write = services.logs().write().await?;
            if write.head(position.log()).await?.is_none() {
                write.create(position.log()).await?;
            }
            // What was committed while this one waited for its turn.
            position
                .catch_up(&mut definitions, &mut Source::Transaction(write.as_mut()))
                .await?;
            let context = Context {
                actor,
                at: clock::now(),
            };
            let (changes, dry_run) = decided(&mut definitions, (&context, &words), wish)?;
            let mut head = position.head();
            unchanged_since(write.as_mut(), (position.log(), head), base, &changes).await?;
            if !changes.is_empty() && !dry_run {
                head += 1;
                let entry = Entry {
                    seq: head,
                    client_id: ClientId::new(Uuid::now_v7()),
                    client_seq: 1,
                    actor: context.actor.id,
                    at: context.at,
                    changes: changes.clone(),
                };
                let log = position.log();
                write.append(log, Kept::from_entry(&entry)?).await?;
                write.commit().await?;
            }
            Ok((definitions, DefinitionsReply { changes, head }))
        })
        .await
    }
}

/// What the wish changes, applied; and whether it is only tried.
fn decided(
    definitions: &mut Definitions,
    (context, words): (&Context, &Words),
    wish: Wish,
) -> Result<(Vec<MetricChange>, bool), ApiError> {
    match wish {
        Wish::Intents(intents) => {
            let changes = all(definitions, (context, words), &intents);
            Ok((changes.map_err(|(_, refusal)| refused(&refusal))?, false))
        }
        Wish::File {
            name,
            text,
            dry_run,
        } => {
            let read = file::read(&name, &text, words).map_err(|error| mistaken(&error))?;
            let intents = definitions::plan(definitions, &read.listed());
            let changes = all(definitions, (context, words), &intents);
            let changes = changes.map_err(|(intent, refusal)| {
                let error = read.refused(intent.key(), refusal);
                mistaken(&error)
            });
            Ok((changes?, dry_run))
        }
    }
}

/// Decides and applies one after the other; the first that may not be, with why.
fn all<'a>(
    definitions: &mut Definitions,
    (context, words): (&Context, &Words),
    intents: &'a [MetricIntent],
) -> Result<Vec<MetricChange>, (&'a MetricIntent, MetricRefusal)> {
    let mut changes = Vec::new();
    let known = |about| words.holds(about);
    for intent in intents {
        let change = definitions::decide(definitions, context, &known, intent);
        if let Some(change) = change.map_err(|refusal| (intent, refusal))? {
            definitions::apply(definitions, &change);
            changes.push(change);
        }
    }
    Ok(changes)
}

/// Refuses to overwrite what somebody changed since `base`: two people may define different metrics at the same time, but
/// not the same one.
async fn unchanged_since(
    write: &mut dyn LogWrite,
    (log, head): (LogId, Seq),
    base: Option<Seq>,
    changes: &[MetricChange],
) -> Result<(), ApiError> {
    let Some(base) = base.filter(|base| *base < head) else {
        return Ok(());
    };
    let outdated = |key: &str| ApiError::new(ErrorCode::Outdated).with("metric", key);
    if head - base > Seq::from(FAR) {
        return Err(ApiError::new(ErrorCode::Outdated));
    }
    for kept in write.tail(log, base, FAR).await? {
        let entry: Entry<MetricChange> = kept.entry()?;
        for theirs in &entry.changes {
            let key = &theirs.metric().key;
            if changes.iter().any(|ours| ours.metric().key == *key) {
                return Err(outdated(key));
            }
        }
    }
    Ok(())
}

fn mistaken(error: &FileError) -> ApiError {
    let answer = match &error.refusal {
        Some(refusal) => refused(refusal),
        None => ApiError::new(ErrorCode::Invalid)
            .with("field", "file")
            .because(Why::Unreadable),
    };
    answer.with("line", error.line).with("detail", error)
}

fn refused(refusal: &MetricRefusal) -> ApiError {
    let field = refusal.field().map_or("metrics", |field| field.name());
    let invalid = || {
        ApiError::new(ErrorCode::Invalid)
            .with("field", field)
            .with("detail", refusal)
    };
    match refusal {
        MetricRefusal::Forbidden => ApiError::new(ErrorCode::Forbidden),
        MetricRefusal::Missing => not_found("metric"),
        MetricRefusal::NotBuiltIn => not_found("built_in_metric"),
        MetricRefusal::KeyUsed | MetricRefusal::NameTaken(_) => {
            ApiError::new(ErrorCode::Exists).with("field", field)
        }
        MetricRefusal::NotAKey => invalid().because(Why::NotAKey),
        MetricRefusal::TooMany => invalid()
            .because(Why::TooMany)
            .with("most", definitions::MOST_METRICS),
        MetricRefusal::Text(_, rejection) => because_of(invalid(), rejection),
        MetricRefusal::TooLong(_) => invalid()
            .because(Why::TooLong)
            .with("most", definitions::MOST_NAME),
        MetricRefusal::OutOfRange { least, most, .. } => invalid()
            .because(Why::OutOfRange)
            .with("least", least)
            .with("most", most),
        MetricRefusal::Unknown => invalid().because(Why::Unknown),
        MetricRefusal::Overlap => invalid().because(Why::NotTogether),
        MetricRefusal::Loosened => invalid().because(Why::PeopleInGroups),
    }
}
