//! What everybody sees and only some may change.

use leptos::prelude::*;

/// Shows it as it is to whoever may change it; for all others every field and button in it is switched off. Links and what is folded
/// stay alive.
pub(crate) fn frozen(may: bool, inside: AnyView) -> AnyView {
    if may {
        return inside;
    }
    view! {
        <fieldset class="frozen" disabled>
            {inside}
        </fieldset>
    }
    .into_any()
}
