//! Which records: by the values of their dimensions, as an address carries it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use thiserror::Error;

/// The most values that a filter names.
pub const MOST_VALUES: usize = 100;

/// Values of dimensions: a record fits that has one of the values of each. An empty value stands for records without the
/// dimension.
///
/// As text: `region:north,region:south,channel:web`; in a value, `%` is `%25` and a comma `%2C`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter(pub BTreeMap<String, BTreeSet<String>>);

/// A text that is no filter.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FilterError {
    /// A part without the colon between dimension and value.
    #[error("{0:.60?} has no colon: write dimension:value, as region:north")]
    NoColon(String),
    /// More values than can be asked for at once.
    #[error("there are {0} values, and {MOST_VALUES} are the most: leave some out")]
    TooMany(usize),
}

impl Filter {
    /// A filter for one value of one dimension.
    #[must_use]
    pub fn one(dimension: &str, value: &str) -> Self {
        let values = BTreeSet::from([value.to_owned()]);
        Self(BTreeMap::from([(dimension.to_owned(), values)]))
    }

    /// With one more value.
    #[must_use]
    pub fn with(mut self, dimension: &str, value: &str) -> Self {
        let values = self.0.entry(dimension.to_owned()).or_default();
        values.insert(value.to_owned());
        self
    }

    /// Without a value.
    #[must_use]
    pub fn without(mut self, dimension: &str, value: &str) -> Self {
        if let Some(values) = self.0.get_mut(dimension) {
            values.remove(value);
        }
        self.0.retain(|_, values| !values.is_empty());
        self
    }

    /// The same, and of one dimension only these values; nothing fits where the filter leaves them all out.
    #[must_use]
    pub fn and(&self, dimension: &str, wanted: &BTreeSet<String>) -> Self {
        let mut both = self.clone();
        let of_it = both.0.entry(dimension.to_owned());
        of_it
            .and_modify(|values| *values = &*values & wanted)
            .or_insert(wanted.clone());
        both
    }

    /// Whether every record fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The dimensions it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether a record fits whose values are these.
    pub fn fits<'a>(&self, value_of: impl Fn(&str) -> Option<&'a str>) -> bool {
        let fits = |(name, values): (&String, &BTreeSet<String>)| {
            values.contains(value_of(name).unwrap_or_default())
        };
        self.0.iter().all(fits)
    }

    /// Every pair of dimension and value.
    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter();
        all.flat_map(|(name, values)| values.iter().map(move |value| (&**name, &**value)))
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, value)) in self.pairs().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let value = value.replace('%', "%25").replace(',', "%2C");
            write!(f, "{comma}{name}:{value}")?;
        }
        Ok(())
    }
}

impl FromStr for Filter {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        let parts = text.split(',').filter(|part| !part.is_empty());
        let mut count = 0;
        for part in parts {
            let (name, value) = part
                .split_once(':')
                .ok_or_else(|| FilterError::NoColon(part.to_owned()))?;
            let value = value.replace("%2C", ",").replace("%25", "%");
            filter.0.entry(name.to_owned()).or_default().insert(value);
            count += 1;
        }
        if count > MOST_VALUES {
            return Err(FilterError::TooMany(count));
        }
        Ok(filter)
    }
}

/// Kept and sent as its text.
impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_filter_reads_as_it_is_written() {
        let filter: Filter = "region:north,region:south,channel:a%2Cb%25:c"
            .parse()
            .unwrap();
        let values = |name: &str| filter.0[name].iter().cloned().collect::<Vec<_>>();
        assert_eq!(values("region"), ["north", "south"]);
        assert_eq!(values("channel"), ["a,b%:c"]);
        assert_eq!(
            filter.to_string(),
            "channel:a%2Cb%25:c,region:north,region:south"
        );
        assert!("".parse::<Filter>().unwrap().is_empty());
        assert!(matches!(
            "north".parse::<Filter>(),
            Err(FilterError::NoColon(_))
        ));
    }

    #[test]
    fn a_record_fits_with_one_value_of_every_dimension() {
        let filter: Filter = "region:north,region:south,channel:".parse().unwrap();
        let fits = |region: Option<&'static str>, channel: Option<&'static str>| {
            filter.fits(|name| if name == "region" { region } else { channel })
        };
        assert!(fits(Some("south"), None));
        assert!(!fits(Some("south"), Some("web")));
        assert!(!fits(None, None));
    }

    #[test]
    fn one_value_of_what_a_filter_leaves_is_that_value_or_nothing() {
        let filter: Filter = "region:north,region:south,channel:web".parse().unwrap();
        let only = |value: &str| BTreeSet::from([value.to_owned()]);
        let north = filter.and("region", &only("north"));
        assert_eq!(north.to_string(), "channel:web,region:north");
        let web = |name: &str| (name == "channel").then_some("web");
        let of = |region: &'static str| {
            move |name: &str| {
                if name == "region" {
                    Some(region)
                } else {
                    web(name)
                }
            }
        };
        assert!(north.fits(of("north")) && !north.fits(of("south")));
        let none = filter.and("region", &only("east"));
        assert!(!none.fits(of("east")) && !none.fits(of("north")) && !none.fits(web));
        assert_eq!(
            Filter::default().and("a", &only("b")),
            Filter::one("a", "b")
        );
    }

    proptest! {
        #[test]
        fn whatever_values_are_they_come_back(values in prop::collection::btree_set("\\PC{0,12}", 1..5)) {
            let filter = Filter(BTreeMap::from([("region".to_owned(), values)]));
            prop_assert_eq!(filter.to_string().parse::<Filter>(), Ok(filter));
        }
    }
}
