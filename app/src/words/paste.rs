//! What pasting onto a board came to, and what of it could not come.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the board.

use shared::exchange::block::Pasted;

use super::{Lang, macros::words};

words! {
    /// Texts of pasting.
    pub struct PasteWords {
        whole_grid: "This is a whole journey, with its stages and steps. Bring it in with “From a file”, which shows first what it would change."
            / "Esto es un recorrido entero, con sus etapas y pasos. Tráigalo con «Desde un archivo», que antes enseña qué cambiaría.",
    }
    sentences {
        pasted(all: &Pasted) {
            en: sentence("Pasted", &[
                some(all.added, Lang::En, "new card", "new cards"),
                some(all.replaced, Lang::En, "card with another text", "cards with another text"),
                some(all.removed, Lang::En, "card taken away", "cards taken away"),
                some(all.steps, Lang::En, "new step", "new steps"),
            ], "nothing was different"),
            es: sentence("Pegado", &[
                some(all.added, Lang::Es, "tarjeta nueva", "tarjetas nuevas"),
                some(all.replaced, Lang::Es, "tarjeta con otro texto", "tarjetas con otro texto"),
                some(all.removed, Lang::Es, "tarjeta quitada", "tarjetas quitadas"),
                some(all.steps, Lang::Es, "paso nuevo", "pasos nuevos"),
            ], "no había nada distinto"),
        }
        no_lane(n: usize) {
            en: format!("{} had no lane left to go to", Lang::En.counted(n as u64, "line", "lines")),
            es: format!("{} sin carril en el que caber", Lang::Es.counted(n as u64, "línea", "líneas")),
        }
        unfit(n: usize) {
            en: format!("{} not what the lane holds, or longer than a card", Lang::En.counted(n as u64, "line is", "lines are")),
            es: format!("{} en su carril, por su tipo o por su longitud", Lang::Es.counted(n as u64, "línea no cabe", "líneas no caben")),
        }
        no_room(n: usize) {
            en: format!("{} more than one paste or one journey takes", Lang::En.counted(n as u64, "line is", "lines are")),
            es: format!("{} más de lo que admite un pegado o un recorrido", Lang::Es.counted(n as u64, "línea es", "líneas son")),
        }
    }
}

impl PasteWords {
    /// What of a paste could not come, and why; `None` where all of it came.
    #[must_use]
    pub fn left_out(&self, all: &Pasted) -> Option<String> {
        let why: Vec<String> = [
            (all.no_lane, self.no_lane(all.no_lane)),
            (all.unfit, self.unfit(all.unfit)),
            (all.no_room, self.no_room(all.no_room)),
        ]
        .into_iter()
        .filter_map(|(n, why)| (n > 0).then_some(why))
        .collect();
        let begin = match self.lang {
            Lang::En => "Left out",
            Lang::Es => "No ha venido",
        };
        (!why.is_empty()).then(|| format!("{begin}: {}.", why.join("; ")))
    }
}

fn some(n: usize, lang: Lang, one: &'static str, many: &'static str) -> Option<String> {
    (n > 0).then(|| lang.counted(n as u64, one, many))
}

fn sentence(begin: &str, parts: &[Option<String>], nothing: &str) -> String {
    let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    let parts = if parts.is_empty() {
        nothing.to_owned()
    } else {
        parts.join(", ")
    };
    format!("{begin}: {parts}.")
}

static EN: PasteWords = PasteWords::EN;
static ES: PasteWords = PasteWords::ES;

/// The words of pasting in a language.
#[must_use]
pub const fn paste_words(lang: Lang) -> &'static PasteWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
