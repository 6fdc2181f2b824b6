//! Light or dark: the reader's choice, or the device's.

use leptos::prelude::*;

/// How the page looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in the cookie and in `data-theme`, which the style sheets read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name; `None` for any other text.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The page's theme, which may change while it is open.
#[derive(Debug, Clone, Copy)]
pub struct Appearance(RwSignal<Theme>);

impl Appearance {
    /// Starts with this theme.
    #[must_use]
    pub fn new(theme: Theme) -> Self {
        Self(RwSignal::new(theme))
    }

    /// The theme, tracked.
    #[must_use]
    pub fn get(self) -> Theme {
        self.0.get()
    }

    /// Switches at once and remembers the choice.
    pub fn switch(self, theme: Theme) {
        self.0.set(theme);
        super::set_root_attribute("data-theme", theme.name());
        super::remember(super::THEME_COOKIE, theme.name());
    }
}

/// The page's theme.
#[must_use]
pub fn use_appearance() -> Appearance {
    use_context().unwrap_or_else(|| Appearance::new(Theme::default()))
}
