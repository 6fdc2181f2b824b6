//! Asking guests to a journey: links with an end and a limit, a picture of one for the wall, a code to read out, and who came.

mod code;
mod links;
mod make;
mod page;
mod state;

pub use page::SharePage;
