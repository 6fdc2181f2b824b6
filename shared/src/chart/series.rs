//! Lines and bands with gaps where nothing is known, of few points or of very many.

use super::mark::{Class, Mark, Point, Shape};

/// A point of a series: its place across, and down if its value is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// From the left edge; a series goes from left to right.
    pub x: f64,
    /// From the top edge; `None` where nothing is known.
    pub y: Option<f64>,
}

/// A piece of a band: its place across, and its upper and lower edge if known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// From the left edge.
    pub x: f64,
    /// Upper and lower edge, from the top; `None` where nothing is known.
    pub y: Option<(f64, f64)>,
}

/// Straight segments through what is known, broken where nothing is; a point between two gaps is a dot.
#[must_use]
pub fn line(samples: &[Sample], class: Class) -> Vec<Mark> {
    runs(samples, |s| {
        s.y.filter(|y| y.is_finite()).map(|y| Point::new(s.x, y))
    })
    .into_iter()
    .map(|points| match points[..] {
        [at] => Mark::new(
            Shape::Dot {
                at,
                radius: 2.0,
                handle: None,
            },
            class,
        ),
        _ => Mark::new(Shape::Line(points), class),
    })
    .collect()
}

/// The ground between two edges, broken where nothing is known; a piece between two gaps is a whisker.
#[must_use]
pub fn band(spans: &[Span], class: Class) -> Vec<Mark> {
    runs(spans, |s| {
        let (a, b) = s.y.filter(|(a, b)| a.is_finite() && b.is_finite())?;
        Some((Point::new(s.x, a.min(b)), Point::new(s.x, a.max(b))))
    })
    .into_iter()
    .map(|pieces| match pieces[..] {
        [(upper, lower)] => Mark::new(Shape::Whisker(upper, lower), class),
        _ => {
            let (upper, lower) = pieces.into_iter().unzip();
            Mark::new(Shape::Area { upper, lower }, class)
        }
    })
    .collect()
}

/// Stretches of what `known` yields, none of them empty.
fn runs<T, P>(items: &[T], known: impl Fn(&T) -> Option<P>) -> Vec<Vec<P>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    for item in items {
        match known(item) {
            Some(point) => run.push(point),
            None if run.is_empty() => {}
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// Which of `samples` (from left to right) still show everything at one unit per pixel: of each unit across the first,
/// lowest, highest and last. A unit in which nothing is known stays a gap; smaller gaps are not seen. Few samples are all
/// kept.
#[must_use]
pub fn decimate(samples: &[Sample], width: f64) -> Vec<usize> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a small range"
    )]
    let columns = width.clamp(1.0, 20_000.0) as usize;
    if samples.len() <= 2 * columns {
        return (0..samples.len()).collect();
    }
    let mut kept = Vec::with_capacity(4 * columns);
    let mut start = 0;
    while start < samples.len() {
        let column = samples[start].x.floor();
        let length = samples[start..]
            .iter()
            .take_while(|s| s.x.floor() == column)
            .count()
            .max(1);
        let known = || {
            (start..start + length)
                .filter_map(|i| samples[i].y.filter(|y| y.is_finite()).map(|y| (i, y)))
        };
        match known().next() {
            None => kept.push(start),
            Some(first) => {
                let (mut low, mut high, mut last) = (first, first, first);
                for point in known() {
                    if point.1 < low.1 {
                        low = point;
                    }
                    if point.1 > high.1 {
                        high = point;
                    }
                    last = point;
                }
                let mut four = [first.0, low.0, high.0, last.0];
                four.sort_unstable();
                for i in four {
                    if kept.last() != Some(&i) {
                        kept.push(i);
                    }
                }
            }
        }
        start += length;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(x: f64, y: Option<f64>) -> Sample {
        Sample { x, y }
    }

    #[test]
    fn a_line_breaks_where_nothing_is_known() {
        let p = Point::new;
        let samples = [
            at(0.0, Some(5.0)),
            at(1.0, Some(6.0)),
            at(2.0, None),
            at(3.0, Some(7.0)),
            at(4.0, Some(f64::NAN)),
            at(5.0, None),
        ];
        let marks = line(&samples, Class::Measured);
        let shapes: Vec<Shape> = marks.into_iter().map(|m| m.shape).collect();
        assert_eq!(
            shapes,
            [
                Shape::Line(vec![p(0.0, 5.0), p(1.0, 6.0)]),
                Shape::Dot {
                    at: p(3.0, 7.0),
                    radius: 2.0,
                    handle: None
                }
            ]
        );
        assert!(line(&[], Class::Measured).is_empty());
    }

    #[test]
    fn a_band_has_its_upper_edge_above_and_breaks_as_the_line_does() {
        let p = Point::new;
        let spans = [
            Span {
                x: 0.0,
                y: Some((9.0, 4.0)),
            },
            Span {
                x: 1.0,
                y: Some((3.0, 8.0)),
            },
            Span { x: 2.0, y: None },
            Span {
                x: 3.0,
                y: Some((1.0, 2.0)),
            },
        ];
        let shapes: Vec<Shape> = band(&spans, Class::Margin)
            .into_iter()
            .map(|m| m.shape)
            .collect();
        assert_eq!(
            shapes,
            [
                Shape::Area {
                    upper: vec![p(0.0, 4.0), p(1.0, 3.0)],
                    lower: vec![p(0.0, 9.0), p(1.0, 8.0)]
                },
                Shape::Whisker(p(3.0, 1.0), p(3.0, 2.0))
            ]
        );
    }

    #[test]
    fn of_each_column_the_first_lowest_highest_and_last_are_kept() {
        // Two columns of five: a zigzag in the first, nothing known in the second, then enough to be many.
        let mut samples: Vec<Sample> = [3.0, 1.0, 2.0, 9.0, 4.0].map(|y| at(0.5, Some(y))).to_vec();
        samples.extend([at(1.5, None); 5]);
        assert_eq!(decimate(&samples, 2.0), [0, 1, 3, 4, 5]);
        assert_eq!(decimate(&samples, 5.0).len(), 10);
    }

    proptest! {
        #[test]
        fn decimation_keeps_extremes_ends_and_order(ys in prop::collection::vec(prop::option::of(-1e6f64..1e6), 0..3000), width in 1.0f64..40.0) {
            #[allow(clippy::cast_precision_loss)]
            let step = width / (ys.len().max(1)) as f64;
            #[allow(clippy::cast_precision_loss)]
            let samples: Vec<Sample> = ys.iter().enumerate().map(|(i, y)| at(i as f64 * step, *y)).collect();
            let kept = decimate(&samples, width);
            prop_assert!(kept.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(kept.len() <= 4 * (width as usize + 2));
            let extremes = |values: Vec<f64>| values.into_iter().fold(None, |e: Option<(f64, f64)>, v| {
                Some(e.map_or((v, v), |(low, high)| (low.min(v), high.max(v))))
            });
            let of_all = extremes(samples.iter().filter_map(|s| s.y).collect());
            let of_kept = extremes(kept.iter().filter_map(|i| samples[*i].y).collect());
            prop_assert_eq!(of_all, of_kept);
        }
    }
}
