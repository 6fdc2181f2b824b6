//! Draws of every score: what it could be, given what is known and how firmly the settings are meant.

use super::Part;
use super::kept::Kept;
use super::posterior::Posteriors;
use super::settings::{Goalposts, Settings};
use crate::distribution::{NODES, Span, Stream, add_weighted, draw_losses, fill_gamma, look_up};

/// How to draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawOptions {
    /// How many draws; taken between 20 and 100,000.
    pub draws: u32,
    /// Same seed, same draws.
    pub seed: u64,
    /// How firmly the weights are meant: they are drawn from Dirichlet(concentration × w). At 40, a weight of .25
    /// varies by ± .07 (one standard deviation). Taken between 1 and a million.
    pub concentration: f64,
    /// How far a goalpost may be off, as a share of itself: uniform within ± this. Taken between 0 and 0.5.
    pub goalpost_spread: f64,
}

impl DrawOptions {
    /// Draws for a number that stays: 2,000.
    pub const FULL: Self = Self {
        draws: 2_000,
        seed: 1,
        concentration: 40.0,
        goalpost_spread: 0.10,
    };

    /// Draws while a slider moves: 200, the first of [`DrawOptions::FULL`].
    pub const FAST: Self = Self {
        draws: 200,
        ..Self::FULL
    };
}

impl Default for DrawOptions {
    fn default() -> Self {
        Self::FULL
    }
}

/// Every touchpoint's drawn scores, flat: row after row, one number per draw. Kept as the summed losses
/// −ln(1 − F/100), which rise with F, so ranks and intervals need no exponential per draw.
#[derive(Clone, Debug)]
pub struct Draws {
    count: usize,
    /// Which row a touchpoint has; none without a score.
    rows: Vec<Option<usize>>,
    losses: Vec<f64>,
}

impl Draws {
    /// Draws all scores: posteriors Beta, weights Dirichlet, goalposts uniform, all through inverse distribution
    /// functions. Weights and goalposts are drawn once per draw for all touchpoints (they are the same doubt
    /// everywhere), posteriors for each. A part without evidence is left out and its weight spread, which leaves
    /// the other weights Dirichlet.
    #[must_use]
    pub fn make(posteriors: &Posteriors, settings: &Settings, options: &DrawOptions) -> Self {
        let mut drawing = Drawing::new(settings, options);
        while drawing.next(posteriors, &mut Kept::default()) {}
        drawing.draws
    }

    /// How many draws.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many touchpoints, with and without a score.
    #[must_use]
    pub fn touchpoints(&self) -> usize {
        self.rows.len()
    }

    /// A touchpoint's drawn losses; `None` where it has no score.
    pub(super) fn of(&self, touchpoint: usize) -> Option<&[f64]> {
        let row = (*self.rows.get(touchpoint)?)?;
        self.losses.get(row * self.count..(row + 1) * self.count)
    }
}

/// Draws being made, a touchpoint at a time.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    seeds: Stream,
    beliefs: Beliefs,
    options: DrawOptions,
    /// The drawn weights of the touchpoint at hand, summed over its parts.
    weights: Vec<f64>,
    /// The losses of the part at hand, where they are not kept.
    losses: Vec<f64>,
    pub(super) draws: Draws,
}

impl Drawing {
    /// Nothing drawn yet but the settings.
    pub(super) fn new(settings: &Settings, options: &DrawOptions) -> Self {
        let count = options.draws.clamp(20, 100_000) as usize;
        let seeds = Stream::new(options.seed);
        Self {
            seeds,
            beliefs: Beliefs::draw(settings, options, count, seeds.child(0)),
            options: *options,
            weights: vec![0.0; count],
            losses: vec![0.0; count],
            draws: Draws {
                count,
                rows: Vec::new(),
                losses: Vec::new(),
            },
        }
    }

    /// Draws the next touchpoint, with what is kept of earlier drawings; `false` when there was none left.
    pub(super) fn next(&mut self, posteriors: &Posteriors, kept: &mut Kept) -> bool {
        let Draws {
            count,
            rows,
            losses,
        } = &mut self.draws;
        let touchpoint = rows.len();
        let Some(&key) = posteriors.keys.get(touchpoint) else {
            return false;
        };
        kept.prepare(&self.options, *count, posteriors.parts());
        let stream = self.seeds.child(1).child(key);
        let start = losses.len();
        let mut plain_weight = 0.0;
        self.weights.fill(0.0);
        for (at, slot, table) in posteriors.numbered(touchpoint) {
            let Some(belief) = self.beliefs.of(slot.part) else {
                continue;
            };
            losses.resize(start + *count, 0.0);
            plain_weight += belief.plain_weight;
            let stream = stream.child(slot.part.index() as u64);
            let lost = kept.row(at, belief.goalposts, &mut self.losses, |lost| {
                draw_losses(table, stream, (&belief.spans, Goalposts::FULL), lost);
            });
            add_weighted(
                lost,
                &belief.weights,
                &mut losses[start..],
                &mut self.weights,
            );
        }
        if plain_weight > 0.0 {
            rows.push(Some(start / *count));
            for (lost, total) in losses[start..].iter_mut().zip(&self.weights) {
                *lost /= *total;
            }
        } else {
            rows.push(None);
        }
        true
    }
}

/// The drawn settings, per part with a weight.
#[derive(Clone, Debug)]
struct Beliefs {
    parts: [Option<Belief>; Part::COUNT],
}

#[derive(Clone, Debug)]
struct Belief {
    plain_weight: f64,
    /// One for each draw, gamma variates: Dirichlet once divided by their sum.
    weights: Vec<f64>,
    goalposts: Goalposts,
    /// The goalposts drawn, one pair for each draw. They and the weights take numbers of their own, so neither moves the other.
    spans: Vec<Span>,
}

/// The least drawn weight: a part may nearly vanish, but a sum of weights never does.
const LEAST_WEIGHT: f64 = 1e-200;

impl Beliefs {
    fn draw(settings: &Settings, options: &DrawOptions, count: usize, stream: Stream) -> Self {
        let total: f64 = settings.parts().iter().map(|part| part.weight).sum();
        let concentration = options.concentration.clamp(1.0, 1e6);
        let spread = options.goalpost_spread.clamp(0.0, 0.5);
        let mut parts = [const { None }; Part::COUNT];
        for part in settings.parts() {
            let share = part.weight / total;
            if share <= 0.0 {
                continue;
            }
            let mut gamma = [0.0; NODES];
            fill_gamma((concentration * share).max(1e-3), &mut gamma);
            let stream = stream.child(part.part.index() as u64);
            let weights = (0..count as u64)
                .map(|draw| look_up(&gamma, stream.bits(3 * draw)).max(LEAST_WEIGHT));
            let spans = (0..count as u64)
                .map(|draw| {
                    let Goalposts { best, worst } = part.goalposts;
                    let off = |index| 1.0 + spread * (2.0 * stream.uniform(3 * draw + index) - 1.0);
                    let low = best * off(1);
                    // Goalposts close to each other must not cross.
                    let span = (worst * off(2) - low).max(0.5 * (worst - best));
                    Span {
                        best: low,
                        per_span: 1.0 / span,
                    }
                })
                .collect();
            parts[part.part.index()] = Some(Belief {
                plain_weight: share,
                weights: weights.collect(),
                goalposts: part.goalposts,
                spans,
            });
        }
        Self { parts }
    }

    fn of(&self, part: Part) -> Option<&Belief> {
        self.parts[part.index()].as_ref()
    }
}
