//! Values of labels and tables: raw, said in the reader's language at the last moment.

use crate::locale::{Date, DateStyle, Lang, UNKNOWN};

/// What a number counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Itself.
    #[default]
    Number,
    /// A share, written in per cent.
    Percent,
    /// A share, written in per mille.
    PerMille,
    /// A difference, written with its sign.
    Signed,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// What it counts.
    pub unit: Unit,
    /// Decimals of what is written (81.3 % has one).
    pub decimals: u8,
}

impl Format {
    /// A plain number.
    #[must_use]
    pub fn number(decimals: u8) -> Self {
        Format {
            unit: Unit::Number,
            decimals,
        }
    }

    /// A share in per cent.
    #[must_use]
    pub fn percent(decimals: u8) -> Self {
        Format {
            unit: Unit::Percent,
            decimals,
        }
    }
}

/// What a label or a cell says.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Not known, said as such.
    #[default]
    Unknown,
    /// Words, already in the reader's language (or a person's own).
    Text(String),
    /// A number.
    Amount(f64, Format),
    /// An interval of numbers.
    Interval(f64, f64, Format),
    /// How many.
    Count(u64),
    /// A day.
    Day(Date, DateStyle),
}

impl Value {
    /// A number that may not be known.
    #[must_use]
    pub fn amount(value: Option<f64>, format: Format) -> Self {
        value
            .filter(|v| v.is_finite())
            .map_or(Value::Unknown, |v| Value::Amount(v, format))
    }

    /// An interval that may not be known.
    #[must_use]
    pub fn interval(interval: Option<(f64, f64)>, format: Format) -> Self {
        interval
            .filter(|(low, high)| low.is_finite() && high.is_finite())
            .map_or(Value::Unknown, |(low, high)| {
                Value::Interval(low, high, format)
            })
    }

    /// Whether it is set to the right in a column.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        matches!(
            self,
            Value::Amount(..) | Value::Interval(..) | Value::Count(_)
        )
    }

    /// In words.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Value::Unknown => UNKNOWN.to_owned(),
            Value::Text(text) => text.clone(),
            Value::Count(count) => lang.count(*count),
            Value::Day(day, style) => lang.date(*day, *style),
            Value::Amount(value, Format { unit, decimals }) => match unit {
                Unit::Number => lang.number(*value, *decimals),
                Unit::Percent => lang.percent(*value, *decimals),
                Unit::PerMille => lang.per_mille(*value, *decimals),
                Unit::Signed => lang.signed(*value, *decimals),
            },
            Value::Interval(low, high, Format { unit, decimals }) => match unit {
                Unit::Number | Unit::Signed => lang.interval(*low, *high, *decimals),
                Unit::Percent => lang.percent_interval(*low, *high, *decimals),
                Unit::PerMille => lang.per_mille_interval(*low, *high, *decimals),
            },
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading, in the reader's language.
    pub name: String,
    /// Whether its cells are numbers.
    pub numeric: bool,
}

impl Column {
    /// A column of words or days.
    #[must_use]
    pub fn text(name: &str) -> Self {
        Column {
            name: name.to_owned(),
            numeric: false,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(name: &str) -> Self {
        Column {
            name: name.to_owned(),
            numeric: true,
        }
    }
}

/// The numbers of a chart. The first cell of a row is its heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataTable {
    /// What it shows, in the reader's language.
    pub caption: String,
    /// Headings.
    pub columns: Vec<Column>,
    /// Cells, as many per row as there are columns.
    pub rows: Vec<Vec<Value>>,
    /// How many rows there are in all: more than `rows` where a long series shows only what is drawn.
    pub total: usize,
}

impl DataTable {
    /// A table that shows all its rows.
    #[must_use]
    pub fn new(caption: &str, columns: Vec<Column>, rows: Vec<Vec<Value>>) -> Self {
        DataTable {
            caption: caption.to_owned(),
            columns,
            total: rows.len(),
            rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_said_in_the_readers_language() {
        let share = Value::Amount(0.8125, Format::percent(1));
        assert_eq!(share.say(Lang::En), "81.3%");
        assert_eq!(share.say(Lang::Es), "81,3\u{a0}%");
        let margin = Value::Interval(64.0, 77.0, Format::number(0));
        assert_eq!(margin.say(Lang::En), "64 to 77");
        assert_eq!(margin.say(Lang::Es), "64 a 77");
        let rate = Format {
            unit: Unit::PerMille,
            decimals: 0,
        };
        assert_eq!(
            Value::Interval(0.026, 0.037, rate).say(Lang::Es),
            "26 a 37\u{a0}‰"
        );
        assert_eq!(
            Value::Amount(
                -3.0,
                Format {
                    unit: Unit::Signed,
                    decimals: 1
                }
            )
            .say(Lang::Es),
            "-3,0"
        );
    }

    #[test]
    fn what_is_not_known_is_not_said_as_zero() {
        assert_eq!(Value::amount(None, Format::number(0)).say(Lang::En), "—");
        assert_eq!(
            Value::amount(Some(f64::NAN), Format::number(0)),
            Value::Unknown
        );
        assert_eq!(
            Value::interval(Some((1.0, f64::INFINITY)), Format::number(0)),
            Value::Unknown
        );
    }
}
