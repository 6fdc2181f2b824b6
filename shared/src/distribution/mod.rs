//! Distribution functions and their inverses, and the counter-based generator that draws through them.
//!
//! Small implementations of our own on `libm`: the kept libraries (`statrs`, `puruspe`) call std's `ln` and
//! `exp`, whose last bits differ between the server and the browser, and a score must be the same number in
//! both. Knows nothing of metrics or scores.

mod beta;
mod gamma;
mod invert;
mod ln;
mod normal;
mod students_t;
mod table;
mod uniform;

pub use beta::{beta_cdf, beta_quantile};
pub use gamma::{gamma_cdf, gamma_quantile};
pub use ln::ln;
pub use normal::{normal_cdf, normal_quantile};
pub use students_t::t_quantile;
pub use table::{CELLS, NODES, fill_beta, fill_gamma, look_up, quantile_in};
pub use uniform::Stream;
