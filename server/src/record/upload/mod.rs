//! Files that were sent by a browser and wait to be imported: kept beside the database, bounded in size, number and age.
//!
//! Bytes go to the disk as they come, never into the memory as a whole. Knows nothing of what is in them.

pub(crate) mod http;
mod service;

use std::path::{Path, PathBuf};

use axum::body::Body;
use http_body_util::BodyExt;
use shared::{
    api::{ApiError, ErrorCode},
    id::UploadId,
    record::ImportStop,
};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use super::import::ImportError;
use crate::store::{Store, StoreError};

/// Bytes of the largest file that is taken.
pub(crate) const MOST_UPLOAD: u64 = 256 << 20;
/// Files that wait at once; the oldest goes when another comes.
pub(crate) const KEPT: usize = 8;
/// How long a file waits, in milliseconds.
pub(crate) const WAITS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// The longest file name that is kept, in characters.
const NAME: usize = 200;

/// The folder of the files.
fn folder(store: &Store) -> PathBuf {
    let mut name = store.path().as_os_str().to_owned();
    name.push("-uploads");
    PathBuf::from(name)
}

/// Where a file is.
pub(crate) fn path(store: &Store, id: Uuid) -> PathBuf {
    folder(store).join(id.to_string())
}

/// A name as a person gave it, without folders and what cannot be shown.
pub(crate) fn tame(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME)
        .collect();
    if shown.trim().is_empty() {
        "file".to_owned()
    } else {
        shown.trim().to_owned()
    }
}

/// A file that is coming in; gone when it is dropped before it is whole.
struct Incoming {
    part: PathBuf,
    whole: bool,
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.whole {
            // What cannot be removed now is swept with the folder.
            let _ = std::fs::remove_file(&self.part);
        }
    }
}

/// Writes a body to the disk as it comes. Gives its id and size.
pub(crate) async fn receive(
    store: &Store,
    mut body: Body,
    most: u64,
) -> Result<(UploadId, u64), ApiError> {
    let failed = |error: std::io::Error| ApiError::from(StoreError::from(sqlx::Error::Io(error)));
    let folder = folder(store);
    tokio::fs::create_dir_all(&folder).await.map_err(failed)?;
    // Version 4: nobody guesses the next one.
    let id = Uuid::from_u128(random());
    let mut incoming = Incoming {
        part: folder.join(format!("{id}.part")),
        whole: false,
    };
    let mut file = tokio::fs::File::create(&incoming.part)
        .await
        .map_err(failed)?;
    let mut bytes = 0_u64;
    while let Some(frame) = body.frame().await {
        let cut = |_| ApiError::from(ImportError::from(ImportStop::Cut));
        let Ok(data) = frame.map_err(cut)?.into_data() else {
            continue;
        };
        bytes += data.len() as u64;
        if bytes > most {
            return Err(too_large(most));
        }
        file.write_all(&data).await.map_err(failed)?;
    }
    file.flush().await.map_err(failed)?;
    tokio::fs::rename(&incoming.part, folder.join(id.to_string()))
        .await
        .map_err(failed)?;
    incoming.whole = true;
    Ok((UploadId::new(id), bytes))
}

fn too_large(most: u64) -> ApiError {
    ApiError::new(ErrorCode::TooLarge).with("most", most)
}

/// Two fresh ids' random halves: 124 bits that come from the system.
fn random() -> u128 {
    const LOW: u128 = (1 << 62) - 1;
    let (one, other) = (
        Uuid::now_v7().as_u128() & LOW,
        Uuid::now_v7().as_u128() & LOW,
    );
    let bits = one << 64 | other;
    // The marks of version 4.
    bits & !(0xf << 76 | 0x3 << 62) | 0x4 << 76 | 0x2 << 62
}

/// Removes a file; one that is gone already is no trouble.
pub(crate) async fn remove(path: &Path) {
    if let Err(error) = tokio::fs::remove_file(path).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a file that was sent could not be removed");
    }
}

/// Removes parts of files that never became whole, from a program that died.
async fn sweep_parts(store: &Store) {
    let Ok(mut entries) = tokio::fs::read_dir(folder(store)).await else {
        return;
    };
    while let Ok(Some(entry)) = entries.next_entry().await {
        let path = entry.path();
        let old = match entry.metadata().await.and_then(|about| about.modified()) {
            Ok(changed) => changed
                .elapsed()
                .is_ok_and(|age| age.as_millis() > WAITS.unsigned_abs().into()),
            Err(_) => false,
        };
        if old {
            remove(&path).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_folders_and_what_cannot_be_shown() {
        assert_eq!(tame("../../etc/pass\nwd"), "passwd");
        assert_eq!(tame("C:\\Datos\\Encuesta marzo.csv"), "Encuesta marzo.csv");
        assert_eq!(tame(" / "), "file");
        assert_eq!(tame(&"x".repeat(1_000)).len(), 200);
    }

    #[tokio::test]
    async fn a_file_that_is_too_large_or_cut_off_leaves_nothing_on_the_disk() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::open(&home.path().join("puente.db")).await.unwrap();
        let taken = receive(&store, Body::from("12345"), 5).await.unwrap();
        assert_eq!(taken.1, 5);
        let refused = receive(&store, Body::from("123456"), 5).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::TooLarge);
        let files: Vec<_> = std::fs::read_dir(folder(&store)).unwrap().collect();
        assert_eq!(files.len(), 1);
        assert_eq!(
            std::fs::read(path(&store, taken.0.uuid())).unwrap(),
            b"12345"
        );
    }

    #[test]
    fn ids_are_random_and_say_so() {
        let ids: std::collections::BTreeSet<u128> = (0..100).map(|_| random()).collect();
        assert_eq!(ids.len(), 100);
        assert!(
            ids.iter()
                .all(|id| Uuid::from_u128(*id).get_version_num() == 4)
        );
    }
}
