//! The directory that the server embeds: `site/` as it is served, and `manifest.json` for the pages.
//!
//! Writing is a synchronisation: a file that has not changed is not touched, so that cargo sees nothing to rebuild.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{compress, failure::Failure};

/// What the pages need to know; `app::ClientFiles` reads it.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Manifest {
    pub(crate) boot: Option<String>,
    #[serde(default)]
    pub(crate) worker: Option<String>,
    #[serde(default)]
    pub(crate) modules: Vec<String>,
    pub(crate) wasm: Option<String>,
    #[serde(default)]
    pub(crate) parts: BTreeMap<String, Vec<String>>,
    pub(crate) styles: Vec<String>,
    pub(crate) icon: Option<String>,
    pub(crate) reload: Option<String>,
}

impl Manifest {
    /// The manifest of the bundle in `dir`.
    pub(crate) fn read(dir: &Path) -> Result<Self, Failure> {
        let place = dir.join("manifest.json");
        let bytes = fs::read(&place).map_err(Failure::at(&place))?;
        serde_json::from_slice(&bytes).map_err(|error| Failure::Unreadable {
            place,
            why: error.to_string(),
        })
    }
}

/// A bundle in the making.
pub(crate) struct Bundle {
    dir: PathBuf,
    compressed: bool,
    /// Path under `site/` to content; `None` where a file of this name is known to be the right one.
    files: BTreeMap<String, Option<Vec<u8>>>,
}

