//! The lanes of a board and what can be done with them.

use super::macros::words;

words! {
    /// Texts of the lanes.
    pub struct LaneWords {
        lane: "Lane" / "Carril",
        touchpoints: "Touchpoints" / "Puntos de contacto",
        touchpoints_hint: "responsible, evidence" / "responsable, evidencia",
        emotion: "Emotion" / "Emoción",
        doing: "What they do" / "Qué hace",
        thinking: "What they think" / "Qué piensa",
        expecting: "What they expect" / "Qué espera",
        promise: "Promise" / "Promesa",
        reality: "Reality" / "Realidad",
        reality_hint: "value, target, margin" / "valor, objetivo, margen",
        friction: "Friction" / "Fricción",
        friction_hint: "90 % interval" / "intervalo del 90 %",
        pains: "Pain points" / "Puntos de dolor",
        opportunities: "Opportunities" / "Oportunidades",
        actions: "Actions" / "Acciones",
        backstage: "Backstage" / "Entre bastidores",
        backstage_hint: "by department" / "por área",
        notes: "Notes" / "Notas",
        images: "Images" / "Imágenes",
        free: "Own lane" / "Carril propio",
        line: "Line of visibility" / "Línea de visibilidad",
        menu: "Change this lane" / "Cambiar este carril",
        rename: "Rename" / "Cambiar el nombre",
        department: "Department" / "Área",
        no_department: "No department" / "Sin área",
        up: "Move up" / "Subir",
        down: "Move down" / "Bajar",
        draw_line: "Draw the line of visibility below" / "Trazar debajo la línea de visibilidad",
        remove_line: "Take the line of visibility away" / "Quitar la línea de visibilidad",
        delete: "Delete the lane" / "Eliminar el carril",
        add: "Add a lane" / "Añadir un carril",
        add_below: "Add a lane below" / "Añadir un carril debajo",
    }
}
