//! What a new workspace's catalogue starts from: the departments and channels that nearly every company has.

use uuid::Uuid;

use super::{CatalogueIntent, DepartmentName, StandardDepartment};
use crate::{
    id::{ChannelId, DepartmentId},
    locale::Lang,
};

/// Usual channels, in English and in Spanish.
const CHANNELS: [[&str; 2]; 10] = [
    ["Website", "Web"],
    ["App", "App"],
    ["Email", "Correo electrónico"],
    ["Telephone", "Teléfono"],
    ["Chat", "Chat"],
    ["Social networks", "Redes sociales"],
    ["Store", "Tienda"],
    ["Delivery", "Entrega"],
    ["Post", "Correo postal"],
    ["Advertising", "Publicidad"],
];

/// The wishes that fill an empty catalogue. Departments are named in each reader's language; channels get
/// their names in `lang`, to be renamed at will.
pub fn start(lang: Lang, mut next_id: impl FnMut() -> Uuid) -> Vec<CatalogueIntent> {
    let mut intents = Vec::new();
    for department in StandardDepartment::ALL {
        let (id, name) = (
            DepartmentId::new(next_id()),
            DepartmentName::Standard(department),
        );
        intents.push(CatalogueIntent::AddDepartment { id, name });
    }
    for [english, spanish] in CHANNELS {
        let name = match lang {
            Lang::En => english,
            Lang::Es => spanish,
        };
        let id = ChannelId::new(next_id());
        intents.push(CatalogueIntent::AddChannel {
            id,
            name: name.to_owned(),
        });
    }
    intents
}
