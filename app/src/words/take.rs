//! A journey as a file that somebody takes away: what the drawing says, and the page that offers it.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with what says them.

use shared::api::{TakeFormat, TakePaper};

use super::{Lang, macros::words};

words! {
    /// Texts of a journey that is taken away.
    pub struct TakeWords {
        nothing: "There are no stages yet." / "Todavía no hay etapas.",
        title: "Take away" / "Llevarse",
        lead: "A journey as a file: to print, to show, to go on working with elsewhere, or to keep." / "Un recorrido como archivo: para imprimirlo, enseñarlo, seguir trabajando con él en otro sitio o guardarlo.",
        none: "There is no journey yet that could be taken away." / "Todavía no hay ningún recorrido que llevarse.",
        journey: "Journey" / "Recorrido",
        choose: "Choose" / "Elegir",
        in_format: "Format" / "Formato",
        take: "Download" / "Descargar",
        look: "Show the preview" / "Ver la vista previa",
        making: "The file is being made…" / "Se está haciendo el archivo…",
        cancel: "Cancel" / "Cancelar",
        cancelled: "It was cancelled." / "Se ha cancelado.",
        ready: "The file is ready." / "El archivo está listo.",
        again: "Download it again" / "Descargarlo de nuevo",
        preview: "Preview" / "Vista previa",
        preview_alt: "The first page of the drawing" / "La primera página del dibujo",
        preview_hint: "The first page." / "La primera página.",
        no_preview: "This format holds data and no drawing, so there is nothing to look at here." / "Este formato contiene datos y ningún dibujo, así que aquí no hay nada que ver.",
        not_drawn: "With these settings it cannot be drawn. Choose a larger paper." / "Con estos ajustes no se puede dibujar. Elija un papel más grande.",
        on_paper: "Paper" / "Papel",
        turned: "Orientation" / "Orientación",
        landscape: "Landscape" / "Horizontal",
        portrait: "Portrait" / "Vertical",
        width: "Width in mm" / "Ancho en mm",
        height: "Height in mm" / "Alto en mm",
        sharpness: "Sharpness" / "Nitidez",
        letters: "Letters" / "Letras",
        as_text: "As text, in Noto Sans" / "Como texto, en Noto Sans",
        as_shapes: "As shapes, the same everywhere" / "Como formas, iguales en todas partes",
        language: "Language of labels" / "Idioma de los rótulos",
        theme: "Colours" / "Colores",
        light: "Light" / "Claros",
        dark: "Dark" / "Oscuros",
        poster: "Poster: one page, as large as needed" / "Póster: una página, tan grande como haga falta",
        own: "Own size" / "Tamaño propio",
        letter: "Letter" / "Carta",
        tabloid: "Tabloid" / "Tabloide",
        pdf_good: "To print and to send. Sharp at any size, its text can be searched; it cannot be edited." / "Para imprimir y enviar. Nítido a cualquier tamaño y con texto que se puede buscar; no se puede editar.",
        png_good: "A picture for slides and messages. Only its pixels survive." / "Una imagen para presentaciones y mensajes. Solo quedan los píxeles.",
        svg_good: "A drawing for design tools. Shapes and text stay editable." / "Un dibujo para herramientas de diseño. Las formas y el texto siguen siendo editables.",
        xlsx_good: "For Excel and other spreadsheets: the grid, and lists of touchpoints, metrics, actions and links with real numbers and dates. The grid can be brought back." / "Para Excel y otras hojas de cálculo: la tabla y listas de puntos de contacto, indicadores, acciones y enlaces, con números y fechas de verdad. La tabla se puede volver a traer.",
        html_good: "One web page to send or publish: the drawing and an accessible table. Opens in any browser, in light and dark, without a network." / "Una página web para enviar o publicar: el dibujo y una tabla accesible. Se abre en cualquier navegador, en claro y oscuro, sin red.",
        pptx_good: "Slides for PowerPoint and others: a page for each stage, every card an editable shape. Arrows between cards are said in words." / "Diapositivas para PowerPoint y otros: una página por etapa y cada tarjeta una forma editable. Las flechas entre tarjetas se dicen con palabras.",
        json_good: "Everything there is, without loss: to keep, to compare in git, to bring back." / "Todo lo que hay, sin pérdidas: para guardar, comparar en git y volver a traerlo.",
        csv_good: "The grid of stages, steps and cards for any spreadsheet. No notes, no links." / "La tabla de etapas, pasos y tarjetas para cualquier hoja de cálculo. Sin notas ni enlaces.",
        mermaid_good: "Stages, steps and emotions as a diagram in text, for wikis and README files." / "Etapas, pasos y emociones como diagrama en texto, para wikis y archivos README.",
        cjml_good: "Actors, phases, touchpoints and channels for tools that speak SINTEF’s Customer Journey Modelling Language. No cards, no feelings." / "Actores, fases, puntos de contacto y canales para herramientas que hablan el Customer Journey Modelling Language de SINTEF. Sin tarjetas ni emociones.",
        missing: "No font of ours has these letters, so they are empty boxes in the file:" / "Ninguna de nuestras fuentes tiene estas letras, así que en el archivo son recuadros vacíos:",
    }
    sentences {
        drawn(day: &str) { en: format!("As of {day}"), es: format!("A {day}") }
        made(done: u32, of: u32) {
            en: format!("{} of {} pages", Lang::En.count(done.into()), Lang::En.count(of.into())),
            es: format!("{} de {} páginas", Lang::Es.count(done.into()), Lang::Es.count(of.into())),
        }
        times(n: &str) { en: format!("{n} × the screen"), es: format!("{n} × la pantalla") }
        page(at: usize, of: usize) { en: format!("page {at} of {of}"), es: format!("página {at} de {of}") }
    }
}

