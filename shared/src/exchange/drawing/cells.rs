//! Cards with their lines broken, and how high they are; one that is higher than a page in pieces.

use super::{
    Measure,
    sheet::{Look, Written},
    wrap::{Face, wrap},
};
use crate::journey::Evidence;

/// Units around what stands in a cell, and between its cards.
pub(super) const PAD: f64 = 6.0;
pub(super) const GAP: f64 = 4.0;
/// The line of who is responsible.
pub(super) const META: f64 = 15.0;

/// A card, or a piece of one.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) look: Look,
    pub(super) face: Face,
    pub(super) lines: Vec<String>,
    /// In the last piece.
    pub(super) owner: Option<(String, u8)>,
    /// In the first piece.
    pub(super) evidence: Option<Evidence>,
    pub(super) height: f64,
}

impl Look {
    pub(super) const fn face(self) -> Face {
        match self {
            Self::Card | Self::Action => Face::new(12.0, false, 16.0),
            Self::Pain | Self::Opportunity | Self::Note | Self::Promise => {
                Face::new(11.5, false, 15.5)
            }
        }
    }

    /// Around its text: left, right, above and below.
    pub(super) const fn inset(self) -> (f64, f64, f64) {
        match self {
            Self::Card => (8.0, 20.0, 6.0),
            Self::Action => (10.0, 20.0, 6.0),
            Self::Pain | Self::Opportunity | Self::Note => (7.0, 19.0, 5.0),
            Self::Promise => (20.0, 16.0, 2.0),
        }
    }
}

/// A card in as many pieces as it takes where none may be higher than `most`.
pub(super) fn pieces(card: &Written, width: f64, most: f64, measure: &dyn Measure) -> Vec<Piece> {
    let face = card.look.face();
    let (left, right, inset) = card.look.inset();
    let mut lines = wrap(&card.title, width - left - right, face, measure);
    if lines.is_empty() {
        lines.push(String::new());
    }
    let owner = if card.owner.is_some() { META } else { 0.0 };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of lines; what is negative or too large is cut to the range"
    )]
    let room = (((most - 2.0 * inset - owner) / face.line).floor() as usize).max(1);
    let count = lines.len().div_ceil(room);
    let mut rest = lines.into_iter();
    (0..count)
        .map(|at| {
            let lines: Vec<String> = rest.by_ref().take(room).collect();
            let owner = card.owner.clone().filter(|_| at + 1 == count);
            let meta = if owner.is_some() { META } else { 0.0 };
            Piece {
                look: card.look,
                face,
                height: 2.0 * inset + face.line * wide(lines.len()) + meta,
                owner,
                evidence: (at == 0).then_some(card.evidence),
                lines,
            }
        })
        .collect()
}

/// A small number of things as a factor.
pub(super) fn wide(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
