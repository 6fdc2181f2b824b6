//! What a column means in a mapping, and giving it another meaning.
//!
//! The document is the only truth: a meaning is read from it and written into it, and everything that no column's meaning
//! says (codes of complaints, names of codes, a journey) stays as it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    AmountPart, CodePart, ColumnPart, ComplaintPart, Counts, DimensionPart, ItemPart,
    MappingDocument, Part, ScalePart, TimeForm, TouchpointPart, WHOLE_ROW, WeightPart, slug,
    template::{alike, is_column, is_made_of, pieces, without},
};
use crate::metric::AmountUnit;

/// What a column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Nothing: it is not read.
    Ignore,
    /// A part of the record's id.
    Id,
    /// The record's time.
    Time {
        /// How it is written; [`super::ASK`] while that is a question.
        format: String,
    },
    /// The survey's weight.
    Weight,
    /// A rating.
    Rating(Rating),
    /// What metrics can be grouped by.
    Dimension {
        /// Its name.
        name: String,
    },
    /// Codes of complaints; which of them are about which touchpoint, the mapping says beside.
    Codes,
    /// An amount.
    Amount(Amount),
    /// What somebody wrote.
    Comment,
    /// The customer, as the source names them.
    Customer,
}

/// A column of amounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Amount {
    /// What it is measured in.
    pub unit: AmountUnit,
    /// The metric it feeds.
    pub metric: Option<String>,
    /// What it counts.
    pub counts: Counts,
    /// The rating that so many gave, where it counts answers.
    pub rating: Option<i32>,
    /// How the date is written, where it counts days since.
    #[serde(default)]
    pub format: Option<String>,
}

/// A column of ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// The lowest rating.
    pub min: i32,
    /// The highest.
    pub max: i32,
    /// Cells that mean "no answer".
    pub nulls: Vec<String>,
    /// Words that stand for a rating.
    pub words: BTreeMap<String, i32>,
    /// What it is about.
    pub about: About,
}

/// What a rating is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The whole.
    Whole {
        /// The metric it feeds.
        metric: Option<String>,
    },
    /// A touchpoint.
    Touchpoint {
        /// Its key.
        key: String,
        /// Its name, where the catalogue does not have it yet.
        name: String,
        /// How good it was, or how easy.
        part: Part,
    },
}

impl MappingDocument {
    /// What a column means.
    #[must_use]
    pub fn meaning(&self, column: &str) -> Meaning {
        let column = self.known_as(column);
        let same = |other: &str| alike(other, column);
        if let Some(form) = self
            .time
            .forms
            .iter()
            .find(|form| self.is_made_of(&form.template, column))
        {
            return Meaning::Time {
                format: form.format.clone(),
            };
        }
        if self.is_made_of(&self.id.template, column) {
            return Meaning::Id;
        }
        if self
            .weight
            .as_ref()
            .is_some_and(|weight| same(&weight.column))
        {
            return Meaning::Weight;
        }
        let is = |part: &Option<ColumnPart>| part.as_ref().is_some_and(|part| same(&part.column));
        if is(&self.comment) {
            return Meaning::Comment;
        }
        if is(&self.customer) {
            return Meaning::Customer;
        }
        let of_column = |amount: &&AmountPart| amount.column.as_deref().is_some_and(same);
        if let Some(amount) = self.amount.iter().find(of_column) {
            return Meaning::Amount(Amount {
                unit: amount.unit.unwrap_or(AmountUnit::Number),
                metric: amount.metric.clone(),
                counts: amount.counts.unwrap_or(Counts::Value),
                rating: amount.rating,
                format: amount.format.clone(),
            });
        }
        let about_whole = self.item.iter().find(|item| same(&item.column));
        if let Some(item) = about_whole {
            let metric = item.metric.clone();
            return self.rating(item, About::Whole { metric });
        }
        for touchpoint in &self.touchpoint {
            if let Some(item) = touchpoint.items.iter().find(|item| same(&item.column)) {
                let about = About::Touchpoint {
                    key: touchpoint.key.clone(),
                    name: touchpoint.name.clone(),
                    part: item.part.unwrap_or(Part::Satisfaction),
                };
                return self.rating(item, about);
            }
        }
        let dimension = self
            .dimension
            .iter()
            .find(|(_, dimension)| same(&dimension.column));
        if let Some((name, _)) = dimension {
            return Meaning::Dimension { name: name.clone() };
        }
        let mut codes = self
            .complaint
            .iter()
            .flat_map(|complaint| &complaint.columns);
        if codes.any(|code| same(code)) {
            return Meaning::Codes;
        }
        Meaning::Ignore
    }

