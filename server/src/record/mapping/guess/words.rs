//! What headers are made of, in English and Spanish.

/// The words of a header: split at what is no letter or digit and where small letters meet large ones, in lower case,
/// without accents.
pub(super) fn words(header: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in header.chars() {
        if letter.is_alphanumeric() {
            if !before.is_alphanumeric() || before.is_lowercase() && letter.is_uppercase() {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(letter.to_lowercase().map(plain));
            }
        }
        before = letter;
    }
    words
}

fn plain(letter: char) -> char {
    match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

/// Beginnings of words that say what a column is.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary {
    /// Words that must be whole.
    whole: &'static [&'static str],
    /// Beginnings.
    begin: &'static [&'static str],
    /// Ends, as in RESPNUM.
    end: &'static [&'static str],
}

impl Vocabulary {
    /// Whether one of a header's words is among these.
    pub(super) fn has(self, words: &[String]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    pub(super) fn is(self, word: &str) -> bool {
        self.whole.contains(&word)
            || self.begin.iter().any(|begin| word.starts_with(begin))
            || self.end.iter().any(|end| word.ends_with(end))
    }
}

pub(super) const ID: Vocabulary = Vocabulary {
    whole: &[
        "id", "ids", "uuid", "guid", "key", "clave", "no", "num", "number", "numero", "nro", "nº",
        "n°", "ref", "code", "ticket", "caso",
    ],
    begin: &[
        "identif",
        "folio",
        "codigo",
        "referenc",
        "respond",
        "encuestad",
    ],
    end: &["num", "id"],
};

pub(super) const TIME: Vocabulary = Vocabulary {
    whole: &["day", "dia", "when", "time", "hora", "at", "cuando"],
    begin: &[
        "date",
        "fecha",
        "timestamp",
        "datetime",
        "temporal",
        "submitted",
        "created",
        "opened",
        "received",
    ],
    end: &["date"],
};

/// A rating of any kind.
pub(super) const RATING: Vocabulary = Vocabulary {
    whole: &[
        "nota", "notas", "csat", "nps", "ces", "enps", "netpro", "stars", "star", "clean", "sla",
    ],
    begin: &[
        "rating", "score", "satisf", "recom", "valor", "puntua", "estrella", "calific", "facil",
        "esfuerzo", "effort", "easy", "ease", "easiness", "calidad", "quality", "likel", "probab",
        "agree", "acuerdo", "limpi", "resuel", "resolv",
    ],
    end: &["rate"],
};

pub(super) const RECOMMEND: Vocabulary = Vocabulary {
    whole: &["nps", "enps", "netpro", "promoter"],
    begin: &["recom", "likel", "probab"],
    end: &[],
};

pub(super) const EFFORT: Vocabulary = Vocabulary {
    whole: &["ces", "ease"],
    begin: &[
        "facil",
        "esfuerzo",
        "effort",
        "easy",
        "easiness",
        "dificil",
        "difficult",
    ],
    end: &[],
};

/// The whole, not one touchpoint.
pub(super) const OVERALL: Vocabulary = Vocabulary {
    whole: &["all", "general", "global", "total", "csat", "nps", "ces"],
    begin: &["overall", "conjunto", "recom"],
    end: &[],
};

pub(super) const WEIGHT: Vocabulary = Vocabulary {
    whole: &["weight", "weights", "wt", "peso", "factor"],
    begin: &["ponder", "weighting", "expansion"],
    end: &[],
};

/// What people group by.
pub(super) const DIMENSION: Vocabulary = Vocabulary {
    whole: &[
        "area", "edad", "age", "sexo", "model", "lang", "barea", "type", "tipo", "state", "estado",
        "origin", "dest",
    ],
    begin: &[
        "tienda",
        "store",
        "shop",
        "region",
        "pais",
        "country",
        "ciudad",
        "city",
        "canal",
        "channel",
        "producto",
        "product",
        "marca",
        "brand",
        "idioma",
        "language",
        "dispositiv",
        "device",
        "segment",
        "genero",
        "gender",
        "categor",
        "provincia",
        "sucursal",
        "centro",
        "departament",
        "airline",
        "carrier",
        "plan",
        "proveedor",
        "supplier",
        "lote",
        "batch",
        "priori",
        "via",
        "submitted",
    ],
    end: &[],
};

/// What somebody wrote.
pub(super) const COMMENT: Vocabulary = Vocabulary {
    whole: &["text", "texto", "review", "opinion", "verbatim", "body"],
    begin: &[
        "coment", "comment", "mensaj", "message", "narrativ", "observac", "sugerenc", "suggest",
    ],
    end: &[],
};

/// Who.
pub(super) const CUSTOMER: Vocabulary = Vocabulary {
    whole: &["user", "usuario", "usuaria", "email", "correo"],
    begin: &["customer", "cliente", "client"],
    end: &[],
};

/// Sums and durations that feed a metric by their value: its key, and what says so.
pub(super) const AMOUNTS: [(&str, Vocabulary); 3] = [
    (
        "reach",
        Vocabulary {
            whole: &["reach", "alcance"],
            begin: &["impression", "impresion"],
            end: &[],
        },
    ),
    (
        "traffic",
        Vocabulary {
            whole: &[
                "traffic", "trafico", "visits", "visitas", "sessions", "sesiones",
            ],
            begin: &[],
            end: &[],
        },
    ),
    (
        "clicks",
        Vocabulary {
            whole: &["clicks", "clics"],
            begin: &[],
            end: &[],
        },
    ),
];

/// Words between the words that matter.
pub(super) const SMALL: Vocabulary = Vocabulary {
    whole: &[
        "de", "del", "la", "el", "los", "las", "con", "su", "sus", "en", "the", "of", "with",
        "your", "our", "how", "was", "is", "que", "tan", "le", "fue", "al", "a", "do", "you",
        "were", "are", "to", "for", "por", "y", "and", "como", "nos", "q",
    ],
    begin: &[],
    end: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_taken_apart_into_words() {
        assert_eq!(words("*RESPNUM"), ["respnum"]);
        assert_eq!(
            words("¿Recomendaría la tienda?"),
            ["recomendaria", "la", "tienda"]
        );
        assert_eq!(words("sys_createdAt"), ["sys", "created", "at"]);
    }

    #[test]
    fn words_in_both_languages_say_what_a_column_is() {
        for (vocabulary, header) in [
            (ID, "Complaint ID"),
            (ID, "Nº de folio"),
            (TIME, "Fecha de la visita"),
            (TIME, "Date received"),
            (RATING, "Valoración de la caja"),
            (RATING, "Q13GETRATE"),
            (RECOMMEND, "¿Nos recomendaría?"),
            (WEIGHT, "Ponderación"),
            (DIMENSION, "Tienda"),
        ] {
            assert!(vocabulary.has(&words(header)), "{header}");
        }
        for (vocabulary, header) in [(RATING, "STRATA"), (TIME, "Tienda"), (ID, "Idioma")] {
            assert!(!vocabulary.has(&words(header)), "{header}");
        }
    }
}
