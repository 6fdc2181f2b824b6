//! What the palette lists: pages and deeds, what was found, what was gone to before. Best first.

use serde::{Deserialize, Serialize};
use shared::{
    access::{Action, Kind, Role},
    api::{Found, FoundKind, Me},
    locale::Lang,
    search::{Rank, Wanted},
};

use crate::{
    exchange::TAKE_AWAY,
    me::may,
    request::Theme,
    shell::Room,
    words::{PaletteWords, audit_words, in_lang, member_words, palette_words},
};

/// One line of the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) detail: String,
    /// What kind of thing it is, in words.
    pub(super) kind: &'static str,
    pub(super) goal: Goal,
}

/// What choosing a line does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Goal {
    /// Goes to a page of ours.
    Path(String),
    /// Speaks another language.
    Lang(Lang),
    /// Looks otherwise.
    Theme(Theme),
}

/// Something that was gone to, as the browser keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Gone {
    pub(super) name: String,
    pub(super) detail: String,
    /// What kind of thing it is; `None` for a page.
    pub(super) kind: Option<FoundKind>,
    pub(super) path: String,
}

/// The lines, on the page of the path `here`: with words, all that fit them; without, what was gone to lately and then every page and deed.
pub(super) fn entries(
    lang: Lang,
    text: &str,
    found: &[Found],
    gone: &[Gone],
    here: &str,
) -> Vec<Entry> {
    let own = own(lang, here);
    let Some(wanted) = Wanted::of(text) else {
        let lately: Vec<Entry> = gone.iter().map(|gone| of_gone(lang, gone)).collect();
        let known = |entry: &Entry| lately.iter().any(|one| one.goal == entry.goal);
        let own: Vec<Entry> = own.into_iter().filter(|entry| !known(entry)).collect();
        return lately.into_iter().chain(own).collect();
    };
    let own = own.into_iter().filter_map(|entry| {
        let rank = wanted.rank(&entry.name, beside(&entry.goal))?;
        Some((rank, entry))
    });
    let found = found
        .iter()
        .map(|found| (found.rank, of_found(lang, found)));
    let mut all: Vec<(Rank, Entry)> = own.chain(found).collect();
    all.sort_by_key(|(rank, _)| *rank);
    all.into_iter().map(|(_, entry)| entry).collect()
}

/// What is kept of a line that was gone to; nothing of a deed.
pub(super) fn kept(entry: &Entry, lang: Lang, found: &[Found]) -> Option<Gone> {
    let Goal::Path(path) = &entry.goal else {
        return None;
    };
    let words = palette_words(lang);
    if entry.kind == words.deed {
        return None;
    }
    let like = |one: &&Found| one.path == *path && one.name == entry.name;
    let kinds = [
        FoundKind::Journey,
        FoundKind::Touchpoint,
        FoundKind::Persona,
        FoundKind::Department,
        FoundKind::Metric,
        FoundKind::Action,
        FoundKind::Brand,
    ];
    // A line of something found earlier has its kind in words only.
    let said = || {
        kinds
            .into_iter()
            .find(|kind| named(words, *kind) == entry.kind)
    };
    let found = found.iter().find(like);
    // An address that is made of a name does not outlive it.
    let lasting = found.and_then(|one| one.lasting.as_ref());
    Some(Gone {
        name: entry.name.clone(),
        detail: entry.detail.clone(),
        kind: found.map(|one| one.kind).or_else(said),
        path: lasting.unwrap_or(path).clone(),
    })
}

/// What was gone to lately, with one more that was gone to last: each once, and not more than `most`.
pub(super) fn lately(before: Vec<Gone>, last: Gone, most: usize) -> Vec<Gone> {
    let again = |one: &Gone| {
        // Several things may be listed on one page; a persona has a page of its own, whatever it is called now.
        one.path == last.path && (one.name == last.name || last.kind == Some(FoundKind::Persona))
    };
    let rest: Vec<Gone> = before.into_iter().filter(|one| !again(one)).collect();
    std::iter::once(last).chain(rest).take(most).collect()
}

fn of_gone(lang: Lang, gone: &Gone) -> Entry {
    let words = palette_words(lang);
    let room = Room::ALL.into_iter().find(|room| room.href() == gone.path);
    Entry {
        // A page is called as the reader reads now, not as then.
        name: room.map_or_else(
            || gone.name.clone(),
            |room| room.name(in_lang(lang)).to_owned(),
        ),
        detail: gone.detail.clone(),
        kind: gone.kind.map_or(words.page, |kind| named(words, kind)),
        goal: Goal::Path(gone.path.clone()),
    }
}

fn of_found(lang: Lang, found: &Found) -> Entry {
    let words = palette_words(lang);
    let state = match (found.put_away, found.kind) {
        (false, _) => "",
        (true, FoundKind::Journey) => words.archived,
        (true, _) => words.retired,
    };
    let details = [found.detail.as_str(), state];
    let details = details.into_iter().filter(|detail| !detail.is_empty());
    Entry {
        name: found.name.clone(),
        detail: details.collect::<Vec<_>>().join(" · "),
        kind: named(words, found.kind),
        goal: Goal::Path(found.path.clone()),
    }
}

