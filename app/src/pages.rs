//! The pages that the browser loads only when it first comes to them: what someone never opens is never sent.
//!
//! The portfolio, where most visits begin, belongs to the main part of the client. Every other page is a *part* of its
//! own: `cargo xtask` cuts the WebAssembly at the functions marked here, and the router waits for a part before it shows
//! its page. On the server there is nothing to wait for.

// The marks are exports without mangled names, which is what a link between two WebAssembly modules is.
#![allow(unsafe_code)]

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::LazyRoute;
use shared::api::{ApiError, ErrorCode};

use crate::{
    account::AccountPage,
    action::ActionsPage,
    area::AreaPage,
    audit::AuditPage,
    catalogue::CataloguePage,
    entrance::{InvitationPage, JoinPage, ResetPage, SetUpPage, SignInPage},
    exchange::{FromFilePage, TakeAwayPage},
    friction::FrictionPage,
    journey::{BoardPage, ComparePage, PresentPage, SharePage},
    member::MembersPage,
    metric::MetricsPage,
    persona::{PersonaPage, PersonasPage},
    record::{ImportPage, SourcesPage},
    shell::{Page, failure},
    words::use_words,
};

/// A page in a part of its own: the route, the part's name, the functions that show and load it, the view.
macro_rules! page {
    ($(#[$doc:meta])* $route:ident, $part:ident, $show:ident, $load:ident, $view:expr) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $route;

        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            async fn view(_: Self) -> AnyView {
                $show().await.unwrap_or_else(|_| not_loaded())
            }

            async fn preload() {
                // A part that does not come is said where its page would be.
                let _ = $load().await;
            }
        }

        #[wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible, preload($load))]
        fn $show() -> Result<AnyView, SplitLoaderError> {
            Ok($view.into_any())
        }
    };
}

page! {
    /// The board of one journey.
    Board, board, show_board, load_board, BoardPage()
}

page! {
    /// A journey on the big screen.
    Present, present, show_present, load_present, PresentPage()
}

page! {
    /// Two journeys side by side.
    Compare, compare, show_compare, load_compare, ComparePage()
}

page! {
    /// The friction list.
    Friction, friction, show_friction, load_friction, FrictionPage()
}

page! {
    /// The metrics.
    Metrics, metrics, show_metrics, load_metrics, MetricsPage()
}

page! {
    /// What waits for one department.
    Area, area, show_area, load_area, AreaPage()
}

page! {
    /// What people have taken on.
    Actions, actions, show_actions, load_actions, ActionsPage()
}

page! {
    /// The catalogue.
    Catalogue, catalogue, show_catalogue, load_catalogue, CataloguePage()
}

page! {
    /// The personas.
    Personas, personas, show_personas, load_personas, PersonasPage()
}

page! {
    /// One persona.
    Persona, persona, show_persona, load_persona, PersonaPage()
}

page! {
    /// The sources of records.
    Sources, sources, show_sources, load_sources, SourcesPage()
}

page! {
    /// Bringing a file in.
    Import, import, show_import, load_import, ImportPage()
}

page! {
    /// A journey from a file.
    FromFile, from_file, show_from_file, load_from_file, FromFilePage()
}

page! {
    /// A journey that is taken away as a file.
    TakeAway, take_away, show_take_away, load_take_away, TakeAwayPage()
}

page! {
    /// Guests of a journey.
    Share, share, show_share, load_share, SharePage()
}

page! {
    /// The members of the workspace.
    Members, members, show_members, load_members, MembersPage()
}

page! {
    /// Who did what.
    Audit, audit, show_audit, load_audit, AuditPage()
}

page! {
    /// Signing in.
    SignIn, sign_in, show_sign_in, load_sign_in, SignInPage()
}

page! {
    /// The first account.
    SetUp, set_up, show_set_up, load_set_up, SetUpPage()
}

page! {
    /// Another password.
    Reset, reset, show_reset, load_reset, ResetPage()
}

page! {
    /// Accepting an invitation.
    Invitation, invitation, show_invitation, load_invitation, InvitationPage()
}

page! {
    /// Coming as a guest.
    Join, join, show_join, load_join, JoinPage()
}

page! {
    /// One's own account.
    Account, account, show_account, load_account, AccountPage()
}

/// A part of the client beside the main one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Board,
    Present,
    Compare,
    Friction,
    Metrics,
    Area,
    Actions,
    Catalogue,
    Personas,
    Persona,
    Sources,
    Import,
    FromFile,
    TakeAway,
    Share,
    Members,
    Audit,
    SignIn,
    SetUp,
    Reset,
    Invitation,
    Join,
    Account,
}

