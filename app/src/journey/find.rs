//! Finding a journey in the portfolio: by a word of its title, its tags or its stages, by a tag, among those that are archived. All
//! of it stands in the address, so that what was found can be sent.

use leptos::{
    ev::SubmitEvent, html::Form, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlInputElement,
};
use leptos_router::{NavigateOptions, hooks::use_navigate, params::ParamsMap};
use shared::{api::JourneySummary, locale::plain};

use crate::{
    request::encoded,
    words::{Lang, in_lang},
};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Words, all of which have to be there.
    words: Option<String>,
    tag: Option<String>,
    archived: bool,
}

impl Wanted {
    /// From the query of the address.
    pub(super) fn of(query: &ParamsMap) -> Self {
        let given = |name| query.get(name).map(|value| value.trim().to_owned());
        let some = |name| given(name).filter(|value| !value.is_empty());
        Self {
            words: some("q"),
            tag: some("tag"),
            archived: some("archived").is_some(),
        }
    }

    /// The address that looks for this.
    fn address(&self) -> String {
        let mut query = String::new();
        let archived = self.archived.then_some("1");
        let fields = [
            ("q", self.words.as_deref()),
            ("tag", self.tag.as_deref()),
            ("archived", archived),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                query.push(if query.is_empty() { '?' } else { '&' });
                query += &format!("{name}={}", encoded(value));
            }
        }
        format!("/{query}")
    }

    /// Whether a journey is one of those.
    pub(super) fn holds(&self, journey: &JourneySummary) -> bool {
        let text = || {
            let stages = journey.stages.iter().map(|stage| stage.title.as_str());
            let tags = journey.tags.iter().map(String::as_str);
            let all = stages
                .chain(tags)
                .fold(journey.title.clone(), |all, one| all + " " + one);
            plain(&all)
        };
        self.archived == journey.archived
            && self
                .tag
                .as_ref()
                .is_none_or(|tag| journey.tags.contains(tag))
            && self.words.as_ref().is_none_or(|words| {
                let text = text();
                plain(words)
                    .split_whitespace()
                    .all(|word| text.contains(word))
            })
    }

    /// Whether anything narrows the list.
    pub(super) const fn is_narrow(&self) -> bool {
        self.words.is_some() || self.tag.is_some() || self.archived
    }
}

/// The field, the tags there are, and the way to what is archived; nothing where there is too little to look through.
pub(super) fn find(lang: Lang, wanted: &Wanted, all: &[JourneySummary]) -> Option<AnyView> {
    let words = &in_lang(lang).portfolio;
    let mut tags: Vec<&String> = all
        .iter()
        .filter(|journey| journey.archived == wanted.archived)
        .flat_map(|journey| &journey.tags)
        .collect();
    tags.sort_unstable();
    tags.dedup();
    let archived = all.iter().filter(|journey| journey.archived).count();
    if all.len() < 2 && tags.is_empty() && archived == 0 && !wanted.is_narrow() {
        return None;
    }
    let pill = |name: String, on: bool, to: Wanted| {
        let current = on.then_some("true");
        view! {
            <a class="pill" href=to.address() aria-current=current>
                {name}
            </a>
        }
        .into_any()
    };
    let pills: Vec<AnyView> = tags
        .into_iter()
        .map(|tag| {
            let on = wanted.tag.as_ref() == Some(tag);
            let tag_or_none = (!on).then(|| tag.clone());
            let to = Wanted {
                tag: tag_or_none,
                ..wanted.clone()
            };
            pill(tag.clone(), on, to)
        })
        .collect();
    let shelf = (archived > 0 || wanted.archived).then(|| {
        let to = Wanted {
            archived: !wanted.archived,
            tag: None,
            ..wanted.clone()
        };
        pill(words.archived_count(archived), wanted.archived, to)
    });
    let navigate = use_navigate();
    let form = NodeRef::<Form>::new();
    let kept = wanted.clone();
    // Without JavaScript the browser asks for the same address by itself.
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let field = form.get().and_then(|form| form.get_with_name("q"));
        let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let Some(field) = field else { return };
        let words = Some(field.value().trim().to_owned()).filter(|words| !words.is_empty());
        let to = Wanted {
            words,
            ..kept.clone()
        };
        navigate(
            &to.address(),
            NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            },
        );
    };
    let hidden = |name: &'static str, value: String| {
        view! { <input type="hidden" name=name value=value /> }
    };
    Some(
        view! {
            <form class="find" role="search" method="get" action="/" node_ref=form on:submit=submit>
                <input
                    class="input find__words"
                    type="search"
                    name="q"
                    maxlength="200"
                    aria-label=words.find
                    placeholder=words.find
                    value=wanted.words.clone()
                />
                {wanted.tag.clone().map(|tag| hidden("tag", tag))}
                {wanted.archived.then(|| hidden("archived", "1".to_owned()))}
                <button type="submit" class="btn btn--small">
                    {words.find_go}
                </button>
                {pills}
                {shelf}
            </form>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{api::StageStrip, id::JourneyId, journey::JourneyKind, log::Timestamp};
    use uuid::Uuid;

    fn journey(title: &str, tags: &[&str], archived: bool) -> JourneySummary {
        JourneySummary {
            id: JourneyId::new(Uuid::nil()),
            slug: String::new(),
            title: title.to_owned(),
            kind: JourneyKind::AsIs,
            stages: vec![StageStrip {
                title: "Reclamación".to_owned(),
                steps: 1,
                friction: None,
            }],
            cards: 0,
            evidence: None,
            seq: 1,
            changed_at: Timestamp(0),
            department: None,
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            review: None,
            archived,
            parent: None,
            details: Vec::new(),
            counterpart: None,
            friction: None,
            fresh: None,
        }
    }

    fn wanted(query: &[(&str, &str)]) -> Wanted {
        let mut map = ParamsMap::new();
        for (name, value) in query {
            map.insert((*name).to_owned(), (*value).to_owned());
        }
        Wanted::of(&map)
    }

    #[test]
    fn words_are_found_in_title_stages_and_tags_without_accents_and_in_any_order() {
        let pair = journey("Primer maratón, primer par", &["running"], false);
        for words in ["maraton", "par PRIMER", "reclamacion", "Running par", "  "] {
            assert!(wanted(&[("q", words)]).holds(&pair), "{words}");
        }
        assert!(!wanted(&[("q", "maratón bici")]).holds(&pair));
    }

    #[test]
    fn what_is_archived_is_shown_only_where_it_is_asked_for() {
        let old = journey("Old", &["2024"], true);
        assert!(!Wanted::default().holds(&old));
        assert!(wanted(&[("archived", "1")]).holds(&old));
        assert!(wanted(&[("archived", "1"), ("tag", "2024")]).holds(&old));
        assert!(!wanted(&[("archived", "1"), ("tag", "2025")]).holds(&old));
    }

    #[test]
    fn the_address_carries_what_is_looked_for() {
        let all = wanted(&[("q", "a & b"), ("tag", "b2b"), ("archived", "1")]);
        assert_eq!(all.address(), "/?q=a%20%26%20b&tag=b2b&archived=1");
        assert_eq!(Wanted::default().address(), "/");
    }
}