    fn rating(&self, item: &ItemPart, about: About) -> Meaning {
        let scale = self.scale.get(&item.scale).cloned().unwrap_or(ScalePart {
            min: 0,
            max: 0,
            nulls: Vec::new(),
            words: BTreeMap::new(),
        });
        Meaning::Rating(Rating {
            min: scale.min,
            max: scale.max,
            nulls: scale.nulls,
            words: scale.words,
            about,
        })
    }

    /// Gives a column a meaning, and takes the one away that it had. There is one time, one weight, one comment and one
    /// customer: who had it loses it.
    pub fn assign(&mut self, column: &str, meaning: Meaning) {
        let before = self.meaning(column);
        if before == meaning {
            return;
        }
        let column = &*self.known_as(column).to_owned();
        // What else the mapping says of the column stays.
        match (before, &meaning) {
            (Meaning::Amount(_), Meaning::Amount(amount)) => return self.measure(column, amount),
            (Meaning::Dimension { name: old }, Meaning::Dimension { name }) => {
                return self.rename(&old, name);
            }
            _ => {}
        }
        let named = self.take(column);
        match meaning {
            Meaning::Ignore => {}
            Meaning::Codes => self.code(column),
            Meaning::Id => {
                // Where an id is said, what else stands in the row may be corrected.
                let template = without(&self.id.template, |piece| piece == "*");
                let column = self.piece(column);
                self.id.template = if template.is_empty() {
                    column
                } else {
                    format!("{template}/{column}")
                };
            }
            Meaning::Time { format } => {
                let template = self.piece(column);
                self.time.forms = vec![TimeForm { template, format }];
            }
            Meaning::Weight => {
                let column = column.to_owned();
                self.weight = Some(WeightPart { column });
            }
            Meaning::Dimension { name } => {
                let mut part = named.unwrap_or_else(|| DimensionPart {
                    column: String::new(),
                    nulls: Vec::new(),
                    names: BTreeMap::new(),
                });
                part.column = column.to_owned();
                let name = self.free_dimension(&slug(&name, "dimension"));
                self.rollup.by.push(vec![name.clone()]);
                self.dimension.insert(name, part);
            }
            Meaning::Rating(rating) => self.rate(column, rating),
            Meaning::Amount(amount) => self.amount.push(AmountPart {
                column: Some(column.to_owned()),
                name: None,
                unit: Some(amount.unit),
                metric: amount.metric,
                counts: Some(amount.counts),
                rating: amount.rating,
                format: amount.format,
                touchpoint: None,
                r#where: BTreeMap::new(),
                nulls: Vec::new(),
            }),
            Meaning::Comment => {
                let column = column.to_owned();
                self.comment = Some(ColumnPart { column });
            }
            Meaning::Customer => {
                let column = column.to_owned();
                self.customer = Some(ColumnPart { column });
            }
        }
        self.tidy();
    }

    fn is_made_of(&self, template: &str, column: &str) -> bool {
        is_made_of(&self.source.variables, template, column)
    }

    /// A column as a template names it. Columns are known in any case and variables are not, so where both have one name, capitals
    /// mean the column.
    fn piece(&self, column: &str) -> String {
        if self.source.variables.iter().any(|name| name == column) {
            format!("{{{}}}", column.to_uppercase())
        } else {
            format!("{{{column}}}")
        }
    }

