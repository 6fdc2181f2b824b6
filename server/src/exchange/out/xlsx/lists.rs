//! What is on the board and what was measured, as lists: a row for each thing, numbers as numbers, days as days.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    action::stand,
    words::{action_words, intake_words, link_words, workbook_words},
};
use shared::{
    action::ActionKind,
    catalogue::Touchpoint,
    exchange::drawing::{Cells, Sheet, Words, Written},
    id::{CardId, DepartmentId, StepId, TouchpointId},
    journey::{Cell, Certainty, Content, LinkKind, Node},
    metric::{AmountUnit, Direction, Unit},
};

use super::{
    Order,
    sheet::{Table, Value},
    words_of,
};

/// Titles of a step and of its stage.
fn place(order: &Order, step: StepId) -> (Value, Value) {
    let journey = &order.board.journey;
    let step = journey.steps.get(&step);
    let stage = step.and_then(|step| journey.stages.get(&step.stage));
    (
        Value::text(stage.map_or("", |stage| &stage.title)),
        Value::text(step.map_or("", |step| &step.title)),
    )
}

fn department(order: &Order, id: Option<DepartmentId>) -> Value {
    let department = id.and_then(|id| order.board.catalogue.departments.get(&id));
    let name = department.map(|department| words_of(order).department(&department.name).0);
    Value::text(&name.unwrap_or_default())
}

fn touchpoint(order: &Order, id: Option<TouchpointId>) -> Option<&Touchpoint> {
    order.board.catalogue.touchpoints.get(&id?)
}

fn yes(order: &Order, yes: bool) -> Value {
    let words = workbook_words(order.lang);
    Value::text(if yes { words.yes } else { words.no })
}

/// Every visible card.
pub(super) fn cards(order: &Order, sheet: &Sheet) -> Table {
    let words = workbook_words(order.lang);
    let journey = &order.board.journey;
    let says = words_of(order);
    let mut rows = Vec::new();
    let steps: Vec<StepId> = journey.columns().map(|column| column.step).collect();
    let lanes = sheet.lanes.iter();
    let cells = lanes.flat_map(|lane| match &lane.cells {
        Cells::Cards(cells) => cells.as_slice(),
        _ => &[],
    });
    let written: BTreeMap<CardId, &Written> = cells
        .flatten()
        .filter_map(|card| Some((card.id?, card)))
        .collect();
    for (lane_id, lane) in journey.visible_lanes() {
        if !lane.kind.holds_cards() {
            continue;
        }
        let named = lane
            .title
            .as_deref()
            .unwrap_or_else(|| says.lane(lane.kind));
        for step in &steps {
            let cell = Cell {
                step: *step,
                lane: lane_id,
            };
            for (id, card) in journey.visible_cards(cell) {
                let (stage, step) = place(order, *step);
                let about = touchpoint(order, card.touchpoint);
                let channel = about.and_then(|about| about.channel);
                let channel = channel.and_then(|id| order.board.catalogue.channels.get(&id));
                let title = card.shown_title(&order.board.catalogue);
                let said = match (lane.content, title.parse::<f64>()) {
                    (Content::Number | Content::Rating, Ok(number)) => Value::number(Some(number)),
                    _ => Value::text(title),
                };
                let written = written.get(&id);
                let stands = written.and_then(|card| card.stands.as_ref());
                let effects = written.map(|card| card.effects.join("\n"));
                rows.push(vec![
                    stage,
                    step,
                    Value::text(named),
                    said,
                    Value::text(says.evidence(card.evidence)),
                    department(order, card.department.or_else(|| about?.department)),
                    Value::text(about.map_or("", |about| &about.name)),
                    Value::text(channel.map_or("", |channel| &channel.name)),
                    Value::text(stands.map_or("", |(_, said)| said)),
                    Value::text(&effects.unwrap_or_default()),
                    Value::text(&card.note.text),
                ]);
            }
        }
    }
    Table {
        columns: vec![
            (words.stage, 16.0),
            (words.step, 20.0),
            (words.lane, 18.0),
            (words.card, 40.0),
            (words.evidence, 12.0),
            (words.responsible, 16.0),
            (words.touchpoint, 22.0),
            (words.channel, 16.0),
            (words.stands, 28.0),
            (words.cause_of, 28.0),
            (words.note, 50.0),
        ],
        rows,
    }
}

