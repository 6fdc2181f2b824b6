//! At which points of its history a journey can be asked for: not every entry, but where work stopped for a while.

use shared::log::{Seq, Timestamp};

/// A pause after which what follows is another piece of work: half an hour.
const PAUSE: i64 = 30 * 60 * 1000;
/// The most points that are offered.
const MOST: usize = 60;

/// The last entry of each piece of work, newest first; `entries` are newest first too. The newest of all is the journey as it is now,
/// and is not among them.
pub(super) fn versions(entries: &[(Seq, Timestamp)]) -> Vec<(Seq, Timestamp)> {
    let pairs = entries.windows(2).filter_map(|pair| match pair {
        [newer, older] => (newer.1.0.saturating_sub(older.1.0) >= PAUSE).then_some(*older),
        _ => None,
    });
    let mut found: Vec<(Seq, Timestamp)> = pairs.take(MOST).collect();
    // The oldest of those that are known, so that there always is something to compare with.
    if let Some(first) = entries.last().filter(|_| entries.len() > 1)
        && !found.contains(first)
    {
        found.push(*first);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_where_work_stopped_for_half_an_hour() {
        let minute = |minute: i64| Timestamp(minute * 60_000);
        let entries = [
            (6, minute(300)),
            (5, minute(299)),
            (4, minute(200)),
            (3, minute(180)),
            (2, minute(150)),
            (1, minute(140)),
        ];
        // 299 → 200 and 180 → 150 are pauses, 200 → 180 is none.
        let points: Vec<Seq> = versions(&entries).iter().map(|(seq, _)| *seq).collect();
        assert_eq!(points, [4, 2, 1]);
        assert!(versions(&entries[5..]).is_empty());
    }
}
