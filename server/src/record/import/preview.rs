//! The first rows of a file as the records that an import would make of them, by the very parser of an import.

use std::{collections::BTreeMap, io::Read};

use jiff::tz::TimeZone;
use shared::{
    api::{Preview, PreviewAnswer, PreviewRecord},
    tally::Weight,
};

use super::{
    ImportError, feed,
    parse::{Parsed, Parser},
};
use crate::record::{
    day,
    mapping::{Mapping, Measure},
    table::{Row, Table},
};

/// Rows that are shown, and at most read.
const SHOWN: usize = 20;
/// Characters of a comment that are shown.
const COMMENT: usize = 120;
/// Millionths of a weight.
const MILLION: f64 = 1e6;

/// Reads the first rows through a mapping. Blocks.
///
/// # Errors
/// When the file, its header or the mapping do not allow it.
pub fn preview(
    file: impl Read + Send + 'static,
    name: &str,
    mapping: &Mapping,
    zone: TimeZone,
) -> Result<Preview, ImportError> {
    let mut table = Table::open(file, name, mapping)?;
    let header = feed::open(&mut table, mapping)?;
    let mut parser = Parser::bind(mapping, &header, zone)?;
    let mut preview = Preview {
        records: Vec::new(),
        rejects: Vec::new(),
    };
    let mut row = Row::default();
    for _ in 0..SHOWN {
        if !table.next(&mut row)? {
            break;
        }
        let mut parsed = Parsed::default();
        match parser.parse(&row, &mut parsed, &mut preview.rejects) {
            Ok(()) => preview.records.push(record(mapping, parsed)),
            Err(reject) => preview.rejects.push(reject),
        }
    }
    Ok(preview)
}

fn record(mapping: &Mapping, parsed: Parsed) -> PreviewRecord {
    let dimensions: BTreeMap<String, String> =
        serde_json::from_str(&parsed.set).unwrap_or_default();
    let answers = parsed.answers.iter().filter_map(|&(item, value)| {
        let rule = mapping.items.get(item)?;
        Some(PreviewAnswer {
            item: rule.item.clone(),
            touchpoint: rule.touchpoint.clone(),
            value,
            // How many answered is no amount of anything.
            unit: rule.unit.filter(|_| rule.measure != Measure::Answers),
        })
    });
    PreviewRecord {
        line: parsed.line,
        id: parsed.external_id,
        day: day::text(parsed.day),
        #[allow(clippy::cast_precision_loss, reason = "shown, not computed with")]
        weight: parsed
            .weight
            .map(|weight: Weight| weight.millionths() as f64 / MILLION),
        dimensions,
        answers: answers.collect(),
        comment: parsed.comment.chars().take(COMMENT).collect(),
        customer: parsed.customer,
    }
}
