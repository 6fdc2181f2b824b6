//! Both boards as one table: columns and lanes of either side, cards where they stand on the right, those that are on the left only where
//! they stood. What differs has a sign, a way of being drawn and a word for who does not see either.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use shared::{
    api::Scores,
    chart::heat_step,
    id::{LaneId, StepId},
    journey::{
        Cell, LaneKind, Node,
        compare::{Comparison, Field, Kind, columns, lanes},
    },
    log::Board,
};

use super::tell::{self, class, sign};
use crate::{
    html::Html,
    words::{Lang, versus_words},
};

type Side = (Board, Option<Scores>);

struct Drawing<'a> {
    lang: Lang,
    left: &'a Side,
    right: &'a Side,
    comparison: &'a Comparison,
    /// Where each difference stands in the list, by what it is on either side.
    on_left: BTreeMap<Node, usize>,
    on_right: BTreeMap<Node, usize>,
    /// The differences that have a place so far: where the list leads to.
    placed: RefCell<BTreeSet<usize>>,
}

pub(super) fn board(lang: Lang, left: &Side, right: &Side, comparison: &Comparison) -> String {
    let by = |side: fn(&shared::journey::compare::Difference) -> Option<Node>| {
        let all = comparison.differences.iter().enumerate();
        all.filter_map(|(at, one)| Some((side(one)?, at))).collect()
    };
    let drawing = Drawing {
        lang,
        left,
        right,
        comparison,
        on_left: by(|one| one.left),
        on_right: by(|one| one.right),
        placed: RefCell::default(),
    };
    let mut html = Html::new();
    drawing.whole(&mut html);
    drawing.table(&mut html);
    drawing.others(&mut html);
    html.done()
}

/// A column or a row: what it is on either side.
type Both<T> = (Option<T>, Option<T>);

