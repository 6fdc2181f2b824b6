//! A responsible department as one word of text: a standard one by its name (`quality`), any other as it is called.
//!
//! So a definition reads the same in a file, in JSON and in another workspace.

use serde::{Deserialize, Deserializer, Serializer};

use super::Metric;
use crate::catalogue::{DepartmentName, StandardDepartment};

/// The text of a department.
fn text(department: &DepartmentName) -> &str {
    match department {
        DepartmentName::Standard(standard) => standard.name(),
        DepartmentName::Own(own) => own,
    }
}

/// The department of a text.
pub(super) fn of_text(text: &str) -> DepartmentName {
    let text = text.trim();
    let mut standard = StandardDepartment::ALL.into_iter();
    match standard.find(|standard| standard.name() == text) {
        Some(standard) => DepartmentName::Standard(standard),
        None => DepartmentName::Own(text.to_owned()),
    }
}

impl Metric {
    /// Its department as one word of text: `quality`, or the name of the workspace's own.
    #[must_use]
    pub fn department_text(&self) -> &str {
        text(&self.department)
    }

    /// The department that such a text names.
    #[must_use]
    pub fn department_of(name: &str) -> DepartmentName {
        of_text(name)
    }
}

pub(super) fn serialize<S: Serializer>(
    department: &DepartmentName,
    to: S,
) -> Result<S::Ok, S::Error> {
    to.serialize_str(text(department))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DepartmentName, D::Error> {
    Ok(of_text(&String::deserialize(from)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_department_is_known_by_its_name_and_any_other_is_its_own() {
        for standard in StandardDepartment::ALL {
            let name = DepartmentName::Standard(standard);
            assert_eq!(of_text(text(&name)), name);
            assert_eq!(
                serde_json::to_string(&standard).unwrap(),
                format!("\"{}\"", standard.name())
            );
        }
        assert_eq!(of_text(" Ramp "), DepartmentName::Own("Ramp".to_owned()));
    }
}
