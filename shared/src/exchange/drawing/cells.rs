//! Cards with their lines broken, and how high they are; one that is higher than a page in pieces.

use super::{
    Measure, Tone,
    facts::Told,
    sheet::{Look, Standing, Written},
    wrap::{Face, wrap},
};
use crate::{id::CardId, image::Picture, journey::Evidence};

/// Units around what stands in a cell, and between its cards.
pub(super) const PAD: f64 = 6.0;
pub(super) const GAP: f64 = 4.0;
/// The line of who is responsible.
pub(super) const META: f64 = 15.0;

/// What stands below the text of a card.
pub(super) const FOOT: Face = Face::new(10.5, false, META);

/// Below a picture, before the text.
const BELOW: f64 = 4.0;
/// Height of a picture by its width: all are cut to one shape, as on the screen.
const SHAPE: f64 = 3.0 / 4.0;

/// A card, or a piece of one.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The card, in its first piece.
    pub(super) id: Option<CardId>,
    pub(super) look: Look,
    pub(super) lines: Vec<Line>,
    /// Whether it begins here.
    pub(super) first: bool,
    /// In the first piece.
    pub(super) evidence: Option<Evidence>,
    /// How a promise stands.
    pub(super) standing: Option<Standing>,
    /// In the first piece, above its lines.
    pub(super) picture: Option<Framed>,
    pub(super) height: f64,
}

/// A picture and how large it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Framed {
    pub(super) picture: Picture,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Framed {
    /// With what keeps the text away from it.
    pub(super) fn room(framed: Option<&Self>) -> f64 {
        framed.map_or(0.0, |framed| framed.height + BELOW)
    }
}

/// A line of a card.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) face: Face,
    pub(super) ink: Ink,
    /// The dot of a department before it.
    pub(super) hue: Option<u8>,
}

/// What a line is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// That of its card.
    Card,
    /// What matters less.
    Less,
    /// Always this.
    Tone(Tone),
}

impl Look {
    pub(super) const fn face(self) -> Face {
        match self {
            Self::Card | Self::Action => Face::new(12.0, false, 16.0),
            Self::Pain | Self::Opportunity | Self::Note | Self::Promise => {
                Face::new(11.5, false, 15.5)
            }
            Self::Short => Face::new(13.0, true, 18.0),
            Self::Told => Face::new(11.5, true, 15.5),
        }
    }

    /// Around its text: left, right, above and below.
    pub(super) const fn inset(self) -> (f64, f64, f64) {
        match self {
            Self::Card => (8.0, 20.0, 6.0),
            Self::Action => (10.0, 20.0, 6.0),
            Self::Pain | Self::Opportunity | Self::Note | Self::Short => (7.0, 19.0, 5.0),
            Self::Told => (4.0, 4.0, 2.0),
            Self::Promise => (20.0, 16.0, 2.0),
        }
    }
}

/// A card in as many pieces as it takes where none may be higher than `most`.
pub(super) fn pieces(card: &Written, width: f64, most: f64, measure: &dyn Measure) -> Vec<Piece> {
    let (left, right, _) = card.look.inset();
    let room = width - left - right;
    let mut lines: Vec<Line> = wrap(&card.title, room, card.look.face(), measure)
        .into_iter()
        .map(|text| Line {
            text,
            face: card.look.face(),
            ink: Ink::Card,
            hue: None,
        })
        .collect();
    if lines.is_empty() {
        lines.push(Line {
            text: String::new(),
            face: card.look.face(),
            ink: Ink::Card,
            hue: None,
        });
    }
    let foot = |text: &str, ink: Ink| {
        // What stands at the foot may run below the evidence, which stands at the head.
        let lines = wrap(text, width - left - 8.0, FOOT, measure);
        lines.into_iter().map(move |text| line(text, ink))
    };
    if let Some((owner, hue)) = &card.owner {
        lines.push(Line {
            text: owner.clone(),
            face: FOOT,
            ink: Ink::Less,
            hue: Some(*hue),
        });
    }
    let moment = card.moment.then(|| "◆".to_owned());
    let reached: Vec<String> = card.channel.clone().into_iter().chain(moment).collect();
    if !reached.is_empty() {
        lines.extend(foot(&reached.join("  "), Ink::Less));
    }
    if let Some((standing, said)) = &card.stands {
        lines.extend(foot(said, Ink::Tone(standing.tone())));
    }
    for effect in &card.effects {
        lines.extend(foot(&format!("→ {effect}"), Ink::Less));
    }
    let standing = card.stands.as_ref().map(|(standing, _)| *standing);
    let across = width - 2.0 * left;
    let picture = card.picture.clone().map(|picture| Framed {
        picture,
        width: across,
        height: across * SHAPE,
    });
    let mut pieces = cut(card.look, lines, most, (card.id, card.evidence, picture));
    for piece in &mut pieces {
        piece.standing = standing;
    }
    pieces
}

