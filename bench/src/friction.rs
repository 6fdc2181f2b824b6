//! `friction.native_ms`: 1,000 touchpoints of seven parts scored with 2,000 draws on one core, as a server scores and as the
//! worker in the browser does; the evidence is the same as there.

use std::{hint::black_box, time::Instant};

use shared::friction::{
    DrawOptions, Part, PartEvidence, Posteriors, Settings, Touchpoint, evaluate,
};

use crate::{figure::Figure, trouble::Trouble};

const TOUCHPOINTS: u32 = 1_000;
const RUNS: u32 = 9;

pub(crate) fn run() -> Result<(), Trouble> {
    let evidence: Result<Vec<Touchpoint>, _> = (0..TOUCHPOINTS).map(touchpoint).collect();
    let posteriors = Posteriors::fit(&evidence?);
    for (name, options) in [
        ("friction.native_ms", DrawOptions::FULL),
        ("friction.native_drag_ms", DrawOptions::FAST),
    ] {
        let draws = TOUCHPOINTS * Part::COUNT as u32 * options.draws;
        let (mut ours, mut floor) = (Vec::new(), Vec::new());
        for run in 0..=RUNS {
            let settings = settings(run)?;
            let start = Instant::now();
            let evaluation = evaluate(&posteriors, &settings, &options);
            let took = start.elapsed().as_secs_f64() * 1e3;
            if evaluation.scores.iter().any(Option::is_none) {
                return Err(Trouble::Unscored);
            }
            let start = Instant::now();
            let each = (1..=draws).map(|at| (f64::from(at) / f64::from(draws + 1)).ln());
            black_box(each.sum::<f64>());
            let bare = start.elapsed().as_secs_f64() * 1e3;
            // The first warms both up.
            if run > 0 {
                ours.push(took);
                floor.push(bare);
            }
        }
        let peer = "as many logarithms as it takes draws";
        Figure::of_runs(name, "ms", &ours, peer, &floor).print()?;
    }
    Ok(())
}

fn touchpoint(index: u32) -> Result<Touchpoint, Trouble> {
    let evidence = (0..).zip(Part::ALL).map(|(at, part)| {
        let x = (7 * index + 3 * at) % 60;
        let n = 60 + (13 * index + at) % 400;
        PartEvidence::new(part, f64::from(x), f64::from(n)).map_err(Trouble::from)
    });
    Ok(Touchpoint {
        key: u64::from(index),
        evidence: evidence.collect::<Result<_, _>>()?,
    })
}

/// Another weight each time, as from a slider.
fn settings(run: u32) -> Result<Settings, Trouble> {
    let parts = (0..).zip(Part::ALL).map(|(at, part)| {
        let weight = if at == 0 { 2 + run } else { 10 };
        format!("{}:{}:0.02:0.6", part.key(), f64::from(weight) / 100.0)
    });
    let text: Vec<String> = parts.collect();
    Ok(text.join(",").parse()?)
}
