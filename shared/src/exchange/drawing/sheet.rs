//! What is on the board, in the reader's words, before anything has a place.

use std::collections::BTreeMap;

use super::{
    Facts, Said, Words,
    facts::{Heat, Told},
};
use crate::{
    catalogue::Catalogue,
    chart::{Measured, PersonaCurve},
    id::{CardId, DepartmentId, LaneId, StageId, StepId},
    image::Picture,
    journey::{
        Card, Cell, Certainty, Content, Evidence, Journey, JourneyKind, Lane, LaneKind, LinkKind,
        Node,
    },
};

/// The visible board.
#[derive(Debug)]
pub struct Sheet {
    /// The journey's title.
    pub title: String,
    /// What the scope says, term by term; the first has no term.
    pub scope: Vec<(String, String)>,
    /// The day of it, as a reader writes it.
    pub day: Option<String>,
    /// Titles of the stages with the number of their columns, at least 1.
    pub stages: Vec<(String, usize)>,
    /// Titles of the steps; empty in a stage without steps.
    pub columns: Vec<String>,
    /// The lanes in order.
    pub lanes: Vec<SheetLane>,
    /// How many lanes stand above the line of visibility.
    pub above_line: Option<usize>,
    /// Where one may go on from a column to another that is not the next.
    pub ways: Vec<Way>,
    /// What causes what.
    pub causes: Vec<Cause>,
}

/// A lane.
#[derive(Debug)]
pub struct SheetLane {
    /// What its cells mean.
    pub kind: LaneKind,
    /// What it is called.
    pub title: String,
    /// What stands below its name.
    pub hint: String,
    /// The department whose work it shows, with its hue.
    pub owner: Option<(String, u8)>,
    /// What is in it.
    pub cells: Cells,
}

/// What is in a lane, column by column.
#[derive(Debug)]
pub enum Cells {
    /// Cards, from top to bottom.
    Cards(Vec<Vec<Written>>),
    /// Emotions.
    Curves {
        /// What people believe, persona by persona.
        believed: Vec<PersonaCurve>,
        /// What was measured.
        measured: Vec<Option<Measured>>,
        /// What stands at the two curves.
        names: [String; 2],
    },
    /// Friction.
    Heat(Vec<Heat>),
    /// What metrics say.
    Told(Vec<Told>),
}

/// A card with what it says.
#[derive(Debug, Clone)]
pub struct Written {
    /// The card, where it is one: an action that was taken on is none.
    pub id: Option<CardId>,
    /// How it looks.
    pub look: Look,
    /// Its text.
    pub title: String,
    /// What it shows above its text.
    pub picture: Option<Picture>,
    /// Who is responsible, with their hue.
    pub owner: Option<(String, u8)>,
    /// How its touchpoint reaches the customer.
    pub channel: Option<String>,
    /// Whether its touchpoint is a moment of truth.
    pub moment: bool,
    /// How a promise stands or an action, in words.
    pub stands: Option<(Standing, String)>,
    /// What it is a cause of, in words.
    pub effects: Vec<String>,
    /// How sure we are; an action has none.
    pub evidence: Option<Evidence>,
}

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is known, or nothing is to be said.
    Open,
    /// Well.
    Good,
    /// It may not hold, or is missed within the margin.
    AtRisk,
    /// Badly.
    Bad,
}

/// From a column one may go on to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// From which, from 0.
    pub from: usize,
    /// To which.
    pub to: usize,
    /// What stands beside it; may be empty.
    pub title: String,
}

impl Way {
    /// That one may go on, or back, to where it leads; `None` where no such column is.
    #[must_use]
    pub fn said(&self, sheet: &Sheet, words: &dyn Words) -> Option<String> {
        let to = sheet.columns.get(self.to)?;
        Some(words.say(if self.to < self.from {
            Said::LeadsBackTo(to)
        } else {
            Said::LeadsTo(to)
        }))
    }
}

