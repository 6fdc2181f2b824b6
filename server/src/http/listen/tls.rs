//! TLS: the certificate and its key, read from files and again when they change.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, SystemTime},
};

use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem, pem::PemObject},
    },
};

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// Only one of the two files was named.
    #[error("a certificate and its key are given together: {missing} is missing")]
    Half {
        /// The option that is missing.
        missing: &'static str,
    },
    /// A file cannot be read.
    #[error("cannot read {}: {reason}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// A file is not PEM.
    #[error("{} is not a PEM file: {reason}", file.display())]
    NotPem {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: pem::Error,
    },
    /// No certificate is in the file.
    #[error(
        "{} holds no certificate: a PEM file is needed with that of the site first (`BEGIN CERTIFICATE`), then those of whoever \
         issued it",
        file.display()
    )]
    NoCertificate {
        /// The file.
        file: PathBuf,
    },
    /// No private key is in the file.
    #[error(
        "{} holds no private key: a PEM file is needed with a key that no passphrase protects (`BEGIN PRIVATE KEY`)",
        file.display()
    )]
    NoKey {
        /// The file.
        file: PathBuf,
    },
    /// The key is of another certificate.
    #[error("the key in {} is not that of the certificate in {}", key.display(), certificate.display())]
    NotAPair {
        /// The certificate's file.
        certificate: PathBuf,
        /// The key's file.
        key: PathBuf,
    },
    /// The certificate is damaged.
    #[error("the certificate in {} cannot be used: {reason}", file.display())]
    Certificate {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: rustls::Error,
    },
    /// The key is damaged, or of a kind that is not known.
    #[error("the key in {} cannot be used: {reason}", file.display())]
    Key {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: rustls::Error,
    },
}

/// A certificate with its key, as the files have them or last had them when they could be used.
#[derive(Debug)]
pub struct Certificate {
    files: Files,
    now: RwLock<Arc<ServerConfig>>,
    seen: Mutex<Seen>,
}

#[derive(Debug, Clone)]
struct Files {
    certificate: PathBuf,
    key: PathBuf,
}

/// What was last found in the files.
#[derive(Debug)]
struct Seen {
    stamp: Stamp,
    /// Why it could not be used.
    refused: Option<String>,
}

/// Of each file when it was written, and how long it is.
type Stamp = [Option<(SystemTime, u64)>; 2];

impl Certificate {
    /// Reads both files, if both are named.
    ///
    /// # Errors
    /// One is named without the other, or they cannot be used.
    pub fn named(certificate: Option<&Path>, key: Option<&Path>) -> Result<Option<Self>, TlsError> {
        let missing = match (certificate, key) {
            (None, None) => return Ok(None),
            (Some(certificate), Some(key)) => return Self::read(certificate, key).map(Some),
            (Some(_), None) => "--tls-key (PUENTE_TLS_KEY)",
            (None, Some(_)) => "--tls-cert (PUENTE_TLS_CERT)",
        };
        Err(TlsError::Half { missing })
    }

    /// Reads both files.
    ///
    /// # Errors
    /// They cannot be used.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        let files = Files {
            certificate: certificate.to_owned(),
            key: key.to_owned(),
        };
        let stamp = files.stamp();
        Ok(Self {
            now: RwLock::new(Arc::new(files.read()?)),
            seen: Mutex::new(Seen {
                stamp,
                refused: None,
            }),
            files,
        })
    }

    /// Reads the files again if they changed, and says whether they have something new that can be used. What cannot be used is
    /// logged, once for each thing that is wrong, and looked at again the next time: it may be half written.
    pub fn renew(&self) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = self.files.stamp();
        if stamp == seen.stamp && seen.refused.is_none() {
            return false;
        }
        seen.stamp = stamp;
        match self.files.read() {
            Ok(config) => {
                *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(config);
                seen.refused = None;
                tracing::info!(certificate = %self.files.certificate.display(), "the certificate was read again");
                true
            }
            Err(error) => {
                let refused = error.to_string();
                if seen.refused.as_ref() != Some(&refused) {
                    tracing::error!(%error, "the new certificate cannot be used; the old one stays");
                }
                seen.refused = Some(refused);
                false
            }
        }
    }

    /// Looks at the files from time to time, for ever.
    pub(super) async fn keep_fresh(self: Arc<Self>, every: Duration) {
        loop {
            tokio::time::sleep(every).await;
            let this = Arc::clone(&self);
            // It ends only when the process does.
            let _ = tokio::task::spawn_blocking(move || this.renew()).await;
        }
    }

    /// What takes the next connection.
    pub(super) fn acceptor(&self) -> TlsAcceptor {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&now).into()
    }
}

impl Files {
    fn stamp(&self) -> Stamp {
        [&self.certificate, &self.key].map(|file| {
            let file = std::fs::metadata(file).ok()?;
            Some((file.modified().ok()?, file.len()))
        })
    }

