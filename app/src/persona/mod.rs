//! Personas as pages: all of them at `/personas`, one at `/personas/:slug`. What people say of a persona is edited in place, through
//! the catalogue's log; what records say of its customers stands beside it.

mod evidence;
mod field;
mod list;
mod page;

pub use list::PersonasPage;
pub use page::PersonaPage;

use shared::{
    catalogue::{Catalogue, EntryId},
    id::PersonaId,
};

/// A persona's name; empty for one that is not there.
fn name(catalogue: &Catalogue, id: PersonaId) -> String {
    let found = catalogue.personas.get(&id);
    found
        .map(|persona| persona.name.clone())
        .unwrap_or_default()
}

/// The entry of a persona.
const fn entry(id: PersonaId) -> EntryId {
    EntryId::Persona(id)
}

/// What stands where there is no picture: the first letters of at most two words.
fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    let letters = words.filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    letters.take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_persona_without_a_picture_has_the_first_letters_of_its_name() {
        assert_eq!(initials("Marta, 31"), "M");
        assert_eq!(initials("iván de la torre"), "ID");
        assert_eq!(initials("31"), "");
    }
}
