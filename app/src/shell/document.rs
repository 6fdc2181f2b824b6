//! The HTML document around the interface.
//!
//! Writes our own script and style tags from what the build produced; Leptos's `HydrationScripts` reads a hash file
//! beside the executable, and we ship one file.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;

use crate::{App, kept, me, pages::Part, request, words::in_lang};

/// Addresses of the built client, from the manifest that `cargo xtask` writes. Empty: pages come without scripts.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ClientFiles {
    /// The module script that loads the client and hydrates the page.
    pub boot: Option<String>,
    /// The module script of the worker that computes beside the page.
    pub worker: Option<String>,
    /// The JavaScript side of the client, fetched early: the module of the main part first, then what it imports.
    pub modules: Vec<String>,
    /// The WebAssembly side of the client, fetched early.
    pub wasm: Option<String>,
    /// The WebAssembly of each part that pages load when they are first opened, by its name.
    pub parts: BTreeMap<String, Vec<String>>,
    /// Style sheets, in order.
    pub styles: Vec<String>,
    /// The icon of the tab.
    pub icon: Option<String>,
    /// In development: the module script that reloads the page when the server was rebuilt.
    pub reload: Option<String>,
}

/// The document that the server sends.
#[must_use]
pub fn shell(client: ClientFiles) -> impl IntoView {
    let ClientFiles {
        boot,
        worker,
        modules,
        wasm,
        mut parts,
        styles,
        icon,
        reload,
    } = client;
    let request = request::current();
    let me = serde_json::to_string(&*me::current()).ok();
    let keep = use_context::<kept::Keys>().map(|keys| keys.0);
    let url = use_context::<RequestUrl>().and_then(|url| url.parse().ok());
    let part = url
        .and_then(|url| Part::of(url.path()))
        .and_then(|part| parts.remove(part.name()));
    let fetched_early = wasm.into_iter().chain(part.into_iter().flatten());
    view! {
        <!DOCTYPE html>
        <html lang=request.lang.code() data-theme=request.theme.name() data-now=request.now data-worker=worker data-me=me data-keep=keep>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                {icon.map(|href| view! { <link rel="icon" href=href /> })}
                {styles
                    .into_iter()
                    .map(|href| view! { <link rel="stylesheet" href=href /> })
                    .collect_view()}
                {modules
                    .into_iter()
                    .map(|href| view! { <link rel="modulepreload" href=href /> })
                    .collect_view()}
                {fetched_early
                    .map(|href| {
                        view! {
                            <link
                                rel="preload"
                                href=href
                                r#as="fetch"
                                crossorigin="anonymous"
                            />
                        }
                    })
                    .collect_view()}
                {boot.map(|src| view! { <script type="module" src=src></script> })}
                {reload.map(|src| view! { <script type="module" src=src></script> })}
                <MetaTags />
            </head>
            <body>
                <App />
                <noscript>
                    <p class="without-script">{in_lang(request.lang).shell.without_script}</p>
                </noscript>
            </body>
        </html>
    }
}
