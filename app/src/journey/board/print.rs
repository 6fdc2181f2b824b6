//! The board on paper: a table for each run of whole stages that fits the sheet, with stages and steps repeated at the head of every page
//! and the lanes at the left of every table. It is written when the browser is about to print, and gone afterwards: nobody who does
//! not print carries it.

use leptos::{ev, prelude::*};
use shared::{
    id::{StageId, StepId},
    journey::{LaneKind, Node},
    log::Board,
};

use super::{
    dom,
    layout::{Column, Layout},
    measured::EmotionView,
    names,
    seen::{self, Seen},
    state::BoardState,
};
use crate::{
    html::Html,
    request::use_now,
    words::{Lang, in_lang},
};

const PRINT: &str = "board-print";
/// Columns that fit the width of a sheet (A4 or letter, landscape) and are still read.
const COLUMNS: usize = 6;

/// Where the board is written for the printer; empty on the screen.
pub(super) fn sheet(state: BoardState) -> AnyView {
    let now = use_now();
    Effect::new(move |_| {
        let before = window_event_listener(ev::beforeprint, move |_| {
            if let Some(sheet) = dom::by_id(PRINT) {
                let lang = state.words.now_lang();
                sheet.set_inner_html(&written(state, lang, now.now()));
            }
        });
        let after = window_event_listener(ev::afterprint, |_| {
            if let Some(sheet) = dom::by_id(PRINT) {
                sheet.set_inner_html("");
            }
        });
        on_cleanup(move || {
            before.remove();
            after.remove();
        });
    });
    view! { <div id=PRINT class="print"></div> }.into_any()
}

fn written(state: BoardState, lang: Lang, now: i64) -> String {
    let layout = state.layout().get_untracked();
    let mut html = Html::new();
    untrack(|| {
        state.follow(|board, measured| {
            head(&mut html, lang, board);
            let emotion = EmotionView::of(board, &layout, measured);
            let seen = Seen {
                board,
                measured,
                emotion: &emotion,
            };
            for run in runs(&layout) {
                table(&mut html, lang, seen, &layout, &run, now);
            }
        });
    });
    html.done()
}

/// The scope as the title of the whole.
fn head(html: &mut Html, lang: Lang, board: &Board) {
    let scope = &board.journey.scope;
    let kind = names::journey_kind(lang, scope.kind);
    html.open("header", &[("class", "print__head")]);
    html.element("h1", &[], &scope.title).open("dl", &[]);
    seen::term(html, in_lang(lang).board.kind, kind);
    seen::scope(html, lang, board);
    html.close("dl").close("header");
}

/// A part of a stage on one sheet: its columns, and which part of how many it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    stage: StageId,
    columns: Vec<Column>,
    part: (usize, usize),
}

/// Stages in runs that fit a sheet. A stage is not broken unless it alone is wider than the sheet.
fn runs(layout: &Layout) -> Vec<Vec<Part>> {
    let mut runs: Vec<Vec<Part>> = Vec::new();
    let mut start = 0;
    let mut width = COLUMNS;
    for (stage, span) in &layout.stages {
        let columns: Vec<Column> = layout
            .columns
            .iter()
            .skip(start)
            .take(*span)
            .copied()
            .collect();
        start += span;
        let chunks: Vec<&[Column]> = columns.chunks(COLUMNS).collect();
        let of = chunks.len();
        for (index, chunk) in chunks.into_iter().enumerate() {
            let part = Part {
                stage: *stage,
                columns: chunk.to_vec(),
                part: (index + 1, of),
            };
            match runs.last_mut() {
                Some(run) if width + chunk.len() <= COLUMNS => {
                    run.push(part);
                    width += chunk.len();
                }
                _ => {
                    runs.push(vec![part]);
                    width = chunk.len();
                }
            }
        }
    }
    runs
}