    /// By which name the mapping knows a column of a file.
    fn known_as<'a>(&'a self, column: &'a str) -> &'a str {
        let mut known = self.columns.iter();
        let found = known.find(|(_, others)| others.iter().any(|other| alike(other, column)));
        found.map_or(column, |(name, _)| name)
    }

    /// Gives a column of amounts another unit or feed.
    fn measure(&mut self, column: &str, amount: &Amount) {
        let mut all = self.amount.iter_mut();
        let found = all.find(|part| part.column.as_ref().is_some_and(|of| alike(of, column)));
        if let Some(part) = found {
            part.unit = Some(amount.unit);
            part.metric.clone_from(&amount.metric);
            part.counts = Some(amount.counts);
            part.rating = amount.rating;
            part.format.clone_from(&amount.format);
        }
    }

    /// Gives a dimension another name, wherever it stands.
    fn rename(&mut self, old: &str, wished: &str) {
        let Some(part) = self.dimension.remove(old) else {
            return;
        };
        let name = self.free_dimension(&slug(wished, "dimension"));
        for listed in self.rollup.by.iter_mut().flatten() {
            if listed == old {
                listed.clone_from(&name);
            }
        }
        self.dimension.insert(name, part);
    }

    /// Makes a column one of codes: of the last block of complaints, or of a new one.
    fn code(&mut self, column: &str) {
        let column = column.to_owned();
        match self.complaint.last_mut() {
            Some(complaint) => complaint.columns.push(column),
            None => self.complaint.push(ComplaintPart {
                name: "complaints".to_owned(),
                when: BTreeMap::new(),
                columns: vec![column],
                codes: BTreeMap::new(),
            }),
        }
    }

    /// Says which codes of a block are about a touchpoint; none takes the touchpoint out of the block.
    pub fn set_codes(
        &mut self,
        block: usize,
        (key, name): (&str, &str),
        codes: Option<Vec<CodePart>>,
    ) {
        let Some(complaint) = self.complaint.get_mut(block) else {
            return;
        };
        let Some(codes) = codes else {
            complaint.codes.remove(key);
            return self.tidy();
        };
        complaint.codes.insert(key.to_owned(), codes);
        if !self.touchpoint.iter().any(|known| known.key == key) {
            self.touchpoint.push(new_touchpoint(key, name));
        }
    }

    /// Takes something that holds for a whole file, and makes it a part of every id: the rows of two files may be numbered
    /// alike.
    pub fn add_variable(&mut self, name: &str) {
        let name = slug(name, "variable");
        if !self.source.variables.contains(&name) {
            self.id.template = format!("{{{name}}}/{}", self.id.template);
            self.source.variables.push(name);
        }
    }

    /// Whether a variable stands anywhere but in the id.
    #[must_use]
    pub fn needs_variable(&self, name: &str) -> bool {
        let timed = self.time.forms.iter();
        let mut coded = self.complaint.iter();
        let named = |form: &TimeForm| pieces(&form.template).any(|(piece, _)| piece.trim() == name);
        timed.into_iter().any(named) || coded.any(|complaint| complaint.when.contains_key(name))
    }

    /// Takes a variable away, of the id too.
    pub fn drop_variable(&mut self, name: &str) {
        self.source.variables.retain(|known| known != name);
        self.id.template = without(&self.id.template, |piece| piece == name);
        self.tidy();
    }

    fn rate(&mut self, column: &str, rating: Rating) {
        let scale = self.scale_named(ScalePart {
            min: rating.min,
            max: rating.max,
            nulls: rating.nulls,
            words: rating.words,
        });
        let item = |part, metric| ItemPart {
            column: column.to_owned(),
            scale,
            part,
            metric,
        };
        match rating.about {
            About::Whole { metric } => self.item.push(item(None, metric)),
            About::Touchpoint { key, name, part } => {
                let item = item(Some(part), None);
                let known = self.touchpoint.iter_mut().find(|known| known.key == key);
                match known {
                    Some(known) => known.items.push(item),
                    None => self.touchpoint.push(TouchpointPart {
                        items: vec![item],
                        ..new_touchpoint(&key, &name)
                    }),
                }
            }
        }
    }

