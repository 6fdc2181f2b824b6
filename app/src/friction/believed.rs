//! What the board believes against what the records measure: two orders of the same touchpoints, and where belief was most wrong.

use shared::{
    chart::{Ranks, slope},
    friction::{Score, mid_ranks, spearman},
};

use super::basis::{Basis, Subject};
use crate::{
    chart,
    html::Html,
    words::{Lang, in_lang, priority},
};

/// Places further apart than this are told.
const APART: f64 = 1.0;
/// So many are told at most.
const TOLD: usize = 3;
/// Units across, of the lines between the orders.
const WIDTH: f64 = 300.0;

/// A touchpoint in both orders.
struct Both<'a> {
    subject: &'a Subject,
    believed: f64,
    measured: f64,
    ranks: (f64, f64),
}

impl Both<'_> {
    /// How many places worse than believed.
    fn worse_by(&self) -> f64 {
        self.ranks.0 - self.ranks.1
    }
}

/// The section, by these scores.
pub(super) fn believed(html: &mut Html, lang: Lang, basis: &Basis, scores: &[Option<Score>]) {
    let words = priority(lang);
    let (mut both, left_out) = both(basis, scores);
    if both.is_empty() {
        html.classed("p", "muted", words.believed_none);
        return;
    }
    html.classed("p", "muted small", words.believed_lead);
    both.sort_by(|a, b| a.ranks.0.total_cmp(&b.ranks.0));
    let told = most_wrong(&both);
    let is_told = |at: &Both<'_>| told.iter().any(|told| told.subject.id == at.subject.id);
    let ranks: Vec<Ranks> = both
        .iter()
        .map(|at| Ranks {
            name: at.subject.name.clone(),
            one: at.ranks.0,
            other: at.ranks.1,
            apart: is_told(at),
        })
        .collect();
    let columns = [
        in_lang(lang).friction.touchpoint,
        words.believed_place,
        words.measured_place,
    ];
    let drawn = slope(
        &ranks,
        WIDTH,
        words.believed_caption,
        [words.believed, words.measured],
        columns,
    );
    html.open("div", &[("class", "believed")]);
    chart::figure(html, &drawn.plot, (words.believed_caption, None), lang);
    html.close("div");
    html.open("ul", &[("class", "believed__words")]);
    if told.is_empty() {
        html.element("li", &[], words.agree);
    }
    for at in &told {
        let place = |rank: f64| lang.number(rank, u8::from(rank.fract() != 0.0));
        let (believed, measured) = (place(at.ranks.0), place(at.ranks.1));
        let name = &at.subject.name;
        let said = if at.worse_by() > 0.0 {
            words.worse_than_believed(name, &believed, &measured)
        } else {
            words.better_than_believed(name, &believed, &measured)
        };
        html.element("li", &[], &said);
    }
    html.close("ul");
    let pairs: Vec<(f64, f64)> = both.iter().map(|at| (-at.believed, at.measured)).collect();
    let said = spearman(&pairs).map_or_else(
        || words.no_order.to_owned(),
        |rho| words.correlation(&lang.signed(rho, 2), pairs.len() as u64),
    );
    html.open("p", &[("class", "muted small")]).text(&said);
    if left_out > 0 {
        html.text(" ").text(&words.left_out(left_out));
    }
    html.close("p");
    html.open("details", &[("class", "chart__data")]);
    html.element("summary", &[], in_lang(lang).chart.numbers);
    chart::write_table(html, &drawn.table, lang);
    html.close("details");
}

/// Those that are believed and measured, with their places in both orders, and how many are not.
fn both<'a>(basis: &'a Basis, scores: &[Option<Score>]) -> (Vec<Both<'a>>, u64) {
    let shown = basis.subjects.iter().zip(scores);
    let shown = shown.filter(|(subject, _)| subject.shown);
    let mut left_out = 0;
    let mut known = Vec::new();
    for (subject, score) in shown {
        match subject.believed.zip(score.as_ref()) {
            Some((believed, score)) => known.push((subject, believed, score.score)),
            None => left_out += 1,
        }
    }
    // The lowest emotion and the highest friction come first.
    let one = mid_ranks(&known.iter().map(|at| -at.1).collect::<Vec<_>>());
    let other = mid_ranks(&known.iter().map(|at| at.2).collect::<Vec<_>>());
    let places = one.into_iter().zip(other);
    let both = known.into_iter().zip(places);
    let both = both.map(|((subject, believed, measured), ranks)| Both {
        subject,
        believed,
        measured,
        ranks,
    });
    (both.collect(), left_out)
}

/// Those in which belief was most wrong, the most first.
fn most_wrong<'a, 'b>(both: &'b [Both<'a>]) -> Vec<&'b Both<'a>> {
    let mut wrong: Vec<&Both<'a>> = both
        .iter()
        .filter(|at| at.worse_by().abs() > APART)
        .collect();
    wrong.sort_by(|a, b| b.worse_by().abs().total_cmp(&a.worse_by().abs()));
    wrong.truncate(TOLD);
    wrong
}
