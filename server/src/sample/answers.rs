//! The sample's two surveys, one of each journey: always the same draws, up to the day before the first start.

use std::fmt::Write as _;

use jiff::{Span, civil::Date};
use shared::locale::Lang;

use super::{
    content::SEGMENTS,
    years::{REGIONS, draw, pick, rating},
};

/// A survey: how many answer, over how many days, what is asked, and what they complain of.
pub(super) struct Survey {
    name: &'static str,
    respondents: u32,
    days: u32,
    questions: &'static [Question],
    /// Codes with how many complain, usually and in the last four weeks.
    complaints: &'static [(&'static str, f64, f64)],
}

/// A question: how many are asked, and the shares of the ratings from the lowest.
struct Question {
    column: &'static str,
    asked: f64,
    lowest: i32,
    shares: &'static [f64],
    /// The same in the last four weeks, where something happened.
    lately: Option<&'static [f64]>,
    /// Of each segment, how many rate it one lower than others.
    stricter: [f64; 3],
}

/// Of buying a pair and running with it.
pub(super) const BUYING: Survey = Survey {
    name: "buying",
    respondents: 260,
    days: 84,
    questions: &[
        question(
            "film",
            0.8,
            &[0.02, 0.05, 0.16, 0.42, 0.35],
            [0.0, 0.25, 0.1],
        ),
        question(
            "checkout",
            0.9,
            &[0.03, 0.06, 0.14, 0.37, 0.40],
            [0.1, 0.0, 0.2],
        ),
        question(
            "checkout ease",
            0.9,
            &[0.02, 0.03, 0.06, 0.12, 0.22, 0.30, 0.25],
            [0.1, 0.0, 0.3],
        ),
        question(
            "delivery",
            0.85,
            &[0.12, 0.18, 0.24, 0.28, 0.18],
            [0.2, 0.0, 0.0],
        ),
        question(
            "fit",
            0.75,
            &[0.01, 0.03, 0.10, 0.36, 0.50],
            [0.1, 0.2, 0.0],
        ),
        Question {
            column: "soles",
            asked: 0.7,
            lowest: 1,
            shares: &[0.05, 0.10, 0.18, 0.37, 0.30],
            lately: Some(&[0.40, 0.27, 0.17, 0.10, 0.06]),
            stricter: [0.1, 0.3, 0.0],
        },
        question(
            "claim",
            0.22,
            &[0.22, 0.26, 0.24, 0.18, 0.10],
            [0.2, 0.0, 0.0],
        ),
        question(
            "claim ease",
            0.22,
            &[0.14, 0.17, 0.20, 0.18, 0.14, 0.10, 0.07],
            [0.2, 0.0, 0.0],
        ),
        Question {
            column: "recommend",
            asked: 0.95,
            lowest: 0,
            shares: &[
                0.02, 0.01, 0.02, 0.03, 0.03, 0.07, 0.08, 0.16, 0.22, 0.20, 0.16,
            ],
            lately: None,
            stricter: [0.0, 0.0, 0.0],
        },
    ],
    complaints: &[("1", 0.015, 0.015), ("2", 0.01, 0.06), ("3", 0.01, 0.01)],
};

/// Of claiming a pair and having it repaired.
pub(super) const REPAIRING: Survey = Survey {
    name: "repairing",
    respondents: 220,
    days: 364,
    questions: &[
        question(
            "form",
            0.9,
            &[0.08, 0.14, 0.24, 0.34, 0.20],
            [0.2, 0.0, 0.3],
        ),
        question(
            "form ease",
            0.9,
            &[0.06, 0.09, 0.14, 0.18, 0.22, 0.19, 0.12],
            [0.2, 0.0, 0.3],
        ),
        question(
            "parcel",
            0.8,
            &[0.05, 0.10, 0.20, 0.38, 0.27],
            [0.0, 0.1, 0.2],
        ),
        question(
            "repair",
            0.85,
            &[0.03, 0.05, 0.13, 0.37, 0.42],
            [0.0, 0.2, 0.0],
        ),
        question(
            "back",
            0.8,
            &[0.04, 0.09, 0.17, 0.37, 0.33],
            [0.1, 0.0, 0.0],
        ),
    ],
    complaints: &[("1", 0.02, 0.02), ("2", 0.01, 0.01), ("3", 0.015, 0.015)],
};

