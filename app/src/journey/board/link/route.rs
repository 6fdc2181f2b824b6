//! Where an arrow runs: from the left edge of one card up or down the gutter beside its column, along the edge of the row that it
//! leads to, and into the left edge of the other card. So it crosses no text.

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
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

/// The line and the head of the `nth` arrow, as path data of SVG.
pub(super) fn route(from: Rect, to: Rect, nth: usize) -> (String, String) {
    let aside = GUTTER + APART * (nth % BESIDE) as f64;
    let (out, into) = (from.left - aside, to.left - aside);
    let (start, end) = (from.middle(), to.middle());
    let tip = to.left;
    let back = tip - HEAD.0;
    let line = if (out - into).abs() < 1.0 {
        format!("M{:.1} {start:.1}H{out:.1}V{end:.1}H{back:.1}", from.left)
    } else {
        let along = if from.top > to.top {
            to.bottom() + ALONG
        } else {
            to.top - ALONG
        };
        format!(
            "M{:.1} {start:.1}H{out:.1}V{along:.1}H{into:.1}V{end:.1}H{back:.1}",
            from.left
        )
    };
    let (above, below) = (end - HEAD.1, end + HEAD.1);
    let head = format!("M{tip:.1} {end:.1}L{back:.1} {above:.1}V{below:.1}Z");
    (line, head)
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

    #[test]
    fn within_a_column_an_arrow_goes_straight_up_the_gutter() {
        let (line, head) = route(rect(50.0, 400.0), rect(50.0, 100.0), 0);
        assert_eq!(line, "M50.0 420.0H46.0V120.0H45.0");
        assert_eq!(head, "M50.0 120.0L45.0 116.5V123.5Z");
    }

    #[test]
    fn to_another_column_it_runs_along_the_row_that_it_leads_to() {
        let (up, _) = route(rect(250.0, 400.0), rect(50.0, 100.0), 0);
        assert_eq!(up, "M250.0 420.0H246.0V144.0H46.0V120.0H45.0");
        let (down, _) = route(rect(50.0, 100.0), rect(250.0, 400.0), 0);
        assert_eq!(down, "M50.0 120.0H46.0V396.0H246.0V420.0H245.0");
    }

    #[test]
    fn arrows_of_one_gutter_lie_beside_each_other() {
        let out = |nth| route(rect(50.0, 400.0), rect(50.0, 100.0), nth).0;
        assert!(out(1).contains("H44.5") && out(2).contains("H43.0"));
        assert_eq!(out(3), out(0));
    }
}
