//! Journeys that come as files: what would come is said first, then it is done, whole or not at all.
//!
//! Who asks for it to be done says the fingerprint of the plan that a person saw. Plans are made anew each time, so nothing is
//! kept between the two, and what changed meanwhile is seen.

mod file;
pub(crate) mod http;

use std::io::Read;

use app::words::journey_file_words;
use shared::{
    access::{Action, Actor, Resource},
    api::{ApiError, ErrorCode, JourneyFileQuery, JourneyFileReply, Why},
    exchange::{JourneyPlan, Reading},
    id::JourneyId,
    journey::{JourneyIntent, ScopeField},
    log::{Context, HashError, Intent, StateHash},
};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::blocking;
use crate::{
    clock,
    journey::Target,
    record::upload::tame,
    service::{Services, allowed, because_of},
};
use file::Taken;

/// Files that are read at once: each may need many times its size.
static READERS: Semaphore = Semaphore::const_new(1);
/// How often a file is planned anew because somebody wrote while it was about to come.
const ATTEMPTS: usize = 8;

/// What a file would do to a board now.
struct Planned {
    target: Target,
    title: String,
    plan: JourneyPlan,
    /// The plan's intents, and the title of a new journey.
    intents: Vec<Intent>,
    fingerprint: StateHash,
}

impl Services {
    /// Says what a file would do, and does it where `query` has the fingerprint of just that.
    ///
    /// # Errors
    /// Not allowed, a file that cannot be read, no such journey or sheet, or the store failed. Then nothing was done.
    pub async fn journey_file(
        &self,
        actor: &Actor,
        query: JourneyFileQuery,
        file: impl Read + Send + 'static,
    ) -> Result<JourneyFileReply, ApiError> {
        allowed(actor, Action::Read, Resource::Workspace)?;
        let agreed = match &query.fingerprint {
            None => None,
            Some(text) => Some(text.parse::<StateHash>().map_err(|error| {
                let invalid = ApiError::new(ErrorCode::Invalid).with("field", "fingerprint");
                invalid.because(Why::Unreadable).with("detail", error)
            })?),
        };
        let known = match (&query.journey, query.id) {
            (Some(_), Some(_)) => {
                let invalid = ApiError::new(ErrorCode::Invalid).with("field", "id");
                return Err(invalid.because(Why::NotTogether));
            }
            (Some(named), None) => Some(self.journey_named(named).await?),
            (None, id) => id,
        };
        let Ok(_turn) = READERS.acquire().await else {
            return Err(ApiError::new(ErrorCode::Internal));
        };
        let name = tame(query.name.as_deref().unwrap_or_default());
        let (format, sheet) = (query.format, query.sheet);
        let (name, taken) = blocking(move || {
            let taken = file::take(file, &name, format, sheet.as_deref());
            taken.map(|taken| (name, taken))
        })
        .await?;
        let Taken {
            reading,
            format,
            sheets,
            sheet,
        } = taken;
        let journey = known.unwrap_or_else(|| reading.journey_id(Uuid::now_v7));
        // A file without a name is one that was pasted.
        let name = match &query.name {
            Some(_) => name
                .rsplit_once('.')
                .map_or(name.as_str(), |(stem, _)| stem),
            None => journey_file_words(self.lang()).untitled,
        };
        let title = Titles {
            asked: query.title,
            otherwise: name.to_owned(),
        };
        let reply = |planned: &Planned, slug: Option<String>, done: bool| {
            let reply = JourneyFileReply {
                done,
                format,
                sheets: sheets.clone(),
                sheet: sheet.clone(),
                journey,
                slug,
                title: planned.title.clone(),
                counts: std::collections::BTreeMap::new(),
                coming: Vec::new(),
                coming_total: 0,
                refused: Vec::new(),
                refused_total: 0,
                fingerprint: planned.fingerprint.to_string(),
            };
            reply.with_plan(&planned.plan)
        };
        let mut reading = reading;
        for _ in 0..ATTEMPTS {
            let planned;
            (reading, planned) = self.planned(actor, journey, reading, &title).await?;
            let agrees = agreed == Some(planned.fingerprint)
                && (planned.plan.is_whole() || query.leave_refused);
            if !agrees {
                return Ok(reply(&planned, planned.target.slug.clone(), false));
            }
            // Where nothing changes, nothing is written.
            if planned.intents.is_empty() {
                return Ok(reply(&planned, planned.target.slug.clone(), true));
            }
            let (heads, intents) = (planned.target.heads, planned.intents.clone());
            if let Some(slug) = self.bring(actor, journey, heads, intents).await? {
                return Ok(reply(&planned, Some(slug), true));
            }
        }
        Err(ApiError::new(ErrorCode::StoreUnavailable).because(Why::Busy))
    }

    async fn planned(
        &self,
        actor: &Actor,
        journey: JourneyId,
        reading: Reading,
        titles: &Titles,
    ) -> Result<(Reading, Planned), ApiError> {
        let target = self.target(actor, journey).await?;
        let context = Context {
            actor: actor.clone(),
            at: clock::now(),
        };
        let title = titles.of(&reading, &target);
        let new = target.heads.journey == 0;
        blocking(move || {
            let plan = reading.plan(&target.board, &context);
            let fingerprint = plan.fingerprint().map_err(|error| unwritable(&error))?;
            let mut intents = plan.intents.clone();
            if new {
                // Last, so that it is what holds whatever the file says.
                let field = ScopeField::Title(title.clone());
                let named: Intent = JourneyIntent::SetScope { field }.into();
                target.board.decide(&context, &named).map_err(|rejection| {
                    let invalid = ApiError::new(ErrorCode::Invalid).with("field", "title");
                    because_of(invalid, &rejection).with("detail", rejection)
                })?;
                intents.push(named);
            }
            let planned = Planned {
                target,
                title,
                plan,
                intents,
                fingerprint,
            };
            Ok((reading, planned))
        })
        .await
    }
}

/// What a new journey may be called.
struct Titles {
    asked: Option<String>,
    /// Where neither somebody nor the file says it.
    otherwise: String,
}

impl Titles {
    /// What the journey is called, or is to be.
    fn of(&self, reading: &Reading, target: &Target) -> String {
        if target.heads.journey > 0 {
            return target.board.journey.scope.title.clone();
        }
        let asked = self.asked.as_deref().or_else(|| reading.title());
        asked.unwrap_or(&self.otherwise).trim().to_owned()
    }
}

fn unwritable(error: &HashError) -> ApiError {
    tracing::error!(%error, "a fault of ours");
    ApiError::new(ErrorCode::Internal)
}
