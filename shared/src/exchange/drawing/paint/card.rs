//! A card of a page, and the dot that says how sure we are.

use super::{
    super::{
        Shape, Stroke, Tone,
        cells::{Framed, Ink, Piece},
        sheet::{Look, Standing},
    },
    Painter,
};
use crate::{
    chart::{Point, Rect},
    journey::Evidence,
};

impl Painter {
    pub(super) fn card(&mut self, piece: &Piece, (x, y): (f64, f64), width: f64) {
        let size = (width, piece.height);
        let (left, right, inset) = piece.look.inset();
        let (fill, ink, radius) = match piece.look {
            Look::Card | Look::Action => (Some(Tone::Surface), Tone::Ink, 6.0),
            Look::Pain => (Some(Tone::Pain), Tone::PainInk, 4.0),
            Look::Opportunity => (Some(Tone::Opportunity), Tone::OpportunityInk, 4.0),
            Look::Note | Look::Short => (Some(Tone::Note), Tone::NoteInk, 4.0),
            Look::Promise | Look::Told => (None, Tone::Ink, 0.0),
        };
        let line = matches!(piece.look, Look::Card | Look::Action);
        let stroke = line.then_some(Stroke::new(Tone::Line, 1.0));
        if fill.is_some() {
            self.boxed((x, y), size, radius, fill, stroke);
        }
        if let Some(id) = piece.id {
            let rect = Rect {
                left: x,
                top: y,
                width,
                height: piece.height,
            };
            self.cards.insert(id, rect);
        }
        if piece.look == Look::Action {
            self.rect((x, y + 3.0), (3.0, piece.height - 6.0), 1.5, Tone::Accent);
        }
        if let (Look::Promise, true) = (piece.look, piece.first) {
            let mark = piece.standing.and_then(Standing::mark);
            let dashed = Stroke::new(Tone::LineControl, 1.0).dashed(2.0, 2.0);
            let around = mark.is_none().then_some(dashed);
            self.boxed((x, y + 7.0), (14.0, 6.0), 2.0, mark, around);
        }
        let plain = line || fill.is_none();
        let shown = Framed::room(piece.picture.as_ref());
        if let Some(framed) = &piece.picture {
            let (width, height) = (framed.width, framed.height);
            self.rect((x + left, y + inset), (width, height), 0.0, Tone::Sunken);
            let shape = Shape::Picture {
                at: Point::new(x + left, y + inset),
                width,
                height,
                image: framed.picture.image,
                alt: framed.picture.alt.clone(),
            };
            self.mark(shape, None, None);
        }
        let mut below = y + inset + shown;
        for line in &piece.lines {
            let tone = match line.ink {
                Ink::Card => ink,
                Ink::Less if plain => Tone::Ink3,
                Ink::Less => ink,
                Ink::Tone(tone) => tone,
            };
            let mut at = x + left;
            if let Some(hue) = line.hue {
                let dot = Point::new(at + 3.5, below + line.face.line / 2.0);
                self.mark(Shape::Disc(dot, 3.5), Some(Tone::Hue(hue)), None);
                at += 12.0;
            }
            let text = std::slice::from_ref(&line.text);
            below = self.lines((at, below), line.face, tone, text);
        }
        if let Some(evidence) = piece.evidence {
            let at = (
                x + width - right / 2.0 - 2.0,
                y + inset + shown + piece.look.face().line / 2.0,
            );
            let tone = if plain { Tone::Ink3 } else { ink };
            self.evidence(evidence, at, tone);
        }
    }

    /// Empty, half or full.
    pub(super) fn evidence(&mut self, evidence: Evidence, at: (f64, f64), tone: Tone) {
        let at = Point::new(at.0, at.1);
        let ring = Stroke::new(tone, 1.3);
        match evidence {
            Evidence::Assumption => self.mark(Shape::Disc(at, 4.2), None, Some(ring)),
            Evidence::Qualitative => {
                self.mark(Shape::Half(at, 4.2), Some(tone), None);
                self.mark(Shape::Disc(at, 4.2), None, Some(ring));
            }
            Evidence::Measured => self.mark(Shape::Disc(at, 4.8), Some(tone), None),
        }
    }
}
