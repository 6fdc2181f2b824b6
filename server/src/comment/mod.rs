//! Comments: what people say to each other about parts of a board, entries of the catalogue and actions.
//!
//! Rows, not a log: whoever wrote one changes or removes it, and nothing else depends on it. Each change takes the next number of the
//! workspace, so that somebody who knows a number asks only for what came after it.

pub(crate) mod http;
mod names;
mod store;
mod there;
mod waiting;

use std::collections::BTreeSet;

use shared::{
    access::{Action, Actor, Resource, can},
    api::{
        ApiError, ChangeComment, CommentsQuery, CommentsView, ErrorCode, NewComment, ResolveThread,
        SawThread, Thread, Why,
    },
    comment::{
        About, MOST_COMMENTS, MOST_MENTIONS, MOST_TEXT, MOST_THREADS, TextFault, check, mentioned,
    },
    id::{ActorId, CommentId, ThreadId},
};

use crate::{
    clock,
    service::{Services, allowed, detached, not_found},
    store::StoreError,
};

/// A text as it is kept, and whom it mentions.
fn checked(text: &str) -> Result<(String, BTreeSet<ActorId>), ApiError> {
    let refused = |why| {
        ApiError::new(ErrorCode::Invalid)
            .with("field", "text")
            .because(why)
    };
    let text = check(text).map_err(|fault| match fault {
        TextFault::Empty => refused(Why::Empty),
        TextFault::TooLong => refused(Why::TooLong).with("most", MOST_TEXT),
        TextFault::ControlCharacters => refused(Why::ControlCharacters),
        TextFault::TooManyMentions => refused(Why::OutOfRange)
            .with("least", 0)
            .with("most", MOST_MENTIONS),
    })?;
    Ok((text.to_owned(), mentioned(text)))
}

impl Services {
    /// The threads of a board, or of one thing that is on none.
    ///
    /// # Errors
    /// Not allowed, neither or both are named, or the store failed.
    pub async fn comments(
        &self,
        actor: &Actor,
        query: CommentsQuery,
    ) -> Result<CommentsView, ApiError> {
        let since = query.since.unwrap_or(0);
        let of = match (query.journey, query.kind, query.id) {
            (Some(journey), None, None) => {
                allowed(actor, Action::Read, Resource::Journey(journey))?;
                if self.journeys().line(journey).await?.is_none() {
                    return Err(not_found("journey"));
                }
                store::Of::Board(journey)
            }
            (None, Some(kind), Some(id)) => {
                let about = About::of(kind, id, None);
                let about = about.filter(|about| about.journey().is_none());
                let about = about.ok_or_else(|| unknown("kind"))?;
                allowed(actor, Action::Read, about.resource())?;
                store::Of::Thing(about)
            }
            _ => return Err(unknown("journey")),
        };
        let mut reader = self.reader().await?;
        let changed = store::changes(&mut reader, self.workspace()).await?;
        let threads = store::threads(&mut reader, self.workspace(), of, actor.id, since).await?;
        let people = names::of(&mut reader, self.workspace(), &threads).await?;
        Ok(CommentsView {
            changed,
            threads,
            people,
        })
    }

