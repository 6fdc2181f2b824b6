//! The sample's works: soles received, pairs inspected, pairs claimed under warranty, months that pairs are in use, and which
//! supplier's soles a batch has.

use std::fmt::Write as _;

use jiff::civil::Date;
use shared::locale::Lang;

use super::years::{
    DIMENSIONS, PRODUCTS, REGIONS, SOLES, Sale, WEEKS, about, batch, draw, season, weeks, yes,
};

/// Warranty claims of a usual week.
const CLAIMS: f64 = 5.0;
/// The pairs that are looked at of a product, batch and week.
const LOOKED_AT: u32 = 30;

/// Batches of soles that came in, with how many pairs.
pub(super) fn receipts(today: Date) -> Vec<u8> {
    let mut text = String::from("receipt,day,batch,pairs\n");
    let mut seen = Vec::new();
    for (ago, day) in weeks(today) {
        for north in [true, false] {
            let name = batch(ago, north);
            if seen.contains(&name) {
                continue;
            }
            let pairs = 50 * about(17.0 * season(day), 6.0 * draw(WEEKS - ago, &name));
            let _ = writeln!(text, "E-{name},{day},{name},{pairs}");
            seen.push(name);
        }
    }
    text.into_bytes()
}

/// Pairs that were looked at before they left, and those with a defect.
pub(super) fn inspections(today: Date) -> Vec<u8> {
    let mut text = String::from("week,product,region,batch,looked at,defective\n");
    for (ago, day) in weeks(today) {
        let week = WEEKS - ago;
        for product in &PRODUCTS {
            for (region, north) in [(REGIONS[0], true), (REGIONS[1], false)] {
                let batch = batch(ago, north);
                let share = match (batch.starts_with('N'), north) {
                    (true, true) => 0.085,
                    (true, false) => 0.03,
                    (false, _) => 0.012,
                };
                let at = |pair| draw(week, &format!("{} {region} {pair}", product.name));
                let defective: i32 = (0..LOOKED_AT).map(|pair| yes(at(pair), share)).sum();
                let name = product.name;
                let _ = writeln!(
                    text,
                    "{day},{name},{region},{batch},{LOOKED_AT},{defective}"
                );
            }
        }
    }
    text.into_bytes()
}

/// Warranty claims, the last of them of the day before `today`.
pub(super) fn claims(today: Date, lang: Lang) -> Vec<u8> {
    let mut text = format!("claim,day,{DIMENSIONS},batch,kilometres\n");
    let mut claim = 0;
    for (ago, day) in weeks(today) {
        // Soles crack some weeks after they are sold.
        let soles = f64::from((SOLES - 1).saturating_sub(ago)) * 1.4;
        let usual = about(CLAIMS, draw(WEEKS - ago, "claims"));
        for number in 0..usual + soles as u32 {
            claim += 1;
            let mut sale = Sale::of(claim, "claim", (ago, day));
            if number >= usual {
                sale.region = 0;
                // The long distances open them first.
                sale.product = usize::from(draw(claim, "cracked") > 0.8);
            }
            let kilometres = 120 + (draw(claim, "kilometres") * 500.0) as u32;
            let _ = writeln!(
                text,
                "W{claim},{day},{},{},{kilometres}",
                sale.dimensions(lang),
                sale.batch()
            );
        }
    }
    text.into_bytes()
}

/// Months that pairs under warranty were in use, every fourth week, by region and product.
pub(super) fn service(today: Date) -> Vec<u8> {
    let mut text = String::from("week,region,product,brand,months\n");
    for (ago, day) in weeks(today).filter(|(ago, _)| ago.is_multiple_of(4)) {
        for region in REGIONS {
            for (product, share) in PRODUCTS.iter().zip([0.44, 0.36, 0.2]) {
                let months = (560.0 + 1.9 * f64::from(WEEKS - ago)) * 4.0 * share;
                let (name, brand) = (product.name, product.brand);
                let _ = writeln!(text, "{day},{region},{name},{brand},{months:.0}");
            }
        }
    }
    text.into_bytes()
}

/// Which supplier the soles of each batch came from, and of what they are.
pub(super) fn suppliers() -> Vec<u8> {
    let mut text = String::from("batch,supplier,material\n");
    let mut seen = Vec::new();
    for ago in (0..WEEKS).rev() {
        for north in [true, false] {
            let name = batch(ago, north);
            if seen.contains(&name) {
                continue;
            }
            let supplier = if name.starts_with('N') {
                "Suelas Nalón,TPU"
            } else {
                "Cauchos Arga,EVA"
            };
            let _ = writeln!(text, "{name},{supplier}");
            seen.push(name);
        }
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 3, 1);

    fn rows(file: Vec<u8>) -> Vec<Vec<String>> {
        let text = String::from_utf8(file).unwrap();
        let split = |line: &str| line.split(',').map(str::to_owned).collect();
        text.lines().skip(1).map(split).collect()
    }

    #[test]
    fn every_batch_has_one_supplier_and_was_received_once() {
        let suppliers = rows(suppliers());
        let names: BTreeSet<&String> = suppliers.iter().map(|row| &row[0]).collect();
        assert_eq!(names.len(), suppliers.len());
        assert_eq!(suppliers[0][1], "Cauchos Arga");
        assert_eq!(suppliers[suppliers.len() - 1][1], "Suelas Nalón");
        let receipts = rows(receipts(TODAY));
        let received: BTreeSet<&String> = receipts.iter().map(|row| &row[2]).collect();
        assert_eq!(received, names);
        assert_eq!(receipts.len(), names.len());
    }

    #[test]
    fn the_north_claims_more_since_the_soles_changed_and_nobody_else_does() {
        let claims = rows(claims(TODAY, Lang::En));
        let of = |region: &str, from: &str, to: &str| {
            let there = |row: &&Vec<String>| {
                row[2] == region && from <= row[1].as_str() && row[1].as_str() < to
            };
            claims.iter().filter(there).count()
        };
        // Eight weeks against the eight before.
        let (before, change, end) = ("2025-11-09", "2026-01-04", "2026-03-01");
        assert!(of("Norte", change, end) > 2 * of("Norte", before, change));
        assert!(of("Sur", change, end) < 2 * of("Sur", before, change));
        assert_eq!(claims.last().unwrap()[1], "2026-02-28");
    }

    #[test]
    fn no_more_pairs_are_defective_than_were_looked_at() {
        for row in rows(inspections(TODAY)) {
            assert!(
                row[5].parse::<u32>().unwrap() <= row[4].parse().unwrap(),
                "{row:?}"
            );
        }
        assert!(
            rows(service(TODAY))
                .iter()
                .all(|row| row[4].parse::<u32>().unwrap() > 100)
        );
    }
}
