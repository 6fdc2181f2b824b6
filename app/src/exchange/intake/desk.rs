//! A file of a journey on its way in: the file itself, where it is to come to, what it would do.
//!
//! The file stays at hand until its journey is open, so that whatever fails can be tried again.

use leptos::{prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use shared::{
    api::{ApiError, JourneyFileQuery, JourneyFileReply, JourneySummary},
    id::JourneyId,
};

use crate::{
    api::{Api, use_api},
    focus,
    fresh::fresh_id,
    record::JourneyFile,
    shell::{Announcer, use_announcer},
    words::{Wording, journey_file_words, use_words},
};

/// The id of the heading above what would come.
pub(super) const PLAN: &str = "from-file-plan";
/// The id of the choice where the file goes.
pub(super) const TO: &str = "from-file-to";
/// The id of the choice among sheets.
pub(super) const SHEET: &str = "from-file-sheet";

/// What the page waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Busy {
    No,
    Reading,
    Bringing,
}

/// Where a file goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Goes {
    /// Wherever the file says: the journey it names, or a new one.
    AsItSays,
    /// To a new journey of this id.
    New(JourneyId),
    /// To this journey: its id or its name in the address.
    To(String),
}

/// All that the page knows.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    file: StoredValue<Option<JourneyFile>>,
    sheet: StoredValue<Option<String>>,
    goes: StoredValue<Goes>,
    pub(super) plan: RwSignal<Option<JourneyFileReply>>,
    /// What a new journey is to be called.
    pub(super) title: RwSignal<String>,
    /// Whether what cannot come is to be left out.
    pub(super) leave: RwSignal<bool>,
    /// Whether what is shown is another plan than the one that was agreed to.
    pub(super) other: RwSignal<bool>,
    pub(super) busy: RwSignal<Busy>,
    pub(super) failed: RwSignal<Option<ApiError>>,
    /// The journey that came, by its name in the address.
    pub(super) opened: RwSignal<Option<String>>,
    /// The journeys that there are.
    pub(super) journeys: RwSignal<Vec<JourneySummary>>,
    /// The journey that the page was opened for.
    asked: StoredValue<Option<String>>,
    announcer: Announcer,
    words: Wording,
}

impl Desk {
    /// An empty desk. Take it in a component's body.
    pub(super) fn new() -> Self {
        let desk = Self {
            file: StoredValue::new(None),
            sheet: StoredValue::new(None),
            goes: StoredValue::new(Goes::AsItSays),
            plan: RwSignal::new(None),
            title: RwSignal::new(String::new()),
            leave: RwSignal::new(false),
            other: RwSignal::new(false),
            busy: RwSignal::new(Busy::No),
            failed: RwSignal::new(None),
            opened: RwSignal::new(None),
            journeys: RwSignal::new(Vec::new()),
            asked: StoredValue::new(None),
            announcer: use_announcer(),
            words: use_words(),
        };
        let api = use_api();
        Effect::new(move |_| {
            let Ok(api) = api.clone() else { return };
            spawn_local(async move {
                // Without the list a file still goes where it says, or where the address does.
                if let Ok(journeys) = api.journeys().await {
                    desk.journeys.set(journeys);
                }
            });
        });
        desk
    }

    /// The page is for this journey now, or for none in particular.
    pub(super) fn open_for(self, journey: Option<String>) {
        self.asked.set_value(journey);
    }

    /// Puts the file away, ready for another one.
    pub(super) fn clear(self) {
        self.file.set_value(None);
        self.sheet.set_value(None);
        self.plan.set(None);
        self.leave.set(false);
        self.other.set(false);
        self.failed.set(None);
    }

    /// Takes a file and says what it would do.
    pub(super) fn take(self, name: Option<String>, file: web_sys::Blob) {
        if self.busy.get_untracked() != Busy::No {
            return;
        }
        self.clear();
        self.file.set_value(Some(SendWrapper::new((name, file))));
        let asked = self.asked.get_value();
        self.goes.set_value(asked.map_or(Goes::AsItSays, Goes::To));
        self.look(None);
    }

    /// Whether a file is at hand: what failed can be tried again.
    pub(super) fn has_file(self) -> bool {
        self.file.with_value(Option::is_some)
    }

    /// Tries again what failed.
    pub(super) fn again(self) {
        self.look(None);
    }

    /// Another sheet of the spreadsheet.
    pub(super) fn choose_sheet(self, sheet: String) {
        self.sheet.set_value(Some(sheet));
        self.look(Some(SHEET));
    }

