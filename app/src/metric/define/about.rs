//! What a metric can be about: the touchpoints of the catalogue and the journeys, by the names people know. What is retired
//! keeps its name, and is offered where it was chosen.

use shared::{
    api::JourneySummary,
    catalogue::Catalogue,
    id::{JourneyId, TouchpointId},
    metric::About,
};

use crate::words::{Lang, define_words};

/// The touchpoints and journeys that are there.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    touchpoints: Vec<Touchpoint>,
    journeys: Vec<(JourneyId, String)>,
}

#[derive(Debug, Clone)]
struct Touchpoint {
    id: TouchpointId,
    name: String,
    retired: bool,
}

/// An option of a field: its value, and its text.
pub(super) type Choice = (String, String);

impl Places {
    pub(super) fn of(catalogue: Catalogue, journeys: Vec<JourneySummary>) -> Self {
        let touchpoints = catalogue.touchpoints.into_iter();
        let touchpoints = touchpoints.map(|(id, touchpoint)| Touchpoint {
            id,
            name: touchpoint.name,
            retired: touchpoint.retired,
        });
        let mut touchpoints: Vec<Touchpoint> = touchpoints.collect();
        touchpoints.sort_by(|a, b| a.name.cmp(&b.name));
        let journeys = journeys.into_iter();
        Self {
            touchpoints,
            journeys: journeys.map(|one| (one.id, one.title)).collect(),
        }
    }

    /// What people call it.
    pub(super) fn name(&self, lang: Lang, about: About) -> String {
        let words = define_words(lang);
        let name = match about {
            About::Everything => return words.everything.to_owned(),
            About::Touchpoint(id) => {
                let mut all = self.touchpoints.iter();
                let found = all.find(|one| one.id == id);
                found.map(|one| one.said(lang))
            }
            About::Journey(id) => {
                let mut all = self.journeys.iter();
                let found = all.find(|(one, _)| *one == id);
                found.map(|(_, title)| title.clone())
            }
        };
        name.unwrap_or_else(|| words.gone.to_owned())
    }

    /// The touchpoints and the journeys that can be chosen where one of them is.
    pub(super) fn choices(&self, lang: Lang, chosen: About) -> (Vec<Choice>, Vec<Choice>) {
        let touchpoints = self.touchpoints.iter();
        let touchpoints = touchpoints
            .map(|one| (About::Touchpoint(one.id), one))
            .filter(|(about, one)| !one.retired || *about == chosen)
            .map(|(about, one)| (value(about), one.said(lang)));
        let journeys = self.journeys.iter();
        let journeys = journeys.map(|(id, title)| (value(About::Journey(*id)), title.clone()));
        (touchpoints.collect(), journeys.collect())
    }
}

impl Touchpoint {
    fn said(&self, lang: Lang) -> String {
        if self.retired {
            format!("{} ({})", self.name, define_words(lang).retired)
        } else {
            self.name.clone()
        }
    }
}

/// The value of an option.
pub(super) fn value(about: About) -> String {
    match about {
        About::Everything => String::new(),
        About::Touchpoint(id) => format!("touchpoint {id}"),
        About::Journey(id) => format!("journey {id}"),
    }
}

/// What an option stands for.
pub(super) fn chosen(value: &str) -> About {
    let found = match value.split_once(' ') {
        Some(("touchpoint", id)) => id.parse().ok().map(About::Touchpoint),
        Some(("journey", id)) => id.parse().ok().map(About::Journey),
        _ => None,
    };
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_is_retired_keeps_its_name_and_is_offered_only_where_it_was_chosen() {
        let id = TouchpointId::new(Uuid::from_u128(1));
        let places = Places {
            touchpoints: vec![Touchpoint {
                id,
                name: "Desk".to_owned(),
                retired: true,
            }],
            journeys: Vec::new(),
        };
        let about = About::Touchpoint(id);
        assert_eq!(places.name(Lang::En, about), "Desk (retired)");
        assert!(places.choices(Lang::En, About::Everything).0.is_empty());
        let (offered, _) = places.choices(Lang::En, about);
        assert_eq!(chosen(&offered[0].0), about);
        let gone = About::Journey(JourneyId::new(Uuid::from_u128(2)));
        assert_eq!(places.name(Lang::Es, gone), "algo que ya no está");
        assert_eq!(chosen(&value(gone)), gone);
        assert_eq!(chosen(""), About::Everything);
    }
}