    /// Takes every meaning of a column away; gives the dimension that it was.
    fn take(&mut self, column: &str) -> Option<DimensionPart> {
        let other = |item: &ItemPart| !alike(&item.column, column);
        let variables = &self.source.variables;
        let made_of = |template: &str| is_made_of(variables, template, column);
        self.time.forms.retain(|form| !made_of(&form.template));
        if made_of(&self.id.template) {
            let of_column = |piece: &str| is_column(variables, piece, column);
            self.id.template = without(&self.id.template, of_column);
        }
        self.weight.take_if(|weight| alike(&weight.column, column));
        self.comment.take_if(|part| alike(&part.column, column));
        self.customer.take_if(|part| alike(&part.column, column));
        self.amount
            .retain(|amount| amount.column.as_ref().is_none_or(|of| !alike(of, column)));
        for complaint in &mut self.complaint {
            complaint.columns.retain(|of| !alike(of, column));
        }
        self.item.retain(other);
        for touchpoint in &mut self.touchpoint {
            touchpoint.items.retain(other);
        }
        let mut of_column = self.dimension.iter();
        let name = of_column
            .find(|(_, part)| alike(&part.column, column))?
            .0
            .clone();
        self.dimension.remove(&name)
    }

    /// Drops what nothing refers to any more.
    fn tidy(&mut self) {
        let variables = &self.source.variables;
        let of_row = |(name, _): (&str, &str)| !variables.iter().any(|known| known == name.trim());
        // What holds for the whole file tells none of its rows from another.
        if !pieces(&self.id.template).any(of_row) {
            self.id.template = match &*self.id.template {
                "" => WHOLE_ROW.to_owned(),
                rest => format!("{rest}/{WHOLE_ROW}"),
            };
        }
        self.complaint
            .retain(|complaint| !complaint.columns.is_empty());
        let complained: Vec<&String> = self
            .complaint
            .iter()
            .flat_map(|complaint| complaint.codes.keys())
            .collect();
        let measured: Vec<Option<&String>> = self
            .amount
            .iter()
            .map(|amount| amount.touchpoint.as_ref())
            .collect();
        self.touchpoint.retain(|touchpoint| {
            let placed = touchpoint.step.is_some();
            placed
                || !touchpoint.items.is_empty()
                || complained.contains(&&touchpoint.key)
                || measured.contains(&Some(&touchpoint.key))
        });
        let items = self
            .touchpoint
            .iter()
            .flat_map(|touchpoint| &touchpoint.items);
        let used: Vec<&String> = self
            .item
            .iter()
            .chain(items)
            .map(|item| &item.scale)
            .collect();
        self.scale.retain(|name, _| used.contains(&name));
        let dimension = &self.dimension;
        self.rollup
            .by
            .retain(|list| list.iter().all(|name| dimension.contains_key(name)));
    }

    /// The name of a scale with exactly this content.
    fn scale_named(&mut self, scale: ScalePart) -> String {
        if let Some((name, _)) = self.scale.iter().find(|(_, known)| **known == scale) {
            return name.clone();
        }
        let base = format!("{}-to-{}", scale.min, scale.max);
        let name = free(&base, |name| self.scale.contains_key(name));
        self.scale.insert(name.clone(), scale);
        name
    }

    fn free_dimension(&self, base: &str) -> String {
        free(base, |name| self.dimension.contains_key(name))
    }
}

fn new_touchpoint(key: &str, name: &str) -> TouchpointPart {
    TouchpointPart {
        key: key.to_owned(),
        name: name.to_owned(),
        stage: None,
        step: None,
        department: None,
        channel: None,
        moment_of_truth: false,
        items: Vec::new(),
    }
}

/// The name, or the first of `name-2`, `name-3`, … that is not taken.
fn free(base: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut name = base.to_owned();
    let mut number = 2_u32;
    while taken(&name) {
        name = format!("{base}-{number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests;
