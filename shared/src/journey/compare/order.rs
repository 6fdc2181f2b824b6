//! What changed its place among others, and what was only passed by them.

/// Which of a list were moved, where `list` has for each its place on the other side: as few as are to be taken out so that the rest stand
/// in the same order, the one first that stands across the most others. Of equals the one with the greater key goes, which both
/// sides have alike, so that swapping them names the same.
pub(super) fn out_of_order<K: Ord>(list: &[(usize, K)]) -> Vec<bool> {
    let crossing = |a: usize, b: usize| {
        let (Some((here, _)), Some((there, _))) = (list.get(a), list.get(b)) else {
            return false;
        };
        a != b && ((a < b) != (here < there))
    };
    let mut out = vec![false; list.len()];
    let mut crossings: Vec<usize> = (0..list.len())
        .map(|a| (0..list.len()).filter(|b| crossing(a, *b)).count())
        .collect();
    loop {
        let worst = (0..list.len())
            .filter(|at| crossings.get(*at).is_some_and(|n| *n > 0))
            .max_by_key(|at| (crossings.get(*at), list.get(*at).map(|(_, key)| key)));
        let Some(worst) = worst else { return out };
        if let Some(out) = out.get_mut(worst) {
            *out = true;
        }
        for (at, n) in crossings.iter_mut().enumerate() {
            if at == worst {
                *n = 0;
            } else if *n > 0 && crossing(at, worst) {
                *n -= 1;
            }
        }
    }
}

/// Two orders as one: the right's, and what is on the left only after what it follows there.
pub(super) fn merged<T: Copy + PartialEq>(
    left: &[T],
    right: &[T],
    to_right: impl Fn(T) -> Option<T>,
    to_left: impl Fn(T) -> Option<T>,
) -> Vec<(Option<T>, Option<T>)> {
    let mut all: Vec<(Option<T>, Option<T>)> =
        right.iter().map(|id| (to_left(*id), Some(*id))).collect();
    let mut before: Option<T> = None;
    for id in left {
        if to_right(*id).is_none_or(|other| !right.contains(&other)) {
            let after = before.and_then(|before| all.iter().position(|(l, _)| *l == Some(before)));
            all.insert(after.map_or(0, |at| at + 1), (Some(*id), None));
        }
        before = Some(*id);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{merged, out_of_order};

    #[test]
    fn what_is_on_the_left_only_stands_after_what_it_follows_there() {
        let same = |n: i32| [1, 2, 3].contains(&n).then_some(n);
        let both = merged(&[8, 1, 9, 2], &[2, 1, 5], same, same);
        let (one, two) = (Some(1), Some(2));
        let expected = [
            (Some(8), None),
            (two, two),
            (one, one),
            (Some(9), None),
            (None, Some(5)),
        ];
        assert_eq!(both, expected);
    }

    fn moved(order: &[usize]) -> Vec<usize> {
        let list: Vec<(usize, usize)> = order.iter().map(|at| (*at, *at)).collect();
        let out = out_of_order(&list);
        let moved = order.iter().zip(out).filter(|(_, out)| *out);
        moved.map(|(at, _)| *at).collect()
    }

    #[test]
    fn only_what_passed_the_others_was_moved() {
        assert!(moved(&[0, 1, 2, 3]).is_empty());
        assert!(moved(&[]).is_empty());
        // The last one came to the front; the first one went to the end.
        assert_eq!(moved(&[3, 0, 1, 2]), [3]);
        assert_eq!(moved(&[1, 2, 3, 0]), [0]);
        // Two that changed places: one of them, whichever side asks.
        assert_eq!(moved(&[1, 0]), [1]);
    }
}
