//! Images over the API.

use serde::{Deserialize, Serialize};

use crate::image::ImageHash;

/// An image as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImageReply {
    /// Its name: the SHA-256 of its bytes.
    pub image: ImageHash,
    /// Its width in pixels, 1 to 1,600.
    pub width: u16,
    /// Its height in pixels, 1 to 1,600.
    pub height: u16,
    /// Its bytes.
    pub bytes: u64,
}

/// How much of an image.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImageSize {
    /// All of it: at most 1,600 pixels on its longer side.
    #[default]
    Full,
    /// At most 400 pixels on its longer side.
    Thumbnail,
}
