//! Images on cards, and what is known of a persona.

use shared::{
    catalogue::{CatalogueIntent, EntryId, PersonaField},
    id::{CopyId, PersonaId},
    image::{ImageHash, Picture},
    journey::{CardField, JourneyIntent, LaneKind, Node},
    log::{Board, Intent, Missing, Rejection, undo},
};

use crate::world::*;

fn picture(width: u16, alt: &str) -> Picture {
    Picture {
        image: ImageHash::new([7; 32]),
        width,
        height: 300,
        alt: alt.to_owned(),
    }
}

fn show(id: u128, picture: Option<Picture>) -> JourneyIntent {
    JourneyIntent::SetCard {
        card: card(id),
        field: CardField::Image(picture),
    }
}

fn shown(board: &Board, id: u128) -> Option<&Picture> {
    board.journey.cards[&card(id)].image.as_ref()
}

#[test]
fn a_card_shows_an_image_and_stops_and_both_can_be_taken_back() {
    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    does(&mut board, [add_card(1, pains, None, "The queue")]);
    let did = does(&mut board, [show(1, Some(picture(400, " Eight people ")))]);
    assert_eq!(shown(&board, 1), Some(&picture(400, "Eight people")));
    let again = does(&mut board, [show(1, Some(picture(400, "Eight people")))]);
    assert!(again.changes.is_empty());
    let gone = does(&mut board, [show(1, None)]);
    assert_eq!(shown(&board, 1), None);
    push(&mut board, &undo(&gone.priors)).unwrap();
    assert_eq!(shown(&board, 1), Some(&picture(400, "Eight people")));
    push(&mut board, &undo(&did.priors)).unwrap();
    assert_eq!(shown(&board, 1), None);
}

#[test]
fn a_copy_of_a_card_shows_what_the_card_shows() {
    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    does(
        &mut board,
        [
            add_card(1, pains, None, "The queue"),
            show(1, Some(picture(400, "Eight people"))),
            JourneyIntent::Duplicate {
                copy: CopyId::new(uuid(77)),
                nodes: vec![Node::Card(card(1))],
            },
        ],
    );
    let all = board.journey.cards.values();
    assert_eq!(all.filter(|card| card.image.is_some()).count(), 2);
}

#[test]
fn a_picture_without_a_size_or_larger_than_any_that_is_kept_is_refused() {
    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    does(&mut board, [add_card(1, pains, None, "The queue")]);
    for width in [0, 1_601] {
        let refused = wish(&mut board, show(1, Some(picture(width, ""))));
        assert_eq!(refused.err(), Some(Rejection::BadPicture));
    }
    let refused = wish(&mut board, show(1, Some(picture(9, "two\nlines"))));
    assert_eq!(refused.err(), Some(Rejection::ControlCharacters));
    assert_eq!(shown(&board, 1), None);
}

#[test]
fn a_persona_is_described_pictured_and_all_of_it_is_taken_back() {
    let mut board = board();
    let before = board.catalogue.clone();
    let fields = [
        PersonaField::Description("Up at five".to_owned()),
        PersonaField::Goals("Be there at eight\nSit".to_owned()),
        PersonaField::Expectations("A seat".to_owned()),
        PersonaField::Picture(Some(picture(200, "A man on a platform"))),
    ];
    let set = |persona, field| Intent::Catalogue(CatalogueIntent::SetPersona { persona, field });
    let intents: Vec<Intent> = fields.map(|field| set(COMMUTER, field)).to_vec();
    let did = push(&mut board, &intents).unwrap();
    let persona = &board.catalogue.personas[&COMMUTER];
    assert_eq!(persona.goals, "Be there at eight\nSit");
    assert_eq!(persona.picture.as_ref().map(|one| one.width), Some(200));
    assert!(push(&mut board, &intents).unwrap().changes.is_empty());
    push(&mut board, &undo(&did.priors)).unwrap();
    assert_eq!(board.catalogue, before);
    let nobody = PersonaId::new(uuid(4_711));
    let refused = wish_catalogue(
        &mut board,
        CatalogueIntent::SetPersona {
            persona: nobody,
            field: PersonaField::Goals(String::new()),
        },
    );
    let what = Missing::Entry(EntryId::Persona(nobody));
    assert_eq!(refused.err(), Some(Rejection::Missing { what }));
}
