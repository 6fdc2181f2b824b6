//! What is asked for, as it stands in the address: a journey on either side, each as of when.

use leptos_router::params::ParamsMap;
use shared::log::Seq;

use crate::request::encoded;

/// Which journey, and as of when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct One {
    /// By slug or id.
    pub(super) journey: Option<String>,
    /// The last entry; `None` for now.
    pub(super) at: Option<Seq>,
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) left: One,
    pub(super) right: One,
}

impl Asked {
    /// From the query of the address.
    pub(super) fn of(query: &ParamsMap) -> Self {
        let one = |name: &str, at: &str| One {
            journey: query.get(name).filter(|name| !name.is_empty()),
            at: query.get(at).and_then(|at| at.parse().ok()),
        };
        Self {
            left: one("left", "left_at"),
            right: one("right", "right_at"),
        }
    }

    /// The address that asks for this.
    pub(super) fn address(&self) -> String {
        let mut address = String::from("/compare");
        let sides = [
            ("left", "left_at", &self.left),
            ("right", "right_at", &self.right),
        ];
        let mut sign = '?';
        for (name, at_name, one) in sides {
            let Some(journey) = &one.journey else {
                continue;
            };
            address += &format!("{sign}{name}={}", encoded(journey));
            sign = '&';
            if let Some(at) = one.at {
                address += &format!("&{at_name}={at}");
            }
        }
        address
    }

    /// The other way round.
    pub(super) fn swapped(&self) -> Self {
        Self {
            left: self.right.clone(),
            right: self.left.clone(),
        }
    }
}
