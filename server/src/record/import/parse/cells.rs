//! The cells of a row that may be missing or wrong by themselves: dimensions and answers.

use std::fmt::Write as _;

use shared::{api::Reject, record::RowProblem};

use super::{Parsed, Parser, number, reject};
use crate::record::{mapping::Decimal, table::Row};

impl Parser<'_> {
    /// The dimensions of a row, as the text of their set.
    pub(super) fn set(&self, row: &Row, parsed: &mut Parsed) {
        let set = &mut parsed.set;
        set.clear();
        set.push('{');
        for (rule, at) in self.mapping.dimensions.iter().zip(&self.dimensions) {
            let Some(at) = at else { continue };
            let cell = row.field(*at);
            if self.is_null(cell) || rule.nulls.iter().any(|null| null == cell) {
                continue;
            }
            let value = rule.names.get(cell).map_or(cell, String::as_str);
            if set.len() > 1 {
                set.push(',');
            }
            // Names are a-z, 0-9, - and _; values may be anything.
            let plain = value
                .bytes()
                .all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            if plain {
                let _ = write!(set, "\"{}\":\"{value}\"", rule.name);
            } else {
                let _ = write!(set, "\"{}\":{}", rule.name, serde_json::Value::from(value));
            }
        }
        set.push('}');
    }

    /// The ratings and complaints of a row; cells of no use go to `rejects`.
    pub(super) fn answers(&self, row: &Row, parsed: &mut Parsed, rejects: &mut Vec<Reject>) {
        parsed.answers.clear();
        for (rule, at) in self.mapping.ratings.iter().zip(&self.ratings) {
            let Some(at) = at else { continue };
            let cell = row.field(*at);
            if self.is_null(cell) || rule.nulls.iter().any(|null| null == cell) {
                continue;
            }
            let value = rule.word(cell).or_else(|| self.whole(row, *at));
            match value {
                Some(value) if rule.scale.contains(value) => {
                    parsed.answers.push((rule.item, i64::from(value)));
                }
                Some(_) => {
                    let reason = RowProblem::OffScale {
                        min: rule.scale.min(),
                        max: rule.scale.max(),
                    };
                    rejects.push(reject(row.line, Some(&rule.column), reason, cell));
                }
                None => {
                    let by_comma = cell.contains(',')
                        && number::plain(cell, row.kind(*at), Decimal::Comma).is_some();
                    let reason = if by_comma {
                        RowProblem::DecimalComma
                    } else {
                        RowProblem::NotWhole
                    };
                    rejects.push(reject(row.line, Some(&rule.column), reason, cell));
                }
            }
        }
        for (rule, columns) in self.mapping.complaints.iter().zip(&self.complaints) {
            if columns.is_empty() {
                continue;
            }
            let before = parsed.answers.len();
            parsed.answers.push((rule.exposure, 0));
            for &at in columns {
                let cell = row.field(at);
                if self.is_null(cell) {
                    continue;
                }
                let Some(code) = self.whole(row, at) else {
                    let column = rule.columns.first().map(String::as_str);
                    rejects.push(reject(row.line, column, RowProblem::NotACode, cell));
                    continue;
                };
                for &item in rule.codes.get(&i64::from(code)).into_iter().flatten() {
                    // Twice the same complaint of one person is one.
                    if !parsed.answers[before..]
                        .iter()
                        .any(|(known, _)| *known == item)
                    {
                        parsed.answers.push((item, 1));
                    }
                }
            }
            if parsed.answers.len() > before + 1 {
                parsed.answers[before].1 = 1;
            }
        }
    }

    /// A whole number, also written as `3.0`. One too large for any scale is the largest there is.
    fn whole(&self, row: &Row, at: usize) -> Option<i32> {
        let cell = number::plain(row.field(at), row.kind(at), self.mapping.decimal)?;
        cell.parse().ok().or_else(|| {
            let number: f64 = cell.parse().ok()?;
            // The conversion saturates; what is infinite or no number has no whole part.
            #[allow(clippy::cast_possible_truncation)]
            (number.fract() == 0.0).then_some(number as i32)
        })
    }
}
