//! What pasting a block does to a board: what stands in a cell is replaced card by card, so that a card keeps its evidence, its note and
//! its links; more lines are more cards, fewer take cards away, and an empty cell of the block leaves the board's as it is.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Block, columns_of, rows_of};
use crate::{
    catalogue::{CatalogueIntent, compared},
    id::{CardId, StepId, TouchpointId},
    journey::{Cell, Content, Evidence, JourneyIntent, LaneKind, Node},
    locale::Lang,
    log::{Board, Intent, Limit},
};

/// What pasting needs beside the block.
pub struct Pasting<'a> {
    /// The board.
    pub board: &'a Board,
    /// Where the block's first cell goes; a visible step, and a lane that holds cards.
    pub at: Cell,
    /// How numbers are typed.
    pub lang: Lang,
    /// What a step is called that had to be added, by its number from 1.
    pub untitled: &'a dyn Fn(usize) -> String,
    /// A new id.
    pub fresh: &'a mut dyn FnMut() -> Uuid,
}

/// What pasting comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// What is wished, in order: one push, one undo.
    pub intents: Vec<Intent>,
    /// The cards that have the block's texts now, in its order.
    pub cards: Vec<CardId>,
    /// Cards that are new.
    pub added: usize,
    /// Cards that got another text.
    pub replaced: usize,
    /// Cards that were taken away, because their cell has fewer lines now.
    pub removed: usize,
    /// Steps that were added.
    pub steps: usize,
    /// Lines for which there was no lane.
    pub no_lane: usize,
    /// Lines that are not what their lane holds: no number, too long, a control character.
    pub unfit: usize,
    /// Lines beyond what a journey or an edit holds.
    pub no_room: usize,
}

/// The steps of a board, with as many added at its end, to the last one's stage, as it takes to have `columns` of them or all that a
/// journey may have; and the intents that add them.
pub fn widened(
    board: &Board,
    columns: usize,
    untitled: &dyn Fn(usize) -> String,
    fresh: &mut dyn FnMut() -> Uuid,
) -> (Vec<StepId>, Vec<Intent>) {
    let journey = &board.journey;
    let mut steps = columns_of(journey);
    let mut intents = Vec::new();
    let stage = steps
        .last()
        .and_then(|last| Some(journey.steps.get(last)?.stage));
    let room = (Limit::Steps.most() as usize).saturating_sub(journey.steps.len());
    while let (Some(stage), true) = (stage, steps.len() < columns && intents.len() < room) {
        let id = StepId::new(fresh());
        intents.push(Intent::Journey(JourneyIntent::AddStep {
            id,
            stage,
            title: untitled(steps.len() + 1),
            after: steps.last().copied(),
        }));
        steps.push(id);
    }
    (steps, intents)
}

impl Block {
    /// What pasting it does. Nothing, where the place is none that takes cards.
    #[must_use]
    pub fn paste(&self, pasting: Pasting<'_>) -> Pasted {
        let lanes = rows_of(&pasting.board.journey);
        let steps = columns_of(&pasting.board.journey);
        let top = lanes.iter().position(|lane| *lane == pasting.at.lane);
        let left = steps.iter().position(|step| *step == pasting.at.step);
        let (Some(top), Some(left)) = (top, left) else {
            return Pasted::default();
        };
        let rows = self.rows.iter().take(lanes.len() - top);
        let width = rows.map(Vec::len).max().unwrap_or(0);
        let (steps, intents) =
            widened(pasting.board, left + width, pasting.untitled, pasting.fresh);
        let mut writing = Writing {
            named: pasting.board.catalogue.touchpoints_by_name(),
            gone: Vec::new(),
            new: 0,
            done: Pasted {
                steps: intents.len(),
                intents,
                ..Pasted::default()
            },
            pasting,
        };
        for (row, cells) in self.rows.iter().enumerate() {
            let lane = lanes.get(top + row).copied();
            for (column, lines) in cells.iter().enumerate() {
                if lines.is_empty() {
                    continue;
                }
                let Some(lane) = lane else {
                    writing.done.no_lane += lines.len();
                    continue;
                };
                match steps.get(left + column) {
                    Some(step) => writing.cell(Cell { step: *step, lane }, lines),
                    None => writing.done.no_room += lines.len(),
                }
            }
        }
        writing.finish()
    }
}

struct Writing<'a> {
    pasting: Pasting<'a>,
    /// Touchpoints there are and those that this paste makes, by the name as it is compared.
    named: BTreeMap<String, TouchpointId>,
    gone: Vec<Node>,
    /// Cards that are made, also for others that go: those stay restorable, so they count.
    new: usize,
    done: Pasted,
}

