//! What entries of the catalogue are called in the reader's language, and which hue a department has.

use shared::catalogue::{DepartmentName, EventKind, StandardDepartment};

use crate::words::{Lang, event_words, in_lang};

/// A department's name: its own, or the standard one's in the reader's language.
#[must_use]
pub fn department(lang: Lang, name: &DepartmentName) -> String {
    match name {
        DepartmentName::Own(own) => own.clone(),
        DepartmentName::Standard(standard) => standard_department(lang, *standard).to_owned(),
    }
}

const fn standard_department(lang: Lang, department: StandardDepartment) -> &'static str {
    let words = &in_lang(lang).department;
    match department {
        StandardDepartment::Marketing => words.marketing,
        StandardDepartment::Sales => words.sales,
        StandardDepartment::Operations => words.operations,
        StandardDepartment::Purchasing => words.purchasing,
        StandardDepartment::Quality => words.quality,
        StandardDepartment::Logistics => words.logistics,
        StandardDepartment::Service => words.service,
        StandardDepartment::People => words.people,
        StandardDepartment::Product => words.product,
        StandardDepartment::Digital => words.digital,
        StandardDepartment::Stores => words.stores,
    }
}

/// What a kind of event is called.
#[must_use]
pub const fn event(lang: Lang, kind: EventKind) -> &'static str {
    let words = event_words(lang);
    match kind {
        EventKind::Release => words.release,
        EventKind::SupplierChange => words.supplier_change,
        EventKind::Other => words.other,
    }
}

/// The hue of a department, 1–12: the standard ones in their order, 12 for any other.
#[must_use]
pub fn hue(name: &DepartmentName) -> u8 {
    match name {
        DepartmentName::Own(_) => 12,
        DepartmentName::Standard(standard) => (1..)
            .zip(StandardDepartment::ALL)
            .find_map(|(hue, known)| (known == *standard).then_some(hue))
            .unwrap_or(12),
    }
}
