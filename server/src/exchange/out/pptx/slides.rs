//! The slides that are not a stage's: the title, the overview, what is to be done.

use app::words::workbook_words;
use shared::{
    chart::heat_step,
    exchange::drawing::{Cells, Heat, Look, Sheet, Tone, Words, Written},
    journey::LaneKind,
};

use super::{
    super::{Order, words_of},
    shape::{At, Form, HIGH, Line, Slide, WIDE},
    stage::{MARGIN, TOP, height, wide},
};

/// Stages across and down an overview.
const ACROSS: usize = 6;
const DOWN: usize = 2;
/// Steps of a stage that an overview names.
const NAMED: usize = 8;

/// The title and the scope.
pub(super) fn title(order: &Order, sheet: &Sheet) -> Slide {
    let mut slide = Slide::default();
    slide.title(&sheet.title, Some(At(60.0, 110.0, 840.0, 110.0)));
    slide.line((60.0, 226.0), (220.0, 226.0), Tone::Accent, 3.0);
    let mut lines = Vec::new();
    for (term, text) in &sheet.scope {
        let said = if term.is_empty() {
            text.clone()
        } else {
            format!("{term}: {text}")
        };
        // What a slide has no room for stands in the other formats.
        let short: String = said.chars().take(400).collect();
        lines.push(Line::new(&short, 14.0, Tone::Ink2));
    }
    slide.shape(
        At(54.0, 240.0, 846.0, 220.0),
        Form::Rect,
        (None, None),
        &lines,
    );
    let made = workbook_words(order.lang).made_with;
    let day = sheet.day.as_deref().unwrap_or_default();
    let foot = [day, made].into_iter().filter(|text| !text.is_empty());
    let foot = foot.collect::<Vec<_>>().join(" · ");
    let foot = [Line::new(&foot, 11.0, Tone::Ink3)];
    slide.shape(
        At(54.0, 480.0, 846.0, 26.0),
        Form::Rect,
        (None, None),
        &foot,
    );
    slide
}

/// The stages with their steps, and the worst friction of each.
pub(super) fn overview(order: &Order, sheet: &Sheet) -> Vec<Slide> {
    let words = workbook_words(order.lang);
    let said = words_of(order);
    let worst = worst(sheet);
    let mut from = 0;
    let mut stages = Vec::new();
    for (title, columns) in &sheet.stages {
        let steps = sheet.columns.get(from..from + columns).unwrap_or_default();
        let worst = worst.get(from..from + columns).unwrap_or_default();
        let worst = worst.iter().flatten().copied().reduce(f64::max);
        stages.push((title, steps, worst));
        from += columns;
    }
    let mut slides = Vec::new();
    for (at, page) in stages.chunks(ACROSS * DOWN).enumerate() {
        let title = if at == 0 {
            words.overview.to_owned()
        } else {
            words.continued(words.overview, at + 1)
        };
        let mut slide = Slide::titled(&title);
        let across = page.len().clamp(1, ACROSS);
        let rows = page.len().div_ceil(ACROSS).max(1);
        let gap = 10.0;
        let width = (WIDE - 2.0 * MARGIN - gap * wide(across - 1)) / wide(across);
        let high = (HIGH - TOP - MARGIN - gap * wide(rows - 1)) / wide(rows);
        for (place, (title, steps, worst)) in page.iter().enumerate() {
            let left = MARGIN + (width + gap) * wide(place % ACROSS);
            let top = TOP + (high + gap) * wide(place / ACROSS);
            let head = [Line::bold(title, 14.0, Tone::Ink)];
            let outline = (Some(Tone::Sunken), Some(Tone::Line));
            slide.shape(At(left, top, width, 44.0), Form::Round, outline, &head);
            if let Some(worst) = worst {
                let step = heat_step(*worst);
                let number = said.lang().number(*worst, 0);
                let chip = [Line::bold(&number, 12.0, Tone::HeatInk(step))];
                let at = At(left + width - 42.0, top + 50.0, 42.0, 24.0);
                slide.shape(at, Form::Round, (Some(Tone::Heat(step)), None), &chip);
            }
            let mut lines: Vec<Line> = steps
                .iter()
                .take(NAMED)
                .map(|step| Line::new(step, 11.0, Tone::Ink2))
                .collect();
            if steps.len() > NAMED {
                lines.push(Line::new("…", 11.0, Tone::Ink2));
            }
            let room = if worst.is_some() { width - 46.0 } else { width };
            let at = At(left, top + 48.0, room, high - 48.0);
            slide.shape(at, Form::Rect, (None, None), &lines);
        }
        slides.push(slide);
    }
    slides
}

