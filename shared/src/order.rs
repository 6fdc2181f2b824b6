//! Ordered lists of ids, in which a place is named by what it follows, never by an index.

/// Where something goes that is to follow `after`; `None` when `after` is not there.
pub(crate) fn place<T: Copy + PartialEq>(order: &[T], after: Option<T>) -> Option<usize> {
    match after {
        None => Some(0),
        Some(after) => order.iter().position(|id| *id == after).map(|at| at + 1),
    }
}

/// What `id` follows; `None` when it is not there.
pub(crate) fn predecessor<T: Copy + PartialEq>(order: &[T], id: T) -> Option<Option<T>> {
    let at = order.iter().position(|other| *other == id)?;
    Some(
        at.checked_sub(1)
            .and_then(|before| order.get(before).copied()),
    )
}

/// Puts `id` after `after`. Does nothing and says `None` when `after` is not there.
pub(crate) fn insert<T: Copy + PartialEq>(
    order: &mut Vec<T>,
    id: T,
    after: Option<T>,
) -> Option<()> {
    let at = place(order, after)?;
    order.insert(at, id);
    Some(())
}

/// Takes `id` out and returns what it followed; `None` when it was not there.
pub(crate) fn remove<T: Copy + PartialEq>(order: &mut Vec<T>, id: T) -> Option<Option<T>> {
    let at = order.iter().position(|other| *other == id)?;
    order.remove(at);
    Some(
        at.checked_sub(1)
            .and_then(|before| order.get(before).copied()),
    )
}

/// Moves `id` after `after` and returns what it followed. Does nothing and says `None` when either is
/// not there, or when both are the same.
pub(crate) fn shift<T: Copy + PartialEq>(
    order: &mut Vec<T>,
    id: T,
    after: Option<T>,
) -> Option<Option<T>> {
    if after == Some(id) {
        return None;
    }
    place(order, after)?;
    let before = remove(order, id)?;
    insert(order, id, after)?;
    Some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_returns_what_brings_it_back() {
        let mut order = vec![1, 2, 3, 4];
        assert_eq!(shift(&mut order, 3, None), Some(Some(2)));
        assert_eq!(order, [3, 1, 2, 4]);
        assert_eq!(shift(&mut order, 3, Some(2)), Some(None));
        assert_eq!(order, [1, 2, 3, 4]);
    }

    #[test]
    fn what_is_not_there_moves_nothing() {
        let mut order = vec![1, 2];
        assert_eq!(shift(&mut order, 1, Some(9)), None);
        assert_eq!(shift(&mut order, 9, Some(1)), None);
        assert_eq!(shift(&mut order, 1, Some(1)), None);
        assert_eq!(insert(&mut order, 3, Some(9)), None);
        assert_eq!(remove(&mut order, 9), None);
        assert_eq!(predecessor(&order, 9), None);
        assert_eq!(order, [1, 2]);
    }
}