impl Drawing<'_> {
    /// The difference of something, by what it is on the right, else on the left.
    fn at(&self, left: Option<Node>, right: Option<Node>) -> Option<usize> {
        let right = right.and_then(|node| self.on_right.get(&node));
        right
            .or_else(|| left.and_then(|node| self.on_left.get(&node)))
            .copied()
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.comparison.differences.get(at).map(|one| one.kind)
    }

    /// Opens an element of something that may differ, and says how.
    fn open(
        &self,
        html: &mut Html,
        tag: &'static str,
        base: &str,
        at: Option<usize>,
        more: &[(&'static str, &str)],
    ) {
        let kind = at.and_then(|at| self.kind(at));
        let class = kind.map_or_else(|| base.to_owned(), |kind| format!("{base} {}", class(kind)));
        // What is drawn in two places, such as a stage that stands on either side of another, is led to where it is drawn first.
        let first = at.filter(|at| self.placed.borrow_mut().insert(*at));
        let id = first.map(|at| format!("d-{at}")).unwrap_or_default();
        let mut attributes = vec![("class", class.as_str()), ("id", id.as_str())];
        if first.is_some() {
            attributes.push(("tabindex", "-1"));
        }
        attributes.extend_from_slice(more);
        html.open(tag, &attributes);
        if let Some(kind) = kind {
            html.element(
                "span",
                &[("class", "diff__sign"), ("aria-hidden", "true")],
                sign(kind),
            );
            let said = format!("{}: ", versus_words(self.lang).kind(kind));
            html.classed("span", "visually-hidden", &said);
        }
    }

    /// What about it is different, below it.
    fn fields(&self, html: &mut Html, at: Option<usize>) {
        let Some(one) = at.and_then(|at| self.comparison.differences.get(at)) else {
            return;
        };
        if one.kind == Kind::Moved
            && let Some(node) = one.left
        {
            let from = tell::place(self.lang, &self.left.0, node);
            if !from.is_empty() {
                html.classed(
                    "span",
                    "versus__field",
                    &versus_words(self.lang).from(&from),
                );
            }
        }
        for field in &one.fields {
            // Emotions have a row of their own.
            if !matches!(field, Field::Emotion(..)) {
                let said = tell::field(self.lang, &self.left.0, &self.right.0, field);
                html.classed("span", "versus__field", &said);
            }
        }
    }

    fn name(&self, left: Option<Node>, right: Option<Node>) -> String {
        match (left, right) {
            (_, Some(node)) => tell::name(self.lang, &self.right.0, node),
            (Some(node), None) => tell::name(self.lang, &self.left.0, node),
            (None, None) => String::new(),
        }
    }

    /// What differs about the journey as a whole.
    fn whole(&self, html: &mut Html) {
        let mut all = self.comparison.differences.iter();
        let at = all.position(|one| one.left.is_none() && one.right.is_none());
        if at.is_some() {
            self.open(html, "div", "versus__whole", at, &[]);
            html.element("b", &[], versus_words(self.lang).whole);
            self.fields(html, at);
            html.close("div");
        }
    }

    fn table(&self, html: &mut Html) {
        let words = versus_words(self.lang);
        let pairs = &self.comparison.pairs;
        let columns = columns(&self.left.0, &self.right.0, pairs);
        let lanes = lanes(&self.left.0, &self.right.0, pairs);
        html.open("table", &[("class", "versus__board")]);
        html.open("thead", &[]).open("tr", &[]);
        html.open("td", &[("class", "versus__corner")]).close("td");
        for (stage, span) in self.stages(&columns) {
            let (left, right) = (stage.0.map(Node::Stage), stage.1.map(Node::Stage));
            let at = self.at(left, right);
            let span = span.to_string();
            self.open(
                html,
                "th",
                "versus__stage",
                at,
                &[("colspan", &span), ("scope", "colgroup")],
            );
            html.text(&self.name(left, right));
            self.fields(html, at);
            html.close("th");
        }
        html.close("tr").open("tr", &[]);
        html.element(
            "th",
            &[("scope", "row"), ("class", "versus__lane")],
            words.steps,
        );
        for (l, r) in &columns {
            let (left, right) = (l.map(Node::Step), r.map(Node::Step));
            let at = self.at(left, right);
            self.open(html, "th", "versus__step", at, &[("scope", "col")]);
            html.text(&self.name(left, right));
            self.fields(html, at);
            html.close("th");
        }
        html.close("tr").close("thead").open("tbody", &[]);
        for lane in lanes {
            self.lane(html, lane, &columns);
        }
        html.close("tbody").close("table");
    }

    /// The stages over the columns, with how many each spans.
    fn stages(&self, columns: &[Both<StepId>]) -> Vec<(Both<shared::id::StageId>, usize)> {
        let stage =
            |board: &Board, step: Option<StepId>| Some(board.journey.steps.get(&step?)?.stage);
        let mut spans: Vec<(Both<shared::id::StageId>, usize)> = Vec::new();
        for (l, r) in columns {
            let right = stage(&self.right.0, *r);
            let left = stage(&self.left.0, *l);
            let across = |node: Node| match self.comparison.pairs.to_right.get(&node) {
                Some(Node::Stage(id)) => Some(*id),
                _ => None,
            };
            // Over a column of the left alone stands its stage's other half, where it has one.
            let right = right.or_else(|| across(Node::Stage(left?)));
            let left = match right {
                Some(right) => match self.comparison.pairs.to_left.get(&Node::Stage(right)) {
                    Some(Node::Stage(id)) => Some(*id),
                    _ => None,
                },
                None => left,
            };
            match spans.last_mut() {
                Some((last, n)) if *last == (left, right) => *n += 1,
                _ => spans.push(((left, right), 1)),
            }
        }
        spans
    }

    fn lane(&self, html: &mut Html, (l, r): Both<LaneId>, columns: &[Both<StepId>]) {
        let kind =
            |board: &Board, lane: Option<LaneId>| Some(board.journey.lanes.get(&lane?)?.kind);
        let kind = kind(&self.right.0, r).or_else(|| kind(&self.left.0, l));
        // What metrics say is of touchpoints, and the same on both sides.
        if kind == Some(LaneKind::Reality) {
            return;
        }
        let (left, right) = (l.map(Node::Lane), r.map(Node::Lane));
        let at = self.at(left, right);
        html.open("tr", &[]);
        self.open(html, "th", "versus__lane", at, &[("scope", "row")]);
        html.text(&self.name(left, right));
        self.fields(html, at);
        html.close("th");
        for (on_left, on_right) in columns {
            html.open("td", &[]);
            match kind {
                Some(LaneKind::Emotion) => self.emotion(html, (*on_left, *on_right)),
                Some(LaneKind::Friction) => self.friction(html, (*on_left, *on_right)),
                _ => self.cards(html, (*on_left, *on_right), (l, r)),
            }
            html.close("td");
        }
        html.close("tr");
    }

    fn cards(&self, html: &mut Html, steps: Both<StepId>, lanes: Both<LaneId>) {
        let cell = |step: Option<StepId>, lane: Option<LaneId>| {
            Some(Cell {
                step: step?,
                lane: lane?,
            })
        };
        if let Some(cell) = cell(steps.1, lanes.1) {
            for (id, _) in self.right.0.journey.visible_cards(cell) {
                self.card(html, None, Some(Node::Card(id)));
            }
        }
        if let Some(cell) = cell(steps.0, lanes.0) {
            for (id, _) in self.left.0.journey.visible_cards(cell) {
                // What is on the right too stands where it is there.
                if self.comparison.pairs.card(id).is_none() {
                    self.card(html, Some(Node::Card(id)), None);
                }
            }
        }
    }

    fn card(&self, html: &mut Html, left: Option<Node>, right: Option<Node>) {
        let at = self.at(left, right);
        self.open(html, "div", "versus__card", at, &[]);
        html.classed("span", "versus__text", &self.name(left, right));
        self.fields(html, at);
        html.close("div");
    }

    fn emotion(&self, html: &mut Html, (l, r): Both<StepId>) {
        let value = |side: &Side, step: Option<StepId>, persona| {
            let emotion = side.0.journey.emotions.get(&(persona, step?))?;
            Some(emotion.value())
        };
        let of = |side: &Side| side.0.journey.scope.personas.clone();
        let mut personas = of(self.right);
        personas.extend(of(self.left));
        let mut seen = Vec::new();
        for persona in personas {
            if seen.contains(&persona) {
                continue;
            }
            seen.push(persona);
            let (left, right) = (value(self.left, l, persona), value(self.right, r, persona));
            if left.is_none() && right.is_none() {
                continue;
            }
            let known = self.right.0.catalogue.personas.get(&persona);
            html.open("div", &[("class", "versus__pair")]);
            html.classed(
                "span",
                "muted",
                known.map_or("", |known| known.name.as_str()),
            );
            self.numbers(html, left, right, 1, true);
            html.close("div");
        }
    }

    /// The worst friction of the touchpoints of a step.
    fn worst(side: &Side, step: Option<StepId>) -> Option<f64> {
        let touchpoints = side.0.journey.touchpoints_at(step?);
        let scores = side.1.as_ref()?.touchpoints.iter();
        let scores = scores.filter(|score| touchpoints.contains(&score.touchpoint));
        scores
            .filter_map(|score| Some(score.friction.as_ref()?.score))
            .reduce(f64::max)
    }

    fn friction(&self, html: &mut Html, (l, r): Both<StepId>) {
        let (left, right) = (Self::worst(self.left, l), Self::worst(self.right, r));
        if left.is_none() && right.is_none() {
            return;
        }
        let heat = right.or(left).map(heat_step).unwrap_or_default();
        html.open("div", &[("class", "versus__pair")]);
        html.element(
            "span",
            &[
                ("class", &format!("versus__heat heat--{heat}")),
                ("aria-hidden", "true"),
            ],
            "",
        );
        self.numbers(html, left, right, 0, false);
        html.close("div");
    }

    /// Both numbers, and by how much the right is better or worse.
    fn numbers(
        &self,
        html: &mut Html,
        left: Option<f64>,
        right: Option<f64>,
        decimals: u8,
        more_is_better: bool,
    ) {
        let (lang, words) = (self.lang, versus_words(self.lang));
        let said = |value: Option<f64>| {
            value.map_or_else(|| "–".to_owned(), |value| lang.number(value, decimals))
        };
        let (l, r) = (said(left), said(right));
        html.open("span", &[("class", "num")]);
        html.element("span", &[("aria-hidden", "true")], &format!("{l} → {r}"));
        html.classed("span", "visually-hidden", &words.against(&l, &r))
            .close("span");
        if let (Some(left), Some(right)) = (left, right)
            && l != r
        {
            let by = lang.number((right - left).abs(), decimals);
            let better = (right > left) == more_is_better;
            let (class, said) = if better {
                ("versus__better", words.better(&by))
            } else {
                ("versus__worse", words.worse(&by))
            };
            html.open("span", &[("class", class)]);
            html.element(
                "span",
                &[("aria-hidden", "true")],
                if right > left { "▲ " } else { "▼ " },
            );
            html.text(&said).close("span");
        }
    }

    /// What differs and has no place on the board, in words below it: links, a stage without steps, the lane of metrics.
    fn others(&self, html: &mut Html) {
        let all = self.comparison.differences.iter().enumerate();
        let others: Vec<_> = {
            let placed = self.placed.borrow();
            all.filter(|(at, _)| !placed.contains(at)).collect()
        };
        if others.is_empty() {
            return;
        }
        html.open("ul", &[("class", "versus__links")]);
        for (at, one) in others {
            self.open(html, "li", "versus__card", Some(at), &[]);
            html.classed("span", "versus__text", &self.name(one.left, one.right));
            let place = match (one.left, one.right) {
                (_, Some(node)) => tell::place(self.lang, &self.right.0, node),
                (Some(node), None) => tell::place(self.lang, &self.left.0, node),
                (None, None) => String::new(),
            };
            if !place.is_empty() {
                html.classed("span", "versus__field", &place);
            }
            self.fields(html, Some(at));
            html.close("li");
        }
        html.close("ul");
    }
}

#[cfg(test)]
mod tests;
