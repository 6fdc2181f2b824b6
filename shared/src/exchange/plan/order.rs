//! Where siblings of a document go among those of the board.

use std::collections::BTreeMap;

/// What the first of a document's siblings is to follow: nothing, where one of them is there already; else the last of those that
/// are there, so that what comes anew comes after what was.
pub(super) fn anchor<T: Copy + PartialEq>(order: &[T], siblings: &[T]) -> Option<T> {
    let known = siblings.iter().any(|id| order.contains(id));
    order.last().copied().filter(|_| !known)
}

/// Whether those siblings that are there stand in another order than in the document.
pub(super) fn differs<T: Copy + Ord>(order: &[T], siblings: &[T]) -> bool {
    // A cell may have 20,000 cards: they are not looked for one by one.
    let places: BTreeMap<T, usize> = (0..).zip(order).map(|(at, id)| (*id, at)).collect();
    !siblings.iter().filter_map(|id| places.get(id)).is_sorted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_siblings_does_not_disorder_them() {
        assert!(!differs(&[1, 9, 2, 8, 3], &[1, 2, 3]));
        assert!(!differs(&[1, 3], &[1, 2, 3]));
        assert!(differs(&[2, 1], &[1, 2]));
    }

    #[test]
    fn what_is_all_new_comes_after_what_was() {
        assert_eq!(anchor(&[7, 8], &[1, 2]), Some(8));
        assert_eq!(anchor(&[7, 2], &[1, 2]), None);
        assert_eq!(anchor(&[], &[1, 2]), None);
    }
}