/// The worst friction of each column.
fn worst(sheet: &Sheet) -> Vec<Option<f64>> {
    let cells = sheet.lanes.iter().find_map(|lane| match &lane.cells {
        Cells::Heat(cells) => Some(cells),
        _ => None,
    });
    let score = |heat: &Heat| match heat {
        Heat::Scored(score, ..) => Some(score.score),
        Heat::Empty | Heat::Unknown => None,
    };
    let none = || vec![None; sheet.columns.len()];
    cells.map_or_else(none, |cells| cells.iter().map(score).collect())
}

/// Pains, opportunities and actions beside each other, over as many slides as they take.
pub(super) fn to_do(order: &Order, sheet: &Sheet) -> Vec<Slide> {
    let words = workbook_words(order.lang);
    let said = words_of(order);
    let kinds = [LaneKind::Pains, LaneKind::Opportunities, LaneKind::Actions];
    let mut lists: Vec<Vec<(&Written, &str)>> = kinds.map(|kind| of_kind(sheet, kind)).to_vec();
    let mut slides = Vec::new();
    let gap = 14.0;
    let width = (WIDE - 2.0 * MARGIN - 2.0 * gap) / 3.0;
    loop {
        let at = slides.len();
        let title = if at == 0 {
            words.to_do.to_owned()
        } else {
            words.continued(words.to_do, at + 1)
        };
        let mut slide = Slide::titled(&title);
        for (column, (kind, list)) in kinds.iter().zip(&mut lists).enumerate() {
            let left = MARGIN + (width + gap) * wide(column);
            let head = [Line::bold(said.lane(*kind), 13.0, Tone::Ink)];
            slide.shape(At(left, TOP, width, 26.0), Form::Rect, (None, None), &head);
            let mut top = TOP + 30.0;
            if list.is_empty() && at == 0 {
                let nothing = [Line::new(words.nothing, 10.5, Tone::Ink3)];
                slide.shape(
                    At(left, top, width, 24.0),
                    Form::Rect,
                    (None, None),
                    &nothing,
                );
            }
            let mut shown = 0;
            for (card, step) in list.iter() {
                let (fill, ink) = match card.look {
                    Look::Pain => (Tone::Pain, Tone::PainInk),
                    Look::Opportunity => (Tone::Opportunity, Tone::OpportunityInk),
                    _ => (Tone::Surface, Tone::Ink),
                };
                let mut lines = vec![Line::new(&card.title, 11.0, ink)];
                let stands = card.stands.as_ref().map(|(_, said)| said.as_str());
                let facts = [Some(*step), stands].into_iter().flatten();
                let facts: Vec<&str> = facts.filter(|text| !text.is_empty()).collect();
                if !facts.is_empty() {
                    lines.push(Line::new(&facts.join(" · "), 9.0, ink));
                }
                let high = height(&lines, width);
                if top + high > HIGH - 16.0 && shown > 0 {
                    break;
                }
                let outline = (Some(fill), Some(Tone::Line));
                slide.shape(At(left, top, width, high), Form::Round, outline, &lines);
                top += high + 5.0;
                shown += 1;
            }
            list.drain(..shown);
        }
        slides.push(slide);
        // More than that is refused anyway.
        if lists.iter().all(Vec::is_empty) || slides.len() > super::MOST_SLIDES {
            return slides;
        }
    }
}

/// The cards of a kind of lane, each with the title of its step.
fn of_kind(sheet: &Sheet, kind: LaneKind) -> Vec<(&Written, &str)> {
    let lanes = sheet.lanes.iter().filter(|lane| lane.kind == kind);
    let cells = lanes.filter_map(|lane| match &lane.cells {
        Cells::Cards(cells) => Some(cells),
        _ => None,
    });
    cells
        .flat_map(|cells| cells.iter().zip(&sheet.columns))
        .flat_map(|(cards, step)| cards.iter().map(move |card| (card, step.as_str())))
        .collect()
}
