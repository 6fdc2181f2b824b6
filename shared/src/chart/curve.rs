//! A smooth curve through points that never overshoots them.

use super::mark::{Point, Shape};

/// A curve through `points` (from left to right) that rises and falls only where they do. Source: Steffen 1990, "A simple
/// method for monotonic interpolation in one dimension"; at the ends the slope of the parabola, as in d3-shape.
/// `None` of fewer than two points.
#[must_use]
pub fn monotone_curve(points: &[Point]) -> Option<Shape> {
    let (first, last) = (points.first()?, points.len().checked_sub(1)?);
    if last == 0 {
        return None;
    }
    let secants: Vec<f64> = points.windows(2).map(|w| secant(w[0], w[1])).collect();
    let inner = |i: usize| {
        let (before, after) = (points[i].x - points[i - 1].x, points[i + 1].x - points[i].x);
        let (s0, s1) = (secants[i - 1], secants[i]);
        if s0 * s1 <= 0.0 || before + after <= 0.0 {
            return 0.0;
        }
        let parabola = (s0 * after + s1 * before) / (before + after);
        s0.signum() * 2.0 * s0.abs().min(s1.abs()).min(parabola.abs() / 2.0)
    };
    let mut slopes = vec![0.0; points.len()];
    for (i, slope) in slopes.iter_mut().enumerate().take(last).skip(1) {
        *slope = inner(i);
    }
    slopes[0] = if last == 1 {
        secants[0]
    } else {
        (3.0 * secants[0] - slopes[1]) / 2.0
    };
    slopes[last] = if last == 1 {
        secants[0]
    } else {
        (3.0 * secants[last - 1] - slopes[last - 1]) / 2.0
    };
    let pieces = (0..last)
        .map(|i| {
            let (a, b) = (points[i], points[i + 1]);
            let third = (b.x - a.x) / 3.0;
            [
                Point::new(a.x + third, a.y + slopes[i] * third),
                Point::new(b.x - third, b.y - slopes[i + 1] * third),
                b,
            ]
        })
        .collect();
    Some(Shape::Curve(*first, pieces))
}

fn secant(a: Point, b: Point) -> f64 {
    let width = b.x - a.x;
    if width > 0.0 {
        (b.y - a.y) / width
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_turning_point_is_level_and_two_points_are_a_straight_line() {
        let p = Point::new;
        assert_eq!(
            monotone_curve(&[p(0.0, 0.0), p(3.0, 6.0)]),
            Some(Shape::Curve(
                p(0.0, 0.0),
                vec![[p(1.0, 2.0), p(2.0, 4.0), p(3.0, 6.0)]]
            ))
        );
        // Slopes by hand: secants 2 and -2, so 0 at the top, and (3 · 2 − 0)/2 = 3 and -3 at the ends.
        assert_eq!(
            monotone_curve(&[p(0.0, 0.0), p(3.0, 6.0), p(6.0, 0.0)]),
            Some(Shape::Curve(
                p(0.0, 0.0),
                vec![
                    [p(1.0, 3.0), p(2.0, 6.0), p(3.0, 6.0)],
                    [p(4.0, 6.0), p(5.0, 3.0), p(6.0, 0.0)]
                ]
            ))
        );
        assert_eq!(monotone_curve(&[p(1.0, 1.0)]), None);
        assert_eq!(monotone_curve(&[]), None);
    }

    proptest! {
        #[test]
        fn controls_stay_between_their_points(ys in prop::collection::vec(0.0f64..131.0, 2..30), step in 1.0f64..200.0) {
            let mut x = 0.0;
            let points: Vec<Point> = ys.iter().map(|y| { x += step; Point::new(x, *y) }).collect();
            let Some(Shape::Curve(from, pieces)) = monotone_curve(&points) else { return Err(TestCaseError::fail("none")) };
            let mut before = from;
            for [a, b, end] in pieces {
                let (low, high) = (before.y.min(end.y) - 0.011, before.y.max(end.y) + 0.011);
                prop_assert!((low..=high).contains(&a.y) && (low..=high).contains(&b.y));
                before = end;
            }
        }
    }
}
