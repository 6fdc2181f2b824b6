//! The sample's shop: orders, what comes back, how parcels arrive, what buyers answer and what they write in public.

use std::fmt::Write as _;

use jiff::{Span, civil::Date};
use shared::locale::Lang;

use super::{
    content::{Text, text},
    years::{
        DIMENSIONS, REGIONS, Sale, TRAINING, WEEKS, about, draw, film, pick, rating, season, weeks,
        yes,
    },
};

/// Orders of a usual week.
const ORDERS: f64 = 46.0;
const ANSWERS_A_WEEK: u32 = 20;
const REVIEWS_A_WEEK: u32 = 7;
/// Customers who may buy, some of them often.
pub(super) const CUSTOMERS: u32 = 2_400;
const CARRIERS: [&str; 2] = ["Carrier A", "Carrier B"];

/// Why a pair comes back, in the order of the shares below.
const REASONS: [Text; 3] = [
    text("size", "talla"),
    text("comfort", "comodidad"),
    text("soles", "suelas"),
];

/// Orders, and the pairs of them that came back, the last of both of the day before `today`.
pub(super) fn orders(today: Date, lang: Lang) -> [Vec<u8>; 2] {
    let mut orders = format!("order,day,{DIMENSIONS},customer\n");
    let mut returns = format!("return,day,ordered,{DIMENSIONS},customer,reason\n");
    let yesterday = today.saturating_sub(Span::new().days(1));
    let mut order = 0;
    for (ago, day) in weeks(today) {
        let spring = if film(ago) { 1.12 } else { 1.0 };
        let week = WEEKS - ago;
        for _ in 0..about(ORDERS * season(day) * spring, draw(week, "orders")) {
            order += 1;
            let sale = Sale::of(order, "order", (ago, day));
            let row = sale.dimensions(lang);
            let customer = (draw(order, "customer") * f64::from(CUSTOMERS)) as u32;
            let _ = writeln!(orders, "{order},{day},{row},C{customer:04}");
            let (share, why) = if sale.cracks() {
                (0.19, [0.24, 0.14, 0.62])
            } else {
                (0.075, [0.58, 0.35, 0.07])
            };
            let back =
                day.saturating_add(Span::new().days(3 + (draw(order, "back") * 18.0) as i64));
            if draw(order, "returned") < share && back <= yesterday {
                let reason = rating(0, draw(order, "reason"), &why);
                let reason = REASONS[usize::try_from(reason).unwrap_or_default()].in_language(lang);
                let _ = writeln!(
                    returns,
                    "R{order},{back},{day},{row},C{customer:04},{reason}"
                );
            }
        }
    }
    [orders.into_bytes(), returns.into_bytes()]
}

/// Parcels of a week by region and carrier, and how many of them came in time.
pub(super) fn deliveries(today: Date) -> Vec<u8> {
    let mut text = String::from("week,region,carrier,parcels,in time\n");
    for (ago, day) in weeks(today) {
        let week = WEEKS - ago;
        for region in REGIONS {
            for carrier in CARRIERS {
                let at = |of: &str| draw(week, &format!("{region} {carrier} {of}"));
                let parcels = about(7.0 * season(day), at("parcels"));
                let weak = carrier == CARRIERS[1] && region == REGIONS[0];
                let share = match (day.month() == 12, weak) {
                    (true, _) => 0.83,
                    (false, true) => 0.9,
                    (false, false) => 0.965,
                };
                let in_time =
                    (0..parcels).map(|parcel| yes(at(&format!("in time {parcel}")), share));
                let in_time: i32 = in_time.sum();
                let _ = writeln!(text, "{day},{region},{carrier},{parcels},{in_time}");
            }
        }
    }
    text.into_bytes()
}

