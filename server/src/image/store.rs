//! The table of images.

use shared::{api::ImageSize, image::ImageHash};

use super::decode::Made;
use crate::store::{Store, StoreError};

/// An image as it is given out.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Kept {
    pub(crate) media: String,
    pub(crate) content: Vec<u8>,
}

/// Keeps an image. Whether there was room for it; what is there already needs none.
pub(super) async fn add(
    store: &Store,
    image: ImageHash,
    made: &Made,
    (now, quota): (i64, u64),
) -> Result<bool, StoreError> {
    let workspace = store.workspace_id();
    let hash = image.bytes().as_slice();
    let mut write = store.write().await?;
    let known: Option<i64> =
        sqlx::query_scalar("SELECT bytes FROM image WHERE workspace = $1 AND hash = $2")
            .bind(workspace)
            .bind(hash)
            .fetch_optional(&mut *write)
            .await?;
    if known.is_some() {
        // It was sent for an edit that is still to come: who removes what nothing names waits for that.
        sqlx::query("UPDATE image SET created_at = $3 WHERE workspace = $1 AND hash = $2")
            .bind(workspace)
            .bind(hash)
            .bind(now)
            .execute(&mut *write)
            .await?;
        write.commit().await?;
        return Ok(true);
    }
    let kept: i64 =
        sqlx::query_scalar("SELECT COALESCE(SUM(bytes), 0) FROM image WHERE workspace = $1")
            .bind(workspace)
            .fetch_one(&mut *write)
            .await?;
    let more = (made.full.bytes.len() + made.thumbnail.bytes.len()) as u64;
    if kept.unsigned_abs() + more > quota {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO image (workspace, hash, media, width, height, bytes, created_at, content, thumbnail_media, thumbnail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(workspace)
    .bind(hash)
    .bind(made.full.media)
    .bind(made.width)
    .bind(made.height)
    .bind(i64::try_from(more).unwrap_or(i64::MAX))
    .bind(now)
    .bind(&made.full.bytes)
    .bind(made.thumbnail.media)
    .bind(&made.thumbnail.bytes)
    .execute(&mut *write)
    .await?;
    write.commit().await?;
    Ok(true)
}

/// An image, or its thumbnail.
pub(super) async fn find(
    store: &Store,
    image: ImageHash,
    size: ImageSize,
) -> Result<Option<Kept>, StoreError> {
    let statement = match size {
        ImageSize::Full => "SELECT media, content FROM image WHERE workspace = $1 AND hash = $2",
        ImageSize::Thumbnail => {
            "SELECT thumbnail_media AS media, thumbnail AS content FROM image WHERE workspace = $1 AND hash = $2"
        }
    };
    Ok(sqlx::query_as(statement)
        .bind(store.workspace_id())
        .bind(image.bytes().as_slice())
        .fetch_optional(store.readers())
        .await?)
}
