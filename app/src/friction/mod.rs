//! Friction: where a journey hurts, how sure we are, and which touchpoints cannot be told apart.
//!
//! `page` asks; `content` shows; `scoring` keeps the settings and the scores they give, computed by `work`, in the browser
//! by a `worker` beside the page; `weigh` is the panel that moves the settings. Beside the ranking
//! stand what friction costs (`costs`), what to do first (`effort`) and what was believed (`believed`).

mod against;
mod asked;
mod basis;
mod believed;
mod changes;
mod choice;
mod compared;
mod content;
mod costs;
mod effort;
mod filter;
mod firm;
mod list;
mod narrow;
mod page;
mod posts;
mod saved;
mod scoring;
mod stages;
mod table;
mod trail;
mod view;
mod weigh;
#[cfg_attr(
    not(feature = "hydrate"),
    allow(dead_code, reason = "browsers compute")
)]
mod work;
#[cfg(feature = "hydrate")]
mod worker;

pub(crate) use list::{band, worst_in_words};
pub use page::FrictionPage;
pub(crate) use weigh::part_name;
