//! Images that people put on boards and personas: taken in, made harmless and small, kept by the hash of what is kept.
//!
//! What was sent is never given out again: it is decoded within bounds, turned upright, made smaller and written anew, so
//! that no metadata, no second file behind the picture and no script comes through.

mod decode;
pub(crate) mod http;
mod store;
pub mod sweep;

use std::io::Read;

use axum::body::Body;
use sha2::{Digest, Sha256};
use shared::{
    access::{Action, Actor, Resource},
    api::{ApiError, ErrorCode, ImageReply, ImageSize, Why},
    image::{ImageHash, MOST_BYTES},
};
use tokio::sync::Semaphore;

use crate::{
    clock,
    exchange::blocking,
    record::upload,
    service::{Services, allowed, detached, not_found},
    store::StoreError,
};
use decode::Made;
pub(crate) use store::Kept;

/// Images that are decoded at once.
const MOST_AT_ONCE: usize = 2;
static DECODERS: Semaphore = Semaphore::const_new(MOST_AT_ONCE);

/// Bytes of all images of a workspace.
pub(crate) const QUOTA: u64 = 1 << 30;

impl Services {
    /// Takes an image in. The same image again gives the same name and is not kept twice.
    ///
    /// # Errors
    /// Not allowed, too large, no image of a format that is read, too many pixels, cut off, no room, or the store failed.
    pub async fn take_image(&self, actor: &Actor, body: Body) -> Result<ImageReply, ApiError> {
        allowed(actor, Action::Create, Resource::Images)?;
        // On the disk while it comes: many that come slowly need no memory.
        let (id, _) = upload::receive(self.store(), body, MOST_BYTES).await?;
        let at = upload::path(self.store(), id.uuid());
        let file = std::fs::File::open(&at);
        // What is open can be read to its end.
        upload::remove(&at).await;
        let mut file = file.map_err(failed)?;
        let Ok(turn) = DECODERS.acquire().await else {
            return Err(ApiError::new(ErrorCode::Internal));
        };
        let made = blocking(move || {
            // Kept also when nobody waits any more: the thread works to its end.
            let _turn = turn;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(failed)?;
            decode::make(&bytes)
        })
        .await?;
        self.keep_image(made, QUOTA).await
    }

    /// The same of bytes that are at hand.
    ///
    /// # Errors
    /// The same.
    pub async fn take_image_bytes(
        &self,
        actor: &Actor,
        bytes: Vec<u8>,
    ) -> Result<ImageReply, ApiError> {
        self.take_image(actor, Body::from(bytes)).await
    }

    async fn keep_image(&self, made: Made, quota: u64) -> Result<ImageReply, ApiError> {
        let image = ImageHash::new(Sha256::digest(&made.full.bytes).into());
        let reply = ImageReply {
            image,
            width: made.width,
            height: made.height,
            bytes: made.full.bytes.len() as u64,
        };
        let store = self.store().clone();
        let kept = detached(async move {
            Ok(store::add(&store, image, &made, (clock::milliseconds(), quota)).await?)
        })
        .await?;
        if kept {
            Ok(reply)
        } else {
            Err(ApiError::new(ErrorCode::Invalid)
                .with("field", "image")
                .because(Why::ImagesFull)
                .with("most", quota))
        }
    }

    /// An image that is kept, or its thumbnail.
    ///
    /// # Errors
    /// Not allowed, none of this name, or the store failed.
    pub(crate) async fn image(
        &self,
        actor: &Actor,
        image: ImageHash,
        size: ImageSize,
    ) -> Result<Kept, ApiError> {
        allowed(actor, Action::Read, Resource::Images)?;
        let kept = store::find(self.store(), image, size).await?;
        kept.ok_or_else(|| not_found("image"))
    }
}

fn failed(error: std::io::Error) -> ApiError {
    StoreError::from(sqlx::Error::Io(error)).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[tokio::test]
    async fn what_is_there_already_needs_no_room_and_what_has_none_is_refused_by_name() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::open(&home.path().join("puente.db")).await.unwrap();
        let services = Services::start(store).await.unwrap();
        let png = decode::tests::png(8, 8);
        let made = || decode::make(&png).unwrap();
        let room = (made().full.bytes.len() + made().thumbnail.bytes.len()) as u64;
        let first = services.keep_image(made(), room).await.unwrap();
        assert_eq!(services.keep_image(made(), 0).await.unwrap(), first);
        let other = decode::make(&decode::tests::png(9, 8)).unwrap();
        let refused = services.keep_image(other, room).await.unwrap_err();
        assert_eq!(refused.why(), Some(Why::ImagesFull));
        assert_eq!(refused.args["most"], room.to_string());
    }
}
