//! The Leptos interface of Puente.
