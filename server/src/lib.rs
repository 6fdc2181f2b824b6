//! The server of Puente.

pub mod assets;
pub mod pages;