static EN: TakeWords = TakeWords::EN;
static ES: TakeWords = TakeWords::ES;

/// The words of journeys that are taken away, in a language.
#[must_use]
pub const fn take_words(lang: Lang) -> &'static TakeWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}

impl TakeWords {
    /// A format as people call it.
    #[must_use]
    pub const fn format(&self, format: TakeFormat) -> &'static str {
        match format {
            TakeFormat::Pdf => "PDF",
            TakeFormat::Png => "PNG",
            TakeFormat::Svg => "SVG",
            TakeFormat::Json => "JSON",
            TakeFormat::Csv => "CSV",
            TakeFormat::Mermaid => "Mermaid",
            TakeFormat::Xlsx => "Excel (.xlsx)",
            TakeFormat::Html => "HTML",
            TakeFormat::Pptx => "PowerPoint (.pptx)",
            TakeFormat::Cjml => "CJML (XML)",
        }
    }

    /// What it is good for, and what survives in it.
    #[must_use]
    pub const fn good_for(&self, format: TakeFormat) -> &'static str {
        match format {
            TakeFormat::Pdf => self.pdf_good,
            TakeFormat::Png => self.png_good,
            TakeFormat::Svg => self.svg_good,
            TakeFormat::Json => self.json_good,
            TakeFormat::Csv => self.csv_good,
            TakeFormat::Mermaid => self.mermaid_good,
            TakeFormat::Xlsx => self.xlsx_good,
            TakeFormat::Html => self.html_good,
            TakeFormat::Pptx => self.pptx_good,
            TakeFormat::Cjml => self.cjml_good,
        }
    }

    /// What a PDF is drawn on.
    #[must_use]
    pub const fn paper(&self, paper: TakePaper) -> &'static str {
        match paper {
            TakePaper::Poster => self.poster,
            TakePaper::A4 => "A4",
            TakePaper::A3 => "A3",
            TakePaper::A2 => "A2",
            TakePaper::A1 => "A1",
            TakePaper::A0 => "A0",
            TakePaper::Letter => self.letter,
            TakePaper::Tabloid => self.tabloid,
            TakePaper::Own => self.own,
        }
    }
}