fn table(html: &mut Html, lang: Lang, seen: Seen<'_>, layout: &Layout, run: &[Part], now: i64) {
    let journey = &seen.board.journey;
    let columns: Vec<Column> = run
        .iter()
        .flat_map(|part| part.columns.iter().copied())
        .collect();
    let steps: Vec<StepId> = columns.iter().filter_map(|column| column.step()).collect();
    html.open("table", &[("class", "print__table")]);
    html.open("thead", &[])
        .open("tr", &[])
        .open("td", &[])
        .close("td");
    for part in run {
        let title = journey
            .stages
            .get(&part.stage)
            .map_or("", |stage| stage.title.as_str());
        let span = part.columns.len().to_string();
        let title = match part.part {
            (_, 1) => title.to_owned(),
            (at, of) => format!("{title} ({at}/{of})"),
        };
        html.element(
            "th",
            &[("colspan", &span), ("class", "print__stage")],
            &title,
        );
    }
    html.close("tr").open("tr", &[]);
    html.element(
        "th",
        &[("class", "print__lane")],
        in_lang(lang).board.steps_row,
    );
    for column in &columns {
        let step = column.step().and_then(|step| journey.steps.get(&step));
        html.element(
            "th",
            &[("class", "print__step")],
            step.map_or("", |step| &step.title),
        );
    }
    html.close("tr").close("thead").open("tbody", &[]);
    let mut line = journey.lanes_above_line().filter(|above| *above > 0);
    for (lane, kind) in seen::lanes(seen, layout, &steps) {
        // Over the first lane below it: the one that it is drawn under on the board may say nothing here.
        if line.is_some_and(|above| layout.row_of(lane).is_some_and(|row| row >= above)) {
            line = None;
            line_of_visibility(html, lang, columns.len());
        }
        let name = names::node(journey, &seen.board.catalogue, lang, Node::Lane(lane));
        let name = name.unwrap_or_default();
        if kind == LaneKind::Emotion && steps.len() == columns.len() {
            html.open("tr", &[("class", "print__row")]);
            html.element("th", &[("class", "print__lane")], &name);
            let span = columns.len().to_string();
            html.open("td", &[("colspan", &span), ("class", "print__curves")]);
            seen::curves(html, seen, &steps);
            html.close("td").close("tr");
        }
        html.open("tr", &[("class", "print__row")]);
        html.element("th", &[("class", "print__lane")], &name);
        for column in &columns {
            html.open("td", &[]);
            if let Some(step) = column.step() {
                seen::cell(html, seen, lang, (step, lane, kind), now);
            }
            html.close("td");
        }
        html.close("tr");
    }
    if line.is_some() {
        line_of_visibility(html, lang, columns.len());
    }
    html.close("tbody").close("table");
}

fn line_of_visibility(html: &mut Html, lang: Lang, columns: usize) {
    let span = (columns + 1).to_string();
    html.open("tr", &[("class", "print__line")]);
    html.element("td", &[("colspan", &span)], in_lang(lang).lane.line)
        .close("tr");
}

#[cfg(test)]
mod tests {
    use shared::id::{StageId, StepId};
    use uuid::Uuid;

    use super::*;

    /// How many columns of which stage stand on each sheet.
    fn sheets(stages: &[usize]) -> Vec<Vec<(u128, usize)>> {
        let mut layout = Layout::default();
        for (at, span) in (1..).zip(stages) {
            layout
                .stages
                .push((StageId::new(Uuid::from_u128(at)), *span));
            let first = 100 * at;
            let steps = (first..)
                .take(*span)
                .map(|id| StepId::new(Uuid::from_u128(id)));
            layout.columns.extend(steps.map(Column::Step));
        }
        let run = |run: Vec<Part>| {
            let parts = run
                .iter()
                .map(|part| (part.stage.uuid().as_u128(), part.columns.len()));
            parts.collect()
        };
        runs(&layout).into_iter().map(run).collect()
    }

    #[test]
    fn stages_stay_whole_as_long_as_they_fit_a_sheet() {
        assert_eq!(
            sheets(&[3, 3, 2, 5]),
            [vec![(1, 3), (2, 3)], vec![(3, 2)], vec![(4, 5)]]
        );
        assert_eq!(sheets(&[8, 2]), [vec![(1, 6)], vec![(1, 2), (2, 2)]]);
        assert!(sheets(&[]).is_empty());
    }
}
