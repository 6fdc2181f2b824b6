//! The key of the installation: what seals what must be kept and must not be read from a copy of the database.
//!
//! It stands in a file of its own, beside the database unless somebody says where, so that whoever has the one does not have the other.
//! From it a key for each purpose is derived (HKDF with SHA-256, RFC 5869). The file has a line for each key, newest first: the first
//! seals, all open, so that a key can be replaced while what the one before sealed is still read.

use std::{
    fmt, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use hkdf::Hkdf;
use sha2::Sha256;
use shared::{
    api::{ApiError, ErrorCode},
    id::ActorId,
    seal::{self, Key},
};
use uuid::Uuid;

use super::secret;

/// Keys that are kept in the file: the one that seals, and the one before.
const MOST: usize = 2;
/// What the file says of itself.
const HEAD: &str = "# The key of Puente: what is sealed in the database is read by it. Keep a copy, apart from copies of the database.";

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error(
        "the key {path} cannot be read or written: {reason}; choose another file with --key-file or PUENTE_KEY_FILE"
    )]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// A line is no key.
    #[error(
        "line {line} of {path} is no key: 44 characters of Base64 were expected; put a copy of the file back, or remove it, and \
             people add their second factors anew"
    )]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
    /// There is no key in it.
    #[error(
        "there is no key in {path}; put a copy of the file back, or remove it, and people add their second factors anew"
    )]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The system draws no random numbers.
    #[error("no key could be made: {0}")]
    Drawn(#[from] ApiError),
}

/// What is sealed under a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Secrets of second factors, in the database.
    SecondFactor,
    /// What a browser keeps of whoever uses it.
    Browser,
}

impl Purpose {
    /// What tells its keys from others: never changed.
    const fn info(self) -> &'static [u8] {
        match self {
            Self::SecondFactor => b"puente second factor",
            Self::Browser => b"puente browser",
        }
    }
}

/// The keys of an installation, newest first. Printing them for debugging shows how many there are.
#[derive(Clone)]
pub struct Keys(Arc<[Key]>);

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.0.len())
    }
}

impl Keys {
    /// The keys of a file. Where there is no file, one is made, for nobody else to read.
    ///
    /// # Errors
    /// The file cannot be read or made, or holds something else.
    pub fn of_file(path: &Path) -> Result<Self, KeyError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::read(path, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let keys = Self::drawn()?;
                match keys.make(path) {
                    // Another process was first: its key counts.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        let text = fs::read_to_string(path).map_err(failed(path))?;
                        Self::read(path, &text)
                    }
                    made => made.map_err(failed(path)).map(|()| keys),
                }
            }
            Err(error) => Err(failed(path)(error)),
        }
    }

    /// Puts a new key before those of a file. The one before stays, to read what it sealed; older ones go.
    ///
    /// # Errors
    /// The file cannot be read or written, or holds something else.
    pub fn renewed(path: &Path) -> Result<Self, KeyError> {
        let before = Self::of_file(path)?;
        let drawn = Self::drawn()?;
        let all = drawn.0.iter().chain(before.0.iter());
        let keys = Self(all.copied().take(MOST).collect());
        // Whole or not at all, whenever it is cut short.
        let beside = path.with_added_extension("new");
        let _ = fs::remove_file(&beside);
        let written = keys.make(&beside).and_then(|()| fs::rename(&beside, path));
        written.map_err(failed(path))?;
        Ok(keys)
    }

    /// A key that nobody has, and that nobody will have again.
    pub(super) fn drawn() -> Result<Self, ApiError> {
        Ok(Self(Arc::new([secret::random()?])))
    }

    fn read(path: &Path, text: &str) -> Result<Self, KeyError> {
        let mut keys = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bytes = STANDARD.decode(line).ok();
            let key = bytes.and_then(|bytes| Key::try_from(bytes).ok());
            keys.push(key.ok_or_else(|| KeyError::Line {
                path: path.to_owned(),
                line: at + 1,
            })?);
        }
        if keys.is_empty() {
            return Err(KeyError::Empty {
                path: path.to_owned(),
            });
        }
        Ok(Self(keys.into()))
    }

    fn make(&self, path: &Path) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        let mut text = format!("{HEAD}\n");
        for key in self.0.iter() {
            text.push_str(&STANDARD.encode(key));
            text.push('\n');
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    fn derived(key: &Key, purpose: Purpose, whose: Uuid) -> Result<Key, ApiError> {
        let info = [purpose.info(), whose.as_bytes()];
        let mut derived = Key::default();
        // 32 bytes are within what HKDF can give.
        Hkdf::<Sha256>::new(None, key)
            .expand_multi_info(&info, &mut derived)
            .map_err(|_| ApiError::new(ErrorCode::Internal))?;
        Ok(derived)
    }

    /// Seals something of somebody's.
    ///
    /// # Errors
    /// The system draws no random numbers.
    pub(super) fn seal(
        &self,
        purpose: Purpose,
        whose: Uuid,
        bytes: &[u8],
    ) -> Result<Vec<u8>, ApiError> {
        let key = self.0.first().copied().unwrap_or_default();
        let key = Self::derived(&key, purpose, whose)?;
        let sealed = seal::seal(&key, secret::random()?, whose.as_bytes(), bytes);
        sealed.ok_or_else(|| ApiError::new(ErrorCode::Internal))
    }

    /// What was sealed of somebody's; `None` where it was under another key, or is somebody else's.
    pub(super) fn open(&self, purpose: Purpose, whose: Uuid, sealed: &[u8]) -> Option<Vec<u8>> {
        self.0.iter().find_map(|key| {
            let key = Self::derived(key, purpose, whose).ok()?;
            seal::open(&key, whose.as_bytes(), sealed)
        })
    }

    /// Whether something of somebody's was sealed under the newest key.
    pub(super) fn is_newest(&self, purpose: Purpose, whose: Uuid, sealed: &[u8]) -> bool {
        let newest = self.0.first().copied();
        newest.is_some_and(|key| {
            let newest = Self(Arc::new([key]));
            newest.open(purpose, whose, sealed).is_some()
        })
    }

    /// The keys by which a browser seals and opens what it keeps of somebody, newest first.
    pub(super) fn of_browser(&self, whose: ActorId) -> Vec<Key> {
        let keys = self.0.iter();
        let derived = keys.map(|key| Self::derived(key, Purpose::Browser, whose.uuid()));
        derived.filter_map(Result::ok).collect()
    }
}

