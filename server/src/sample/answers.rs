//! The sample's answers: always the same draws, over the twelve weeks before the first start.

use std::fmt::Write as _;

use jiff::{Span, civil::Date};
use xxhash_rust::xxh3::xxh3_64;

const RESPONDENTS: u32 = 260;
const DAYS: u32 = 84;
const REGIONS: [&str; 4] = ["Norte", "Centro", "Levante", "Sur"];

/// A question: how many are asked, and the shares of the ratings from the lowest.
struct Question {
    column: &'static str,
    asked: f64,
    lowest: i32,
    shares: &'static [f64],
    /// The same in the last four weeks, where something happened.
    lately: Option<&'static [f64]>,
}

const QUESTIONS: [Question; 9] = [
    question("film", 0.8, &[0.02, 0.05, 0.16, 0.42, 0.35]),
    question("checkout", 0.9, &[0.03, 0.06, 0.14, 0.37, 0.40]),
    question(
        "checkout ease",
        0.9,
        &[0.02, 0.03, 0.06, 0.12, 0.22, 0.30, 0.25],
    ),
    question("delivery", 0.85, &[0.12, 0.18, 0.24, 0.28, 0.18]),
    question("fit", 0.75, &[0.01, 0.03, 0.10, 0.36, 0.50]),
    Question {
        column: "soles",
        asked: 0.5,
        lowest: 1,
        shares: &[0.14, 0.20, 0.24, 0.26, 0.16],
        lately: Some(&[0.40, 0.27, 0.17, 0.10, 0.06]),
    },
    question("claim", 0.22, &[0.22, 0.26, 0.24, 0.18, 0.10]),
    question(
        "claim ease",
        0.22,
        &[0.14, 0.17, 0.20, 0.18, 0.14, 0.10, 0.07],
    ),
    Question {
        column: "recommend",
        asked: 0.95,
        lowest: 0,
        shares: &[
            0.02, 0.01, 0.02, 0.03, 0.03, 0.07, 0.08, 0.16, 0.22, 0.20, 0.16,
        ],
        lately: None,
    },
];

const fn question(column: &'static str, asked: f64, shares: &'static [f64]) -> Question {
    Question {
        column,
        asked,
        lowest: 1,
        shares,
        lately: None,
    }
}

/// The answers as a file, the last of them of the day before `today`.
pub(super) fn csv(today: Date) -> Vec<u8> {
    let mut text = String::from("respondent,day,region,complaint");
    for question in &QUESTIONS {
        let _ = write!(text, ",{}", question.column);
    }
    text.push('\n');
    for respondent in 0..RESPONDENTS {
        let ago = DAYS - respondent * DAYS / RESPONDENTS;
        let day = today.saturating_sub(Span::new().days(ago));
        let region =
            REGIONS[(draw(respondent, "region") * REGIONS.len() as f64) as usize % REGIONS.len()];
        let complaint = complaint(draw(respondent, "complaint"), ago);
        let _ = write!(text, "{},{day},{region},{complaint}", respondent + 1);
        for question in &QUESTIONS {
            text.push(',');
            if draw(respondent, &format!("asked {}", question.column)) < question.asked {
                let shares = question
                    .lately
                    .filter(|_| ago <= 28)
                    .unwrap_or(question.shares);
                let _ = write!(
                    text,
                    "{}",
                    question.lowest + rating(draw(respondent, question.column), shares)
                );
            }
        }
        text.push('\n');
    }
    text.into_bytes()
}

/// Which code, if any: 1 delivery, 2 soles, 3 claim.
fn complaint(draw: f64, ago: u32) -> &'static str {
    let soles = if ago <= 28 { 0.12 } else { 0.04 };
    match draw {
        at if at < 0.04 => "1",
        at if at < 0.04 + soles => "2",
        at if at < 0.07 + soles => "3",
        _ => "",
    }
}

/// The rating at a place between 0 and 1 of the shares.
fn rating(draw: f64, shares: &[f64]) -> i32 {
    let mut below = 0.0;
    let mut rating = 0;
    for share in shares {
        below += share;
        if draw < below {
            break;
        }
        rating += 1;
    }
    rating.min(shares.len() as i32 - 1)
}

/// A number from 0 to below 1, always the same for the same respondent and question.
fn draw(respondent: u32, question: &str) -> f64 {
    let hash = xxh3_64(format!("{respondent} {question}").as_bytes());
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_of_every_question_add_up_to_one() {
        for question in &QUESTIONS {
            for shares in std::iter::once(question.shares).chain(question.lately) {
                assert!(
                    (shares.iter().sum::<f64>() - 1.0).abs() < 1e-9,
                    "{}",
                    question.column
                );
            }
        }
    }

    #[test]
    fn the_answers_are_the_same_every_time_and_end_yesterday() {
        let today = jiff::civil::date(2026, 3, 1);
        let text = csv(today);
        assert_eq!(text, csv(today));
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text.lines().count() as u32, RESPONDENTS + 1);
        assert!(text.lines().last().unwrap().contains("2026-02-28"));
        assert!(text.lines().nth(1).unwrap().contains("2025-12-07"));
    }
}
