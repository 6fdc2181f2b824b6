//! The board as a table: lanes down, steps across, in words.

use std::fmt::Write as _;

use shared::exchange::{
    drawing::{Cells, Heat, Said, Sheet, SheetLane, Told, Words, Written},
    xml::escape,
};

pub(super) fn write(html: &mut String, sheet: &Sheet, words: &dyn Words) {
    html.push_str("<table>\n<thead>\n<tr><td></td>");
    for (title, columns) in &sheet.stages {
        // Writing to a text cannot fail.
        let _ = write!(
            html,
            "<th scope=\"colgroup\" colspan=\"{columns}\" dir=\"auto\">"
        );
        escape(html, title);
        html.push_str("</th>");
    }
    html.push_str("</tr>\n<tr><td></td>");
    for (at, title) in sheet.columns.iter().enumerate() {
        html.push_str("<th scope=\"col\" dir=\"auto\">");
        escape(html, title);
        for way in sheet.ways_from(at, words) {
            small(html, &way);
        }
        html.push_str("</th>");
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    for (at, lane) in sheet.lanes.iter().enumerate() {
        rows(html, lane, sheet.columns.len(), words);
        if sheet.above_line == Some(at + 1) {
            let _ = write!(
                html,
                "<tr class=\"line\"><th scope=\"row\" colspan=\"{}\">",
                sheet.columns.len() + 1
            );
            escape(html, &words.say(Said::Line));
            html.push_str("</th></tr>\n");
        }
    }
    html.push_str("</tbody>\n</table>\n");
}

fn rows(html: &mut String, lane: &SheetLane, columns: usize, words: &dyn Words) {
    match &lane.cells {
        Cells::Cards(cells) => row(html, lane, None, columns, |html, at| {
            let cards = cells.get(at).map(Vec::as_slice).unwrap_or_default();
            list(html, cards, |html, card| written(html, card, words));
        }),
        Cells::Told(cells) => row(html, lane, None, columns, |html, at| {
            if let Some(cell) = cells.get(at) {
                told(html, cell);
            }
        }),
        Cells::Heat(cells) => row(html, lane, None, columns, |html, at| {
            if let Some(cell) = cells.get(at) {
                heat(html, cell, words);
            }
        }),
        Cells::Curves {
            believed,
            measured,
            names,
        } => {
            for curve in believed {
                let name = words.say(Said::Believed(&curve.name));
                row(html, lane, Some(&name), columns, |html, at| {
                    if let Some(value) = curve.values.get(at).copied().flatten() {
                        escape(html, &words.lang().short_number(value, 2));
                    }
                });
            }
            row(html, lane, Some(&names[1]), columns, |html, at| {
                if let Some(felt) = measured.get(at).and_then(Option::as_ref) {
                    escape(html, &words.lang().short_number(felt.value, 2));
                    if let Some((low, high)) = felt.interval {
                        small(html, &words.lang().interval(low, high, 2));
                    }
                }
            });
        }
    }
}

/// A lane, or one line of it.
fn row(
    html: &mut String,
    lane: &SheetLane,
    of: Option<&str>,
    columns: usize,
    cell: impl Fn(&mut String, usize),
) {
    html.push_str("<tr><th scope=\"row\" dir=\"auto\">");
    escape(html, &lane.title);
    let hint = match (of, &lane.owner) {
        (Some(of), _) => of,
        (None, Some((owner, _))) => owner,
        (None, None) => &lane.hint,
    };
    small(html, hint);
    html.push_str("</th>");
    for at in 0..columns {
        html.push_str("<td dir=\"auto\">");
        cell(html, at);
        html.push_str("</td>");
    }
    html.push_str("</tr>\n");
}

/// One thing as it is, several as a list.
fn list<T>(html: &mut String, things: &[T], each: impl Fn(&mut String, &T)) {
    match things {
        [] => {}
        [one] => each(html, one),
        several => {
            html.push_str("<ul>");
            for thing in several {
                html.push_str("<li dir=\"auto\">");
                each(html, thing);
                html.push_str("</li>");
            }
            html.push_str("</ul>");
        }
    }
}

fn written(html: &mut String, card: &Written, words: &dyn Words) {
    if let Some(picture) = &card.picture {
        small(html, &picture.alt);
    }
    escape(html, &card.title);
    let evidence = card
        .evidence
        .map(|evidence| words.evidence(evidence).to_owned());
    let owner = card.owner.as_ref().map(|(owner, _)| owner.clone());
    let moment = card.moment.then(|| "◆".to_owned());
    let facts = [owner, card.channel.clone(), moment, evidence];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    small(html, &facts.join(" · "));
    if let Some((_, said)) = &card.stands {
        small(html, said);
    }
    for effect in &card.effects {
        small(html, &format!("→ {effect}"));
    }
}

fn told(html: &mut String, told: &Told) {
    list(html, &told.metrics, |html, metric| {
        if let Some(of) = &metric.of {
            escape(html, of);
            html.push_str(": ");
        }
        escape(html, &metric.name);
        html.push_str(": <b>");
        escape(html, &metric.value);
        html.push_str("</b>");
        let mark = match metric.met {
            Some(true) => "✓ ",
            Some(false) => "✗ ",
            None => "",
        };
        small(html, &format!("{mark}{}", metric.target));
        small(html, &metric.margin);
    });
    small(html, &told.more);
}

fn heat(html: &mut String, heat: &Heat, words: &dyn Words) {
    match heat {
        Heat::Empty => {}
        Heat::Unknown => small(html, &words.say(Said::NotMeasured)),
        Heat::Scored(score, name, of) => {
            let lang = words.lang();
            html.push_str("<b>");
            escape(html, &lang.number(score.score, 0));
            html.push_str("</b>, ");
            escape(html, words.band(score.band));
            small(
                html,
                &lang.interval(score.interval.low, score.interval.high, 0),
            );
            let coverage = score.coverage;
            small(
                html,
                &words.say(Said::Sources(coverage.sources, coverage.of)),
            );
            if *of > 1 {
                small(html, &words.say(Said::Worst(name, *of)));
            }
        }
    }
}

/// What matters less, on a line of its own; nothing where there is nothing to say.
fn small(html: &mut String, text: &str) {
    if !text.is_empty() {
        html.push_str(" <small dir=\"auto\">");
        escape(html, text);
        html.push_str("</small>");
    }
}
