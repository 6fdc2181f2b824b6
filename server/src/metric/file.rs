//! The definitions of metrics as a file: TOML, a table `[[metric]]` for each, written to be read and changed by people.
//!
//! What is wrong in one is said with its line and what to write instead. Knows nothing of the store.

use std::{error::Error, fmt, ops::Range};

use serde::{Deserialize, Serialize};
use shared::{
    locale::Lang,
    metric::{
        Area, Direction, Formula, ListedMetric, Metric, MetricField, MetricName, MetricRefusal,
        Origin, Role,
    },
    record::Privacy,
};
use toml::{Spanned, Value};

/// What a written file begins with.
const HEAD: &str = "\
# The metrics of this workspace. Change what is here and bring it back: puente metrics import FILE
# Metrics that are left out of the file stay as they are. A metric comes with the program unless it says otherwise.
# formula: \"proportion\", { mean = { scale } }, { top_box = { scale, from } },
#   { net_promoters = { scale, promoters_from, detractors_to } } or { rate = { per } }; scale = { min, max }
# direction: \"up\" (the more the better) or \"down\"; role: \"input\" or \"outcome\"
# area: \"marketing\", \"experience\", \"operations\" or \"people\"; privacy: \"customers\" or \"people\"
# department: marketing, sales, operations, purchasing, quality, logistics, service, people, product, digital, stores,
#   or the name of one of your own
";

/// A mistake in a file.
#[derive(Debug)]
pub(crate) struct FileError {
    /// The name of the file.
    file: String,
    /// The line, from 1.
    pub(super) line: usize,
    /// What the reader of TOML said; empty where it could be read.
    said: String,
    /// Why the definition may not be.
    pub(super) refusal: Option<MetricRefusal>,
}

impl fmt::Display for FileError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}, line {}: ", self.file, self.line)?;
        match &self.refusal {
            Some(refusal) => refusal.fmt(to),
            None => to.write_str(&self.said),
        }
    }
}

impl Error for FileError {}

/// A file as it was read.
pub(super) struct Read<'a> {
    name: &'a str,
    text: &'a str,
    metrics: Vec<Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    metric: Vec<Spanned<Written>>,
}

/// A metric as it stands in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: Spanned<String>,
    name: Name,
    formula: Spanned<Formula>,
    direction: Direction,
    role: Role,
    area: Area,
    department: Spanned<String>,
    target: Option<Spanned<f64>>,
    minimum_n: Spanned<u32>,
    #[serde(default)]
    privacy: Option<Spanned<Privacy>>,
    #[serde(default)]
    retired: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Name {
    en: Spanned<String>,
    es: Spanned<String>,
}

/// Reads a file.
///
/// # Errors
/// The first mistake in it, or a metric that stands in it twice.
pub(super) fn read<'a>(name: &'a str, text: &'a str) -> Result<Read<'a>, FileError> {
    let file: Result<File, toml::de::Error> = toml::from_str(text);
    let mut read = Read {
        name,
        text,
        metrics: Vec::new(),
    };
    let file = file.map_err(|error| {
        let said = error.message().trim().to_owned();
        read.error(&error.span().unwrap_or(0..0), said, None)
    })?;
    read.metrics = file.metric;
    for (at, metric) in read.metrics.iter().enumerate() {
        let key = &metric.get_ref().key;
        let mut before = read.metrics.iter().take(at);
        if before.any(|other| other.get_ref().key.get_ref() == key.get_ref()) {
            let said = format!("{:?} stands here twice: leave one out", key.get_ref());
            return Err(read.error(&key.span(), said, None));
        }
    }
    Ok(read)
}

impl Read<'_> {
    /// Its metrics, each with whether it is retired.
    pub(super) fn listed(&self) -> Vec<(Metric, bool)> {
        let metrics = self.metrics.iter().map(Spanned::get_ref);
        metrics
            .map(|metric| (metric.metric(), metric.retired))
            .collect()
    }

    /// A refusal at the place in the file that it is about.
    pub(super) fn refused(&self, key: &str, refusal: MetricRefusal) -> FileError {
        let mut metrics = self.metrics.iter();
        let place = metrics
            .find(|metric| metric.get_ref().key.get_ref() == key)
            .map_or(0..0, |metric| {
                let place = refusal
                    .field()
                    .and_then(|field| metric.get_ref().place(field));
                place.unwrap_or_else(|| metric.span())
            });
        self.error(&place, String::new(), Some(refusal))
    }

    fn error(
        &self,
        place: &Range<usize>,
        said: String,
        refusal: Option<MetricRefusal>,
    ) -> FileError {
        let before = self.text.get(..place.start).unwrap_or(self.text);
        FileError {
            file: self.name.to_owned(),
            line: before.matches('\n').count() + 1,
            said,
            refusal,
        }
    }
}

