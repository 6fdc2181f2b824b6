//! Random wishes: mostly such as make sense on the board at hand, some that make none.

mod catalogue;

use proptest::prelude::*;
use shared::{
    id::{
        BrandId, CampaignId, CardId, ChannelId, CopyId, DepartmentId, EventId, FamilyId, JourneyId,
        LaneId, LinkId, NoteEditId, PersonaId, StageId, StepId, TouchpointId,
    },
    image::{ImageHash, Picture},
    journey::{
        CardField, Cell, Certainty, Content, Emotion, Evidence, JourneyIntent, JourneyKind,
        LaneKind, LinkKind, Node, ScopeField, StepField,
    },
    locale::Date,
    log::{Board, Intent},
    text::TextEdit,
};

use crate::world::uuid;

/// Dice from which a board makes an intent. Small numbers make simple wishes, so that failures shrink.
pub(crate) type Dice = [u16; 7];

pub(crate) fn dice() -> impl Strategy<Value = Dice> {
    any::<Dice>()
}

/// Pushes of one to four wishes.
pub(crate) fn pushes(most: usize) -> impl Strategy<Value = Vec<Vec<Dice>>> {
    prop::collection::vec(prop::collection::vec(dice(), 1..5), 1..most)
}

/// The intent that the dice make on this board.
pub(crate) fn intent(board: &Board, dice: Dice) -> Intent {
    let roll = Roll { board, dice };
    if dice[0] % 4 == 3 {
        Intent::Catalogue(roll.catalogue())
    } else {
        Intent::Journey(roll.journey())
    }
}

struct Roll<'a> {
    board: &'a Board,
    dice: Dice,
}

macro_rules! pick {
    ($name:ident, $id:ident, $($map:ident).+) => {
        fn $name(&self, die: usize) -> $id {
            let known = self.board.$($map).+.keys().copied();
            self.one(known, die).unwrap_or($id::new(uuid(0xdead)))
        }
    };
}

