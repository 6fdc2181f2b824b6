//! The query of a page of records, from the pairs of an address.
//!
//! By hand, because a dimension is asked for by its own name, and because a name misspelt must not be passed over: the
//! page would hold records that nobody asked for.

use shared::{
    api::{ApiError, ErrorCode, RecordQuery, Why},
    record::Filter,
};
use sqlx::SqliteConnection;

use super::store::{known::Known, listing::Place};

/// The longest page.
const MOST: u32 = 200;
/// A page where nobody says how long.
const USUAL: u32 = 50;

/// Reads `name=value` pairs.
pub(crate) fn read(pairs: Vec<(String, String)>) -> Result<RecordQuery, ApiError> {
    let mut query = RecordQuery::default();
    for (name, value) in pairs {
        if let Some(dimension) = name
            .strip_prefix("dimension[")
            .and_then(|name| name.strip_suffix(']'))
        {
            let before = query.dimension.insert(dimension.to_owned(), value);
            if before.is_some() {
                return Err(invalid(
                    &name,
                    "it is there twice: ask for one value at a time",
                ));
            }
            continue;
        }
        let twice = match name.as_str() {
            "source" => query.source.replace(value).is_some(),
            "from" => query.from.replace(value).is_some(),
            "to" => query.to.replace(value).is_some(),
            "before" => query.before.replace(value).is_some(),
            "touchpoint" => {
                let id = value.parse().map_err(|error| invalid(&name, &error))?;
                query.touchpoint.replace(id).is_some()
            }
            "import" => {
                let id = value.parse().map_err(|error| invalid(&name, &error))?;
                query.import.replace(id).is_some()
            }
            "limit" => {
                let limit = value.parse().map_err(|_| too_long())?;
                query.limit.replace(limit).is_some()
            }
            _ => {
                let known = "it is not known here; there are: source, from, to, touchpoint, import, \
                             dimension[name], before, limit";
                return Err(invalid(&name, known));
            }
        };
        if twice {
            return Err(invalid(&name, "it is there twice: leave one of them"));
        }
    }
    Ok(query)
}

/// Reads a filter and refuses a dimension that no record carries.
pub(crate) async fn filter(
    db: &mut SqliteConnection,
    known: &Known,
    text: Option<&str>,
) -> Result<Filter, ApiError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(Filter::default());
    };
    let filter: Filter = text
        .parse()
        .map_err(|error| invalid("filter", error).because(Why::Unreadable))?;
    let known = known.dimensions(db).await?;
    let unknown = filter
        .names()
        .find(|name| !known.iter().any(|known| known == name));
    match unknown {
        None => Ok(filter),
        Some(name) => {
            let known = known.join(", ");
            let detail = format!("there is no dimension {name:.60?}; there are: {known}");
            let refused = invalid("filter", detail).because(Why::Unknown);
            Err(refused.with("known", known))
        }
    }
}

/// How many are wanted.
pub(crate) fn limit(wanted: Option<u32>) -> Result<u32, ApiError> {
    let wanted = wanted.unwrap_or(USUAL);
    if (1..=MOST).contains(&wanted) {
        Ok(wanted)
    } else {
        Err(too_long())
    }
}

fn too_long() -> ApiError {
    invalid("limit", format!("ask for 1 to {MOST}")).with("most", MOST)
}

/// The same error for every value of a query that cannot be.
#[allow(clippy::needless_pass_by_value)]
pub(crate) fn invalid(field: &str, detail: impl ToString) -> ApiError {
    let field: String = field.chars().take(60).collect();
    ApiError::new(ErrorCode::Invalid)
        .with("field", field)
        .with("detail", detail.to_string())
}

/// Where a page begins: the last import that counts, and the place that comes before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) horizon: i64,
    pub(crate) place: Place,
}

impl Cursor {
    /// As `before` says it.
    pub(crate) fn text(self) -> String {
        let (day, at, key) = self.place;
        format!("{}.{day}.{at}.{key}", self.horizon)
    }

    /// Reads what [`Cursor::text`] wrote.
    pub(crate) fn read(text: &str) -> Result<Self, ApiError> {
        let mut parts = text.split('.');
        let cursor = (|| {
            Some(Self {
                horizon: parts.next()?.parse().ok()?,
                place: (
                    parts.next()?.parse().ok()?,
                    parts.next()?.parse().ok()?,
                    parts.next()?.parse().ok()?,
                ),
            })
        })();
        cursor.filter(|_| parts.next().is_none()).ok_or_else(|| {
            invalid(
                "before",
                "it is no place between pages: take it from the page before, unchanged",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(query: &[(&str, &str)]) -> Result<RecordQuery, ApiError> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        read(query.iter().map(owned).collect())
    }

    #[test]
    fn dimensions_are_asked_for_by_name() {
        let query = pairs(&[
            ("dimension[region]", "north"),
            ("dimension[age]", ""),
            ("limit", "7"),
        ])
        .unwrap();
        assert_eq!(query.dimension["region"], "north");
        assert_eq!(query.dimension["age"], "");
        assert_eq!(query.limit, Some(7));
    }

    #[test]
    fn what_is_misspelt_or_there_twice_is_named() {
        for (query, field) in [
            (vec![("sauce", "sfo")], "sauce"),
            (vec![("dimension", "north")], "dimension"),
            (vec![("dimension[region", "north")], "dimension[region"),
            (vec![("from", "2017-01-01"), ("from", "2017-01-02")], "from"),
            (
                vec![("dimension[a]", "1"), ("dimension[a]", "2")],
                "dimension[a]",
            ),
            (vec![("limit", "many")], "limit"),
            (vec![("touchpoint", "signs")], "touchpoint"),
            (vec![("import", "1")], "import"),
        ] {
            assert_eq!(pairs(&query).unwrap_err().args["field"], field);
        }
    }

    #[test]
    fn a_place_between_pages_comes_back_as_it_was_given() {
        for place in [(17_311, 1_495_695_600_000, 4_711), (-1, i64::MIN, i64::MAX)] {
            let cursor = Cursor { horizon: 3, place };
            assert_eq!(Cursor::read(&cursor.text()), Ok(cursor));
        }
        for junk in [
            "",
            "1",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.x",
            "99999999999.2",
            "1.99999999999.3.4",
            "%00",
        ] {
            assert_eq!(
                Cursor::read(junk).unwrap_err().args["field"],
                "before",
                "{junk}"
            );
        }
    }
}
