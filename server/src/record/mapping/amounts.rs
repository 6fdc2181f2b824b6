//! The amounts of a mapping: what each is measured in, and whether the metric it feeds is made of that.

use shared::{
    metric::{AmountUnit, Formula, MOST_DAYS, Metric, Scale},
    record::{MappingProblem, Named},
};
use toml::Spanned;

use super::{
    AmountRule, Counts, ItemRule, MappingError, Measure, TimeFormat,
    check::slug,
    file::{Amount, File},
    items::Items,
    time,
};

/// The most days that are counted since a date.
#[allow(clippy::cast_possible_wrap, reason = "ten years")]
pub(crate) const LONGEST: i32 = MOST_DAYS as i32;

impl Items<'_> {
    pub(super) fn amount(&mut self, file: &File, amount: &Amount) -> Result<(), MappingError> {
        let item = match (&amount.column, &amount.name) {
            (Some(column), None) => column.get_ref().clone(),
            (_, Some(name)) => slug(self.text, name, Named::Amount)?,
            (None, None) => {
                let place = amount
                    .metric
                    .as_ref()
                    .map_or_else(|| file.source.name.span(), Spanned::span);
                return Err(self.error(&place, MappingProblem::NamelessAmount));
            }
        };
        if let Some(touchpoint) = &amount.touchpoint {
            self.check_touchpoint(file, touchpoint)?;
        }
        let counts = amount
            .counts
            .as_ref()
            .map_or(Counts::Value, |it| *it.get_ref());
        let metric = match &amount.metric {
            None => None,
            Some(named) => {
                let metric = self.check_metric(named)?;
                self.fits(&metric, named, amount, counts)?;
                Some(metric)
            }
        };
        let unit = match (&amount.unit, &metric) {
            (Some(unit), _) => *unit.get_ref(),
            (None, Some(metric)) => measured_in(metric).unwrap_or(AmountUnit::Number),
            (None, None) => AmountUnit::Number,
        };
        let since = self.since(file, amount, counts)?;
        let rating = amount.rating.as_ref().map_or(0, |rating| *rating.get_ref());
        self.items.push(ItemRule {
            item,
            touchpoint: amount.touchpoint.as_ref().map(|key| key.get_ref().clone()),
            scale: match counts {
                Counts::DaysSince => (0, LONGEST),
                _ => (rating, rating),
            },
            measure: match counts {
                Counts::Value => Measure::Amount,
                Counts::Occurrences => Measure::Occurrences,
                Counts::Exposure => Measure::Opportunities,
                Counts::Answers => Measure::Answers,
                Counts::DaysSince => Measure::DaysSince,
            },
            metric: metric.map(|metric| metric.key),
            unit: Some(unit),
        });
        self.amounts.push(AmountRule {
            column: amount
                .column
                .as_ref()
                .map(|column| column.get_ref().clone()),
            item: self.items.len() - 1,
            unit,
            negative: counts == Counts::Value,
            whole: counts == Counts::Answers,
            since,
            only: amount.r#where.clone(),
            nulls: amount.nulls.clone(),
        });
        Ok(())
    }

    /// How the dates since which days are counted are written.
    fn since(
        &self,
        file: &File,
        amount: &Amount,
        counts: Counts,
    ) -> Result<Option<Vec<TimeFormat>>, MappingError> {
        let format = amount.format.as_ref();
        if counts != Counts::DaysSince {
            return match format {
                None => Ok(None),
                Some(format) => Err(self.error(&format.span(), MappingProblem::NoDate)),
            };
        }
        if amount.column.is_none() {
            let place = amount
                .counts
                .as_ref()
                .map_or_else(|| file.source.name.span(), Spanned::span);
            return Err(self.error(&place, MappingProblem::NoDateColumn));
        }
        let formats: Vec<&Spanned<String>> = match format {
            Some(format) => vec![format],
            None => file
                .time
                .forms
                .get_ref()
                .iter()
                .map(|form| &form.format)
                .collect(),
        };
        let zone = time::zone(self.text, &file.time)?;
        let formats = formats.into_iter();
        let formats = formats.map(|format| time::format(self.text, format, &zone));
        formats.collect::<Result<_, _>>().map(Some)
    }

    /// Refuses what the metric is not made of.
    fn fits(
        &self,
        metric: &Metric,
        named: &Spanned<String>,
        amount: &Amount,
        counts: Counts,
    ) -> Result<(), MappingError> {
        let (wants, scale) = made_of(&metric.formula);
        if !wants.contains(&counts) {
            let place = amount
                .counts
                .as_ref()
                .map_or_else(|| named.span(), Spanned::span);
            let wants: Vec<String> = wants
                .iter()
                .map(|counts| format!("\"{}\"", counts.name()))
                .collect();
            return Err(self.error(
                &place,
                MappingProblem::OtherCounts {
                    metric: metric.key.clone(),
                    wants: wants.join(" / "),
                },
            ));
        }
        let wanted = measured_in(metric).unwrap_or(AmountUnit::Number);
        if let Some(unit) = amount
            .unit
            .as_ref()
            .filter(|unit| *unit.get_ref() != wanted)
        {
            return Err(self.error(
                &unit.span(),
                MappingProblem::OtherUnit {
                    metric: metric.key.clone(),
                    wants: wanted.to_string(),
                    found: unit.get_ref().to_string(),
                },
            ));
        }
        let on_scale = |scale: Scale| {
            let rating = amount.rating.as_ref();
            rating.is_some_and(|rating| scale.contains(*rating.get_ref()))
        };
        match scale {
            Some(scale) if counts == Counts::Answers && !on_scale(scale) => {
                let place = amount
                    .rating
                    .as_ref()
                    .map_or_else(|| named.span(), Spanned::span);
                let (min, max) = (scale.min(), scale.max());
                Err(self.error(&place, MappingProblem::NoRating { min, max }))
            }
            _ => Ok(()),
        }
    }
}

/// What amounts can count that feed a metric of this formula, and the scale of its ratings.
fn made_of(formula: &Formula) -> (&'static [Counts], Option<Scale>) {
    use Counts::{Answers, DaysSince, Exposure, Occurrences, Value};
    match *formula {
        Formula::TopBox { scale, .. } if scale == Scale::NO_YES => {
            (&[Occurrences, Exposure, Answers], Some(scale))
        }
        Formula::NetPromoters { scale, .. }
        | Formula::TopBox { scale, .. }
        | Formula::Mean { scale } => (&[Answers], Some(scale)),
        Formula::Proportion | Formula::Rate { .. } => (&[Occurrences, Exposure], None),
        Formula::Within { .. } => (&[DaysSince, Exposure], None),
        Formula::Total { .. } | Formula::MeanAmount { .. } => (&[Value], None),
    }
}

/// The unit of a metric's amounts.
const fn measured_in(metric: &Metric) -> Option<AmountUnit> {
    match metric.formula {
        Formula::Total { unit } | Formula::MeanAmount { unit } => Some(unit),
        _ => None,
    }
}
