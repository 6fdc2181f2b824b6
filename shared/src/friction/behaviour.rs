//! What a whole evaluation promises.

use proptest::prelude::*;

use super::*;

fn touchpoint(key: u64, evidence: &[(Part, f64, f64)]) -> Touchpoint {
    Touchpoint {
        key,
        evidence: evidence
            .iter()
            .map(|&(part, x, n)| PartEvidence::new(part, x, n).unwrap())
            .collect(),
    }
}

fn run(touchpoints: &[Touchpoint]) -> Evaluation {
    evaluate(
        &Posteriors::fit(touchpoints),
        &Settings::default(),
        &DrawOptions::FULL,
    )
}

/// Satisfaction only: x not satisfied of n, per touchpoint.
fn satisfaction(shares: &[(f64, f64)]) -> Evaluation {
    let touchpoints: Vec<_> = shares
        .iter()
        .enumerate()
        .map(|(key, &(x, n))| touchpoint(key as u64, &[(Part::Satisfaction, x, n)]))
        .collect();
    run(&touchpoints)
}

fn score(evaluation: &Evaluation, touchpoint: usize) -> &Score {
    evaluation.scores[touchpoint].as_ref().unwrap()
}

#[test]
fn rank_acceptability_gives_the_recomputed_smaa_example() {
    // A (1, 0), B (0, 1), C (.4, .4) under weights uniform on the simplex, Dirichlet(1, 1): first rank ½, ½, 0;
    // C second .8, third .2. The losses take these values when the distances are 1 − e^−value.
    let n = 1e9;
    let bad = |value: f64| n * -libm::expm1(-value);
    let alternatives = [(1.0, 0.0), (0.0, 1.0), (0.4, 0.4)];
    let touchpoints: Vec<_> = alternatives
        .iter()
        .enumerate()
        .map(|(key, &(one, two))| {
            let evidence = [(Part::Effort, bad(one), n), (Part::Delay, bad(two), n)];
            touchpoint(key as u64, &evidence)
        })
        .collect();
    let whole = Goalposts {
        best: 0.0,
        worst: 1.0,
    };
    let settings = [Part::Effort, Part::Delay].map(|part| PartSettings {
        part,
        weight: 1.0,
        goalposts: whole,
    });
    let options = DrawOptions {
        draws: 20_000,
        seed: 3,
        concentration: 2.0,
        goalpost_spread: 0.0,
    };
    let draws = Draws::make(
        &Posteriors::fit(&touchpoints),
        &Settings::new(&settings).unwrap(),
        &options,
    );

    let acceptability = draws.rank_acceptability(3);
    let expected = [0.5, 0.1, 0.4, 0.5, 0.1, 0.4, 0.0, 0.8, 0.2];
    for (share, expected) in acceptability.iter().zip(expected) {
        // Four standard errors of a share of 20,000 draws.
        assert!(
            (share - expected).abs() < 4.0 * 0.5 / 141.4,
            "{acceptability:?}"
        );
    }
    assert_eq!(draws.probability_worst()[2], Some(0.0));
    // A is worse than C where w > .4.
    assert!((draws.probability_above(0, 2).unwrap() - 0.6).abs() < 0.015);
}

#[test]
fn points_add_up_to_the_score_also_as_printed() {
    let evaluation = run(&[touchpoint(
        1,
        &[
            (Part::Effort, 160.0, 1000.0),
            (Part::Satisfaction, 290.0, 1000.0),
            (Part::ComplaintRate, 12.0, 1000.0),
            (Part::Delay, 109.0, 1000.0),
        ],
    )]);
    let score = score(&evaluation, 0);
    let points: f64 = score.parts.iter().map(|part| part.points).sum();
    assert!((points - score.score).abs() < 1e-12);
    let tenths: i64 = score.points_in_tenths().iter().sum();
    assert_eq!(tenths, libm::round(10.0 * score.score) as i64);
    assert_eq!(score.coverage, Coverage { sources: 4, of: 7 });
    assert_eq!(score.n, 4_000);
}

#[test]
fn a_touchpoint_without_evidence_is_unknown_not_zero() {
    let evaluation = run(&[
        touchpoint(1, &[(Part::Delay, 30.0, 100.0)]),
        touchpoint(2, &[]),
    ]);
    assert!(evaluation.scores[1].is_none());
    assert_eq!(evaluation.draws.probability_above(0, 1), None);
    assert_eq!(score(&evaluation, 0).worst_in_ten, 10);
    assert!(run(&[]).scores.is_empty());
}

