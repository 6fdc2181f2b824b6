//! What is offered while a touchpoint's name is typed: those of the catalogue, and making a new one.

use shared::{catalogue::Catalogue, id::TouchpointId};

/// How many of the catalogue are offered at once.
const MOST: usize = 8;

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Suggestion {
    /// A touchpoint of the catalogue.
    Known {
        /// Which.
        id: TouchpointId,
        /// Its name.
        name: String,
    },
    /// A touchpoint to be made, of this name.
    New(String),
}

/// What is offered, and which of it the arrow keys are at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct List {
    /// Whether anything is to be offered at all.
    pub(crate) on: bool,
    /// What.
    pub(crate) options: Vec<Suggestion>,
    /// Where the arrow keys are; `None` in the text itself.
    pub(crate) active: Option<usize>,
}

impl List {
    /// Goes one down or up; past either end it is back in the text.
    pub(crate) fn step(&mut self, down: bool) {
        let last = self.options.len().checked_sub(1);
        self.active = match (self.active, down) {
            (None, true) => last.map(|_| 0),
            (None, false) => last,
            (Some(at), true) => (Some(at) < last).then_some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
    }
}

/// What to offer for a text: names that begin with it first, then names that contain it, then a new one unless one has
/// exactly that name.
pub(crate) fn touchpoints(catalogue: &Catalogue, text: &str) -> Vec<Suggestion> {
    let wanted = folded(text);
    let mut found: Vec<(bool, String, TouchpointId, &str)> = catalogue
        .touchpoints
        .iter()
        .filter(|(_, touchpoint)| !touchpoint.retired)
        .filter_map(|(id, touchpoint)| {
            let name = folded(&touchpoint.name);
            name.contains(&wanted).then(|| {
                (
                    !name.starts_with(&wanted),
                    name,
                    *id,
                    touchpoint.name.as_str(),
                )
            })
        })
        .collect();
    found.sort();
    let exact = found.iter().any(|(_, name, ..)| *name == wanted);
    let known = found
        .into_iter()
        .take(MOST)
        .map(|(_, _, id, name)| Suggestion::Known {
            id,
            name: name.to_owned(),
        });
    let new = (!exact && !wanted.is_empty()).then(|| Suggestion::New(text.trim().to_owned()));
    known.chain(new).collect()
}

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use shared::{
        catalogue::{Catalogue, Touchpoint},
        id::TouchpointId,
    };
    use uuid::Uuid;

    use super::{List, Suggestion, touchpoints};

    fn catalogue(names: &[&str]) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for (index, name) in (1..).zip(names) {
            let touchpoint = Touchpoint {
                name: (*name).to_owned(),
                key: None,
                channel: None,
                department: None,
                moment_of_truth: false,
                retired: *name == "Old check-in",
            };
            catalogue
                .touchpoints
                .insert(TouchpointId::new(Uuid::from_u128(index)), touchpoint);
        }
        catalogue
    }

    fn shown(options: &[Suggestion]) -> Vec<String> {
        options
            .iter()
            .map(|option| match option {
                Suggestion::Known { name, .. } => name.clone(),
                Suggestion::New(name) => format!("+{name}"),
            })
            .collect()
    }

    #[test]
    fn beginnings_come_before_the_rest_and_a_new_one_last() {
        let catalogue = catalogue(&[
            "Online check-in",
            "Check-in desk",
            "Old check-in",
            "Parking",
        ]);
        assert_eq!(
            shown(&touchpoints(&catalogue, " check ")),
            ["Check-in desk", "Online check-in", "+check"]
        );
        assert_eq!(shown(&touchpoints(&catalogue, "PARKING")), ["Parking"]);
        assert_eq!(
            shown(&touchpoints(&catalogue, "")),
            ["Check-in desk", "Online check-in", "Parking"]
        );
    }

    #[test]
    fn a_name_means_its_touchpoint_whatever_its_case_unless_retired() {
        let catalogue = catalogue(&["Parking", "Old check-in"]);
        assert_eq!(
            catalogue.touchpoint_named("parking "),
            Some(TouchpointId::new(Uuid::from_u128(1)))
        );
        assert_eq!(catalogue.touchpoint_named("old check-in"), None);
    }

    #[test]
    fn the_arrow_keys_go_round_through_the_text() {
        let mut list = List {
            on: true,
            options: vec![Suggestion::New("a".into()), Suggestion::New("b".into())],
            active: None,
        };
        let mut way = |down| {
            list.step(down);
            list.active
        };
        assert_eq!(
            [way(true), way(true), way(true), way(false), way(false)],
            [Some(0), Some(1), None, Some(1), Some(0)]
        );
    }
}