/// Every page and every deed; `here` is the path of the page, which may have deeds of its own.
fn own(lang: Lang, here: &str) -> Vec<Entry> {
    let (words, all) = (palette_words(lang), in_lang(lang));
    let entry = |name: String, kind, goal| Entry {
        name,
        detail: String::new(),
        kind,
        goal,
    };
    let deed = |name: String, goal| entry(name, words.deed, goal);
    let pages = Room::ALL.map(|room| {
        let goal = Goal::Path(room.href().to_owned());
        entry(room.name(all).to_owned(), words.page, goal)
    });
    let to = |path: &str| Goal::Path(path.to_owned());
    let mut own = Vec::from(pages);
    own.push(entry(
        all.catalogue.personas.to_owned(),
        words.page,
        Goal::Path("/personas".to_owned()),
    ));
    own.push(entry(
        member_words(lang).title.to_owned(),
        words.page,
        to("/members"),
    ));
    own.push(entry(
        audit_words(lang).title.to_owned(),
        words.page,
        to("/audit"),
    ));
    own.push(deed(all.portfolio.new.to_owned(), to("/?new=1")));
    own.push(deed(words.from_file.to_owned(), to("/from-file")));
    own.push(deed(words.import.to_owned(), to("/import")));
    own.push(deed(words.take_away.to_owned(), to(TAKE_AWAY)));
    let board = here
        .strip_prefix("/journeys/")
        .map(|slug| slug.trim_end_matches('/'));
    if let Some(slug) = board.filter(|slug| !slug.is_empty() && !slug.contains('/')) {
        let path = format!("/journeys/{slug}/present");
        own.push(deed(words.present.to_owned(), to(&path)));
        let path = format!("/journeys/{slug}/share");
        own.push(deed(words.share.to_owned(), to(&path)));
    }
    own.push(deed(words.compare.to_owned(), to("/compare")));
    for lang in Lang::ALL {
        own.push(deed(words.language(lang.name()), Goal::Lang(lang)));
    }
    for theme in Theme::ALL {
        let name = match theme {
            Theme::System => all.shell.theme_system,
            Theme::Light => all.shell.theme_light,
            Theme::Dark => all.shell.theme_dark,
        };
        own.push(deed(words.theme(name), Goal::Theme(theme)));
    }
    own
}

/// Whether whoever looks is offered this: what would only be refused is not.
pub(super) fn offered(me: &Me, entry: &Entry) -> bool {
    let Goal::Path(path) = &entry.goal else {
        return true;
    };
    let may = |action, kind| may(me, action, kind);
    match path.as_str() {
        "/?new=1" | "/from-file" => may(Action::Create, Kind::Workspace),
        "/import" => may(Action::Import, Kind::Records),
        // As long as nobody has an account, the page says how there will be members.
        "/members" => may(Action::Read, Kind::Members) || me.role == Role::LocalOwner,
        "/audit" => may(Action::Read, Kind::Audit),
        path if path.starts_with("/journeys/") && path.ends_with("/share") => {
            may(Action::Manage, Kind::Journey)
        }
        _ => true,
    }
}

/// Other words for it. Those for a language are in all of them: who looks for it may not read the one that is shown.
const fn beside(goal: &Goal) -> Option<&'static str> {
    match goal {
        Goal::Lang(Lang::En) => Some("language idioma english inglés"),
        Goal::Lang(Lang::Es) => Some("language idioma spanish español"),
        Goal::Path(_) | Goal::Theme(_) => None,
    }
}

