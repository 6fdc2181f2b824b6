//! Images: choosing one, and saying what is to be seen.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the board and the personas.

use super::{Lang, macros::words};

words! {
    /// Texts of images.
    pub struct ImageWords {
        image: "Image" / "Imagen",
        choose: "Add an image…" / "Añadir una imagen…",
        change: "Describe or change the picture" / "Describir o cambiar la imagen",
        replace: "Replace…" / "Cambiar…",
        remove: "Remove the image" / "Quitar la imagen",
        open: "Open the image in a tab of its own" / "Abrir la imagen en otra pestaña",
        formats: "PNG, JPEG, WebP or GIF, up to 10 MB. Where and when a photograph was taken is not kept." / "PNG, JPEG, WebP o GIF, hasta 10 MB. No se guarda dónde ni cuándo se tomó una fotografía.",
        alt: "What is to be seen" / "Qué se ve",
        alt_hint: "Say it in a sentence, for those who do not see the image." / "Dígalo en una frase, para quienes no ven la imagen.",
        sending: "Sending…" / "Enviando…",
        added: "Image added." / "Imagen añadida.",
        too_large: "It is larger than 10 MB. Nothing was changed. Make it smaller and choose it again." / "Ocupa más de 10 MB. No se ha cambiado nada. Redúzcala y elíjala de nuevo.",
        on_a_cell: "An image goes on a cell or a card: drop it on one." / "Una imagen va en una celda o una tarjeta: suéltela en una.",
    }
    sentences {
        sending_some(n: usize) {
            en: if n == 1 { "Sending an image…".to_owned() } else { format!("Sending {n} images…") },
            es: if n == 1 { "Enviando una imagen…".to_owned() } else { format!("Enviando {n} imágenes…") },
        }
        placed(name: &str) {
            en: format!("Image added: {name}. Say in the inspector what is to be seen."),
            es: format!("Imagen añadida: {name}. Diga en el inspector qué se ve."),
        }
    }
}

static EN: ImageWords = ImageWords::EN;
static ES: ImageWords = ImageWords::ES;

/// The words of images in a language.
#[must_use]
pub const fn image_words(lang: Lang) -> &'static ImageWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
