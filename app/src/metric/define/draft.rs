//! A definition as it is typed: texts, until it is read as a metric.

use shared::{
    catalogue::{DepartmentName, StandardDepartment},
    locale::Lang,
    metric::{
        About, AmountUnit, Area, Direction, Formula, Metric, MetricField, MetricName, Role, Scale,
        Unit,
    },
    record::Privacy,
};

/// The kinds of formulas that the form offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Net,
    Top,
    Mean,
    Hits,
    Rate,
    Within,
    Total,
    MeanAmount,
}

impl Kind {
    pub(super) const ALL: [(Self, &'static str); 8] = [
        (Self::Net, "net_promoters"),
        (Self::Top, "top_box"),
        (Self::Mean, "mean"),
        (Self::Hits, "proportion"),
        (Self::Rate, "rate"),
        (Self::Within, "within"),
        (Self::Total, "total"),
        (Self::MeanAmount, "mean_amount"),
    ];

    pub(super) const fn has_scale(self) -> bool {
        matches!(self, Self::Net | Self::Top | Self::Mean)
    }
}

/// What is typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// Whether there is no such metric yet.
    pub(super) is_new: bool,
    pub(super) key: String,
    pub(super) en: String,
    pub(super) es: String,
    pub(super) kind: Kind,
    pub(super) min: String,
    pub(super) max: String,
    pub(super) promoters: String,
    pub(super) detractors: String,
    pub(super) from: String,
    pub(super) per: String,
    pub(super) days: String,
    /// What amounts are measured in, by its word in files.
    pub(super) amount: String,
    pub(super) about: About,
    pub(super) direction: Direction,
    pub(super) role: Role,
    pub(super) area: Area,
    pub(super) department: String,
    /// In percent for a share.
    pub(super) target: String,
    pub(super) minimum_n: String,
    pub(super) privacy: Privacy,
}

/// A field that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// Not a number.
    Number(MetricField),
    /// One of the ends of the scale.
    ScaleEnd,
    /// A scale without room.
    Scale,
    /// A word that names no unit of amounts.
    Amount,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            is_new: true,
            key: String::new(),
            en: String::new(),
            es: String::new(),
            kind: Kind::Top,
            min: "1".to_owned(),
            max: "5".to_owned(),
            promoters: "9".to_owned(),
            detractors: "6".to_owned(),
            from: "4".to_owned(),
            per: "1000".to_owned(),
            days: "30".to_owned(),
            amount: AmountUnit::Number.to_string(),
            about: About::Everything,
            direction: Direction::Up,
            role: Role::Outcome,
            area: Area::Experience,
            department: StandardDepartment::Service.name().to_owned(),
            target: String::new(),
            minimum_n: "20".to_owned(),
            privacy: Privacy::Customers,
        }
    }
}

impl Draft {
    /// A definition to be changed.
    pub(super) fn of(metric: &Metric) -> Self {
        let mut draft = Self {
            is_new: false,
            key: metric.key.clone(),
            en: metric.name.en.clone(),
            es: metric.name.es.clone(),
            about: metric.about,
            direction: metric.direction,
            role: metric.role,
            area: metric.area,
            department: metric.department_text().to_owned(),
            minimum_n: metric.minimum_n.to_string(),
            privacy: metric.privacy,
            ..Self::default()
        };
        let scaled = |draft: &mut Self, scale: Scale| {
            draft.min = scale.min().to_string();
            draft.max = scale.max().to_string();
        };
        match metric.formula {
            Formula::NetPromoters {
                scale,
                promoters_from,
                detractors_to,
            } => {
                draft.kind = Kind::Net;
                scaled(&mut draft, scale);
                draft.promoters = promoters_from.to_string();
                draft.detractors = detractors_to.to_string();
            }
            Formula::TopBox { scale, from } => {
                draft.kind = Kind::Top;
                scaled(&mut draft, scale);
                draft.from = from.to_string();
            }
            Formula::Mean { scale } => {
                draft.kind = Kind::Mean;
                scaled(&mut draft, scale);
            }
            Formula::Proportion => draft.kind = Kind::Hits,
            Formula::Rate { per } => {
                draft.kind = Kind::Rate;
                draft.per = per.to_string();
            }
            Formula::Within { days } => {
                draft.kind = Kind::Within;
                draft.days = days.to_string();
            }
            Formula::Total { unit } => {
                draft.kind = Kind::Total;
                draft.amount = unit.to_string();
            }
            Formula::MeanAmount { unit } => {
                draft.kind = Kind::MeanAmount;
                draft.amount = unit.to_string();
            }
        }
        let target = metric.target.map(|target| target * draft.per_unit());
        draft.target = target.map_or_else(String::new, written);
        draft
    }

