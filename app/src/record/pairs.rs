//! What codes or words of a column stand for, as lines that a person types: `1 = before 11`.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::words::{IntakeWords, intake_words, use_words};

/// Codes and what they stand for.
pub(super) type Pairs = BTreeMap<String, String>;

/// The lines, folded under what they are for. `take` says whether they can be.
pub(super) fn pairs(
    summary: fn(&'static IntakeWords, usize) -> String,
    column: String,
    now: impl Fn() -> Pairs + Copy + Send + Sync + 'static,
    take: impl Fn(Pairs) -> bool + 'static,
) -> AnyView {
    let words = use_words();
    let say = move || intake_words(words.lang());
    let wrong = RwSignal::new(false);
    let typed = move |text: String| wrong.set(!read(&text).is_some_and(&take));
    view! {
        <details class="columns__pairs">
            <summary>{move || summary(say(), now().len())}</summary>
            <textarea
                class="textarea"
                rows="4"
                spellcheck="false"
                aria-label=move || say().stand_for_of(&column)
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=move || text(&now())
                on:change=move |event| typed(event_target_value(&event))
            ></textarea>
            <span class=move || if wrong.get() { "field__error" } else { "field__hint" } role=move || wrong.get().then_some("alert")>
                {move || say().pairs_hint}
            </span>
        </details>
    }
    .into_any()
}

fn text(pairs: &Pairs) -> String {
    let lines = pairs
        .iter()
        .map(|(code, name)| format!("{code} = {name}\n"));
    lines.collect()
}

/// The lines as pairs; `None` where one of them is none.
fn read(text: &str) -> Option<Pairs> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let pairs = lines.map(|line| {
        let (code, name) = line.split_once('=')?;
        let (code, name) = (code.trim(), name.trim());
        (!code.is_empty() && !name.is_empty()).then(|| (code.to_owned(), name.to_owned()))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_are_written() {
        let pairs = read("1 = before 11\n\n 2=11 to 17 = noon ").unwrap_or_default();
        assert_eq!(text(&pairs), "1 = before 11\n2 = 11 to 17 = noon\n");
        assert_eq!(read(&text(&pairs)), Some(pairs));
        assert_eq!(read("before 11"), None);
        assert_eq!(read("1 ="), None);
        assert_eq!(read(""), Some(Pairs::new()));
    }
}
