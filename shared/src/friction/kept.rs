//! Drawn losses that stay from one evaluation to the next.

use super::{draws::DrawOptions, settings::Goalposts};

/// The losses of every part as they were drawn, of one group of posteriors.
///
/// They hang on the posteriors, the goalposts and the options, not on the weights. So while the slider of a weight moves, what is
/// left to do for each draw is a multiplication.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// How many numbers it may hold.
    most: usize,
    /// Whether the evaluation under way is small enough.
    on: bool,
    /// What the rows were drawn with.
    made: Option<Made>,
    /// One for each part of each touchpoint, once it was drawn, and between which goalposts.
    rows: Vec<Option<(Goalposts, Box<[f64]>)>>,
}

/// What of the options the rows hang on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Made {
    draws: usize,
    seed: u64,
    goalpost_spread: f64,
}

impl Kept {
    /// Keeps up to `numbers` draws (of 8 bytes each), or none at all where an evaluation has more. [`Kept::default`] keeps none.
    #[must_use]
    pub fn up_to(numbers: usize) -> Self {
        Self {
            most: numbers,
            ..Self::default()
        }
    }

    /// Makes ready for an evaluation of `parts` parts: what was drawn otherwise is dropped, unless nothing is kept this time.
    pub(super) fn prepare(&mut self, options: &DrawOptions, draws: usize, parts: usize) {
        self.on = parts.saturating_mul(draws) <= self.most;
        let made = Some(Made {
            draws,
            seed: options.seed,
            goalpost_spread: options.goalpost_spread,
        });
        if self.on && (self.made != made || self.rows.len() != parts) {
            self.rows = vec![None; parts];
            self.made = made;
        }
    }

    /// The row of a part: as it is kept, else drawn by `draw` into `scratch`.
    pub(super) fn row<'a>(
        &'a mut self,
        part: usize,
        goalposts: Goalposts,
        scratch: &'a mut [f64],
        draw: impl FnOnce(&mut [f64]),
    ) -> &'a [f64] {
        let on = self.on;
        let Some(place) = self.rows.get_mut(part).filter(|_| on) else {
            draw(scratch);
            return scratch;
        };
        if place
            .as_ref()
            .is_none_or(|(between, _)| *between != goalposts)
        {
            draw(scratch);
            *place = Some((goalposts, (&*scratch).into()));
        }
        place.as_ref().map_or(scratch, |(_, row)| row)
    }
}
