//! What the address of the metrics page asks for.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};
use shared::{
    api::{MetricQuery, SeriesQuery},
    id::TouchpointId,
    metric::Every,
};

use crate::{record::FILTER, request::encoded};

/// Everything that the address carries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    /// The metric that is shown large; without it, all.
    pub(super) metric: Option<String>,
    /// First day.
    pub(super) from: Option<String>,
    /// Last day, included.
    pub(super) to: Option<String>,
    /// How long a period is; without it, as the days suit.
    pub(super) every: Option<String>,
    /// The dimension that splits the metric.
    pub(super) by: Option<String>,
    /// Which records, as a [`shared::record::Filter`] is written.
    pub(super) filter: Option<String>,
    /// Of which touchpoint's records alone.
    pub(super) touchpoint: Option<TouchpointId>,
    /// `off` where campaigns and events are not drawn.
    pub(super) overlays: Option<String>,
}

/// Which touchpoint, in the address.
pub(super) const TOUCHPOINT: &str = "touchpoint";
/// What turns overlays off in the address.
pub(super) const OFF: &str = "off";

impl Asked {
    /// From the query of the address.
    pub(super) fn of(query: &ParamsMap) -> Self {
        let given = |name: &str| query.get(name).filter(|value| !value.is_empty());
        let metric = given("metric");
        Self {
            from: given("from"),
            to: given("to"),
            every: given("every"),
            filter: given(FILTER),
            touchpoint: given(TOUCHPOINT).and_then(|id| id.parse().ok()),
            overlays: given("overlays").filter(|value| value == OFF),
            // Groups of all metrics at once would be nobody's question.
            by: given("by").filter(|_| metric.is_some()),
            metric,
        }
    }

    /// What is asked of the server, with its names in the address.
    fn fields(&self) -> [(&'static str, Option<String>); 7] {
        [
            ("metric", self.metric.clone()),
            ("from", self.from.clone()),
            ("to", self.to.clone()),
            ("every", self.every.clone()),
            ("by", self.by.clone()),
            (FILTER, self.filter.clone()),
            (TOUCHPOINT, self.touchpoint.map(|id| id.to_string())),
        ]
    }

    /// The query part of an address that asks for these; empty where nothing is asked for.
    fn query(fields: impl IntoIterator<Item = (&'static str, Option<String>)>) -> String {
        let mut query = String::new();
        for (name, value) in fields {
            if let Some(value) = value {
                query.push(if query.is_empty() { '?' } else { '&' });
                query += &format!("{name}={}", encoded(&value));
            }
        }
        query
    }

    /// The address of the page that shows this.
    pub(super) fn address(&self) -> String {
        let shown = [("overlays", self.overlays.clone())];
        format!(
            "/metrics{}",
            Self::query(self.fields().into_iter().chain(shown))
        )
    }

    /// The address of the file with its numbers.
    pub(super) fn file(&self) -> String {
        format!("/api/v1/metrics/series.csv{}", Self::query(self.fields()))
    }

    /// The same of one metric, not split; or of all.
    pub(super) fn with_metric(&self, metric: Option<&str>) -> Self {
        Self {
            metric: metric.map(str::to_owned),
            by: None,
            ..self.clone()
        }
    }

    /// The question about one metric over all days together.
    pub(super) fn together(&self) -> Option<MetricQuery> {
        Some(MetricQuery {
            metric: self.metric.clone()?,
            from: self.from.clone(),
            to: self.to.clone(),
            filter: self.filter.clone(),
            by: None,
            touchpoint: self.touchpoint,
            customers: Some(true),
        })
    }

    /// The question to the server about the whole.
    pub(super) fn whole(&self) -> SeriesQuery {
        SeriesQuery {
            metric: self.metric.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            every: self.every.as_deref().and_then(|every| every.parse().ok()),
            filter: self.filter.clone(),
            by: None,
            touchpoint: self.touchpoint,
        }
    }
}

/// The address of the page that shows what is said of a touchpoint month by month: of all metrics, or of one.
pub(crate) fn of_touchpoint(touchpoint: TouchpointId, metric: Option<&str>) -> String {
    let asked = Asked {
        metric: metric.map(str::to_owned),
        every: Some(Every::Month.name().to_owned()),
        touchpoint: Some(touchpoint),
        ..Asked::default()
    };
    asked.address()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_everything_and_is_read_back() {
        let desk = TouchpointId::new(uuid::Uuid::from_u128(7));
        let of = "&touchpoint=00000000-0000-0000-0000-000000000007";
        let asked = Asked {
            metric: Some("nps".to_owned()),
            from: Some("2026-01-01".to_owned()),
            to: None,
            every: Some("month".to_owned()),
            by: Some("tipo & año".to_owned()),
            filter: Some("region:north".to_owned()),
            touchpoint: Some(desk),
            overlays: Some(OFF.to_owned()),
        };
        let asks =
            "?metric=nps&from=2026-01-01&every=month&by=tipo%20%26%20a%C3%B1o&filter=region:north";
        assert_eq!(asked.address(), format!("/metrics{asks}{of}&overlays=off"));
        // How it is drawn is nothing to the file.
        assert_eq!(
            asked.file(),
            format!("/api/v1/metrics/series.csv{asks}{of}")
        );
        let mut query = ParamsMap::new();
        query.insert("overlays", OFF.to_owned());
        for (name, value) in asked.fields() {
            query.insert(name, value.unwrap_or_default());
        }
        assert_eq!(Asked::of(&query), asked);
        assert_eq!(Asked::default().address(), "/metrics");
        assert_eq!(
            asked.with_metric(None).address(),
            format!("/metrics?from=2026-01-01&every=month&filter=region:north{of}&overlays=off")
        );
        assert_eq!(asked.whole().touchpoint, Some(desk));
        let told = format!("/metrics?metric=csat&every=month{of}");
        assert_eq!(of_touchpoint(desk, Some("csat")), told);
    }

    #[test]
    fn all_metrics_at_once_are_not_split() {
        let mut query = ParamsMap::new();
        query.insert("by", "region".to_owned());
        assert_eq!(Asked::of(&query).by, None);
    }
}
