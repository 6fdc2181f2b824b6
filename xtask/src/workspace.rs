//! Where things are.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// The checkout, and the directory that cargo builds into.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// From what `cargo run` tells the process that it starts; never from paths of the machine that compiled it.
    pub(crate) fn find() -> Result<Self, Failure> {
        let xtask = env::var_os("CARGO_MANIFEST_DIR")
            .ok_or(Failure::NotUnderCargo("CARGO_MANIFEST_DIR"))?;
        let root = Path::new(&xtask)
            .parent()
            .map(Path::to_owned)
            .unwrap_or_default();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { root, target })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The browser tests and their packages.
    pub(crate) const BROWSER_TESTS: &str = "tests/browser";
    /// The identity provider that native tests sign in with, and its packages.
    pub(crate) const IDENTITY_PROVIDER: &str = "tests/oidc";

    /// Where the browser tests are.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join(Self::BROWSER_TESTS)
    }
}

/// Whether this runs in continuous integration, where nothing may be skipped.
pub(crate) fn in_ci() -> bool {
    env::var("CI").is_ok_and(|ci| ci == "true" || ci == "1")
}
