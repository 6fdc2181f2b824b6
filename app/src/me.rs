//! Who looks at the page, and as what.
//!
//! The server provides it to each render; the document carries it as an attribute of `<html>`; hydration reads it back from there,
//! so that both sides show the same. Whoever signs in or out loads the document anew. It decides what is shown, never what may be
//! done: that the server decides.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    access::{Action, Actor, Kind, Role, could},
    api::Me,
};

/// Whoever looks at this page; nobody, where nobody said who it is.
#[must_use]
pub fn use_me() -> Arc<Me> {
    use_context().unwrap_or_else(|| Arc::new(Me::nobody()))
}

/// Whoever the page was rendered for.
pub(crate) fn current() -> Arc<Me> {
    use_context().unwrap_or_else(|| {
        #[cfg(feature = "hydrate")]
        return Arc::new(from_document().unwrap_or_else(Me::nobody));
        // Only while routes are listed, when nothing is shown.
        #[cfg(not(feature = "hydrate"))]
        Arc::new(Me::nobody())
    })
}

#[cfg(feature = "hydrate")]
fn from_document() -> Option<Me> {
    let text = document().document_element()?.get_attribute("data-me")?;
    shared::json::from_str(&text).ok()
}

/// The name under which the browser keeps something of whoever looks: what one person keeps there, the next one at the same browser
/// neither sees nor sends. The local owner's is the bare name.
#[must_use]
pub(crate) fn own_key(name: &str) -> String {
    #[cfg(feature = "hydrate")]
    let whose = {
        thread_local! {
            // Whoever looks changes with the document only.
            static WHOSE: Option<shared::id::ActorId> =
                from_document().filter(|me| me.role != Role::LocalOwner).map(|me| me.id);
        }
        WHOSE.with(|whose| *whose)
    };
    #[cfg(not(feature = "hydrate"))]
    let whose = None::<shared::id::ActorId>;
    match whose {
        Some(id) => format!("{name}.{id}"),
        None => name.to_owned(),
    }
}

/// Whether there may be something of this kind that this one may do that with: what is offered, and what is not.
#[must_use]
pub fn may(me: &Me, action: Action, kind: Kind) -> bool {
    let actor = Actor::new(me.id, me.role).named_for_people(me.people);
    let actor = match &me.guest_of {
        Some(guest) => actor.on_journeys([(guest.journey, guest.role)].into()),
        None => actor,
    }
    .confined(me.confined);
    could(&actor, action, kind)
}

/// Whether somebody signed in, rather than the local owner, a guest or nobody.
#[must_use]
pub const fn signed_in(me: &Me) -> bool {
    !matches!(me.role, Role::LocalOwner | Role::Guest | Role::Nobody)
}