/// The touchpoints of the board in its order, each once, with what was measured.
pub(super) fn touchpoints(order: &Order) -> Table {
    let words = workbook_words(order.lang);
    let says = words_of(order);
    let journey = &order.board.journey;
    let scores = order.known.facts.scores.iter();
    let scores = scores.flat_map(|scores| &scores.touchpoints);
    let scores: BTreeMap<TouchpointId, _> = scores.map(|score| (score.touchpoint, score)).collect();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for column in journey.columns() {
        for id in journey.touchpoints_at(column.step) {
            let Some(about) = touchpoint(order, Some(id)) else {
                continue;
            };
            if !seen.insert(id) {
                continue;
            }
            let (stage, step) = place(order, column.step);
            let channel = about.channel;
            let channel = channel.and_then(|id| order.board.catalogue.channels.get(&id));
            let score = scores.get(&id).copied();
            let friction = score.and_then(|score| score.friction.as_ref());
            let emotion = score.and_then(|score| score.emotion);
            let tenth = |of: Option<f64>| Value::shown(of, "0.0");
            let records = score.map(|score| whole(score.n));
            rows.push(vec![
                stage,
                step,
                Value::text(&about.name),
                Value::text(channel.map_or("", |channel| &channel.name)),
                department(order, about.department),
                yes(order, about.moment_of_truth),
                tenth(friction.map(|friction| friction.score)),
                tenth(friction.map(|friction| friction.interval.low)),
                tenth(friction.map(|friction| friction.interval.high)),
                Value::text(friction.map_or("", |friction| says.band(friction.band))),
                Value::number(friction.map(|friction| friction.coverage.sources.into())),
                Value::number(friction.map(|friction| friction.coverage.of.into())),
                Value::number(records),
                Value::shown(emotion.map(|emotion| emotion.estimate), "0.00"),
                Value::shown(emotion.map(|emotion| emotion.interval.low), "0.00"),
                Value::shown(emotion.map(|emotion| emotion.interval.high), "0.00"),
                Value::day(score.and_then(|score| score.last_day.as_deref())),
            ]);
        }
    }
    Table {
        columns: vec![
            (words.stage, 16.0),
            (words.step, 20.0),
            (words.touchpoint, 26.0),
            (words.channel, 16.0),
            (words.responsible, 16.0),
            (words.moment, 12.0),
            (words.friction, 11.0),
            (words.margin_from, 10.0),
            (words.margin_to, 10.0),
            (words.band, 10.0),
            (words.sources, 10.0),
            (words.sources_of, 6.0),
            (words.records, 10.0),
            (words.emotion, 13.0),
            (words.margin_from, 10.0),
            (words.margin_to, 10.0),
            (words.last_record, 12.0),
        ],
        rows,
    }
}

/// A number of records.
#[allow(
    clippy::cast_precision_loss,
    reason = "far fewer records than a float counts exactly"
)]
const fn whole(n: u64) -> f64 {
    n as f64
}

/// How a spreadsheet shows numbers of a unit.
const fn shown(unit: Unit) -> &'static str {
    match unit {
        Unit::Points | Unit::Amount(AmountUnit::Number) => "0",
        Unit::Share => "0.0%",
        Unit::Rating | Unit::Amount(AmountUnit::Money(_)) => "#,##0.00",
        Unit::Rate | Unit::Amount(AmountUnit::Hours | AmountUnit::Days) => "0.0",
    }
}

