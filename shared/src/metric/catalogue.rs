//! The metrics that come with the program: the catalogue that every department shares.
//!
//! Targets are where to start from, to be argued about in the first review: what most shops and call centres promise,
//! not findings of ours. NPS, eNPS, CES and stars have none, because good differs by trade. Knows nothing of who has data.

use super::{About, AmountUnit, Area, Direction, Formula, Metric, MetricName, Role, Scale};
use crate::{
    catalogue::{DepartmentName, StandardDepartment},
    record::Privacy,
};

/// With fewer answers a margin at 95 % is wider than ± 20 points of percent (Wilson, at one half).
const FEW: u32 = 20;
/// The smallest group in which employees are shown.
pub(super) const SMALLEST_GROUP: u32 = 5;

const NET_PROMOTERS: Formula = Formula::NetPromoters {
    scale: Scale::ZERO_TO_TEN,
    promoters_from: 9,
    detractors_to: 6,
};
/// Positive, neutral and negative, as a model or a person read them.
const SENTIMENT: Formula = Formula::TopBox {
    scale: Scale::SENTIMENT,
    from: 1,
};
const COUNTED: Formula = Formula::Total {
    unit: AmountUnit::Number,
};
const HOURS: Formula = Formula::MeanAmount {
    unit: AmountUnit::Hours,
};
const PER_THOUSAND: Formula = Formula::Rate { per: 1_000 };
/// The share of records that say yes.
const YES: Formula = Formula::TopBox {
    scale: Scale::NO_YES,
    from: 1,
};

impl Metric {
    /// The definitions that come with the program, in the order in which they are shown.
    #[must_use]
    pub fn built_in() -> Vec<Self> {
        use Area::{Experience, Marketing, Operations, People};
        use StandardDepartment as Department;
        let top = |scale, from| Formula::TopBox { scale, from };
        let mean = |scale| Formula::Mean { scale };
        vec![
            metric("reach", ["Reach", "Alcance"], COUNTED, Marketing)
                .responsible(Department::Marketing)
                .input()
                .counted(),
            metric("traffic", ["Visits", "Visitas"], COUNTED, Marketing)
                .responsible(Department::Digital)
                .counted(),
            metric("clicks", ["Clicks", "Clics"], COUNTED, Marketing)
                .responsible(Department::Digital)
                .counted(),
            metric("conversion", ["Conversion", "Conversión"], YES, Marketing)
                .responsible(Department::Digital),
            metric(
                "leads_contacted",
                ["Leads contacted in time", "Contactos atendidos a tiempo"],
                YES,
                Marketing,
            )
            .responsible(Department::Sales)
            .input()
            .aims_at(0.9),
            metric(
                "lead_response",
                ["Lead response time", "Tiempo de respuesta a contactos"],
                HOURS,
                Marketing,
            )
            .responsible(Department::Sales)
            .input()
            .falls(),
            metric("win_rate", ["Win rate", "Ventas ganadas"], YES, Marketing)
                .responsible(Department::Sales),
            metric(
                "uptime",
                ["Site uptime", "Disponibilidad de la web"],
                Formula::Proportion,
                Marketing,
            )
            .responsible(Department::Digital)
            .input()
            .aims_at(0.999),
            metric("nps", ["NPS", "NPS"], NET_PROMOTERS, Experience),
            // Four and five of five.
            metric(
                "csat",
                ["CSAT", "CSAT"],
                top(Scale::ONE_TO_FIVE, 4),
                Experience,
            )
            .aims_at(0.8),
            // CES 2.0: agreement that the company "made it easy to handle my issue"; and its top three.
            metric("ces", ["CES", "CES"], mean(Scale::ONE_TO_SEVEN), Experience),
            metric(
                "ces_easy",
                ["CES: it was easy", "CES: fue fácil"],
                top(Scale::ONE_TO_SEVEN, 5),
                Experience,
            ),
            metric(
                "stars",
                ["Stars", "Estrellas"],
                mean(Scale::ONE_TO_FIVE),
                Experience,
            )
            .responsible(Department::Marketing),
            metric(
                "sentiment",
                ["Positive mentions", "Menciones positivas"],
                SENTIMENT,
                Experience,
            )
            .responsible(Department::Marketing),
            metric(
                "complaint_rate",
                ["Complaints per 1,000", "Quejas por 1000"],
                PER_THOUSAND,
                Experience,
            )
            .falls(),
            metric("retention", ["Retention", "Retención"], YES, Experience),
            metric("churn", ["Churn", "Abandono"], YES, Experience).falls(),
            metric(
                "first_response",
                ["First response time", "Tiempo hasta la primera respuesta"],
                HOURS,
                Experience,
            )
            .input()
            .falls(),
            metric(
                "resolution",
                ["Resolution time", "Tiempo de resolución"],
                HOURS,
                Experience,
            )
            .input()
            .falls(),
            metric(
                "first_contact",
                ["First-contact resolution", "Resolución al primer contacto"],
                YES,
                Experience,
            )
            .aims_at(0.75),
            metric(
                "on_time",
                ["On-time delivery", "Entrega a tiempo"],
                YES,
                Operations,
            )
            .responsible(Department::Logistics)
            .input()
            .aims_at(0.95),
            metric(
                "sla",
                ["Answered in time (SLA)", "Respondido a tiempo (SLA)"],
                YES,
                Operations,
            )
            .input()
            .aims_at(0.9),
            metric("returns", ["Returns", "Devoluciones"], YES, Operations)
                .responsible(Department::Product)
                .falls(),
            metric(
                "return_rate",
                ["Return rate in 30 days", "Devoluciones en 30 días"],
                Formula::Within { days: 30 },
                Operations,
            )
            .responsible(Department::Product)
            .falls(),
            metric("defects", ["Defects", "Defectos"], YES, Operations)
                .responsible(Department::Quality)
                .input()
                .falls()
                .aims_at(0.02),
            metric(
                "warranty_claims",
                [
                    "Warranty claims per 1,000 unit-months",
                    "Reclamaciones de garantía por 1000 meses de uso",
                ],
                PER_THOUSAND,
                Operations,
            )
            .responsible(Department::Quality)
            .falls(),
            metric("enps", ["eNPS", "eNPS"], NET_PROMOTERS, People).of_people(),
            metric(
                "proportion",
                ["Proportion", "Proporción"],
                Formula::Proportion,
                Operations,
            ),
        ]
    }

