//! A journey as a spreadsheet, a page or slides: what sheets, columns and sections are called.
//!
//! Apart from [`super::Words`], which every visitor loads: the server alone says these.

use super::{Lang, macros::words};

words! {
    /// Texts of files that are made of a journey.
    pub struct WorkbookWords {
        journey: "Journey" / "Recorrido",
        cards: "Cards" / "Tarjetas",
        touchpoints: "Touchpoints" / "Puntos de contacto",
        metrics: "Metrics" / "Indicadores",
        actions: "Actions" / "Acciones",
        links: "Links" / "Enlaces",
        stage: "Stage" / "Etapa",
        step: "Step" / "Paso",
        lane: "Lane" / "Carril",
        card: "Card" / "Tarjeta",
        evidence: "Evidence" / "Evidencia",
        responsible: "Responsible" / "Responsable",
        touchpoint: "Touchpoint" / "Punto de contacto",
        channel: "Channel" / "Canal",
        moment: "Moment of truth" / "Momento de la verdad",
        stands: "How it stands" / "Cómo está",
        cause_of: "Cause of" / "Causa de",
        note: "Note" / "Nota",
        friction: "Friction (0–100)" / "Fricción (0–100)",
        margin_from: "Margin from" / "Margen desde",
        margin_to: "Margin to" / "Margen hasta",
        band: "Level" / "Nivel",
        sources: "Kinds of evidence" / "Tipos de evidencia",
        sources_of: "of" / "de",
        records: "Records" / "Registros",
        emotion: "Measured emotion (−2 to 2)" / "Emoción medida (−2 a 2)",
        last_record: "Last record" / "Último registro",
        metric: "Metric" / "Indicador",
        value: "Value" / "Valor",
        unit: "Unit" / "Unidad",
        target: "Target" / "Objetivo",
        met: "Target met" / "Objetivo cumplido",
        better: "Better is" / "Mejor es",
        more: "more" / "más",
        less: "less" / "menos",
        month: "Month" / "Mes",
        change: "Real change" / "Cambio real",
        points: "points" / "puntos",
        share: "share" / "proporción",
        rating: "rating" / "valoración",
        rate: "rate" / "tasa",
        what: "What is done" / "Qué se hace",
        problem: "Problem" / "Problema",
        kind: "Kind" / "Tipo",
        assigned: "Assigned to" / "Asignada a",
        due: "Due" / "Plazo",
        done_on: "Done on" / "Hecha el",
        check_on: "Check on" / "Comprobación el",
        from: "From" / "Desde",
        to: "To" / "Hasta",
        cause: "cause" / "causa",
        way: "way between steps" / "camino entre pasos",
        sure: "How sure" / "Con qué certeza",
        yes: "yes" / "sí",
        no: "no" / "no",
        overview: "Overview" / "Resumen",
        nothing: "Nothing here yet" / "Aquí todavía no hay nada",
        to_do: "Pain points, opportunities, actions" / "Puntos de dolor, oportunidades, acciones",
        made_with: "Made with Puente" / "Hecho con Puente",
        drawing: "The board" / "El tablero",
        table: "The same as a table" / "Lo mismo en una tabla",
    }
    sentences {
        continued(title: &str, page: usize) {
            en: format!("{title} ({page})"),
            es: format!("{title} ({page})"),
        }
    }
}

static EN: WorkbookWords = WorkbookWords::EN;
static ES: WorkbookWords = WorkbookWords::ES;

/// The words of files that are made of a journey, in a language.
#[must_use]
pub const fn workbook_words(lang: Lang) -> &'static WorkbookWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
