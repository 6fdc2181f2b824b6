//! The flights that metrics are measured on: all that left New York in 2013, and as many more as are wanted.
//!
//! Knows their file; what is asked about them, `metric` knows.

use std::{
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

/// Writes so many flights, spread evenly over the days of [`YEARS`] years, each with an id of its own.
pub(crate) fn grow(flights: &Path, to: &Path, records: u64) -> Result<(), Trouble> {
    let mut reader = csv::Reader::from_path(flights)?;
    let header = reader.byte_headers()?.clone();
    let column = |name: &'static str| {
        let at = header.iter().position(|found| found == name.as_bytes());
        at.ok_or(Trouble::NoColumn(name))
    };
    let (year, number) = (column("year")?, column("flight")?);
    let rows: Result<Vec<csv::ByteRecord>, _> = reader.byte_records().collect();
    let rows = rows?;
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