    /// The built-in definition of this key.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        Self::built_in()
            .into_iter()
            .find(|metric| metric.key == key)
    }

    fn responsible(self, department: StandardDepartment) -> Self {
        let department = DepartmentName::Standard(department);
        Self { department, ..self }
    }

    fn input(self) -> Self {
        let role = Role::Input;
        Self { role, ..self }
    }

    fn falls(self) -> Self {
        let direction = Direction::Down;
        Self { direction, ..self }
    }

    fn aims_at(self, target: f64) -> Self {
        let target = Some(target);
        Self { target, ..self }
    }

    /// Known, not estimated: every period says all there is to say.
    fn counted(self) -> Self {
        let minimum_n = 1;
        Self { minimum_n, ..self }
    }

    fn of_people(self) -> Self {
        Self {
            department: DepartmentName::Standard(StandardDepartment::People),
            minimum_n: SMALLEST_GROUP,
            privacy: Privacy::People,
            ..self
        }
    }
}

/// An outcome that is the better the more there is, of customers, for customer service.
fn metric(key: &str, [en, es]: [&str; 2], formula: Formula, area: Area) -> Metric {
    Metric {
        key: key.to_owned(),
        version: 1,
        name: MetricName {
            en: en.to_owned(),
            es: es.to_owned(),
        },
        formula,
        about: About::Everything,
        direction: Direction::Up,
        role: Role::Outcome,
        area,
        department: DepartmentName::Standard(StandardDepartment::Service),
        target: None,
        minimum_n: FEW,
        privacy: Privacy::Customers,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_definition_is_data_that_comes_back() {
        for metric in Metric::built_in() {
            let text = serde_json::to_string(&metric).unwrap();
            assert_eq!(serde_json::from_str::<Metric>(&text).unwrap(), metric);
        }
    }

    #[test]
    fn every_metric_has_a_key_of_its_own_a_name_and_a_target_that_it_can_reach() {
        let metrics = Metric::built_in();
        let keys: BTreeSet<&str> = metrics.iter().map(|metric| metric.key.as_str()).collect();
        assert_eq!(keys.len(), metrics.len());
        for metric in &metrics {
            assert!(!metric.name.en.is_empty() && !metric.name.es.is_empty());
            let (low, high) = metric.bounds();
            assert!(
                metric
                    .target
                    .is_none_or(|target| low < target && target < high)
            );
        }
        let areas: BTreeSet<Area> = metrics.iter().map(|metric| metric.area).collect();
        assert_eq!(areas.into_iter().collect::<Vec<_>>(), Area::ALL);
    }

    #[test]
    fn what_is_about_employees_says_so_and_needs_a_group() {
        let enps = Metric::by_key("enps").unwrap();
        assert_eq!(enps.privacy, Privacy::People);
        assert!(enps.minimum_n >= 5);
    }

    #[test]
    fn a_target_is_met_from_the_good_side() {
        let on_time = Metric::by_key("on_time").unwrap();
        assert_eq!(on_time.meets_target(0.96), Some(true));
        assert_eq!(on_time.meets_target(0.94), Some(false));
        let defects = Metric::by_key("defects").unwrap();
        assert_eq!(defects.meets_target(0.01), Some(true));
        assert_eq!(defects.meets_target(0.03), Some(false));
        assert_eq!(Metric::by_key("nps").unwrap().meets_target(50.0), None);
    }
}
