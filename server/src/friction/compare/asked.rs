//! What is asked to be compared with what, checked before anything is read.

use std::collections::BTreeSet;

use shared::{
    api::{ApiError, CompareQuery, ErrorCode, Why},
    record::Filter,
};
use sqlx::SqliteConnection;

use crate::record::{
    day,
    store::{known::Known, reading},
};

/// First and last day, both included.
pub(super) type Days = (Option<i32>, Option<i32>);

/// What is compared with what.
pub(super) struct Asked<'a> {
    pub(super) other: Days,
    pub(super) base: Days,
    pub(super) dimension: Option<&'a str>,
    /// The base's value of the dimension and the other's.
    pub(super) values: Option<(&'a str, &'a str)>,
    pub(super) by: Option<&'a str>,
}

impl<'a> Asked<'a> {
    pub(super) fn of(query: &'a CompareQuery) -> Result<Self, ApiError> {
        let other = day::range(query.from.as_deref(), query.to.as_deref())?;
        let base = day::range(query.base_from.as_deref(), query.base_to.as_deref())
            .map_err(of_the_base)?;
        let by = given(query.by.as_deref());
        let dimension = given(query.dimension.as_deref());
        let values = match dimension {
            None => {
                if base == (None, None) {
                    return Err(invalid(
                        "base_from",
                        Why::Missing,
                        "say with what to compare: base_from or base_to, or a dimension with value and base_value",
                    ));
                }
                if shared_days(other, base) {
                    return Err(invalid(
                        "base_to",
                        Why::SharedDays,
                        "the two periods share days: let one end before the other begins",
                    ));
                }
                None
            }
            Some(_) => {
                if base != (None, None) {
                    return Err(invalid(
                        "base_from",
                        Why::NotTogether,
                        "two values are compared over one period: leave out base_from and base_to, or the dimension",
                    ));
                }
                if by == dimension {
                    return Err(invalid(
                        "by",
                        Why::Same,
                        "it is the dimension whose values are compared: choose another to split by",
                    ));
                }
                let value = |field: &'static str, text: Option<&'a str>| {
                    given(text).ok_or_else(|| {
                        invalid(field, Why::Missing, "say which value of the dimension")
                    })
                };
                let values = (
                    value("base_value", query.base_value.as_deref())?,
                    value("value", query.value.as_deref())?,
                );
                if values.0 == values.1 {
                    return Err(invalid(
                        "base_value",
                        Why::Same,
                        "it is the value that is compared: choose another",
                    ));
                }
                Some(values)
            }
        };
        Ok(Self {
            other,
            base,
            dimension,
            values,
            by,
        })
    }

    /// Which records are on the base side and which on the other, of those that the filter leaves.
    pub(super) fn filters(&self, filter: &Filter) -> [Filter; 2] {
        let Some((dimension, (base, other))) = self.dimension.zip(self.values) else {
            return [filter.clone(), filter.clone()];
        };
        [base, other].map(|value| filter.and(dimension, &BTreeSet::from([value.to_owned()])))
    }

    pub(super) async fn check_dimensions(
        &self,
        read: &mut SqliteConnection,
        known: &Known,
    ) -> Result<(), ApiError> {
        if self.dimension.is_none() && self.by.is_none() {
            return Ok(());
        }
        let names = known.dimensions(read).await?;
        for (field, wanted) in [("dimension", self.dimension), ("by", self.by)] {
            let missing = |wanted: &&str| !names.iter().any(|name| name == wanted);
            if let Some(wanted) = wanted.filter(missing) {
                return Err(unknown(field, wanted, &names));
            }
        }
        let Some(wanted) = self.dimension else {
            return Ok(());
        };
        let sets = reading::sets(read, known.workspace).await?;
        let mut values: BTreeSet<&String> =
            sets.values().filter_map(|set| set.get(wanted)).collect();
        values.extend(known.attributes.values(wanted));
        let named = self.values.iter();
        let mut named = named.flat_map(|(base, other)| [("base_value", *base), ("value", *other)]);
        match named.find(|(_, value)| !values.iter().any(|known| known == value)) {
            None => Ok(()),
            Some((field, value)) => {
                let known: Vec<String> = values.into_iter().take(NAMED).cloned().collect();
                Err(unknown(field, value, &known))
            }
        }
    }
}

/// Values that an error names.
const NAMED: usize = 30;

pub(super) fn given(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

fn shared_days(one: Days, other: Days) -> bool {
    let begins = |days: Days| days.0.unwrap_or(i32::MIN);
    let ends = |days: Days| days.1.unwrap_or(i32::MAX);
    begins(one).max(begins(other)) <= ends(one).min(ends(other))
}

/// The same error about the base period.
fn of_the_base(mut error: ApiError) -> ApiError {
    if let Some(field) = error.args.get_mut("field") {
        field.insert_str(0, "base_");
    }
    error
}

pub(super) fn invalid(field: &str, why: Why, detail: &str) -> ApiError {
    ApiError::new(ErrorCode::Invalid)
        .with("field", field)
        .because(why)
        .with("detail", detail)
}

fn unknown(field: &str, wanted: &str, known: &[String]) -> ApiError {
    let known = known.join(", ");
    let detail = format!("there is no {wanted:.60?}; there are: {known}");
    invalid(field, Why::Unknown, &detail).with("known", known)
}
