//! What a key means on the board: the keys of a spreadsheet, and nothing else.
//!
//! Pure: from the key and its modifiers to a command. What a command does is in `command`.

use super::zoom::Zoom;

/// One of the four ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the column before.
    Left,
    /// To the column after.
    Right,
    /// To the card or lane above.
    Up,
    /// To the card or lane below.
    Down,
}

/// What a person asks for with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    /// Moves the focus by one; with `extend`, the selection grows to there.
    Go {
        /// Which way.
        way: Way,
        /// Whether the selection follows.
        extend: bool,
    },
    /// Moves the focus to the first or last place that way.
    GoFar {
        /// Which way.
        way: Way,
        /// Whether the selection follows.
        extend: bool,
    },
    /// To the first place of the board.
    GoFirst,
    /// To the last place of the board.
    GoLast,
    /// Moves what is selected.
    Move(Way),
    /// Edits what has the focus; in an empty cell, adds.
    Edit,
    /// Edits what has the focus, beginning with the character of the key.
    Type,
    /// Adds one more after what has the focus.
    Add,
    /// Adds or takes away what has the focus from the selection.
    Toggle,
    /// Hides what is selected.
    Delete,
    /// Copies what is selected right after itself.
    Duplicate,
    /// Selects every card.
    All,
    /// Takes back the last edit.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Explains what has the focus, in the inspector.
    Explain,
    /// Draws the board larger, smaller, or whole.
    Zoom(Zoom),
    /// Opens the sheet of keys.
    Help,
    /// Leaves: first the drag, then the selection.
    Escape,
}

impl Command {
    /// Whether it changes the board, or begins to. Those who only look at it are not answered.
    pub(crate) const fn edits(self) -> bool {
        match self {
            Self::Move(_)
            | Self::Edit
            | Self::Type
            | Self::Add
            | Self::Delete
            | Self::Duplicate
            | Self::Undo
            | Self::Redo => true,
            Self::Go { .. }
            | Self::GoFar { .. }
            | Self::GoFirst
            | Self::GoLast
            | Self::Toggle
            | Self::All
            | Self::Explain
            | Self::Zoom(_)
            | Self::Help
            | Self::Escape => false,
        }
    }
}

/// A key with its modifiers, as the browser reports it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chord<'a> {
    /// The key's value.
    pub(crate) key: &'a str,
    /// Its place on the keyboard: with Alt some systems write another character.
    pub(crate) code: &'a str,
    /// Control, or Command on a Mac.
    pub(crate) ctrl: bool,
    /// Shift.
    pub(crate) shift: bool,
    /// Alt, or Option on a Mac.
    pub(crate) alt: bool,
}

/// What the chord asks for; `None` leaves it to the browser.
pub(crate) fn command(chord: Chord<'_>) -> Option<Command> {
    let Chord {
        key,
        code,
        ctrl,
        shift,
        alt,
    } = chord;
    if let Some(way) = way(key) {
        return Some(match (ctrl, shift, alt) {
            (false, _, true) | (true, true, false) => Command::Move(way),
            (true, false, false) => Command::GoFar { way, extend: false },
            (false, extend, false) => Command::Go { way, extend },
            (true, _, true) => return None,
        });
    }
    match (key, ctrl, alt) {
        ("Home", true, false) => Some(Command::GoFirst),
        ("End", true, false) => Some(Command::GoLast),
        ("Home", false, false) => Some(Command::GoFar {
            way: Way::Left,
            extend: shift,
        }),
        ("End", false, false) => Some(Command::GoFar {
            way: Way::Right,
            extend: shift,
        }),
        ("Enter" | "F2", false, false) => Some(Command::Edit),
        ("Enter", true, false) | ("Insert", false, false) => Some(Command::Add),
        ("Enter", false, true) => Some(Command::Explain),
        ("Delete" | "Backspace", false, false) => Some(Command::Delete),
        ("Escape", false, false) => Some(Command::Escape),
        (" ", _, false) => Some(Command::Toggle),
        ("z" | "Z", true, false) if shift => Some(Command::Redo),
        ("z" | "Z", true, false) => Some(Command::Undo),
        ("y" | "Y", true, false) => Some(Command::Redo),
        ("d" | "D", true, false) => Some(Command::Duplicate),
        ("a" | "A", true, false) if !shift => Some(Command::All),
        (key, false, true) => zoom(key, code).map(Command::Zoom),
        ("?", false, false) => Some(Command::Help),
        // AltGr reports Control and Alt together on some systems; a single character it makes is typing.
        (key, ctrl, alt) if ctrl == alt && key.chars().count() == 1 => Some(Command::Type),
        // Composition (accents, other scripts) starts without a character of its own.
        ("Dead" | "Process" | "Unidentified", false, false) => Some(Command::Type),
        _ => None,
    }
}

