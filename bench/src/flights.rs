//! The flights that metrics are measured on: all that left New York in 2013, and as many more as are wanted.
//!
//! Knows their file; what is asked about them, `metric` knows.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use tokio::process::Command;

use crate::{import::output, trouble::Trouble};

/// Flights of more than a year are those of 2013 in as many years, and then by other numbers.
pub(crate) const YEARS: u64 = 3;
const YEAR: u64 = 2013;
/// More than any flight's number.
const NUMBERS: u64 = 10_000;
/// Flights of more than a year go to so many destinations, those of most flights.
pub(crate) const DESTINATIONS: usize = 50;
/// What the mapping keeps day tallies by, and what it does where there are more flights.
const TALLIES: &str = r#"by = [["carrier"], ["origin"]]"#;
const TALLIES_OF_MORE: &str = r#"by = [["dest"]]"#;

/// Unpacks `flights.csv`; `None` where nothing here can.
pub(crate) async fn unpack(archive: &Path, scratch: &Path) -> Result<Option<PathBuf>, Trouble> {
    let mut unzip = Command::new("unzip");
    unzip.args(["-o", "-q"]).arg(archive).arg("-d").arg(scratch);
    let mut python = Command::new("python3");
    python
        .args(["-m", "zipfile", "-e"])
        .args([archive, scratch]);
    for (program, command) in [("unzip", unzip), ("python3", python)] {
        match output(Path::new(program), command).await {
            Err(Trouble::NotStarted { source, .. }) if source.kind() == ErrorKind::NotFound => {}
            Err(trouble) => return Err(trouble),
            Ok(_) => return Ok(Some(scratch.join("flights.csv"))),
        }
    }
    Ok(None)
}

/// How many rows a file has below its header.
pub(crate) fn count(flights: &Path) -> Result<u64, Trouble> {
    let mut reader = csv::Reader::from_path(flights)?;
    let mut row = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut row)? {
        rows += 1;
    }
    Ok(rows)
}

/// Writes the first flights of a file: enough for every column to be seen.
pub(crate) fn first(flights: &Path, to: &Path) -> Result<(), Trouble> {
    let mut reader = csv::Reader::from_path(flights)?;
    let mut writer = csv::Writer::from_path(to)?;
    writer.write_byte_record(reader.byte_headers()?)?;
    for row in reader.byte_records().take(1_000) {
        writer.write_byte_record(&row?)?;
    }
    writer.flush().map_err(Trouble::at(to))
}

/// Writes the mapping of more flights: the same, with day tallies by destination.
pub(crate) fn mapping_of_more(mapping: &Path, to: &Path) -> Result<(), Trouble> {
    let text = fs::read_to_string(mapping).map_err(Trouble::at(mapping))?;
    if !text.contains(TALLIES) {
        return Err(Trouble::NoLine(TALLIES));
    }
    fs::write(to, text.replace(TALLIES, TALLIES_OF_MORE)).map_err(Trouble::at(to))
}

/// Writes so many flights to [`DESTINATIONS`], spread evenly over the days of [`YEARS`] years, each with an id of its own.
pub(crate) fn grow(flights: &Path, to: &Path, records: u64) -> Result<(), Trouble> {
    let mut reader = csv::Reader::from_path(flights)?;
    let header = reader.byte_headers()?.clone();
    let column = |name: &'static str| {
        let at = header.iter().position(|found| found == name.as_bytes());
        at.ok_or(Trouble::NoColumn(name))
    };
    let (year, number, dest) = (column("year")?, column("flight")?, column("dest")?);
    let rows: Result<Vec<csv::ByteRecord>, _> = reader.byte_records().collect();
    let mut rows = rows?;
    let busiest = busiest(rows.iter().map(|row| row[dest].to_vec()));
    rows.retain(|row| busiest.contains(row.get(dest).unwrap_or_default()));
    let one_each = YEARS * rows.len() as u64;
    let copies = YEARS * records.div_ceil(one_each.max(1));
    let mut writer = csv::Writer::from_path(to)?;
    writer.write_byte_record(&header)?;
    for copy in 0..copies {
        let own_year = (YEAR + copy % YEARS).to_string();
        for (at, row) in rows.iter().enumerate() {
            let place = copy * rows.len() as u64 + at as u64;
            if !is_taken(place, records, copies * rows.len() as u64) {
                continue;
            }
            let known: u64 = std::str::from_utf8(&row[number])
                .ok()
                .and_then(|number| number.parse().ok())
                .ok_or(Trouble::NoColumn("flight"))?;
            let own_number = (known + NUMBERS * (copy / YEARS)).to_string();
            let fields = row.iter().enumerate().map(|(at, field)| match at {
                at if at == year => own_year.as_bytes(),
                at if at == number => own_number.as_bytes(),
                _ => field,
            });
            writer.write_record(fields)?;
        }
    }
    writer.flush().map_err(Trouble::at(to))
}

/// The [`DESTINATIONS`] that are there most often; of two that are so equally, the first by name.
fn busiest(all: impl Iterator<Item = Vec<u8>>) -> BTreeSet<Vec<u8>> {
    let mut flights: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for dest in all {
        *flights.entry(dest).or_default() += 1;
    }
    let mut flights: Vec<(Vec<u8>, u64)> = flights.into_iter().collect();
    flights.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    flights.truncate(DESTINATIONS);
    flights.into_iter().map(|(dest, _)| dest).collect()
}

/// Whether the row at `place` is among `wanted` of `all` that are taken evenly.
const fn is_taken(place: u64, wanted: u64, all: u64) -> bool {
    (place + 1) * wanted / all > place * wanted / all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_taken_evenly_and_as_many_as_are_wanted() {
        let taken = |wanted, all| (0..all).filter(|at| is_taken(*at, wanted, all)).count();
        assert_eq!(taken(100_000, 1_010_328), 100_000);
        assert_eq!(taken(7, 7), 7);
        let places: Vec<u64> = (0..10).filter(|at| is_taken(*at, 2, 10)).collect();
        assert_eq!(places, [4, 9]);
    }
}
