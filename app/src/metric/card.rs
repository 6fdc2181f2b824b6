//! A metric as a card: its latest value with its margin, its marks, its course, and what stands behind it.

use shared::{
    api::{MetricSeries, SeriesGroup, SeriesPoint},
    chart::{Size, Value},
};

use super::{
    course::{Axis, chart, format, fresh, margin, said},
    definition::{definition, responsible},
    saved,
    table::numbers,
};
use crate::{
    chart::figure,
    html::Html,
    words::{in_lang, metric_words},
};

/// The attribute of a card that says its place.
pub(super) const PLACE: &str = "data-place";

/// How a card is shown.
pub(super) struct Card<'a> {
    pub(super) axis: &'a Axis,
    pub(super) series: &'a MetricSeries,
    pub(super) group: &'a SeriesGroup,
    /// What it is called here: the metric, or the group.
    pub(super) name: &'a str,
    /// Where its name leads.
    pub(super) href: Option<&'a str>,
    /// The file with its numbers.
    pub(super) file: &'a str,
    pub(super) kind: Kind,
    /// The places of its metric and of its group in the answer, by which its values are read one by one.
    pub(super) place: (usize, usize),
    /// What the axis down holds beside its own values.
    pub(super) down: Option<(f64, f64)>,
}

/// The three sizes of a card.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of all metrics.
    Small,
    /// The metric that was chosen.
    Large,
    /// A group of it.
    Group,
}

