//! What a row says of an action, cell by cell.

use shared::{
    action::{ActionKind, ActionState, Change, Outcome, Reading, Reason, Reply, Verdict},
    api::{ActionMeasure, ActionView},
    catalogue::Catalogue,
    chart::{Format, Unit as Written, Value},
    locale::{Date, DateStyle, Lang},
    metric::Unit,
};

use crate::{
    catalogue::names::{department, hue},
    html::Html,
    metric::{self, format, with_unit},
    words::action_words,
};

/// The problem, what is done, and of what kind that is.
pub(super) fn problem(lang: Lang, action: &ActionView) -> String {
    let words = action_words(lang);
    let plan = &action.plan;
    let mut html = Html::new();
    html.classed("span", "action__problem", &plan.problem);
    if !plan.step.is_empty() {
        html.classed("span", "action__step", &plan.step);
    }
    let kind = match plan.kind {
        ActionKind::Containment => words.containment,
        ActionKind::Correction => words.correction,
    };
    let facts = [kind, plan.scope.as_str()];
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    html.classed("span", "action__facts", &facts.join(" · "));
    html.done()
}

/// The touchpoint, and who is responsible for it.
pub(super) fn touchpoint(lang: Lang, action: &ActionView, catalogue: &Catalogue) -> String {
    let mut html = Html::new();
    let id = action.plan.touchpoint;
    let Some(known) = id.and_then(|id| catalogue.touchpoints.get(&id)) else {
        html.classed("span", "muted", action_words(lang).no_touchpoint);
        return html.done();
    };
    html.element("span", &[], &known.name);
    let responsible = known
        .department
        .and_then(|id| catalogue.departments.get(&id));
    if let Some(responsible) = responsible {
        html.open("span", &[("class", "action__facts")]);
        let dot = format!("dot hue-{}", hue(&responsible.name));
        html.open("span", &[("class", &dot)]).close("span");
        html.text(" ").text(&department(lang, &responsible.name));
        html.close("span");
    }
    html.done()
}

/// Who was asked, and what they said.
pub(super) fn assigned(lang: Lang, action: &ActionView) -> String {
    let words = action_words(lang);
    let mut html = Html::new();
    let Some(assigned) = &action.assigned else {
        html.classed("span", "muted", words.nobody);
        return html.done();
    };
    html.element("span", &[], &assigned.name);
    let (class, said) = match assigned.reply {
        Reply::Waiting => ("action__facts action__facts--risk", words.asked),
        Reply::Accepted { .. } => ("action__facts", words.accepted),
        Reply::Declined { .. } => ("action__facts action__facts--risk", words.declined),
    };
    html.classed("span", class, said);
    html.done()
}

/// Until when it is due, and how late it is; or when it was done and is looked at.
pub(super) fn days(lang: Lang, action: &ActionView, today: Date) -> String {
    let words = action_words(lang);
    let say = |day: Date| lang.date(day, DateStyle::Full);
    let mut html = Html::new();
    if let Some(done) = &action.implemented {
        html.element("span", &[], &words.done_on(&say(done.on)));
        if let Some(check) = action.plan.check {
            html.classed("span", "action__facts", &words.check_on(&say(check)));
        }
        return html.done();
    }
    let Some(due) = action.plan.due else {
        html.classed("span", "muted", words.no_due);
        return html.done();
    };
    html.element("span", &[], &say(due));
    if action.state == ActionState::Overdue {
        let late = today.to_days() - due.to_days();
        let late = words.late(u64::from(late.unsigned_abs()));
        html.classed("span", "action__facts action__facts--broken", &late);
    }
    html.done()
}

/// The metric before and now with its margins, and what is said of it.
pub(super) fn result(lang: Lang, action: &ActionView) -> String {
    let words = action_words(lang);
    let mut html = Html::new();
    let Some(measure) = &action.measure else {
        match (&action.verdict, &action.plan.metric) {
            (Some(verdict), _) => said(&mut html, lang, action, verdict),
            (None, Some(key)) => {
                html.element("span", &[], key);
            }
            (None, None) => {
                html.classed("span", "muted", words.no_metric);
            }
        }
        return html.done();
    };
    let name = measure.metric.name.in_lang(lang);
    html.classed("span", "action__metric", name);
    let baseline = action
        .implemented
        .as_ref()
        .and_then(|done| done.baseline.as_ref());
    if let Some(baseline) = baseline {
        let number = number(lang, measure, baseline.reading.as_ref(), baseline.withheld);
        reading(&mut html, words.before, &number);
    }
    let now = number(lang, measure, measure.now.as_ref(), measure.withheld);
    reading(&mut html, words.now, &now);
    if let Some(verdict) = &action.verdict {
        said(&mut html, lang, action, verdict);
    }
    html.done()
}

