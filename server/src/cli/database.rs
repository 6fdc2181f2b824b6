//! The file that a command works on.

use std::{env, path::PathBuf};

use shared::locale::Lang;

use crate::{
    account::{Installation, KeyError, Keys, Settings},
    service::Services,
    store::{Store, StoreError},
};

/// Where the workspace is, and what one that has to be made speaks.
pub(super) struct Database {
    path: PathBuf,
    key: Option<PathBuf>,
    language: Lang,
}

impl Database {
    /// Without a wish, a new workspace speaks as the machine does, as it counts days in the machine's zone.
    pub(super) fn new(path: PathBuf, key: Option<PathBuf>, wish: Option<Lang>) -> Self {
        let language = wish.unwrap_or_else(|| of_machine(|name| env::var(name).ok()));
        let key = key.filter(|key| !key.as_os_str().is_empty());
        Self {
            path,
            key,
            language,
        }
    }

    /// Where the key is: beside the database, unless somebody said where.
    pub(super) fn key_file(&self) -> PathBuf {
        let beside = || self.path.with_extension("key");
        self.key.clone().unwrap_or_else(beside)
    }

    /// The keys; they are made where there are none. The directory is there once the store is open.
    pub(super) fn keys(&self) -> Result<Keys, KeyError> {
        Keys::of_file(&self.key_file())
    }

    /// The keys with a new one before them.
    pub(super) fn renew_keys(&self) -> Result<Keys, KeyError> {
        Keys::renewed(&self.key_file())
    }

    pub(super) async fn open(&self) -> Result<Store, StoreError> {
        Store::open_in(&self.path, self.language).await
    }

    /// Everybody who comes to it, by links that begin with this address.
    pub(super) async fn installation(
        &self,
        base: &str,
    ) -> Result<Installation, Box<dyn std::error::Error>> {
        let settings = Settings {
            base: base.to_owned(),
            ..Settings::default()
        };
        Ok(Installation::new(self.services().await?, settings))
    }

    /// What works on it.
    pub(super) async fn services(&self) -> Result<Services, Box<dyn std::error::Error>> {
        Ok(Services::start(self.open().await?).await?)
    }
}

/// The first of the variables for messages that says anything decides (POSIX.1-2024, XBD 8.2); English where we do not speak it.
fn of_machine(variable: impl Fn(&str) -> Option<String>) -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|said| !said.is_empty()))
        .and_then(|said| {
            let language = said.split(['_', '.', '@']).next()?;
            language.parse().ok()
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(said: &[(&str, &str)]) -> Lang {
        of_machine(|name| {
            let found = said.iter().find(|(variable, _)| *variable == name)?;
            Some(found.1.to_owned())
        })
    }

    #[test]
    fn the_first_variable_that_says_anything_decides_the_language() {
        assert_eq!(with(&[]), Lang::En);
        assert_eq!(with(&[("LANG", "es_ES.UTF-8")]), Lang::Es);
        assert_eq!(with(&[("LANG", "es")]), Lang::Es);
        assert_eq!(with(&[("LANG", "C.UTF-8")]), Lang::En);
        assert_eq!(with(&[("LANG", "fi_FI@euro")]), Lang::En);
        assert_eq!(with(&[("LC_ALL", ""), ("LANG", "es_MX")]), Lang::Es);
        let both = [("LC_MESSAGES", "en_GB"), ("LANG", "es_ES")];
        assert_eq!(with(&both), Lang::En);
    }
}
