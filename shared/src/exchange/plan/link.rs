//! Links between cards, and between steps.

use super::{About, ItemKind, Planner, Refusal};
use crate::{
    exchange::{DocumentLink, JourneyDocument},
    journey::{JourneyIntent, Node},
    log::Rejection,
};

impl Planner<'_> {
    /// After everything that they can join.
    pub(super) fn links(&mut self, document: &JourneyDocument) {
        let hidden = document.links.iter().filter(|link| link.hidden);
        let visible = document.links.iter().filter(|link| !link.hidden);
        for link in hidden.chain(visible) {
            let about = About {
                kind: ItemKind::Link,
                id: link.id.uuid(),
                text: &link.title,
            };
            if self.first(about) {
                self.link(about, link);
            }
        }
    }

    fn link(&mut self, about: About<'_>, link: &DocumentLink) {
        let gone = |end: Node| self.gone.contains(&item(end));
        if gone(link.from) || gone(link.to) {
            self.refuse(about, Refusal::Without);
            return;
        }
        let known = self.board.journey.links.get(&link.id).cloned();
        let new = known.is_none();
        match known {
            None => {
                let add = JourneyIntent::AddLink {
                    id: link.id,
                    kind: link.kind,
                    from: link.from,
                    to: link.to,
                    title: link.title.clone(),
                };
                let there = self.wish(about, add);
                // At once: a visible one may join the same two.
                if there && link.hidden {
                    let nodes = vec![Node::Link(link.id)];
                    self.wish(about, JourneyIntent::Delete { nodes });
                }
            }
            Some(known) if (known.from, known.to) != (link.from, link.to) => {
                let id = link.id.to_string();
                self.refuse(about, Refusal::Rejected(Rejection::IdUsed { id }));
                return;
            }
            Some(known) => {
                self.node(about, Node::Link(link.id), &link.title, link.hidden);
                // It may be back only now.
                let visible = self.board.journey.is_visible(Node::Link(link.id));
                if known.kind != link.kind && visible == Some(true) {
                    let (link, kind) = (link.id, link.kind);
                    self.wish(about, JourneyIntent::SetLink { link, kind });
                }
            }
        }
        self.list(about, new);
    }
}

/// A node as an item of a plan.
pub(super) fn item(node: Node) -> (ItemKind, uuid::Uuid) {
    match node {
        Node::Stage(id) => (ItemKind::Stage, id.uuid()),
        Node::Step(id) => (ItemKind::Step, id.uuid()),
        Node::Lane(id) => (ItemKind::Lane, id.uuid()),
        Node::Card(id) => (ItemKind::Card, id.uuid()),
        Node::Link(id) => (ItemKind::Link, id.uuid()),
    }
}
