//! `puente actions`: what people have taken on, and whether it helped.

use std::fmt::Write as _;

use clap::Args;
use shared::{
    action::{Reply, Verdict},
    api::{ActionView, ActionsQuery, ActionsView},
    catalogue::Catalogue,
    metric::Unit,
};

use super::{
    database::Database,
    records::{Outcome, print},
    tables::word,
};

/// The actions of the workspace.
#[derive(Debug, Args)]
pub struct Actions {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(database: &Database, asked: Actions) -> Outcome {
    let services = database.services().await?;
    let actor = services.owner();
    let found = services.actions(&actor, &ActionsQuery::default()).await?;
    let names = services.catalogue(&actor).await?.catalogue;
    print(asked.json, &found, || table(&found, &names))
}

fn table(view: &ActionsView, names: &Catalogue) -> String {
    if view.actions.is_empty() {
        return "No actions yet: add one on the page /actions".to_owned();
    }
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{:<12} {:<40} {:<28} {:<24} {:<10} {:<10} result",
        "state", "problem", "touchpoint", "assigned", "due", "done"
    );
    for action in &view.actions {
        let touchpoint = action.plan.touchpoint;
        let touchpoint = touchpoint.and_then(|id| names.touchpoints.get(&id));
        let day = |day: Option<shared::locale::Date>| {
            day.map_or_else(|| "–".to_owned(), |day| day.to_string())
        };
        let line = format!(
            "{:<12} {:<40} {:<28} {:<24} {:<10} {:<10} {}",
            word(&action.state),
            short(&action.plan.problem, 40),
            short(touchpoint.map_or("–", |known| &known.name), 28),
            short(&assigned(action), 24),
            day(action.plan.due),
            day(action.implemented.as_ref().map(|done| done.on)),
            action
                .verdict
                .map_or_else(String::new, |verdict| said(action, &verdict)),
        );
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{start}…")
}

fn assigned(action: &ActionView) -> String {
    let Some(assigned) = &action.assigned else {
        return "–".to_owned();
    };
    let said = match assigned.reply {
        Reply::Waiting => "asked",
        Reply::Accepted { .. } => "accepted",
        Reply::Declined { .. } => "declined",
    };
    format!("{} ({said})", assigned.name)
}

fn said(action: &ActionView, verdict: &Verdict) -> String {
    let outcome = word(&verdict.outcome);
    let measure = action.measure.as_ref();
    let Some((change, measure)) = verdict.change.zip(measure) else {
        return format!("{outcome}: {}", word(&verdict.reason));
    };
    // Shares are said in points of percent.
    let unit = if measure.unit == Unit::Share {
        100.0
    } else {
        1.0
    };
    let compared = match verdict.control {
        Some(_) => format!("against {} touchpoints", measure.controls),
        None => "without a control".to_owned(),
    };
    format!(
        "{outcome}: {} {:+.1} ({:.1} to {:.1}), {compared}",
        measure.metric.key,
        unit * change.difference,
        unit * change.interval.low,
        unit * change.interval.high,
    )
}