#[test]
fn the_clearly_worst_leads_a_group_of_its_own_and_the_even_ones_share_one() {
    let evaluation = satisfaction(&[
        (300.0, 2000.0),
        (900.0, 2000.0),
        (305.0, 2000.0),
        (310.0, 2000.0),
    ]);
    assert_eq!(score(&evaluation, 1).rank_group, 1);
    assert_eq!(score(&evaluation, 1).worst_in_ten, 10);
    for even in [0, 2, 3] {
        assert_eq!(score(&evaluation, even).rank_group, 2);
        assert_eq!(score(&evaluation, even).worst_in_ten, 0);
    }
}

#[test]
fn equals_share_the_first_place() {
    let evaluation = satisfaction(&[(0.0, 1e6), (0.0, 1e6), (0.0, 1e6), (0.0, 1e6)]);
    for touchpoint in 0..4 {
        let score = score(&evaluation, touchpoint);
        assert_eq!((score.score, score.rank_group), (0.0, 1));
        assert!((score.probability_worst - 0.25).abs() < 1e-9, "{score:?}");
    }
}

#[test]
fn more_evidence_gives_a_narrower_interval() {
    let width = |n: f64| {
        let evaluation = satisfaction(&[(0.3 * n, n), (0.2 * n, n), (0.5 * n, n), (0.4 * n, n)]);
        let interval = score(&evaluation, 0).interval;
        interval.high - interval.low
    };
    assert!(width(20.0) > 1.5 * width(200.0));
    assert!(width(200.0) > width(20_000.0));
}

#[test]
fn one_angry_answer_does_not_outrank_a_thousand() {
    let evaluation = satisfaction(&[
        (1.0, 1.0),
        (600.0, 1000.0),
        (150.0, 1000.0),
        (200.0, 1000.0),
        (260.0, 1000.0),
    ]);
    assert!(score(&evaluation, 0).score < score(&evaluation, 1).score);
    assert_eq!(score(&evaluation, 0).parts[0].x, 1.0);
}

#[test]
fn a_touchpoint_s_draws_do_not_depend_on_the_others() {
    let alone = [
        touchpoint(9, &[(Part::Delay, 3.0, 9.0)]),
        touchpoint(4, &[(Part::Effort, 3.0, 9.0)]),
    ];
    let mut with_another = alone.to_vec();
    with_another.insert(0, touchpoint(5, &[(Part::PromiseGap, 1.0, 4.0)]));
    assert_eq!(
        score(&run(&alone), 0).interval,
        score(&run(&with_another), 1).interval
    );
}

