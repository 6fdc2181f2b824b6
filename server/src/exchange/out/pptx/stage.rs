//! The slides of a stage: its steps across, four on a slide at most, its lanes down; what has no room goes on on the next.

use std::ops::Range;

use shared::{
    chart::{Measured, PersonaCurve, heat_step},
    exchange::drawing::{
        Cells, Heat, Look, Measure, Said, Sheet, SheetLane, Told, Tone, Words, Written,
    },
    image::Picture,
};

use super::{
    super::{fonts::Fonts, pictures::Pictures},
    shape::{At, Form, HIGH, Line, Slide, WIDE},
};

/// Points around a slide, to below its title, of the names of lanes, and between shapes.
pub(super) const MARGIN: f64 = 36.0;
pub(super) const TOP: f64 = 76.0;
const HEAD: f64 = 92.0;
const GAP: f64 = 5.0;
/// Where the last shape ends.
const BOTTOM: f64 = HIGH - 16.0;
const STEPS: usize = 4;
/// Points of the lane of emotions.
const CURVES: f64 = 60.0;
/// Higher than this, what metrics say is a box for each.
const TOGETHER: f64 = 180.0;
/// How much wider than ours the letters of another font may be.
const SPARE: f64 = 0.94;
/// Effects of a card that are said.
const EFFECTS: usize = 4;
/// Curves that are named.
const NAMES: usize = 5;
/// Points of the highest picture, and below one.
const HIGHEST: f64 = 110.0;
const BELOW: f64 = 2.0;

/// A shape of a cell, with how high it is.
struct Piece {
    high: f64,
    form: Form,
    paint: (Option<Tone>, Option<Tone>),
    lines: Vec<Line>,
    /// What stands above it, and how large.
    picture: Option<(Picture, f64, f64)>,
}

/// All of a stage.
pub(super) fn slides(
    sheet: &Sheet,
    title: &str,
    columns: Range<usize>,
    (words, pictures): (&dyn Words, &Pictures),
) -> Vec<Slide> {
    let mut slides = Vec::new();
    let all: Vec<usize> = columns.collect();
    for part in all.chunks(STEPS) {
        let mut page = Page::new((sheet, words), title, part, slides.len());
        for lane in &sheet.lanes {
            match &lane.cells {
                Cells::Curves {
                    believed, measured, ..
                } => page.curves(lane, (believed, measured), &mut slides),
                cells => {
                    let pieces = part
                        .iter()
                        .map(|at| pieces(cells, *at, page.width(), (words, pictures)));
                    let pieces: Vec<Vec<Piece>> = pieces.collect();
                    // A lane of which nothing stands in this stage is left out.
                    if pieces.iter().any(|cell| !cell.is_empty()) {
                        page.lane(lane, pieces, &mut slides);
                    }
                }
            }
        }
        slides.push(page.slide);
    }
    slides
}

/// A slide that is being filled.
struct Page<'a> {
    sheet: &'a Sheet,
    words: &'a dyn Words,
    title: &'a str,
    columns: &'a [usize],
    slide: Slide,
    /// Points of the heads of steps.
    heads: f64,
    top: f64,
    empty: bool,
}

impl<'a> Page<'a> {
    fn new(
        (sheet, words): (&'a Sheet, &'a dyn Words),
        title: &'a str,
        columns: &'a [usize],
        nth: usize,
    ) -> Self {
        let mut page = Self {
            sheet,
            words,
            title,
            columns,
            slide: Slide::default(),
            heads: 0.0,
            top: 0.0,
            empty: true,
        };
        let heads = columns.iter().map(|column| {
            let head = head(sheet, *column, words);
            height(&head, page.width())
        });
        page.heads = heads.fold(0.0, f64::max);
        page.begin(nth);
        page
    }

    /// Begins a slide with the heads of its steps.
    fn begin(&mut self, nth: usize) {
        let title = if nth == 0 {
            self.title.to_owned()
        } else {
            format!("{} ({})", self.title, nth + 1)
        };
        self.slide = Slide::titled(&title);
        for (place, column) in self.columns.iter().enumerate() {
            let head = head(self.sheet, *column, self.words);
            let at = At(self.left(place), TOP - 6.0, self.width(), self.heads);
            self.slide
                .shape(at, Form::Rect, (Some(Tone::Sunken), None), &head);
        }
        self.top = TOP + self.heads + GAP;
        self.empty = true;
    }

