//! The server of Puente: it renders, orders, authorises, persists and ingests.

pub mod account;
pub mod action;
pub mod assets;
pub mod catalogue;
pub mod cli;
pub mod clock;
pub mod comment;
pub mod exchange;
pub mod friction;
pub mod http;
pub mod image;
pub mod journey;
pub mod log;
pub mod mail;
pub mod metric;
pub mod pages;
pub mod persona;
pub mod record;
pub mod sample;
pub mod search;
pub mod secret;
pub mod service;
pub mod store;
mod tidy;
