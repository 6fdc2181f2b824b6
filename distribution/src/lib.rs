//! Distribution functions and their inverses, and the counter-based generator that draws through them.
//!
//! Small implementations of our own on `libm`: the kept libraries (`statrs`, `puruspe`) call std's `ln` and
//! `exp`, whose last bits differ between the server and the browser, and a score must be the same number in
//! both. Knows nothing of metrics or scores.
//!
//! A crate of its own because of how it is compiled: the client is compiled for size, but a slider waits for these loops.

mod beta;
mod gamma;
mod invert;
mod ln;
mod losses;
mod normal;
mod sample;
mod students_t;
mod table;
mod uniform;

pub use beta::{beta_cdf, beta_quantile};
pub use gamma::{gamma_cdf, gamma_quantile};
pub use ln::ln;
pub use losses::{Span, add_weighted, draw_losses};
pub use normal::{normal_cdf, normal_quantile};
pub use sample::quantile_of;
pub use students_t::t_quantile;
pub use table::{CELLS, NODES, fill_beta, fill_gamma, look_up, quantile_in};
pub use uniform::Stream;
