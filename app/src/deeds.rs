//! What a page is doing for whoever clicks: one thing at a time, and where on the page it is said what went wrong.

use std::future::Future;

use leptos::prelude::*;
use shared::{api::ApiError, locale::Lang};

use crate::words::api_error;

/// What is under way, and what went wrong last. `S` names the places of a page.
pub(crate) struct Deeds<S: 'static> {
    pub(crate) busy: RwSignal<bool>,
    pub(crate) failed: RwSignal<Option<(S, ApiError)>>,
}

impl<S> Clone for Deeds<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Deeds<S> {}

impl<S: Copy + PartialEq + Send + Sync + 'static> Deeds<S> {
    /// Nothing is under way, and nothing went wrong.
    pub(crate) fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    /// Does something; what fails is said at its place.
    pub(crate) fn run<T: 'static>(
        self,
        at: S,
        doing: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(T) + 'static,
        otherwise: impl FnOnce() + 'static,
    ) {
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = doing.await;
            // The page may have been left meanwhile.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(answer) => {
                    self.failed.set(None);
                    then(answer);
                }
                Err(error) => {
                    self.failed.set(Some((at, error)));
                    otherwise();
                }
            }
        });
    }

    /// What went wrong at a place, as it is shown there.
    pub(crate) fn trouble(self, lang: Lang, at: S) -> Option<AnyView> {
        let said = self.failed.with(|failed| {
            let failed = failed.as_ref().filter(|(spot, _)| *spot == at);
            failed.map(|(_, error)| api_error(lang, error))
        })?;
        let view = view! {
            <div class="callout callout--broken" role="alert">
                <p class="callout__title">{said.title}</p>
                <p>{said.text}</p>
            </div>
        };
        Some(view.into_any())
    }
}

/// Loads the document at a path anew: who looks, or at what, is something else from now on.
pub(crate) fn load(path: &str) {
    #[cfg(feature = "hydrate")]
    let _ = window().location().set_href(path);
    #[cfg(not(feature = "hydrate"))]
    let _ = path;
}
