//! Where people are on a board and what they hold: as places of the board, which survive another zoom, another scroll, another window.

use serde::{Deserialize, Serialize};

use crate::{
    access::Role,
    id::ActorId,
    journey::{Cell, Node},
};

/// Hues that people are told apart by.
pub const HUES: u8 = 12;
/// Nodes of a selection that others are told of.
pub const MOST_SELECTED: usize = 40;
/// Signs in one message.
pub const MOST_SIGNS: usize = 8;
/// Characters of a name.
const MOST_NAME: usize = 60;

/// The number of a connection among those of its board. It is not given again while anybody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Connection(pub u32);

/// How far along something, in ten thousandths.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "u16", into = "u16")]
pub struct Fraction(u16);

/// More than all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} ten thousandths are more than the whole")]
pub struct NotAFraction(pub u16);

impl Fraction {
    const WHOLE: u16 = 10_000;

    /// This far, or as far as there is.
    #[must_use]
    pub fn of(share: f64) -> Self {
        let most = f64::from(Self::WHOLE);
        let thousandths = (share * most).clamp(0.0, most);
        // Nothing is no number either: where the whole is nothing, it is the beginning.
        Self(if thousandths.is_nan() {
            0
        } else {
            thousandths as u16
        })
    }

    /// As a share of one.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.0) / f64::from(Self::WHOLE)
    }
}

impl TryFrom<u16> for Fraction {
    type Error = NotAFraction;

    fn try_from(parts: u16) -> Result<Self, NotAFraction> {
        if parts > Self::WHOLE {
            return Err(NotAFraction(parts));
        }
        Ok(Self(parts))
    }
}

impl From<Fraction> for u16 {
    fn from(fraction: Fraction) -> Self {
        fraction.0
    }
}

/// What a place is told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Anchor {
    /// The board as a whole.
    Board,
    /// Something on it.
    Node(Node),
    /// A cell, beside its cards.
    Cell(Cell),
}

/// A place on the board: so far across and so far down its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// What it is told from.
    pub anchor: Anchor,
    /// Across.
    pub x: Fraction,
    /// Down.
    pub y: Fraction,
}

/// What somebody sees of the board: what is in the middle, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct View {
    /// What is in the middle.
    pub middle: Spot,
    /// Thousandths of the size it is written in.
    pub zoom: u16,
}

/// What one person does just now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Presence {
    /// Where the pointer is, if it is on the board.
    pub pointer: Option<Spot>,
    /// What is selected.
    pub selection: Vec<Node>,
    /// What is being written in.
    pub editing: Option<Node>,
    /// Whether the page is out of sight, or nobody touched it for long.
    pub away: bool,
    /// What is seen of the board.
    pub view: Option<View>,
}

/// One thing about it that is different from before. Variants are only ever appended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// As [`Presence::pointer`].
    Pointer(Option<Spot>),
    /// As [`Presence::selection`].
    Selection(Vec<Node>),
    /// As [`Presence::editing`].
    Editing(Option<Node>),
    /// As [`Presence::away`].
    Away(bool),
    /// As [`Presence::view`].
    View(Option<View>),
}

impl Sign {
    /// Whether they are no more, and none larger, than anybody may say at once.
    #[must_use]
    pub fn all_fit(signs: &[Self]) -> bool {
        signs.len() <= MOST_SIGNS
            && signs.iter().all(|sign| match sign {
                Self::Selection(nodes) => nodes.len() <= MOST_SELECTED,
                Self::Pointer(_) | Self::Editing(_) | Self::Away(_) | Self::View(_) => true,
            })
    }
}

impl Presence {
    /// Takes a sign; the latest counts.
    pub fn take(&mut self, sign: Sign) {
        match sign {
            Sign::Pointer(pointer) => self.pointer = pointer,
            Sign::Selection(mut selection) => {
                selection.truncate(MOST_SELECTED);
                self.selection = selection;
            }
            Sign::Editing(editing) => self.editing = editing,
            Sign::Away(away) => self.away = away,
            Sign::View(view) => self.view = view,
        }
    }

