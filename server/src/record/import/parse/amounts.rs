//! The amounts of a row, and what somebody wrote in it.

use std::collections::HashSet;

use shared::{api::Reject, metric::MOST_DAYS, record::RowProblem};

use super::{Parsed, Parser, number, reject, time::not_a_date};
use crate::record::{
    import::{header::Header, moment},
    mapping::{AmountRule, TimeFormat},
    table::{CellKind, Row},
};

/// The longest comment that is kept, in characters.
const COMMENT: usize = 20_000;
/// The longest name of a customer, in characters.
const CUSTOMER: usize = 200;
/// The largest amount, in small units: a million of them still add up without wrapping.
const LARGEST: f64 = 9e12;

/// Where an amount stands in a file.
pub(super) struct Place {
    /// `None`: each row counts as one.
    column: Option<Option<usize>>,
    /// The columns that say whether a row is counted, each with what it must say; `None` where the file lacks one.
    only: Option<Vec<(usize, HashSet<String>)>>,
}

impl Place {
    pub(super) fn of(rule: &AmountRule, header: &Header) -> Self {
        let only = rule.only.iter();
        Self {
            column: rule.column.as_deref().map(|column| header.find(column)),
            only: only
                .map(|(column, says)| Some((header.find(column)?, says.iter().cloned().collect())))
                .collect(),
        }
    }

    /// Whether the file is known to say anything of it.
    pub(super) fn is_seen(&self, header: &Header) -> bool {
        match self.column {
            None => self.only.is_some(),
            Some(column) => column.is_some_and(|at| header.is_seen(at)),
        }
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = usize> + '_ {
        let only = self.only.iter().flatten().map(|(at, _)| *at);
        self.column.flatten().into_iter().chain(only)
    }

    /// Whether a row is one of those that are counted.
    fn counts(&self, row: &Row) -> bool {
        let says = |(at, values): &(usize, HashSet<String>)| values.contains(row.field(*at));
        self.only.as_ref().is_some_and(|only| only.iter().all(says))
    }
}

impl Parser<'_> {
    /// The amounts of a row; cells of no use go to `rejects`.
    pub(super) fn amounts(&self, row: &Row, parsed: &mut Parsed, rejects: &mut Vec<Reject>) {
        for (rule, place) in self.mapping.amounts.iter().zip(&self.amounts) {
            if !place.counts(row) {
                continue;
            }
            let Some(column) = place.column else {
                parsed.answers.push((rule.item, rule.unit.small()));
                continue;
            };
            let Some(at) = column else { continue };
            let cell = row.field(at);
            if self.is_null(cell) || rule.nulls.iter().any(|null| null == cell) {
                continue;
            }
            let read = match &rule.since {
                Some(formats) => self.since(formats, row, at, parsed.day),
                None => self.amount(rule, row, at),
            };
            match read {
                Ok(amount) => parsed.answers.push((rule.item, amount)),
                Err(problem) => {
                    rejects.push(reject(row.line, rule.column.as_deref(), problem, cell));
                }
            }
        }
    }

    /// How many days before the record a date lies.
    fn since(
        &self,
        formats: &[TimeFormat],
        row: &Row,
        at: usize,
        record: i32,
    ) -> Result<i64, RowProblem> {
        let (rule, zone, cell) = (&self.mapping.time, &self.workspace_zone, row.field(at));
        let day = if row.kind(at) == CellKind::Date {
            moment::iso_day(rule, zone, cell)
        } else {
            let mut formats = formats.iter();
            formats.find_map(|format| moment::day(rule, zone, format, cell))
        };
        let day = day.ok_or_else(|| not_a_date(&formats.iter().collect::<Vec<_>>(), cell, None))?;
        let days = i64::from(record) - i64::from(day);
        if (0..=i64::from(MOST_DAYS)).contains(&days) {
            Ok(days)
        } else {
            Err(RowProblem::NotSince { most: MOST_DAYS })
        }
    }

    /// An amount in small units, or how many.
    fn amount(&self, rule: &AmountRule, row: &Row, at: usize) -> Result<i64, RowProblem> {
        let decimal = self.mapping.decimal;
        let number = number::plain(row.field(at), row.kind(at), decimal)
            .and_then(|number| number.trim().parse::<f64>().ok())
            .filter(|number| number.is_finite())
            .ok_or(RowProblem::NotANumber { decimal })?;
        if number < 0.0 && !rule.negative {
            return Err(RowProblem::Negative);
        }
        if rule.whole && number.fract() != 0.0 {
            return Err(RowProblem::NotWhole);
        }
        let small = if rule.whole { 1 } else { rule.unit.small() };
        let amount = (number * small as f64).round();
        if amount.abs() > LARGEST {
            return Err(RowProblem::AmountTooLarge);
        }
        // Within the largest amount it is a whole number that fits.
        #[allow(clippy::cast_possible_truncation)]
        Ok(amount as i64)
    }

    /// What somebody wrote, and who.
    pub(super) fn said(&self, row: &Row, parsed: &mut Parsed, rejects: &mut Vec<Reject>) {
        parsed.comment.clear();
        parsed.customer.clear();
        for (at, most, to, column) in [
            (
                self.comment,
                COMMENT,
                &mut parsed.comment,
                &self.mapping.comment,
            ),
            (
                self.customer,
                CUSTOMER,
                &mut parsed.customer,
                &self.mapping.customer,
            ),
        ] {
            let Some(at) = at else { continue };
            let cell = row.field(at).trim();
            if self.is_null(cell) {
                continue;
            }
            if cell.chars().nth(most).is_some() {
                let problem = RowProblem::LongComment { most: most as u64 };
                rejects.push(reject(row.line, column.as_deref(), problem, cell));
            } else {
                to.push_str(cell);
            }
        }
    }
}
