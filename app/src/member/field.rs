//! What rows and the form of an invitation choose alike: a role, departments.

use leptos::{ev::Event, prelude::*};
use shared::{access::Role, id::DepartmentId, locale::Lang};

use super::desk::Desk;
use crate::words::{member_words, role_name};

/// The options of a choice of roles.
pub(super) fn roles(lang: Lang, roles: Vec<Role>, chosen: Signal<Role>) -> AnyView {
    let first = chosen.get_untracked();
    roles
        .into_iter()
        .map(|role| {
            view! {
                <option
                    value=role.name()
                    selected=role == first
                    prop:selected=move || chosen.get() == role
                >
                    {role_name(lang, role)}
                </option>
            }
            .into_any()
        })
        .collect_view()
        .into_any()
}

/// Departments to tick, folded under what is ticked. `label` names the group.
pub(super) fn departments(
    lang: Lang,
    desk: Desk,
    label: String,
    chosen: Signal<Vec<DepartmentId>>,
    tick: Callback<(DepartmentId, bool)>,
) -> AnyView {
    let words = member_words(lang);
    let known = desk.departments(lang, &chosen.get_untracked());
    if known.is_empty() {
        return view! { <span class="muted">{words.no_departments}</span> }.into_any();
    }
    let said = move || {
        let named = desk.named(lang, &chosen.get());
        if named.is_empty() {
            words.no_departments.to_owned()
        } else {
            named
        }
    };
    let boxes = known
        .into_iter()
        .map(|(id, name)| {
            let has = move || chosen.with(|chosen| chosen.contains(&id));
            view! {
                <label class="members__tick">
                    <input
                        type="checkbox"
                        class="check"
                        checked=untrack(has)
                        prop:checked=has
                        on:change=move |event: Event| tick.run((id, event_target_checked(&event)))
                    />
                    <span>{name}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <details class="members__more">
            <summary aria-label=move || format!("{label}: {}", said())>{said}</summary>
            <div class="members__ticks">{boxes}</div>
        </details>
    }
    .into_any()
}

/// These, with one more or one less.
pub(super) fn ticked(
    mut chosen: Vec<DepartmentId>,
    id: DepartmentId,
    on: bool,
) -> Vec<DepartmentId> {
    chosen.retain(|one| *one != id);
    if on {
        chosen.push(id);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_department_is_ticked_once_and_taken_away_again() {
        let [one, two] = [1, 2].map(|n| DepartmentId::new(Uuid::from_u128(n)));
        let both = ticked(ticked(vec![one], two, true), two, true);
        assert_eq!(both, [one, two]);
        assert_eq!(ticked(both, one, false), [two]);
    }
}
