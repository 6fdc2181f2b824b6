//! What customers wrote, chosen among the newest records by a rule that draws nothing: the same records, the same sentences.

use std::collections::BTreeMap;

use shared::{
    access::{Action, Actor, Resource},
    api::{ApiError, RecordQuery},
    record::Filter,
};

use super::{
    look::Look,
    store::{
        known::Known,
        listing::{self, Row, STEP},
    },
};
use crate::service::{Services, allowed};

/// Records that are looked at.
const LOOKED_AT: usize = 10_000;
/// Texts that are chosen from.
const CANDIDATES: usize = 200;
/// Characters of a text that says something, and of one that is shown.
const LENGTH: (usize, usize) = (15, 280);
/// Texts about one touchpoint.
const OF_EACH: usize = 2;

/// A text that was chosen.
pub(crate) struct Voice {
    pub(crate) text: String,
    /// The day, `YYYY-MM-DD`.
    pub(crate) day: String,
    pub(crate) source: String,
    /// The key of the touchpoint it is about.
    pub(crate) touchpoint: Option<String>,
}

impl Services {
    /// At most `most` texts of customers that fit a filter: first about the touchpoints that come first in `keys`, and of each the
    /// newest. Sources about people are left out.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub(crate) async fn voices(
        &self,
        actor: &Actor,
        filter: &Filter,
        keys: &BTreeMap<String, usize>,
        most: usize,
    ) -> Result<Vec<Voice>, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        let mut read = self.begin().await?;
        let known = Known::of(self.store(), &mut read).await?;
        let look = Look::open(&mut read, self.store().workspace_id()).await?;
        let among = look
            .among(&mut read, actor, &RecordQuery::default())
            .await?;
        let horizon = look.horizon(&mut read).await?;
        let mut place = (i32::MAX, i64::MAX, i64::MAX);
        let mut found: Vec<Voice> = Vec::new();
        let (mut looked_at, mut more) = (0, true);
        while more && looked_at < LOOKED_AT && found.len() < CANDIDATES {
            let places =
                listing::places(&mut read, look.workspace, &among, i32::MIN, place, STEP).await?;
            more = places.len() == STEP;
            looked_at += places.len();
            place = places.last().copied().unwrap_or(place);
            let keys: Vec<i64> = places.iter().map(|place| place.2).collect();
            let rows = listing::seen(&mut read, look.workspace, horizon, &keys).await?;
            let written = |row: &Row| row.comment.as_deref().is_some_and(says_something);
            let rows: Vec<Row> = rows.into_iter().filter(written).collect();
            let records = look.records(&mut read, &rows).await?;
            for (row, record) in rows.iter().zip(records) {
                let dimensions = &record.dimensions;
                let value = |name: &str| known.attributes.value(dimensions, name, row.day);
                let told: BTreeMap<&str, String> = filter
                    .names()
                    .filter_map(|name| Some((name, value(name)?)))
                    .collect();
                if !filter.fits(|name| told.get(name).map(String::as_str)) {
                    continue;
                }
                let mut about = record.answers.into_iter().filter_map(|one| one.touchpoint);
                found.push(Voice {
                    text: short(&record.comment.unwrap_or_default()),
                    day: record.day,
                    source: record.source,
                    touchpoint: about.next(),
                });
            }
        }
        Ok(chosen(found, keys, most))
    }
}

fn says_something(text: &str) -> bool {
    text.trim().chars().nth(LENGTH.0 - 1).is_some()
}

/// The text on one line, and of a long one the beginning, to the end of a word.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(LENGTH.1) else {
        return line;
    };
    let kept = line.get(..end).unwrap_or(&line);
    let kept = kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept);
    format!("{kept}…")
}

/// `found` is newest first, and stays so among those about one touchpoint.
fn chosen(found: Vec<Voice>, keys: &BTreeMap<String, usize>, most: usize) -> Vec<Voice> {
    let mut found: Vec<(usize, Voice)> = found
        .into_iter()
        .map(|voice| {
            let key = voice.touchpoint.as_ref();
            let rank = key.and_then(|key| keys.get(key)).copied();
            (rank.unwrap_or(usize::MAX), voice)
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    let mut taken: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut said: Vec<String> = Vec::new();
    let mut chosen = Vec::new();
    for (_, voice) in found {
        let of_it = taken.entry(voice.touchpoint.clone()).or_default();
        // What many write in the same words is one sentence.
        if chosen.len() < most && *of_it < OF_EACH && !said.contains(&voice.text) {
            *of_it += 1;
            said.push(voice.text.clone());
            chosen.push(voice);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(text: &str, touchpoint: Option<&str>) -> Voice {
        Voice {
            text: text.to_owned(),
            day: "2026-01-01".to_owned(),
            source: "desk".to_owned(),
            touchpoint: touchpoint.map(str::to_owned),
        }
    }

    #[test]
    fn the_worst_touchpoints_speak_first_and_none_more_than_twice_or_in_the_same_words() {
        let found = [
            voice("a", None),
            voice("b", Some("till")),
            voice("c", Some("returns")),
            voice("c", Some("returns")),
            voice("d", Some("till")),
            voice("e", Some("till")),
        ];
        let keys = BTreeMap::from([("returns".to_owned(), 0), ("till".to_owned(), 1)]);
        let texts = |most| -> Vec<String> {
            let chosen = chosen(
                found
                    .iter()
                    .map(|v| voice(&v.text, v.touchpoint.as_deref()))
                    .collect(),
                &keys,
                most,
            );
            chosen.into_iter().map(|voice| voice.text).collect()
        };
        assert_eq!(texts(9), ["c", "b", "d", "a"]);
        assert_eq!(texts(2), ["c", "b"]);
    }

    #[test]
    fn a_long_text_ends_at_a_word() {
        assert_eq!(short("  two\n lines "), "two lines");
        let long = "palabra ".repeat(60);
        let short = short(&long);
        assert!(short.ends_with("palabra…") && short.chars().count() <= 281);
        assert!(!says_something("   ok   ") && says_something("The queue was long"));
    }
}
