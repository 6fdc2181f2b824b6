//! The domain of Puente.
