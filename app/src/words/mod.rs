//! Every text a person reads, in English and Spanish side by side.
//!
//! A key without one of its languages does not compile, and a key that nobody wrote is an unknown field. Which words
//! stand for which thing is the glossary's business, how numbers and days are written is `shared::locale`'s.

mod macros;

mod account;
mod action;
mod area;
mod audit;
mod board;
mod catalogue;
mod chart;
mod compare;
mod define;
mod department;
mod edit;
mod entrance;
mod error;
mod event;
mod file;
mod firm;
mod friction;
mod image;
mod import;
mod inspector;
mod intake;
mod journey_file;
mod lane;
mod link;
mod member;
mod metric;
mod palette;
mod part;
mod paste;
mod persona;
mod portfolio;
mod present;
mod priority;
mod problem;
mod promise;
mod reality;
mod refusal;
mod role;
mod share;
mod shell;
mod take;
mod used;
mod versus;
mod weigh;
mod workbook;
mod zoom;

use leptos::prelude::*;

pub use account::{AccountWords, account_words};
pub use action::{ActionWords, action_words};
pub use area::{AreaWords, area_words};
pub use audit::{AuditWords, audit_words};
pub use board::BoardWords;
pub use catalogue::CatalogueWords;
pub use chart::ChartWords;
pub use compare::{CompareWords, compare};
pub use define::{DefineWords, define_words};
pub use department::DepartmentWords;
pub use edit::EditWords;
pub use entrance::{EntranceWords, entrance_words};
pub use error::{ErrorWords, Said, api_error};
pub use event::event_words;
pub use file::{FileWords, file_words};
pub use firm::FirmWords;
pub use friction::FrictionWords;
pub use image::{ImageWords, image_words};
pub use import::ImportWords;
pub use inspector::InspectorWords;
pub use intake::{IntakeWords, intake_words};
pub use journey_file::{
    JourneyFileWords, journey_file_error, journey_file_words, not_coming, read_error,
};
pub use lane::LaneWords;
pub use link::{LinkWords, link_words};
pub use member::{MemberWords, member_words};
pub use metric::{MetricWords, metric_words};
pub use palette::{PaletteWords, palette_words};
pub use part::{PartWords, part_words};
pub use paste::{PasteWords, paste_words};
pub use persona::{PersonaWords, persona_words};
pub use portfolio::PortfolioWords;
pub use present::{PresentWords, present_words};
pub use priority::{PriorityWords, priority};
pub use problem::{import_error, import_problem, mapping_problem, reject_reason, row_problem};
pub use promise::{PromiseWords, promise_words};
pub use reality::{RealityWords, reality_words};
pub use refusal::{RefusalWords, ThingWords, rejection};
pub use role::{role_may, role_name};
pub use share::{ShareWords, share_words};
pub use shared::locale::Lang;
pub use shell::ShellWords;
pub use take::{TakeWords, take_words};
pub use used::{UsedWords, used_words};
pub use versus::{VersusWords, versus_words};
pub use weigh::WeighWords;
pub use workbook::{WorkbookWords, workbook_words};
pub use zoom::{ZoomWords, zoom_words};

/// All texts in a language.
#[must_use]
pub const fn in_lang(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}

/// All texts in one language, by capability; but for those that only one part of the client says ([`compare`]).
#[derive(Debug)]
pub struct Words {
    /// Header, navigation, what every page has.
    pub shell: ShellWords,
    /// The portfolio of journeys, and making one.
    pub portfolio: PortfolioWords,
    /// The board of one journey.
    pub board: BoardWords,
    /// Editing a board.
    pub edit: EditWords,
    /// The inspector beside a board.
    pub inspector: InspectorWords,
    /// The lanes of a board.
    pub lane: LaneWords,
    /// The friction list.
    pub friction: FrictionWords,
    /// Files brought in, and the sources of records.
    pub import: ImportWords,
    /// The catalogue.
    pub catalogue: CatalogueWords,
    /// Names of the standard departments.
    pub department: DepartmentWords,
    /// Errors.
    pub error: ErrorWords,
    /// Refused edits.
    pub refusal: RefusalWords,
    /// What errors and refusals are about.
    pub thing: ThingWords,
    /// Charts.
    pub chart: ChartWords,
    /// How firm a score is.
    pub firm: FirmWords,
    /// Weighing friction.
    pub weigh: WeighWords,
}

static EN: Words = Words {
    shell: ShellWords::EN,
    portfolio: PortfolioWords::EN,
    board: BoardWords::EN,
    edit: EditWords::EN,
    inspector: InspectorWords::EN,
    lane: LaneWords::EN,
    friction: FrictionWords::EN,
    import: ImportWords::EN,
    catalogue: CatalogueWords::EN,
    department: DepartmentWords::EN,
    error: ErrorWords::EN,
    refusal: RefusalWords::EN,
    thing: ThingWords::EN,
    chart: ChartWords::EN,
    firm: FirmWords::EN,
    weigh: WeighWords::EN,
};

static ES: Words = Words {
    shell: ShellWords::ES,
    portfolio: PortfolioWords::ES,
    board: BoardWords::ES,
    edit: EditWords::ES,
    inspector: InspectorWords::ES,
    lane: LaneWords::ES,
    friction: FrictionWords::ES,
    import: ImportWords::ES,
    catalogue: CatalogueWords::ES,
    department: DepartmentWords::ES,
    error: ErrorWords::ES,
    refusal: RefusalWords::ES,
    thing: ThingWords::ES,
    chart: ChartWords::ES,
    firm: FirmWords::ES,
    weigh: WeighWords::ES,
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

    /// The language as of now, for event handlers.
    #[must_use]
    pub fn now_lang(self) -> Lang {
        self.0.get_untracked()
    }

    /// The texts, tracked: `move || words.get().portfolio.cards(n)`.
    #[must_use]
    pub fn get(self) -> &'static Words {
        in_lang(self.0.get())
    }

    /// The texts as of now, for what is said once (an announcement) and for event handlers.
    #[must_use]
    pub fn now(self) -> &'static Words {
        in_lang(self.0.get_untracked())
    }

    /// One text that follows the language: `{words.say(|w| w.shell.journeys)}`. All of them are one type, so a thousand
    /// texts cost the client no more code than one.
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