    /// Another journey, by its id; a new one where it is empty.
    pub(super) fn choose_journey(self, journey: String) {
        self.goes.set_value(if journey.is_empty() {
            Goes::New(JourneyId::new(fresh_id()))
        } else {
            Goes::To(journey)
        });
        self.look(Some(TO));
    }

    fn query(self) -> JourneyFileQuery {
        let name = self
            .file
            .with_value(|file| file.as_ref().and_then(|file| file.0.clone()));
        let (journey, id) = match self.goes.get_value() {
            Goes::AsItSays => (None, None),
            Goes::New(id) => (None, Some(id)),
            Goes::To(journey) => (Some(journey), None),
        };
        JourneyFileQuery {
            name,
            sheet: self.sheet.get_value(),
            journey,
            id,
            ..JourneyFileQuery::default()
        }
    }

    /// Asks with the file at hand.
    async fn ask(self, query: JourneyFileQuery) -> Option<Result<JourneyFileReply, ApiError>> {
        let file = self
            .file
            .with_value(|file| file.as_ref().map(|file| file.1.clone()))?;
        let api = match use_api() {
            Ok(api) => api,
            Err(error) => return Some(Err(error)),
        };
        Some(api.journey_file(query, file).await)
    }

    /// Whether the page was left while it waited.
    fn is_gone(self) -> bool {
        self.busy.try_get_untracked().is_none()
    }

    /// Says what the file would do; then `focus` is where the person was, or the plan.
    fn look(self, focus: Option<&'static str>) {
        if self.busy.get_untracked() != Busy::No {
            return;
        }
        self.busy.set(Busy::Reading);
        self.failed.set(None);
        self.other.set(false);
        spawn_local(async move {
            let answer = self.ask(self.query()).await;
            if self.is_gone() {
                return;
            }
            self.busy.set(Busy::No);
            match answer {
                Some(Ok(plan)) => {
                    self.show(plan);
                    focus::soon(focus.unwrap_or(PLAN));
                }
                Some(Err(error)) => {
                    self.failed.set(Some(error));
                    // What is shown is what was read last; the choices go back to it.
                    if let Some(plan) = self.plan.get_untracked() {
                        self.sheet.set_value(plan.sheet.clone());
                        self.goes.set_value(goes(&plan));
                        self.plan.set(Some(plan));
                    }
                }
                None => {}
            }
        });
    }

    fn show(self, plan: JourneyFileReply) {
        let words = journey_file_words(self.words.now_lang());
        let mut said = words.coming(plan.coming_total.into());
        if plan.refused_total > 0 {
            said.push_str(". ");
            said.push_str(&words.cannot(plan.refused_total.into()));
        }
        self.announcer.say(said);
        // What somebody typed stays, unless it is about another journey.
        let same = self.plan.with_untracked(|before| {
            before.as_ref().is_some_and(|before| before.slug.is_none()) && plan.slug.is_none()
        });
        if !same {
            self.title.set(plan.title.clone());
        }
        self.leave.set(false);
        self.goes.set_value(goes(&plan));
        self.plan.set(Some(plan));
    }

    /// Brings in what was shown.
    pub(super) fn bring(self) {
        let Some(plan) = self.plan.get_untracked() else {
            return;
        };
        if self.busy.get_untracked() != Busy::No {
            return;
        }
        let title = self.title.get_untracked().trim().to_owned();
        let query = JourneyFileQuery {
            title: Some(title).filter(|title| plan.slug.is_none() && !title.is_empty()),
            fingerprint: Some(plan.fingerprint),
            leave_refused: self.leave.get_untracked(),
            ..self.query()
        };
        self.busy.set(Busy::Bringing);
        self.failed.set(None);
        self.other.set(false);
        spawn_local(async move {
            let answer = self.ask(query).await;
            if self.is_gone() {
                return;
            }
            match answer {
                Some(Ok(JourneyFileReply {
                    done: true,
                    slug: Some(slug),
                    title,
                    ..
                })) => {
                    let words = journey_file_words(self.words.now_lang());
                    self.announcer.say(words.done(&title));
                    // The page is left as it is: it is busy until it is gone.
                    self.opened.set(Some(slug));
                    return;
                }
                Some(Ok(plan)) => {
                    self.show(plan);
                    self.other.set(true);
                    focus::soon(PLAN);
                }
                Some(Err(error)) => self.failed.set(Some(error)),
                None => {}
            }
            self.busy.set(Busy::No);
        });
    }
}

/// Where the file of a plan goes.
fn goes(plan: &JourneyFileReply) -> Goes {
    match plan.slug {
        Some(_) => Goes::To(plan.journey.to_string()),
        None => Goes::New(plan.journey),
    }
}
