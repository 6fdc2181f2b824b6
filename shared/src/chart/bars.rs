//! Bars: one value for each of a few categories, upright, from nought.

use super::mark::{Anchor, Class, Mark, Point, Shape, hundredths};
use super::scale::{Band, Linear, nice_ticks};
use super::value::{Column, DataTable, Format, Value};
use super::{Chart, Plot, Size};

/// A category and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What stands below it.
    pub name: Value,
    /// Its height; `None` where nothing is known.
    pub value: Option<f64>,
    /// Interval of the value.
    pub interval: Option<(f64, f64)>,
    /// What it stands for.
    pub class: Class,
}

/// What a bar chart shows.
#[derive(Clone, Debug)]
pub struct Bars<'a> {
    /// Room.
    pub size: Size,
    /// How values are written.
    pub format: Format,
    /// Categories, from left to right.
    pub bars: &'a [Bar],
    /// Caption of the table.
    pub caption: &'a str,
    /// Headings of the table: category, value, margin.
    pub columns: [&'a str; 3],
}

/// Draws bars, each with its value above it (below, if negative) and its interval; a dash where nothing is known.
#[must_use]
pub fn bars(spec: &Bars<'_>) -> Chart {
    let Size { width, height } = spec.size;
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for bar in spec.bars {
        for v in bar
            .value
            .into_iter()
            .chain(bar.interval.into_iter().flat_map(|(a, b)| [a, b]))
            .filter(|v| v.is_finite())
        {
            low = low.min(v);
            high = high.max(v);
        }
    }
    // Below are the names, and above them the values of bars that hang.
    let names = if low < 0.0 { 34.0_f64 } else { 20.0 };
    let (top, bottom) = (18.0_f64.min(height / 3.0), height - names.min(height / 3.0));
    let down = Linear::new(nice_ticks(low, high, 3).ends(), (bottom, top));
    let across = Band::new(spec.bars.len(), width, 0.3);
    let zero = down.at(0.0);
    let mut marks = Vec::new();
    for (i, bar) in spec.bars.iter().enumerate() {
        let middle = across.centre(i);
        let label = |x: f64, y: f64, text: Value, class| {
            let at = Point::new(x, y.clamp(0.0, height));
            Mark::new(
                Shape::Label {
                    at,
                    dx: 0.0,
                    anchor: Anchor::Middle,
                    text,
                },
                class,
            )
        };
        let interval = bar.interval.filter(|(a, b)| a.is_finite() && b.is_finite());
        let text = Value::amount(bar.value, spec.format);
        match bar.value.filter(|v| v.is_finite()) {
            None => marks.push(label(middle, zero - 4.0, text, Class::Axis)),
            Some(value) => {
                let end = down.at(value);
                let at = Point::new(across.start(i), zero.min(end));
                let (across, tall) = (hundredths(across.width()), hundredths((zero - end).abs()));
                marks.push(Mark::new(
                    Shape::Bar {
                        at,
                        width: across,
                        height: tall,
                    },
                    bar.class,
                ));
                let mut edge = end;
                if let Some((a, b)) = interval {
                    let (a, b) = (down.at(a), down.at(b));
                    marks.push(Mark::new(
                        Shape::Whisker(Point::new(middle, a), Point::new(middle, b)),
                        Class::Believed,
                    ));
                    edge = if value < 0.0 {
                        a.max(b).max(end)
                    } else {
                        a.min(b).min(end)
                    };
                }
                marks.push(label(
                    middle,
                    if value < 0.0 { edge + 13.0 } else { edge - 4.0 },
                    text,
                    Class::Value,
                ));
            }
        }
        marks.push(label(middle, height - 4.0, bar.name.clone(), Class::Axis));
    }
    marks.push(Mark::new(
        Shape::Rule(Point::new(0.0, zero), Point::new(width, zero)),
        Class::Axis,
    ));
    let [name, value, margin] = spec.columns;
    let rows = spec
        .bars
        .iter()
        .map(|b| {
            vec![
                b.name.clone(),
                Value::amount(b.value, spec.format),
                Value::interval(b.interval, spec.format),
            ]
        })
        .collect();
    let columns = vec![
        Column::text(name),
        Column::number(value),
        Column::number(margin),
    ];
    Chart {
        plot: Plot {
            width,
            height,
            marks,
            ..Plot::default()
        },
        table: DataTable::new(spec.caption, columns, rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_nought_and_hang_from_it() {
        let bar = |name: &str, value: Option<f64>| Bar {
            name: Value::Text(name.into()),
            value,
            interval: value.map(|v| (v - 5.0, v + 5.0)),
            class: Class::Value,
        };
        let list = [
            bar("Kept", Some(15.0)),
            bar("Lost", Some(-5.0)),
            bar("Open", None),
        ];
        let chart = bars(&Bars {
            size: Size::new(300.0, 152.0),
            format: Format::number(0),
            bars: &list,
            caption: "Balance",
            columns: ["Part", "Value", "Margin"],
        });
        // From -10 to 20 over 100 pixels between 18 and 118: nought lies at 84.67, a unit is 3.33 pixels.
        let drawn: Vec<_> = chart
            .plot
            .marks
            .iter()
            .filter(|m| m.shape.css() == "m-bar")
            .map(|m| m.shape.clone())
            .collect();
        assert_eq!(
            drawn,
            [
                Shape::Bar {
                    at: Point::new(15.0, 34.67),
                    width: 70.0,
                    height: 50.0
                },
                Shape::Bar {
                    at: Point::new(115.0, 84.67),
                    width: 70.0,
                    height: 16.67
                },
            ]
        );
        assert_eq!(chart.table.rows[2][1], Value::Unknown);
    }
}