    fn read(&self) -> Result<ServerConfig, TlsError> {
        let chain = CertificateDer::pem_slice_iter(&bytes(&self.certificate)?)
            .collect::<Result<Vec<_>, _>>()
            .map_err(|reason| not_pem(&self.certificate, reason))?;
        if chain.is_empty() {
            return Err(TlsError::NoCertificate {
                file: self.certificate.clone(),
            });
        }
        let key = match PrivateKeyDer::from_pem_slice(&bytes(&self.key)?) {
            Ok(key) => key,
            Err(pem::Error::NoItemsFound) => {
                return Err(TlsError::NoKey {
                    file: self.key.clone(),
                });
            }
            Err(reason) => return Err(not_pem(&self.key, reason)),
        };
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            // 1.2 and 1.3.
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
            .map_err(|reason| self.refused(reason))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }

    fn refused(&self, reason: rustls::Error) -> TlsError {
        match reason {
            rustls::Error::InconsistentKeys(_) => TlsError::NotAPair {
                certificate: self.certificate.clone(),
                key: self.key.clone(),
            },
            rustls::Error::InvalidCertificate(_) => TlsError::Certificate {
                file: self.certificate.clone(),
                reason,
            },
            _ => TlsError::Key {
                file: self.key.clone(),
                reason,
            },
        }
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>, TlsError> {
    std::fs::read(file).map_err(|reason| TlsError::Unreadable {
        file: file.to_owned(),
        reason,
    })
}

fn not_pem(file: &Path, reason: pem::Error) -> TlsError {
    TlsError::NotPem {
        file: file.to_owned(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use tempfile::TempDir;

    use super::*;

    /// A certificate and its key, as PEM.
    fn made() -> (String, String) {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec!["puente.example.org".to_owned()]).unwrap();
        (cert.pem(), signing_key.serialize_pem())
    }

    struct Home(TempDir);

    impl Home {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn write(&self, name: &str, text: &str) -> PathBuf {
            let path = self.0.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        }

        fn read(&self, certificate: &str, key: &str) -> Result<Certificate, TlsError> {
            Certificate::read(
                &self.write("cert.pem", certificate),
                &self.write("key.pem", key),
            )
        }
    }

    #[test]
    fn both_files_are_named_or_none() {
        let named = |certificate: Option<&str>, key: Option<&str>| {
            Certificate::named(certificate.map(Path::new), key.map(Path::new))
        };
        assert!(named(None, None).unwrap().is_none());
        let missing = named(Some("cert.pem"), None).unwrap_err().to_string();
        assert!(
            missing.contains("--tls-key (PUENTE_TLS_KEY) is missing"),
            "{missing}"
        );
        let missing = named(None, Some("key.pem")).unwrap_err().to_string();
        assert!(
            missing.contains("--tls-cert (PUENTE_TLS_CERT) is missing"),
            "{missing}"
        );
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_the_file_and_what_is_wrong() {
        let home = Home::new();
        let (certificate, key) = made();
        assert!(home.read(&certificate, &key).is_ok());
        let broken = certificate.replacen("MII", "!!!", 1);
        let cut = &certificate[..certificate.len() - 30];
        let no_certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let no_key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        for (certificate, key, said) in [
            (key.as_str(), key.as_str(), "cert.pem holds no certificate"),
            ("", &key, "cert.pem holds no certificate"),
            (&certificate, &certificate, "key.pem holds no private key"),
            (&certificate, "", "key.pem holds no private key"),
            (&certificate, &made().1, "is not that of the certificate in"),
            (&broken, &key, "cert.pem is not a PEM file"),
            (cut, &key, "cert.pem is not a PEM file"),
            (no_certificate, &key, "cert.pem cannot be used"),
            (&certificate, no_key, "key.pem cannot be used"),
        ] {
            let refused = home.read(certificate, key).unwrap_err().to_string();
            assert!(refused.contains(said), "{refused}");
        }
        let nowhere = Certificate::read(Path::new("nowhere.pem"), Path::new("nowhere.pem"));
        let refused = nowhere.unwrap_err().to_string();
        assert!(
            refused.starts_with("cannot read nowhere.pem: "),
            "{refused}"
        );
    }

    #[test]
    fn files_that_change_are_read_again_and_bad_ones_change_nothing() {
        let home = Home::new();
        let (first, second) = (made(), made());
        let certificate = home.read(&first.0, &first.1).unwrap();
        let now = || Arc::clone(&certificate.now.read().unwrap());
        let before = now();
        assert!(!certificate.renew(), "nothing changed");

        home.write("cert.pem", "half");
        assert!(!certificate.renew());
        home.write("cert.pem", &second.0);
        assert!(!certificate.renew(), "the key is still that of the first");
        assert!(Arc::ptr_eq(&before, &now()));

        home.write("key.pem", &second.1);
        assert!(certificate.renew());
        assert!(!Arc::ptr_eq(&before, &now()));
        assert!(!certificate.renew());

        std::fs::remove_file(home.0.path().join("cert.pem")).unwrap();
        assert!(!certificate.renew());
        home.write("cert.pem", &second.0);
        assert!(certificate.renew());
    }
}
