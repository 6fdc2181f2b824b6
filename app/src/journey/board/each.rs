//! Lists of the board: stages, columns, lanes and cards, each kept by its id while the list changes.
//!
//! One kind of item for all of them, so that the client carries the code for changing a list once.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    id::{CardId, LaneId, StageId},
    journey::LaneKind,
};

use super::{batch::Start, layout::Column};

/// Something in a list of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Item {
    /// A stage's head.
    Stage(StageId),
    /// A column's head, or a cell of it.
    Column(Column),
    /// A lane's row.
    Lane(LaneId, LaneKind),
    /// Some cards of a cell.
    Batch(Start),
    /// A card.
    Card(CardId),
}

type Items = Box<dyn Fn() -> Vec<Item> + Send>;
type Child = Arc<dyn Fn(Item) -> Option<AnyView> + Send + Sync>;

/// Paints a child for each item, and keeps it for as long as the item is in the list.
pub(super) fn each(
    items: impl Fn() -> Vec<Item> + Send + 'static,
    child: impl Fn(Item) -> Option<AnyView> + Send + Sync + 'static,
) -> AnyView {
    list(Box::new(items), Arc::new(child))
}

fn list(items: Items, child: Child) -> AnyView {
    view! { <For each=items key=|item| *item children=move |item| child(item) /> }.into_any()
}
