//! The Leptos interface of Puente: rendered by the server, brought to life in the browser.
//!
//! Knows the domain (`shared`); knows nothing of the store, of axum or of where it is deployed.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` exclude each other: never build with --all-features");

#[cfg(feature = "hydrate")]
pub mod hydrate;
mod shell;

pub use shell::{ClientFiles, shell};

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// The whole interface: every page behind the router.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title text="Puente" />
        <Router>
            <main id="main">
                <Routes fallback=|| view! { <h1>"Not found"</h1> }.into_any()>
                    <Route path=path!("/") view=HomePage />
                </Routes>
            </main>
        </Router>
    }
}

/// The first page.
#[component]
fn HomePage() -> impl IntoView {
    view! { <h1>"Puente"</h1> }.into_any()
}
