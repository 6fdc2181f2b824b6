//! What the address of the friction page asks for.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};
use shared::friction::Settings;

use super::{against::Against, view::View};
use crate::{record::FILTER, request::encoded};

/// Journey, period and what to compare with: what the server has to answer anew. Settings are no part of it; they are
/// computed with here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    /// Slug or id; without it, the journey that changed last and has a score.
    pub(super) journey: Option<String>,
    /// First day.
    pub(super) from: Option<String>,
    /// Last day, included.
    pub(super) to: Option<String>,
    /// What to compare with.
    pub(super) against: Option<Against>,
    /// The dimension by which a change is split.
    pub(super) by: Option<String>,
    /// Which records, as a [`shared::record::Filter`] is written.
    pub(super) filter: Option<String>,
    /// Only touchpoints of this department, by its id.
    pub(super) department: Option<String>,
    /// Only records of this brand or family of brands, by its id.
    pub(super) brand: Option<String>,
}

impl Asked {
    /// From the query of the address.
    pub(super) fn of(query: &ParamsMap) -> Self {
        Self::read(|name| given(query, name))
    }

    /// From named values, none of them empty.
    pub(super) fn read(given: impl Fn(&'static str) -> Option<String>) -> Self {
        let against = match given(COMPARE).as_deref() {
            Some("before") => Some(Against::Before),
            Some("year") => Some(Against::Year),
            Some("days") => Some(Against::Days(given("base_from"), given("base_to"))),
            Some("values") => Some(Against::Values {
                dimension: given("dimension").unwrap_or_default(),
                value: given("value").unwrap_or_default(),
                base_value: given("base_value").unwrap_or_default(),
            }),
            _ => None,
        };
        // A change is split by another dimension than the one whose values are compared.
        let splits = |by: &String| match &against {
            None => false,
            Some(Against::Values { dimension, .. }) => dimension != by,
            Some(_) => true,
        };
        Self {
            journey: given("journey"),
            from: given("from"),
            to: given("to"),
            by: given("by").filter(splits),
            filter: given(FILTER),
            department: given(DEPARTMENT),
            brand: given(BRAND),
            against,
        }
    }

    /// The address that asks for this of the journey at `slug`, with settings that are not the workspace's own.
    pub(super) fn address(&self, slug: &str, settings: Option<&Settings>, view: View) -> String {
        let settings = settings.map(Settings::to_string);
        self.with_settings(slug, settings.as_deref(), view)
    }

    /// The same with settings as they stand in an address.
    pub(super) fn with_settings(&self, slug: &str, settings: Option<&str>, view: View) -> String {
        let mut address = format!("/friction?journey={}", encoded(slug));
        let mut with = |name: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                address += &format!("&{name}={}", encoded(value));
            }
        };
        with("from", self.from.as_deref());
        with("to", self.to.as_deref());
        with(COMPARE, self.compare());
        match &self.against {
            Some(Against::Days(from, to)) => {
                with("base_from", from.as_deref());
                with("base_to", to.as_deref());
            }
            Some(Against::Values {
                dimension,
                value,
                base_value,
            }) => {
                with("dimension", Some(dimension));
                with("value", Some(value));
                with("base_value", Some(base_value));
            }
            Some(Against::Before | Against::Year) | None => {}
        }
        with("by", self.by.as_deref());
        with(FILTER, self.filter.as_deref());
        with(DEPARTMENT, self.department.as_deref());
        with(BRAND, self.brand.as_deref());
        with(SETTINGS, settings);
        view.with(address)
    }

    /// How the address names what is compared with.
    pub(super) fn compare(&self) -> Option<&'static str> {
        Some(match self.against.as_ref()? {
            Against::Before => "before",
            Against::Year => "year",
            Against::Days(..) => "days",
            Against::Values { .. } => "values",
        })
    }
}

/// The settings in the query; `None` where there are none that can be read.
pub(super) fn settings(query: &ParamsMap) -> Option<Settings> {
    given(query, SETTINGS)?.parse().ok()
}

/// The name of the settings in the query.
pub(super) const SETTINGS: &str = "settings";
/// The name of the department.
pub(super) const DEPARTMENT: &str = "department";
/// The name of the brand or the family.
pub(super) const BRAND: &str = "brand";
/// The name of what is compared with.
pub(super) const COMPARE: &str = "compare";

/// A value of the query that is not empty.
pub(super) fn given(query: &ParamsMap, name: &str) -> Option<String> {
    query.get(name).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Asked {
        Asked {
            journey: Some("airport".to_owned()),
            from: Some("2017-01-01".to_owned()),
            ..Asked::default()
        }
    }

    #[test]
    fn an_address_carries_everything_and_its_settings_read_back() {
        let settings: Settings = "delay:1:0.1:0.4".parse().unwrap_or_default();
        let address = asked().address("airport", Some(&settings), View::default());
        assert!(
            address.starts_with("/friction?journey=airport&from=2017-01-01&settings=effort:0:")
        );
        let (_, written) = address.split_once("&settings=").unwrap_or_default();
        assert_eq!(written.parse(), Ok(settings));
    }

    #[test]
    fn what_is_compared_stands_in_the_address_in_full() {
        let values = Asked {
            against: Some(Against::Values {
                dimension: "región".to_owned(),
                value: "a & b".to_owned(),
                base_value: "c=d".to_owned(),
            }),
            ..asked()
        };
        assert_eq!(
            values.address("airport", None, View::default()),
            "/friction?journey=airport&from=2017-01-01&compare=values&dimension=regi%C3%B3n&value=a%20%26%20b&base_value=c%3Dd"
        );
        let year = Asked {
            against: Some(Against::Year),
            by: Some("region".to_owned()),
            ..asked()
        };
        let address = year.address("airport", None, View::default());
        assert!(address.ends_with("&compare=year&by=region"), "{address}");
        let given = |name| match name {
            "journey" => Some("airport".to_owned()),
            "from" => Some("2017-01-01".to_owned()),
            COMPARE => Some("year".to_owned()),
            "by" => Some("region".to_owned()),
            _ => None,
        };
        assert_eq!(Asked::read(given), year);
    }
}
