//! The form: which journey, in which format, on what, in whose language. Without JavaScript the browser sends it by itself: to the
//! file, or back to this page for another look.

use leptos::{
    ev::{Event, SubmitEvent},
    html::Form,
    prelude::*,
    web_sys::{FormData, HtmlSelectElement},
};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    api::{TakeFormat, TakePaper, TakeQuery, TakeTheme},
    locale::Lang,
};

use super::{
    Known,
    asked::{Asked, TAKE_AWAY, file_of},
    job::Job,
};
use crate::words::take_words;

/// Pixels of a picture for each of the screen, as they are offered.
const SCALES: [f64; 4] = [1.0, 2.0, 3.0, 4.0];

pub(super) fn form(
    lang: Lang,
    asked: Memo<Asked>,
    slug: Memo<String>,
    journeys: &[Known],
) -> AnyView {
    let words = take_words(lang);
    let form = NodeRef::<Form>::new();
    let navigate = use_navigate();
    let go = move |address: &str| {
        // What was looked at meanwhile is no place to go back to.
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(address, options);
    };
    let went = go.clone();
    // As the form stands now: the address follows it, and may be behind.
    let read = move || {
        let form = form.get_untracked()?;
        let data = FormData::new_with_form(&form).ok()?;
        let asked = Asked::read(lang, |name| data.get(name).as_string());
        // A side that is being typed, or is too long, is said by the browser and not yet shown.
        form.check_validity().then_some(asked)
    };
    let changed = move |_: Event| {
        if let Some(asked) = read() {
            went(&asked.address(&slug.get_untracked()));
        }
    };
    let other = move |event: Event| {
        let journey: HtmlSelectElement = event_target(&event);
        let asked = asked.get_untracked();
        go(&asked.address(&journey.value()));
    };
    let job = Job::new(lang);
    // What takes long is made in the background; what is quick the browser asks for by itself, as it does without JavaScript.
    let submit = move |event: SubmitEvent| {
        let long = read().filter(|asked| Job::takes_long(asked.query.format));
        if let Some(asked) = long {
            event.prevent_default();
            job.begin(slug.get_untracked(), asked.query);
        }
    };
    let query = asked.with_untracked(|asked| asked.query.clone());
    let here = slug.get_untracked();
    let options = journeys.iter().map(|Known(_, slug, title, _)| {
        let selected = *slug == here;
        option(slug.clone(), title.clone(), selected)
    });
    let kept = query
        .pairs()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any());
    let formats = TakeFormat::ALL.map(|format| {
        view! {
            <label class="choice">
                <input type="radio" name="format" value=format.name() checked=format == query.format />
                <span class="choice__name">{words.format(format)}</span>
                <span class="choice__hint">{words.good_for(format)}</span>
            </label>
        }
        .into_any()
    });
    view! {
        <div class="take__choose">
            <form class="filters" method="get" action=TAKE_AWAY>
                <label class="filters__field filters__field--wide">
                    <span class="field__label">{words.journey}</span>
                    <select class="select" name="journey" on:change=other>
                        {options.collect_view()}
                    </select>
                </label>
                {kept.collect_view()}
                <button type="submit" class="btn take__plain">
                    {words.choose}
                </button>
            </form>
            <form
                class="take__form"
                method="get"
                action=move || file_of(&slug.get())
                node_ref=form
                on:change=changed
                on:submit=submit
            >
                <input type="hidden" name="journey" value=move || slug.get() />
                <fieldset class="choices">
                    <legend class="field__label">{words.in_format}</legend>
                    {formats.into_iter().collect_view()}
                </fieldset>
                {options_of(lang, &query)}
                <div class="btn-row">
                    <button type="submit" class="btn btn--primary">
                        {words.take}
                    </button>
                    <button type="submit" class="btn take__plain" formaction=TAKE_AWAY>
                        {words.look}
                    </button>
                </div>
                {job.view()}
            </form>
        </div>
    }
    .into_any()
}

/// What only some formats ask: the style sheet shows it with them.
fn options_of(lang: Lang, query: &TakeQuery) -> AnyView {
    let words = take_words(lang);
    let papers = TakePaper::ALL.map(|paper| {
        let name = words.paper(paper).to_owned();
        option(paper.name().to_owned(), name, paper == query.paper)
    });
    let portrait = query.portrait == Some(true);
    let turned = [
        ("false", words.landscape, !portrait),
        ("true", words.portrait, portrait),
    ];
    let turned = turned.map(|(value, name, on)| option(value.to_owned(), name.to_owned(), on));
    let scales = SCALES.map(|scale| {
        let on = query.scale == Some(scale);
        option(scale.to_string(), words.times(&lang.number(scale, 0)), on)
    });
    let shapes = query.outlines == Some(true);
    let letters = [
        ("false", words.as_text, !shapes),
        ("true", words.as_shapes, shapes),
    ];
    let letters = letters.map(|(value, name, on)| option(value.to_owned(), name.to_owned(), on));
    let langs = Lang::ALL.map(|other| {
        let on = query.language == Some(other);
        option(other.code().to_owned(), other.name().to_owned(), on)
    });
    let themes = TakeTheme::ALL.map(|theme| {
        let name = match theme {
            TakeTheme::Light => words.light,
            TakeTheme::Dark => words.dark,
        };
        option(
            theme.name().to_owned(),
            name.to_owned(),
            theme == query.theme,
        )
    });
    view! {
        <div class="take__options">
            {field("take__if-pdf", words.on_paper, "paper", papers.into_iter().collect())}
            {field("take__if-pdf take__if-turned", words.turned, "portrait", turned.into_iter().collect())}
            {side(words.width, "width", query.width)} {side(words.height, "height", query.height)}
            {field("take__if-png", words.sharpness, "scale", scales.into_iter().collect())}
            {field("take__if-svg", words.letters, "outlines", letters.into_iter().collect())}
            {field("take__if-told", words.language, "language", langs.into_iter().collect())}
            {field("take__if-drawn", words.theme, "theme", themes.into_iter().collect())}
        </div>
    }
    .into_any()
}

fn option(value: String, name: String, selected: bool) -> AnyView {
    view! {
        <option value=value selected=selected>
            {name}
        </option>
    }
    .into_any()
}

fn field(when: &str, label: &'static str, name: &'static str, options: Vec<AnyView>) -> AnyView {
    view! {
        <label class=format!("field {when}")>
            <span class="field__label">{label}</span>
            <select class="select" name=name>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// A side of paper of one's own size.
fn side(label: &'static str, name: &'static str, value: Option<f64>) -> AnyView {
    let value = value.map(|value| value.to_string());
    view! {
        <label class="field take__if-pdf take__if-own">
            <span class="field__label">{label}</span>
            <input class="input" type="number" name=name min="90" max="4000" step="any" required value=value />
        </label>
    }
    .into_any()
}