impl Written {
    fn metric(&self) -> Metric {
        Metric {
            key: self.key.get_ref().clone(),
            version: 1,
            name: MetricName {
                en: self.name.en.get_ref().clone(),
                es: self.name.es.get_ref().clone(),
            },
            formula: self.formula.get_ref().clone(),
            direction: self.direction,
            role: self.role,
            area: self.area,
            department: Metric::department_of(self.department.get_ref()),
            target: self.target.as_ref().map(|target| *target.get_ref()),
            minimum_n: *self.minimum_n.get_ref(),
            privacy: self
                .privacy
                .as_ref()
                .map_or_else(Privacy::default, |it| *it.get_ref()),
        }
    }

    fn place(&self, field: MetricField) -> Option<Range<usize>> {
        Some(match field {
            MetricField::Key => self.key.span(),
            MetricField::Name(Lang::En) => self.name.en.span(),
            MetricField::Name(Lang::Es) => self.name.es.span(),
            MetricField::Department => self.department.span(),
            MetricField::Promoters
            | MetricField::Detractors
            | MetricField::From
            | MetricField::Per => self.formula.span(),
            MetricField::Target => self.target.as_ref()?.span(),
            MetricField::MinimumN => self.minimum_n.span(),
            MetricField::Privacy => self.privacy.as_ref()?.span(),
        })
    }
}

/// The metrics as a file.
pub(super) fn text(listed: &[ListedMetric]) -> String {
    let mut text = HEAD.to_owned();
    for ListedMetric {
        metric,
        origin,
        retired,
    } in listed
    {
        let said = match origin {
            Origin::BuiltIn => "",
            Origin::Changed => "# changed here\n",
            Origin::Own => "# of our own\n",
        };
        text += &format!("\n{said}[[metric]]\n");
        line(&mut text, "key", &metric.key);
        line(&mut text, "name", &metric.name);
        line(&mut text, "formula", &metric.formula);
        line(&mut text, "direction", &metric.direction);
        line(&mut text, "role", &metric.role);
        line(&mut text, "area", &metric.area);
        line(&mut text, "department", &metric.department_text());
        if let Some(target) = metric.target {
            line(&mut text, "target", &target);
        }
        line(&mut text, "minimum_n", &metric.minimum_n);
        line(&mut text, "privacy", &metric.privacy);
        if *retired {
            line(&mut text, "retired", retired);
        }
    }
    text
}

fn line(text: &mut String, name: &str, value: &impl Serialize) {
    // Texts, numbers and tables of them are all TOML.
    if let Ok(value) = Value::try_from(value) {
        *text += &format!("{name} = {value}\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::metric::Definitions;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let all = Definitions::default().all();
        let text = text(&all);
        let read = read("metrics.toml", &text).unwrap();
        let listed: Vec<_> = all.into_iter().map(|it| (it.metric, it.retired)).collect();
        assert_eq!(read.listed(), listed);
        let csat = "key = \"csat\"\nname = { en = \"CSAT\", es = \"CSAT\" }\n\
            formula = { top_box = { from = 4, scale = { max = 5, min = 1 } } }\n";
        assert!(text.contains(csat), "{text}");
    }

    #[test]
    fn a_mistake_says_its_line() {
        let text = text(&Definitions::default().all());
        let line_of =
            |part: &str, text: &str| text[..text.find(part).unwrap()].matches('\n').count() + 1;
        for (good, bad, at) in [
            ("direction = \"up\"", "direction = \"sideways\"", "sideways"),
            ("minimum_n = 20", "minimum = 20", "minimum ="),
            (
                "{ max = 5, min = 1 }",
                "{ max = 1, min = 5 }",
                "{ max = 1, min = 5 }",
            ),
        ] {
            let wrong = text.replacen(good, bad, 1);
            let error = read("metrics.toml", &wrong).err().unwrap();
            assert_eq!(error.line, line_of(at, &wrong), "{error}");
            assert!(error.to_string().starts_with("metrics.toml, line "));
        }
        let twice = format!("{text}{}", &text[text.find("\n[[metric]]").unwrap()..]);
        let error = read("metrics.toml", &twice).err().unwrap();
        assert!(
            error
                .to_string()
                .ends_with("\"reach\" stands here twice: leave one out")
        );
    }
}
