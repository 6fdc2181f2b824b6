//! Marks as SVG text.
//!
//! Across, places are percentages and paths lie in an inner drawing that stretches; down, a unit is a pixel. So a chart
//! fills whatever room it has while type, dots and strokes keep their size, and nothing needs to be measured first.

use std::fmt::Write;

use shared::chart::{Mark, Plot, Point, Shape, fixed};
use shared::locale::Lang;

/// The height attribute of a drawing.
pub(super) fn height(plot: &Plot) -> String {
    fixed(plot.height)
}

/// The room at both sides of a drawing for labels that hang out of it.
pub(super) fn gutters(plot: &Plot) -> Option<String> {
    (plot.left > 0 || plot.right > 0).then(|| {
        format!(
            "--gutter-left:{}px;--gutter-right:{}px",
            plot.left, plot.right
        )
    })
}

/// The content of the `svg` element.
pub(super) fn plot(plot: &Plot, lang: Lang) -> String {
    let mut out = String::with_capacity(64 * plot.marks.len());
    let mut in_paths = false;
    for mark in &plot.marks {
        let path = mark.shape.path();
        if path.is_some() != in_paths {
            if in_paths {
                out.push_str("</svg>");
            } else {
                let (width, height) = (fixed(plot.width), fixed(plot.height));
                let _ = write!(
                    out,
                    "<svg viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"none\" width=\"100%\" height=\"{height}\" \
                     overflow=\"visible\">"
                );
            }
            in_paths = !in_paths;
        }
        match path {
            Some(d) => {
                let _ = write!(
                    out,
                    "<path class=\"{} {}\" d=\"{d}\"/>",
                    mark.shape.css(),
                    mark.class.css()
                );
            }
            None => element(&mut out, mark, plot.width, lang),
        }
    }
    if in_paths {
        out.push_str("</svg>");
    }
    out
}

/// A mark that is not a path. (Writing to a string cannot fail.)
fn element(out: &mut String, mark: &Mark, width: f64, lang: Lang) {
    let across = |x: f64| fixed(x / width * 100.0);
    let class = format!("{} {}", mark.shape.css(), mark.class.css());
    match &mark.shape {
        Shape::Line(_) | Shape::Curve(..) | Shape::Area { .. } => {}
        Shape::Bar { at, width, height } | Shape::Rect { at, width, height } => {
            let (x, y, wide, high) = (across(at.x), fixed(at.y), across(*width), fixed(*height));
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{x}%\" y=\"{y}\" width=\"{wide}%\" height=\"{high}\"/>"
            );
        }
        Shape::Dot { at, radius, handle } => {
            let (x, y, r) = (across(at.x), fixed(at.y), fixed(*radius));
            let handle = if handle.is_some() { " is-handle" } else { "" };
            let _ = write!(
                out,
                "<circle class=\"{class}{handle}\" cx=\"{x}%\" cy=\"{y}\" r=\"{r}\"/>"
            );
        }
        Shape::Rule(from, to) | Shape::Whisker(from, to) => {
            let ends = |p: &Point| (across(p.x), fixed(p.y));
            let ((x1, y1), (x2, y2)) = (ends(from), ends(to));
            let _ = write!(
                out,
                "<line class=\"{class}\" x1=\"{x1}%\" y1=\"{y1}\" x2=\"{x2}%\" y2=\"{y2}\"/>"
            );
        }
        Shape::Label {
            at,
            dx,
            anchor,
            text,
        } => {
            let (x, y, dx, anchor) = (across(at.x), fixed(at.y), fixed(*dx), anchor.css());
            let _ = write!(
                out,
                "<text class=\"{class}\" x=\"{x}%\" y=\"{y}\" dx=\"{dx}\" text-anchor=\"{anchor}\">"
            );
            escape(out, &text.say(lang));
            out.push_str("</text>");
        }
    }
}

/// Text as text: names come from people.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::chart::{Anchor, Class, Format, Value};

    fn drawn(marks: Vec<Mark>, lang: Lang) -> String {
        plot(
            &Plot {
                width: 200.0,
                height: 50.0,
                left: 0,
                right: 0,
                marks,
            },
            lang,
        )
    }

    #[test]
    fn places_across_are_percentages_and_places_down_are_pixels() {
        let p = Point::new;
        let marks = vec![
            Mark::new(Shape::Rule(p(0.0, 25.0), p(200.0, 25.0)), Class::Zero),
            Mark::new(
                Shape::Dot {
                    at: p(50.0, 10.0),
                    radius: 5.0,
                    handle: Some(0),
                },
                Class::Believed,
            ),
            Mark::new(
                Shape::Bar {
                    at: p(20.0, 5.0),
                    width: 30.0,
                    height: 12.0,
                },
                Class::Heat(3),
            ),
        ];
        assert_eq!(
            drawn(marks, Lang::En),
            "<line class=\"m-rule c-zero\" x1=\"0%\" y1=\"25\" x2=\"100%\" y2=\"25\"/>\
             <circle class=\"m-dot c-believed is-handle\" cx=\"25%\" cy=\"10\" r=\"5\"/>\
             <rect class=\"m-bar c-heat-3\" x=\"10%\" y=\"5\" width=\"15%\" height=\"12\"/>"
        );
    }

    #[test]
    fn paths_beside_each_other_share_a_drawing_that_stretches() {
        let p = Point::new;
        let line = |class| Mark::new(Shape::Line(vec![p(0.0, 1.0), p(200.0, 2.0)]), class);
        let dot = Mark::new(
            Shape::Dot {
                at: p(0.0, 0.0),
                radius: 2.0,
                handle: None,
            },
            Class::Value,
        );
        let html = drawn(
            vec![
                line(Class::Measured),
                line(Class::Other),
                dot,
                line(Class::Value),
            ],
            Lang::En,
        );
        assert_eq!(html.matches("preserveAspectRatio=\"none\"").count(), 2);
        assert_eq!(html.matches("</svg>").count(), 2);
        assert!(html.contains("<path class=\"m-line c-measured\" d=\"M0 1L200 2\"/>"));
        assert!(html.ends_with("</svg>"));
    }

    #[test]
    fn labels_speak_the_readers_language_and_never_become_markup() {
        let label = |text| Shape::Label {
            at: Point::new(0.0, 9.0),
            dx: -6.0,
            anchor: Anchor::End,
            text,
        };
        let marks = |text| vec![Mark::new(label(text), Class::Axis)];
        assert_eq!(
            drawn(marks(Value::Amount(0.5, Format::percent(0))), Lang::Es),
            "<text class=\"m-label c-axis\" x=\"0%\" y=\"9\" dx=\"-6\" text-anchor=\"end\">50\u{a0}%</text>"
        );
        let html = drawn(marks(Value::Text("</text><script>'\"&".into())), Lang::En);
        assert!(
            html.contains("&lt;/text&gt;&lt;script&gt;&#39;&quot;&amp;</text>"),
            "{html}"
        );
    }
}
