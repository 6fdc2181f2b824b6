//! The Leptos interface of Puente: rendered by the server, brought to life in the browser.
//!
//! Knows the domain (`shared`); knows nothing of the store, of axum or of where it is deployed.

// `#[component]` makes public helpers whatever the component's own visibility.
#![allow(unreachable_pub)]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` and `hydrate` exclude each other: never build with --all-features");

pub mod account;
pub mod action;
pub mod api;
pub mod area;
pub mod audit;
pub mod catalogue;
pub mod chart;
mod deeds;
pub mod entrance;
pub mod exchange;
mod focus;
mod form;
pub mod fresh;
pub mod friction;
mod frozen;
mod handed;
mod html;
#[cfg(feature = "hydrate")]
pub mod hydrate;
mod image;
pub mod journey;
pub mod kept;
pub mod me;
pub mod member;
pub mod metric;
mod pages;
mod palette;
pub mod persona;
pub mod record;
pub mod request;
pub mod shell;
pub mod words;

pub use shell::{ClientFiles, shell};

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    Lazy, SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use journey::PortfolioPage;
use palette::{Palette, PaletteKey};
use record::{DropAnywhere, Dropped};
use request::{Appearance, Now};
use shell::{Announcer, FocusOnArrival, LiveRegion, NotFoundPage};
use words::Wording;

/// The whole interface: every page behind the router.
///
/// Pages are sent whole (`SsrMode::Async`): they read without JavaScript, and their titles and statuses are known before
/// the first byte leaves.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let request = request::current();
    provide_context(Wording::new(request.lang));
    provide_context(Appearance::new(request.theme));
    provide_context(Now::starting(request.now));
    provide_context(me::current());
    provide_context(Announcer::new());
    provide_context(Dropped::default());
    provide_context(Palette::new());
    view! {
        <Router>
            <FocusOnArrival />
            <DropAnywhere />
            <PaletteKey />
            // Addresses that lead nowhere are a route too, so that the server answers them with a page.
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/") view=PortfolioPage ssr=SsrMode::Async />
                <Route path=path!("/journeys/:slug") view={Lazy::<pages::Board>::new()} ssr=SsrMode::Async />
                <Route path=path!("/journeys/:slug/present") view={Lazy::<pages::Present>::new()} ssr=SsrMode::Async />
                <Route path=path!("/journeys/:slug/share") view={Lazy::<pages::Share>::new()} ssr=SsrMode::Async />
                <Route path=path!("/compare") view={Lazy::<pages::Compare>::new()} ssr=SsrMode::Async />
                <Route path=path!("/sign-in") view={Lazy::<pages::SignIn>::new()} ssr=SsrMode::Async />
                <Route path=path!("/setup") view={Lazy::<pages::SetUp>::new()} ssr=SsrMode::Async />
                <Route path=path!("/reset") view={Lazy::<pages::Reset>::new()} ssr=SsrMode::Async />
                <Route path=path!("/invitation") view={Lazy::<pages::Invitation>::new()} ssr=SsrMode::Async />
                <Route path=path!("/join") view={Lazy::<pages::Join>::new()} ssr=SsrMode::Async />
                <Route path=path!("/account") view={Lazy::<pages::Account>::new()} ssr=SsrMode::Async />
                <Route path=path!("/friction") view={Lazy::<pages::Friction>::new()} ssr=SsrMode::Async />
                <Route path=path!("/metrics") view={Lazy::<pages::Metrics>::new()} ssr=SsrMode::Async />
                <Route path=path!("/area") view={Lazy::<pages::Area>::new()} ssr=SsrMode::Async />
                <Route path=path!("/actions") view={Lazy::<pages::Actions>::new()} ssr=SsrMode::Async />
                <Route path=path!("/catalogue") view={Lazy::<pages::Catalogue>::new()} ssr=SsrMode::Async />
                <Route path=path!("/personas") view={Lazy::<pages::Personas>::new()} ssr=SsrMode::Async />
                <Route path=path!("/personas/:slug") view={Lazy::<pages::Persona>::new()} ssr=SsrMode::Async />
                <Route path=path!("/sources") view={Lazy::<pages::Sources>::new()} ssr=SsrMode::Async />
                <Route path=path!("/import") view={Lazy::<pages::Import>::new()} ssr=SsrMode::Async />
                <Route path=path!("/from-file") view={Lazy::<pages::FromFile>::new()} ssr=SsrMode::Async />
                <Route path=path!("/take-away") view={Lazy::<pages::TakeAway>::new()} ssr=SsrMode::Async />
                <Route path=path!("/members") view={Lazy::<pages::Members>::new()} ssr=SsrMode::Async />
                <Route path=path!("/audit") view={Lazy::<pages::Audit>::new()} ssr=SsrMode::Async />
                <Route path=path!("/*nowhere") view=NotFoundPage ssr=SsrMode::Async />
            </FlatRoutes>
        </Router>
        <LiveRegion />
    }
}
