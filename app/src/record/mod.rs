//! Records: files brought in, and the sources they are from.

mod amount;
mod attributes;
mod columns;
mod complaints;
mod desk;
mod dropped;
mod import;
mod only;
mod outcome;
mod pairs;
mod pasted;
mod preview;
mod rating;
mod sheet;
mod sources;

pub use dropped::{DropAnywhere, Dropped, JourneyFile};
pub use import::ImportPage;
pub(crate) use only::{FILTER, filter_in_words, only_or_persona, personas};
pub(crate) use pasted::{on_paste, text_file};
pub use sources::SourcesPage;
