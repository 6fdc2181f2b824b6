//! The field of a picture: choosing an image, seeing it, saying what is to be seen, taking it away.

use leptos::{
    ev::Event,
    html::Div,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlElement, HtmlInputElement},
};
use shared::image::Picture;

use super::{said, send};
use crate::{
    shell::use_announcer,
    words::{image_words, use_words},
};

/// What a browser offers to choose; what it lets through all the same, the server refuses.
const ACCEPT: &str = "image/png,image/jpeg,image/webp,image/gif";

/// What chooses an image within the field.
const CHOOSE: &str = ".picture__choose > input";

/// A field for the picture of something. `set` may be called when the field has gone: an image is on its way for a while, and comes to
/// what it was chosen for. `folded`: what is to be seen, once said, and the ways to change it stand behind a line.
pub(crate) fn picture_field(
    now: Signal<Option<Picture>>,
    set: impl Fn(Option<Picture>) + Copy + Send + Sync + 'static,
    (class, folded): (&'static str, bool),
) -> AnyView {
    let words = use_words();
    let announcer = use_announcer();
    let say = move || image_words(words.lang());
    let sending = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let chosen = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        // The same file can be chosen again.
        input.set_value("");
        refused.set(None);
        sending.set(true);
        let alt = now.with_untracked(|now| now.as_ref().map(|now| now.alt.clone()));
        leptos::task::spawn_local(async move {
            let answer = send(&file).await;
            let lang = words.now_lang();
            let _ = sending.try_set(false);
            match answer {
                Ok(picture) => {
                    let alt = alt.unwrap_or_default();
                    set(Some(Picture { alt, ..picture }));
                    announcer.say(image_words(lang).added);
                }
                Err(error) => {
                    let why = said(lang, &file.name(), &error);
                    announcer.say(why.clone());
                    let _ = refused.try_set(Some(why));
                }
            }
        });
    };
    let field = NodeRef::<Div>::new();
    let remove = move |_| {
        set(None);
        // The button that was pressed goes; whoever has no pointer goes on where another image is chosen.
        request_animation_frame(move || {
            let field = field.try_get_untracked().flatten();
            let choose = field.and_then(|field| field.query_selector(CHOOSE).ok().flatten());
            if let Some(choose) = choose.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                let _ = choose.focus();
            }
        });
    };
    let choose = move |label: fn(&'static crate::words::ImageWords) -> &'static str| {
        view! {
            <label class="btn btn--small picture__choose">
                {move || if sending.get() { say().sending } else { label(say()) }}
                <input type="file" accept=ACCEPT disabled=sending on:change=chosen />
            </label>
        }
    };
    let has = Memo::new(move |_| now.with(Option::is_some));
    let image = Memo::new(move |_| {
        now.with(|now| now.as_ref().map(|now| (now.image, now.width, now.height)))
    });
    let alt = Memo::new(move |_| {
        now.with(|now| now.as_ref().map(|now| now.alt.clone()).unwrap_or_default())
    });
    let change_alt = move |event: Event| {
        if let Some(picture) = now.get_untracked() {
            let alt = event_target_value(&event).trim().to_owned();
            set(Some(Picture { alt, ..picture }));
        }
    };
    let shown = move || {
        let (image, width, height) = image.get()?;
        Some(view! {
            <a class="picture__frame" href=image.address() target="_blank" rel="noopener">
                <img
                    class="picture__image"
                    src=image.address()
                    width=width
                    height=height
                    alt=move || alt.get()
                    decoding="async"
                />
                <span class="visually-hidden">{move || say().open}</span>
            </a>
        })
    };
    let filled = move || {
        has.get().then(|| {
            let rest = view! {
                <label class="field">
                    <span class="field__label">{move || say().alt}</span>
                    <input
                        class="input"
                        maxlength="500"
                        prop:value=move || alt.get()
                        value=alt.get_untracked()
                        on:change=change_alt
                    />
                    {move || alt.with(String::is_empty).then(|| view! { <span class="field__hint">{say().alt_hint}</span> })}
                </label>
                <div class="picture__actions">
                    {choose(|words| words.replace)}
                    <button type="button" class="btn btn--small btn--quiet" on:click=remove>
                        {move || say().remove}
                    </button>
                </div>
            };
            let rest = if folded {
                let open = alt.with_untracked(String::is_empty);
                view! {
                    <details class="picture__more" open=open>
                        <summary>{move || say().change}</summary>
                        {rest}
                    </details>
                }
                .into_any()
            } else {
                rest.into_any()
            };
            view! {
                {shown}
                {rest}
            }
        })
    };
    let empty = move || {
        (!has.get()).then(|| {
            view! {
                <div class="picture__actions">{choose(|words| words.choose)}</div>
                <p class="field__hint">{move || say().formats}</p>
            }
        })
    };
    view! {
        <div class=format!("picture {class}") node_ref=field aria-busy=move || sending.get().to_string()>
            {filled} {empty}
            {move || refused.get().map(|why| view! { <p class="picture__refused">{why}</p> })}
        </div>
    }
    .into_any()
}
