//! What leads in: setting up, signing in, another password, invitations, and coming as a guest.
//!
//! The secret of a link stands behind `#`, which browsers tell nobody. The page takes it from there and clears the address.

mod accept;
mod frame;
mod guest;
mod reset;
mod set_up;
mod sign_in;

pub use accept::InvitationPage;
pub use guest::JoinPage;
pub use reset::ResetPage;
pub use set_up::SetUpPage;
pub use sign_in::SignInPage;

use leptos::prelude::*;

/// The secret behind `#`, once the browser has told it: `None` before that, empty where there is none.
fn secret() -> RwSignal<Option<String>> {
    let secret = RwSignal::new(None);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        secret.set(Some(taken().unwrap_or_default()));
        // A link that is opened where its page is open already changes what stands behind `#` and nothing else.
        let listening = window_event_listener(leptos::ev::hashchange, move |_| {
            if let Some(found) = taken() {
                secret.set(Some(found));
            }
        });
        on_cleanup(move || listening.remove());
    });
    secret
}

/// Takes the secret out of the address: nobody reads it over a shoulder, and it is not among the pages that were visited.
#[cfg(feature = "hydrate")]
fn taken() -> Option<String> {
    let location = window().location();
    let hash = location.hash().unwrap_or_default();
    let found = hash.trim_start_matches('#').to_owned();
    // A place on this page (the way past the header) is no secret.
    if found.is_empty() || document().get_element_by_id(&found).is_some() {
        return None;
    }
    let path = location.pathname().unwrap_or_default();
    let history = window().history();
    let null = leptos::wasm_bindgen::JsValue::NULL;
    let _ = history.map(|history| history.replace_state_with_url(&null, "", Some(&path)));
    Some(found)
}

/// A page of ours, from the root; anything else is the first page.
fn own_path(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.chars().any(char::is_control);
    if ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_signed_in_goes_to_pages_of_ours_only() {
        assert_eq!(
            own_path("/metrics?from=2026-01-01"),
            "/metrics?from=2026-01-01"
        );
        for foreign in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "",
            "javascript:x",
        ] {
            assert_eq!(own_path(foreign), "/");
        }
    }
}
