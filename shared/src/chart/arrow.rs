//! Where an arrow between two cards runs: from the left edge of one card up or down the gutter beside its column, along the edge of
//! the row that it leads to, and into the left edge of the other card. So it crosses no text.

use super::Point;

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// From the left edge.
    pub left: f64,
    /// From the upper edge.
    pub top: f64,
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
}

/// How far beside a card the gutter is.
const GUTTER: f64 = 4.0;
/// How far from the card it leads to an arrow runs along its row.
const ALONG: f64 = 4.0;
/// How far arrows in one gutter are apart, and how many lie beside each other.
const APART: f64 = 1.5;
const BESIDE: usize = 3;
/// The length of a head, and half its width.
const HEAD: (f64, f64) = (5.0, 3.5);

impl Rect {
    fn middle(self) -> f64 {
        self.top + self.height / 2.0
    }

    fn bottom(self) -> f64 {
        self.top + self.height
    }
}

/// The corners of the `nth` arrow's line, and the three of its head, the tip first.
#[must_use]
pub fn arrow(from: Rect, to: Rect, nth: usize) -> (Vec<Point>, [Point; 3]) {
    let beside = match nth % BESIDE {
        0 => 0.0,
        1 => 1.0,
        _ => 2.0,
    };
    let aside = GUTTER + APART * beside;
    let (out, into) = (from.left - aside, to.left - aside);
    let (start, end) = (from.middle(), to.middle());
    let tip = to.left;
    let back = tip - HEAD.0;
    let mut line = vec![Point::new(from.left, start), Point::new(out, start)];
    if (out - into).abs() >= 1.0 {
        let along = if from.top > to.top {
            to.bottom() + ALONG
        } else {
            to.top - ALONG
        };
        line.extend([Point::new(out, along), Point::new(into, along)]);
        line.push(Point::new(into, end));
    } else {
        line.push(Point::new(out, end));
    }
    line.push(Point::new(back, end));
    let head = [(tip, end), (back, end - HEAD.1), (back, end + HEAD.1)];
    (line, head.map(|(x, y)| Point::new(x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn rect(left: f64, top: f64) -> Rect {
        Rect {
            left,
            top,
            width: 100.0,
            height: 40.0,
        }
    }

    fn corners(from: Rect, to: Rect) -> Vec<(f64, f64)> {
        let (line, _) = arrow(from, to, 0);
        line.into_iter()
            .map(|corner| (corner.x, corner.y))
            .collect()
    }

    #[test]
    fn within_a_column_an_arrow_goes_straight_up_the_gutter() {
        let (from, to) = (rect(50.0, 400.0), rect(50.0, 100.0));
        let line = [(50.0, 420.0), (46.0, 420.0), (46.0, 120.0), (45.0, 120.0)];
        assert_eq!(corners(from, to), line);
        let head = arrow(from, to, 0).1.map(|corner| (corner.x, corner.y));
        assert_eq!(head, [(50.0, 120.0), (45.0, 116.5), (45.0, 123.5)]);
    }

    #[test]
    fn to_another_column_it_runs_along_the_row_that_it_leads_to() {
        let up = corners(rect(250.0, 400.0), rect(50.0, 100.0));
        assert_eq!(up[1..4], [(246.0, 420.0), (246.0, 144.0), (46.0, 144.0)]);
        let down = corners(rect(50.0, 100.0), rect(250.0, 400.0));
        assert_eq!(down[1..4], [(46.0, 120.0), (46.0, 396.0), (246.0, 396.0)]);
    }

    #[test]
    fn arrows_of_one_gutter_lie_beside_each_other() {
        let out = |nth| arrow(rect(50.0, 400.0), rect(50.0, 100.0), nth).0[1].x;
        assert_eq!((out(1), out(2)), (44.5, 43.0));
        assert_eq!(out(3), out(0));
    }
}
