//! What hangs on the pointer: a copy of what is dragged, on a layer of its own, moved by transform and nothing else.

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};

use super::super::dom;

/// The copy, and the elements it stands for, which are dimmed meanwhile.
pub(super) struct Ghost {
    layer: Option<HtmlElement>,
    grip: (f64, f64),
    dimmed: Vec<HtmlElement>,
}

impl Ghost {
    /// Takes a copy of an element where it lies; `start` is where the pointer took it.
    pub(super) fn new(element: &HtmlElement, start: (f64, f64), dimmed: Vec<HtmlElement>) -> Self {
        let rect = element.get_bounding_client_rect();
        let grip = (start.0 - rect.left(), start.1 - rect.top());
        let layer = copy(element, rect.width(), rect.height(), dimmed.len());
        for element in &dimmed {
            dom::set_attribute(element, "data-dragged", Some(""));
        }
        let ghost = Self {
            layer,
            grip,
            dimmed,
        };
        ghost.follow(start);
        ghost
    }

    /// Follows the pointer.
    pub(super) fn follow(&self, now: (f64, f64)) {
        if let Some(layer) = &self.layer {
            let (x, y) = (now.0 - self.grip.0, now.1 - self.grip.1);
            let _ = layer
                .style()
                .set_property("transform", &format!("translate3d({x:.1}px,{y:.1}px,0)"));
        }
    }

    /// Takes the copy away again.
    pub(super) fn remove(self) {
        for element in &self.dimmed {
            dom::set_attribute(element, "data-dragged", None);
        }
        if let Some(layer) = self.layer {
            layer.remove();
        }
    }
}

fn copy(element: &HtmlElement, width: f64, height: f64, count: usize) -> Option<HtmlElement> {
    let layer: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    layer.set_class_name("drag-ghost");
    dom::set_attribute(&layer, "aria-hidden", Some("true"));
    let copy: HtmlElement = element.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    for attribute in ["id", "tabindex", "role"] {
        dom::set_attribute(&copy, attribute, None);
    }
    let style = copy.style();
    let scale = dom::scale();
    let _ = style.set_property("width", &format!("{:.1}px", width / scale));
    let _ = style.set_property("height", &format!("{:.1}px", height / scale));
    let _ = style.set_property("zoom", &format!("{scale:.3}"));
    layer.append_child(&copy).ok()?;
    if count > 1 {
        let badge = document().create_element("span").ok()?;
        badge.set_class_name("drag-ghost__count");
        badge.set_text_content(Some(&count.to_string()));
        layer.append_child(&badge).ok()?;
    }
    document().body()?.append_child(&layer).ok()?;
    Some(layer)
}