    /// What is different from before.
    #[must_use]
    pub fn since(&self, before: &Self) -> Vec<Sign> {
        let mut signs = Vec::new();
        if self.pointer != before.pointer {
            signs.push(Sign::Pointer(self.pointer));
        }
        if self.selection != before.selection {
            let most = self.selection.len().min(MOST_SELECTED);
            signs.push(Sign::Selection(self.selection[..most].to_vec()));
        }
        if self.editing != before.editing {
            signs.push(Sign::Editing(self.editing));
        }
        if self.away != before.away {
            signs.push(Sign::Away(self.away));
        }
        if self.view != before.view {
            signs.push(Sign::View(self.view));
        }
        signs
    }
}

/// Who has a connection. Names are looked up when somebody comes, and kept by nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The connection. Somebody with two windows has two.
    pub connection: Connection,
    /// Whose it is.
    pub actor: ActorId,
    /// What they are called; empty where nobody was asked for a name.
    pub name: String,
    /// What they are on this board.
    pub role: Role,
    /// Which of the [`HUES`] they have.
    pub hue: u8,
}

impl Person {
    /// The same, with a name that is not too long to send around.
    #[must_use]
    pub fn cut(mut self) -> Self {
        if let Some((end, _)) = self.name.char_indices().nth(MOST_NAME) {
            self.name.truncate(end);
        }
        self
    }
}

/// What others do, for everybody at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceBatch {
    /// Whether it says everything there is to say: whoever is not in it is not there.
    pub whole: bool,
    /// Who came, or is another than before.
    pub came: Vec<Person>,
    /// What they do.
    pub signs: Vec<(Connection, Vec<Sign>)>,
    /// Who went.
    pub left: Vec<Connection>,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::CardId;

    #[test]
    fn a_fraction_is_never_more_than_the_whole() {
        for (share, parts) in [
            (-1.0, 0),
            (0.0, 0),
            (0.25, 2_500),
            (1.0, 10_000),
            (7.0, 10_000),
            (f64::NAN, 0),
            (f64::INFINITY, 10_000),
        ] {
            assert_eq!(u16::from(Fraction::of(share)), parts, "{share}");
        }
        assert_eq!(Fraction::try_from(10_001), Err(NotAFraction(10_001)));
        assert!((Fraction::of(0.25).share() - 0.25).abs() < 1e-9);
    }

    #[test]
    fn the_signs_between_two_moments_lead_from_one_to_the_other() {
        let card = Node::Card(CardId::new(Uuid::from_u128(1)));
        let spot = Spot {
            anchor: Anchor::Node(card),
            x: Fraction::of(0.5),
            y: Fraction::of(0.1),
        };
        let later = Presence {
            pointer: Some(spot),
            selection: vec![card; 3],
            editing: Some(card),
            away: true,
            view: Some(View {
                middle: spot,
                zoom: 800,
            }),
        };
        for (from, to, signs) in [
            (Presence::default(), later.clone(), 5),
            (later.clone(), Presence::default(), 5),
            (later.clone(), later, 0),
        ] {
            let mut at = from.clone();
            let said = to.since(&from);
            assert_eq!(said.len(), signs);
            assert!(Sign::all_fit(&said));
            said.into_iter().for_each(|sign| at.take(sign));
            assert_eq!(at, to);
        }
    }

    #[test]
    fn of_a_large_selection_the_first_are_told() {
        let node = |n| Node::Card(CardId::new(Uuid::from_u128(n)));
        let many = Presence {
            selection: (0..1_000).map(node).collect(),
            ..Presence::default()
        };
        let said = many.since(&Presence::default());
        assert!(Sign::all_fit(&said));
        assert!(!Sign::all_fit(&[Sign::Selection(many.selection.clone())]));
        assert!(!Sign::all_fit(&vec![Sign::Away(true); MOST_SIGNS + 1]));
    }

    #[test]
    fn a_name_is_cut_between_characters() {
        let person = |name: &str| Person {
            connection: Connection(1),
            actor: ActorId::new(Uuid::nil()),
            name: name.to_owned(),
            role: Role::Editor,
            hue: 0,
        };
        assert_eq!(person("Ana").cut().name, "Ana");
        assert_eq!(person(&"ñ".repeat(100)).cut().name, "ñ".repeat(60));
    }
}
