//! A guess at what the columns of a file mean, from their headers and the first rows. A person has the last word, and where
//! a guess would be a coin toss (03/04/2026) the question is left open.
//!
//! Pure: knows neither files nor the store.

mod column;
mod sample;
mod words;

use std::collections::BTreeMap;

use shared::{
    api::ColumnLook,
    metric::AmountUnit,
    record::{
        ASK, About, Amount, Counts, Decimal, DocumentType, Encoding, IdPart, Kind, MAPPING_VERSION,
        MappingDocument, Meaning, Part, Precision, Privacy, RollupPart, SourcePart, TimePart,
        WHOLE_ROW, slug,
    },
};

use column::Column;
pub use sample::Sample;
use words::{
    AMOUNTS, COMMENT, CUSTOMER, DIMENSION, EFFORT, ID, OVERALL, RATING, RECOMMEND, SMALL, TIME,
    WEIGHT,
};

/// Dimensions that are guessed; a person may add others. Each multiplies the groups.
const DIMENSIONS: usize = 8;
/// Columns of one prefix that are taken for one battery of questions.
const BATTERY: usize = 3;

/// What is known of a file beside its rows.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its name.
    pub file: String,
    /// The workspace's zone.
    pub zone: String,
    /// How it is written.
    pub encoding: Encoding,
    /// What separates its fields.
    pub delimiter: Option<String>,
    /// Keys and names of the catalogue's touchpoints.
    pub touchpoints: Vec<(String, String)>,
}

/// What each column seems to mean, and the mapping that follows.
#[must_use]
pub fn guess(sample: &Sample, about: &Known) -> (Vec<ColumnLook>, MappingDocument) {
    let columns: Vec<Column> = (0..sample.headers.len())
        .map(|at| column::look(&sample.headers[at], &sample.column(at)))
        .collect();
    let meanings = meanings(&columns, sample.rows(), about);
    let mut mapping = blank(&columns, about);
    for (column, meaning) in columns.iter().zip(&meanings) {
        mapping.assign(&column.header, meaning.clone());
        if let Meaning::Time { .. } = meaning {
            let formats = || column.dates.iter().map(|reading| reading.format.as_str());
            let with_time = formats().any(|format| format.contains(":%M")) && !midnights(column);
            mapping.time.precision = if with_time {
                Precision::Instant
            } else {
                Precision::Day
            };
            if formats().any(|format| format.ends_with('Z')) {
                "UTC".clone_into(&mut mapping.time.zone);
            }
        }
    }
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let looks = columns
        .into_iter()
        .zip(meanings)
        .map(|(column, meaning)| ColumnLook {
            text: is_text(&column),
            header: column.header,
            meaning,
            filled: small(column.filled),
            distinct: small(column.distinct),
            examples: column.examples,
            dates: column.dates,
            rating: column.rating,
        });
    (looks.collect(), mapping)
}

