//! How changes and intents are kept: as JSON objects `{"type": …, "version": …, …fields}`, readable by
//! whoever comes later. A type whose fields change gets a new version and an upcast from the old one.

#[cfg(not(target_arch = "wasm32"))]
mod flat;
#[cfg(any(target_arch = "wasm32", test))]
mod small;

#[cfg(not(target_arch = "wasm32"))]
use flat::read;
#[cfg(target_arch = "wasm32")]
use small::read;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, value::RawValue};

use super::{Change, Intent};
use crate::{
    action::ActionChange,
    catalogue::{CatalogueChange, CatalogueIntent},
    friction::SetChange,
    journey::{JourneyChange, JourneyIntent},
    metric::MetricChange,
};

/// Why something kept cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoredError {
    /// It is not what it should be.
    #[error("not readable as {what}: {detail}")]
    Malformed {
        /// What it should be.
        what: &'static str,
        /// Where and why not.
        detail: String,
    },
    /// A type that this program does not know.
    #[error(
        "{what} of the type {name:?} are not known: a newer version of Puente wrote this; update"
    )]
    UnknownType {
        /// Of what.
        what: &'static str,
        /// The type.
        name: String,
    },
    /// A version that this program does not know.
    #[error("{name:?} has version {version}, only {known} and older are known: update Puente")]
    NewerVersion {
        /// The type.
        name: String,
        /// Its version there.
        version: u16,
        /// The newest known here.
        known: u16,
    },
    /// What was kept and what is decided now differ.
    #[error("entry {entry} holds something else than what its intents give")]
    Diverged {
        /// The entry's number.
        entry: u64,
    },
    /// A queue that cannot be taken over any more.
    #[error("this replica has edits of its own: restore the queue before the first edit")]
    Late,
}

/// Rewrites the fields of a version into those of the next one.
pub type Upcast = fn(&mut Map<String, Value>) -> Result<(), String>;

/// Something kept for long.
pub trait Stored: Serialize + DeserializeOwned {
    /// What they are called in errors.
    const WHAT: &'static str;
    /// The types whose fields have changed since version 1, with their newest version.
    const VERSIONS: &'static [(&'static str, u16)] = &[];
    /// By type and version, the way to the next version.
    const UPCASTS: &'static [(&'static str, u16, Upcast)] = &[];
}

impl Stored for JourneyChange {
    const WHAT: &'static str = "journey changes";
}

impl Stored for CatalogueChange {
    const WHAT: &'static str = "catalogue changes";
}

impl Stored for SetChange {
    const WHAT: &'static str = "changes of friction sets";
}

impl Stored for MetricChange {
    const WHAT: &'static str = "changes of metric definitions";
    const VERSIONS: &'static [(&'static str, u16)] = &[
        ("defined", 2),
        ("changed", 2),
        ("retired", 2),
        ("offered", 2),
        ("restored", 2),
    ];
    const UPCASTS: &'static [(&'static str, u16, Upcast)] = &[
        ("defined", 1, about_everything),
        ("changed", 1, about_everything),
        ("retired", 1, about_everything),
        ("offered", 1, about_everything),
        ("restored", 1, about_everything),
    ];
}

impl Stored for ActionChange {
    const WHAT: &'static str = "changes of actions";
}

impl Stored for JourneyIntent {
    const WHAT: &'static str = "journey intents";
}

impl Stored for CatalogueIntent {
    const WHAT: &'static str = "catalogue intents";
}

/// Version 1 of what happened to definitions knew no touchpoint or journey that a metric could be about.
fn about_everything(change: &mut Map<String, Value>) -> Result<(), String> {
    for name in ["before", "metric"] {
        let Some(metric) = change.get_mut(name) else {
            continue;
        };
        let metric = metric.as_object_mut();
        let metric = metric.ok_or_else(|| format!("{name} is no definition"))?;
        metric.insert("about".to_owned(), Value::from("everything"));
    }
    Ok(())
}

/// Writes one of them as a JSON object.
///
/// # Errors
/// [`StoredError::Malformed`] for types that are no enums of variants with named fields; those of this
/// crate all are.
pub fn to_stored<T: Stored>(item: &T) -> Result<String, StoredError> {
    let json = serde_json::to_string(item).map_err(|error| malformed::<T>(&error))?;
    // serde writes {"name":{fields}}; the names are plain identifiers.
    let inner = json
        .strip_prefix("{\"")
        .and_then(|json| json.strip_suffix("}}"));
    let (name, fields) = inner
        .and_then(|json| json.split_once("\":{"))
        .ok_or_else(|| malformed::<T>(&"not a variant with named fields"))?;
    let version = version_of::<T>(name);
    let comma = if fields.is_empty() { "" } else { "," };
    Ok(format!(
        "{{\"type\":\"{name}\",\"version\":{version}{comma}{fields}}}"
    ))
}

