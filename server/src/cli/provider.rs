//! The identity provider that people sign in with, from the command line.

use std::path::PathBuf;

use url::Url;

use super::secrets::{SecretFileError, given};
use crate::{account::provider::ProviderSettings, secret::Secret};

/// The identity provider, by OpenID Connect; without it, people sign in here.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ProviderArguments {
    /// The identity provider's address, exactly as it calls itself (`https://login.example.org`).
    #[arg(long, global = true, env = "PUENTE_OIDC_ISSUER")]
    pub oidc_issuer: Option<String>,
    /// What the identity provider calls this Puente.
    #[arg(long, global = true, env = "PUENTE_OIDC_CLIENT_ID")]
    pub oidc_client_id: Option<String>,
    /// What this Puente proves itself with to the identity provider. Others on this machine can read what is typed here:
    /// better in the environment.
    #[arg(
        long,
        global = true,
        env = "PUENTE_OIDC_CLIENT_SECRET",
        hide_env_values = true
    )]
    pub oidc_client_secret: Option<Secret>,
    /// A file whose first line is what --oidc-client-secret says, as a store of secrets mounts it.
    #[arg(
        long,
        global = true,
        env = "PUENTE_OIDC_CLIENT_SECRET_FILE",
        value_name = "FILE"
    )]
    pub oidc_client_secret_file: Option<PathBuf>,
    /// What the button to sign in with the identity provider says; otherwise the host of its address.
    #[arg(long, global = true, env = "PUENTE_OIDC_NAME")]
    pub oidc_name: Option<String>,
}

/// Some of what names an identity provider is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an identity provider is named by all of --oidc-issuer, --oidc-client-id and PUENTE_OIDC_CLIENT_SECRET: {missing} is missing"
)]
pub struct IncompleteProvider {
    /// The first that is missing.
    pub missing: &'static str,
}

impl ProviderArguments {
    /// The same with the secret that stands in a file.
    ///
    /// # Errors
    /// The file cannot be read, or the secret was given twice.
    pub(super) fn read(&self) -> Result<Self, SecretFileError> {
        let secret = self.oidc_client_secret.as_ref();
        let file = self.oidc_client_secret_file.as_deref();
        Ok(Self {
            oidc_client_secret: given(secret, file)?,
            oidc_client_secret_file: None,
            ..self.clone()
        })
    }

    /// The provider's settings, if there is one. A variable of the environment that is set to nothing is as one that is not set.
    ///
    /// # Errors
    /// When something of it is missing.
    pub fn settings(&self) -> Result<Option<ProviderSettings>, IncompleteProvider> {
        let issuer = filled(self.oidc_issuer.as_deref());
        let client_id = filled(self.oidc_client_id.as_deref());
        let secret = self.oidc_client_secret.as_ref().filter(|s| !s.is_empty());
        let name = filled(self.oidc_name.as_deref());
        if issuer.is_none() && client_id.is_none() && secret.is_none() && name.is_none() {
            return Ok(None);
        }
        let missing = |missing| IncompleteProvider { missing };
        let issuer = issuer.ok_or(missing("--oidc-issuer"))?;
        let client_id = client_id.ok_or(missing("--oidc-client-id"))?;
        let client_secret = secret.ok_or(missing("PUENTE_OIDC_CLIENT_SECRET"))?;
        Ok(Some(ProviderSettings {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client_secret: client_secret.clone(),
            name: name.map_or_else(|| host(issuer), str::to_owned),
        }))
    }
}

fn filled(given: Option<&str>) -> Option<&str> {
    given.map(str::trim).filter(|given| !given.is_empty())
}

fn host(issuer: &str) -> String {
    let url = Url::parse(issuer).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.unwrap_or(issuer).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(four: [&str; 4]) -> ProviderArguments {
        let [issuer, id, secret, name] = four.map(|given| Some(given.to_owned()));
        ProviderArguments {
            oidc_issuer: issuer,
            oidc_client_id: id,
            oidc_client_secret: secret.map(Secret::new),
            oidc_client_secret_file: None,
            oidc_name: name,
        }
    }

    #[test]
    fn nothing_and_what_is_empty_name_no_provider() {
        assert_eq!(ProviderArguments::default().settings(), Ok(None));
        assert_eq!(told(["", " ", "", ""]).settings(), Ok(None));
    }

    #[test]
    fn what_is_missing_is_named() {
        for (four, missing) in [
            (["", "puente", "s3cret", "House"], "--oidc-issuer"),
            (
                ["https://l.example.org", "", "s3cret", ""],
                "--oidc-client-id",
            ),
            (
                ["https://l.example.org", "puente", "", ""],
                "PUENTE_OIDC_CLIENT_SECRET",
            ),
            (["", "", "", "House"], "--oidc-issuer"),
        ] {
            assert_eq!(told(four).settings(), Err(IncompleteProvider { missing }));
        }
    }

    #[test]
    fn a_button_without_a_name_says_where_it_leads() {
        let named = told(["https://l.example.org/x", "puente", "s3cret", "House"]);
        assert_eq!(named.settings().unwrap().unwrap().name, "House");
        let unnamed = told(["https://l.example.org/x", "puente", "s3cret", ""]);
        let settings = unnamed.settings().unwrap().unwrap();
        assert_eq!(settings.name, "l.example.org");
        assert!(!format!("{unnamed:?} {settings:?}").contains("s3cret"));
    }
}
