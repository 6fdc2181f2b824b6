//! Secrets that are given as files, as a store of secrets mounts them, rather than in the environment.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::secret::Secret;

/// Why a secret could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SecretFileError {
    /// The file cannot be read.
    #[error("{path}, where a secret is, cannot be read: {reason}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// It was given twice.
    #[error(
        "a secret was given twice, in the file {path} and in the environment or on the command line: take one away"
    )]
    Twice {
        /// The file.
        path: PathBuf,
    },
}

/// A secret that was given as it is, or in a file: its first line counts. What is empty is as what was not given.
///
/// # Errors
/// The file cannot be read, or both were given.
pub(super) fn given(
    given: Option<&Secret>,
    file: Option<&Path>,
) -> Result<Option<Secret>, SecretFileError> {
    let given = given.filter(|secret| !secret.is_empty());
    let Some(path) = file.filter(|path| !path.as_os_str().is_empty()) else {
        return Ok(given.cloned());
    };
    if given.is_some() {
        return Err(SecretFileError::Twice {
            path: path.to_owned(),
        });
    }
    let text = fs::read_to_string(path).map_err(|reason| SecretFileError::File {
        path: path.to_owned(),
        reason,
    })?;
    let secret = Secret::new(text.lines().next().unwrap_or_default().trim());
    Ok(Some(secret).filter(|secret| !secret.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_the_first_line_of_its_file() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("secret");
        fs::write(&path, " s3cret \nand no more\n").unwrap();
        let read = given(None, Some(&path)).unwrap().unwrap();
        assert_eq!(read.expose(), "s3cret");
        fs::write(&path, "\n").unwrap();
        assert_eq!(given(None, Some(&path)).unwrap(), None);
    }

    #[test]
    fn what_is_given_twice_or_cannot_be_read_is_said_without_the_secret() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("secret");
        let secret = Secret::new("s3cret");
        let twice = given(Some(&secret), Some(&path)).unwrap_err().to_string();
        assert!(twice.contains("given twice") && !twice.contains("s3cret"));
        let missing = given(None, Some(&path)).unwrap_err().to_string();
        assert!(missing.contains("cannot be read"), "{missing}");
        // A variable that is set to nothing is as one that is not set.
        let nothing = Secret::new(" ");
        assert_eq!(given(Some(&nothing), Some(Path::new(""))).unwrap(), None);
        let alone = given(Some(&secret), None).unwrap();
        assert_eq!(alone, Some(secret));
    }
}
