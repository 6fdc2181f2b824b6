//! Narrowing what is asked for: to the touchpoints of a department, to the records of a brand.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{ApiError, ErrorCode, Why},
    catalogue::{Catalogue, DepartmentName},
    id::{BrandId, DepartmentId},
    journey::Journey,
    record::Filter,
};

/// What the dimension is called that says a record's brand.
pub(crate) const BRAND: [&str; 2] = ["brand", "marca"];

/// The department of this id or name.
pub(super) fn department(
    catalogue: &Catalogue,
    asked: Option<&str>,
) -> Result<Option<DepartmentId>, ApiError> {
    let Some(asked) = asked.filter(|asked| !asked.is_empty()) else {
        return Ok(None);
    };
    let mut known = catalogue.departments.iter();
    let found = known
        .find(|(id, department)| id.to_string() == asked || same(asked, name(&department.name)));
    match found {
        Some((id, _)) => Ok(Some(*id)),
        None => {
            let departments = catalogue.departments.values();
            let known = departments.filter(|department| !department.retired);
            let known = known.map(|department| name(&department.name));
            Err(unknown("department", asked, known))
        }
    }
}

fn name(department: &DepartmentName) -> &str {
    match department {
        DepartmentName::Own(name) => name,
        DepartmentName::Standard(standard) => standard.name(),
    }
}

/// The filter, and of it only the records of a brand or a family of brands. What records do not say, the journey's scope does.
pub(super) fn brand(
    asked: Option<&str>,
    filter: Filter,
    dimensions: &[String],
    journey: &Journey,
    catalogue: &Catalogue,
) -> Result<Filter, ApiError> {
    let Some(asked) = asked.filter(|asked| !asked.is_empty()) else {
        return Ok(filter);
    };
    let brands = brands(catalogue, asked);
    if brands.is_empty() {
        let families = catalogue.families.values().map(|family| &family.name);
        let known = catalogue.brands.values().map(|brand| &brand.name);
        let known = known.chain(families).map(String::as_str);
        return Err(unknown("brand", asked, known));
    }
    if let Some(dimension) = BRAND
        .iter()
        .find(|name| dimensions.iter().any(|known| known == *name))
    {
        let names = brands.values().map(|name| (*name).to_owned());
        return Ok(filter.and(dimension, &names.collect()));
    }
    if journey
        .scope
        .brand
        .is_some_and(|brand| brands.contains_key(&brand))
    {
        return Ok(filter);
    }
    let detail = "no record says its brand, and the journey is not of this one: give the records a dimension called brand";
    Err(ApiError::new(ErrorCode::Invalid)
        .with("field", "brand")
        .because(Why::Missing)
        .with("detail", detail))
}

/// The brand of this id or name, or all brands of the family of it.
fn brands<'a>(catalogue: &'a Catalogue, asked: &str) -> BTreeMap<BrandId, &'a str> {
    let families: BTreeSet<_> = catalogue
        .families
        .iter()
        .filter(|(id, family)| id.to_string() == asked || same(asked, &family.name))
        .map(|(id, _)| *id)
        .collect();
    let all = catalogue.brands.iter();
    all.filter(|(id, brand)| {
        let in_family = brand
            .family
            .is_some_and(|family| families.contains(&family));
        in_family || id.to_string() == asked || same(asked, &brand.name)
    })
    .map(|(id, brand)| (*id, brand.name.as_str()))
    .collect()
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn unknown<'a>(field: &str, asked: &str, known: impl Iterator<Item = &'a str>) -> ApiError {
    let known: Vec<&str> = known.take(30).collect();
    let known = known.join(", ");
    let detail = format!("there is no {asked:.60?}; there are: {known}");
    ApiError::new(ErrorCode::Invalid)
        .with("field", field)
        .because(Why::Unknown)
        .with("detail", detail)
        .with("known", known)
}

#[cfg(test)]
mod tests {
    use shared::{
        catalogue::{Brand, Department, Family, StandardDepartment},
        id::{FamilyId, JourneyId},
    };
    use uuid::Uuid;

    use super::*;

    fn catalogue() -> Catalogue {
        let brand = |name: &str, family| Brand {
            name: name.to_owned(),
            family,
            retired: false,
        };
        let family = FamilyId::new(Uuid::from_u128(9));
        let mut catalogue = Catalogue::default();
        catalogue.families.insert(
            family,
            Family {
                name: "Grupo Cumbre".to_owned(),
                retired: false,
            },
        );
        for (id, name, family) in [
            (1, "Cumbre", Some(family)),
            (2, "Sendero", Some(family)),
            (3, "Otra", None),
        ] {
            let id = BrandId::new(Uuid::from_u128(id));
            catalogue.brands.insert(id, brand(name, family));
        }
        catalogue.departments.insert(
            DepartmentId::new(Uuid::from_u128(4)),
            Department {
                name: DepartmentName::Standard(StandardDepartment::Logistics),
                retired: false,
            },
        );
        catalogue
    }

    fn narrowed(asked: &str, dimensions: &[&str], of: Option<u128>) -> Result<String, ApiError> {
        let mut journey = Journey::new(JourneyId::new(Uuid::from_u128(7)));
        journey.scope.brand = of.map(|id| BrandId::new(Uuid::from_u128(id)));
        let dimensions: Vec<String> = dimensions.iter().map(|name| (*name).to_owned()).collect();
        let filter: Filter = "region:north".parse().unwrap();
        brand(Some(asked), filter, &dimensions, &journey, &catalogue())
            .map(|filter| filter.to_string())
    }

    #[test]
    fn a_family_is_all_its_brands() {
        let both = narrowed("grupo cumbre", &["brand", "region"], None).unwrap();
        assert_eq!(both, "brand:Cumbre,brand:Sendero,region:north");
        let one = narrowed("Sendero", &["marca", "region"], None).unwrap();
        assert_eq!(one, "marca:Sendero,region:north");
        let id = BrandId::new(Uuid::from_u128(3)).to_string();
        assert_eq!(
            narrowed(&id, &["brand"], None).unwrap(),
            "brand:Otra,region:north"
        );
    }

    #[test]
    fn where_records_do_not_say_their_brand_the_journey_does() {
        assert_eq!(narrowed("Cumbre", &[], Some(1)).unwrap(), "region:north");
        let why = |refused: ApiError| refused.args["why"].clone();
        assert_eq!(
            narrowed("Cumbre", &[], Some(3)).map_err(why),
            Err("missing".to_owned())
        );
        assert_eq!(
            narrowed("Nadie", &[], None).map_err(why),
            Err("unknown".to_owned())
        );
    }

    #[test]
    fn a_department_is_known_by_its_id_and_its_name() {
        let id = DepartmentId::new(Uuid::from_u128(4));
        let catalogue = catalogue();
        let (found, text) = (|asked| department(&catalogue, asked), id.to_string());
        assert_eq!(found(Some("Logistics")), Ok(Some(id)));
        assert_eq!(found(Some(&text)), Ok(Some(id)));
        assert_eq!(found(None), Ok(None));
        assert!(found(Some("moon")).is_err());
    }
}
