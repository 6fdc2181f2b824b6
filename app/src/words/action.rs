//! The actions page.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the pages that say them.

use super::{Lang, macros::words};

words! {
    /// Texts of the actions page.
    pub struct ActionWords {
        lead: "What people have taken on, and whether it helped: by the metric before and after, against touchpoints where nothing was done."
            / "Lo que cada cual ha asumido y si ha servido: según el indicador antes y después, frente a puntos de contacto donde no se hizo nada.",
        add: "Add an action" / "Añadir una acción",
        add_this: "Add" / "Añadir",
        save: "Save" / "Guardar",
        cancel: "Cancel" / "Cancelar",
        edit: "Edit" / "Editar",
        accept: "Accept" / "Aceptar",
        decline: "Decline" / "Rechazar",
        done: "Done" / "Hecha",
        reopen: "Not done after all" / "Al final no se hizo",
        retire: "Remove" / "Quitar",
        overdue: "Overdue" / "Con retraso",
        waiting: "Waiting for acceptance" / "A la espera de aceptación",
        open: "Open" / "Abiertas",
        implemented: "Implemented, waiting for the check" / "Implementadas, a la espera de la comprobación",
        checked: "Checked: did it help?" / "Comprobadas: ¿ha servido?",
        problem: "Problem" / "Problema",
        step: "What is done" / "Qué se hace",
        step_hint: "The first step, in a few words." / "El primer paso, en pocas palabras.",
        kind: "Kind" / "Tipo",
        containment: "containment" / "contención",
        correction: "corrective action" / "acción correctiva",
        containment_hint: "containment: stops the harm at once" / "contención: frena el daño ya",
        correction_hint: "corrective action: removes the cause" / "acción correctiva: elimina la causa",
        scope: "Where it applies" / "Dónde se aplica",
        scope_hint: "Stores, regions, batches; empty: everywhere." / "Tiendas, regiones, lotes; vacío: en todas partes.",
        touchpoint: "Touchpoint" / "Punto de contacto",
        no_touchpoint: "none in particular" / "ninguno en concreto",
        assigned: "Assigned to" / "Asignada a",
        nobody: "nobody yet" / "nadie todavía",
        accepted: "has accepted" / "ha aceptado",
        asked: "has not answered yet" / "aún no ha respondido",
        declined: "has declined: ask someone else" / "ha rechazado: pregunte a otra persona",
        due: "Due" / "Plazo",
        no_due: "no date" / "sin fecha",
        implemented_on: "Implemented on" / "Implementada el",
        check: "Check on" / "Comprobación el",
        check_hint: "Empty: four weeks after it is done." / "Vacío: cuatro semanas después de hacerla.",
        metric: "Metric" / "Indicador",
        metric_hint: "It is frozen as it was when the action is done." / "Se congela tal como estaba cuando se hace la acción.",
        no_metric: "none" / "ninguno",
        result: "Metric and verdict" / "Indicador y veredicto",
        before: "before" / "antes",
        now: "now" / "ahora",
        better: "better" / "mejor",
        worse: "worse" / "peor",
        cannot_tell: "cannot tell" / "no se puede saber",
        too_early: "too early" / "aún es pronto",
        no_records: "no records" / "sin registros",
        withheld: "not shown: too few people" / "no se muestra: muy pocas personas",
        no_control: "There is no touchpoint to compare with, so this is the plain change."
            / "No hay con qué punto de contacto comparar, así que es el cambio sin más.",
        may_be_nothing: "That may be nothing." / "Puede no ser nada.",
        why_no_metric: "No metric was chosen, so nobody can say whether it helped."
            / "No se eligió ningún indicador, así que nadie puede decir si ha servido.",
        why_no_baseline: "There is no record from before it was done." / "No hay ningún registro de antes de hacerla.",
        why_withheld: "It is about people, and about too few of them." / "Trata de personas, y de muy pocas.",
        why_no_margin: "A sum has no margin, so nobody can tell its change from normal variation: look at its course."
            / "Una suma no tiene margen, así que nadie puede distinguir su cambio de la variación normal: mire su evolución.",
        why_other: "The metric is defined otherwise now." / "El indicador se define ahora de otro modo.",
        department: "Department" / "Área",
        any_department: "all departments" / "todas las áreas",
        anybody: "anybody" / "cualquiera",
        state: "State" / "Estado",
        any_state: "all" / "todos",
        apply: "Apply" / "Aplicar",
        all: "All actions" / "Todas las acciones",
        what_to_do: "What to do" / "Qué hacer",
        none_title: "Nobody has taken anything on yet" / "Nadie ha asumido nada todavía",
        none_text: "Find the worst touchpoint in the friction list. Then say here what is done about it, by whom and until when."
            / "Busque el peor punto de contacto en la lista de fricción. Después diga aquí qué se hace, quién y para cuándo.",
        to_friction: "To the friction list" / "A la lista de fricción",
        none_here_title: "No action like this" / "Ninguna acción así",
        none_here_text: "There are others: choose another department, person or state."
            / "Hay otras: elija otra área, otra persona u otro estado.",
        kept: "Kept." / "Guardado.",
        added: "Added." / "Añadida.",
        removed: "Removed." / "Quitada.",
        show: "Show them" / "Verlas",
        nothing_done: "Nothing is being done about it yet." / "Todavía no se hace nada al respecto.",
        history: "History" / "Historial",
        was_added: "Added, asked of nobody yet" / "Añadida, sin asignar",
        was_unassigned: "No longer asked of anybody" / "Ya no está asignada a nadie",
        was_reopened: "Not done after all" / "Al final no se hizo",
        was_retired: "Removed" / "Quitada",
        action_of: "Of one touchpoint:" / "De un punto de contacto:",
    }
    sentences {
        was_added_for(name: &str) { en: format!("Added, asked of {name}"), es: format!("Añadida y asignada a {name}") }
        was_assigned(name: &str) { en: format!("Asked of {name}"), es: format!("Asignada a {name}") }
        has_accepted(name: &str) { en: format!("{name} accepted"), es: format!("{name} ha aceptado") }
        has_declined(name: &str) { en: format!("{name} declined"), es: format!("{name} ha rechazado") }
        was_implemented(day: &str, check: &str) {
            en: format!("Done on {day}; check on {check}"),
            es: format!("Hecha el {day}; comprobación el {check}"),
        }
        was_changed(what: &str, before: &str, after: &str) {
            en: format!("{what}: “{after}” instead of “{before}”"),
            es: format!("{what}: «{after}» en lugar de «{before}»"),
        }
        was_set_anew(what: &str) { en: format!("{what}: another one"), es: format!("{what}: otro") }
        about(what: &str, problem: &str) { en: format!("{what}: {problem}"), es: format!("{what}: {problem}") }
        late(days: u64) {
            en: format!("{} late", Lang::En.counted(days, "day", "days")),
            es: format!("{} de retraso", Lang::Es.counted(days, "día", "días")),
        }
        due_on(day: &str) { en: format!("due {day}"), es: format!("para el {day}") }
        done_on(day: &str) { en: format!("done {day}"), es: format!("hecha el {day}") }
        check_on(day: &str) { en: format!("check {day}"), es: format!("comprobación el {day}") }
        why_not_yet(day: &str) { en: format!("The check is on {day}."), es: format!("La comprobación es el {day}.") }
        why_few(n: u64, least: u64) {
            en: format!("{} since it was done; {least} are needed.", Lang::En.counted(n, "record", "records")),
            es: format!("{} desde que se hizo; hacen falta {least}.", Lang::Es.counted(n, "registro", "registros")),
        }
        changed(by: &str, margin: &str) {
            en: format!("Changed by {by} (margin {margin})."),
            es: format!("Ha cambiado {by} (margen {margin})."),
        }
        more_than_others(by: &str, margin: &str, n: u64) {
            en: format!("Changed by {by} (margin {margin}) compared with {} where nothing was done.", Lang::En.counted(n, "touchpoint", "touchpoints")),
            es: format!("Ha cambiado {by} (margen {margin}) en comparación con {} donde no se hizo nada.", Lang::Es.counted(n, "punto de contacto", "puntos de contacto")),
        }
        points(number: &str) { en: format!("{number} points"), es: format!("{number} puntos") }
        with_margin(margin: &str, n: u64) {
            en: format!("margin {margin}, {}", Lang::En.counted(n, "record", "records")),
            es: format!("margen {margin}, {}", Lang::Es.counted(n, "registro", "registros")),
        }
    }
}

static EN: ActionWords = ActionWords::EN;
static ES: ActionWords = ActionWords::ES;

/// The words of the actions page in a language.
#[must_use]
pub const fn action_words(lang: Lang) -> &'static ActionWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