impl Part {
    /// The part that holds the page at this path; `None` where it is the main one.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        match (segments.next(), segments.next(), segments.next()) {
            (Some("journeys"), Some(_), None) => Some(Self::Board),
            (Some("journeys"), Some(_), Some("present")) if segments.next().is_none() => {
                Some(Self::Present)
            }
            (Some("journeys"), Some(_), Some("share")) if segments.next().is_none() => {
                Some(Self::Share)
            }
            (Some("compare"), None, None) => Some(Self::Compare),
            (Some("friction"), None, None) => Some(Self::Friction),
            (Some("metrics"), None, None) => Some(Self::Metrics),
            (Some("area"), None, None) => Some(Self::Area),
            (Some("actions"), None, None) => Some(Self::Actions),
            (Some("catalogue"), None, None) => Some(Self::Catalogue),
            (Some("personas"), None, None) => Some(Self::Personas),
            (Some("personas"), Some(_), None) => Some(Self::Persona),
            (Some("sources"), None, None) => Some(Self::Sources),
            (Some("import"), None, None) => Some(Self::Import),
            (Some("from-file"), None, None) => Some(Self::FromFile),
            (Some("take-away"), None, None) => Some(Self::TakeAway),
            (Some("members"), None, None) => Some(Self::Members),
            (Some("audit"), None, None) => Some(Self::Audit),
            (Some("sign-in"), None, None) => Some(Self::SignIn),
            (Some("setup"), None, None) => Some(Self::SetUp),
            (Some("reset"), None, None) => Some(Self::Reset),
            (Some("invitation"), None, None) => Some(Self::Invitation),
            (Some("join"), None, None) => Some(Self::Join),
            (Some("account"), None, None) => Some(Self::Account),
            _ => None,
        }
    }

    /// Its name in the manifest.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Present => "present",
            Self::Compare => "compare",
            Self::Friction => "friction",
            Self::Metrics => "metrics",
            Self::Area => "area",
            Self::Actions => "actions",
            Self::Catalogue => "catalogue",
            Self::Personas => "personas",
            Self::Persona => "persona",
            Self::Sources => "sources",
            Self::Import => "import",
            Self::FromFile => "from_file",
            Self::TakeAway => "take_away",
            Self::Share => "share",
            Self::Members => "members",
            Self::Audit => "audit",
            Self::SignIn => "sign_in",
            Self::SetUp => "set_up",
            Self::Reset => "reset",
            Self::Invitation => "invitation",
            Self::Join => "join",
            Self::Account => "account",
        }
    }

    /// Fetches it, unless it is there already. Hydration cannot wait, so it begins only after this.
    #[cfg(feature = "hydrate")]
    pub(crate) async fn load(self) -> Result<(), SplitLoaderError> {
        match self {
            Self::Board => load_board().await,
            Self::Present => load_present().await,
            Self::Compare => load_compare().await,
            Self::Friction => load_friction().await,
            Self::Metrics => load_metrics().await,
            Self::Area => load_area().await,
            Self::Actions => load_actions().await,
            Self::Catalogue => load_catalogue().await,
            Self::Personas => load_personas().await,
            Self::Persona => load_persona().await,
            Self::Sources => load_sources().await,
            Self::Import => load_import().await,
            Self::FromFile => load_from_file().await,
            Self::TakeAway => load_take_away().await,
            Self::Share => load_share().await,
            Self::Members => load_members().await,
            Self::Audit => load_audit().await,
            Self::SignIn => load_sign_in().await,
            Self::SetUp => load_set_up().await,
            Self::Reset => load_reset().await,
            Self::Invitation => load_invitation().await,
            Self::Join => load_join().await,
            Self::Account => load_account().await,
        }
    }
}

/// In place of a page whose part did not come: the connection is gone, or Puente was updated meanwhile.
fn not_loaded() -> AnyView {
    let words = use_words();
    let again = Callback::new(|()| {
        #[cfg(feature = "hydrate")]
        let _ = leptos::prelude::window().location().reload();
    });
    view! {
        <Page>
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    {move || failure(words.lang(), &ApiError::new(ErrorCode::Unreachable), Some(again))}
                </div>
            </main>
        </Page>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_knows_the_part_it_stands_in() {
        assert_eq!(Part::of("/"), None);
        assert_eq!(Part::of("/journeys/airport"), Some(Part::Board));
        assert_eq!(Part::of("/journeys/airport/"), Some(Part::Board));
        assert_eq!(Part::of("/journeys/airport/present"), Some(Part::Present));
        assert_eq!(Part::of("/journeys/airport/present/more"), None);
        assert_eq!(Part::of("/compare"), Some(Part::Compare));
        assert_eq!(Part::of("/friction"), Some(Part::Friction));
        assert_eq!(Part::of("/metrics"), Some(Part::Metrics));
        assert_eq!(Part::of("/area"), Some(Part::Area));
        assert_eq!(Part::of("/actions"), Some(Part::Actions));
        assert_eq!(Part::of("/catalogue"), Some(Part::Catalogue));
        assert_eq!(Part::of("/personas"), Some(Part::Personas));
        assert_eq!(Part::of("/personas/marta-31"), Some(Part::Persona));
        assert_eq!(Part::of("/sources"), Some(Part::Sources));
        assert_eq!(Part::of("/import"), Some(Part::Import));
        assert_eq!(Part::of("/from-file"), Some(Part::FromFile));
        assert_eq!(Part::of("/take-away"), Some(Part::TakeAway));
        assert_eq!(Part::of("/journeys/airport/share"), Some(Part::Share));
        assert_eq!(Part::of("/journeys/airport/share/more"), None);
        assert_eq!(Part::of("/members"), Some(Part::Members));
        assert_eq!(Part::of("/members/ana"), None);
        assert_eq!(Part::of("/audit"), Some(Part::Audit));
        assert_eq!(Part::of("/sign-in"), Some(Part::SignIn));
        assert_eq!(Part::of("/setup"), Some(Part::SetUp));
        assert_eq!(Part::of("/reset"), Some(Part::Reset));
        assert_eq!(Part::of("/invitation"), Some(Part::Invitation));
        assert_eq!(Part::of("/join"), Some(Part::Join));
        assert_eq!(Part::of("/account"), Some(Part::Account));
        assert_eq!(Part::of("/journeys"), None);
        assert_eq!(Part::of("/journeys/airport/nowhere"), None);
    }
}