    /// Says something. Answered with the thread as it is then.
    ///
    /// # Errors
    /// Not allowed, what it is about is not there, a text that is none, somebody mentioned who is not here, too many, or the store
    /// failed. Then nothing was said.
    pub async fn comment(&self, actor: &Actor, new: NewComment) -> Result<CommentsView, ApiError> {
        allowed(actor, Action::Read, new.about.resource())?;
        allowed(actor, Action::Comment, new.about.resource())?;
        let (text, mentions) = checked(&new.text)?;
        if !self.is_there(actor, new.about).await? {
            return Err(not_found("subject"));
        }
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move { services.say(&actor, new, text, mentions).await }).await
    }

    async fn say(
        &self,
        actor: &Actor,
        new: NewComment,
        text: String,
        mentions: BTreeSet<ActorId>,
    ) -> Result<CommentsView, ApiError> {
        let (workspace, at) = (self.workspace(), clock::now());
        let mut write = self.store().write().await?;
        if !names::all_here(&mut write, workspace, &mentions).await? {
            return Err(unknown("text"));
        }
        match store::about(&mut write, workspace, new.thread).await? {
            Some(about) if about != new.about => {
                return Err(ApiError::new(ErrorCode::Exists).with("field", "thread"));
            }
            Some(_) => {}
            None => {
                let threads = store::count_threads(&mut write, workspace, new.about).await?;
                if threads >= MOST_THREADS {
                    return Err(too_many("threads", MOST_THREADS));
                }
                store::begin(&mut write, workspace, new.thread, new.about, at).await?;
            }
        }
        match store::comment(&mut write, workspace, new.id).await? {
            // The same again: it was said, and its answer was lost on the way.
            Some(kept) if kept.by == actor.id && kept.thread == new.thread => {}
            Some(_) => return Err(ApiError::new(ErrorCode::Exists).with("field", "id")),
            None => {
                let seq = store::last(&mut write, workspace, new.thread).await? + 1;
                if seq > u64::from(MOST_COMMENTS) {
                    return Err(too_many("comments", MOST_COMMENTS));
                }
                let kept = store::New {
                    id: new.id,
                    thread: new.thread,
                    seq,
                    by: actor.id,
                    at,
                    text: &text,
                };
                store::say(&mut write, workspace, &kept).await?;
                store::mention(&mut write, workspace, new.id, &mentions).await?;
                store::settle(&mut write, workspace, new.thread, None).await?;
                store::saw(&mut write, workspace, actor.id, new.thread, seq).await?;
            }
        }
        store::changed(&mut write, workspace, new.thread).await?;
        let changed = store::changes(&mut write, workspace).await?;
        let threads = store::thread(&mut write, workspace, new.thread, actor.id).await?;
        let people = names::of(&mut write, workspace, &threads).await?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(CommentsView {
            changed,
            threads,
            people,
        })
    }

    /// Changes what one said.
    ///
    /// # Errors
    /// Not allowed, not one's own, not there, a text that is none, or the store failed.
    pub async fn change_comment(
        &self,
        actor: &Actor,
        id: CommentId,
        wish: ChangeComment,
    ) -> Result<(), ApiError> {
        let (text, mentions) = checked(&wish.text)?;
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move {
            let (workspace, at) = (services.workspace(), clock::now());
            let mut write = services.store().write().await?;
            let kept = services.commented(&mut write, &actor, id).await?;
            if kept.by != actor.id {
                return Err(ApiError::new(ErrorCode::Forbidden).with("field", "comment"));
            }
            if !names::all_here(&mut write, workspace, &mentions).await? {
                return Err(unknown("text"));
            }
            store::rewrite(&mut write, workspace, id, Some(&text), at).await?;
            store::mention(&mut write, workspace, id, &mentions).await?;
            store::changed(&mut write, workspace, kept.thread).await?;
            write.commit().await.map_err(StoreError::from)?;
            Ok(())
        })
        .await
    }

    /// Removes a comment: one's own, or as somebody who looks after the workspace. Its place in the thread stays.
    ///
    /// # Errors
    /// Not allowed, somebody else's, not there, or the store failed.
    pub async fn remove_comment(&self, actor: &Actor, id: CommentId) -> Result<(), ApiError> {
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move {
            let workspace = services.workspace();
            let mut write = services.store().write().await?;
            let kept = services.commented(&mut write, &actor, id).await?;
            if kept.by != actor.id && !can(&actor, Action::Manage, Resource::Workspace) {
                return Err(ApiError::new(ErrorCode::Forbidden).with("field", "comment"));
            }
            store::rewrite(&mut write, workspace, id, None, clock::now()).await?;
            store::mention(&mut write, workspace, id, &BTreeSet::new()).await?;
            store::changed(&mut write, workspace, kept.thread).await?;
            write.commit().await.map_err(StoreError::from)?;
            Ok(())
        })
        .await
    }

    /// Says that a thread is settled, or that it is not.
    ///
    /// # Errors
    /// Not allowed, not there, or the store failed.
    pub async fn resolve_thread(
        &self,
        actor: &Actor,
        thread: ThreadId,
        wish: ResolveThread,
    ) -> Result<(), ApiError> {
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move {
            let workspace = services.workspace();
            let mut write = services.store().write().await?;
            let about = store::about(&mut write, workspace, thread).await?;
            seen_by(&actor, about)?;
            let by = wish.resolved.then(|| (actor.id, clock::now()));
            if store::settle(&mut write, workspace, thread, by).await? {
                store::changed(&mut write, workspace, thread).await?;
            }
            write.commit().await.map_err(StoreError::from)?;
            Ok(())
        })
        .await
    }

    /// Notes how far whoever asks has seen a thread.
    ///
    /// # Errors
    /// Not allowed, not there, or the store failed.
    pub async fn saw_thread(
        &self,
        actor: &Actor,
        thread: ThreadId,
        saw: SawThread,
    ) -> Result<(), ApiError> {
        let workspace = self.workspace();
        let mut write = self.store().write().await?;
        let about = store::about(&mut write, workspace, thread).await?;
        let about = about.ok_or_else(|| not_found("thread"))?;
        allowed(actor, Action::Read, about.resource()).map_err(|_| not_found("thread"))?;
        let last = store::last(&mut write, workspace, thread).await?;
        store::saw(&mut write, workspace, actor.id, thread, saw.seen.min(last)).await?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(())
    }

    fn workspace(&self) -> uuid::Uuid {
        self.store().workspace_id()
    }

    async fn reader(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Sqlite>, StoreError> {
        let readers = self.store().readers();
        readers.acquire().await.map_err(StoreError::from)
    }

    /// A comment that is there, in a thread that whoever asks may say something in.
    async fn commented(
        &self,
        write: &mut sqlx::SqliteConnection,
        actor: &Actor,
        id: CommentId,
    ) -> Result<store::Kept, ApiError> {
        let kept = store::comment(&mut *write, self.workspace(), id).await?;
        let kept = kept.filter(|kept| !kept.removed);
        let kept = kept.ok_or_else(|| not_found("comment"))?;
        let about = store::about(write, self.workspace(), kept.thread).await?;
        seen_by(actor, about).map_err(|error| match error.code {
            ErrorCode::NotFound => not_found("comment"),
            _ => error,
        })?;
        Ok(kept)
    }
}

/// Whether somebody may say something in a thread. One that they may not read is not there.
fn seen_by(actor: &Actor, about: Option<About>) -> Result<(), ApiError> {
    let about = about.filter(|about| can(actor, Action::Read, about.resource()));
    let about = about.ok_or_else(|| not_found("thread"))?;
    allowed(actor, Action::Comment, about.resource())
}

fn unknown(field: &str) -> ApiError {
    ApiError::new(ErrorCode::Invalid)
        .with("field", field)
        .because(Why::Unknown)
}

fn too_many(field: &str, most: u32) -> ApiError {
    ApiError::new(ErrorCode::Invalid)
        .with("field", field)
        .because(Why::OutOfRange)
        .with("least", 0)
        .with("most", most)
}

/// The one that was written in last comes first.
fn newest_first(threads: &mut [Thread]) {
    threads.sort_by_key(|thread| {
        let last = thread.comments.last();
        std::cmp::Reverse(last.map_or(0, |comment| comment.at.0))
    });
}
