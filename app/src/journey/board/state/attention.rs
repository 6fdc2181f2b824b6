//! Where the person's attention is: what is selected, what has the focus, what the inspector explains, what is open.

use leptos::prelude::*;
use shared::id::{CardId, LaneId, StepId};

use super::{
    super::{
        dom, measured::FrictionView, place::Place, reality::RealityView, selection::Selection,
    },
    BoardState, Chosen,
};

impl BoardState {
    /// What is selected.
    pub(crate) fn selection(self) -> Selection {
        self.inner.with_value(|inner| inner.selection.clone())
    }

    /// Whether a card is selected.
    pub(crate) fn is_selected(self, card: CardId) -> bool {
        self.inner
            .with_value(|inner| inner.selection.cards.contains(&card))
    }

    /// Puts another selection in the place of the present one, which it returns.
    pub(crate) fn swap_selection(self, selection: Selection) -> Selection {
        self.inner
            .try_update_value(|inner| std::mem::replace(&mut inner.selection, selection))
            .unwrap_or_default()
    }

    /// Whether the Tab key stops at a place: exactly one place of the grid is in the order of the page.
    pub(crate) fn tab_index(self, place: Place) -> &'static str {
        if self.inner.with_value(|inner| inner.tab_stop == Some(place)) {
            "0"
        } else {
            "-1"
        }
    }

    /// Lets the Tab key stop here from now on.
    pub(crate) fn stop_here(self, place: Place) {
        let before = self
            .inner
            .try_update_value(|inner| inner.tab_stop.replace(place))
            .flatten();
        if before == Some(place) {
            return;
        }
        if let Some(element) = before.and_then(dom::element) {
            dom::set_attribute(&element, "tabindex", Some("-1"));
        }
        if let Some(element) = dom::element(place) {
            dom::set_attribute(&element, "tabindex", Some("0"));
        }
    }

    /// Gives a place the focus once it is painted.
    pub(crate) fn focus_soon(self, place: Option<Place>) {
        self.focus_by(place, dom::focus);
    }

    fn focus_by(self, place: Option<Place>, focus: fn(Place) -> bool) {
        let Some(place) = place else {
            return self.keep_focus();
        };
        dom::after_paint(move || {
            if !focus(place) {
                self.keep_stop();
            }
        });
    }

    /// The same for what lies where the person has put it: the board stays where it is scrolled to.
    pub(crate) fn focus_still_soon(self, place: Place) {
        self.focus_by(Some(place), dom::focus_still);
    }

    /// After an edit that was not made at the focus: it stays where it was, though the element may be a new one. If the place is gone,
    /// the grid can still be reached.
    pub(super) fn keep_focus(self) {
        let had = dom::focused();
        dom::after_paint(move || {
            self.keep_stop();
            if let Some(place) = had.filter(|_| crate::focus::is_lost()) {
                dom::focus_still(place);
            }
        });
    }

    /// After taking back or doing again: where what had the focus is gone with it, the next key still finds the grid.
    pub(super) fn find_focus(self) {
        dom::after_paint(move || {
            self.keep_stop();
            if crate::focus::is_lost()
                && let Some(place) = self.inner.with_value(|inner| inner.tab_stop)
            {
                dom::focus_still(place);
            }
        });
    }

    fn keep_stop(self) {
        let gone = self
            .inner
            .with_value(|inner| inner.tab_stop)
            .is_none_or(|place| dom::element(place).is_none());
        if gone && let Some(first) = self.with(|_, layout| layout.first()) {
            self.stop_here(first);
        }
    }

    /// Gives the focus back to where the Tab key stops.
    pub(crate) fn return_focus(self) {
        let stop = self.inner.with_value(|inner| inner.tab_stop);
        self.focus_by(stop, dom::focus_still);
    }

    /// Lets the inspector explain something, or nothing.
    pub(crate) fn choose(self, chosen: Option<Chosen>) {
        if self.chosen.get_untracked() != chosen {
            self.chosen.set(chosen);
        }
    }

    /// Lets the inspector explain the friction of a step.
    pub(crate) fn choose_friction(self, step: StepId) {
        let view = self.friction(step).map(|friction| friction.get_untracked());
        match view {
            Some(FrictionView::Scored(scored)) => {
                self.choose(Some(Chosen::Touchpoint(scored.touchpoint)));
            }
            Some(FrictionView::Unknown { touchpoint }) => {
                self.choose(Some(Chosen::Touchpoint(touchpoint)));
            }
            Some(FrictionView::Empty) | None => {}
        }
    }

    /// Lets the inspector explain what metrics say of a step.
    pub(crate) fn choose_reality(self, step: StepId) {
        let view = self.reality(step).map(|reality| reality.get_untracked());
        let touchpoint = match view {
            Some(RealityView::Told { lines, .. }) => lines.first().map(|line| line.touchpoint),
            Some(RealityView::Unknown { touchpoint } | RealityView::Untold { touchpoint }) => {
                Some(touchpoint)
            }
            Some(RealityView::Empty) | None => None,
        };
        if let Some(touchpoint) = touchpoint {
            self.choose(Some(Chosen::Touchpoint(touchpoint)));
        }
    }

    /// Whether touchpoints are offered, followed.
    pub(crate) fn suggesting(self) -> bool {
        self.suggestions
            .with(|list| list.on && !list.options.is_empty())
    }

    /// Whether touchpoints are offered now.
    pub(crate) fn suggesting_now(self) -> bool {
        self.suggestions
            .with_untracked(|list| list.on && !list.options.is_empty())
    }

    /// Opens a lane's menu.
    pub(crate) fn open_menu(self, lane: LaneId) {
        self.menu.set(Some(lane));
    }

    /// Whether a menu is open.
    pub(crate) fn menu_open(self) -> bool {
        self.menu.with_untracked(Option::is_some)
    }

    /// Closes the menu.
    pub(crate) fn close_menu(self) {
        self.menu.set(None);
    }

    /// Opens the sheet of keys.
    pub(crate) fn open_sheet(self) {
        self.sheet.set(true);
    }
}