/// Checkouts of a week in the web shop: how many were begun, how many ended in an order.
pub(super) fn checkouts(today: Date) -> Vec<u8> {
    let mut text = String::from("week,device,begun,placed\n");
    for (ago, day) in weeks(today) {
        let week = WEEKS - ago;
        for (device, many, share) in [("phone", 150.0, 0.19), ("computer", 80.0, 0.31)] {
            let at = |of: &str| draw(week, &format!("{device} {of}"));
            let begun = many * season(day) * if film(ago) { 1.2 } else { 1.0 };
            let begun = about(begun * (0.92 + 0.16 * at("begun")), 0.0);
            let placed = about(f64::from(begun) * (share - 0.02 + 0.04 * at("placed")), 0.0);
            let _ = writeln!(text, "{day},{device},{begun},{placed}");
        }
    }
    text.into_bytes()
}

/// A question that buyers answer: how many are asked, and what they say.
struct Question {
    name: &'static str,
    asked: f64,
    value: fn(Sale, f64) -> i32,
}

const QUESTIONS: [Question; 5] = [
    question("answered in time", 0.6, |sale, draw| {
        yes(draw, if sale.december { 0.82 } else { 0.92 })
    }),
    question("solved at once", 0.6, |sale, draw| {
        yes(draw, if sale.ago < TRAINING { 0.79 } else { 0.7 })
    }),
    question("satisfied", 0.9, |sale, draw| {
        rating(
            1,
            draw,
            if sale.cracks() {
                &[0.15, 0.16, 0.2, 0.28, 0.21]
            } else {
                &[0.03, 0.05, 0.12, 0.4, 0.4]
            },
        )
    }),
    question("easy", 0.8, |_, draw| {
        rating(1, draw, &[0.03, 0.04, 0.07, 0.13, 0.22, 0.28, 0.23])
    }),
    question("recommend", 1.0, |sale, draw| {
        let usual = &[
            0.02, 0.01, 0.02, 0.02, 0.03, 0.05, 0.07, 0.15, 0.23, 0.21, 0.19,
        ];
        let cracked = &[
            0.09, 0.03, 0.04, 0.05, 0.05, 0.09, 0.09, 0.16, 0.16, 0.13, 0.11,
        ];
        rating(0, draw, if sale.cracks() { cracked } else { usual })
    }),
];

const fn question(name: &'static str, asked: f64, value: fn(Sale, f64) -> i32) -> Question {
    Question { name, asked, value }
}

/// What buyers answer four weeks after they bought.
pub(super) fn answers(today: Date, lang: Lang) -> Vec<u8> {
    let mut text = format!("answer,day,{DIMENSIONS},customer");
    for question in &QUESTIONS {
        let _ = write!(text, ",{}", question.name);
    }
    text.push('\n');
    for (ago, day) in weeks(today) {
        for number in 0..ANSWERS_A_WEEK {
            let answer = (WEEKS - 1 - ago) * ANSWERS_A_WEEK + number + 1;
            let sale = Sale::of(answer, "answer", (ago, day));
            let customer = (draw(answer, "who answers") * f64::from(CUSTOMERS)) as u32;
            let _ = write!(
                text,
                "A{answer},{day},{},C{customer:04}",
                sale.dimensions(lang)
            );
            for question in &QUESTIONS {
                text.push(',');
                if draw(answer, &format!("asked {}", question.name)) < question.asked {
                    let value = (question.value)(sale, draw(answer, question.name));
                    let _ = write!(text, "{value}");
                }
            }
            text.push('\n');
        }
    }
    text.into_bytes()
}

