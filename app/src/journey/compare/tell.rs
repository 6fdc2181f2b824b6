//! A difference in words: what became of what, where, and what about it is different.

use shared::{
    catalogue::Catalogue,
    id::DepartmentId,
    image::Picture,
    journey::{
        Node,
        compare::{Comparison, Difference, Field, Kind},
    },
    log::Board,
};

use crate::{
    catalogue::names::department,
    html::Html,
    journey::board::names,
    words::{Lang, VersusWords, in_lang, versus_words},
};

/// What stands for a kind of difference beside its colour.
pub(super) const fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "+",
        Kind::Removed => "−",
        Kind::Moved => "⇄",
        Kind::Changed => "≠",
    }
}

pub(super) const fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "diff diff--added",
        Kind::Removed => "diff diff--removed",
        Kind::Moved => "diff diff--moved",
        Kind::Changed => "diff diff--changed",
    }
}

/// What a node is called, on the side where it is.
pub(super) fn name(lang: Lang, board: &Board, node: Node) -> String {
    names::node(&board.journey, &board.catalogue, lang, node).unwrap_or_default()
}

/// Where a node stands: a card in its step and lane, a step in its stage.
pub(super) fn place(lang: Lang, board: &Board, node: Node) -> String {
    let parents = match node {
        Node::Link(_) => Vec::new(),
        node => board.journey.parents(node),
    };
    let names: Vec<String> = parents
        .into_iter()
        .map(|parent| name(lang, board, parent))
        .collect();
    names.join(", ")
}

/// The differences as a list of ways to where they are drawn.
pub(super) fn list(lang: Lang, left: &Board, right: &Board, comparison: &Comparison) -> String {
    let words = versus_words(lang);
    let mut html = Html::new();
    for (at, difference) in comparison.differences.iter().enumerate() {
        let kind = difference.kind;
        let href = format!("#d-{at}");
        html.open("li", &[]);
        let class = format!("{} versus__item", class(kind));
        html.open("a", &[("class", &class), ("href", &href)]);
        html.element(
            "span",
            &[("class", "diff__sign"), ("aria-hidden", "true")],
            sign(kind),
        );
        html.open("span", &[]);
        html.classed(
            "span",
            "visually-hidden",
            &format!("{}: ", words.kind(kind)),
        );
        html.element("b", &[], &title(lang, words, left, right, difference));
        let (board, node) = match (difference.left, difference.right) {
            (_, Some(node)) => (right, Some(node)),
            (node, None) => (left, node),
        };
        let stands = node
            .map(|node| place(lang, board, node))
            .unwrap_or_default();
        if !stands.is_empty() {
            html.classed("span", "versus__place", &stands);
        }
        if kind == Kind::Moved
            && let Some(node) = difference.left
        {
            let from = place(lang, left, node);
            if !from.is_empty() && from != stands {
                html.classed("span", "versus__field", &words.from(&from));
            }
        }
        for field in &difference.fields {
            html.classed(
                "span",
                "versus__field",
                &self::field(lang, left, right, field),
            );
        }
        html.close("span").close("a").close("li");
    }
    html.done()
}

fn title(
    lang: Lang,
    words: &VersusWords,
    left: &Board,
    right: &Board,
    difference: &Difference,
) -> String {
    match (difference.left, difference.right) {
        (_, Some(node)) => name(lang, right, node),
        (Some(node), None) => name(lang, left, node),
        (None, None) => words.whole.to_owned(),
    }
}

/// A field with both of its values.
pub(super) fn field(lang: Lang, left: &Board, right: &Board, field: &Field) -> String {
    let words = versus_words(lang);
    let or_nothing = |text: &str| {
        if text.is_empty() {
            words.nothing.to_owned()
        } else {
            text.to_owned()
        }
    };
    let said = |name: &str, l: &str, r: &str| words.field(name, &or_nothing(l), &or_nothing(r));
    let who = |catalogue: &Catalogue, id: &Option<DepartmentId>| {
        let found = id.and_then(|id| catalogue.departments.get(&id));
        found
            .map(|found| department(lang, &found.name))
            .unwrap_or_default()
    };
    let persona = |id| {
        let known = right
            .catalogue
            .personas
            .get(&id)
            .or_else(|| left.catalogue.personas.get(&id));
        known.map_or("", |persona| persona.name.as_str())
    };
    match field {
        Field::Title(l, r) => said(words.text, l, r),
        Field::Note(l, r) => said(words.note, l, r),
        Field::Scenario(l, r) => said(words.scenario, l, r),
        Field::Start(l, r) => said(words.start, l, r),
        Field::End(l, r) => said(words.end, l, r),
        Field::Goal(l, r) => said(words.goal, l, r),
        Field::Evidence(l, r) => said(
            words.evidence,
            names::evidence(lang, *l),
            names::evidence(lang, *r),
        ),
        Field::Department(l, r) => said(
            words.department,
            &who(&left.catalogue, l),
            &who(&right.catalogue, r),
        ),
        Field::Touchpoint(l, r) => {
            let name = |board: &Board, id: &Option<_>| {
                let found = id.and_then(|id| board.catalogue.touchpoints.get(&id));
                found.map(|found| found.name.clone()).unwrap_or_default()
            };
            said(words.touchpoint, &name(left, l), &name(right, r))
        }
        Field::Metric(l, r) => said(
            words.metric,
            l.as_deref().unwrap_or_default(),
            r.as_deref().unwrap_or_default(),
        ),
        // What is to be seen on them; where nobody said it of two images, that they are two.
        Field::Image(l, r) => {
            let seen = |picture: &Option<Picture>, sign: &str| {
                let alt = picture.as_ref().map(|picture| picture.alt.clone());
                alt.map(|alt| if alt.is_empty() { sign.to_owned() } else { alt })
                    .unwrap_or_default()
            };
            said(words.image, &seen(l, "①"), &seen(r, "②"))
        }
        Field::Content(l, r) => said(
            words.content,
            names::content(lang, *l),
            names::content(lang, *r),
        ),
        Field::Certainty(l, r) => said(
            words.certainty,
            names::certainty(lang, *l),
            names::certainty(lang, *r),
        ),
        // Which journeys they are, their titles would say; that they differ is enough here.
        Field::Detail(l, r) => {
            let sign = |there: bool| if there { "✓" } else { "" };
            said(words.detail, sign(l.is_some()), sign(r.is_some()))
        }
        Field::Emotion(id, l, r) => {
            let felt = |value: &Option<i16>| {
                value.map_or_else(String::new, |value| {
                    in_lang(lang).board.feeling(f64::from(value) / 100.0)
                })
            };
            said(&words.felt(persona(*id)), &felt(l), &felt(r))
        }
        Field::Personas(l, r) => {
            let names = |all: &[_]| {
                all.iter()
                    .map(|id| persona(*id))
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            said(words.personas, &names(l), &names(r))
        }
    }
}
