//! What a definition has to be.

use super::{Definitions, MOST_KEY, MOST_N, MOST_NAME, MetricField, MetricRefusal, SMALLEST_GROUP};
use crate::{
    catalogue::DepartmentName,
    locale::Lang,
    metric::{About, Formula, MOST_DAYS, Metric, MetricName, Scale},
    record::Privacy,
    text,
};

/// A definition as it is kept, if it can be.
pub(super) fn checked(definitions: &Definitions, metric: &Metric) -> Result<Metric, MetricRefusal> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let key = &metric.key;
    if key.is_empty() || key.len() > MOST_KEY || !key.chars().all(good) {
        return Err(MetricRefusal::NotAKey);
    }
    let metric = Metric {
        name: MetricName {
            en: line(MetricField::Name(Lang::En), &metric.name.en)?,
            es: line(MetricField::Name(Lang::Es), &metric.name.es)?,
        },
        department: match &metric.department {
            DepartmentName::Standard(standard) => DepartmentName::Standard(*standard),
            DepartmentName::Own(own) => {
                crate::metric::department::of_text(&line(MetricField::Department, own)?)
            }
        },
        ..metric.clone()
    };
    free(definitions, &metric)?;
    formula(&metric.formula)?;
    if let Some(target) = metric.target {
        let (least, most) = metric.bounds();
        if !target.is_finite() || target < least || target > most {
            return Err(MetricRefusal::OutOfRange {
                field: MetricField::Target,
                least,
                most,
            });
        }
    }
    // What came as one about people stays one, whatever was made of it meanwhile.
    let came = Metric::by_key(&metric.key).map(|built_in| built_in.privacy);
    if came == Some(Privacy::People) && metric.privacy != Privacy::People {
        return Err(MetricRefusal::Loosened);
    }
    let least = match metric.privacy {
        Privacy::Customers => 1,
        Privacy::People => SMALLEST_GROUP,
    };
    within(
        MetricField::MinimumN,
        metric.minimum_n.into(),
        (least.into(), MOST_N.into()),
    )?;
    Ok(metric)
}

/// Refuses names that another metric has which is offered.
pub(super) fn free(definitions: &Definitions, metric: &Metric) -> Result<(), MetricRefusal> {
    for lang in [Lang::En, Lang::Es] {
        let name = metric.name.in_lang(lang).to_lowercase();
        let taken = |other: &Metric| {
            other.key != metric.key && other.name.in_lang(lang).to_lowercase() == name
        };
        if definitions.offered().iter().any(taken) {
            return Err(MetricRefusal::NameTaken(MetricField::Name(lang)));
        }
    }
    Ok(())
}

/// Refuses what is about something that is not there, unless it was before: what is gone meanwhile keeps nobody from changing
/// the rest.
pub(super) fn about(
    before: Option<&Metric>,
    metric: &Metric,
    known: &dyn Fn(About) -> bool,
) -> Result<(), MetricRefusal> {
    let same = before.is_some_and(|before| before.about == metric.about);
    if same || metric.about == About::Everything || known(metric.about) {
        Ok(())
    } else {
        Err(MetricRefusal::Unknown)
    }
}

fn line(field: MetricField, written: &str) -> Result<String, MetricRefusal> {
    let line = text::title(written).map_err(|why| MetricRefusal::Text(field, why))?;
    if line.chars().count() > MOST_NAME {
        return Err(MetricRefusal::TooLong(field));
    }
    Ok(line)
}

fn formula(formula: &Formula) -> Result<(), MetricRefusal> {
    // A box or a group that holds the whole scale would say the same of everybody.
    let above = |scale: Scale| (f64::from(scale.min()) + 1.0, f64::from(scale.max()));
    match *formula {
        Formula::NetPromoters {
            scale,
            promoters_from,
            detractors_to,
        } => {
            let (low, high) = scale.ends();
            within(MetricField::Promoters, promoters_from.into(), above(scale))?;
            within(
                MetricField::Detractors,
                detractors_to.into(),
                (low, high - 1.0),
            )?;
            if promoters_from <= detractors_to {
                return Err(MetricRefusal::Overlap);
            }
            Ok(())
        }
        Formula::TopBox { scale, from } => within(MetricField::From, from.into(), above(scale)),
        Formula::Rate { per } => within(MetricField::Per, per.into(), (1.0, f64::from(u32::MAX))),
        Formula::Within { days } => within(MetricField::Days, days.into(), (1.0, MOST_DAYS.into())),
        Formula::Mean { .. }
        | Formula::Proportion
        | Formula::Total { .. }
        | Formula::MeanAmount { .. } => Ok(()),
    }
}

fn within(field: MetricField, number: f64, (least, most): (f64, f64)) -> Result<(), MetricRefusal> {
    if (least..=most).contains(&number) {
        Ok(())
    } else {
        Err(MetricRefusal::OutOfRange { field, least, most })
    }
}