/// By the character where it is the one that was meant, else by the place on the keyboard.
fn zoom(key: &str, code: &str) -> Option<Zoom> {
    match (key, code) {
        ("+" | "=", _) => Some(Zoom::In),
        ("-" | "_", _) => Some(Zoom::Out),
        ("0", _) => Some(Zoom::Whole),
        (_, "Equal" | "NumpadAdd") => Some(Zoom::In),
        (_, "Minus" | "NumpadSubtract") => Some(Zoom::Out),
        (_, "Digit0" | "Numpad0") => Some(Zoom::Whole),
        _ => None,
    }
}

fn way(key: &str) -> Option<Way> {
    match key {
        "ArrowLeft" => Some(Way::Left),
        "ArrowRight" => Some(Way::Right),
        "ArrowUp" => Some(Way::Up),
        "ArrowDown" => Some(Way::Down),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Chord, Command, Way, Zoom, command};

    fn press(chord: &str) -> Option<Command> {
        press_at(chord, "")
    }

    fn press_at(chord: &str, code: &str) -> Option<Command> {
        let mut parts: Vec<&str> = chord.split('+').collect();
        let key = parts.pop().unwrap_or_default();
        command(Chord {
            key,
            code,
            ctrl: parts.contains(&"ctrl"),
            shift: parts.contains(&"shift"),
            alt: parts.contains(&"alt"),
        })
    }

    #[test]
    fn arrows_move_the_focus_and_with_alt_the_card() {
        assert_eq!(
            press("ArrowLeft"),
            Some(Command::Go {
                way: Way::Left,
                extend: false
            })
        );
        assert_eq!(
            press("shift+ArrowDown"),
            Some(Command::Go {
                way: Way::Down,
                extend: true
            })
        );
        assert_eq!(press("alt+ArrowUp"), Some(Command::Move(Way::Up)));
        assert_eq!(
            press("ctrl+shift+ArrowRight"),
            Some(Command::Move(Way::Right))
        );
        assert_eq!(
            press("ctrl+ArrowRight"),
            Some(Command::GoFar {
                way: Way::Right,
                extend: false
            })
        );
    }

    #[test]
    fn the_keys_of_a_spreadsheet_do_what_a_spreadsheet_does() {
        assert_eq!(press("Enter"), Some(Command::Edit));
        assert_eq!(press("F2"), Some(Command::Edit));
        assert_eq!(press("Backspace"), Some(Command::Delete));
        assert_eq!(press("ctrl+z"), Some(Command::Undo));
        assert_eq!(press("ctrl+shift+Z"), Some(Command::Redo));
        assert_eq!(press("ctrl+y"), Some(Command::Redo));
        assert_eq!(press("ctrl+d"), Some(Command::Duplicate));
        assert_eq!(press("ctrl+a"), Some(Command::All));
        assert_eq!(press("alt+0"), Some(Command::Zoom(Zoom::Whole)));
        assert_eq!(press("alt+-"), Some(Command::Zoom(Zoom::Out)));
        assert_eq!(press("ctrl+Home"), Some(Command::GoFirst));
    }

    #[test]
    fn a_shortcut_with_alt_is_the_same_key_where_alt_writes_another_character() {
        // Option and the key of 0, − and = on a Mac with an English keyboard.
        assert_eq!(
            press_at("alt+º", "Digit0"),
            Some(Command::Zoom(Zoom::Whole))
        );
        assert_eq!(press_at("alt+–", "Minus"), Some(Command::Zoom(Zoom::Out)));
        assert_eq!(press_at("alt+≠", "Equal"), Some(Command::Zoom(Zoom::In)));
        // What was meant counts before where it is: on a Spanish keyboard − stands where / does on an English one.
        assert_eq!(press_at("alt+-", "Slash"), Some(Command::Zoom(Zoom::Out)));
        assert_eq!(press_at("alt+d", "KeyD"), None);
    }

    #[test]
    fn whoever_only_looks_moves_about_and_changes_nothing() {
        let edits = |chord| press(chord).is_some_and(Command::edits);
        for chord in [
            "ArrowLeft",
            "Home",
            "ctrl+a",
            "alt+0",
            "alt+Enter",
            "?",
            "Escape",
        ] {
            assert!(!edits(chord), "{chord}");
        }
        for chord in [
            "alt+ArrowUp",
            "Enter",
            "q",
            "Delete",
            "ctrl+d",
            "ctrl+z",
            "Insert",
        ] {
            assert!(edits(chord), "{chord}");
        }
    }

    #[test]
    fn typing_edits_and_the_browsers_own_shortcuts_stay() {
        assert_eq!(press("q"), Some(Command::Type));
        assert_eq!(press("ñ"), Some(Command::Type));
        assert_eq!(press("ctrl+alt+@"), Some(Command::Type));
        assert_eq!(press("Dead"), Some(Command::Type));
        assert_eq!(press("ctrl+r"), None);
        assert_eq!(press("ctrl+c"), None);
        assert_eq!(press("alt+d"), None);
        assert_eq!(press("Tab"), None);
        assert_eq!(press("F5"), None);
    }
}