/// What metrics say, in as many pieces as it takes.
pub(super) fn told(told: &Told, width: f64, most: f64, measure: &dyn Measure) -> Vec<Piece> {
    let (left, right, _) = Look::Told.inset();
    let wrapped = |text: &str, face: Face, ink: Ink| {
        let lines = wrap(text, width - left - right, face, measure);
        let line = move |text| Line {
            text,
            face,
            ink,
            hue: None,
        };
        lines.into_iter().map(line).collect::<Vec<_>>()
    };
    let mut pieces = Vec::new();
    for metric in &told.metrics {
        let mut lines = Vec::new();
        if let Some(of) = &metric.of {
            lines.extend(wrapped(of, FOOT, Ink::Less));
        }
        lines.extend(wrapped(&metric.name, FOOT, Ink::Card));
        lines.extend(wrapped(&metric.value, Look::Told.face(), Ink::Card));
        let (mark, ink) = match metric.met {
            Some(true) => ("✓ ", Ink::Tone(Tone::KeptInk)),
            Some(false) => ("✗ ", Ink::Tone(Tone::BrokenInk)),
            None => ("", Ink::Less),
        };
        lines.extend(wrapped(&format!("{mark}{}", metric.target), FOOT, ink));
        lines.extend(wrapped(&metric.margin, FOOT, Ink::Less));
        pieces.extend(cut(Look::Told, lines, most, (None, None, None)));
    }
    let more = wrapped(&told.more, FOOT, Ink::Less);
    if !more.is_empty() {
        pieces.extend(cut(Look::Told, more, most, (None, None, None)));
    }
    pieces
}

const fn line(text: String, ink: Ink) -> Line {
    Line {
        text,
        face: FOOT,
        ink,
        hue: None,
    }
}

/// Lines in pieces of which none is higher than `most`, and none without a line.
fn cut(
    look: Look,
    lines: Vec<Line>,
    most: f64,
    (id, evidence, picture): (Option<CardId>, Option<Evidence>, Option<Framed>),
) -> Vec<Piece> {
    let (_, _, inset) = look.inset();
    // No page is so low that a line would not fit below a picture, which then is drawn lower.
    let mut picture = picture.map(|framed| Framed {
        height: framed.height.min(most / 2.0),
        ..framed
    });
    let mut pieces: Vec<Piece> = Vec::new();
    for line in lines {
        let high = line.face.line;
        match pieces.last_mut() {
            Some(piece) if piece.height + high <= most => {
                piece.height += high;
                piece.lines.push(line);
            }
            last => {
                let first = last.is_none();
                let picture = picture.take();
                pieces.push(Piece {
                    id: id.filter(|_| first),
                    look,
                    first,
                    evidence: evidence.filter(|_| first),
                    standing: None,
                    height: 2.0 * inset + Framed::room(picture.as_ref()) + high,
                    picture,
                    lines: vec![line],
                });
            }
        }
    }
    pieces
}

impl Standing {
    const fn tone(self) -> Tone {
        match self {
            Self::Open => Tone::Ink3,
            Self::Good => Tone::KeptInk,
            Self::AtRisk => Tone::RiskInk,
            Self::Bad => Tone::BrokenInk,
        }
    }

    /// What a promise's mark is filled with; `None` of one that nothing proves.
    pub(super) const fn mark(self) -> Option<Tone> {
        match self {
            Self::Open => None,
            Self::Good => Some(Tone::Kept),
            Self::AtRisk => Some(Tone::Risk),
            Self::Bad => Some(Tone::Broken),
        }
    }
}

/// A small number of things as a factor.
pub(super) fn wide(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
