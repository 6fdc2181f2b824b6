//! The definitions under the metrics, in a part of the client of their own: who reads the charts seldom changes a definition,
//! and does not wait for what edits them. `desk` shows and sends them; this is their place in the page.

mod about;
mod desk;
mod draft;
mod form;
mod said;
mod trail;

use leptos::prelude::*;
use shared::{
    access::{Action, Kind},
    api::{ApiError, ErrorCode},
};

use super::asked::Asked;
use crate::{
    frozen::frozen,
    me::{may, use_me},
    shell::failure,
    words::Lang,
};
use desk::{Desk, section};

/// What shows the section: of the desk, for one metric or for all.
type Section = fn(Lang, Desk, Option<String>) -> AnyView;

/// The place of the section in the page.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Once its part is there.
    shown: RwSignal<Option<(Desk, Section)>>,
    /// Its part did not come.
    failed: RwSignal<bool>,
    fetch: Callback<()>,
}

impl Place {
    /// Take it in a component's body. `again` asks for the charts anew.
    pub(super) fn new(again: Callback<()>) -> Self {
        let shown = RwSignal::new(None);
        let failed = RwSignal::new(false);
        let page = Owner::current();
        let fetch = Callback::new(move |()| fetch(page.clone(), again, shown, failed));
        // Only in the browser, once it has taken over.
        Effect::new(move |_| fetch.run(()));
        Self {
            shown,
            failed,
            fetch,
        }
    }
}

fn fetch(
    page: Option<Owner>,
    again: Callback<()>,
    shown: RwSignal<Option<(Desk, Section)>>,
    failed: RwSignal<bool>,
) {
    leptos::task::spawn_local(async move {
        let Some(page) = page else { return };
        let came = part::open(page, again).await;
        failed.set(came.is_err());
        if let Ok(part) = came {
            shown.set(Some(part));
        }
    });
}

/// The cut.
mod part {
    #![allow(unsafe_code, reason = "the marks of a part, as in `crate::pages`")]

    use leptos::{
        prelude::*,
        wasm_split::{SplitLoaderError, wasm_split},
    };

    use super::{Desk, Section, section};

    #[wasm_split(definitions, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn open(
        page: Owner,
        again: Callback<()>,
    ) -> Result<(Desk, Section), SplitLoaderError> {
        Ok((page.with(|| Desk::new(again)), section as Section))
    }
}

/// The section, of the one metric that is asked for or of all, as soon as it is there.
pub(super) fn definitions(lang: Lang, place: Place, asked: &Asked) -> AnyView {
    let metric = StoredValue::new(asked.metric.clone());
    let edits = may(&use_me(), Action::Edit, Kind::Metrics);
    (move || {
        let unreachable = || {
            failure(
                lang,
                &ApiError::new(ErrorCode::Unreachable),
                Some(place.fetch),
            )
        };
        match place.shown.get() {
            Some((desk, section)) => Some(frozen(edits, section(lang, desk, metric.get_value()))),
            None => place.failed.get().then(unreachable),
        }
    })
    .into_any()
}
