//! What the metrics of a workspace are about: by which keys records name the touchpoints that count for each.
//!
//! Whoever asks for a number asks with what is known here, so that a metric says the same everywhere. Knows nothing of tallies.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use shared::{
    access::{Action, Actor, Resource, can},
    api::{ApiError, ErrorCode},
    id::{JourneyId, TouchpointId},
    metric::{About, Definitions, Metric},
    record::Privacy,
};

use crate::{friction, service::Services};

/// The definitions of a workspace, and what they are about, for whoever asks.
#[derive(Debug, Clone, Default)]
pub struct Defined {
    pub(crate) definitions: Arc<Definitions>,
    places: BTreeMap<About, Place>,
    /// Whether whoever asks was named for numbers about people.
    named: bool,
}

/// A touchpoint or a journey that a metric can be about.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// What people call it.
    pub(crate) name: String,
    /// By which keys records name its touchpoints.
    keys: BTreeSet<String>,
}

impl From<Definitions> for Defined {
    /// Definitions none of which is about a touchpoint or a journey, for somebody who was named for numbers about people.
    fn from(definitions: Definitions) -> Self {
        Arc::new(definitions).into()
    }
}

impl From<Arc<Definitions>> for Defined {
    fn from(definitions: Arc<Definitions>) -> Self {
        Self {
            definitions,
            places: BTreeMap::new(),
            named: true,
        }
    }
}

impl Defined {
    /// The keys of the touchpoints whose records count, of a metric or of what is asked of it; `None`: of all records, those about
    /// no touchpoint too. What is not there any more has no records.
    pub(super) fn keys(&self, about: About, asked: Option<&str>) -> Option<BTreeSet<String>> {
        let own = match about {
            About::Everything => None,
            about => Some(self.places.get(&about).map(|place| &place.keys)),
        };
        match (own, asked) {
            // No record is of a touchpoint without a key: an empty one stands for records about the whole.
            (None, asked) => asked.map(|asked| {
                let asked = Some(asked).filter(|asked| !asked.is_empty());
                asked.map(str::to_owned).into_iter().collect()
            }),
            (Some(own), None) => Some(own.cloned().unwrap_or_default()),
            (Some(own), Some(asked)) => {
                let asked = own.and_then(|own| own.get(asked));
                Some(asked.into_iter().cloned().collect())
            }
        }
    }

    /// The same with all numbers, to freeze them: who may read what is frozen is asked whenever it is read.
    pub(crate) fn frozen(mut self) -> Self {
        self.named = true;
        self
    }

    /// Whether numbers may be told to whoever asks, where they are about people or where they are not.
    pub(super) fn tells(&self, people: bool) -> bool {
        self.named || !people
    }

    /// What people call the touchpoint or the journey that a metric is about; empty where it is not there any more, `None` for
    /// a metric about everything.
    pub(super) fn name(&self, metric: &Metric) -> Option<String> {
        let place = self.places.get(&metric.about);
        let name = || place.map_or_else(String::new, |place| place.name.clone());
        (metric.about != About::Everything).then(name)
    }
}

impl Services {
    /// The definitions, with what they are about.
    pub(crate) async fn read_defined(&self, actor: &Actor) -> Result<Defined, ApiError> {
        let definitions = self.read_definitions().await?;
        let said = definitions.said.values();
        let wanted: BTreeSet<About> = said
            .map(|said| said.metric.about)
            .filter(|about| *about != About::Everything)
            .collect();
        let named = can(actor, Action::Read, Resource::Numbers(Privacy::People));
        let mut places = BTreeMap::new();
        if wanted.is_empty() {
            return Ok(Defined {
                definitions,
                places,
                named,
            });
        }
        let catalogue = self.catalogue(actor).await?.catalogue;
        for about in wanted {
            let found = match about {
                About::Everything => None,
                About::Touchpoint(id) => catalogue.touchpoints.get(&id).map(|touchpoint| Place {
                    name: touchpoint.name.clone(),
                    keys: touchpoint.key.iter().cloned().collect(),
                }),
                About::Journey(id) => self.place(actor, &id.to_string()).await?,
            };
            places.extend(found.map(|found| (about, found)));
        }
        Ok(Defined {
            definitions,
            places,
            named,
        })
    }

    /// How files name the touchpoints and journeys that are there.
    pub(super) async fn place_words(&self, actor: &Actor) -> Result<Words, ApiError> {
        let mut words = Words::default();
        for (id, touchpoint) in self.catalogue(actor).await?.catalogue.touchpoints {
            words.touchpoints.insert(id, touchpoint.key);
        }
        for line in self.journeys().lines().await? {
            words.journeys.insert(line.journey, line.slug);
        }
        Ok(words)
    }

    async fn place(&self, actor: &Actor, journey: &str) -> Result<Option<Place>, ApiError> {
        let board = match self.board(actor, journey).await {
            Ok(snapshot) => snapshot.board,
            Err(error) if error.code == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(Some(Place {
            name: board.journey.scope.title.clone(),
            keys: friction::touchpoint_keys(&board.journey, &board.catalogue),
        }))
    }
}

/// What files call touchpoints and journeys: the key of records, the name in the address; else the id.
#[derive(Debug, Default)]
pub(super) struct Words {
    touchpoints: BTreeMap<TouchpointId, Option<String>>,
    journeys: BTreeMap<JourneyId, String>,
}

impl Words {
    /// Whether it is there.
    pub(super) fn holds(&self, about: About) -> bool {
        match about {
            About::Everything => true,
            About::Touchpoint(id) => self.touchpoints.contains_key(&id),
            About::Journey(id) => self.journeys.contains_key(&id),
        }
    }

    /// The touchpoint of a word. An id is taken as it is: what is gone meanwhile keeps its place.
    pub(super) fn touchpoint(&self, word: &str) -> Option<TouchpointId> {
        if let Ok(id) = word.parse() {
            return Some(id);
        }
        let mut named = self
            .touchpoints
            .iter()
            .filter(|(_, key)| key.as_deref() == Some(word));
        let found = named.next().map(|(id, _)| *id);
        found.filter(|_| named.next().is_none())
    }

    /// The journey of a word.
    pub(super) fn journey(&self, word: &str) -> Option<JourneyId> {
        if let Ok(id) = word.parse() {
            return Some(id);
        }
        let mut journeys = self.journeys.iter();
        let named = journeys.find(|(_, slug)| *slug == word);
        named.map(|(id, _)| *id)
    }

    /// The word of a touchpoint.
    pub(super) fn of_touchpoint(&self, id: TouchpointId) -> String {
        let key = self.touchpoints.get(&id).cloned().flatten();
        let key = key.filter(|key| self.touchpoint(key) == Some(id));
        key.unwrap_or_else(|| id.to_string())
    }

    /// The word of a journey.
    pub(super) fn of_journey(&self, id: JourneyId) -> String {
        let slug = self.journeys.get(&id).cloned();
        let slug = slug.filter(|slug| self.journey(slug) == Some(id));
        slug.unwrap_or_else(|| id.to_string())
    }
}

#[cfg(test)]
impl Words {
    /// A touchpoint with this key, and a journey of this name.
    pub(super) fn of(touchpoint: (TouchpointId, &str), journey: (JourneyId, &str)) -> Self {
        Self {
            touchpoints: BTreeMap::from([(touchpoint.0, Some(touchpoint.1.to_owned()))]),
            journeys: BTreeMap::from([(journey.0, journey.1.to_owned())]),
        }
    }
}
