//! The board of one journey.

use super::macros::words;

words! {
    /// Texts of the board.
    pub struct BoardWords {
        title: "Journey" / "Recorrido",
        assumption: "assumption" / "supuesto",
        heard: "heard" / "escuchado",
        measured: "measured" / "medido",
    }
}