    /// The slide is full: the next one.
    fn turn(&mut self, slides: &mut Vec<Slide>) {
        slides.push(std::mem::take(&mut self.slide));
        self.begin(slides.len());
    }

    fn width(&self) -> f64 {
        let count = wide(self.columns.len().max(2));
        (WIDE - 2.0 * MARGIN - HEAD - GAP * count) / count
    }

    fn left(&self, place: usize) -> f64 {
        MARGIN + HEAD + GAP + (self.width() + GAP) * wide(place)
    }

    fn name(&mut self, lane: &SheetLane) {
        let mut lines = vec![Line::bold(&lane.title, 10.0, Tone::Ink2)];
        if let Some((owner, _)) = &lane.owner {
            lines.push(Line::new(owner, 8.5, Tone::Ink3));
        }
        let at = At(MARGIN - 4.0, self.top, HEAD, height(&lines, HEAD));
        self.slide.shape(at, Form::Rect, (None, None), &lines);
    }

    /// A line above a lane.
    fn part(&mut self) {
        let y = self.top - GAP / 2.0;
        self.slide
            .line((MARGIN, y), (WIDE - MARGIN, y), Tone::Line, 0.75);
    }

    fn lane(&mut self, lane: &SheetLane, cells: Vec<Vec<Piece>>, slides: &mut Vec<Slide>) {
        let stacked = |cell: &Vec<Piece>| cell.iter().map(|piece| piece.high + GAP).sum::<f64>();
        let whole = cells.iter().map(stacked).fold(24.0, f64::max);
        let room = BOTTOM - TOP - self.heads - GAP;
        if self.top + whole > BOTTOM && whole <= room && !self.empty {
            self.turn(slides);
        }
        let mut cells: Vec<std::collections::VecDeque<Piece>> =
            cells.into_iter().map(Into::into).collect();
        loop {
            self.part();
            self.name(lane);
            let mut lowest = self.top + 22.0;
            for (place, cell) in cells.iter_mut().enumerate() {
                let (left, width) = (self.left(place), self.width());
                let mut top = self.top;
                let mut first = self.empty;
                while let Some(piece) = cell.front() {
                    if top + piece.high > BOTTOM && !first {
                        break;
                    }
                    let high = piece.high;
                    let mut text = top;
                    if let Some((picture, across, down)) = &piece.picture {
                        let at = At(left + (width - across) / 2.0, top, *across, *down);
                        self.slide.picture(at, picture.image, &picture.alt);
                        text += down + BELOW;
                    }
                    let at = At(left, text, width, top + high - text);
                    self.slide.shape(at, piece.form, piece.paint, &piece.lines);
                    top += high + GAP;
                    first = false;
                    cell.pop_front();
                }
                lowest = lowest.max(top);
            }
            self.top = lowest + GAP;
            self.empty = false;
            if cells.iter().all(std::collections::VecDeque::is_empty) {
                return;
            }
            self.turn(slides);
        }
    }

