//! The server of Puente.