    /// What its number is measured in.
    pub(super) fn unit(&self) -> Unit {
        match self.kind {
            Kind::Net => Unit::Points,
            Kind::Top | Kind::Hits | Kind::Within => Unit::Share,
            Kind::Mean => Unit::Rating,
            Kind::Rate => Unit::Rate,
            Kind::Total | Kind::MeanAmount => {
                Unit::Amount(self.amount_unit().unwrap_or(AmountUnit::Number))
            }
        }
    }

    /// How many of what is typed make a unit.
    pub(super) fn per_unit(&self) -> f64 {
        match self.unit() {
            Unit::Share => 100.0,
            Unit::Points | Unit::Rating | Unit::Rate | Unit::Amount(_) => 1.0,
        }
    }

    /// The metric that is meant, unchecked but for its numbers.
    pub(super) fn read(&self) -> Result<Metric, Unread> {
        let whole = |text: &str, field| {
            let number = text.trim().replace('−', "-").parse::<i32>();
            number.map_err(|_| Unread::Number(field))
        };
        let count = |text: &str, field| {
            let number = text.trim().parse::<u32>();
            number.map_err(|_| Unread::Number(field))
        };
        let scale = || {
            let end = |text: &str| whole(text, MetricField::From).map_err(|_| Unread::ScaleEnd);
            Scale::new(end(&self.min)?, end(&self.max)?).map_err(|_| Unread::Scale)
        };
        let formula = match self.kind {
            Kind::Net => Formula::NetPromoters {
                scale: scale()?,
                promoters_from: whole(&self.promoters, MetricField::Promoters)?,
                detractors_to: whole(&self.detractors, MetricField::Detractors)?,
            },
            Kind::Top => Formula::TopBox {
                scale: scale()?,
                from: whole(&self.from, MetricField::From)?,
            },
            Kind::Mean => Formula::Mean { scale: scale()? },
            Kind::Hits => Formula::Proportion,
            Kind::Rate => Formula::Rate {
                per: count(&self.per, MetricField::Per)?,
            },
            Kind::Within => Formula::Within {
                days: count(&self.days, MetricField::Days)?,
            },
            Kind::Total => Formula::Total {
                unit: self.amount_unit()?,
            },
            Kind::MeanAmount => Formula::MeanAmount {
                unit: self.amount_unit()?,
            },
        };
        let target = self.target.trim().replace('−', "-").replace(',', ".");
        let target = match &*target {
            "" => None,
            typed => {
                let typed: f64 = typed
                    .parse()
                    .map_err(|_| Unread::Number(MetricField::Target))?;
                Some(whole_share(typed, self.per_unit()))
            }
        };
        Ok(Metric {
            key: self.key.trim().to_owned(),
            version: 1,
            name: MetricName {
                en: self.en.clone(),
                es: self.es.clone(),
            },
            formula,
            about: self.about,
            direction: self.direction,
            role: self.role,
            area: self.area,
            department: self.department(),
            target,
            minimum_n: count(&self.minimum_n, MetricField::MinimumN)?,
            privacy: self.privacy,
        })
    }

    fn amount_unit(&self) -> Result<AmountUnit, Unread> {
        self.amount.trim().parse().map_err(|_| Unread::Amount)
    }

    pub(super) fn department(&self) -> DepartmentName {
        Metric::department_of(&self.department)
    }

    /// What is typed under a name, for its other language where that is still empty.
    pub(super) fn named(&mut self, lang: Lang, name: String) {
        match lang {
            Lang::En => self.en = name,
            Lang::Es => self.es = name,
        }
    }
}

/// What is typed, in units: 99.9 percent are 0.999, and not the nearest that a division finds.
fn whole_share(typed: f64, per_unit: f64) -> f64 {
    const DIGITS: f64 = 1e9;
    if per_unit > 1.0 {
        (typed * (DIGITS / per_unit)).round() / DIGITS
    } else {
        typed
    }
}

/// A number as it is typed, to a millionth.
fn written(number: f64) -> String {
    ((number * 1e6).round() / 1e6).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_definition_is_typed_and_read_back_as_it_is() {
        for metric in Metric::built_in() {
            assert_eq!(Draft::of(&metric).read().as_ref(), Ok(&metric));
        }
    }

    #[test]
    fn targets_are_typed_as_they_are_thought() {
        let draft = Metric::by_key("csat").map(|metric| Draft::of(&metric));
        let mut draft = draft.unwrap_or_default();
        assert_eq!(draft.target, "80");
        draft.target = "82,5".to_owned();
        assert_eq!(draft.read().map(|metric| metric.target), Ok(Some(0.825)));
        draft.target = " ".to_owned();
        assert_eq!(draft.read().map(|metric| metric.target), Ok(None));
        draft.target = "much".to_owned();
        assert_eq!(draft.read(), Err(Unread::Number(MetricField::Target)));
    }

    #[test]
    fn a_scale_needs_room() {
        let draft = Draft {
            min: "5".to_owned(),
            max: "1".to_owned(),
            ..Draft::default()
        };
        assert_eq!(draft.read(), Err(Unread::Scale));
    }
}
