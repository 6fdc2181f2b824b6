//! Which of the client's parts travel together.
//!
//! Cutting leaves a module for every set of pages that share something: hundreds, most of a kilobyte or two, and a page that needs
//! three hundred of them waits for three hundred answers. So modules lie behind one another in *packs*, of which a page fetches a few;
//! what of a pack it does not need it fetches for nothing, and never makes anything of.

use std::collections::{BTreeMap, BTreeSet};

/// How many bytes more than it needs a page may fetch for one answer less. At 10 Mbit/s and 50 ms there and back, six answers at a
/// time, an answer takes as long as some ten kilobytes, which are thirty before brotli; half of that, for who comes by a better line.
const ANSWER: i64 = 12_000;

/// A module to be packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Module {
    /// The name of its file, without `.wasm`.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: usize,
}

/// Modules that are fetched at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pack {
    /// The pages that need any of them.
    pub(crate) users: BTreeSet<String>,
    /// In the order in which they lie there.
    pub(crate) modules: Vec<Module>,
}

impl Pack {
    fn bytes(&self) -> usize {
        self.modules.iter().map(|module| module.bytes).sum()
    }

    /// What two packs spare as one, in bytes; less than nothing where it costs.
    fn gain(&self, other: &Self) -> i64 {
        let common = self.users.intersection(&other.users).count();
        let more = |from: &Self, to: &Self| {
            let needless = to.users.difference(&from.users).count();
            as_bytes(from.bytes()) * as_bytes(needless)
        };
        ANSWER * as_bytes(common) - more(self, other) - more(other, self)
    }
}

fn as_bytes(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Packs modules, given for each the pages that need it: again and again the two packs that spare the most become one, until none
/// do. Grows with the square of the modules. The same modules give the same packs.
pub(crate) fn packs(modules: Vec<(Module, BTreeSet<String>)>) -> Vec<Pack> {
    let mut alike: BTreeMap<BTreeSet<String>, Vec<Module>> = BTreeMap::new();
    for (module, users) in modules {
        alike.entry(users).or_default().push(module);
    }
    let packs = alike.into_iter();
    let mut packs: Vec<Option<Pack>> = packs
        .map(|(users, modules)| Some(Pack { users, modules }))
        .collect();
    let mut best: Vec<Option<(i64, usize)>> =
        (0..packs.len()).map(|at| partner(&packs, at)).collect();
    loop {
        let pairs = best.iter().enumerate();
        let pair = pairs.filter_map(|(at, best)| best.map(|(gain, with)| (gain, at, with)));
        let Some((_, at, with)) = pair.max() else {
            return packs.into_iter().flatten().collect();
        };
        if let (Some(one), Some(other)) = (packs[at].take(), packs[with].take()) {
            packs[at] = Some(Pack {
                users: one.users.union(&other.users).cloned().collect(),
                modules: [one.modules, other.modules].concat(),
            });
        }
        best[with] = None;
        best[at] = partner(&packs, at);
        for third in 0..packs.len() {
            let known = best[third];
            let Some(pack) = packs[third].as_ref().filter(|_| third != at) else {
                continue;
            };
            if known.is_some_and(|(_, partner)| partner == at || partner == with) {
                best[third] = partner(&packs, third);
            } else if let Some(grown) = &packs[at] {
                let gain = pack.gain(grown);
                if gain > 0 && known.is_none_or(|(known, _)| gain > known) {
                    best[third] = Some((gain, at));
                }
            }
        }
    }
}

/// With which other pack one spares the most, if with any.
fn partner(packs: &[Option<Pack>], at: usize) -> Option<(i64, usize)> {
    let pack = packs[at].as_ref()?;
    let others = packs.iter().enumerate().filter(|(other, _)| *other != at);
    others
        .filter_map(|(other, found)| Some((pack.gain(found.as_ref()?), other)))
        .filter(|(gain, _)| *gain > 0)
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: &str, bytes: usize, users: &[&str]) -> (Module, BTreeSet<String>) {
        let users = users.iter().map(|user| (*user).to_owned()).collect();
        let name = name.to_owned();
        (Module { name, bytes }, users)
    }

    fn names(packs: &[Pack]) -> Vec<Vec<&str>> {
        let mut all: Vec<Vec<&str>> = Vec::new();
        for pack in packs {
            let mut names: Vec<&str> = pack.modules.iter().map(|m| m.name.as_str()).collect();
            names.sort_unstable();
            all.push(names);
        }
        all.sort_unstable();
        all
    }

    #[test]
    fn what_the_same_pages_need_travels_together_and_what_is_large_alone() {
        let packed = packs(vec![
            module("a", 400_000, &["board"]),
            module("b", 400_000, &["list"]),
            module("c", 1_000, &["board", "list"]),
            module("d", 90_000, &["board", "list"]),
            module("e", 2_000, &["board", "list", "map"]),
        ]);
        // `e` costs the map 91 kB more with `c` and `d`, and spares the others only an answer each.
        assert_eq!(
            names(&packed),
            [vec!["a"], vec!["b"], vec!["c", "d"], vec!["e"]]
        );
    }

    #[test]
    fn what_is_small_is_fetched_with_its_neighbours() {
        let packed = packs(vec![
            module("a", 1_000, &["board", "list"]),
            module("b", 1_500, &["board", "map"]),
            module("c", 800, &["board", "list", "map"]),
        ]);
        assert_eq!(packed.len(), 1);
        assert_eq!(packed[0].users.len(), 3);
        assert_eq!(packed[0].bytes(), 3_300);
    }

    #[test]
    fn nothing_is_lost_and_nothing_is_twice() {
        let pages = ["a", "b", "c", "d", "e"];
        let modules: Vec<_> = (1_usize..32)
            .map(|set| {
                let users: Vec<&str> = pages
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| set >> at & 1 == 1)
                    .map(|(_, page)| *page)
                    .collect();
                module(&format!("m{set}"), set * 700, &users)
            })
            .collect();
        let packed = packs(modules.clone());
        assert!(packed.len() < modules.len() / 2);
        for (module, users) in &modules {
            let holding: Vec<_> = packed
                .iter()
                .filter(|pack| pack.modules.contains(module))
                .collect();
            assert_eq!(holding.len(), 1, "{module:?}");
            assert!(holding[0].users.is_superset(users), "{module:?}");
        }
        assert_eq!(packs(modules), packed);
    }
}