/// What a card says is a cause of what another says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The cause.
    pub from: CardId,
    /// What it causes.
    pub to: CardId,
    /// Whether it was shown to be so.
    pub confirmed: bool,
}

/// How a card looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A touchpoint, or something behind the scenes.
    Card,
    /// Something to do.
    Action,
    /// A pain point.
    Pain,
    /// An opportunity.
    Opportunity,
    /// Anything else that is written.
    Note,
    /// A short word, a number or a rating.
    Short,
    /// A promise.
    Promise,
    /// What a metric says.
    Told,
}

impl Look {
    const fn of(kind: LaneKind) -> Self {
        match kind {
            LaneKind::Pains => Self::Pain,
            LaneKind::Opportunities => Self::Opportunity,
            LaneKind::Promise => Self::Promise,
            LaneKind::Actions => Self::Action,
            LaneKind::Touchpoints
            | LaneKind::Backstage
            | LaneKind::Emotion
            | LaneKind::Friction
            | LaneKind::Reality => Self::Card,
            LaneKind::Doing
            | LaneKind::Thinking
            | LaneKind::Expecting
            | LaneKind::Notes
            | LaneKind::Images
            | LaneKind::Free => Self::Note,
        }
    }
}

impl Sheet {
    /// What is on the board.
    #[must_use]
    pub fn of(journey: &Journey, catalogue: &Catalogue, facts: &Facts, words: &dyn Words) -> Self {
        let (stages, columns) = columns(journey);
        let steps: Vec<Option<StepId>> = columns.iter().map(|(step, _)| *step).collect();
        let board = Reader {
            journey,
            catalogue,
            facts,
            words,
            steps: &steps,
            effects: effects(journey),
        };
        let lanes = journey.visible_lanes();
        Self {
            title: journey.scope.title.clone(),
            scope: board.scope(),
            day: facts.day.as_deref().map(|day| words.say(Said::Drawn(day))),
            ways: board.ways(),
            causes: board.causes(),
            lanes: lanes.map(|(id, lane)| board.lane(id, lane)).collect(),
            above_line: journey.lanes_above_line(),
            stages,
            columns: columns.into_iter().map(|(_, title)| title).collect(),
        }
    }
}

impl Sheet {
    /// Where one may go on from a column, in words, with what stands beside the way.
    pub fn ways_from(&self, column: usize, words: &dyn Words) -> impl Iterator<Item = String> {
        let ways = self.ways.iter().filter(move |way| way.from == column);
        ways.filter_map(move |way| {
            let said = way.said(self, words)?;
            Some(match way.title.as_str() {
                "" => said,
                title => format!("{said}: {title}"),
            })
        })
    }
}

/// Titles of stages with the number of their columns, and the columns; a stage without steps has one without a step.
#[allow(clippy::type_complexity, reason = "two lists, taken apart at once")]
fn columns(journey: &Journey) -> (Vec<(String, usize)>, Vec<(Option<StepId>, String)>) {
    let (mut stages, mut columns) = (Vec::new(), Vec::new());
    for (id, stage) in journey.visible_stages() {
        let before = columns.len();
        columns.extend(of_stage(journey, id));
        if columns.len() == before {
            columns.push((None, String::new()));
        }
        stages.push((stage.title.clone(), columns.len() - before));
    }
    (stages, columns)
}

fn of_stage(
    journey: &Journey,
    stage: StageId,
) -> impl Iterator<Item = (Option<StepId>, String)> + '_ {
    let steps = journey.visible_steps(stage);
    steps.map(|(id, step)| (Some(id), step.title.clone()))
}

/// What each card is a cause of, in the order of the links: looked up once, for there may be thousands of both.
fn effects(journey: &Journey) -> BTreeMap<CardId, Vec<(CardId, Certainty)>> {
    let mut effects: BTreeMap<CardId, Vec<_>> = BTreeMap::new();
    for (_, link) in journey.visible_links() {
        if let (LinkKind::Cause(certainty), Node::Card(from), Node::Card(to)) =
            (link.kind, link.from, link.to)
        {
            effects.entry(from).or_default().push((to, certainty));
        }
    }
    effects
}

