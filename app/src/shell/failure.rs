//! An error in the page: what happened, what is safe, and the next step.

use leptos::prelude::*;
use shared::api::{ApiError, ErrorCode};

use crate::{
    request::respond_with,
    words::{Lang, api_error, in_lang},
};

/// In place of a page whose deeds would all be refused.
pub fn forbidden(lang: Lang) -> AnyView {
    failure(lang, &ApiError::new(ErrorCode::Forbidden), None)
}

/// Shows an error where the content would be, and answers with its status. `again` offers another try.
#[must_use]
pub fn failure(lang: Lang, error: &ApiError, again: Option<Callback<()>>) -> AnyView {
    let status = error.code.status();
    if status != 0 {
        respond_with(status);
    }
    let said = api_error(lang, error);
    let words = &in_lang(lang).shell;
    let again = again.map(|again| {
        view! {
            <button type="button" class="btn btn--primary" on:click=move |_| again.run(())>
                {words.try_again}
            </button>
        }
    });
    let class = if error.code == ErrorCode::NotFound {
        "callout callout--risk"
    } else {
        "callout callout--broken"
    };
    view! {
        <div class=class role="alert">
            <p class="callout__title">{said.title}</p>
            <p>{said.text}</p>
            <div class="btn-row">
                {again} <a class="btn" href="/">
                    {words.all_journeys}
                </a>
            </div>
        </div>
    }
    .into_any()
}
