//! Images: what is known of one that the store holds, and where something shows one.
//!
//! Bytes never come here: the server decodes, and the browser draws.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::{log::Rejection, text};

/// Bytes of the largest file that is taken as an image.
pub const MOST_BYTES: u64 = 10 << 20;
/// Pixels on the longer side of an image that is kept.
pub const MOST_SIDE: u16 = 1_600;
/// Pixels on the longer side of an image's thumbnail.
pub const THUMBNAIL_SIDE: u16 = 400;

/// The name of an image: the SHA-256 of its bytes, as 64 hexadecimal digits in small letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
pub struct ImageHash([u8; 32]);

/// A text that names no image.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the hash of an image: it has 64 hexadecimal digits in small letters")]
pub struct InvalidHash(String);

impl ImageHash {
    /// Wraps a digest.
    #[must_use]
    pub const fn new(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// The digest, for the store.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Where the image is on this server.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/api/v1/images/{self}")
    }

    /// Where its thumbnail is.
    #[must_use]
    pub fn thumbnail(&self) -> String {
        format!("/api/v1/images/{self}?size=thumbnail")
    }
}

impl fmt::Display for ImageHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ImageHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ImageHash({self})")
    }
}

impl FromStr for ImageHash {
    type Err = InvalidHash;

    fn from_str(text: &str) -> Result<Self, InvalidHash> {
        let invalid = || InvalidHash(text.chars().take(64).collect());
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let mut digest = [0; 32];
        if text.len() != 2 * digest.len() {
            return Err(invalid());
        }
        for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let (Some(high), Some(low)) = (digit(pair[0]), digit(pair[1])) else {
                return Err(invalid());
            };
            *byte = high << 4 | low;
        }
        Ok(Self(digest))
    }
}

/// A text where people may read it, the bare digest on the wire.
impl Serialize for ImageHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for ImageHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse().map_err(D::Error::custom)
        } else {
            <[u8; 32]>::deserialize(deserializer).map(Self)
        }
    }
}

/// An image where it is shown: which, how large, and what is to be seen on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Picture {
    /// Which.
    pub image: ImageHash,
    /// Its width in pixels, 1 to 1,600: so that its place is known before it comes.
    pub width: u16,
    /// Its height in pixels, 1 to 1,600.
    pub height: u16,
    /// What is to be seen on it, for those who do not see it. Empty where nobody said yet.
    #[serde(default)]
    pub alt: String,
}

/// A picture as it enters a log: its text trimmed, on one line.
///
/// # Errors
/// The text is too long or has control characters; the picture has no size, or one that the store keeps none of.
pub(crate) fn picture(picture: &Picture) -> Result<Picture, Rejection> {
    let side = 1..=MOST_SIDE;
    if !side.contains(&picture.width) || !side.contains(&picture.height) {
        return Err(Rejection::BadPicture);
    }
    Ok(Picture {
        alt: text::optional_title(&picture.alt)?,
        ..picture.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // FIPS 180-2, appendix B.1: the digest of "abc".
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn a_hash_is_read_as_it_is_written_in_text_and_in_bytes() {
        let hash: ImageHash = ABC.parse().unwrap();
        assert_eq!(hash.bytes()[..4], [0xba, 0x78, 0x16, 0xbf]);
        assert_eq!(hash.to_string(), ABC);
        let json = serde_json::to_string(&hash).unwrap();
        assert_eq!(json, format!("\"{ABC}\""));
        assert_eq!(serde_json::from_str::<ImageHash>(&json).unwrap(), hash);
        let bytes = postcard::to_stdvec(&hash).unwrap();
        assert_eq!(bytes, hash.bytes());
        assert_eq!(postcard::from_bytes::<ImageHash>(&bytes).unwrap(), hash);
    }

    #[test]
    fn what_has_other_digits_or_another_length_is_no_hash() {
        let upper = ABC.to_uppercase();
        for other in [
            "",
            "ba78",
            &upper,
            &ABC[1..],
            &format!("{ABC}0"),
            &"é".repeat(32),
            &"g".repeat(64),
        ] {
            assert!(other.parse::<ImageHash>().is_err(), "{other}");
        }
    }

    #[test]
    fn a_picture_has_a_size_and_says_what_is_on_it_on_one_line() {
        let of = |width, height, alt: &str| Picture {
            image: ImageHash::new([0; 32]),
            width,
            height,
            alt: alt.to_owned(),
        };
        assert_eq!(
            picture(&of(1_600, 1, " A sign ")),
            Ok(of(1_600, 1, "A sign"))
        );
        assert_eq!(picture(&of(0, 9, "")), Err(Rejection::BadPicture));
        assert_eq!(picture(&of(9, 1_601, "")), Err(Rejection::BadPicture));
        assert_eq!(
            picture(&of(9, 9, "a\nb")),
            Err(Rejection::ControlCharacters)
        );
    }
}