impl Writing<'_> {
    fn cell(&mut self, cell: Cell, lines: &[String]) {
        let board = self.pasting.board;
        let Some(lane) = board.journey.lanes.get(&cell.lane) else {
            return;
        };
        let (kind, content) = (lane.kind, lane.content);
        let lines: Vec<String> = lines
            .iter()
            .filter_map(|line| self.fitting(content, line))
            .collect();
        let mut here = board.journey.visible_cards(cell);
        let mut after = None;
        for line in &lines {
            let before = here.next();
            let same = before.filter(|(_, card)| card.shown_title(&board.catalogue) == line);
            let id = match (before, same) {
                (_, Some((id, _))) => id,
                // A touchpoint's name is its own on every board: another name is another touchpoint.
                (Some((id, _)), None) if kind != LaneKind::Touchpoints => {
                    if self.long() {
                        self.done.no_room += 1;
                        continue;
                    }
                    self.done.replaced += 1;
                    self.wish(JourneyIntent::Rename {
                        node: Node::Card(id),
                        title: line.clone(),
                    });
                    id
                }
                (before, None) => {
                    if self.full() {
                        self.done.no_room += 1;
                        continue;
                    }
                    if let Some((id, _)) = before {
                        self.gone.push(Node::Card(id));
                        self.done.replaced += 1;
                    } else {
                        self.done.added += 1;
                    }
                    // Hidden cards keep their place, so a new one may follow the one that goes.
                    let after = before.map(|(id, _)| id).or(after);
                    self.add(cell, kind, after, line)
                }
            };
            self.done.cards.push(id);
            after = Some(id);
        }
        // Nothing of the cell could come: what stands there stays.
        if !lines.is_empty() {
            let surplus: Vec<Node> = here.map(|(id, _)| Node::Card(id)).collect();
            self.done.removed += surplus.len();
            self.gone.extend(surplus);
        }
    }

    /// The line as its lane keeps it; `None` where it cannot.
    fn fitting(&mut self, content: Content, line: &str) -> Option<String> {
        let typed = (content == Content::Number).then(|| self.pasting.lang.typed_number(line));
        let line = typed.flatten().unwrap_or_else(|| line.to_owned());
        let fits = content.fits(&line) && crate::text::title(&line).is_ok();
        if !fits {
            self.done.unfit += 1;
        }
        fits.then_some(line)
    }

    /// Whether the journey has no room for another card, or the push none for what adds it.
    fn full(&self) -> bool {
        let cards = self.pasting.board.journey.cards.len() + self.new;
        cards >= Limit::Cards.most() as usize || self.long()
    }

    /// Whether the push has no room for more.
    fn long(&self) -> bool {
        // A touchpoint with its card, and what takes away: of no more cards than a journey holds.
        let away = Limit::Cards.most().div_ceil(Limit::Selection.most()) as usize;
        self.done.intents.len() + 2 + away > Limit::Intents.most() as usize
    }

    fn add(&mut self, cell: Cell, kind: LaneKind, after: Option<CardId>, line: &str) -> CardId {
        let touchpoint = (kind == LaneKind::Touchpoints).then(|| self.touchpoint(line));
        let id = CardId::new((self.pasting.fresh)());
        self.new += 1;
        let lane = self.pasting.board.journey.lanes.get(&cell.lane);
        self.wish(JourneyIntent::AddCard {
            id,
            cell,
            after,
            title: if touchpoint.is_some() {
                String::new()
            } else {
                line.to_owned()
            },
            evidence: Evidence::Assumption,
            touchpoint,
            department: lane.and_then(|lane| lane.department),
        });
        id
    }

    /// The touchpoint of this name: of the catalogue, of this paste, or a new one.
    fn touchpoint(&mut self, name: &str) -> TouchpointId {
        let compared = compared(name);
        if let Some(known) = self.named.get(&compared) {
            return *known;
        }
        let id = TouchpointId::new((self.pasting.fresh)());
        let add = CatalogueIntent::AddTouchpoint {
            id,
            name: name.to_owned(),
            key: None,
            channel: None,
            department: None,
            moment_of_truth: false,
        };
        self.done.intents.push(Intent::Catalogue(add));
        self.named.insert(compared, id);
        id
    }

    fn wish(&mut self, intent: JourneyIntent) {
        self.done.intents.push(Intent::Journey(intent));
    }

    fn finish(mut self) -> Pasted {
        let gone = std::mem::take(&mut self.gone);
        for delete in JourneyIntent::delete(&gone) {
            self.wish(delete);
        }
        self.done
    }
}