    /// What people believe and what was measured, as dots and lines.
    fn curves(
        &mut self,
        lane: &SheetLane,
        (believed, measured): (&[PersonaCurve], &[Option<Measured>]),
        slides: &mut Vec<Slide>,
    ) {
        let felt = self.columns.iter().map(|at| measured.get(*at)?.as_ref());
        let felt: Vec<Option<f64>> = felt.map(|felt| Some(felt?.value)).collect();
        let mut curves: Vec<(&str, Vec<Option<f64>>, Tone)> = believed
            .iter()
            .map(|curve| {
                let values = self
                    .columns
                    .iter()
                    .map(|at| curve.values.get(*at).copied()?);
                let tone = if curve.chosen { Tone::Ink } else { Tone::Ink3 };
                (curve.name.as_str(), values.collect(), tone)
            })
            .collect();
        if let Cells::Curves { names, .. } = &lane.cells {
            curves.push((&names[1], felt, Tone::Measured));
        }
        curves.retain(|(_, values, _)| values.iter().any(Option::is_some));
        if curves.is_empty() {
            return;
        }
        if self.top + CURVES > BOTTOM && !self.empty {
            self.turn(slides);
        }
        self.part();
        self.name(lane);
        let middle = |place: usize| self.left(place) + self.width() / 2.0;
        let y = |value: f64| self.top + CURVES / 2.0 - value / 2.0 * (CURVES / 2.0 - 8.0);
        let zero = (MARGIN + HEAD, y(0.0));
        let mut lines = vec![(zero, (WIDE - MARGIN, zero.1), Tone::Line, 0.75)];
        let mut dots = Vec::new();
        let mut labels = Vec::new();
        for (nth, (name, values, tone)) in curves.iter().enumerate() {
            let known = values.iter().enumerate();
            let known: Vec<(usize, (f64, f64))> = known
                .filter_map(|(place, value)| Some((place, (middle(place), y((*value)?)))))
                .collect();
            let bold = if *tone == Tone::Ink3 { 1.0 } else { 2.0 };
            for pair in known.windows(2) {
                // As on the board, no line runs over a step where nothing was measured.
                if let [(at, from), (next, to)] = pair
                    && (*tone != Tone::Measured || *next == at + 1)
                {
                    lines.push((*from, *to, *tone, bold));
                }
            }
            dots.extend(known.iter().map(|(_, at)| (*at, *tone)));
            if let Some((_, (x, _))) = known.first() {
                labels.push((*x - self.width() / 2.0, nth, *name, *tone));
            }
        }
        let top = self.top;
        for (from, to, tone, width) in lines {
            self.slide.line(from, to, tone, width);
        }
        for ((x, y), tone) in dots {
            let at = At(x - 3.0, y - 3.0, 6.0, 6.0);
            self.slide.shape(at, Form::Ellipse, (Some(tone), None), &[]);
        }
        // Where there is no room for all names, those of the curves that matter most stay.
        labels.sort_by_key(|(_, nth, _, tone)| (*tone == Tone::Ink3, *nth));
        for (nth, (x, _, name, tone)) in labels.into_iter().take(NAMES).enumerate() {
            let tone = if tone == Tone::Measured {
                Tone::MeasuredInk
            } else {
                tone
            };
            let label = [Line::new(name, 8.0, tone)];
            let at = At(x - GAP, top + 12.0 * wide(nth), 110.0, 17.0);
            self.slide.shape(at, Form::Rect, (None, None), &label);
        }
        self.top += CURVES + GAP;
        self.empty = false;
    }
}

/// The head of a step, with where one may go on from it beside the next.
fn head(sheet: &Sheet, column: usize, words: &dyn Words) -> Vec<Line> {
    let step = sheet.columns.get(column).map_or("", String::as_str);
    let mut lines = vec![Line::bold(step, 11.0, Tone::Ink)];
    for way in sheet.ways_from(column, words) {
        lines.push(Line::new(&way, 8.5, Tone::Ink2));
    }
    lines
}

/// What stands in a cell.
fn pieces(
    cells: &Cells,
    at: usize,
    width: f64,
    (words, pictures): (&dyn Words, &Pictures),
) -> Vec<Piece> {
    let piece = |form, paint, lines: Vec<Line>| Piece {
        high: height(&lines, width),
        form,
        paint,
        lines,
        picture: None,
    };
    match cells {
        Cells::Cards(cells) => {
            let cards = cells.get(at).map(Vec::as_slice).unwrap_or_default();
            let one = |card: &Written| {
                let (paint, lines) = written(card);
                let mut piece = piece(Form::Round, paint, lines);
                let shown = card.picture.as_ref();
                if let Some(picture) = shown.filter(|shown| pictures.get(shown.image).is_some()) {
                    let (across, down) = within(picture, width);
                    piece.high += down + BELOW;
                    piece.picture = Some((picture.clone(), across, down));
                }
                piece
            };
            cards.iter().map(one).collect()
        }
        Cells::Told(cells) => {
            let lines = cells.get(at).map(told).unwrap_or_default();
            let whole = lines.concat();
            if whole.is_empty() {
                return Vec::new();
            }
            if height(&whole, width) <= TOGETHER {
                return vec![piece(Form::Rect, (None, None), whole)];
            }
            let one = lines.into_iter();
            one.map(|lines| piece(Form::Rect, (None, None), lines))
                .collect()
        }
        Cells::Heat(cells) => match cells.get(at) {
            Some(Heat::Scored(score, name, of)) => {
                let step = heat_step(score.score);
                let ink = Tone::HeatInk(step);
                let lang = words.lang();
                let interval = lang.interval(score.interval.low, score.interval.high, 0);
                let number = format!("{} ({interval})", lang.number(score.score, 0));
                let mut said = words.band(score.band).to_owned();
                if *of > 1 {
                    said = format!("{said} · {}", words.say(Said::Worst(name, *of)));
                }
                let lines = vec![Line::bold(&number, 11.0, ink), Line::new(&said, 8.5, ink)];
                vec![piece(Form::Rect, (Some(Tone::Heat(step)), None), lines)]
            }
            Some(Heat::Unknown) => {
                let said = words.say(Said::NotMeasured);
                let lines = vec![Line::new(&said, 8.5, Tone::Ink3)];
                vec![piece(Form::Rect, (None, None), lines)]
            }
            Some(Heat::Empty) | None => Vec::new(),
        },
        Cells::Curves { .. } => Vec::new(),
    }
}

