//! Where the browser enters the client.
//!
//! Not `#[wasm_bindgen(start)]`: a worker loads the same module and must not hydrate a page.

use std::sync::Arc;

use leptos::prelude::provide_context;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    App,
    api::{Api, HttpApi},
};

/// Takes over the page that the server rendered. Called once by the boot script.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(|| {
        provide_context::<Arc<dyn Api>>(Arc::new(HttpApi));
        App()
    });
    // Tests and measurements wait for this mark; it is also on the browser's own timeline.
    let root = leptos::prelude::document().document_element();
    if let Some(root) = root {
        let _ = root.set_attribute("data-hydrated", "");
    }
}

/// Replays a golden log and returns the fingerprint of its board. The tests compare it with the one computed natively:
/// equal logs must give equal states in the very client that ships.
///
/// # Errors
/// In words for developers, where the log cannot be read or decides otherwise than it was kept.
#[wasm_bindgen(js_name = replayHash)]
pub fn replay_hash(log: &str) -> Result<String, String> {
    shared::log::replay_hash(log).map_err(|error| error.to_string())
}