impl Card<'_> {
    pub(super) fn write(&self, html: &mut Html) {
        let lang = self.axis.lang;
        let metric = &self.series.metric;
        let class = match self.kind {
            Kind::Small => "metric",
            Kind::Large => "metric metric--large",
            Kind::Group => "metric metric--group",
        };
        let place = format!("{}/{}", self.place.0, self.place.1);
        let attributes = [("class", class), ("aria-label", self.name), (PLACE, &place)];
        html.open("article", &attributes);
        html.open("div", &[("class", "metric__head")]);
        let heading = if self.kind == Kind::Large { "h2" } else { "h3" };
        html.open(heading, &[("class", "metric__name")]);
        match self.href {
            Some(href) => html.element("a", &[("href", href)], self.name),
            None => html.text(self.name),
        };
        html.close(heading);
        if self.kind != Kind::Group {
            responsible(html, lang, self.series);
        }
        html.close("div");
        self.now(html);
        self.marks(html);
        let size = match self.kind {
            Kind::Small => Size::new(300.0, 148.0),
            Kind::Large => Size::new(480.0, 320.0),
            Kind::Group => Size::new(240.0, 140.0),
        };
        let drawn = chart(
            self.axis,
            metric,
            self.series.unit,
            self.group,
            size,
            self.down,
        );
        let how = metric_words(lang).read_by_keys;
        figure(html, &drawn.plot, (&self.in_words(), Some(how)), lang);
        html.classed("p", "metric__words", &self.verdict());
        html.open("div", &[("class", "metric__foot")]);
        if self.kind != Kind::Group {
            definition(html, lang, self.series);
        }
        let behind = (self.name, self.file);
        numbers(
            html,
            self.axis,
            metric,
            self.series.unit,
            self.group,
            behind,
        );
        if self.group.latest().is_some() {
            saved::buttons(html, self);
        }
        html.close("div").close("article");
    }

    /// What it is called by itself: a group with its metric.
    pub(super) fn title(&self) -> String {
        match self.kind {
            Kind::Small | Kind::Large => self.name.to_owned(),
            Kind::Group => {
                let metric = self.series.metric.name.in_lang(self.axis.lang);
                format!("{metric}: {}", self.name)
            }
        }
    }

    /// The latest value, its margin, and what it rests on.
    fn now(&self, html: &mut Html) {
        let lang = self.axis.lang;
        let words = metric_words(lang);
        html.open("p", &[("class", "metric__now")]);
        let Some((at, point)) = self.group.latest() else {
            let withheld = self.group.points.iter().any(|point| point.withheld);
            let text = if withheld {
                words.withheld
            } else {
                in_lang(lang).friction.unknown
            };
            html.classed("span", "muted", text).close("p");
            html.classed("p", "metric__facts", "");
            return;
        };
        let value = self.value(point);
        html.classed("span", "metric__value figure", &value);
        html.text(" ");
        html.classed("span", "metric__margin num", &self.margin(point));
        html.close("p");
        let period = self.axis.periods.get(at);
        let period = period.map(|start| self.axis.name(*start));
        let period = self.axis.covers(point).or(period);
        let n = in_lang(lang).friction.records(point.n);
        let facts = [period, Some(n)].into_iter().flatten();
        let facts = facts.collect::<Vec<_>>().join(" · ");
        html.open("p", &[("class", "metric__facts")]).text(&facts);
        let of_metric = self.kind != Kind::Group;
        if let Some((fresh, stale)) = fresh(self.axis, self.series).filter(|_| of_metric) {
            html.text(" · ");
            let class = if stale { "stale" } else { "" };
            html.element("span", &[("class", class)], &fresh);
        }
        html.close("p");
    }

    fn value(&self, point: &SeriesPoint) -> String {
        let lang = self.axis.lang;
        let value = point.estimate;
        value.map_or_else(
            || Value::Unknown.say(lang),
            |value| said(lang, self.series.unit, value),
        )
    }

    fn margin(&self, point: &SeriesPoint) -> String {
        margin(self.axis.lang, &self.series.metric, point)
    }

    /// Stable or changed; meets or misses its target; and whether few stand behind it.
    fn marks(&self, html: &mut Html) {
        // Also without a mark: the rows of cards beside each other are in line.
        html.open("div", &[("class", "metric__state")]);
        if let Some((_, point)) = self.group.latest() {
            self.marks_of(html, point);
        }
        html.close("div");
    }

    fn marks_of(&self, html: &mut Html, point: &SeriesPoint) {
        let lang = self.axis.lang;
        let words = metric_words(lang);
        let metric = &self.series.metric;
        html.open("ul", &[("class", "metric__marks")]);
        let (class, text) = match (self.group.limits, point.signal) {
            (None, _) => ("pill", words.early),
            (_, None) => ("pill", words.stable),
            (_, Some(_)) if self.group.is_better(metric, point) => {
                ("pill pill--better", words.better)
            }
            (_, Some(_)) => ("pill pill--worse", words.worse),
        };
        html.classed("li", class, text);
        let met = point.estimate.and_then(|value| metric.meets_target(value));
        if let Some((met, target)) = met.zip(metric.target) {
            let target = said(lang, self.series.unit, target);
            let (class, text) = if met {
                ("pill pill--meets", words.meets(&target))
            } else {
                ("pill pill--misses", words.misses(&target))
            };
            html.classed("li", class, &text);
        }
        if point.n < u64::from(metric.minimum_n) {
            html.classed("li", "pill", words.few);
        }
        if !point.complete {
            html.classed("li", "pill", words.open);
        }
        html.close("ul");
    }

    /// What the limits say, or how long until there are any.
    fn verdict(&self) -> String {
        let words = metric_words(self.axis.lang);
        let Some(limits) = self.group.limits else {
            return self.axis.missing(self.group.missing);
        };
        let range = Value::Interval(limits.low, limits.high, format(self.series.unit));
        let mut said = words.limits(&range.say(self.axis.lang));
        if let Some(changes) = self.axis.changes(self.group) {
            said = said + " " + &words.changes(&changes);
        }
        said
    }

    /// The chart for those who do not see it.
    fn in_words(&self) -> String {
        let Some((at, point)) = self.group.latest() else {
            return self.name.to_owned();
        };
        let value = self.value(point);
        let period = self
            .axis
            .periods
            .get(at)
            .map(|start| self.axis.name(*start));
        let said = format!(
            "{}, {}: {value}, {}. {}",
            self.name,
            period.unwrap_or_default(),
            self.margin(point),
            self.verdict()
        );
        // Of many beside each other, the legend says it once.
        let happened = self.axis.happened_in_words();
        match happened.filter(|_| self.kind == Kind::Large) {
            Some(happened) => {
                let words = metric_words(self.axis.lang);
                said + " " + &words.happened(&happened)
            }
            None => said,
        }
    }
}
