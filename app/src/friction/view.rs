//! How the page shows what was answered: it stands in the address, and nothing is asked anew for it.

use leptos_router::params::ParamsMap;

use super::asked::given;
use crate::request::encoded;

/// The name of the order in the address.
pub(super) const SORT: &str = "sort";
/// The name of what impact is in the address.
pub(super) const IMPACT: &str = "impact";
/// The value for what costs most, as an order and as an impact.
const COST: &str = "cost";
/// The value for reach × friction.
const REACH: &str = "reach";

/// What the reader chose to see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct View {
    /// Whether what costs most comes first, in the place of the worst.
    pub(super) by_cost: bool,
    /// Whether impact is reach × friction also where costs are known.
    pub(super) by_reach: bool,
}

impl View {
    /// From the query of an address.
    pub(super) fn of(query: &ParamsMap) -> Self {
        Self {
            by_cost: given(query, SORT).as_deref() == Some(COST),
            by_reach: given(query, IMPACT).as_deref() == Some(REACH),
        }
    }

    /// Its names and values in an address.
    pub(super) fn pairs(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let pairs = [(self.by_cost, SORT, COST), (self.by_reach, IMPACT, REACH)];
        pairs
            .into_iter()
            .filter_map(|(is, name, value)| is.then_some((name, value)))
    }

    /// An address with this.
    pub(super) fn with(self, mut address: String) -> String {
        for (name, value) in self.pairs() {
            address += &format!("&{name}={}", encoded(value));
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_what_was_chosen_and_nothing_of_what_is_usual() {
        let view = View {
            by_cost: true,
            by_reach: true,
        };
        let address = view.with("/friction?journey=a".to_owned());
        assert_eq!(address, "/friction?journey=a&sort=cost&impact=reach");
        let query: ParamsMap = [("sort", "cost"), ("impact", "reach")]
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        assert_eq!(View::of(&query), view);
        assert_eq!(View::default().with("/friction".to_owned()), "/friction");
    }
}