#[test]
fn the_seed_decides_every_bit() {
    let touchpoints = [touchpoint(1, &[(Part::Delay, 30.0, 100.0)])];
    let posteriors = Posteriors::fit(&touchpoints);
    let run = |seed| {
        let options = DrawOptions {
            seed,
            ..DrawOptions::FAST
        };
        evaluate(&posteriors, &Settings::default(), &options).scores
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

#[test]
fn an_evaluation_in_steps_is_the_one_in_a_piece() {
    let touchpoints = [
        touchpoint(1, &[(Part::Delay, 30.0, 100.0)]),
        touchpoint(2, &[]),
        touchpoint(3, &[(Part::Effort, 50.0, 80.0)]),
    ];
    let posteriors = Posteriors::fit(&touchpoints);
    let mut evaluating = Evaluating::new(&posteriors, Settings::default(), &DrawOptions::FULL);
    let kept = &mut Kept::default();
    let left: Vec<bool> = (0..3).map(|_| evaluating.step(1, kept)).collect();
    assert_eq!(left, [true, true, false]);
    assert!(!evaluating.step(1, kept));
    assert_eq!(evaluating.finish().scores, run(&touchpoints).scores);
}

#[test]
fn what_is_kept_of_earlier_draws_changes_no_score() {
    let touchpoints = [
        touchpoint(1, &[(Part::Delay, 30.0, 100.0), (Part::Effort, 9.0, 40.0)]),
        touchpoint(2, &[]),
        touchpoint(3, &[(Part::Effort, 50.0, 80.0)]),
    ];
    let posteriors = Posteriors::fit(&touchpoints);
    let with = |effort: f64, worst: f64| {
        let goalposts = Goalposts { best: 0.1, worst };
        let part = |part, weight| PartSettings {
            part,
            weight,
            goalposts,
        };
        Settings::new(&[part(Part::Delay, 1.0), part(Part::Effort, effort)]).unwrap()
    };
    let other_seed = DrawOptions {
        seed: 2,
        ..DrawOptions::FAST
    };
    // Room for three parts of 200 draws, not of 2,000.
    let kept = &mut Kept::up_to(600);
    let steps = [
        (with(1.0, 0.6), DrawOptions::FAST),
        (with(2.0, 0.6), DrawOptions::FAST),
        // A part that is left out, and comes back.
        (with(0.0, 0.6), DrawOptions::FAST),
        (with(2.0, 0.7), DrawOptions::FAST),
        (with(2.0, 0.7), DrawOptions::FULL),
        (with(3.0, 0.7), DrawOptions::FAST),
        (with(3.0, 0.7), other_seed),
    ];
    for (settings, options) in steps {
        let mut evaluating = Evaluating::new(&posteriors, settings.clone(), &options);
        while evaluating.step(1, kept) {}
        let wanted = evaluate(&posteriors, &settings, &options);
        assert_eq!(evaluating.finish().scores, wanted.scores, "{settings:?}");
    }
}

#[test]
fn ease_is_the_reach_weighted_geometric_mean_of_what_is_left_of_good() {
    // At so much evidence the scores are those of the shares: goalposts .10 and .60, .35 → 50, .1 → 0.
    let evaluation = satisfaction(&[(1e8, 1e9), (3.5e8, 1e9), (1e8, 1e9)]);
    let members =
        [(0, 1.0), (1, 3.0), (2, 0.0)].map(|(touchpoint, reach)| Member { touchpoint, reach });
    let ease = ease(&evaluation, &members).unwrap();
    // 100 × .5^¾.
    assert!((ease.ease - 59.4604).abs() < 1e-3, "{ease:?}");
    assert_eq!((ease.worst, ease.last, ease.scored, ease.of), (1, 2, 3, 3));
    assert!(ease.interval.contains(ease.ease));
}

#[test]
fn ease_leaves_out_what_is_unknown_and_says_so() {
    let evaluation = run(&[
        touchpoint(1, &[(Part::Delay, 30.0, 100.0)]),
        touchpoint(2, &[]),
    ]);
    let members = [0, 1].map(|touchpoint| Member {
        touchpoint,
        reach: 0.0,
    });
    let known = ease(&evaluation, &members).unwrap();
    assert!((known.ease - (100.0 - score(&evaluation, 0).score)).abs() < 1e-9);
    assert_eq!((known.last, known.scored, known.of), (1, 1, 2));
    assert_eq!(ease(&evaluation, &members[1..]), None);
}

#[test]
fn priority_multiplies_reach_friction_and_value() {
    assert!((priority(1_000.0, 25.0, 4.0) - 1_000.0).abs() < 1e-12);
}

fn evidence() -> impl Strategy<Value = Vec<(usize, f64, f64)>> {
    let one = (0..Part::COUNT, 0.0..=1.0_f64, -3.0..12.0_f64);
    let scaled = one.prop_map(|(part, share, size)| {
        let n = libm::exp10(size);
        (part, (share * n).min(n), n)
    });
    prop::collection::vec(scaled, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_score_is_finite_on_its_scale_and_explained(group in prop::collection::vec(evidence(), 1..8)) {
        let touchpoints: Vec<_> = group
            .iter()
            .enumerate()
            .map(|(key, evidence)| {
                let evidence: Vec<_> = evidence.iter().map(|&(part, x, n)| (Part::ALL[part], x, n)).collect();
                touchpoint(key as u64, &evidence)
            })
            .collect();
        let evaluation = evaluate(&Posteriors::fit(&touchpoints), &Settings::default(), &DrawOptions::FAST);
        let mut worst = 0.0;
        for (score, touchpoint) in evaluation.scores.iter().zip(&touchpoints) {
            prop_assert_eq!(score.is_some(), !touchpoint.evidence.is_empty());
            let Some(score) = score else { continue };
            prop_assert!((0.0..=99.0 + 1e-9).contains(&score.score));
            prop_assert!(score.interval.contains(score.score));
            prop_assert!(score.interval.low >= 0.0 && score.interval.high <= 99.0 + 1e-9);
            prop_assert!(score.arithmetic <= score.score + 1e-9);
            let points: f64 = score.parts.iter().map(|part| part.points).sum();
            prop_assert!((points - score.score).abs() < 1e-9);
            for part in &score.parts {
                prop_assert!(part.interval.contains(part.value));
                prop_assert!(part.interval.low >= 0.0 && part.interval.high <= 1.0);
            }
            worst += score.probability_worst;
        }
        let any = evaluation.scores.iter().any(Option::is_some);
        prop_assert!((worst - f64::from(u8::from(any))).abs() < 1e-9);
    }
}
