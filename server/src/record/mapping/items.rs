//! The items of a mapping: its columns of ratings and its codes of complaints.

use std::{collections::BTreeMap, ops::Range};

use shared::{
    metric::{Definitions, Metric, Scale},
    record::{MappingProblem, Named},
};
use toml::Spanned;

use super::{
    AmountRule, ComplaintRule, ItemRule, MappingError, Measure, Part, RatingRule, Variables,
    check::slug,
    error::{Text, near},
    file::{self, Codes, File},
};

/// The longest range of codes in one text, so that a slip of the pen does not fill the memory.
const CODES: i64 = 10_000;
/// What the two ends of a scale from 0 to 1 are also called, by people and by spreadsheets.
const YES_NO: [(&str, i32); 8] = [
    ("sí", 1),
    ("si", 1),
    ("yes", 1),
    ("true", 1),
    ("verdadero", 1),
    ("no", 0),
    ("false", 0),
    ("falso", 0),
];

/// The items and the rules that fill them.
pub(super) struct Items<'a> {
    pub(super) text: Text<'a>,
    metrics: &'a Definitions,
    pub(super) items: Vec<ItemRule>,
    pub(super) ratings: Vec<RatingRule>,
    pub(super) amounts: Vec<AmountRule>,
    pub(super) complaints: Vec<ComplaintRule>,
}

impl<'a> Items<'a> {
    pub(super) fn gather(
        text: Text<'a>,
        file: &File,
        variables: &Variables,
        metrics: &'a Definitions,
    ) -> Result<Self, MappingError> {
        let mut all = Self {
            text,
            metrics,
            items: Vec::new(),
            ratings: Vec::new(),
            amounts: Vec::new(),
            complaints: Vec::new(),
        };
        for item in &file.item {
            all.rating(file, item, None)?;
        }
        for touchpoint in &file.touchpoint {
            for item in &touchpoint.items {
                all.rating(file, item, Some(touchpoint.key.get_ref()))?;
            }
        }
        for amount in &file.amount {
            all.amount(file, amount)?;
        }
        for complaint in &file.complaint {
            if all.applies(file, complaint, variables)? {
                all.complaint(file, complaint)?;
            }
        }
        if all.items.is_empty() {
            let place = file.source.name.span();
            return Err(text.error(&place, MappingProblem::NothingToImport));
        }
        Ok(all)
    }

    pub(super) fn error(&self, place: &Range<usize>, problem: MappingProblem) -> MappingError {
        self.text.error(place, problem)
    }

    fn rating(
        &mut self,
        file: &File,
        item: &file::Item,
        touchpoint: Option<&String>,
    ) -> Result<(), MappingError> {
        let column = item.column.get_ref();
        if self.ratings.iter().any(|rating| rating.column == *column) {
            return Err(self.error(
                &item.column.span(),
                MappingProblem::ColumnTwice {
                    column: column.clone(),
                },
            ));
        }
        let named = item.scale.get_ref();
        let Some(written) = file.scale.get(named) else {
            let known = file.scale.keys().map(String::as_str);
            return Err(self.error(
                &item.scale.span(),
                MappingProblem::NoScale {
                    name: named.clone(),
                    near: near(named, known),
                },
            ));
        };
        let (min, max) = (*written.min.get_ref(), written.max);
        let scale = Scale::new(min, max)
            .map_err(|_| self.error(&written.min.span(), MappingProblem::Scale { min, max }))?;
        if let Some(metric) = &item.metric {
            self.check_metric(metric)?;
        }
        self.items.push(ItemRule {
            item: column.clone(),
            touchpoint: touchpoint.cloned(),
            scale: (scale.min(), scale.max()),
            measure: match (item.part, touchpoint) {
                (Some(Part::Effort), _) => Measure::Effort,
                (Some(Part::Satisfaction), _) | (None, Some(_)) => Measure::Satisfaction,
                (None, None) => Measure::Rating,
            },
            metric: item.metric.as_ref().map(|metric| metric.get_ref().clone()),
            unit: None,
        });
        self.ratings.push(RatingRule {
            column: column.clone(),
            item: self.items.len() - 1,
            scale,
            nulls: written.nulls.clone(),
            words: self.words(written, scale)?,
        });
        Ok(())
    }

