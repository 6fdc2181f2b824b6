//! The command line of Puente.
fn main() {}
