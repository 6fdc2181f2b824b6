//! The build script of Puente.
fn main() {}