    fn words(
        &self,
        written: &file::Scale,
        scale: Scale,
    ) -> Result<BTreeMap<String, i32>, MappingError> {
        let mut words = BTreeMap::new();
        for (word, value) in &written.words {
            if !scale.contains(*value) {
                let (min, max) = (scale.min(), scale.max());
                return Err(self.error(
                    &word.span(),
                    MappingProblem::WordOffScale {
                        word: word.get_ref().clone(),
                        value: *value,
                        min,
                        max,
                    },
                ));
            }
            words.insert(word.get_ref().trim().to_lowercase(), *value);
        }
        if (scale.min(), scale.max()) == (0, 1) {
            for (word, value) in YES_NO {
                words.entry(word.to_owned()).or_insert(value);
            }
        }
        Ok(words)
    }

    /// The metric of this key.
    pub(super) fn check_metric(&self, metric: &Spanned<String>) -> Result<Metric, MappingError> {
        // Also a retired one: its records go on feeding it, for the day on which it is offered again.
        if let Some(known) = self.metrics.by_key(metric.get_ref()) {
            return Ok(known.clone());
        }
        let known = self.metrics.offered();
        let keys = known.iter().map(|metric| metric.key.as_str());
        Err(self.error(
            &metric.span(),
            MappingProblem::NoMetric {
                name: metric.get_ref().clone(),
                near: near(metric.get_ref(), keys.clone()),
                known: keys.collect::<Vec<_>>().join(", "),
            },
        ))
    }

    /// Whether a block of complaints is for these variables (code lists change from year to year).
    fn applies(
        &self,
        file: &File,
        complaint: &file::Complaint,
        variables: &Variables,
    ) -> Result<bool, MappingError> {
        for name in complaint.when.keys() {
            if !file
                .source
                .variables
                .iter()
                .any(|known| known.get_ref() == name.get_ref())
            {
                let known = file
                    .source
                    .variables
                    .iter()
                    .map(|name| name.get_ref().as_str());
                return Err(self.error(
                    &name.span(),
                    MappingProblem::NotAVariable {
                        name: name.get_ref().clone(),
                        near: near(name.get_ref(), known),
                    },
                ));
            }
        }
        Ok(complaint
            .when
            .iter()
            .all(|(name, value)| variables.get(name.get_ref()) == Some(value)))
    }

    fn complaint(&mut self, file: &File, complaint: &file::Complaint) -> Result<(), MappingError> {
        let name = slug(self.text, &complaint.name, Named::Complaints)?;
        let item = |touchpoint: Option<&String>, measure| ItemRule {
            item: name.clone(),
            touchpoint: touchpoint.cloned(),
            scale: (0, 1),
            measure,
            metric: None,
            unit: None,
        };
        if complaint.columns.get_ref().is_empty() {
            return Err(self.error(&complaint.columns.span(), MappingProblem::NoColumns));
        }
        let exposure_is_there = self
            .items
            .iter()
            .any(|known| known.measure == Measure::Exposure && known.item == name);
        if exposure_is_there {
            return Err(self.error(
                &complaint.name.span(),
                MappingProblem::ComplaintsTwice { name },
            ));
        }
        let exposure = self.items.len();
        self.items.push(item(None, Measure::Exposure));
        let mut codes: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (touchpoint, listed) in &complaint.codes {
            let key = touchpoint.get_ref();
            self.check_touchpoint(file, touchpoint)?;
            let at = self.items.len();
            self.items.push(item(Some(key), Measure::Complaint));
            for entry in listed {
                for code in self.codes(entry)? {
                    codes.entry(code).or_default().push(at);
                }
            }
        }
        self.complaints.push(ComplaintRule {
            columns: complaint.columns.get_ref().clone(),
            exposure,
            codes,
        });
        Ok(())
    }

    /// Refuses a key that no touchpoint of the mapping has.
    pub(super) fn check_touchpoint(
        &self,
        file: &File,
        key: &Spanned<String>,
    ) -> Result<(), MappingError> {
        let known = || {
            let all = file.touchpoint.iter();
            all.map(|touchpoint| touchpoint.key.get_ref().as_str())
        };
        if known().any(|known| known == key.get_ref()) {
            return Ok(());
        }
        Err(self.error(
            &key.span(),
            MappingProblem::NoTouchpoint {
                key: key.get_ref().clone(),
                near: near(key.get_ref(), known()),
            },
        ))
    }

    fn codes(&self, entry: &Spanned<Codes>) -> Result<std::ops::RangeInclusive<i64>, MappingError> {
        let range = match entry.get_ref() {
            Codes::One(code) => Some(*code..=*code),
            Codes::Text(text) => text.split_once('-').and_then(|(first, last)| {
                Some(first.trim().parse().ok()?..=last.trim().parse().ok()?)
            }),
        };
        range
            .filter(|range| range.start() <= range.end() && range.end() - range.start() < CODES)
            .ok_or_else(|| self.error(&entry.span(), MappingProblem::Codes))
    }
}