fn failed(path: &Path) -> impl Fn(io::Error) -> KeyError + '_ {
    move |reason| KeyError::File {
        path: path.to_owned(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: Uuid = Uuid::from_u128(1);
    const BEA: Uuid = Uuid::from_u128(2);

    #[test]
    fn a_key_is_made_once_and_read_by_nobody_else() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("puente.key");
        let sealed = Keys::of_file(&path)
            .unwrap()
            .seal(Purpose::SecondFactor, ANA, b"secret")
            .unwrap();
        let again = Keys::of_file(&path).unwrap();
        let opened = again.open(Purpose::SecondFactor, ANA, &sealed);
        assert_eq!(opened.as_deref(), Some(b"secret".as_slice()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert_eq!(format!("{again:?}"), "Keys(1)");
    }

    #[test]
    fn what_is_one_persons_and_for_one_purpose_is_read_for_no_other() {
        let keys = Keys::drawn().unwrap();
        let sealed = keys.seal(Purpose::SecondFactor, ANA, b"secret").unwrap();
        assert_eq!(keys.open(Purpose::SecondFactor, BEA, &sealed), None);
        assert_eq!(keys.open(Purpose::Browser, ANA, &sealed), None);
        let others = Keys::drawn().unwrap();
        assert_eq!(others.open(Purpose::SecondFactor, ANA, &sealed), None);
        let [ana, bea] = [ANA, BEA].map(|id| keys.of_browser(ActorId::new(id)));
        assert_ne!(ana, bea);
    }

    #[test]
    fn keys_are_derived_as_rfc_5869_says() {
        // HKDF of a key of 32 zeros for the second factor of person 1, reckoned with Python's hmac and hashlib.
        let derived = Keys::derived(&[0; 32], Purpose::SecondFactor, ANA).unwrap();
        let hex: String = derived.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hex,
            "c8ba1fe402a372c5a303b7d36980871bb6784bf9e57c5a03b142b23fd1dcfe04"
        );
    }

    #[test]
    fn a_new_key_reads_what_the_one_before_sealed_and_the_one_after_that_does_not() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("puente.key");
        let first = Keys::of_file(&path).unwrap();
        let sealed = first.seal(Purpose::Browser, ANA, b"edits").unwrap();
        let opens = |keys: &Keys| keys.open(Purpose::Browser, ANA, &sealed).is_some();
        let second = Keys::renewed(&path).unwrap();
        assert!(opens(&second));
        let anew = second.seal(Purpose::Browser, ANA, b"edits").unwrap();
        assert_eq!(first.open(Purpose::Browser, ANA, &anew), None);
        assert!(!opens(&Keys::renewed(&path).unwrap()));
        assert_eq!(format!("{:?}", Keys::of_file(&path).unwrap()), "Keys(2)");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_key_is_said_with_its_line_and_is_not_overwritten() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("puente.key");
        for (text, said) in [
            ("# a comment\n\nshort\n", "line 3 of"),
            ("", "there is no key in"),
            ("# nothing\n", "there is no key in"),
        ] {
            fs::write(&path, text).unwrap();
            let error = Keys::of_file(&path).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        let nowhere = Keys::of_file(&home.path().join("no/where.key")).unwrap_err();
        assert!(nowhere.to_string().contains("--key-file"), "{nowhere}");
    }
}