/// A mapping that reads nothing yet.
fn blank(columns: &[Column], about: &Known) -> MappingDocument {
    let stem = about.file.split('.').next().unwrap_or_default();
    // "Encuesta marzo 2026" comes again as "Encuesta abril 2026": what the source is called lasts longer than a month.
    let title = stem
        .split(|c: char| c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    let title = if title.is_empty() { stem } else { title };
    let commas = columns
        .iter()
        .any(|column| column.commas && !column.words.is_empty());
    MappingDocument {
        r#type: DocumentType::Mapping,
        version: MAPPING_VERSION,
        source: SourcePart {
            name: slug(title, "file"),
            title: Some(title.replace(['_', '-'], " ").trim().to_owned()),
            kind: Kind::SurveyAnswer,
            privacy: Privacy::Customers,
            encoding: about.encoding,
            delimiter: about.delimiter.clone(),
            decimal: if commas {
                Decimal::Comma
            } else {
                Decimal::Point
            },
            sheet: None,
            variables: Vec::new(),
            nulls: Vec::new(),
        },
        id: IdPart {
            template: WHOLE_ROW.to_owned(),
        },
        time: TimePart {
            zone: about.zone.clone(),
            precision: Precision::Day,
            forms: Vec::new(),
        },
        weight: None,
        comment: None,
        customer: None,
        amount: Vec::new(),
        columns: BTreeMap::new(),
        dimension: BTreeMap::new(),
        rollup: RollupPart::default(),
        scale: BTreeMap::new(),
        item: Vec::new(),
        complaint: Vec::new(),
        journey: None,
        touchpoint: Vec::new(),
    }
}

fn meanings(columns: &[Column], rows: usize, about: &Known) -> Vec<Meaning> {
    let mut meanings = vec![Meaning::Ignore; columns.len()];
    let usable = |column: &Column| !column.header.is_empty() && !column.header.contains(['{', '}']);
    // The time: the first column that a header calls one, or else the first that can be read as one.
    let dated =
        || (0..columns.len()).filter(|&at| usable(&columns[at]) && !columns[at].dates.is_empty());
    let time = dated()
        .find(|&at| TIME.has(&columns[at].words))
        .or_else(|| dated().next());
    if let Some(at) = time {
        let format = match columns[at].dates.as_slice() {
            [only] => only.format.clone(),
            _ => ASK.to_owned(),
        };
        meanings[at] = Meaning::Time { format };
    }
    let free = |meanings: &[Meaning], at: usize| {
        meanings[at] == Meaning::Ignore && usable(&columns[at]) && columns[at].dates.is_empty()
    };
    let weight = (0..columns.len())
        .find(|&at| free(&meanings, at) && columns[at].numbers && WEIGHT.has(&columns[at].words));
    if let Some(at) = weight {
        meanings[at] = Meaning::Weight;
    }
    let id = |named: bool| {
        (0..columns.len()).find(|&at| {
            let column = &columns[at];
            let unique = column.filled == rows && column.distinct == rows && rows > 0;
            let likely = if named {
                ID.has(&column.words)
            } else {
                rows >= 20 && at < 3 && column.longest <= 40
            };
            let other = CUSTOMER.has(&column.words);
            free(&meanings, at)
                && unique
                && likely
                && !other
                && column.longest <= 100
                && !column.decimals
        })
    };
    if let Some(at) = id(true).or_else(|| id(false)) {
        meanings[at] = Meaning::Id;
    }
    amounts(columns, &mut meanings, &usable);
    rate(columns, about, &mut meanings, &usable);
    said(columns, &mut meanings, &usable);
    group(columns, &mut meanings, &usable);
    meanings
}

fn rate(
    columns: &[Column],
    about: &Known,
    meanings: &mut [Meaning],
    usable: &dyn Fn(&Column) -> bool,
) {
    let mut fed: Vec<&'static str> = Vec::new();
    for at in 0..columns.len() {
        let column = &columns[at];
        let Some(rating) = &column.rating else {
            continue;
        };
        let likely = RATING.has(&column.words) || is_of_battery(columns, at);
        if meanings[at] != Meaning::Ignore || !usable(column) || !likely || is_code(column) {
            continue;
        }
        let mut rating = rating.clone();
        rating.about = subject(column, (rating.min, rating.max), about, &mut fed);
        meanings[at] = Meaning::Rating(rating);
    }
}

/// Columns that are sums of something that a metric adds up. One column feeds it; two would be mixed in it.
fn amounts(columns: &[Column], meanings: &mut [Meaning], usable: &dyn Fn(&Column) -> bool) {
    for (metric, vocabulary) in AMOUNTS {
        let found = (0..columns.len()).find(|&at| {
            let column = &columns[at];
            meanings[at] == Meaning::Ignore
                && usable(column)
                && column.numbers
                && column.filled > 0
                && vocabulary.has(&column.words)
        });
        if let Some(at) = found {
            meanings[at] = Meaning::Amount(Amount {
                unit: AmountUnit::Number,
                metric: Some(metric.to_owned()),
                counts: Counts::Value,
                rating: None,
                format: None,
            });
        }
    }
}

/// What somebody wrote, the longest where there are several, and who.
fn said(columns: &[Column], meanings: &mut [Meaning], usable: &dyn Fn(&Column) -> bool) {
    let free = |meanings: &[Meaning], at: usize| {
        meanings[at] == Meaning::Ignore
            && usable(&columns[at])
            && columns[at].dates.is_empty()
            && columns[at].filled > 0
    };
    let wrote = |at: &usize| {
        let column = &columns[*at];
        let called = COMMENT.has(&column.words) && !column.numbers && !column.yes_no;
        free(meanings, *at) && (is_text(column) || called && column.distinct * 2 > column.filled)
    };
    let comment = (0..columns.len())
        .filter(wrote)
        .max_by_key(|&at| columns[at].length);
    if let Some(at) = comment {
        meanings[at] = Meaning::Comment;
    }
    let customer = (0..columns.len()).find(|&at| {
        let column = &columns[at];
        free(meanings, at) && CUSTOMER.has(&column.words) && column.longest <= 100 && !column.yes_no
    });
    if let Some(at) = customer {
        meanings[at] = Meaning::Customer;
    }
}

/// What a rating seems to be about.
fn subject(
    column: &Column,
    scale: (i32, i32),
    about: &Known,
    fed: &mut Vec<&'static str>,
) -> About {
    let words = &column.words;
    let slugged = slug(&column.header, "");
    let known = about.touchpoints.iter().find(|(key, name)| {
        let name = slug(name, "");
        slugged == *key || name.len() >= 4 && slugged.contains(&name)
    });
    let part = if EFFORT.has(words) {
        Part::Effort
    } else {
        Part::Satisfaction
    };
    if let Some((key, name)) = known {
        let (key, name) = (key.clone(), name.clone());
        return About::Touchpoint { key, name, part };
    }
    let rest = label(&column.header);
    let metric = match scale {
        (0, 10) if RECOMMEND.has(words) => Some("nps"),
        (1, 7) if EFFORT.has(words) => Some("ces"),
        (1, 5)
            if words
                .iter()
                .any(|word| word.starts_with("estrella") || word.starts_with("star")) =>
        {
            Some("stars")
        }
        (1, 5) if OVERALL.has(words) || rest.is_none() => Some("csat"),
        _ => None,
    };
    match (metric, rest) {
        // One question feeds a metric; two would be mixed in it.
        (Some(metric), _) if !fed.contains(&metric) => {
            fed.push(metric);
            About::Whole {
                metric: Some(metric.to_owned()),
            }
        }
        (None, Some(name)) if !OVERALL.has(words) => About::Touchpoint {
            key: slug(&name, "touchpoint"),
            name,
            part,
        },
        _ => About::Whole { metric: None },
    }
}

/// What a header names beside saying that it is a rating; nothing for codes such as Q7ART.
fn label(header: &str) -> Option<String> {
    let coded = header.chars().any(|c| c.is_ascii_digit()) && !header.contains(char::is_whitespace)
        || !header.chars().any(char::is_lowercase);
    if coded {
        return None;
    }
    let asked = header.rsplit_once('[').map_or(header, |(_, inner)| inner);
    let split = |c: char| !c.is_alphanumeric() && c != '-';
    let says = |word: &&str| {
        let plain = words::words(word).concat();
        !word.is_empty() && !RATING.is(&plain) && !SMALL.is(&plain) && !OVERALL.is(&plain)
    };
    let left: Vec<&str> = asked.split(split).filter(says).collect();
    let text = left.join(" ");
    let mut letters = text.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// Whether it stands among others of the same prefix and scale with nearly all ratings given: a battery of questions.
fn is_of_battery(columns: &[Column], at: usize) -> bool {
    let scale = |column: &Column| {
        let rating = column.rating.as_ref()?;
        let inner = column.whole.len() - rating.nulls.len();
        let wide = rating.max - rating.min >= 4 && inner >= 4;
        wide.then_some((rating.min, rating.max))
    };
    let (Some(prefix), Some(of)) = (prefix(&columns[at].header), scale(&columns[at])) else {
        return false;
    };
    let same = |column: &&Column| {
        self::prefix(&column.header) == Some(prefix) && scale(column) == Some(of)
    };
    columns.iter().filter(same).count() >= BATTERY
}

/// `Q7` of `Q7ART`, and what stands before the brackets of a matrix question.
fn prefix(header: &str) -> Option<&str> {
    if let Some((before, _)) = header.split_once('[') {
        return Some(before);
    }
    let letters = header.find(|c: char| c.is_ascii_digit())?;
    let after = &header[letters..];
    let digits = after.find(|c: char| !c.is_ascii_digit())?;
    (letters > 0).then(|| &header[..letters + digits])
}

/// A column of reasons, whose codes only look like ratings.
fn is_code(column: &Column) -> bool {
    column
        .words
        .iter()
        .any(|word| word.contains("com") && word.chars().any(|c| c.is_ascii_digit()))
}

fn group(columns: &[Column], meanings: &mut [Meaning], usable: &dyn Fn(&Column) -> bool) {
    let mut likely: Vec<(bool, bool, usize)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let named = DIMENSION.has(&column.words);
        let most = if named { 200 } else { 60 };
        let repeated = column.distinct * 2 <= column.filled;
        let codes = !column.numbers || column.distinct <= 20 && !column.decimals;
        if meanings[at] == Meaning::Ignore
            && usable(column)
            && column.dates.is_empty()
            && !is_text(column)
            && !ID.has(&column.words)
            && (2..=most).contains(&column.distinct)
            && (repeated || named)
            && codes
        {
            likely.push((!named, column.numbers, at));
        }
    }
    likely.sort_unstable();
    for (.., at) in likely.into_iter().take(DIMENSIONS) {
        let name = slug(&columns[at].header, "dimension");
        meanings[at] = Meaning::Dimension { name };
    }
}

/// Whether it seems to be sentences.
fn is_text(column: &Column) -> bool {
    !column.numbers && column.length > 40 && column.distinct * 2 > column.filled
}

/// Whether its moments are days written with a time that says nothing.
fn midnights(column: &Column) -> bool {
    let mut examples = column.examples.iter();
    examples.all(|cell| {
        cell.contains("12:00:00 AM")
            || cell.ends_with(" 00:00:00")
            || cell.ends_with(" 00:00")
            || cell.ends_with(" 0:00")
    })
}

#[cfg(test)]
mod tests;
