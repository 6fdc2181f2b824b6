//! Where the browser enters the client.
//!
//! Not `#[wasm_bindgen(start)]`: a worker loads the same module and must not hydrate a page.

use leptos::{prelude::request_idle_callback, task::spawn_local, wasm_split::wasm_split};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::{App, pages::Part};

/// Takes over the page that the server rendered. Called once by the boot script.
///
/// # Errors
/// When the part of the client that holds this page does not come. The page stays as the server rendered it, and the
/// call may be repeated.
#[wasm_bindgen]
pub async fn hydrate() -> Result<(), JsError> {
    console_error_panic_hook::set_once();
    let path = leptos::prelude::location().pathname().unwrap_or_default();
    let part = Part::of(&path);
    if let Some(part) = part {
        part.load().await?;
    }
    leptos::mount::hydrate_body(App);
    // Tests and measurements wait for this mark; it is also on the browser's own timeline.
    let root = leptos::prelude::document().document_element();
    if let Some(root) = root {
        let _ = root.set_attribute("data-hydrated", "");
    }
    // From the portfolio the next step leads to a board: its part is fetched while nothing else is to be done.
    if part.is_none() {
        request_idle_callback(|| {
            spawn_local(async {
                // What does not come now is fetched again when it is needed.
                let _ = Part::Board.load().await;
            });
        });
    }
    Ok(())
}

/// Replays a golden log and returns the fingerprint of its board. The tests compare it with the one computed natively:
/// equal logs must give equal states in the very client that ships.
///
/// # Errors
/// In words for developers, where the log cannot be read or decides otherwise than it was kept.
#[wasm_bindgen(js_name = replayHash)]
pub async fn replay_hash(log: String) -> Result<String, JsError> {
    replay(log).await
}

// What decides and applies belongs to the board's part.
#[allow(unsafe_code)]
#[wasm_split(board, wasm_split_path = ::leptos::wasm_split, fallible)]
fn replay(log: String) -> Result<String, JsError> {
    Ok(shared::log::replay_hash(&log)?)
}
