//! What the browser keeps of whoever looks: edits that wait to be sent, where one went lately.
//!
//! It is sealed under a key that the server hands to each page of theirs and that is kept nowhere in the browser: whoever else sits at it,
//! or reads its files, sees that something waits and not what.

use leptos::web_sys::Storage;

use crate::me::own_key;

#[cfg(feature = "hydrate")]
use {
    base64::{Engine, engine::general_purpose::STANDARD},
    shared::seal::{self, Key, Nonce},
};

/// The keys of whoever looks, newest first: as an attribute of `<html>`, Base64 with spaces between.
#[derive(Clone, Default)]
pub struct Keys(pub String);

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// The attribute that carries them.
#[cfg(feature = "hydrate")]
const ATTRIBUTE: &str = "data-keep";

#[cfg(feature = "hydrate")]
thread_local! {
    // They change with the document only.
    static KEYS: Vec<Key> = from_document();
}

#[cfg(feature = "hydrate")]
fn from_document() -> Vec<Key> {
    let root = leptos::prelude::document().document_element();
    let said = root.and_then(|root| root.get_attribute(ATTRIBUTE));
    let said = said.unwrap_or_default();
    let keys = said.split_ascii_whitespace();
    keys.filter_map(|key| Key::try_from(STANDARD.decode(key).ok()?).ok())
        .collect()
}

/// The browser's store; `None` where it keeps nothing.
pub(crate) fn storage() -> Option<Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}

/// Seals a text that is kept under this name. `None` without a key or randomness: then nothing is kept.
#[cfg(feature = "hydrate")]
pub(crate) fn sealed(name: &str, text: &str) -> Option<String> {
    let mut nonce = Nonce::default();
    let crypto = leptos::prelude::window().crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut nonce).ok()?;
    let sealed = KEYS.with(|keys| {
        let key = keys.first()?;
        seal::seal(key, nonce, name.as_bytes(), text.as_bytes())
    });
    Some(STANDARD.encode(sealed?))
}

/// The text that was sealed under this name; `None` where the key is another's.
#[cfg(feature = "hydrate")]
pub(crate) fn opened(name: &str, sealed: &str) -> Option<String> {
    let sealed = STANDARD.decode(sealed).ok()?;
    let opened = KEYS.with(|keys| {
        let mut keys = keys.iter();
        keys.find_map(|key| seal::open(key, name.as_bytes(), &sealed))
    });
    String::from_utf8(opened?).ok()
}

#[cfg(not(feature = "hydrate"))]
pub(crate) fn sealed(_: &str, _: &str) -> Option<String> {
    None
}

#[cfg(not(feature = "hydrate"))]
pub(crate) fn opened(_: &str, _: &str) -> Option<String> {
    None
}

/// What is kept under a name of whoever looks.
pub(crate) fn read(name: &str) -> Option<String> {
    let name = own_key(name);
    let kept = storage()?.get_item(&name).ok().flatten()?;
    opened(&name, &kept)
}

/// Keeps a text under a name of whoever looks; `false` where the browser keeps nothing.
pub(crate) fn write(name: &str, text: &str) -> bool {
    let name = own_key(name);
    let (Some(storage), Some(sealed)) = (storage(), sealed(&name, text)) else {
        return false;
    };
    storage.set_item(&name, &sealed).is_ok()
}

/// Forgets what is kept under a name of whoever looks.
pub(crate) fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&own_key(name));
    }
}
