//! What is said of a definition: why it cannot be, beside the field that is meant, and what is otherwise in another one.

use shared::{
    log::Rejection,
    metric::{Direction, Metric, MetricField, MetricPart, MetricRefusal, Role},
    record::Privacy,
};

use super::{
    super::{content::area_name, course, definition},
    about::Places,
    draft::{Draft, Unread},
};
use crate::{
    catalogue::names,
    words::{DefineWords, Lang, define_words, in_lang, metric_words},
};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Of(MetricField),
    Scale,
    Amount,
}

/// What is wrong, and where.
pub(super) fn unread(lang: Lang, unread: Unread) -> (Field, String) {
    let words = define_words(lang);
    match unread {
        Unread::Number(field) => (Field::Of(field), words.not_a_number.to_owned()),
        Unread::ScaleEnd => (Field::Scale, words.not_a_number.to_owned()),
        Unread::Scale => (Field::Scale, words.bad_scale.to_owned()),
        Unread::Amount => (Field::Amount, words.bad_amount.to_owned()),
    }
}

/// What is wrong, and where; what is about no field is said under the first.
pub(super) fn refused(lang: Lang, draft: &Draft, refusal: &MetricRefusal) -> (Field, String) {
    let words = define_words(lang);
    let field = refusal.field().unwrap_or(MetricField::Name(Lang::En));
    (Field::Of(field), why(lang, words, draft, refusal))
}

fn why(lang: Lang, words: &DefineWords, draft: &Draft, refusal: &MetricRefusal) -> String {
    let plain = match refusal {
        MetricRefusal::OutOfRange { field, least, most } => {
            let unit = if *field == MetricField::Target {
                draft.per_unit()
            } else {
                1.0
            };
            let number = |number: f64| lang.number(number * unit, 0);
            return if most.is_finite() {
                words.range(&number(*least), &number(*most))
            } else {
                words.at_least(&number(*least))
            };
        }
        MetricRefusal::Text(_, Rejection::EmptyTitle) => words.empty,
        MetricRefusal::Text(_, Rejection::ControlCharacters) => {
            in_lang(lang).refusal.control_characters
        }
        MetricRefusal::Text(..) | MetricRefusal::TooLong(_) => words.too_long,
        MetricRefusal::NameTaken(_) => words.name_taken,
        MetricRefusal::KeyUsed => words.key_used,
        MetricRefusal::NotAKey => words.bad_key,
        MetricRefusal::Unknown => words.gone,
        MetricRefusal::Overlap => words.overlap,
        MetricRefusal::Loosened => words.loosened,
        MetricRefusal::TooMany => words.too_many,
        MetricRefusal::Forbidden => in_lang(lang).error.forbidden,
        MetricRefusal::Missing | MetricRefusal::NotBuiltIn => in_lang(lang).error.not_found,
    };
    plain.to_owned()
}

/// What is otherwise now: "Target: 80.0% → 85.0%; Responsible: Quality → Logistics".
pub(super) fn differences(lang: Lang, places: &Places, before: &Metric, now: &Metric) -> String {
    let words = define_words(lang);
    let said = before.parts_unlike(now).into_iter().map(|part| {
        let before = said(lang, places, before, part);
        let now = said(lang, places, now, part);
        words.from_to(name(words, part), &before, &now)
    });
    said.collect::<Vec<_>>().join("; ")
}

const fn name(words: &DefineWords, part: MetricPart) -> &'static str {
    match part {
        MetricPart::Name => words.title,
        MetricPart::Formula => words.formula,
        MetricPart::About => words.about,
        MetricPart::Direction => words.direction,
        MetricPart::Role => words.role,
        MetricPart::Area => words.area,
        MetricPart::Department => words.department,
        MetricPart::Target => words.target,
        MetricPart::MinimumN => words.minimum,
        MetricPart::Privacy => words.privacy,
    }
}

fn said(lang: Lang, places: &Places, metric: &Metric, part: MetricPart) -> String {
    let words = define_words(lang);
    match part {
        MetricPart::Name => format!("{} / {}", metric.name.en, metric.name.es),
        MetricPart::Formula => definition::formula(lang, &metric.formula),
        MetricPart::About => places.name(lang, metric.about),
        MetricPart::Direction => direction(words, metric.direction).to_owned(),
        MetricPart::Role => role(words, metric.role).to_owned(),
        MetricPart::Area => area_name(metric_words(lang), metric.area).to_owned(),
        MetricPart::Department => names::department(lang, &metric.department),
        MetricPart::Target => metric.target.map_or_else(
            || words.none.to_owned(),
            |target| course::said(lang, metric.unit(), target),
        ),
        MetricPart::MinimumN => lang.count(u64::from(metric.minimum_n)),
        MetricPart::Privacy => privacy(words, metric.privacy).to_owned(),
    }
}

pub(super) const fn direction(words: &DefineWords, direction: Direction) -> &'static str {
    match direction {
        Direction::Up => words.more,
        Direction::Down => words.less,
    }
}

pub(super) const fn role(words: &DefineWords, role: Role) -> &'static str {
    match role {
        Role::Input => words.input,
        Role::Outcome => words.outcome,
    }
}

pub(super) const fn privacy(words: &DefineWords, privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::Customers => words.customers,
        Privacy::People => words.people,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_otherwise_is_said_in_the_units_of_the_reader() {
        let before = Metric::by_key("csat");
        let now = before.clone().map(|metric| Metric {
            target: Some(0.85),
            minimum_n: 1000,
            ..metric
        });
        let said = |lang| {
            before
                .as_ref()
                .zip(now.as_ref())
                .map(|(a, b)| differences(lang, &Places::default(), a, b))
        };
        assert_eq!(
            said(Lang::En).as_deref(),
            Some("Target: 80.0% → 85.0%; Least records: 20 → 1,000")
        );
        assert_eq!(
            said(Lang::Es).as_deref(),
            Some("Objetivo: 80,0\u{a0}% → 85,0\u{a0}%; Mínimo de registros: 20 → 1000")
        );
    }
}
