//! The images that a journey shows, small, as files carry them within themselves.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine, engine::general_purpose::STANDARD};
use shared::{
    access::Actor,
    api::{ApiError, ErrorCode, ImageSize},
    image::ImageHash,
    log::Board,
};

use crate::{image::Kept, service::Services};

/// The most bytes of a file's images together; of those beyond, the frames stay empty. Small ones have some twenty kilobytes.
const MOST_BYTES: usize = 64 << 20;

/// Images by their names.
#[derive(Debug, Default)]
pub(super) struct Pictures(BTreeMap<ImageHash, Kept>);

impl Pictures {
    /// An image, if it is at hand.
    pub(super) fn get(&self, image: ImageHash) -> Option<&Kept> {
        self.0.get(&image)
    }

    /// An image as an address that holds it.
    pub(super) fn address(&self, image: ImageHash) -> Option<String> {
        let Kept { media, content } = self.get(image)?;
        Some(format!("data:{media};base64,{}", STANDARD.encode(content)))
    }
}

impl Services {
    /// The images on the visible cards of a board. One that the store does not have is left out: a document may name those of
    /// another workspace.
    pub(super) async fn pictures(
        &self,
        actor: &Actor,
        board: &Board,
    ) -> Result<Pictures, ApiError> {
        let cards = board.journey.cards.values().filter(|card| !card.hidden);
        let images = cards.filter_map(|card| card.image.as_ref());
        let images: BTreeSet<ImageHash> = images.map(|picture| picture.image).collect();
        let mut pictures = BTreeMap::new();
        let mut bytes = 0;
        for image in images {
            let kept = match self.image(actor, image, ImageSize::Thumbnail).await {
                Ok(kept) => kept,
                Err(error) if error.code == ErrorCode::NotFound => continue,
                Err(error) => return Err(error),
            };
            bytes += kept.content.len();
            if bytes > MOST_BYTES {
                break;
            }
            pictures.insert(image, kept);
        }
        Ok(Pictures(pictures))
    }
}