const fn named(words: &'static PaletteWords, kind: FoundKind) -> &'static str {
    match kind {
        FoundKind::Journey => words.journey,
        FoundKind::Touchpoint => words.touchpoint,
        FoundKind::Persona => words.persona,
        FoundKind::Department => words.department,
        FoundKind::Metric => words.metric,
        FoundKind::Action => words.action,
        FoundKind::Brand => words.brand,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: FoundKind, name: &str, put_away: bool, rank: u32) -> Found {
        Found {
            kind,
            name: name.to_owned(),
            detail: "Airport".to_owned(),
            path: format!("/{name}"),
            lasting: None,
            put_away,
            rank: Rank(rank),
        }
    }

    fn names(entries: &[Entry]) -> Vec<&str> {
        entries.iter().map(|entry| entry.name.as_str()).collect()
    }

    #[test]
    fn pages_are_found_in_the_readers_language_and_go_before_what_fits_less() {
        let found = [found(FoundKind::Metric, "Share of metrics", false, 1 << 16)];
        let english = entries(Lang::En, "metrics", &found, &[], "");
        assert_eq!(names(&english), ["Metrics", "Share of metrics"]);
        let spanish = entries(Lang::Es, "friccion", &[], &[], "");
        assert_eq!(names(&spanish), ["Fricción"]);
        assert_eq!(spanish[0].goal, Goal::Path("/friction".to_owned()));
    }

    #[test]
    fn who_does_not_read_the_language_finds_their_own() {
        let lines = entries(Lang::En, "español", &[], &[], "");
        assert_eq!(lines[0].goal, Goal::Lang(Lang::Es));
        let lines = entries(Lang::Es, "english", &[], &[], "");
        assert_eq!(lines[0].goal, Goal::Lang(Lang::En));
    }

    #[test]
    fn without_words_what_was_gone_to_lately_comes_first_and_each_page_once() {
        let metric = found(FoundKind::Metric, "CSAT", false, 0);
        let metric = of_found(Lang::En, &metric);
        let page = &entries(Lang::En, "friction", &[], &[], "")[0];
        let gone = [metric, page.clone()].map(|entry| kept(&entry, Lang::En, &[]).unwrap());
        assert_eq!(gone[0].kind, Some(FoundKind::Metric));
        let lines = entries(Lang::Es, " ", &[], &gone, "");
        assert_eq!(names(&lines[..2]), ["CSAT", "Fricción"]);
        assert_eq!(lines[0].kind, "Indicador");
        let friction = lines.iter().filter(|line| line.name == "Fricción");
        assert_eq!(friction.count(), 1);
    }

    #[test]
    fn a_persona_is_kept_by_what_outlives_its_name_and_once() {
        let named = |name: &str| Found {
            path: format!("/personas/{name}"),
            lasting: Some("/personas/7".to_owned()),
            ..found(FoundKind::Persona, name, false, 0)
        };
        let gone = |name: &str| {
            let found = [named(name)];
            kept(&of_found(Lang::En, &found[0]), Lang::En, &found).unwrap()
        };
        let mut all = lately(Vec::new(), gone("Marta"), 6);
        assert_eq!(all[0].path, "/personas/7");
        // Gone to again from the list, it is still kept by that.
        let again = kept(&of_gone(Lang::En, &all[0]), Lang::En, &[]).unwrap();
        assert_eq!(again, all[0]);
        all = lately(all, gone("Marta Ruiz"), 6);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].name, "Marta Ruiz");
    }

    #[test]
    fn things_that_one_page_lists_are_kept_apart_and_only_so_many() {
        let on_a_page = |name: &str| Gone {
            name: name.to_owned(),
            detail: String::new(),
            kind: Some(FoundKind::Brand),
            path: "/catalogue?section=brands".to_owned(),
        };
        let all = ["A", "B", "C", "A"]
            .into_iter()
            .fold(Vec::new(), |all, name| lately(all, on_a_page(name), 2));
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["A", "C"]);
    }

    #[test]
    fn what_is_put_away_says_so() {
        let lines = entries(
            Lang::En,
            "old",
            &[found(FoundKind::Journey, "Old", true, 0)],
            &[],
            "",
        );
        assert_eq!(lines[0].detail, "Airport · archived");
        let lines = entries(
            Lang::Es,
            "old",
            &[found(FoundKind::Persona, "Old", true, 0)],
            &[],
            "",
        );
        assert_eq!(lines[0].detail, "Airport · retirado");
    }

    #[test]
    fn a_board_can_be_presented_from_where_it_is() {
        let lines = entries(Lang::En, "present", &[], &[], "/journeys/airport");
        let path = "/journeys/airport/present".to_owned();
        assert_eq!(lines[0].goal, Goal::Path(path));
        assert!(entries(Lang::En, "present", &[], &[], "/").is_empty());
    }

    #[test]
    fn nobody_is_led_to_what_they_may_not_do() {
        let lines = entries(Lang::En, "", &[], &[], "/journeys/airport");
        let offered = |role| {
            let me = Me {
                role,
                ..Me::nobody()
            };
            let paths = lines.iter().filter(|line| offered(&me, line));
            let paths = paths.filter_map(|line| match &line.goal {
                Goal::Path(path) => Some(path.as_str()),
                _ => None,
            });
            paths.collect::<Vec<_>>()
        };
        let deeds = [
            "/?new=1",
            "/from-file",
            "/import",
            "/audit",
            "/members",
            "/journeys/airport/share",
        ];
        let has = |role| deeds.map(|deed| offered(role).contains(&deed));
        assert_eq!(has(Role::Owner), [true; 6]);
        assert_eq!(has(Role::Editor), [true, true, true, false, true, true]);
        assert_eq!(has(Role::Viewer), [false, false, false, false, true, false]);
        assert_eq!(has(Role::LocalOwner), [true, true, true, true, true, false]);
    }

    #[test]
    fn deeds_are_not_kept() {
        let lines = entries(Lang::En, "", &[], &[], "");
        let kept: Vec<Gone> = lines
            .iter()
            .filter_map(|line| kept(line, Lang::En, &[]))
            .collect();
        // Every room, and the pages of all personas, of the members, of who did what.
        assert_eq!(kept.len(), Room::ALL.len() + 3);
        let deed = palette_words(Lang::En).deed;
        assert!(lines.iter().any(|line| line.kind == deed));
    }
}