const fn question(
    column: &'static str,
    asked: f64,
    shares: &'static [f64],
    stricter: [f64; 3],
) -> Question {
    Question {
        column,
        asked,
        lowest: 1,
        shares,
        lately: None,
        stricter,
    }
}

impl Survey {
    /// The answers as a file, the last of them of the day before `today`.
    pub(super) fn csv(&self, today: Date, lang: Lang) -> Vec<u8> {
        let mut text = String::from("respondent,day,region,segment,complaint");
        for question in self.questions {
            let _ = write!(text, ",{}", question.column);
        }
        text.push('\n');
        for respondent in 0..self.respondents {
            let at = |of: &str| draw(respondent, &format!("{} {of}", self.name));
            let ago = self.days - respondent * self.days / self.respondents;
            let day = today.saturating_sub(Span::new().days(ago));
            let region = pick(&REGIONS, at("region"));
            let segment = pick(&[0, 0, 0, 1, 1, 1, 2, 2], at("segment"));
            let complaint = self.complaint(at("complaint"), ago);
            let _ = write!(
                text,
                "{},{day},{region},{},{complaint}",
                respondent + 1,
                SEGMENTS[segment].in_language(lang)
            );
            for question in self.questions {
                text.push(',');
                let column = question.column;
                if at(&format!("asked {column}")) < question.asked {
                    let lately = question.lately.filter(|_| ago <= 28);
                    let shares = lately.unwrap_or(question.shares);
                    let given = rating(question.lowest, at(column), shares);
                    let strict = at(&format!("strict {column}")) < question.stricter[segment];
                    let _ = write!(text, "{}", question.lowest.max(given - i32::from(strict)));
                }
            }
            text.push('\n');
        }
        text.into_bytes()
    }

    /// Which code, if any.
    fn complaint(&self, draw: f64, ago: u32) -> &'static str {
        let mut below = 0.0;
        let found = self.complaints.iter().find(|(_, usual, lately)| {
            below += if ago <= 28 { lately } else { usual };
            draw < below
        });
        found.map_or("", |(code, ..)| code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 3, 1);

    #[test]
    fn the_shares_of_every_question_add_up_to_one() {
        for question in BUYING.questions.iter().chain(REPAIRING.questions) {
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
        for (survey, first) in [(&BUYING, "2025-12-07"), (&REPAIRING, "2025-03-02")] {
            let text = survey.csv(TODAY, Lang::En);
            assert_eq!(text, survey.csv(TODAY, Lang::En));
            let text = String::from_utf8(text).unwrap();
            assert_eq!(text.lines().count() as u32, survey.respondents + 1);
            assert!(text.lines().last().unwrap().contains("2026-02-2"), "{text}");
            assert!(text.lines().nth(1).unwrap().contains(first), "{text}");
        }
    }

    /// What changes on the pages in four weeks must be what the sample tells, not a draw: for each question the shares of
    /// those who are not satisfied, before and lately, with the margin of their difference.
    #[test]
    fn nothing_but_the_soles_changed_in_the_last_four_weeks() {
        let text = String::from_utf8(BUYING.csv(TODAY, Lang::En)).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        for (at, question) in (5..).zip(BUYING.questions) {
            let mut counts = [(0.0, 0.0); 2];
            for row in rows.iter().skip(1).filter(|row| !row[at].is_empty()) {
                let (bad, all) = &mut counts[usize::from(row[1] >= "2026-02-01")];
                let highest = question.lowest + question.shares.len() as i32 - 1;
                *all += 1.0;
                if row[at].parse::<i32>().unwrap() < highest - 1 {
                    *bad += 1.0;
                }
            }
            let [(x0, n0), (x1, n1)] = counts;
            let (before, lately): (f64, f64) = (x0 / n0, x1 / n1);
            let error = (before * (1.0 - before) / n0 + lately * (1.0 - lately) / n1).sqrt();
            let far = (lately - before).abs() > 1.645 * error;
            assert_eq!(
                far,
                question.column == "soles",
                "{}: {before:.2} of {n0}, {lately:.2} of {n1}",
                question.column
            );
        }
    }
}
