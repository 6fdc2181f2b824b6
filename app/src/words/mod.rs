//! Every text a person reads, in English and Spanish side by side.
//!
//! A key without one of its languages does not compile, and a key that nobody wrote is an unknown field. Which words
//! stand for which thing is the glossary's business, how numbers and days are written is `shared::locale`'s.

mod macros;

mod board;
mod catalogue;
mod friction;
mod portfolio;
mod shell;

use leptos::prelude::*;

pub use board::BoardWords;
pub use catalogue::CatalogueWords;
pub use friction::FrictionWords;
pub use portfolio::PortfolioWords;
pub use shell::ShellWords;

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Lang {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// Its tag in `lang` attributes, cookies and headers.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// What it calls itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }

    /// The language of a tag such as `es` or `es-MX`; `None` for one we do not speak.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL
            .into_iter()
            .find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }

    /// All texts in it.
    #[must_use]
    pub const fn words(self) -> &'static Words {
        match self {
            Self::En => &EN,
            Self::Es => &ES,
        }
    }
}

/// All texts in one language, by capability.
#[derive(Debug)]
pub struct Words {
    /// Header, navigation, what every page has.
    pub shell: ShellWords,
    /// The portfolio of journeys, and making one.
    pub portfolio: PortfolioWords,
    /// The board of one journey.
    pub board: BoardWords,
    /// The friction list.
    pub friction: FrictionWords,
    /// The catalogue.
    pub catalogue: CatalogueWords,
}

static EN: Words = Words {
    shell: ShellWords::EN,
    portfolio: PortfolioWords::EN,
    board: BoardWords::EN,
    friction: FrictionWords::EN,
    catalogue: CatalogueWords::EN,
};

static ES: Words = Words {
    shell: ShellWords::ES,
    portfolio: PortfolioWords::ES,
    board: BoardWords::ES,
    friction: FrictionWords::ES,
    catalogue: CatalogueWords::ES,
};

/// The words in the reader's language, which may change while the page is open.
#[derive(Debug, Clone, Copy)]
pub struct Wording(RwSignal<Lang>);

/// The words of this page. Take it in a component's body; read it where the view is made.
#[must_use]
pub fn use_words() -> Wording {
    use_context().unwrap_or_else(|| Wording::new(Lang::default()))
}

impl Wording {
    /// Words that start in this language.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self(RwSignal::new(lang))
    }

    /// The language, tracked.
    #[must_use]
    pub fn lang(self) -> Lang {
        self.0.get()
    }

    /// The texts, tracked: `move || words.get().portfolio.cards(n)`.
    #[must_use]
    pub fn get(self) -> &'static Words {
        self.0.get().words()
    }

    /// The texts as of now, for what is said once (an announcement) and for event handlers.
    #[must_use]
    pub fn now(self) -> &'static Words {
        self.0.get_untracked().words()
    }

    /// One text that follows the language: `{words.say(|w| w.shell.journeys)}`. All of them are one type, so a thousand
    /// texts cost the client no more code than one.
    #[must_use]
    pub fn say(
        self,
        pick: fn(&'static Words) -> &'static str,
    ) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || pick(self.get())
    }

    /// Switches the language at once; whoever calls it also remembers the choice.
    pub fn switch(self, lang: Lang) {
        self.0.set(lang);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regional_tags_mean_their_language_and_foreign_ones_mean_none() {
        assert_eq!(Lang::from_tag("es-MX"), Some(Lang::Es));
        assert_eq!(Lang::from_tag("EN_us"), Some(Lang::En));
        assert_eq!(Lang::from_tag("est"), None);
        assert_eq!(Lang::from_tag(""), None);
    }
}
