//! Comments over the API.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    comment::{About, AboutKind},
    id::{ActorId, CommentId, JourneyId, ThreadId},
    log::Timestamp,
};

/// Which comments: those of a board and its parts, or those of one thing that is on none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct CommentsQuery {
    /// Those of this journey's board.
    pub journey: Option<JourneyId>,
    /// Those of a thing of this kind: `touchpoint`, `persona` or `action`, with `id`.
    pub kind: Option<AboutKind>,
    /// Those of this thing.
    pub id: Option<Uuid>,
    /// Only threads that changed after this number, which an earlier answer gave; all of them without it.
    pub since: Option<u64>,
}

/// Threads, and who says something in them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentsView {
    /// The number of the last change of any comment in the workspace: what the next question names as `since`.
    pub changed: u64,
    /// The threads, the oldest first.
    pub threads: Vec<Thread>,
    /// The names of those who wrote or are mentioned; who was erased has none.
    pub people: BTreeMap<ActorId, String>,
}

/// What people say to each other about something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Thread {
    /// Its id.
    pub id: ThreadId,
    /// What it is about.
    pub about: About,
    /// Who said that it is settled, and when.
    pub resolved: Option<Resolved>,
    /// The comments, the oldest first.
    pub comments: Vec<Comment>,
    /// How far whoever asks has seen it: the number of a comment; 0 for nothing of it.
    pub seen: u64,
}

impl Thread {
    /// How many comments of others whoever asks, `me`, has not seen.
    #[must_use]
    pub fn unread(&self, me: ActorId) -> usize {
        let new = self.comments.iter().filter(|comment| {
            comment.seq > self.seen && comment.by != me && comment.text.is_some()
        });
        new.count()
    }

    /// The number of its last comment; 0 where there is none.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.comments.last().map_or(0, |comment| comment.seq)
    }
}

/// That a thread is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Resolved {
    /// Who said so.
    pub by: ActorId,
    /// When.
    pub at: Timestamp,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Its number in the thread, from 1.
    pub seq: u64,
    /// Who wrote it.
    pub by: ActorId,
    /// When.
    pub at: Timestamp,
    /// When it was changed last, if it was.
    pub changed: Option<Timestamp>,
    /// What it says, people mentioned as `@[id]`; `None` once it was removed.
    pub text: Option<String>,
}

/// Something to say. Sent twice with the same id, it is said once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// The comment's id.
    pub id: CommentId,
    /// The thread's id: a new one begins a thread. In one that is settled, it opens it again.
    pub thread: ThreadId,
    /// What it is about.
    pub about: About,
    /// What it says: 1 to 5,000 characters, people mentioned as `@[id]`.
    pub text: String,
}

/// Another text for a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeComment {
    /// As of a new comment.
    pub text: String,
}

/// Whether a thread is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResolveThread {
    /// Whether it is.
    pub resolved: bool,
}

/// How far a thread was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SawThread {
    /// The number of the last comment that was seen. It never goes back.
    pub seen: u64,
}

/// A thread that waits for whoever asks: they are mentioned in it or wrote in it, and have not seen the end of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingThread {
    /// The thread.
    pub thread: Thread,
    /// What it is about is called so; empty where it is gone.
    pub title: String,
    /// The address of the page where it stands.
    pub path: String,
    /// Whether a comment that was not seen mentions whoever asks.
    pub mentioned: bool,
}

/// What waits for whoever asks, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingComments {
    /// The threads, at most a hundred.
    pub threads: Vec<WaitingThread>,
    /// The names of those who wrote or are mentioned.
    pub people: BTreeMap<ActorId, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: ActorId = ActorId::new(Uuid::from_u128(1));
    const BEA: ActorId = ActorId::new(Uuid::from_u128(2));

    fn comment(seq: u64, by: ActorId, text: Option<&str>) -> Comment {
        Comment {
            id: CommentId::new(Uuid::from_u128(u128::from(seq))),
            seq,
            by,
            at: Timestamp(0),
            changed: None,
            text: text.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_unread_is_others_and_there_and_after_what_was_seen() {
        let thread = Thread {
            id: ThreadId::new(Uuid::nil()),
            about: About::Journey {
                journey: JourneyId::new(Uuid::nil()),
            },
            resolved: None,
            comments: vec![
                comment(1, BEA, Some("seen")),
                comment(2, BEA, Some("new")),
                comment(3, ANA, Some("my own")),
                comment(4, BEA, None),
                comment(5, BEA, Some("new too")),
            ],
            seen: 1,
        };
        assert_eq!((thread.unread(ANA), thread.last()), (2, 5));
        assert_eq!(thread.unread(BEA), 1);
    }
}
