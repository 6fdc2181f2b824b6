//! A file that is made in the background: begun, looked after, taken when it is done, or not wanted any more.

use std::time::Duration;

use leptos::{html::A, prelude::*, task::spawn_local};
use shared::{
    api::{ApiError, Export, ExportState, TakeFormat, TakeQuery},
    id::ExportId,
    locale::Lang,
};

use crate::{
    api::{Api, use_api},
    shell::{Announcer, use_announcer},
    words::{TakeWords, api_error, take_words},
};

/// How often a file that is being made is looked after.
const OFTEN: Duration = Duration::from_millis(400);

/// The file that the page waits for.
#[derive(Clone, Copy)]
pub(super) struct Job {
    lang: Lang,
    announcer: Announcer,
    now: RwSignal<Option<Result<Export, ApiError>>>,
    /// What was begun last: what answers later about another is not heard.
    turn: StoredValue<u32>,
    link: NodeRef<A>,
}

impl Job {
    pub(super) fn new(lang: Lang) -> Self {
        let now: RwSignal<Option<Result<Export, ApiError>>> = RwSignal::new(None);
        // Whoever leaves the page does not wait for its file any more.
        on_cleanup(move || {
            if let Some(id) = now.try_with_untracked(working).flatten() {
                stop(id);
            }
        });
        Self {
            lang,
            announcer: use_announcer(),
            now,
            turn: StoredValue::new(0),
            link: NodeRef::new(),
        }
    }

    /// Whether a file of this format may take longer than somebody waits without being told.
    pub(super) const fn takes_long(format: TakeFormat) -> bool {
        matches!(
            format,
            TakeFormat::Pdf | TakeFormat::Png | TakeFormat::Pptx | TakeFormat::Xlsx
        )
    }

    fn is_busy(self) -> bool {
        self.now.with(|now| working(now).is_some())
    }

    /// Begins one; what was begun before is not wanted any more.
    pub(super) fn begin(self, journey: String, query: TakeQuery) {
        self.cancel();
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        spawn_local(async move {
            let Ok(api) = use_api() else { return };
            let begun = api.export(journey, query).await;
            // Meanwhile another was begun, or the page was left.
            if let (Ok(begun), true) = (&begun, self.turn.try_get_value() != Some(turn)) {
                stop(begun.id);
            }
            self.hear(turn, begun);
        });
    }

    /// An answer: the next look, the file, or what went wrong.
    fn hear(self, turn: u32, answer: Result<Export, ApiError>) {
        // The page may be gone, or wait for another file.
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        let words = take_words(self.lang);
        match &answer {
            Ok(export) if export.state == ExportState::Working => {
                let id = export.id;
                set_timeout(move || self.look(turn, id), OFTEN);
            }
            Ok(export) if export.state == ExportState::Done => {
                self.announcer.say(words.ready);
                self.now.set(Some(answer));
                // Once the link is there, as if somebody had pressed it.
                request_animation_frame(move || {
                    if let Some(Some(link)) = self.link.try_get_untracked() {
                        link.click();
                    }
                });
                return;
            }
            Ok(_) => {}
            Err(error) => self.announcer.say(api_error(self.lang, error).text),
        }
        self.now.set(Some(answer));
    }

    fn look(self, turn: u32, id: ExportId) {
        spawn_local(async move {
            let Ok(api) = use_api() else { return };
            let export = api.export_state(id).await;
            self.hear(turn, export);
        });
    }

    /// Stops what is being made.
    fn cancel(self) {
        let Some(id) = self.now.with_untracked(working) else {
            return;
        };
        self.turn.update_value(|turn| *turn += 1);
        self.now.set(None);
        stop(id);
    }

    /// How far it is, or what became of it.
    pub(super) fn view(self) -> AnyView {
        let words = take_words(self.lang);
        let inside = move || match self.now.get() {
            None => ().into_any(),
            Some(Ok(export)) => self.stands(words, &export),
            Some(Err(error)) => self.failed(&error),
        };
        view! {
            <div class="take__job" aria-busy=move || self.is_busy().to_string()>
                {inside}
            </div>
        }
        .into_any()
    }

    fn stands(self, words: &'static TakeWords, export: &Export) -> AnyView {
        match export.state {
            ExportState::Working => {
                let (done, of) = (export.done, export.of);
                let said = if of > 1 {
                    words.made(done, of)
                } else {
                    words.making.to_owned()
                };
                let most = of.max(1).to_string();
                let value = (of > 1).then(|| done.to_string());
                view! {
                    <progress class="progress" max=most value=value aria-label=words.making></progress>
                    <p class="muted small">{said}</p>
                    <button type="button" class="btn" on:click=move |_| self.cancel()>
                        {words.cancel}
                    </button>
                }
                .into_any()
            }
            ExportState::Done => {
                let href = format!("/api/v1/exports/{}/file", export.id);
                // The browser has fonts of its own for them.
                let missing = (!export.missing.is_empty()).then(|| {
                    let letters: Vec<String> = export.missing.chars().map(String::from).collect();
                    view! { <p class="small">{words.missing} " " <bdi>{letters.join(" ")}</bdi></p> }.into_any()
                });
                view! {
                    <p>
                        {words.ready} " " <a href=href download rel="external" node_ref=self.link>
                            {words.again}
                        </a>
                    </p>
                    {missing}
                }
                .into_any()
            }
            ExportState::Cancelled => view! { <p class="muted">{words.cancelled}</p> }.into_any(),
            ExportState::Failed => match &export.error {
                Some(error) => self.failed(error),
                None => ().into_any(),
            },
        }
    }

    fn failed(self, error: &ApiError) -> AnyView {
        let said = api_error(self.lang, error);
        view! {
            <div class="callout callout--broken" role="alert">
                <p class="callout__title">{said.title}</p>
                <p>{said.text}</p>
            </div>
        }
        .into_any()
    }
}

/// The file that is being made.
fn working(now: &Option<Result<Export, ApiError>>) -> Option<ExportId> {
    match now {
        Some(Ok(export)) if export.state == ExportState::Working => Some(export.id),
        _ => None,
    }
}

/// Says that a file is not wanted any more.
fn stop(id: ExportId) {
    spawn_local(async move {
        if let Ok(api) = use_api() {
            // Where it does not arrive, the file goes by itself.
            let _ = api.cancel_export(id).await;
        }
    });
}
