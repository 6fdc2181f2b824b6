//! The definitions of metrics as a file: TOML, a table `[[metric]]` for each, written to be read and changed by people.
//!
//! What is wrong in one is said with its line and what to write instead. Knows nothing of the store.

use std::{error::Error, fmt, ops::Range};

use serde::{Deserialize, Serialize};
use shared::{
    locale::Lang,
    metric::{
        About, Area, Direction, Formula, ListedMetric, Metric, MetricField, MetricName,
        MetricRefusal, Origin, Role,
    },
    record::Privacy,
};
use toml::{Spanned, Value};

use super::about::Words;

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
# touchpoint: the key of one in records, or its id; journey: its name in the address, or its id; without either: everything
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
    /// By metric, what it is about.
    about: Vec<About>,
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
    #[serde(default)]
    touchpoint: Option<Spanned<String>>,
    #[serde(default)]
    journey: Option<Spanned<String>>,
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
pub(super) fn read<'a>(name: &'a str, text: &'a str, words: &Words) -> Result<Read<'a>, FileError> {
    let file: Result<File, toml::de::Error> = toml::from_str(text);
    let mut read = Read {
        name,
        text,
        metrics: Vec::new(),
        about: Vec::new(),
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
    let about = read.metrics.iter().map(|metric| {
        let about = metric.get_ref().about(words);
        about.map_err(|(place, said)| {
            let refusal = said.is_empty().then_some(MetricRefusal::Unknown);
            read.error(&place, said, refusal)
        })
    });
    read.about = about.collect::<Result<_, _>>()?;
    Ok(read)
}

impl Read<'_> {
    /// Its metrics, each with whether it is retired.
    pub(super) fn listed(&self) -> Vec<(Metric, bool)> {
        let metrics = self.metrics.iter().map(Spanned::get_ref);
        metrics
            .zip(&self.about)
            .map(|(metric, about)| (metric.metric(*about), metric.retired))
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
    /// What it is about, or the place of the word that names nothing, and what to say of it where that is no refusal.
    fn about(&self, words: &Words) -> Result<About, (Range<usize>, String)> {
        let unknown = |word: &Spanned<String>| (word.span(), String::new());
        match (&self.touchpoint, &self.journey) {
            (None, None) => Ok(About::Everything),
            (Some(word), None) => {
                let found = words.touchpoint(word.get_ref()).map(About::Touchpoint);
                found.ok_or_else(|| unknown(word))
            }
            (None, Some(word)) => {
                let found = words.journey(word.get_ref()).map(About::Journey);
                found.ok_or_else(|| unknown(word))
            }
            (Some(_), Some(word)) => {
                let said = "a metric is about a touchpoint or a journey: leave one out";
                Err((word.span(), said.to_owned()))
            }
        }
    }

    fn metric(&self, about: About) -> Metric {
        Metric {
            key: self.key.get_ref().clone(),
            version: 1,
            name: MetricName {
                en: self.name.en.get_ref().clone(),
                es: self.name.es.get_ref().clone(),
            },
            formula: self.formula.get_ref().clone(),
            about,
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
            MetricField::About => self.touchpoint.as_ref().or(self.journey.as_ref())?.span(),
            MetricField::Department => self.department.span(),
            MetricField::Promoters
            | MetricField::Detractors
            | MetricField::From
            | MetricField::Per
            | MetricField::Days => self.formula.span(),
            MetricField::Target => self.target.as_ref()?.span(),
            MetricField::MinimumN => self.minimum_n.span(),
            MetricField::Privacy => self.privacy.as_ref()?.span(),
        })
    }
}

/// The metrics as a file.
pub(super) fn text(listed: &[ListedMetric], words: &Words) -> String {
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
        match metric.about {
            About::Everything => {}
            About::Touchpoint(id) => line(&mut text, "touchpoint", &words.of_touchpoint(id)),
            About::Journey(id) => line(&mut text, "journey", &words.of_journey(id)),
        }
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
    use shared::{
        id::{JourneyId, TouchpointId},
        metric::Definitions,
    };
    use uuid::Uuid;

    const DESK: TouchpointId = TouchpointId::new(Uuid::from_u128(1));
    const VISIT: JourneyId = JourneyId::new(Uuid::from_u128(2));

    fn words() -> Words {
        Words::of((DESK, "desk"), (VISIT, "visit"))
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let all = Definitions::default().all();
        let text = text(&all, &words());
        let read = read("metrics.toml", &text, &words()).unwrap();
        let listed: Vec<_> = all.into_iter().map(|it| (it.metric, it.retired)).collect();
        assert_eq!(read.listed(), listed);
        let csat = "key = \"csat\"\nname = { en = \"CSAT\", es = \"CSAT\" }\n\
            formula = { top_box = { from = 4, scale = { max = 5, min = 1 } } }\n";
        assert!(text.contains(csat), "{text}");
    }

    #[test]
    fn what_a_metric_is_about_is_a_word_of_the_workspace() {
        let mut all = Definitions::default().all();
        let gone = TouchpointId::new(Uuid::from_u128(3));
        all[0].metric.about = About::Touchpoint(DESK);
        all[1].metric.about = About::Journey(VISIT);
        all[2].metric.about = About::Touchpoint(gone);
        let text = text(&all, &words());
        assert!(text.contains("\ntouchpoint = \"desk\"\n"), "{text}");
        assert!(text.contains("\njourney = \"visit\"\n"), "{text}");
        let read_again = read("metrics.toml", &text, &words()).unwrap();
        let listed: Vec<_> = all.iter().map(|it| it.metric.about).collect();
        let about = |it: &(Metric, bool)| it.0.about;
        assert_eq!(
            read_again.listed().iter().map(about).collect::<Vec<_>>(),
            listed
        );
        let wrong = text.replace("\"visit\"", "\"visits\"");
        let error = read("metrics.toml", &wrong, &words()).err().unwrap();
        assert_eq!(error.refusal, Some(MetricRefusal::Unknown));
        assert!(
            wrong
                .lines()
                .nth(error.line - 1)
                .unwrap()
                .contains("visits")
        );
        let both = text.replace("journey =", "touchpoint = \"desk\"\njourney =");
        let error = read("metrics.toml", &both, &words()).err().unwrap();
        assert!(error.to_string().ends_with("leave one out"), "{error}");
    }

    #[test]
    fn a_mistake_says_its_line() {
        let text = text(&Definitions::default().all(), &words());
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
            let error = read("metrics.toml", &wrong, &words()).err().unwrap();
            assert_eq!(error.line, line_of(at, &wrong), "{error}");
            assert!(error.to_string().starts_with("metrics.toml, line "));
        }
        let twice = format!("{text}{}", &text[text.find("\n[[metric]]").unwrap()..]);
        let error = read("metrics.toml", &twice, &words()).err().unwrap();
        assert!(
            error
                .to_string()
                .ends_with("\"reach\" stands here twice: leave one out")
        );
    }
}
