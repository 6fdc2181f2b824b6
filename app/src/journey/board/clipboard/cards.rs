//! Cards put on a board from a clipboard: whole, or a line of text each. What a block does stands in `shared::exchange::block`.

use std::collections::BTreeMap;

use shared::{
    catalogue::{CatalogueIntent, compared},
    exchange::block::{Pasted, columns_of, rows_of, widened},
    id::{CardId, TouchpointId},
    journey::{Cell, Content, JourneyIntent},
    log::{Board, Intent},
};

use super::{
    super::{image, layout::Layout, suggest::Suggestion, write},
    Carried,
};
use crate::{fresh::fresh_id, words::Lang};

/// The most cards that are taken at once.
const MOST: usize = 2_000;

/// Touchpoints there are and those that a paste makes, by the name as it is compared: what is named twice is made once.
type Named = BTreeMap<String, TouchpointId>;

/// Cards with all they are, beside what is there.
pub(super) fn place_whole(
    board: &Board,
    (at, after): (Cell, Option<CardId>),
    carried: &[Carried],
    untitled: &dyn Fn(usize) -> String,
) -> Pasted {
    let (lanes, steps) = (rows_of(&board.journey), columns_of(&board.journey));
    let top = lanes.iter().position(|lane| *lane == at.lane).unwrap_or(0);
    let left = steps.iter().position(|step| *step == at.step).unwrap_or(0);
    // Whoever wrote the clipboard may have written any number.
    let row = |card: &Carried| top.saturating_add(card.row);
    let column = |card: &Carried| left.saturating_add(card.column);
    let last = carried
        .iter()
        .filter(|card| row(card) < lanes.len())
        .map(column)
        .max();
    let columns = last.map_or(0, |last| last.saturating_add(1));
    let (steps, intents) = widened(board, columns, untitled, &mut fresh_id);
    let mut pasted = Pasted {
        steps: intents.len(),
        intents,
        ..Pasted::default()
    };
    let mut named = board.catalogue.touchpoints_by_name();
    let mut last: Vec<(Cell, CardId)> = after.map(|after| (at, after)).into_iter().collect();
    for (index, card) in carried.iter().enumerate() {
        let Some(lane) = lanes.get(row(card)).copied() else {
            pasted.no_lane += 1;
            continue;
        };
        let step = steps.get(column(card)).copied();
        let Some(step) = step.filter(|_| index < MOST) else {
            pasted.no_room += 1;
            continue;
        };
        let cell = Cell { step, lane };
        let before = last.iter().rev().find(|(of, _)| *of == cell);
        let before = before.map(|(_, card)| *card);
        let before = before.or_else(|| Layout::cards(&board.journey, cell).next_back());
        let Some((intents, id)) = whole(board, (cell, before), card, &mut named) else {
            pasted.unfit += 1;
            continue;
        };
        pasted.intents.extend(intents);
        pasted.cards.push(id);
        pasted.added += 1;
        last.push((cell, id));
    }
    pasted
}

/// A card that travelled; `None` where its lane does not take it.
fn whole(
    board: &Board,
    (cell, after): (Cell, Option<CardId>),
    card: &Carried,
    named: &mut Named,
) -> Option<(Vec<Intent>, CardId)> {
    let known = card
        .touchpoint
        .filter(|id| board.catalogue.touchpoints.contains_key(id));
    let touchpoints = write::is_touchpoints(board, cell.lane);
    let title = card.title.trim();
    if known.is_none() && title.is_empty() {
        return None;
    }
    if known.is_none() && touchpoints {
        let (mut intents, id) = new_card(board, (cell, after), title, named);
        intents.extend(shown(id, card));
        return Some((intents, id));
    }
    // Away from the touchpoints' lane a card says something itself.
    let name = known.and_then(|id| board.catalogue.touchpoints.get(&id));
    let title = match name {
        Some(name) if title.is_empty() && !touchpoints => name.name.as_str(),
        _ => title,
    };
    let content = board.journey.lanes.get(&cell.lane)?.content;
    if !touchpoints && !content.fits(title) {
        return None;
    }
    let id = CardId::new(fresh_id());
    let intent = JourneyIntent::AddCard {
        id,
        cell,
        after,
        title: title.to_owned(),
        evidence: card.evidence,
        touchpoint: known,
        department: card
            .department
            .filter(|id| board.catalogue.departments.contains_key(id)),
    };
    let mut intents = vec![Intent::Journey(intent)];
    intents.extend(shown(id, card));
    Some((intents, id))
}

/// The wish for a card to show what the one that travelled showed.
fn shown(id: CardId, card: &Carried) -> Option<Intent> {
    let picture = card.image.clone()?;
    Some(image::set_image(id, Some(picture)))
}

/// A card with a text, as if somebody had typed it.
fn new_card(
    board: &Board,
    (cell, after): (Cell, Option<CardId>),
    text: &str,
    named: &mut Named,
) -> (Vec<Intent>, CardId) {
    let compared = compared(text);
    let chosen = match named.get(&compared) {
        Some(id) => Suggestion::Known {
            id: *id,
            name: text.to_owned(),
        },
        None => Suggestion::New(text.to_owned()),
    };
    let (intents, card) = write::new_card(board, cell, after, text, Some(&chosen));
    let added = intents.iter().find_map(|intent| match intent {
        Intent::Catalogue(CatalogueIntent::AddTouchpoint { id, .. }) => Some(*id),
        _ => None,
    });
    if let Some(id) = added {
        named.insert(compared, id);
    }
    (intents, card)
}

/// Lines of text as cards of one cell.
pub(super) fn place_lines(
    board: &Board,
    (cell, after): (Cell, Option<CardId>),
    lines: &[String],
    lang: Lang,
) -> Pasted {
    let content = board.journey.lanes.get(&cell.lane).map(|lane| lane.content);
    let mut pasted = Pasted::default();
    let mut named = board.catalogue.touchpoints_by_name();
    let mut after = after;
    for line in lines.iter().take(MOST) {
        // A number is kept in digits, however it is written in the reader's language.
        let number = (content == Some(Content::Number)).then(|| lang.typed_number(line));
        let number = number.flatten();
        let text = number.as_deref().unwrap_or(line);
        let (intents, id) = new_card(board, (cell, after), text, &mut named);
        pasted.intents.extend(intents);
        pasted.cards.push(id);
        after = Some(id);
    }
    pasted.added = pasted.cards.len();
    pasted.no_room = lines.len() - pasted.added;
    pasted
}
