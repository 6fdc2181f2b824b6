//! Who is on a board: as the server keeps it, and as everybody sees it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Connection, HUES, Person, Presence, PresenceBatch, Sign};
use crate::{access::Role, id::ActorId};

/// Somebody who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Who.
    pub person: Person,
    /// What they do.
    pub presence: Presence,
}

/// Who is there, as it was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    present: BTreeMap<Connection, Present>,
}

impl Roster {
    /// Takes what was said.
    pub fn take(&mut self, batch: PresenceBatch) {
        if batch.whole {
            let here: BTreeSet<Connection> =
                batch.came.iter().map(|person| person.connection).collect();
            self.present
                .retain(|connection, _| here.contains(connection));
            for present in self.present.values_mut() {
                present.presence = Presence::default();
            }
        }
        for person in batch.came {
            let present = self.present.entry(person.connection);
            present
                .and_modify(|present| present.person = person.clone())
                .or_insert_with(|| Present {
                    person,
                    presence: Presence::default(),
                });
        }
        for (connection, signs) in batch.signs {
            if let Some(present) = self.present.get_mut(&connection) {
                signs
                    .into_iter()
                    .for_each(|sign| present.presence.take(sign));
            }
        }
        for connection in batch.left {
            self.present.remove(&connection);
        }
    }

    /// Everybody, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (Connection, &Present)> {
        self.present
            .iter()
            .map(|(connection, present)| (*connection, present))
    }

    /// Somebody.
    #[must_use]
    pub fn get(&self, connection: Connection) -> Option<&Present> {
        self.present.get(&connection)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.present.len()
    }

    /// Whether nobody is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.present.is_empty()
    }

    /// Nobody is there any more, as far as is known.
    pub fn clear(&mut self) {
        self.present.clear();
    }
}

/// Who is there, and what of it the others have not been told yet.
#[derive(Debug, Clone, Default)]
pub struct Room {
    roster: Roster,
    last: u32,
    came: BTreeSet<Connection>,
    left: Vec<Connection>,
    /// What each did since, by kind: only the latest is told.
    signs: BTreeMap<Connection, Presence>,
}

impl Room {
    /// Somebody comes. They get a hue that nobody else has, as long as there is one; the same person always has the same.
    pub fn enter(&mut self, actor: ActorId, name: String, role: Role) -> Connection {
        self.last = self.last.saturating_add(1);
        let connection = Connection(self.last);
        let person = Person {
            connection,
            actor,
            name,
            role,
            hue: self.hue(actor),
        };
        self.roster.present.insert(
            connection,
            Present {
                person: person.cut(),
                presence: Presence::default(),
            },
        );
        self.came.insert(connection);
        connection
    }

    fn hue(&self, actor: ActorId) -> u8 {
        let others = || self.roster.present.values().map(|present| &present.person);
        if let Some(same) = others().find(|person| person.actor == actor) {
            return same.hue;
        }
        let mut used = [0_u32; HUES as usize];
        for other in others() {
            if let Some(count) = used.get_mut(usize::from(other.hue)) {
                *count += 1;
            }
        }
        // From one of their own on, so that who comes again mostly has the same as last time.
        let own = actor
            .uuid()
            .as_bytes()
            .iter()
            .fold(0_u8, |sum, byte| sum.wrapping_add(*byte))
            % HUES;
        let from_own = (0..HUES).map(|next| (own + next) % HUES);
        from_own
            .min_by_key(|hue| used[usize::from(*hue)])
            .unwrap_or(own)
    }

    /// They do something.
    pub fn signs(&mut self, connection: Connection, signs: Vec<Sign>) {
        let Some(present) = self.roster.present.get_mut(&connection) else {
            return;
        };
        self.signs
            .entry(connection)
            .or_insert_with(|| present.presence.clone());
        signs
            .into_iter()
            .for_each(|sign| present.presence.take(sign));
    }

    /// They are something else on this board from now on; whether that is news.
    pub fn role(&mut self, connection: Connection, role: Role) -> bool {
        let present = self.roster.present.get_mut(&connection);
        let Some(present) = present.filter(|present| present.person.role != role) else {
            return false;
        };
        present.person.role = role;
        self.came.insert(connection)
    }