/// What a card says, as what it is: a number in the reader's way of writing, a rating as so many of five.
fn content_said(content: Content, text: &str, words: &dyn Words) -> String {
    match content {
        Content::Text | Content::Tag => text.to_owned(),
        Content::Number => {
            let number = text.parse::<f64>().ok();
            number.map_or_else(
                || text.to_owned(),
                |number| words.lang().short_number(number, 6),
            )
        }
        Content::Rating => {
            let stars = text.parse::<usize>().unwrap_or_default().min(5);
            "★".repeat(stars) + &"☆".repeat(5 - stars)
        }
    }
}

struct Reader<'a> {
    journey: &'a Journey,
    catalogue: &'a Catalogue,
    facts: &'a Facts,
    words: &'a dyn Words,
    steps: &'a [Option<StepId>],
    effects: BTreeMap<CardId, Vec<(CardId, Certainty)>>,
}

impl Reader<'_> {
    fn scope(&self) -> Vec<(String, String)> {
        let scope = &self.journey.scope;
        let kind = match scope.kind {
            JourneyKind::AsIs => Said::AsIs,
            JourneyKind::ToBe => Said::ToBe,
        };
        let mut terms = vec![(String::new(), self.words.say(kind))];
        let personas: Vec<String> = self.personas();
        let texts = [
            (Said::Personas, personas.join(", ")),
            (Said::Scenario, scope.scenario.clone()),
            (Said::Start, scope.start.clone()),
            (Said::End, scope.end.clone()),
            (Said::Goal, scope.goal.clone()),
        ];
        let said = texts
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty());
        terms.extend(said.map(|(term, text)| (self.words.say(term), text)));
        terms
    }

    fn personas(&self) -> Vec<String> {
        let ids = self.journey.scope.personas.iter();
        ids.map(|id| {
            let persona = self.catalogue.personas.get(id);
            persona
                .map(|persona| persona.name.clone())
                .unwrap_or_default()
        })
        .collect()
    }

    fn lane(&self, id: LaneId, lane: &Lane) -> SheetLane {
        let kind = lane.kind;
        let title = lane.title.as_deref();
        let cells = match kind {
            LaneKind::Emotion => self.curves(),
            LaneKind::Friction => {
                let heat = |step: StepId| self.facts.heat(self.journey, self.catalogue, step);
                let steps = self.steps.iter();
                Cells::Heat(steps.map(|step| step.map_or(Heat::Empty, heat)).collect())
            }
            LaneKind::Reality => {
                let told = |step: &StepId| self.facts.told.get(step).cloned();
                let steps = self.steps.iter().map(|step| step.as_ref().and_then(told));
                Cells::Told(steps.map(Option::unwrap_or_default).collect())
            }
            kind => {
                let cards = |step: StepId| {
                    let cards = self.journey.visible_cards(Cell { step, lane: id });
                    let mut cards: Vec<Written> = cards
                        .map(|(id, card)| self.card(id, kind, lane.content, card))
                        .collect();
                    if kind == LaneKind::Actions {
                        cards.extend(self.facts.doing.get(&step).cloned().unwrap_or_default());
                    }
                    cards
                };
                let steps = self.steps.iter();
                Cells::Cards(
                    steps
                        .map(|step| step.map_or_else(Vec::new, cards))
                        .collect(),
                )
            }
        };
        SheetLane {
            kind,
            title: title.unwrap_or_else(|| self.words.lane(kind)).to_owned(),
            hint: self.words.hint(kind).to_owned(),
            owner: self.department(lane.department),
            cells,
        }
    }

    fn department(&self, id: Option<DepartmentId>) -> Option<(String, u8)> {
        let department = self.catalogue.departments.get(&id?)?;
        Some(self.words.department(&department.name))
    }

    fn card(&self, id: CardId, kind: LaneKind, content: Content, card: &Card) -> Written {
        let touchpoint = card
            .touchpoint
            .and_then(|id| self.catalogue.touchpoints.get(&id));
        // A placement shows who is responsible for its touchpoint and how it is reached, as on the board.
        let placed = touchpoint.filter(|_| kind == LaneKind::Touchpoints);
        let department = card
            .department
            .or_else(|| placed.and_then(|touchpoint| touchpoint.department));
        let channel = placed.and_then(|placed| self.catalogue.channels.get(&placed.channel?));
        let said = card.shown_title(self.catalogue);
        let look = match content {
            Content::Text => Look::of(kind),
            Content::Number | Content::Tag | Content::Rating => Look::Short,
        };
        Written {
            id: Some(id),
            look,
            title: content_said(content, said, self.words),
            picture: card.image.clone(),
            owner: self.department(department),
            channel: channel.map(|channel| channel.name.clone()),
            moment: placed.is_some_and(|placed| placed.moment_of_truth),
            stands: self.facts.proofs.get(&id).cloned(),
            effects: self.effects(id),
            evidence: Some(card.evidence),
        }
    }

    /// What a card is a cause of.
    fn effects(&self, card: CardId) -> Vec<String> {
        let effects = self.effects.get(&card).into_iter().flatten();
        effects
            .filter_map(|(to, certainty)| {
                let to = self.journey.cards.get(to)?.shown_title(self.catalogue);
                Some(self.words.say(Said::CauseOf(to, *certainty)))
            })
            .collect()
    }

    fn causes(&self) -> Vec<Cause> {
        let links = self.journey.visible_links();
        links
            .filter_map(|(_, link)| match (link.kind, link.from, link.to) {
                (LinkKind::Cause(certainty), Node::Card(from), Node::Card(to)) => Some(Cause {
                    from,
                    to,
                    confirmed: certainty == Certainty::Confirmed,
                }),
                _ => None,
            })
            .collect()
    }

    fn ways(&self) -> Vec<Way> {
        let column = |node: Node| match node {
            Node::Step(id) => self.steps.iter().position(|step| *step == Some(id)),
            _ => None,
        };
        let links = self.journey.visible_links();
        let ways = links.filter(|(_, link)| link.kind == LinkKind::Way);
        ways.filter_map(|(_, link)| {
            Some(Way {
                from: column(link.from)?,
                to: column(link.to)?,
                title: link.title.clone(),
            })
        })
        .collect()
    }

    fn curves(&self) -> Cells {
        let ids = &self.journey.scope.personas;
        let names = self.personas();
        let believed: Vec<PersonaCurve> = ids
            .iter()
            .zip(&names)
            .enumerate()
            .map(|(position, (id, name))| PersonaCurve {
                name: name.clone(),
                values: self
                    .steps
                    .iter()
                    .map(|step| Some(self.journey.emotions.get(&(*id, (*step)?))?.value()))
                    .collect(),
                chosen: position == 0,
            })
            .collect();
        let measured = |step: StepId| {
            let felt = self.facts.emotion(self.journey, step)?;
            Some(Measured {
                value: felt.estimate,
                interval: Some((felt.interval.low, felt.interval.high)),
                n: u64::try_from(felt.n).unwrap_or_default(),
            })
        };
        let first = names.first().map_or("", String::as_str);
        let whose = self.facts.felt.is_some().then_some(first);
        let known = believed
            .first()
            .is_some_and(|curve| curve.values.iter().any(Option::is_some));
        Cells::Curves {
            measured: self
                .steps
                .iter()
                .map(|step| step.and_then(measured))
                .collect(),
            names: [
                if known {
                    self.words.say(Said::Believed(first))
                } else {
                    String::new()
                },
                self.words.say(Said::Measured(whose)),
            ],
            believed,
        }
    }
}