const GOOD: [Text; 3] = [
    text(
        "Light, and they fit at once.",
        "Ligeras y cómodas desde el primer día.",
    ),
    text(
        "My first ten kilometres without a blister.",
        "Mis primeros diez kilómetros sin ampollas.",
    ),
    text(
        "Third pair, still the best.",
        "Tercer par y siguen siendo las mejores.",
    ),
];
const MIXED: [Text; 3] = [
    text("Good shoe, small size.", "Buena zapatilla, talla pequeña."),
    text(
        "Fine on the road, slippery when wet.",
        "Bien en asfalto, resbalan en mojado.",
    ),
    text(
        "The colour is not that of the picture.",
        "El color no es el de la foto.",
    ),
];
const BAD: [Text; 3] = [
    text("Too narrow for me.", "Demasiado estrechas para mí."),
    text(
        "Arrived late, box crushed.",
        "Llegaron tarde y con la caja aplastada.",
    ),
    text(
        "The lace broke in a month.",
        "El cordón se rompió en un mes.",
    ),
];
const CRACKED: [Text; 3] = [
    text(
        "The sole opened after 200 km.",
        "La suela se abrió a los 200 km.",
    ),
    text("Water comes in at the toe.", "Entra agua por la punta."),
    text(
        "Same crack in the second pair.",
        "La misma grieta en el segundo par.",
    ),
];

/// What buyers write in public: stars, how it sounds, and words.
pub(super) fn reviews(today: Date, lang: Lang) -> Vec<u8> {
    let mut text = format!("review,day,{DIMENSIONS},stars,mood,words\n");
    for (ago, day) in weeks(today) {
        for number in 0..REVIEWS_A_WEEK {
            let review = (WEEKS - 1 - ago) * REVIEWS_A_WEEK + number + 1;
            let sale = Sale::of(review, "review", (ago, day));
            let shares = if sale.cracks() {
                &[0.26, 0.2, 0.18, 0.2, 0.16]
            } else {
                &[0.04, 0.04, 0.1, 0.34, 0.48]
            };
            let stars = rating(1, draw(review, "stars"), shares);
            let (mood, words) = match stars {
                1 | 2 if sale.cracks() => (-1, &CRACKED),
                1 | 2 => (-1, &BAD),
                3 => (0, &MIXED),
                _ => (1, &GOOD),
            };
            let words = words[pick(&[0, 1, 2], draw(review, "words"))].in_language(lang);
            let row = sale.dimensions(lang);
            let _ = writeln!(text, "V{review},{day},{row},{stars},{mood},\"{words}\"");
        }
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shop_is_the_same_every_time_and_ends_yesterday() {
        let today = jiff::civil::date(2026, 3, 1);
        let [sold, returned] = orders(today, Lang::En);
        assert_eq!([sold.clone(), returned], orders(today, Lang::En));
        for (make, rows) in [
            (answers(today, Lang::Es), WEEKS * ANSWERS_A_WEEK),
            (reviews(today, Lang::En), WEEKS * REVIEWS_A_WEEK),
            (deliveries(today), WEEKS * 8),
            (checkouts(today), WEEKS * 2),
        ] {
            let text = String::from_utf8(make).unwrap();
            assert_eq!(text.lines().count() as u32, rows + 1);
            assert!(
                text.lines().last().unwrap().contains("2026-02-28"),
                "{text}"
            );
            // 130 weeks before.
            assert!(text.lines().nth(1).unwrap().contains("2023-09-02"));
        }
    }

    #[test]
    fn more_pairs_are_sold_in_november_than_in_july_and_none_comes_back_unsold() {
        let [sold, returned] = orders(jiff::civil::date(2026, 3, 1), Lang::En);
        let (sold, returned) = (
            String::from_utf8(sold).unwrap(),
            String::from_utf8(returned).unwrap(),
        );
        let of = |month: &str| sold.lines().filter(|line| line.contains(month)).count();
        assert!(
            of(",2025-11-") > of(",2025-07-"),
            "{} {}",
            of(",2025-11-"),
            of(",2025-07-")
        );
        let known: std::collections::BTreeSet<&str> = sold
            .lines()
            .filter_map(|line| line.split(',').next())
            .collect();
        for line in returned.lines().skip(1) {
            let order = line.split(',').next().unwrap().trim_start_matches('R');
            assert!(known.contains(order), "{line}");
        }
    }
}
