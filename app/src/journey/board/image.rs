//! Images on cards: dropped on the board or pasted, shown small in the cell and large in the inspector.

use leptos::{
    prelude::*,
    web_sys::{DataTransfer, DragEvent, Element, File},
};
use shared::{
    id::CardId,
    image::Picture,
    journey::{CardField, JourneyIntent},
    log::Intent,
};

use super::{
    clipboard, dom, overlay,
    place::Place,
    state::{BoardState, Chosen},
    write,
};
use crate::{
    html::Html,
    image::{named, of_file, of_transfer, picture_field, said, send},
    words::image_words,
};

/// On what an image that is held over the board would fall.
const OVER: &str = "data-image-over";

/// The image of a card as its cell shows it: of one shape, so that nothing moves when it comes.
pub(super) fn thumbnail(html: &mut Html, picture: &Picture) {
    let address = picture.image.thumbnail();
    let mut attributes = vec![
        ("class", "card__image"),
        ("src", &*address),
        ("width", "4"),
        ("height", "3"),
        ("loading", "lazy"),
        ("decoding", "async"),
        ("draggable", "false"),
    ];
    // Until somebody says what is to be seen, the title below it says all there is.
    attributes.push(if picture.alt.is_empty() {
        ("role", "presentation")
    } else {
        ("alt", &*picture.alt)
    });
    html.open("img", &attributes);
}

/// The section of the inspector.
pub(super) fn section(state: BoardState, card: CardId) -> AnyView {
    let words = state.words;
    let now =
        Memo::new(move |_| state.follow(|board, _| board.journey.cards.get(&card)?.image.clone()));
    let set = move |picture| {
        // The board may have been left meanwhile.
        if state.replica(|_| ()).is_some() {
            state.edit(vec![set_image(card, picture)]);
        }
    };
    view! {
        <section class="inspector__section" aria-labelledby="inspector-image">
            <h3 class="inspector__heading" id="inspector-image">
                {move || image_words(words.lang()).image}
            </h3>
            {picture_field(now.into(), set, ("picture--inspector", false))}
        </section>
    }
    .into_any()
}

/// The wish for a card to show something, or nothing.
pub(super) fn set_image(card: CardId, picture: Option<Picture>) -> Intent {
    let field = CardField::Image(picture);
    Intent::Journey(JourneyIntent::SetCard { card, field })
}

/// Something is held over the board: where it is an image, it may fall here.
pub(super) fn drag_over(event: &DragEvent) {
    // The button to add a card would lie over the cell: while something is dragged in from outside, no pointer takes it elsewhere.
    overlay::withdraw();
    let over = dom::target(event).and_then(|element| under(&element));
    mark(over.filter(|_| {
        let items = event.data_transfer().map(|data| data.types());
        items.is_some_and(|types| types.includes(&"Files".into(), 0))
    }));
}

/// It went elsewhere.
pub(super) fn drag_leave() {
    mark(None);
}

/// The card or cell that an element stands in.
fn under(element: &Element) -> Option<Element> {
    element
        .closest(".card, .note, .promise, .board__cell")
        .ok()
        .flatten()
}

fn mark(over: Option<Element>) {
    let marked = document().query_selector(&format!("[{OVER}]"));
    if let Ok(Some(marked)) = marked
        && Some(&marked) != over.as_ref()
    {
        let _ = marked.remove_attribute(OVER);
    }
    if let Some(over) = over {
        let _ = over.set_attribute(OVER, "");
    }
}

/// Images fall on the board. Other files are left to whoever listens to the window.
pub(super) fn dropped(state: BoardState, event: &DragEvent) {
    mark(None);
    if !state.reach.edits {
        return;
    }
    let files = event.data_transfer().map(|data| of_transfer(&data));
    let Some(files) = files.filter(|files| !files.is_empty()) else {
        return;
    };
    event.prevent_default();
    let place = dom::target(event).and_then(|element| dom::place_at(&element));
    bring(state, files, place);
}

/// Images are pasted. `false` where there are none; what a spreadsheet copies is text with a picture of it.
pub(super) fn pasted(state: BoardState, data: &DataTransfer, at: Place) -> bool {
    let text = data.get_data("text/plain").unwrap_or_default();
    let files = of_transfer(data);
    if files.is_empty() || !text.is_empty() {
        return false;
    }
    bring(state, files, Some(at));
    true
}

/// Sends images one after the other, and puts each on the board as it is there.
fn bring(state: BoardState, files: Vec<File>, place: Option<Place>) {
    let lang = state.words.now_lang();
    let place = place.filter(|place| match place {
        Place::Cell(cell) => !state.is_touchpoints(cell.lane),
        _ => true,
    });
    if place
        .and_then(|place| clipboard::target(state, place))
        .is_none()
    {
        state.refuse(image_words(lang).on_a_cell.to_owned());
        return;
    }
    let Some(mut at) = place else { return };
    let sending = state.images;
    sending.update(|sending| *sending += files.len());
    leptos::task::spawn_local(async move {
        // What was not placed is said once more when all are done: what is placed after it takes the message away.
        let mut refused: Vec<String> = Vec::new();
        for file in files {
            let answer = send(&file).await;
            // The board may have been left meanwhile: what was not placed is not.
            if state.replica(|_| ()).is_none() {
                return;
            }
            sending.update(|sending| *sending = sending.saturating_sub(1));
            let lang = state.words.now_lang();
            match answer {
                Ok(picture) => match place_image(state, at, picture, &named(lang, &file.name())) {
                    Some(card) => at = Place::Card(card),
                    None => {
                        let why = state.refusal.get_untracked().unwrap_or_default();
                        refused.push(of_file(&file.name(), why));
                    }
                },
                Err(error) => {
                    let why = said(lang, &file.name(), &error);
                    state.refuse(why.clone());
                    refused.push(why);
                }
            }
        }
        let all = refused.join(" ");
        if !all.is_empty() && state.refusal.get_untracked().as_ref() != Some(&all) {
            state.refuse(all);
        }
    });
}

/// A card that shows nothing yet shows it; anywhere else a new card does.
fn place_image(state: BoardState, at: Place, picture: Picture, name: &str) -> Option<CardId> {
    let bare = match at {
        Place::Card(card) => state.with(|board, _| {
            let found = board.journey.cards.get(&card)?;
            found.image.is_none().then_some(card)
        }),
        _ => None,
    };
    let (intents, card) = match bare {
        Some(card) => (vec![set_image(card, Some(picture))], card),
        None => {
            let (cell, after) = clipboard::target(state, at)?;
            // A card there is a touchpoint of the catalogue, and no image makes one.
            if state.is_touchpoints(cell.lane) {
                state.refuse(image_words(state.words.now_lang()).on_a_cell.to_owned());
                return None;
            }
            let (mut intents, card) =
                state.with(|board, _| write::new_card(board, cell, after, name, None));
            intents.push(set_image(card, Some(picture)));
            (intents, card)
        }
    };
    if !state.edit(intents) {
        return None;
    }
    state.select(&[card].into(), Some(card));
    state.choose(Some(Chosen::Card(card)));
    let words = image_words(state.words.now_lang());
    state.announcer.say(words.placed(name));
    Some(card)
}
