//! What all of the sample's desks share: two and a half years of weeks, regions, products, who buys them, and when things changed.
//! Delivery suffers in December, shoes sell in spring and autumn, contacts get solved at once since they were trained, and
//! eight weeks ago the soles got a new sole supplier: in the north, which got them first, they crack.

use jiff::{Span, civil::Date};
use shared::locale::Lang;
use xxhash_rust::xxh3::xxh3_64;

use super::content::{CUMBRE, SEGMENTS, SENDA};

/// Weeks before today.
pub(super) const WEEKS: u32 = 131;
pub(super) const REGIONS: [&str; 4] = ["Norte", "Centro", "Levante", "Sur"];

/// When things changed, in weeks before today.
pub(super) const CAMPAIGN: u32 = 40;
pub(super) const TRAINING: u32 = 44;
pub(super) const SOLES: u32 = 8;

/// A product, its brand, and how many of three customers buy it, by segment.
pub(super) struct Product {
    pub(super) name: &'static str,
    pub(super) brand: &'static str,
    bought: [f64; 3],
}

pub(super) const PRODUCTS: [Product; 3] = [
    product("Fondo 42", CUMBRE, [0.68, 0.48, 0.2]),
    product("Paso 3", CUMBRE, [0.24, 0.14, 0.66]),
    product("Senda GTX", SENDA, [0.08, 0.38, 0.14]),
];

const fn product(name: &'static str, brand: &'static str, bought: [f64; 3]) -> Product {
    Product {
        name,
        brand,
        bought,
    }
}

/// Who bought what, and when.
#[derive(Clone, Copy)]
pub(super) struct Sale {
    pub(super) ago: u32,
    pub(super) december: bool,
    /// Its place among the regions; the first is the north.
    pub(super) region: usize,
    pub(super) product: usize,
    pub(super) segment: usize,
}

impl Sale {
    /// The sale behind a row: always the same one for the same row and desk.
    pub(super) fn of(row: u32, desk: &str, (ago, day): (u32, Date)) -> Self {
        let at = |of: &str| draw(row, &format!("{desk} {of}"));
        let segment = pick(&[0, 0, 1, 1, 1, 2, 2, 2, 2], at("segment"));
        let shares: Vec<f64> = PRODUCTS.iter().map(|it| it.bought[segment]).collect();
        Self {
            ago,
            december: day.month() == 12,
            region: pick(&[0, 1, 2, 3], at("region")),
            product: at_share(at("product"), &shares),
            segment,
        }
    }

    /// Whether its soles are those that crack: the new supplier's, in the north.
    pub(super) const fn cracks(self) -> bool {
        self.ago < SOLES && self.region == 0
    }

    /// Region, brand, product and segment, as files have them.
    pub(super) fn dimensions(self, lang: Lang) -> String {
        let Product { name, brand, .. } = PRODUCTS[self.product];
        let segment = SEGMENTS[self.segment].in_language(lang);
        format!("{},{brand},{name},{segment}", REGIONS[self.region])
    }

    /// The batch that its soles are of.
    pub(super) fn batch(self) -> String {
        batch(self.ago, self.region == 0)
    }
}

/// The heads of [`Sale::dimensions`].
pub(super) const DIMENSIONS: &str = "region,brand,product,segment";

/// The batch that a week's soles are of, a new one every four weeks; N where they are the new supplier's, who delivered to
/// the north first and to all since four weeks ago.
pub(super) fn batch(ago: u32, north: bool) -> String {
    let of = if ago < SOLES && north || ago < SOLES / 2 {
        'N'
    } else {
        'L'
    };
    format!("{of}{:02}", (WEEKS - 1 - ago) / 4 + 1)
}

/// How much is bought in a month, the usual being 1: people start to run in spring and in autumn.
pub(super) fn season(day: Date) -> f64 {
    match day.month() {
        3 | 4 | 9 | 10 => 1.25,
        11 => 1.4,
        1 | 7 | 8 => 0.85,
        _ => 1.0,
    }
}

/// Whether the spring film runs.
pub(super) const fn film(ago: u32) -> bool {
    ago <= CAMPAIGN && ago + 6 > CAMPAIGN
}

pub(super) fn yes(draw: f64, share: f64) -> i32 {
    i32::from(draw < share)
}

/// The rating at a place between 0 and 1 of the shares, which begin with that of the lowest.
pub(super) fn rating(lowest: i32, draw: f64, shares: &[f64]) -> i32 {
    lowest + i32::try_from(at_share(draw, shares)).unwrap_or_default()
}

fn at_share(draw: f64, shares: &[f64]) -> usize {
    let mut below = 0.0;
    let found = shares.iter().position(|share| {
        below += share;
        draw < below
    });
    found.unwrap_or(shares.len().saturating_sub(1))
}

/// How many weeks ago, and the day, the first week first.
pub(super) fn weeks(today: Date) -> impl Iterator<Item = (u32, Date)> {
    (0..WEEKS).rev().map(move |ago| {
        (
            ago,
            today.saturating_sub(Span::new().days(1 + 7 * i64::from(ago))),
        )
    })
}

pub(super) fn pick<T: Copy>(of: &[T], draw: f64) -> T {
    of[(draw * of.len() as f64) as usize % of.len()]
}

/// A number from 0 to below 1, always the same for the same row and purpose.
pub(super) fn draw(row: u32, of: &str) -> f64 {
    let hash = xxh3_64(format!("{row} {of}").as_bytes());
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

/// A count near its mean: whole, and off by a draw at most.
pub(super) fn about(mean: f64, draw: f64) -> u32 {
    (mean + draw) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_lies_on_its_scale_whatever_the_draw() {
        for draw in [0.0, 0.5, 0.999_999, 1.0] {
            assert!((1..=5).contains(&rating(1, draw, &[0.2; 5])));
        }
        assert_eq!(rating(1, 0.0, &[0.2; 5]), 1);
        assert_eq!(rating(0, 0.95, &[0.9, 0.1]), 1);
    }

    #[test]
    fn every_customer_of_a_segment_buys_something() {
        for segment in 0..3 {
            let bought: f64 = PRODUCTS.iter().map(|it| it.bought[segment]).sum();
            assert!((bought - 1.0).abs() < 1e-9, "segment {segment}");
        }
    }

    #[test]
    fn the_new_soles_come_to_the_north_first() {
        let new = |ago, north| batch(ago, north).starts_with('N');
        assert!(new(7, true) && !new(7, false));
        assert!(new(0, true) && new(0, false));
        assert!(!new(8, true) && !new(130, false));
    }
}
