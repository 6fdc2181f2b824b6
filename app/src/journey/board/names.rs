//! What things on the board are called in the reader's language.

use shared::{
    catalogue::Catalogue,
    id::{DepartmentId, LaneId},
    journey::{Card, Certainty, Content, Evidence, Journey, JourneyKind, LaneKind, Node},
};

use super::model::Owner;
use crate::{
    catalogue::names::{department, hue},
    words::{Lang, in_lang, link_words},
};

/// The name of a lane's kind.
pub(crate) const fn lane_kind(lang: Lang, kind: LaneKind) -> &'static str {
    let words = &in_lang(lang).lane;
    match kind {
        LaneKind::Touchpoints => words.touchpoints,
        LaneKind::Emotion => words.emotion,
        LaneKind::Doing => words.doing,
        LaneKind::Thinking => words.thinking,
        LaneKind::Expecting => words.expecting,
        LaneKind::Promise => words.promise,
        LaneKind::Reality => words.reality,
        LaneKind::Friction => words.friction,
        LaneKind::Pains => words.pains,
        LaneKind::Opportunities => words.opportunities,
        LaneKind::Actions => words.actions,
        LaneKind::Backstage => words.backstage,
        LaneKind::Notes => words.notes,
        LaneKind::Images => words.images,
        LaneKind::Free => words.free,
    }
}

/// What stands under a lane's name.
pub(crate) const fn lane_hint(lang: Lang, kind: LaneKind) -> &'static str {
    let words = &in_lang(lang).lane;
    match kind {
        LaneKind::Touchpoints => words.touchpoints_hint,
        LaneKind::Reality => words.reality_hint,
        LaneKind::Friction => words.friction_hint,
        LaneKind::Backstage => words.backstage_hint,
        _ => "",
    }
}

/// Every kind of lane, in the order in which they are offered.
pub(crate) const LANE_KINDS: [LaneKind; 15] = [
    LaneKind::Touchpoints,
    LaneKind::Emotion,
    LaneKind::Reality,
    LaneKind::Friction,
    LaneKind::Doing,
    LaneKind::Thinking,
    LaneKind::Expecting,
    LaneKind::Promise,
    LaneKind::Pains,
    LaneKind::Opportunities,
    LaneKind::Actions,
    LaneKind::Backstage,
    LaneKind::Notes,
    LaneKind::Images,
    LaneKind::Free,
];

/// How sure we are, in a word.
pub(crate) const fn evidence(lang: Lang, evidence: Evidence) -> &'static str {
    let words = &in_lang(lang).board;
    match evidence {
        Evidence::Assumption => words.assumption,
        Evidence::Qualitative => words.heard,
        Evidence::Measured => words.measured,
    }
}

/// A department as it is painted; `None` for one that the catalogue does not know.
pub(crate) fn owner(catalogue: &Catalogue, lang: Lang, id: DepartmentId) -> Option<Owner> {
    let name = &catalogue.departments.get(&id)?.name;
    Some(Owner {
        hue: hue(name),
        name: department(lang, name),
    })
}

/// Planned or actual, in a word.
pub(crate) const fn journey_kind(lang: Lang, kind: JourneyKind) -> &'static str {
    let words = &in_lang(lang).board;
    match kind {
        JourneyKind::AsIs => words.as_is,
        JourneyKind::ToBe => words.to_be,
    }
}

/// What the cards of a lane of one's own hold.
pub(crate) const fn content(lang: Lang, content: Content) -> &'static str {
    let words = link_words(lang);
    match content {
        Content::Text => words.text,
        Content::Number => words.number,
        Content::Tag => words.tag,
        Content::Rating => words.rating,
    }
}

/// How sure a cause is, in a word.
pub(crate) const fn certainty(lang: Lang, certainty: Certainty) -> &'static str {
    let words = link_words(lang);
    match certainty {
        Certainty::Hypothesis => words.hypothesis,
        Certainty::Confirmed => words.confirmed,
    }
}

/// A card's own title, or the name of the touchpoint it stands for.
pub(crate) fn card_title(catalogue: &Catalogue, card: &Card) -> String {
    card.shown_title(catalogue).to_owned()
}

/// What a node is called.
pub(crate) fn node(
    journey: &Journey,
    catalogue: &Catalogue,
    lang: Lang,
    node: Node,
) -> Option<String> {
    match node {
        Node::Stage(id) => journey.stages.get(&id).map(|stage| stage.title.clone()),
        Node::Step(id) => journey.steps.get(&id).map(|step| step.title.clone()),
        Node::Lane(id) => journey.lanes.get(&id).map(|lane| {
            lane.title
                .clone()
                .unwrap_or_else(|| lane_kind(lang, lane.kind).to_owned())
        }),
        Node::Card(id) => journey
            .cards
            .get(&id)
            .map(|card| card_title(catalogue, card)),
        Node::Link(id) => {
            let link = journey.links.get(&id)?;
            if !link.title.is_empty() {
                return Some(link.title.clone());
            }
            let end = |end: Node| match end {
                // No link ends at another one.
                Node::Link(_) => None,
                end => self::node(journey, catalogue, lang, end),
            };
            Some(format!("{} → {}", end(link.from)?, end(link.to)?))
        }
    }
}

/// The visible lane under which the line of visibility is drawn: the marked one, or when that is hidden the nearest
/// visible one above it.
pub(crate) fn line_below(journey: &Journey) -> Option<LaneId> {
    let marked = journey.line_of_visibility?;
    let end = journey.lane_order.iter().position(|lane| *lane == marked)?;
    journey
        .lane_order
        .iter()
        .take(end + 1)
        .rev()
        .copied()
        .find(|lane| journey.lanes.get(lane).is_some_and(|lane| !lane.hidden))
}

#[cfg(test)]
mod tests {
    use shared::{
        catalogue::Catalogue,
        exchange::{GridCell, drawing::Words as _, grid_lane, to_cells_in},
        id::{JourneyId, LaneId},
        journey::{Content, Journey, Lane},
    };
    use uuid::Uuid;

    use super::{LANE_KINDS, lane_kind};
    use crate::{journey::board::Drawn, words::Lang};

    #[test]
    fn files_call_every_kind_of_lane_as_the_board_does_in_every_language() {
        for kind in LANE_KINDS {
            let mut journey = Journey::new(JourneyId::new(Uuid::from_u128(1)));
            let id = LaneId::new(Uuid::from_u128(2));
            let lane = Lane {
                kind,
                title: None,
                department: None,
                hidden: false,
                content: Content::Text,
            };
            journey.lanes.insert(id, lane);
            journey.lane_order.push(id);
            for lang in Lang::ALL {
                let here = lane_kind(lang, kind);
                // Slides, drawings and pages.
                assert_eq!(Drawn(lang).lane(kind), here);
                // Spreadsheets, which say it in small letters; without a persona the row of emotions is there all the same.
                let cells = to_cells_in(&journey, &Catalogue::default(), Some(lang));
                let name = cells.last().and_then(|row| row.first());
                let Some(GridCell::Text(name)) = name else {
                    panic!("{kind:?} has no row");
                };
                assert_eq!(name.to_lowercase(), here.to_lowercase());
                // And what the board calls it is read back from a file.
                assert_eq!(grid_lane(here), Some(kind));
            }
        }
    }
}