    /// They go.
    pub fn leave(&mut self, connection: Connection) {
        if self.roster.present.remove(&connection).is_none() {
            return;
        }
        self.signs.remove(&connection);
        // Also of whom no news told: whoever came after them was told of everybody.
        self.came.remove(&connection);
        self.left.push(connection);
    }

    /// What there is to tell since it was last told; `None` where nothing is.
    pub fn news(&mut self) -> Option<PresenceBatch> {
        let came = std::mem::take(&mut self.came);
        let left = std::mem::take(&mut self.left);
        let before = std::mem::take(&mut self.signs);
        let present = &self.roster.present;
        let came = came
            .iter()
            .filter_map(|one| Some(present.get(one)?.person.clone()))
            .collect::<Vec<_>>();
        let signs = before.iter().filter_map(|(connection, before)| {
            let signs = present.get(connection)?.presence.since(before);
            (!signs.is_empty()).then_some((*connection, signs))
        });
        let signs: Vec<_> = signs.collect();
        let nothing = came.is_empty() && left.is_empty() && signs.is_empty();
        (!nothing).then_some(PresenceBatch {
            whole: false,
            came,
            signs,
            left,
        })
    }

    /// Everything, for somebody who knows nothing yet.
    #[must_use]
    pub fn whole(&self) -> PresenceBatch {
        let nothing = Presence::default();
        let signs = self.roster.iter().filter_map(|(connection, present)| {
            let signs = present.presence.since(&nothing);
            (!signs.is_empty()).then_some((connection, signs))
        });
        PresenceBatch {
            whole: true,
            came: self
                .roster
                .iter()
                .map(|(_, present)| present.person.clone())
                .collect(),
            signs: signs.collect(),
            left: Vec::new(),
        }
    }

    /// Who is there.
    #[must_use]
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn actor(n: u128) -> ActorId {
        ActorId::new(Uuid::from_u128(n))
    }

    #[test]
    fn who_hears_all_news_knows_what_who_is_told_everything_knows() {
        let (mut room, mut heard) = (Room::default(), Roster::default());
        let ana = room.enter(actor(1), "Ana".to_owned(), Role::Editor);
        let luis = room.enter(actor(2), "Luis".to_owned(), Role::Viewer);
        room.signs(ana, vec![Sign::Away(true)]);
        heard.take(room.news().unwrap());
        room.signs(ana, vec![Sign::Away(false)]);
        room.signs(
            luis,
            vec![Sign::Away(true), Sign::Away(false), Sign::Away(true)],
        );
        room.role(luis, Role::Editor);
        heard.take(room.news().unwrap());
        let mut told = Roster::default();
        told.take(room.whole());
        assert_eq!(heard, told);
        assert_eq!(&heard, room.roster());
        assert!(heard.get(luis).unwrap().presence.away);
        room.leave(ana);
        heard.take(room.news().unwrap());
        assert_eq!(heard.len(), 1);
        assert_eq!(room.news(), None);
    }

    #[test]
    fn what_comes_back_to_what_it_was_is_no_news() {
        let mut room = Room::default();
        let ana = room.enter(actor(1), "Ana".to_owned(), Role::Editor);
        room.news();
        room.signs(ana, vec![Sign::Away(true)]);
        room.signs(ana, vec![Sign::Away(false)]);
        assert_eq!(room.news(), None);
    }

    #[test]
    fn who_was_told_of_everybody_hears_of_the_last_who_came_that_they_went() {
        let (mut room, mut told) = (Room::default(), Roster::default());
        let brief = room.enter(actor(1), String::new(), Role::Guest);
        told.take(room.whole());
        room.leave(brief);
        told.take(room.news().unwrap());
        assert!(told.is_empty());
    }

    #[test]
    fn as_long_as_there_are_hues_no_two_people_have_the_same_and_two_windows_of_one_do() {
        let mut room = Room::default();
        let all: BTreeSet<u8> = (0..u128::from(HUES))
            .map(|n| {
                let connection = room.enter(actor(n * 12), String::new(), Role::Editor);
                room.roster().get(connection).unwrap().person.hue
            })
            .collect();
        assert_eq!(all.len(), usize::from(HUES));
        let again = room.enter(actor(24), String::new(), Role::Editor);
        let first = room.roster().get(Connection(3)).unwrap().person.hue;
        assert_eq!(room.roster().get(again).unwrap().person.hue, first);
    }
}
