//! Which metrics a cell shows, and in which order.

use shared::{
    api::SeriesPoint,
    interval::Interval,
    locale::Lang,
    metric::{Metric, Signal},
};
use uuid::Uuid;

use super::*;

fn touchpoint(n: u128) -> TouchpointId {
    TouchpointId::new(Uuid::from_u128(n))
}

/// A metric of returns, the target 2 %: so many of a hundred.
fn returns(key: &str, percent: f64) -> RealMetric {
    let metric = Metric {
        key: key.to_owned(),
        target: Some(0.02),
        ..Metric::by_key("returns").unwrap()
    };
    RealMetric {
        unit: metric.unit(),
        metric,
        own: false,
        period: "2026-03-01".to_owned(),
        latest: SeriesPoint {
            estimate: Some(percent / 100.0),
            interval: None,
            n: 400,
            weighted: None,
            year_before: None,
            complete: true,
            withheld: false,
            signal: None,
            covers: None,
        },
        course: vec![Some(percent / 100.0)],
        limits: None,
        last_day: None,
    }
}

fn said(n: u128, metrics: Vec<RealMetric>, of: u32) -> (TouchpointId, TouchpointReality) {
    let said = TouchpointReality {
        touchpoint: touchpoint(n),
        periods: vec!["2026-03-01".to_owned()],
        metrics,
        of,
    };
    (touchpoint(n), said)
}

fn keys(view: &RealityView) -> Vec<&str> {
    match view {
        RealityView::Told { lines, .. } => {
            let lines = lines.iter();
            lines.map(|line| line.metric.metric.key.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn its_own_metrics_then_missed_targets_then_real_changes_are_first_and_three_at_most() {
    let own = RealMetric {
        own: true,
        ..returns("own", 1.0)
    };
    let mut changed = returns("changed", 1.0);
    changed.latest.signal = Some(Signal::Run);
    let calm = returns("calm", 1.0);
    let missed = returns("missed", 9.4);
    let told = Told::from([said(1, vec![calm, changed, missed, own], 6)]);
    let view = of(&told, &[(touchpoint(1), "Soles")]);
    assert_eq!(keys(&view), ["own", "missed", "changed"]);
    let RealityView::Told { lines, more } = view else {
        panic!("something is told");
    };
    assert_eq!(more, Some((touchpoint(1), 3)));
    assert!(lines.iter().all(|line| line.of.is_none()));
}

#[test]
fn metrics_of_two_touchpoints_say_whose_they_are() {
    let told = Told::from([
        said(1, vec![returns("calm", 1.0)], 1),
        said(2, vec![returns("missed", 9.4)], 1),
        said(3, vec![], 0),
    ]);
    let here = [
        (touchpoint(1), "Checkout"),
        (touchpoint(2), "Soles"),
        (touchpoint(3), "Chat"),
    ];
    let RealityView::Told { lines, more } = of(&told, &here) else {
        panic!("something is told");
    };
    let whose: Vec<Option<&str>> = lines.iter().map(|line| line.of.as_deref()).collect();
    assert_eq!(whose, [Some("Soles"), Some("Checkout")]);
    assert_eq!(more, None);
    let RealityView::Told { lines, .. } = of(&told, &here[1..]) else {
        panic!("something is told");
    };
    assert_eq!(lines[0].of, None);
}

#[test]
fn nothing_measured_is_told_from_nothing_asked() {
    let told = Told::from([said(1, vec![], 0)]);
    let (known, new) = ((touchpoint(1), "Chat"), (touchpoint(2), "New"));
    assert_eq!(of(&told, &[]), RealityView::Empty);
    let touchpoint = known.0;
    assert_eq!(of(&told, &[known]), RealityView::Unknown { touchpoint });
    let touchpoint = new.0;
    assert_eq!(of(&told, &[known, new]), RealityView::Untold { touchpoint });
}

/// A line as it is written on 1 April 2026, or so many days later.
fn written(metric: RealMetric, lang: Lang, days: i64) -> String {
    let touchpoint = touchpoint(1);
    let line = Line {
        touchpoint,
        of: None,
        periods: vec!["2026-02-01".to_owned(), "2026-03-01".to_owned()],
        metric,
    };
    let view = RealityView::Told {
        lines: vec![line],
        more: Some((touchpoint, 2)),
    };
    let mut html = Html::new();
    let april = 20_544;
    write::cell(&mut html, lang, &view, (april + days) * 86_400_000);
    html.done()
}

#[test]
fn a_line_says_value_target_margin_and_course_in_both_languages() {
    let mut metric = returns("returns", 9.4);
    metric.course = vec![Some(0.019), Some(0.094)];
    metric.last_day = Some("2026-03-31".to_owned());
    metric.latest.interval = Some(Interval {
        low: 0.071,
        high: 0.123,
        level: 0.95,
    });
    let english = written(metric.clone(), Lang::En, 0);
    for said in [
        "9.4%",
        "Mar 2026",
        "target at most 2.0%",
        "misses its",
        "margin 7.1 to 12.3%",
        "from 1.9% in Feb 2026 to 9.4% in Mar 2026",
        ">2 more<",
        "/metrics?metric=returns&amp;every=month&amp;touchpoint=00000000-0000-0000-0000-000000000001",
    ] {
        assert!(english.contains(said), "{said}: {english}");
    }
    let spanish = written(metric.clone(), Lang::Es, 0);
    for said in [
        "objetivo 2,0\u{a0}% como máximo",
        "margen 7,1 a 12,3\u{a0}%",
        ">2 más<",
    ] {
        assert!(spanish.contains(said), "{said}: {spanish}");
    }
    assert!(!english.contains("stale"));
    // The last two months of twelve: from April to February are 306 of the 334 days to March, of 96 pixels 87.95.
    assert!(english.contains("\"M87.95 18L96 2\""), "{english}");
    metric.metric.target = None;
    assert!(written(metric, Lang::En, 0).contains("no target"));
}

#[test]
fn what_is_old_few_or_changed_looks_and_reads_like_it() {
    let mut metric = returns("returns", 9.4);
    metric.last_day = Some("2026-03-31".to_owned());
    metric.latest.n = 3;
    metric.latest.signal = Some(Signal::Outside);
    let html = written(metric.clone(), Lang::En, 60);
    for said in [
        "reality--stale",
        "last record 31 Mar 2026",
        "few records: read with care",
        "real change for the worse",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    // A total is counted: it has no margin, and no line for one.
    metric.latest.interval = None;
    assert!(!written(metric, Lang::En, 0).contains("reality__interval"));
}
