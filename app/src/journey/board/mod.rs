//! The board of one journey, the heart of the product: stages and steps across, lanes down, everything edited in place.
//!
//! `state` holds the replica and decides nothing by itself; `model` knows what is painted; `grid` and its parts paint it;
//! `events`, `keys`, `command`, `editor` and `drag` turn what a person does into intents; `sync` brings them to the
//! server and others' entries here; `inspector` explains what is selected.

mod batch;
mod card;
mod clipboard;
mod command;
mod doing;
mod dom;
mod drag;
mod drawn;
mod each;
mod editor;
mod emotion;
mod empty;
mod events;
mod felt;
mod friction;
mod grid;
mod header;
mod image;
mod inspector;
mod keep;
mod keys;
mod lane;
mod layout;
mod link;
mod measured;
mod menu;
mod model;
mod moment;
pub(in crate::journey) mod names;
mod overlay;
mod page;
mod part;
mod place;
mod present;
mod print;
mod promise;
mod reach;
mod reality;
mod rest;
mod seen;
mod selection;
mod sheet;
mod shift;
mod state;
mod status;
mod suggest;
mod sync;
mod tray;
mod write;
mod zoom;

pub use drawn::{Drawn, facts};
pub use page::BoardPage;
pub use present::PresentPage;
