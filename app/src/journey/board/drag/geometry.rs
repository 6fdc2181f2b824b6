//! Where things lie on the board, measured once when a drag begins: hit testing without asking the browser again.
//!
//! Pixels of the board's own content, so that scrolling changes nothing.

/// The edges of columns or rows along one axis, ascending.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Spans {
    spans: Vec<(f64, f64)>,
}

impl Spans {
    /// From start and end of each, in order.
    pub(crate) fn new(spans: Vec<(f64, f64)>) -> Self {
        Self { spans }
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Start and end of one.
    pub(crate) fn get(&self, index: usize) -> Option<(f64, f64)> {
        self.spans.get(index).copied()
    }

    /// The one that holds `at`; before the first the first, after the last the last, in a gap the one before.
    pub(crate) fn at(&self, at: f64) -> Option<usize> {
        let after = self.spans.partition_point(|(start, _)| *start <= at);
        if self.spans.is_empty() {
            None
        } else {
            Some(after.saturating_sub(1))
        }
    }

    /// Of each, whether it and a stretch have something in common.
    pub(crate) fn within(&self, stretch: (f64, f64)) -> impl Iterator<Item = bool> + '_ {
        let all = self.spans.iter();
        all.map(move |(start, end)| *start <= stretch.1 && stretch.0 <= *end)
    }

    /// Whether they lie as others do, but for what reckoning makes of a pixel.
    pub(crate) fn lies_as(&self, other: &Self) -> bool {
        let near = |(one, other): (&(f64, f64), &(f64, f64))| {
            (one.0 - other.0).abs() < 0.5 && (one.1 - other.1).abs() < 0.5
        };
        self.len() == other.len() && self.spans.iter().zip(&other.spans).all(near)
    }

    /// The gap that is nearest to `at`: how many lie before it by their middles.
    pub(crate) fn gap(&self, at: f64) -> usize {
        self.spans
            .iter()
            .take_while(|(start, end)| f64::midpoint(*start, *end) <= at)
            .count()
    }

    /// Where the line of a gap is drawn.
    pub(crate) fn line(&self, gap: usize) -> f64 {
        match (
            gap.checked_sub(1).and_then(|before| self.get(before)),
            self.get(gap),
        ) {
            (Some((_, end)), Some((start, _))) => f64::midpoint(end, start),
            (Some((_, end)), None) => end,
            (None, Some((start, _))) => start,
            (None, None) => 0.0,
        }
    }
}

/// How fast to scroll when the pointer is near an edge, in pixels per frame: 0 away from the edges,
/// up to 24 at and beyond them.
pub(crate) fn auto_scroll(at: f64, start: f64, end: f64) -> f64 {
    const ZONE: f64 = 48.0;
    const FASTEST: f64 = 24.0;
    let speed = |inside: f64| ((ZONE - inside) / ZONE).clamp(0.0, 1.0) * FASTEST;
    if end - start < 2.0 * ZONE {
        return 0.0;
    }
    speed(end - at) - speed(at - start)
}

#[cfg(test)]
mod tests {
    use super::{Spans, auto_scroll};

    fn three() -> Spans {
        Spans::new(vec![(0.0, 100.0), (100.0, 200.0), (210.0, 310.0)])
    }

    #[test]
    fn a_point_lies_in_its_span_and_outside_in_the_nearest_end() {
        let spans = three();
        assert_eq!(spans.at(-5.0), Some(0));
        assert_eq!(spans.at(99.9), Some(0));
        assert_eq!(spans.at(100.0), Some(1));
        assert_eq!(spans.at(205.0), Some(1));
        assert_eq!(spans.at(9_999.0), Some(2));
        assert_eq!(Spans::default().at(1.0), None);
    }

    #[test]
    fn spans_that_were_measured_again_lie_as_they_did_unless_one_moved() {
        let spans = |end: f64| Spans::new(vec![(0.0, 100.0), (100.0, end)]);
        assert!(spans(200.0).lies_as(&spans(200.0001)));
        assert!(!spans(200.0).lies_as(&spans(232.0)));
        assert!(!spans(200.0).lies_as(&three()));
    }

    #[test]
    fn a_gap_is_chosen_by_the_middles_and_drawn_between_its_neighbours() {
        let spans = three();
        assert_eq!(spans.gap(49.0), 0);
        assert_eq!(spans.gap(50.0), 1);
        assert_eq!(spans.gap(400.0), 3);
        assert_eq!(spans.line(0), 0.0);
        assert_eq!(spans.line(2), 205.0);
        assert_eq!(spans.line(3), 310.0);
    }

    #[test]
    fn scrolling_starts_near_an_edge_and_is_fastest_at_it() {
        assert_eq!(auto_scroll(500.0, 0.0, 1000.0), 0.0);
        assert_eq!(auto_scroll(1000.0, 0.0, 1000.0), 24.0);
        assert_eq!(auto_scroll(24.0, 0.0, 1000.0), -12.0);
        assert_eq!(auto_scroll(-80.0, 0.0, 1000.0), -24.0);
        assert_eq!(auto_scroll(10.0, 0.0, 60.0), 0.0);
    }
}
