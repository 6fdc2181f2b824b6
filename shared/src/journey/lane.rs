//! Lanes: the rows of the board, each with one meaning.

use serde::{Deserialize, Serialize};

use crate::id::DepartmentId;

/// One row of the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lane {
    /// What its cells mean.
    pub kind: LaneKind,
    /// A title of its own; without one the interface shows the kind's name in the reader's language.
    pub title: Option<String>,
    /// The department whose work it shows (backstage lanes).
    pub department: Option<DepartmentId>,
    /// Deleted, and restorable.
    pub hidden: bool,
    /// What the cards of a lane of the team's own are; text in every other.
    #[serde(default)]
    pub content: Content,
}

/// What the cards of a lane are.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Any text.
    #[default]
    Text,
    /// A number, written with digits and at most one point: `12`, `-0.5`.
    Number,
    /// A short word.
    Tag,
    /// A rating from 1 to 5.
    Rating,
}

impl Content {
    /// The most digits of a number before its point, and after it.
    const DIGITS: (usize, usize) = (15, 6);
    /// The most characters of a tag.
    const TAG: usize = 40;

    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Text, Self::Number, Self::Tag, Self::Rating];

    /// Whether a card may have this title. A title is never empty here.
    #[must_use]
    pub fn fits(self, title: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Number => is_number(title),
            Self::Tag => title.chars().count() <= Self::TAG && !title.contains('\n'),
            Self::Rating => matches!(title, "1" | "2" | "3" | "4" | "5"),
        }
    }
}

fn is_number(text: &str) -> bool {
    let digits = |text: &str, most| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let text = text.strip_prefix('-').unwrap_or(text);
    let (before, after) = Content::DIGITS;
    match text.split_once('.') {
        Some((whole, part)) => digits(whole, before) && digits(part, after),
        None => digits(text, before),
    }
}

/// What a lane's cells mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LaneKind {
    /// Placements of catalogue touchpoints.
    Touchpoints,
    /// The emotion curves; it holds points, never cards.
    Emotion,
    /// What the customer does.
    Doing,
    /// What the customer thinks.
    Thinking,
    /// What the customer expects.
    Expecting,
    /// What was promised.
    Promise,
    /// The friction scores; computed, never cards.
    Friction,
    /// Pain points.
    Pains,
    /// Opportunities.
    Opportunities,
    /// What is being done.
    Actions,
    /// What happens where the customer does not look, by department.
    Backstage,
    /// Notes.
    Notes,
    /// A lane of the team's own.
    Free,
    /// What metrics say of the touchpoints; computed, never cards.
    Reality,
    /// Photographs, sketches, screens.
    Images,
}

impl LaneKind {
    /// Whether cells of this kind hold cards; the curves, the scores and the metrics are drawn instead.
    #[must_use]
    pub const fn holds_cards(self) -> bool {
        !matches!(self, Self::Emotion | Self::Friction | Self::Reality)
    }

    /// Whether a board has at most one visible lane of this kind.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(
            self,
            Self::Touchpoints | Self::Emotion | Self::Friction | Self::Reality
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_digits_and_at_most_one_point() {
        for number in ["0", "12", "-0.5", "999999999999999.999999"] {
            assert!(Content::Number.fits(number), "{number}");
        }
        for other in [
            "",
            "-",
            ".5",
            "5.",
            "1,5",
            "1e3",
            "1.2.3",
            "١",
            "+1",
            "1 000",
            "1000000000000000",
        ] {
            assert!(!Content::Number.fits(other), "{other}");
        }
    }

    #[test]
    fn a_rating_is_from_1_to_5_and_a_tag_is_short() {
        assert!(Content::Rating.fits("1") && Content::Rating.fits("5"));
        assert!(
            !Content::Rating.fits("0")
                && !Content::Rating.fits("6")
                && !Content::Rating.fits("5.0")
        );
        assert!(Content::Tag.fits("en línea") && Content::Tag.fits(&"á".repeat(40)));
        assert!(!Content::Tag.fits(&"á".repeat(41)) && !Content::Tag.fits("two\nlines"));
    }
}