/// Reads one of them, of whatever version.
///
/// # Errors
/// What is wrong with it: see [`StoredError`].
pub fn from_stored<T: Stored>(json: &str) -> Result<T, StoredError> {
    #[derive(Deserialize)]
    struct Head<'a> {
        #[serde(rename = "type", borrow)]
        name: std::borrow::Cow<'a, str>,
        version: u16,
    }
    let Head { name, version } =
        serde_json::from_str(json).map_err(|error| malformed::<T>(&error))?;
    let known = version_of::<T>(&name);
    if version == known {
        return read(&name, json);
    }
    if version > known {
        return Err(StoredError::NewerVersion {
            name: name.into_owned(),
            version,
            known,
        });
    }
    let mut fields: Map<String, Value> =
        serde_json::from_str(json).map_err(|error| malformed::<T>(&error))?;
    for version in version..known {
        let upcast = T::UPCASTS
            .iter()
            .find(|(of, from, _)| *of == name && *from == version);
        let (_, _, upcast) = upcast
            .ok_or_else(|| malformed::<T>(&format!("no way from version {version} of {name}")))?;
        upcast(&mut fields).map_err(|error| malformed::<T>(&error))?;
    }
    let json = serde_json::to_string(&fields).map_err(|error| malformed::<T>(&error))?;
    read(&name, &json)
}

/// Writes several as a JSON array.
///
/// # Errors
/// As [`to_stored`].
pub fn to_stored_list<T: Stored>(items: &[T]) -> Result<String, StoredError> {
    let items: Result<Vec<String>, StoredError> = items.iter().map(to_stored).collect();
    Ok(format!("[{}]", items?.join(",")))
}

/// Reads a JSON array of them.
///
/// # Errors
/// As [`from_stored`].
pub fn from_stored_list<T: Stored>(json: &str) -> Result<Vec<T>, StoredError> {
    let items: Vec<&RawValue> =
        serde_json::from_str(json).map_err(|error| malformed::<T>(&error))?;
    items
        .into_iter()
        .map(|item| from_stored(item.get()))
        .collect()
}

/// A change or an intent of either log: the kept object under the log's name.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Either {
    Catalogue(Box<RawValue>),
    Journey(Box<RawValue>),
}

fn raw<T: Stored>(item: &T) -> Result<Box<RawValue>, StoredError> {
    RawValue::from_string(to_stored(item)?).map_err(|error| malformed::<T>(&error))
}

/// Writes the intents of a push as a JSON array of `{"journey": {…}}` and `{"catalogue": {…}}`.
///
/// # Errors
/// As [`to_stored`].
pub fn intents_to_json(intents: &[Intent]) -> Result<String, StoredError> {
    let items: Result<Vec<Either>, StoredError> = intents
        .iter()
        .map(|intent| match intent {
            Intent::Catalogue(intent) => raw(intent).map(Either::Catalogue),
            Intent::Journey(intent) => raw(intent).map(Either::Journey),
        })
        .collect();
    serde_json::to_string(&items?).map_err(|error| malformed::<JourneyIntent>(&error))
}

/// Reads what [`intents_to_json`] wrote.
///
/// # Errors
/// As [`from_stored`].
pub fn intents_from_json(json: &str) -> Result<Vec<Intent>, StoredError> {
    let items: Vec<Either> =
        serde_json::from_str(json).map_err(|error| malformed::<JourneyIntent>(&error))?;
    let read = |item| match item {
        Either::Catalogue(json) => from_stored(json.get()).map(Intent::Catalogue),
        Either::Journey(json) => from_stored(json.get()).map(Intent::Journey),
    };
    items.into_iter().map(read).collect()
}

/// Writes changes of both logs as [`intents_to_json`] does intents.
///
/// # Errors
/// As [`to_stored`].
pub fn changes_to_json(changes: &[Change]) -> Result<String, StoredError> {
    let items: Result<Vec<Either>, StoredError> = changes
        .iter()
        .map(|change| match change {
            Change::Catalogue(change) => raw(change).map(Either::Catalogue),
            Change::Journey(change) => raw(change).map(Either::Journey),
        })
        .collect();
    serde_json::to_string(&items?).map_err(|error| malformed::<JourneyChange>(&error))
}

/// Reads what [`changes_to_json`] wrote.
///
/// # Errors
/// As [`from_stored`].
pub fn changes_from_json(json: &str) -> Result<Vec<Change>, StoredError> {
    let items: Vec<Either> =
        serde_json::from_str(json).map_err(|error| malformed::<JourneyChange>(&error))?;
    let read = |item| match item {
        Either::Catalogue(json) => from_stored(json.get()).map(Change::Catalogue),
        Either::Journey(json) => from_stored(json.get()).map(Change::Journey),
    };
    items.into_iter().map(read).collect()
}

fn version_of<T: Stored>(name: &str) -> u16 {
    T::VERSIONS
        .iter()
        .find(|(of, _)| *of == name)
        .map_or(1, |(_, version)| *version)
}

fn malformed<T: Stored>(detail: &impl ToString) -> StoredError {
    StoredError::Malformed {
        what: T::WHAT,
        detail: detail.to_string(),
    }
}