/// What metrics say of the touchpoints.
pub(super) fn metrics(order: &Order) -> Table {
    let words = workbook_words(order.lang);
    let mut rows = Vec::new();
    for said in &order.known.reality {
        let about = touchpoint(order, Some(said.touchpoint));
        for told in &said.metrics {
            let (metric, latest) = (&told.metric, &told.latest);
            let number = |of: Option<f64>| Value::shown(of, shown(told.unit));
            let interval = latest.interval.as_ref();
            let unit = match told.unit {
                Unit::Points => words.points.to_owned(),
                Unit::Share => words.share.to_owned(),
                Unit::Rating => words.rating.to_owned(),
                Unit::Rate => words.rate.to_owned(),
                Unit::Amount(unit) => intake_words(order.lang).unit(unit),
            };
            let better = match metric.direction {
                Direction::Up => words.more,
                Direction::Down => words.less,
            };
            rows.push(vec![
                Value::text(about.map_or("", |about| &about.name)),
                Value::text(metric.name.in_lang(order.lang)),
                number(latest.estimate),
                number(interval.map(|interval| interval.low)),
                number(interval.map(|interval| interval.high)),
                Value::text(&unit),
                Value::number(Some(whole(latest.n))),
                number(metric.target),
                told.meets_target()
                    .map_or(Value::Nothing, |met| yes(order, met)),
                Value::text(better),
                Value::day(Some(&told.period)),
                yes(order, latest.signal.is_some()),
                Value::day(told.last_day.as_deref()),
            ]);
        }
    }
    Table {
        columns: vec![
            (words.touchpoint, 26.0),
            (words.metric, 26.0),
            (words.value, 11.0),
            (words.margin_from, 11.0),
            (words.margin_to, 11.0),
            (words.unit, 12.0),
            (words.records, 10.0),
            (words.target, 11.0),
            (words.met, 11.0),
            (words.better, 9.0),
            (words.month, 12.0),
            (words.change, 9.0),
            (words.last_record, 12.0),
        ],
        rows,
    }
}

/// What people have taken on about this journey.
pub(super) fn actions(order: &Order) -> Table {
    let words = workbook_words(order.lang);
    let says = action_words(order.lang);
    let rows = order.known.actions.iter().map(|action| {
        let plan = &action.plan;
        let about = touchpoint(order, plan.touchpoint);
        let kind = match plan.kind {
            ActionKind::Containment => says.containment,
            ActionKind::Correction => says.correction,
        };
        let day = |day: Option<shared::locale::Date>| day.map_or(Value::Nothing, Value::Day);
        let assigned = action.assigned.as_ref();
        let done = action.implemented.as_ref();
        vec![
            Value::text(&plan.problem),
            Value::text(&plan.step),
            Value::text(kind),
            Value::text(about.map_or("", |about| &about.name)),
            Value::text(assigned.map_or("", |assigned| &assigned.name)),
            Value::text(&stand(order.lang, action)),
            day(plan.due),
            day(done.map(|done| done.on)),
            day(plan.check),
        ]
    });
    Table {
        columns: vec![
            (words.problem, 36.0),
            (words.what, 36.0),
            (words.kind, 16.0),
            (words.touchpoint, 24.0),
            (words.assigned, 18.0),
            (words.stands, 34.0),
            (words.due, 12.0),
            (words.done_on, 12.0),
            (words.check_on, 14.0),
        ],
        rows: rows.collect(),
    }
}

/// What causes what, and where one may go on.
pub(super) fn links(order: &Order) -> Table {
    let words = workbook_words(order.lang);
    let says = link_words(order.lang);
    let journey = &order.board.journey;
    let named = |node: Node| match node {
        Node::Card(id) => {
            let card = journey.cards.get(&id);
            Value::text(card.map_or("", |card| card.shown_title(&order.board.catalogue)))
        }
        node => Value::text(journey.title(node).unwrap_or_default()),
    };
    let rows = journey.visible_links().map(|(_, link)| {
        let (kind, sure) = match link.kind {
            LinkKind::Cause(Certainty::Hypothesis) => (words.cause, says.hypothesis),
            LinkKind::Cause(Certainty::Confirmed) => (words.cause, says.confirmed),
            LinkKind::Way => (words.way, ""),
        };
        vec![
            Value::text(kind),
            named(link.from),
            named(link.to),
            Value::text(sure),
            Value::text(&link.title),
        ]
    });
    Table {
        columns: vec![
            (words.kind, 18.0),
            (words.from, 36.0),
            (words.to, 36.0),
            (words.sure, 14.0),
            (words.note, 36.0),
        ],
        rows: rows.collect(),
    }
}
