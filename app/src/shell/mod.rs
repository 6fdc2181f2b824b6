//! What stands around every page: the document, header, navigation, announcements, and the page that is not there.
//!
//! Knows the rooms that exist; knows nothing of what is in them.

mod announce;
mod arrival;
mod document;
mod failure;
mod header;
mod nav;
mod not_found;
mod page;
mod preferences;
mod who;

pub use announce::{Announcer, LiveRegion, use_announcer};
pub use arrival::FocusOnArrival;
pub use document::{ClientFiles, shell};
pub use failure::{failure, forbidden};
pub use not_found::NotFoundPage;
pub use page::{BarePage, Page, PageTitle};
#[cfg(feature = "hydrate")]
pub(crate) use preferences::speak;

/// A room of the house, as the navigation lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// The portfolio and the boards.
    Journeys,
    /// The friction list.
    Friction,
    /// The metrics.
    Metrics,
    /// What people have taken on.
    Actions,
    /// What waits for one department.
    Area,
    /// The catalogue.
    Catalogue,
    /// Where records come from, and bringing them in.
    Sources,
}

impl Room {
    /// All rooms, in the order of the navigation.
    pub const ALL: [Self; 7] = [
        Self::Area,
        Self::Journeys,
        Self::Friction,
        Self::Metrics,
        Self::Actions,
        Self::Catalogue,
        Self::Sources,
    ];

    /// Where it is.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Self::Journeys => "/",
            Self::Friction => "/friction",
            Self::Metrics => "/metrics",
            Self::Actions => "/actions",
            Self::Area => "/area",
            Self::Catalogue => "/catalogue",
            Self::Sources => "/sources",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self, words: &'static crate::words::Words) -> &'static str {
        match self {
            Self::Journeys => words.shell.journeys,
            Self::Friction => words.shell.friction,
            Self::Metrics => words.shell.metrics,
            Self::Actions => words.shell.actions,
            Self::Area => words.shell.area,
            Self::Catalogue => words.shell.catalogue,
            Self::Sources => words.shell.sources,
        }
    }
}