impl Bundle {
    pub(crate) fn new(dir: PathBuf, compressed: bool) -> Self {
        Self {
            dir,
            compressed,
            files: BTreeMap::new(),
        }
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Adds a file, and returns its address.
    pub(crate) fn add(&mut self, path: impl Into<String>, content: Vec<u8>) -> String {
        let path = path.into();
        let address = format!("/{path}");
        self.files.insert(path, Some(content));
        address
    }

    /// The manifest of the earlier build, if its module is at this address. It was written last: its files are whole.
    pub(crate) fn earlier(&self, wasm: &str) -> Option<Manifest> {
        let manifest = Manifest::read(&self.dir).ok()?;
        (manifest.wasm.as_deref() == Some(wasm)).then_some(manifest)
    }

    /// Keeps the files whose path begins so, as an earlier build left them.
    pub(crate) fn keep(&mut self, prefix: &str) -> Result<(), Failure> {
        for path in list(&self.dir.join("site"))? {
            if path.starts_with(prefix) && !path.ends_with(".br") {
                self.files.insert(path, None);
            }
        }
        Ok(())
    }

    /// Makes the directory hold exactly these files. The manifest comes last: while it is old, so are its files.
    pub(crate) fn write(self, manifest: &Manifest) -> Result<(), Failure> {
        let site = self.dir.join("site");
        let mut wanted = Vec::new();
        for (path, content) in self.files {
            let compressed_path = format!("{path}.br");
            if let Some(content) = content {
                let changed = write_if_changed(&site.join(&path), &content)?;
                let compressed = site.join(&compressed_path);
                if self.compressed && compress::pays_off(&path) && (changed || !compressed.exists())
                {
                    if let Some(bytes) =
                        compress::brotli(&content).map_err(Failure::at(&compressed))?
                    {
                        write_if_changed(&compressed, &bytes)?;
                    } else if compressed.exists() {
                        fs::remove_file(&compressed).map_err(Failure::at(&compressed))?;
                    }
                }
            }
            wanted.push(compressed_path);
            wanted.push(path);
        }
        let manifest =
            serde_json::to_vec_pretty(manifest).map_err(|error| Failure::Unreadable {
                place: self.dir.join("manifest.json"),
                why: error.to_string(),
            })?;
        write_if_changed(&self.dir.join("manifest.json"), &manifest)?;
        for path in list(&site)? {
            if !wanted.contains(&path) {
                let stale = site.join(path);
                fs::remove_file(&stale).map_err(Failure::at(stale))?;
            }
        }
        Ok(())
    }
}

/// Writes through a neighbour and a rename, so that a stopped build leaves no half file under a final name.
fn write_if_changed(place: &Path, content: &[u8]) -> Result<bool, Failure> {
    if fs::read(place).is_ok_and(|found| found == content) {
        return Ok(false);
    }
    let dir = place.parent().unwrap_or(place);
    fs::create_dir_all(dir).map_err(Failure::at(dir))?;
    let unfinished = dir.join(".unfinished");
    fs::write(&unfinished, content).map_err(Failure::at(&unfinished))?;
    fs::rename(&unfinished, place).map_err(Failure::at(place))?;
    Ok(true)
}

/// Every file below `dir` as a path with slashes; none when there is no such directory.
pub(crate) fn list(dir: &Path) -> Result<Vec<String>, Failure> {
    fn walk(dir: &Path, prefix: &str, found: &mut Vec<String>) -> Result<(), Failure> {
        let mut entries: Vec<_> = fs::read_dir(dir)
            .map_err(Failure::at(dir))?
            .filter_map(Result::ok)
            .collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{path}/"), found)?;
            } else {
                found.push(path);
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    if dir.is_dir() {
        walk(dir, "", &mut found)?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// A directory of its own, removed afterwards.
    struct Directory(PathBuf);

    impl Directory {
        fn new() -> Self {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let name = format!(
                "puente-bundle-{}-{}",
                std::process::id(),
                COUNT.fetch_add(1, Ordering::Relaxed)
            );
            Self(std::env::temp_dir().join(name))
        }
    }

    impl Drop for Directory {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn bundle(dir: &Path, style: &str) -> Bundle {
        let mut bundle = Bundle::new(dir.to_owned(), true);
        bundle.add(
            format!("assets/{}.css", style.len()),
            style.repeat(100).into_bytes(),
        );
        bundle
    }

    #[test]
    fn a_bundle_holds_the_files_of_the_last_build_and_no_older_ones() {
        let dir = Directory::new();
        bundle(dir.0.as_path(), "a{}")
            .write(&Manifest::default())
            .unwrap();
        bundle(dir.0.as_path(), "ab{}")
            .write(&Manifest::default())
            .unwrap();
        assert_eq!(
            list(&dir.0.as_path().join("site")).unwrap(),
            ["assets/4.css", "assets/4.css.br"]
        );
    }

    #[test]
    fn the_same_build_again_touches_nothing() {
        let dir = Directory::new();
        let style = dir.0.as_path().join("site/assets/3.css");
        bundle(dir.0.as_path(), "a{}")
            .write(&Manifest::default())
            .unwrap();
        let before = fs::metadata(&style).unwrap().modified().unwrap();
        bundle(dir.0.as_path(), "a{}")
            .write(&Manifest::default())
            .unwrap();
        assert_eq!(fs::metadata(&style).unwrap().modified().unwrap(), before);
    }

    #[test]
    fn a_build_that_was_stopped_halfway_does_not_count() {
        let dir = Directory::new();
        let wasm = || Some("/assets/app-1_bg.wasm".to_owned());
        let stopped = bundle(dir.0.as_path(), "a{}");
        fs::create_dir_all(dir.0.as_path().join("site/assets")).unwrap();
        fs::write(dir.0.as_path().join("site/assets/app-1_bg.wasm"), "half").unwrap();
        assert!(stopped.earlier("/assets/app-1_bg.wasm").is_none());
        stopped
            .write(&Manifest {
                wasm: wasm(),
                ..Manifest::default()
            })
            .unwrap();
        let next = bundle(dir.0.as_path(), "a{}");
        assert!(next.earlier("/assets/app-1_bg.wasm").is_some());
        assert!(next.earlier("/assets/app-2_bg.wasm").is_none());
    }

    #[test]
    fn kept_files_stay_with_their_compressed_neighbours() {
        let dir = Directory::new();
        bundle(dir.0.as_path(), "a{}")
            .write(&Manifest::default())
            .unwrap();
        let mut next = Bundle::new(dir.0.as_path().to_owned(), true);
        next.keep("assets/3").unwrap();
        next.write(&Manifest::default()).unwrap();
        assert_eq!(
            list(&dir.0.as_path().join("site")).unwrap(),
            ["assets/3.css", "assets/3.css.br"]
        );
    }
}
