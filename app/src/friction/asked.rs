//! What the address of the friction page asks for.

use leptos_router::params::ParamsMap;
use shared::friction::Settings;

/// Journey and period: what the server has to answer anew. Settings are no part of it; they are computed with here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Slug or id; without it, the journey that changed last and has a score.
    pub(super) journey: Option<String>,
    /// First day.
    pub(super) from: Option<String>,
    /// Last day, included.
    pub(super) to: Option<String>,
}

impl Asked {
    /// From the query of the address.
    pub(super) fn of(query: &ParamsMap) -> Self {
        Self {
            journey: given(query, "journey"),
            from: given(query, "from"),
            to: given(query, "to"),
        }
    }

    /// The address that asks for this of the journey at `slug`, with settings that are not the workspace's own.
    pub(super) fn address(&self, slug: &str, settings: Option<&Settings>) -> String {
        let mut address = format!("/friction?journey={slug}");
        let settings = settings.map(Settings::to_string);
        let fields = [
            ("from", self.from.as_deref()),
            ("to", self.to.as_deref()),
            (SETTINGS, settings.as_deref()),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                address = address + "&" + name + "=" + value;
            }
        }
        address
    }
}

/// The settings in the query; `None` where there are none that can be read.
pub(super) fn settings(query: &ParamsMap) -> Option<Settings> {
    given(query, SETTINGS)?.parse().ok()
}

/// The name of the settings in the query.
pub(super) const SETTINGS: &str = "settings";

/// A value of the query that is not empty.
pub(super) fn given(query: &ParamsMap, name: &str) -> Option<String> {
    query.get(name).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_everything_and_its_settings_read_back() {
        let asked = Asked {
            journey: Some("airport".to_owned()),
            from: Some("2017-01-01".to_owned()),
            to: None,
        };
        let settings: Settings = "delay:1:0.1:0.4".parse().unwrap_or_default();
        let address = asked.address("airport", Some(&settings));
        assert!(
            address.starts_with("/friction?journey=airport&from=2017-01-01&settings=effort:0:")
        );
        let (_, written) = address.split_once("&settings=").unwrap_or_default();
        assert_eq!(written.parse(), Ok(settings));
    }
}