/// A number and its margin.
type Said = (String, Option<String>);

fn number(lang: Lang, measure: &ActionMeasure, reading: Option<&Reading>, withheld: bool) -> Said {
    let words = action_words(lang);
    let Some(reading) = reading else {
        let none = if withheld {
            words.withheld
        } else {
            words.no_records
        };
        return (none.to_owned(), None);
    };
    let format = format(measure.unit);
    let margin = Value::Interval(reading.interval.low, reading.interval.high, format);
    let margin = words.with_margin(&margin.say(lang), reading.n);
    let estimate = metric::said(lang, measure.unit, reading.estimate);
    (estimate, Some(margin))
}

fn reading(html: &mut Html, when: &str, (number, margin): &Said) {
    html.open("span", &[("class", "action__reading")]);
    html.classed("span", "action__when", when).text(" ");
    html.classed("span", "action__number num", number).text(" ");
    if let Some(margin) = margin {
        html.classed("span", "action__margin num", margin);
    }
    html.close("span");
}

/// The verdict in plain words.
fn said(html: &mut Html, lang: Lang, action: &ActionView, verdict: &Verdict) {
    let words = action_words(lang);
    let (class, name) = match verdict.outcome {
        Outcome::Better => ("pill pill--better", words.better),
        Outcome::Worse => ("pill pill--worse", words.worse),
        Outcome::CannotTell => ("pill", words.cannot_tell),
        Outcome::TooEarly => ("pill", words.too_early),
    };
    html.open("span", &[("class", "action__verdict")]);
    html.classed("span", class, name).text(" ");
    html.classed("span", "action__why", &why(lang, action, verdict));
    html.close("span");
}

fn why(lang: Lang, action: &ActionView, verdict: &Verdict) -> String {
    let words = action_words(lang);
    let measure = action.measure.as_ref();
    match verdict.reason {
        Reason::NotYet => {
            let check = action.plan.check;
            words
                .why_not_yet(&check.map_or_else(String::new, |day| lang.date(day, DateStyle::Full)))
        }
        Reason::FewRecords => {
            let n = measure
                .and_then(|measure| measure.now)
                .map_or(0, |now| now.n);
            let least = measure.map_or(0, |measure| measure.metric.minimum_n);
            words.why_few(n, u64::from(least))
        }
        Reason::NoMetric => words.why_no_metric.to_owned(),
        Reason::NoBaseline => words.why_no_baseline.to_owned(),
        Reason::Withheld => words.why_withheld.to_owned(),
        Reason::NoMargin => words.why_no_margin.to_owned(),
        Reason::OtherDefinition => words.why_other.to_owned(),
        Reason::Margin => match (measure, verdict.change) {
            (Some(measure), Some(change)) => changed(lang, measure, verdict, change),
            _ => String::new(),
        },
    }
}

fn changed(lang: Lang, measure: &ActionMeasure, verdict: &Verdict, change: Change) -> String {
    let words = action_words(lang);
    // A change of a share is said in points: a percentage of a percentage misleads.
    let (scale, decimals) = match measure.unit {
        Unit::Share => (100.0, 1),
        Unit::Points => (1.0, 1),
        other => (1.0, format(other).decimals),
    };
    let format = Format {
        unit: Written::Signed,
        decimals,
    };
    let by = Value::Amount(scale * change.difference, format).say(lang);
    let by = match measure.unit {
        Unit::Share | Unit::Points => words.points(&by),
        other => with_unit(lang, other, by),
    };
    let (low, high) = (change.interval.low, change.interval.high);
    let margin = Value::Interval(scale * low, scale * high, format).say(lang);
    let mut said = match verdict.control {
        Some(_) => words.more_than_others(&by, &margin, u64::from(measure.controls)),
        None => words.changed(&by, &margin),
    };
    if verdict.outcome == Outcome::CannotTell {
        said = said + " " + words.may_be_nothing;
    }
    if verdict.control.is_none() {
        said = said + " " + words.no_control;
    }
    said
}