/// How large a picture is shown, in its own shape.
fn within(picture: &Picture, width: f64) -> (f64, f64) {
    let shape = f64::from(picture.height) / f64::from(picture.width.max(1));
    let down = (width * shape).min(HIGHEST);
    (down / shape.max(f64::MIN_POSITIVE), down)
}

/// A card: its colours and its text.
fn written(card: &Written) -> ((Option<Tone>, Option<Tone>), Vec<Line>) {
    let (fill, outline, ink) = match card.look {
        Look::Card | Look::Told => (Tone::Surface, Some(Tone::LineStrong), Tone::Ink),
        Look::Action => (Tone::Surface, Some(Tone::Accent), Tone::Ink),
        Look::Pain => (Tone::Pain, None, Tone::PainInk),
        Look::Opportunity => (Tone::Opportunity, None, Tone::OpportunityInk),
        Look::Note | Look::Short => (Tone::Note, None, Tone::NoteInk),
        Look::Promise => (Tone::Surface, Some(Tone::LineControl), Tone::Ink),
    };
    let mut lines = vec![Line::new(&card.title, 10.0, ink)];
    let owner = card.owner.as_ref().map(|(owner, _)| owner.as_str());
    let facts = [owner, card.channel.as_deref()];
    let facts = facts
        .into_iter()
        .flatten()
        .chain(card.moment.then_some("◆"));
    let facts: Vec<&str> = facts.collect();
    if !facts.is_empty() {
        lines.push(Line::new(&facts.join(" · "), 8.5, ink));
    }
    if let Some((_, said)) = &card.stands {
        lines.push(Line::bold(said, 8.5, ink));
    }
    for effect in card.effects.iter().take(EFFECTS) {
        lines.push(Line::new(&format!("→ {effect}"), 8.5, ink));
    }
    if card.effects.len() > EFFECTS {
        lines.push(Line::new("…", 8.5, ink));
    }
    ((Some(fill), outline), lines)
}

/// What metrics say, each in a box of its own.
fn told(told: &Told) -> Vec<Vec<Line>> {
    let mut all: Vec<Vec<Line>> = told
        .metrics
        .iter()
        .map(|metric| {
            let name = match &metric.of {
                Some(of) => format!("{of}: {}", metric.name),
                None => metric.name.clone(),
            };
            let (mark, tone) = match metric.met {
                Some(true) => ("✓ ", Tone::KeptInk),
                Some(false) => ("✗ ", Tone::BrokenInk),
                None => ("", Tone::Ink3),
            };
            vec![
                Line::bold(&format!("{name}: {}", metric.value), 9.0, Tone::Ink),
                Line::new(
                    &format!("{mark}{}, {}", metric.target, metric.margin),
                    8.5,
                    tone,
                ),
            ]
        })
        .collect();
    if !told.more.is_empty() {
        all.push(vec![Line::new(&told.more, 8.5, Tone::Ink3)]);
    }
    all
}

/// How high a shape of this width is that holds these paragraphs.
pub(super) fn height(lines: &[Line], width: f64) -> f64 {
    let room = (width - 10.0) * SPARE;
    let fonts = Fonts::get();
    let one = |line: &Line| {
        let broken = rows(&line.text, room, |text| {
            fonts.width(text, line.size, line.bold)
        });
        wide(broken) * line.size * 1.25
    };
    lines.iter().map(one).sum::<f64>() + 7.0
}

/// Into how many lines a text breaks between its words, and within one that is wider than a line.
fn rows(text: &str, room: f64, measure: impl Fn(&str) -> f64) -> usize {
    let space = measure(" ");
    let (mut rows, mut used) = (1, 0.0);
    for word in text.split_whitespace() {
        let width = measure(word);
        if used > 0.0 && used + space + width > room {
            rows += 1;
            used = 0.0;
        }
        used += width + if used > 0.0 { space } else { 0.0 };
        while used > room {
            rows += 1;
            used -= room;
        }
    }
    rows
}

/// A small number of things as a factor.
pub(super) fn wide(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests;
