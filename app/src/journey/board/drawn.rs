//! What a drawing of the board calls things, and what it says was measured: the words and the numbers of the board itself.

use shared::{
    action::ActionState,
    api::{ActionView, RealMetric, Reality, Scores},
    catalogue::DepartmentName,
    exchange::drawing::{Facts, Look, Said, Standing, Told, ToldMetric, Words, Written},
    friction::Band,
    journey::{Evidence, LaneKind},
    locale::{Date, DateStyle},
    log::Board,
    metric::{Direction, Proof},
};

use super::{
    doing,
    felt::Felt,
    measured::Measured,
    names, promise,
    reality::{self, RealityView},
};
use crate::{
    action::stand,
    catalogue::names::{department, hue},
    friction::band,
    metric::{margin, said},
    words::{Lang, in_lang, link_words, promise_words, reality_words, take_words},
};

/// What the board says of its columns and its promises, from the answers that it asks for itself.
#[must_use]
pub fn facts(
    lang: Lang,
    board: &Board,
    scores: Option<Scores>,
    reality: Option<Reality>,
    actions: Vec<ActionView>,
) -> Facts {
    let told = reality::told(reality);
    let measured = Measured::new((scores.clone(), told), Felt::default(), actions);
    let mut facts = Facts {
        scores,
        ..Facts::default()
    };
    for column in board.journey.columns() {
        let step = column.step;
        let view = reality::view(&measured.reality, board, step);
        facts.told.insert(step, metrics(lang, &view));
        let doing = measured.doing(board, step);
        let doing: Vec<Written> = doing
            .iter()
            .map(|action| doing_said(lang, action))
            .collect();
        if !doing.is_empty() {
            facts.doing.insert(step, doing);
        }
    }
    for (id, card) in &board.journey.cards {
        if let Some(promise) = promise::view(board, &measured, card) {
            let word = promise::word(lang, promise.stands);
            let said = match &promise.by {
                Some(by) => format!("{word}: {}", promise::number(lang, by)),
                None => word.to_owned(),
            };
            let standing = match promise.stands {
                Proof::Unproven => Standing::Open,
                Proof::Kept => Standing::Good,
                Proof::AtRisk => Standing::AtRisk,
                Proof::Broken => Standing::Bad,
            };
            facts.proofs.insert(*id, (standing, said));
        }
    }
    facts
}

fn metrics(lang: Lang, view: &RealityView) -> Told {
    let words = reality_words(lang);
    match view {
        RealityView::Empty | RealityView::Untold { .. } => Told::default(),
        RealityView::Unknown { .. } => Told {
            metrics: Vec::new(),
            more: words.nothing.to_owned(),
        },
        RealityView::Told { lines, more } => Told {
            metrics: lines
                .iter()
                .map(|line| metric(lang, line.of.as_deref(), &line.metric))
                .collect(),
            more: more.map_or_else(String::new, |(_, n)| words.more(n)),
        },
    }
}

/// A metric of a touchpoint in words.
fn metric(lang: Lang, of: Option<&str>, metric: &RealMetric) -> ToldMetric {
    let words = reality_words(lang);
    let value = metric.latest.estimate;
    let value = value.map_or_else(String::new, |value| said(lang, metric.unit, value));
    let month = metric.period.parse::<Date>().ok();
    let month = month.map(|month| lang.date(month, DateStyle::MonthYear));
    let target = match (metric.metric.target, metric.metric.direction) {
        (None, _) => promise_words(lang).without_target.to_owned(),
        (Some(aimed), Direction::Up) => words.target(&said(lang, metric.unit, aimed)),
        (Some(aimed), Direction::Down) => words.target_at_most(&said(lang, metric.unit, aimed)),
    };
    ToldMetric {
        of: of.map(str::to_owned),
        name: metric.metric.name.in_lang(lang).to_owned(),
        value: match month {
            Some(month) => words.in_month(&value, &month),
            None => value,
        },
        target,
        met: metric.meets_target(),
        margin: margin(lang, &metric.metric, &metric.latest),
    }
}

/// An action that somebody has taken on, as its chip says it.
fn doing_said(lang: Lang, action: &ActionView) -> Written {
    let standing = if action.state == ActionState::Overdue {
        Standing::Bad
    } else {
        Standing::Open
    };
    Written {
        picture: None,
        id: None,
        look: Look::Action,
        title: doing::title(action).to_owned(),
        owner: None,
        channel: None,
        moment: false,
        stands: Some((standing, stand(lang, action))),
        effects: Vec::new(),
        evidence: None,
    }
}

/// The words of a drawing in a language.
#[derive(Debug, Clone, Copy)]
pub struct Drawn(pub Lang);

impl Words for Drawn {
    fn lang(&self) -> Lang {
        self.0
    }

    fn lane(&self, kind: LaneKind) -> &'static str {
        names::lane_kind(self.0, kind)
    }

    fn hint(&self, kind: LaneKind) -> &'static str {
        names::lane_hint(self.0, kind)
    }

    fn evidence(&self, evidence: Evidence) -> &'static str {
        names::evidence(self.0, evidence)
    }

    fn band(&self, of: Band) -> &'static str {
        band(in_lang(self.0), of)
    }

    fn department(&self, name: &DepartmentName) -> (String, u8) {
        (department(self.0, name), hue(name))
    }

    fn say(&self, what: Said<'_>) -> String {
        let words = in_lang(self.0);
        let (board, take) = (&words.board, take_words(self.0));
        match what {
            Said::AsIs => board.as_is.to_owned(),
            Said::ToBe => board.to_be.to_owned(),
            Said::Scenario => board.scenario.to_owned(),
            Said::Start => board.start.to_owned(),
            Said::End => board.end.to_owned(),
            Said::Goal => board.goal.to_owned(),
            Said::Personas => board.persona.to_owned(),
            Said::Line => words.lane.line.to_owned(),
            Said::NotMeasured => board.not_measured.to_owned(),
            Said::Believed(name) => board.believed_by(name.to_owned()),
            Said::Measured(name) => board.felt_by(name),
            Said::Sources(sources, of) => words.friction.coverage(sources, of),
            Said::Worst(name, of) => board.worst_here(name.to_owned(), of),
            Said::Drawn(day) => take.drawn(day),
            Said::Page(at, of) => take.page(at, of),
            Said::Nothing => take.nothing.to_owned(),
            Said::CauseOf(name, certainty) => {
                link_words(self.0).is_cause_of(name, names::certainty(self.0, certainty))
            }
            Said::LeadsTo(name) => link_words(self.0).leads_to(name),
            Said::LeadsBackTo(name) => link_words(self.0).leads_back_to(name),
        }
    }
}
