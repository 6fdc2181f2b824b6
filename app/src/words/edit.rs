//! Editing the board: what is announced, what went wrong and what to do about it.

use super::Lang;
use super::macros::words;

words! {
    /// Texts of editing.
    pub struct EditWords {
        edit_title: "Edit the text" / "Editar el texto",
        new_card: "New card" / "Tarjeta nueva",
        new_step: "New step" / "Paso nuevo",
        new_stage: "New stage" / "Etapa nueva",
        lane_title: "Name of the lane" / "Nombre del carril",
        touchpoint: "Touchpoint: choose one or type a new name" / "Punto de contacto: elija uno o escriba un nombre nuevo",
        known_touchpoints: "Touchpoints of the catalogue" / "Puntos de contacto del catálogo",
        undone: "Undone." / "Deshecho.",
        redone: "Done again." / "Rehecho.",
        nothing_to_undo: "Nothing to undo." / "No hay nada que deshacer.",
        nothing_to_redo: "Nothing to redo." / "No hay nada que rehacer.",
        no_further: "It goes no further that way." / "Por ahí no se puede seguir.",
        drag_cancelled: "Put back." / "Devuelto a su sitio.",
        taken: "Taken. Move it, let go to drop, Escape to put it back." / "Tomado. Muévalo, suelte para dejarlo, Escape para devolverlo.",
        saved: "Saved" / "Guardado",
        offline: "The server cannot be reached. Your changes are kept in this browser and sent as soon as it answers."
            / "No se llega al servidor. Sus cambios quedan en este navegador y se envían en cuanto responda.",
        server_fault: "The server could not save. Your changes are kept in this browser; it is tried again."
            / "El servidor no pudo guardar. Sus cambios quedan en este navegador; se vuelve a intentar.",
        reload: "Reload the page" / "Recargar la página",
        outdated: "Puente was updated. Reload the page to go on; your changes are kept." / "Puente se ha actualizado. Recargue la página para seguir; sus cambios se conservan.",
        recovered: "Recovered changes" / "Cambios recuperados",
        recovered_hint: "These were refused, so they are not on the board. Nothing of them is lost." / "Se rechazaron y por eso no están en el tablero. No se ha perdido nada de ellos.",
        again: "Apply again" / "Aplicar otra vez",
        dismiss: "Dismiss" / "Descartar",
        cannot_keep: "This browser keeps nothing (private mode or full). Until changes are saved, do not close this page."
            / "Este navegador no guarda nada (modo privado o lleno). No cierre esta página hasta que los cambios estén guardados.",
        sheet_title: "Keys of the board" / "Teclas del tablero",
        close: "Close" / "Cerrar",
        key_move: "Go to the next place" / "Ir al sitio siguiente",
        key_far: "Go to the first or last place" / "Ir al primer o último sitio",
        key_edit: "Edit, or add in an empty cell" / "Editar, o añadir en una celda vacía",
        key_type: "Typing replaces or adds" / "Escribir sustituye o añade",
        key_add: "Add one more" / "Añadir otro más",
        key_commit: "While editing: keep, keep and go on, put back" / "Al editar: conservar, conservar y seguir, devolver",
        key_extend: "Select more" / "Seleccionar más",
        key_toggle: "Select or not" / "Seleccionar o no",
        key_all: "Select every card" / "Seleccionar todas las tarjetas",
        key_drag: "Drag" / "Arrastrar",
        key_band: "From an empty place: select what it goes over" / "Desde un sitio vacío: seleccionar lo que abarca",
        key_shift: "Move the card, step, stage or lane" / "Mover la tarjeta, el paso, la etapa o el carril",
        key_delete: "Delete" / "Eliminar",
        key_duplicate: "Duplicate" / "Duplicar",
        key_clip: "Copy, cut, paste; a spreadsheet's cells become cards" / "Copiar, cortar, pegar; las celdas de una hoja de cálculo pasan a tarjetas",
        key_undo: "Undo, redo" / "Deshacer, rehacer",
        key_feel: "On an emotion point: higher, lower, away" / "En un punto de emoción: más alto, más bajo, quitar",
        key_explain: "Explain it in the panel beside" / "Explicarlo en el panel de al lado",
        key_zoom: "Larger, smaller, actual size or all of the board" / "Más grande, más pequeño, tamaño real o el tablero entero",
        key_palette: "Find anything, from any page" / "Encontrar cualquier cosa, desde cualquier página",
        key_help: "This list" / "Esta lista",
    }
    sentences {
        waiting(n: usize) {
            en: Lang::En.counted(n as u64, "change waiting", "changes waiting"),
            es: Lang::Es.counted(n as u64, "cambio pendiente", "cambios pendientes"),
        }
        retry_in(seconds: u32) {
            en: format!("next try in {seconds} s"),
            es: format!("otro intento en {seconds} s"),
        }
        moved(what: String, place: String) {
            en: format!("{what} moved: {place}."),
            es: format!("{what}, ahora en {place}."),
        }
        at(step: String, lane: String, index: usize, of: usize) {
            en: format!("{lane}, {step}, {index} of {of}"),
            es: format!("{lane}, {step}, {index} de {of}"),
        }
        nth(index: usize, of: usize) { en: format!("{index} of {of}"), es: format!("{index} de {of}") }
        selected(n: usize) {
            en: if n == 1 { "1 card selected.".to_owned() } else { format!("{n} cards selected.") },
            es: if n == 1 { "1 tarjeta seleccionada.".to_owned() } else { format!("{n} tarjetas seleccionadas.") },
        }
        deleted(what: String) {
            en: format!("{what} deleted. Control Z brings it back."),
            es: format!("{what}: eliminado. Control Z lo recupera."),
        }
        things(n: usize) {
            en: if n == 1 { "1 thing".to_owned() } else { format!("{n} things") },
            es: if n == 1 { "1 elemento".to_owned() } else { format!("{n} elementos") },
        }
        copied(n: usize) {
            en: if n == 1 { "1 card copied.".to_owned() } else { format!("{n} cards copied.") },
            es: if n == 1 { "1 tarjeta copiada.".to_owned() } else { format!("{n} tarjetas copiadas.") },
        }
        added(what: String) { en: format!("{what} added."), es: format!("{what}: añadido.") }
        create(name: String) { en: format!("New touchpoint “{name}”"), es: format!("Nuevo punto de contacto «{name}»") }
        untitled(n: u32) { en: format!("Step {n}"), es: format!("Paso {n}") }
    }
}
