//! Lanes, and the cards in them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    About, ItemKind, Planner, Refusal,
    order::{anchor, differs},
};
use crate::{
    exchange::{DocumentCard, DocumentLane, JourneyDocument},
    id::{CardId, LaneId},
    journey::{CardField, Cell, Content, JourneyIntent, Node},
    log::Limit,
};

impl Planner<'_> {
    /// Hidden lanes of a kind that a board has once come first, each with its cards, and are hidden again at once: the visible one
    /// could not come beside them.
    pub(super) fn lanes_and_cards(&mut self, document: &JourneyDocument) {
        let mut cards: BTreeMap<LaneId, Vec<&DocumentCard>> = BTreeMap::new();
        for card in &document.cards {
            cards.entry(card.lane).or_default().push(card);
        }
        let ids: Vec<LaneId> = document.lanes.iter().map(|lane| lane.id).collect();
        let anchor = anchor(&self.board.journey.lane_order, &ids);
        let early = |lane: &DocumentLane| lane.hidden && lane.kind.is_single();
        let mut after = anchor;
        for lane in document.lanes.iter().filter(|lane| early(lane)) {
            self.lane(lane, &mut after);
            for card in cards.remove(&lane.id).unwrap_or_default() {
                self.card(card);
            }
            let node = Node::Lane(lane.id);
            if self.board.journey.is_visible(node) == Some(true) {
                let about = about_lane(lane);
                self.wish(about, JourneyIntent::Delete { nodes: vec![node] });
                self.list(about, false);
            }
        }
        let mut after = anchor;
        for lane in &document.lanes {
            if !early(lane) {
                self.lane(lane, &mut after);
            } else if self.board.journey.lanes.contains_key(&lane.id) {
                after = Some(lane.id);
            }
        }
        if differs(&self.board.journey.lane_order, &ids) {
            let mut after = None;
            let mut unique = BTreeSet::new();
            for lane in document.lanes.iter().filter(|lane| unique.insert(lane.id)) {
                let intent = JourneyIntent::MoveLane {
                    lane: lane.id,
                    after,
                };
                self.moved(about_lane(lane), Node::Lane(lane.id), intent);
                if self.board.journey.lanes.contains_key(&lane.id) {
                    after = Some(lane.id);
                }
            }
        }
        for card in cards.into_values().flatten() {
            self.card(card);
        }
        self.order_cells(document);
    }

    fn lane(&mut self, lane: &DocumentLane, after: &mut Option<LaneId>) {
        let about = about_lane(lane);
        if !self.first(about) {
            return;
        }
        let new = !self.board.journey.lanes.contains_key(&lane.id);
        if new {
            let add = JourneyIntent::AddLane {
                id: lane.id,
                kind: lane.kind,
                title: lane.title.clone(),
                department: lane.department,
                after: *after,
            };
            if !self.wish(about, add) {
                self.lose(about);
                return;
            }
        } else {
            let (node, title) = (Node::Lane(lane.id), lane.title.as_deref());
            self.node(about, node, title.unwrap_or_default(), lane.hidden);
            if self.board.journey.is_visible(node) == Some(true) {
                let set = JourneyIntent::SetLaneDepartment {
                    lane: lane.id,
                    department: lane.department,
                };
                self.wish(about, set);
                self.free_content(about, lane);
            }
        }
        *after = Some(lane.id);
        self.list(about, new);
    }

    /// Until its cards are as the document says, a lane whose cards will be something else takes any text.
    fn free_content(&mut self, about: About<'_>, lane: &DocumentLane) {
        let now = self.board.journey.lanes.get(&lane.id);
        if now.is_some_and(|now| now.content != lane.content) {
            let (lane, content) = (lane.id, Content::Text);
            self.wish(about, JourneyIntent::SetLaneContent { lane, content });
        }
    }

    /// Says what the cards of lanes are, of those that will be hidden or of those that stay, once all of them are as they should be.
    pub(super) fn contents(&mut self, document: &JourneyDocument, hidden: bool) {
        for lane in document.lanes.iter().filter(|lane| lane.hidden == hidden) {
            if self.board.journey.is_visible(Node::Lane(lane.id)) == Some(true) {
                let (about, content) = (about_lane(lane), lane.content);
                let lane = lane.id;
                self.wish(about, JourneyIntent::SetLaneContent { lane, content });
                self.list(about, false);
            }
        }
    }

    fn card(&mut self, card: &DocumentCard) {
        let text = self.card_text(card);
        let about = About {
            kind: ItemKind::Card,
            id: card.id.uuid(),
            text: &text,
        };
        if !self.first(about) {
            return;
        }
        let touchpoint = card.touchpoint.map(|id| (ItemKind::Touchpoint, id.uuid()));
        let needs = [
            Some((ItemKind::Step, card.step.uuid())),
            Some((ItemKind::Lane, card.lane.uuid())),
            touchpoint,
        ];
        if needs.iter().flatten().any(|id| self.gone.contains(id)) {
            self.refuse(about, Refusal::Without);
            return;
        }
        let new = !self.board.journey.cards.contains_key(&card.id);
        if new {
            let add = JourneyIntent::AddCard {
                id: card.id,
                cell: card.cell(),
                after: self.last_of(card.cell()),
                title: card.title.clone(),
                evidence: card.evidence,
                touchpoint: card.touchpoint,
                department: card.department,
            };
            if !self.wish(about, add) {
                self.lose(about);
                return;
            }
        } else if !self.changed(about, card) {
            return;
        }
        if new {
            let metric = CardField::Metric(card.metric.clone());
            self.set_field(about, card.id, metric);
            let image = CardField::Image(card.image.clone());
            self.set_field(about, card.id, image);
        }
        self.list(about, new);
        self.note(card, &text);
    }

    /// Changes a card that is there; `false` where it is and stays hidden.
    fn changed(&mut self, about: About<'_>, card: &DocumentCard) -> bool {
        let node = Node::Card(card.id);
        if self.board.journey.is_visible(node) == Some(false) {
            let nodes = vec![node];
            if card.hidden || !self.wish(about, JourneyIntent::Restore { nodes }) {
                return false;
            }
        }
        for field in [
            CardField::Evidence(card.evidence),
            CardField::Department(card.department),
            CardField::Metric(card.metric.clone()),
            CardField::Image(card.image.clone()),
        ] {
            self.set_field(about, card.id, field);
        }
        let Some(now) = self.board.journey.cards.get(&card.id) else {
            return false;
        };
        let (renamed, cell) = (now.title != card.title, now.cell);
        let touchpoint = CardField::Touchpoint(card.touchpoint);
        let rename = JourneyIntent::Rename {
            node,
            title: card.title.clone(),
        };
        // What the lane it goes to needs is given before it moves, what the lane it leaves needs is taken after.
        if card.touchpoint.is_some() {
            self.set_field(about, card.id, touchpoint.clone());
        }
        if renamed && !card.title.is_empty() {
            self.wish(about, rename.clone());
        }
        if cell != card.cell() {
            let cards = vec![card.id];
            let (cell, after) = (card.cell(), self.last_of(card.cell()));
            self.wish(about, JourneyIntent::MoveCards { cards, cell, after });
        }
        if card.touchpoint.is_none() {
            self.set_field(about, card.id, touchpoint);
        }
        if renamed && card.title.is_empty() {
            self.wish(about, rename);
        }
        true
    }

    fn set_field(&mut self, about: About<'_>, card: CardId, field: CardField) {
        self.wish(about, JourneyIntent::SetCard { card, field });
    }

    fn note(&mut self, card: &DocumentCard, text: &str) {
        let Some(now) = self.board.journey.cards.get(&card.id) else {
            return;
        };
        if now.note.text == card.note {
            return;
        }
        let (base, new) = (now.note.revision, now.note.text.is_empty());
        let about = About {
            kind: ItemKind::Note,
            id: card.id.uuid(),
            text,
        };
        let set = JourneyIntent::SetNote {
            card: card.id,
            base,
            text: card.note.clone(),
        };
        self.wish(about, set);
        self.list(about, new);
    }

    /// What the card says: its title, or else its touchpoint's name.
    fn card_text(&self, card: &DocumentCard) -> String {
        if !card.title.is_empty() {
            return card.title.clone();
        }
        let entry = card
            .touchpoint
            .and_then(|id| self.board.catalogue.touchpoints.get(&id));
        entry.map_or_else(String::new, |entry| entry.name.clone())
    }

    /// The last card of a cell.
    fn last_of(&self, cell: Cell) -> Option<CardId> {
        let order = self.board.journey.cells.get(&cell)?;
        order.last().copied()
    }

    /// Brings the cards of a cell into the document's order where they stand in another.
    fn order_cells(&mut self, document: &JourneyDocument) {
        let mut cells: BTreeMap<Cell, Vec<&DocumentCard>> = BTreeMap::new();
        for card in &document.cards {
            cells.entry(card.cell()).or_default().push(card);
        }
        for (cell, cards) in cells {
            let ids: Vec<CardId> = cards.iter().map(|card| card.id).collect();
            let order = self.board.journey.cells.get(&cell);
            if !order.is_some_and(|order| differs(order, &ids)) {
                continue;
            }
            let mut seen = BTreeSet::new();
            let visible: Vec<CardId> = ids
                .into_iter()
                .filter(|id| seen.insert(*id))
                .filter(|id| self.board.journey.is_visible(Node::Card(*id)) == Some(true))
                .filter(|id| {
                    let card = self.board.journey.cards.get(id);
                    card.is_some_and(|card| card.cell == cell)
                })
                .collect();
            let mut after = None;
            for ids in visible.chunks(Limit::Selection.most() as usize) {
                let (cards, last) = (ids.to_vec(), ids.last().copied());
                let text = ids
                    .first()
                    .and_then(|id| self.board.journey.title(Node::Card(*id)));
                let text = text.unwrap_or_default().to_owned();
                let about = About {
                    kind: ItemKind::Card,
                    id: ids.first().map_or_else(uuid::Uuid::nil, |id| id.uuid()),
                    text: &text,
                };
                self.wish(about, JourneyIntent::MoveCards { cards, cell, after });
                self.list(about, false);
                after = last;
            }
        }
    }
}

fn about_lane(lane: &DocumentLane) -> About<'_> {
    About {
        kind: ItemKind::Lane,
        id: lane.id.uuid(),
        text: lane.title.as_deref().unwrap_or_default(),
    }
}