impl Roll<'_> {
    fn die(&self, die: usize) -> usize {
        usize::from(self.dice[die])
    }

    /// One of what there is; now and then nothing.
    fn one<T>(&self, known: impl ExactSizeIterator<Item = T>, die: usize) -> Option<T> {
        let mut known = known;
        let (die, len) = (self.die(die), known.len());
        if len == 0 || die % 23 == 22 {
            None
        } else {
            known.nth(die % len)
        }
    }

    pick!(stage, StageId, journey.stages);
    pick!(step, StepId, journey.steps);
    pick!(lane, LaneId, journey.lanes);
    pick!(card, CardId, journey.cards);
    pick!(link, LinkId, journey.links);
    pick!(touchpoint, TouchpointId, catalogue.touchpoints);
    pick!(persona, PersonaId, catalogue.personas);
    pick!(department, DepartmentId, catalogue.departments);
    pick!(brand, BrandId, catalogue.brands);
    pick!(family, FamilyId, catalogue.families);
    pick!(channel, ChannelId, catalogue.channels);
    pick!(campaign, CampaignId, catalogue.campaigns);
    pick!(event, EventId, catalogue.events);

    fn maybe<T>(&self, die: usize, some: T) -> Option<T> {
        (!self.die(die).is_multiple_of(3)).then_some(some)
    }

    /// A new id, or one that is likely used.
    fn fresh(&self, die: usize) -> uuid::Uuid {
        let n = self.die(die) as u128;
        uuid(0xa_0000 + if n.is_multiple_of(4) { n % 5 } else { n })
    }

    fn title(&self, die: usize) -> String {
        let n = self.die(die);
        match n % 16 {
            0 => String::new(),
            1 => "   ".to_owned(),
            2 => "\u{7}".to_owned(),
            3 => "ñ".repeat(501),
            4 => format!("  Café {} ", n % 5),
            // A number, a tag and a rating in one.
            5..=7 => (1 + n % 5).to_string(),
            _ => format!("Title {}", n % 5),
        }
    }

    fn text(&self, die: usize) -> String {
        let n = self.die(die);
        match n % 12 {
            0 => String::new(),
            1 => "\u{1b}".to_owned(),
            2 => "x".repeat(20_001),
            _ => format!("Line {}\nline two", n % 5),
        }
    }

    fn cell(&self, a: usize, b: usize) -> Cell {
        Cell {
            step: self.step(a),
            lane: self.lane(b),
        }
    }

    fn node(&self, die: usize) -> Node {
        match self.die(die) % 8 {
            0 => Node::Stage(self.stage(die)),
            1 => Node::Step(self.step(die)),
            2 => Node::Lane(self.lane(die)),
            3 => Node::Link(self.link(die)),
            _ => Node::Card(self.card(die)),
        }
    }

    fn nodes(&self) -> Vec<Node> {
        (3..4 + self.die(2) % 4).map(|die| self.node(die)).collect()
    }

    /// Like `nodes`, of what is hidden.
    fn hidden(&self) -> Vec<Node> {
        let journey = &self.board.journey;
        let stages = journey
            .stages
            .iter()
            .filter(|s| s.1.hidden)
            .map(|s| Node::Stage(*s.0));
        let steps = journey
            .steps
            .iter()
            .filter(|s| s.1.hidden)
            .map(|s| Node::Step(*s.0));
        let lanes = journey
            .lanes
            .iter()
            .filter(|l| l.1.hidden)
            .map(|l| Node::Lane(*l.0));
        let cards = journey
            .cards
            .iter()
            .filter(|c| c.1.hidden)
            .map(|c| Node::Card(*c.0));
        let links = journey
            .links
            .iter()
            .filter(|l| l.1.hidden)
            .map(|l| Node::Link(*l.0));
        let nodes = stages.chain(steps).chain(lanes).chain(cards).chain(links);
        let hidden: Vec<Node> = nodes.collect();
        if hidden.is_empty() || self.die(3) % 5 == 4 {
            return self.nodes();
        }
        hidden
            .into_iter()
            .skip(self.die(4) % 3)
            .take(1 + self.die(5))
            .collect()
    }

    /// A card of the cell, to be followed.
    fn after(&self, cell: Cell, die: usize) -> Option<CardId> {
        let known = self
            .board
            .journey
            .cells
            .get(&cell)
            .cloned()
            .unwrap_or_default();
        let card = self.one(known.into_iter(), die)?;
        self.maybe(die, card)
    }

    fn kind(&self, die: usize) -> LaneKind {
        const KINDS: [LaneKind; 8] = [
            LaneKind::Free,
            LaneKind::Notes,
            LaneKind::Touchpoints,
            LaneKind::Emotion,
            LaneKind::Friction,
            LaneKind::Pains,
            LaneKind::Backstage,
            LaneKind::Doing,
        ];
        KINDS[self.die(die) % KINDS.len()]
    }

    fn evidence(&self, die: usize) -> Evidence {
        [
            Evidence::Assumption,
            Evidence::Qualitative,
            Evidence::Measured,
        ][self.die(die) % 3]
    }

    fn journey(&self) -> JourneyIntent {
        match self.die(1) % 29 {
            0 => JourneyIntent::AddStage {
                id: StageId::new(self.fresh(2)),
                title: self.title(3),
                after: self.maybe(4, self.stage(4)),
            },
            1 => {
                let stage = self.stage(4);
                let steps = self
                    .board
                    .journey
                    .stages
                    .get(&stage)
                    .map(|s| s.step_order.clone());
                let after = self.one(steps.unwrap_or_default().into_iter(), 5);
                let (id, title) = (StepId::new(self.fresh(2)), self.title(3));
                JourneyIntent::AddStep {
                    id,
                    stage,
                    title,
                    after,
                }
            }
            2 => JourneyIntent::AddLane {
                id: LaneId::new(self.fresh(2)),
                kind: self.kind(3),
                title: self.maybe(4, self.title(4)),
                department: self.maybe(5, self.department(5)),
                after: self.maybe(6, self.lane(6)),
            },
            3..=6 => {
                let cell = self.cell(3, 4);
                JourneyIntent::AddCard {
                    id: CardId::new(self.fresh(2)),
                    cell,
                    after: self.after(cell, 5),
                    title: self.title(6),
                    evidence: self.evidence(6),
                    touchpoint: self.maybe(5, self.touchpoint(5)),
                    department: self.maybe(4, self.department(4)),
                }
            }
            7 => JourneyIntent::Rename {
                node: self.node(3),
                title: self.title(4),
            },
            8 => {
                let (stage, after) = (self.stage(3), self.maybe(4, self.stage(4)));
                JourneyIntent::MoveStage { stage, after }
            }
            9 => {
                let (step, stage) = (self.step(3), self.stage(4));
                let steps = self
                    .board
                    .journey
                    .stages
                    .get(&stage)
                    .map(|s| s.step_order.clone());
                let after = self.one(steps.unwrap_or_default().into_iter(), 5);
                JourneyIntent::MoveStep { step, stage, after }
            }
            10 => {
                let (lane, after) = (self.lane(3), self.maybe(4, self.lane(4)));
                JourneyIntent::MoveLane { lane, after }
            }
            11..=13 => {
                let cell = self.cell(5, 6);
                let cards = (3..4 + self.die(2) % 3).map(|die| self.card(die)).collect();
                JourneyIntent::MoveCards {
                    cards,
                    cell,
                    after: self.after(cell, 2),
                }
            }
            14 => {
                let department = self.maybe(4, self.department(4));
                JourneyIntent::SetLaneDepartment {
                    lane: self.lane(3),
                    department,
                }
            }
            15 => JourneyIntent::SetCard {
                card: self.card(3),
                field: self.card_field(),
            },
            16 => {
                let card = self.card(3);
                let base = self
                    .board
                    .journey
                    .cards
                    .get(&card)
                    .map_or(0, |c| c.note.revision);
                let base = if self.die(4).is_multiple_of(5) {
                    base + 1
                } else {
                    base
                };
                JourneyIntent::SetNote {
                    card,
                    base,
                    text: self.text(5),
                }
            }
            22 | 23 => self.writing(),
            24..=28 => self.joined(),
            17 => {
                let emotion = Emotion::nearest(self.die(5) as f64 / 10_000.0 - 3.0);
                let emotion = self.maybe(5, emotion);
                JourneyIntent::SetEmotion {
                    persona: self.persona(3),
                    step: self.step(4),
                    emotion,
                }
            }
            18 => JourneyIntent::SetLineOfVisibility {
                below: self.maybe(3, self.lane(3)),
            },
            19 => JourneyIntent::Delete {
                nodes: self.nodes(),
            },
            20 => JourneyIntent::Restore {
                nodes: self.hidden(),
            },
            _ if self.die(6).is_multiple_of(2) => JourneyIntent::SetScope {
                field: self.scope_field(),
            },
            _ => {
                let nodes = self.nodes();
                JourneyIntent::Duplicate {
                    copy: CopyId::new(self.fresh(6)),
                    nodes,
                }
            }
        }
    }

    /// A link, or what else came with links.
    fn joined(&self) -> JourneyIntent {
        let certainty = [Certainty::Hypothesis, Certainty::Confirmed][self.die(2) % 2];
        match self.die(1) % 29 {
            24 => JourneyIntent::AddLink {
                id: LinkId::new(self.fresh(2)),
                kind: LinkKind::Cause(certainty),
                from: Node::Card(self.card(3)),
                to: Node::Card(self.card(4)),
                title: self.title(5),
            },
            25 => JourneyIntent::AddLink {
                id: LinkId::new(self.fresh(2)),
                kind: LinkKind::Way,
                from: Node::Step(self.step(3)),
                to: self
                    .maybe(6, Node::Step(self.step(4)))
                    .unwrap_or(self.node(4)),
                title: self.title(5),
            },
            26 => JourneyIntent::SetLink {
                link: self.link(3),
                kind: self
                    .maybe(4, LinkKind::Cause(certainty))
                    .unwrap_or(LinkKind::Way),
            },
            27 => JourneyIntent::SetLaneContent {
                lane: self.lane(3),
                content: Content::ALL[self.die(4) % 4],
            },
            _ => JourneyIntent::SetStep {
                step: self.step(3),
                field: StepField::Journey(self.other_journey(4)),
            },
        }
    }

    /// Another journey; now and then the same.
    fn other_journey(&self, die: usize) -> Option<JourneyId> {
        let own = self.die(die) % 5 == 4;
        let other = JourneyId::new(uuid(0xe + self.die(die) as u128 % 3));
        self.maybe(die, if own { self.board.journey.id } else { other })
    }

    /// An edit of a note: of what it says now, or now and then of something else.
    fn writing(&self) -> JourneyIntent {
        let card = self.card(3);
        let note = self.board.journey.cards.get(&card).map(|card| &card.note);
        let (text, revision) = note.map_or(("", 0), |note| (&note.text, note.revision));
        let length = text.chars().count();
        let (at, gone) = (self.die(4) % (length + 1), self.die(5) % 4);
        let kept: String = text.chars().take(at).collect();
        let rest: String = text.chars().skip(at + gone).collect();
        let edit = TextEdit::between(text, &format!("{kept}{}{rest}", self.text(6)));
        let behind = u32::from(self.dice[5] % 7 == 6) * u32::from(self.dice[4] % 3);
        JourneyIntent::EditNote {
            card,
            id: NoteEditId::new(self.fresh(2)),
            base: revision.saturating_sub(behind),
            edit,
        }
    }

    fn card_field(&self) -> CardField {
        match self.die(4) % 5 {
            4 => CardField::Image(self.maybe(5, self.picture(5))),
            0 => CardField::Evidence(self.evidence(5)),
            3 => CardField::Metric(self.maybe(5, ["on_time", "Nps"][self.die(5) % 2].to_owned())),
            1 => CardField::Department(self.maybe(5, self.department(5))),
            _ => CardField::Touchpoint(self.maybe(5, self.touchpoint(5))),
        }
    }

    pub(crate) fn picture(&self, die: usize) -> Picture {
        Picture {
            image: ImageHash::new([self.die(die) as u8; 32]),
            width: [0, 640, 1_600, 1_601][self.die(die) % 4],
            height: 480,
            alt: self.title(die),
        }
    }

    fn scope_field(&self) -> ScopeField {
        match self.die(3) % 14 {
            9 => ScopeField::Tags((4..4 + self.die(4) % 3).map(|d| self.title(d)).collect()),
            10 => ScopeField::Review(
                self.maybe(4, Date::from_days(20_000 + self.die(4) as i32))
                    .flatten(),
            ),
            11 => ScopeField::Archived(self.die(4) % 2 == 1),
            12 => ScopeField::Parent(self.other_journey(4)),
            13 => ScopeField::Counterpart(self.other_journey(4)),
            0 => ScopeField::Title(self.title(4)),
            1 => ScopeField::Scenario(self.text(4)),
            2 => ScopeField::Start(self.text(4)),
            3 => ScopeField::End(self.text(4)),
            4 => ScopeField::Goal(self.text(4)),
            5 => ScopeField::Kind(JourneyKind::ToBe),
            6 => ScopeField::Brand(self.maybe(4, self.brand(4))),
            7 => ScopeField::Department(self.maybe(4, self.department(4))),
            _ => ScopeField::Personas((4..4 + self.die(4) % 3).map(|d| self.persona(d)).collect()),
        }
    }
}
