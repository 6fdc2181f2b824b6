//! Journeys that come as files: what comes, what does not and why, and why a file cannot be read.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the page that says them.

use shared::{
    api::ApiError,
    exchange::{Format, ItemKind, LeftOut, ReadError, ReadProblem, Refusal},
    log::{Missing, Rejection},
};

use super::{
    Lang, Said, api_error, import_error, in_lang,
    macros::words,
    refusal::{entry, limit, node},
};

words! {
    /// Texts of the page where a journey comes from a file.
    pub struct JourneyFileWords {
        title: "A journey from a file" / "Un recorrido desde un archivo",
        lead: "A journey as JSON, a spreadsheet with stages and steps across and lanes down (.xlsx, CSV), a Mermaid journey, CJML, a map of Enablement Map Studio or a configuration of New Relic’s Customer Journey. First you see what would come; nothing changes before you agree."
            / "Un recorrido en JSON, una hoja de cálculo con etapas y pasos en horizontal y carriles en vertical (.xlsx, CSV), un recorrido de Mermaid, CJML, un mapa de Enablement Map Studio o una configuración de Customer Journey de New Relic. Primero verá lo que llegaría; nada cambia antes de que usted lo apruebe.",
        choose: "Choose a file" / "Elegir un archivo",
        drop_here: "Drop a file anywhere, or choose it here" / "Suelte un archivo en cualquier sitio o elíjalo aquí",
        formats: "JSON, .xlsx, CSV, Mermaid, CJML, YAML or JavaScript of other tools; at most 64 MB" / "JSON, .xlsx, CSV, Mermaid, CJML, YAML o JavaScript de otras herramientas; 64 MB como máximo",
        paste: "Or paste cells of a spreadsheet" / "O pegue celdas de una hoja de cálculo",
        paste_hint: "Steps across, lanes down; the first row has the steps, or “stage” and the stages with “step” and the steps below. A Mermaid journey does as well."
            / "Pasos en horizontal, carriles en vertical; la primera fila tiene los pasos, o «etapa» y las etapas con «paso» y los pasos debajo. También vale un recorrido de Mermaid.",
        use_cells: "Use these cells" / "Usar estas celdas",
        goes: "Where it goes" / "Adónde va",
        goes_new: "A new journey" / "Un nuevo recorrido",
        untitled: "New journey" / "Nuevo recorrido",
        state: "New or changed" / "Nuevo o cambia",
        reading: "Reading the file…" / "Leyendo el archivo…",
        bringing: "Bringing it in…" / "Incorporándolo…",
        another: "Choose another file" / "Elegir otro archivo",
        again: "Try again" / "Intentar de nuevo",
        name: "Title of the new journey" / "Título del nuevo recorrido",
        sheet: "Sheet" / "Hoja",
        what: "What" / "Qué",
        new: "New" / "Nuevo",
        changed: "Changed" / "Cambia",
        not_coming: "Does not come" / "No llega",
        summary: "What would come" / "Lo que llegaría",
        coming_title: "Everything that comes" / "Todo lo que llega",
        refused_title: "What cannot come, and why" / "Lo que no puede llegar, y por qué",
        line: "Line" / "Línea",
        text: "Text" / "Texto",
        why: "Why" / "Por qué",
        nothing: "Nothing changes: all that is in this file is there already." / "No cambia nada: todo lo que hay en este archivo ya está.",
        empty_plan: "Nothing of this file can come." / "Nada de este archivo puede llegar.",
        leave: "Leave out what cannot come" / "Dejar fuera lo que no puede llegar",
        leave_first: "Agree first to leave out what cannot come." / "Acepte antes dejar fuera lo que no puede llegar.",
        create: "Create the journey" / "Crear el recorrido",
        update: "Update the journey" / "Actualizar el recorrido",
        open: "Open the journey" / "Abrir el recorrido",
        other_plan: "The journey was changed meanwhile, so nothing was done yet. This is what the file would do now."
            / "El recorrido ha cambiado entretanto, así que aún no se ha hecho nada. Esto es lo que el archivo haría ahora.",
        kept: "The file is still here: nothing is lost." / "El archivo sigue aquí: no se pierde nada.",
        which_title: "What is in this file?" / "¿Qué hay en este archivo?",
        which_records: "Records: answers, orders, tickets…" / "Registros: respuestas, pedidos, casos…",
        which_journey: "A journey: stages, steps and lanes" / "Un recorrido: etapas, pasos y carriles",
        not_text: "The file is not written in UTF-8: save it so." / "El archivo no está escrito en UTF-8: guárdelo así.",
        alias: "References between values are not read: write each value out." / "No se leen referencias entre valores: escriba cada valor.",
        no_step: "There is no step in it. The first row must have the steps, or “stage” and the stages." / "No contiene ningún paso. La primera fila debe tener los pasos, o «etapa» y las etapas.",
        left_not_understood: "This line is not understood." / "Esta línea no se entiende.",
        left_not_a_number: "A number must stand here." / "Aquí debe haber un número.",
        left_nobodys: "It does not say who feels so." / "No dice quién lo siente.",
        left_no_step: "It belongs to no step that is in the file." / "No pertenece a ningún paso del archivo.",
        left_no_lane: "It belongs to no lane that is there and holds cards." / "No pertenece a ningún carril que exista y admita tarjetas.",
        left_no_place: "A journey has no place for it." / "Un recorrido no tiene lugar para ello.",
        left_another: "A file brings one journey, and this is another one." / "Un archivo trae un recorrido, y este es otro.",
        without: "What it lies in, or refers to, does not come." / "No llega aquello en lo que está o a lo que se refiere.",
        twice: "It stands in the file twice." / "Está dos veces en el archivo.",
        used: "Its id was used before, for something else." / "Su identificador ya se usó antes para otra cosa.",
        no_name: "It has no name." / "No tiene nombre.",
        control: "Its text contains invisible control characters." / "Su texto contiene caracteres de control invisibles.",
        wrong_lane: "Its lane does not take such a card." / "Su carril no admite una tarjeta así.",
        lane_exists: "A board has one lane of this kind, and there is one." / "Un tablero tiene un solo carril de esta clase, y ya lo hay.",
        no_persona: "The persona is not one of this journey’s." / "El arquetipo no es de este recorrido.",
        deleted: "It belongs to something that was deleted on the board: restore that first." / "Pertenece a algo que se borró en el tablero: restáurelo primero.",
        scope: "Scope" / "Alcance",
        personas: "Personas" / "Arquetipos",
        touchpoints: "Touchpoints" / "Puntos de contacto",
        departments: "Departments" / "Áreas",
        brands: "Brands" / "Marcas",
        families: "Families of brands" / "Familias de marcas",
        channels: "Channels" / "Canales",
        stages: "Stages" / "Etapas",
        steps: "Steps" / "Pasos",
        lanes: "Lanes" / "Carriles",
        cards: "Cards" / "Tarjetas",
        notes: "Notes" / "Notas",
        emotions: "Emotions" / "Emociones",
        line_of_visibility: "Line of visibility" / "Línea de visibilidad",
        links: "Links" / "Enlaces",
        other: "Other" / "Otros",
        persona: "Persona" / "Arquetipo",
        touchpoint: "Touchpoint" / "Punto de contacto",
        department: "Department" / "Área",
        brand: "Brand" / "Marca",
        family: "Family of brands" / "Familia de marcas",
        channel: "Channel" / "Canal",
        stage: "Stage" / "Etapa",
        step: "Step" / "Paso",
        lane: "Lane" / "Carril",
        card: "Card" / "Tarjeta",
        note: "Note" / "Nota",
        emotion: "Emotion" / "Emoción",
        link: "Link" / "Enlace",
        one_other: "Other" / "Otro",
        format_json: "a journey as JSON" / "un recorrido en JSON",
        format_mermaid: "a Mermaid journey" / "un recorrido de Mermaid",
        format_cjml: "a journey in CJML" / "un recorrido en CJML",
        format_csv: "a grid of steps and lanes" / "una cuadrícula de pasos y carriles",
        format_map: "a map of Enablement Map Studio" / "un mapa de Enablement Map Studio",
        format_funnel: "a configuration of New Relic’s Customer Journey" / "una configuración de Customer Journey de New Relic",
    }
    sentences {
        update_title(journey: &str) { en: format!("Update “{journey}” from a file"), es: format!("Actualizar «{journey}» desde un archivo") }
        becomes_new(format: &str) {
            en: format!("This is {format}. It becomes a new journey."),
            es: format!("Esto es {format}. Se convierte en un nuevo recorrido."),
        }
        changes(format: &str, journey: &str) {
            en: format!("This is {format}. It changes “{journey}”; what it does not name stays as it is."),
            es: format!("Esto es {format}. Cambia «{journey}»; lo que no nombra se queda como está."),
        }
        first_of(shown: u64, total: u64) {
            en: format!("The first {} of {}.", Lang::En.count(shown), Lang::En.count(total)),
            es: format!("Los primeros {} de {}.", Lang::Es.count(shown), Lang::Es.count(total)),
        }
        coming(total: u64) {
            en: format!("{} come", Lang::En.counted(total, "thing", "things")),
            es: format!("{} por llegar", Lang::Es.counted(total, "cosa", "cosas")),
        }
        cannot(total: u64) {
            en: format!("{} cannot come", Lang::En.counted(total, "thing", "things")),
            es: format!("{} no pueden llegar", Lang::Es.counted(total, "cosa", "cosas")),
        }
        done(journey: &str) { en: format!("Done: {journey}"), es: format!("Hecho: {journey}") }
        unknown_kind(known: &str) {
            en: format!("The name does not say what this file is. Read are: {known}."),
            es: format!("El nombre no dice qué es este archivo. Se leen: {known}."),
        }
        too_large(most: u64, mebibytes: u64) {
            en: format!("The file is larger than {mebibytes} MB ({} bytes): take out what is not needed.", Lang::En.count(most)),
            es: format!("El archivo ocupa más de {mebibytes} MB ({} bytes): quite lo que no haga falta.", Lang::Es.count(most)),
        }
        at(line: u32, column: u32, said: &str) {
            en: if column == 0 { format!("Line {line}: {said}") } else { format!("Line {line}, column {column}: {said}") },
            es: if column == 0 { format!("Línea {line}: {said}") } else { format!("Línea {line}, columna {column}: {said}") },
        }
        no_format(format: &str) { en: format!("This is not {format}."), es: format!("Esto no es {format}.") }
        newer(version: u16, known: u16) {
            en: format!("Version {version} is not known here, only {known} and older: update Puente."),
            es: format!("La versión {version} no se conoce aquí, solo la {known} y anteriores: actualice Puente."),
        }
        malformed(detail: &str) { en: format!("It cannot be read: {detail}"), es: format!("No se puede leer: {detail}") }
        field(field: &str) {
            en: format!("“{field}” is missing, or not what it must be."),
            es: format!("Falta «{field}», o no es lo que debe ser."),
        }
        too_deep(most: u32) {
            en: format!("It is nested more than {most} deep: no journey is."),
            es: format!("Está anidado a más de {most} niveles: ningún recorrido lo está."),
        }
        too_many(most: u64) {
            en: format!("It has more than {} values, rows or cells: no journey has so many.", Lang::En.count(most)),
            es: format!("Tiene más de {} valores, filas o celdas: ningún recorrido tiene tantos.", Lang::Es.count(most)),
        }
        over_limit(what: &str, most: u64) {
            en: format!("Too much: at most {} {what}.", Lang::En.count(most)),
            es: format!("Demasiado: como mucho {} {what}.", Lang::Es.count(most)),
        }
        off_the_scale(min: i32, max: i32) {
            en: format!("It lies outside the scale from {min} to {max}."),
            es: format!("Está fuera de la escala de {min} a {max}."),
        }
        no_field(field: &str) {
            en: format!("“{field}” is missing, or not what it must be."),
            es: format!("Falta «{field}», o no es lo que debe ser."),
        }
        missing(what: &str) {
            en: format!("It refers to something that is neither in the file nor here. {what}: missing."),
            es: format!("Se refiere a algo que no está ni en el archivo ni aquí. {what}: no existe."),
        }
        retired(what: &str) {
            en: format!("{what} is retired: bring it back in the catalogue first."),
            es: format!("{what} ya no se usa: recupere antes la entrada en el catálogo."),
        }
    }
}

static EN: JourneyFileWords = JourneyFileWords::EN;
static ES: JourneyFileWords = JourneyFileWords::ES;

/// These words in a language.
#[must_use]
pub const fn journey_file_words(lang: Lang) -> &'static JourneyFileWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}

impl JourneyFileWords {
    /// What things of a kind are called, many of them; what a file only quotes has no kind.
    #[must_use]
    pub const fn kind(&self, kind: Option<ItemKind>) -> &'static str {
        match kind {
            None => self.other,
            Some(ItemKind::Scope) => self.scope,
            Some(ItemKind::Persona) => self.personas,
            Some(ItemKind::Touchpoint) => self.touchpoints,
            Some(ItemKind::Department) => self.departments,
            Some(ItemKind::Brand) => self.brands,
            Some(ItemKind::Family) => self.families,
            Some(ItemKind::Channel) => self.channels,
            Some(ItemKind::Stage) => self.stages,
            Some(ItemKind::Step) => self.steps,
            Some(ItemKind::Lane) => self.lanes,
            Some(ItemKind::Card) => self.cards,
            Some(ItemKind::Note) => self.notes,
            Some(ItemKind::Emotion) => self.emotions,
            Some(ItemKind::LineOfVisibility) => self.line_of_visibility,
            Some(ItemKind::Link) => self.links,
        }
    }

    /// What a thing of a kind is called, one of them.
    #[must_use]
    pub const fn kind_of_one(&self, kind: Option<ItemKind>) -> &'static str {
        match kind {
            None => self.one_other,
            Some(ItemKind::Scope) => self.scope,
            Some(ItemKind::Persona) => self.persona,
            Some(ItemKind::Touchpoint) => self.touchpoint,
            Some(ItemKind::Department) => self.department,
            Some(ItemKind::Brand) => self.brand,
            Some(ItemKind::Family) => self.family,
            Some(ItemKind::Channel) => self.channel,
            Some(ItemKind::Stage) => self.stage,
            Some(ItemKind::Step) => self.step,
            Some(ItemKind::Lane) => self.lane,
            Some(ItemKind::Card) => self.card,
            Some(ItemKind::Note) => self.note,
            Some(ItemKind::Emotion) => self.emotion,
            Some(ItemKind::Link) => self.link,
            Some(ItemKind::LineOfVisibility) => self.line_of_visibility,
        }
    }

    /// What a file is, with its article.
    #[must_use]
    pub const fn format(&self, format: Format) -> &'static str {
        match format {
            Format::Json => self.format_json,
            Format::Mermaid => self.format_mermaid,
            Format::Csv => self.format_csv,
            Format::EnablementMap => self.format_map,
            Format::FunnelConfig => self.format_funnel,
            Format::Cjml => self.format_cjml,
        }
    }
}

/// Why something of a file does not come, as a sentence.
#[must_use]
pub fn not_coming(lang: Lang, why: &Refusal) -> String {
    let words = journey_file_words(lang);
    match why {
        Refusal::Without => words.without.to_owned(),
        Refusal::Twice => words.twice.to_owned(),
        Refusal::LeftOut(why) => left_out(words, why),
        Refusal::Rejected(rejection) => rejected(lang, rejection),
    }
}

fn left_out(words: &JourneyFileWords, why: &LeftOut) -> String {
    let plain = match why {
        LeftOut::OffTheScale { min, max } => return words.off_the_scale(*min, *max),
        LeftOut::NoField { field } => return words.no_field(field),
        LeftOut::NotUnderstood => words.left_not_understood,
        LeftOut::NotANumber => words.left_not_a_number,
        LeftOut::Nobodys => words.left_nobodys,
        LeftOut::NoStep => words.left_no_step,
        LeftOut::NoLane => words.left_no_lane,
        LeftOut::NoPlace => words.left_no_place,
        LeftOut::AnotherJourney => words.left_another,
    };
    plain.to_owned()
}

/// What the log refuses, said of a thing in a file: nobody has done anything yet.
fn rejected(lang: Lang, rejection: &Rejection) -> String {
    let (words, things) = (journey_file_words(lang), &in_lang(lang).thing);
    let plain = match rejection {
        Rejection::Missing { what } => {
            return words.missing(match what {
                Missing::Journey(_) => things.journey,
                Missing::Node(of) => node(things, *of),
                Missing::Entry(of) => entry(things, *of),
            });
        }
        Rejection::Retired { entry: of } => return words.retired(entry(things, *of)),
        Rejection::OverLimit { limit: of, .. } => {
            return words.over_limit(limit(things, *of), of.most().into());
        }
        Rejection::Deleted { .. } => words.deleted,
        Rejection::IdUsed { .. } => words.used,
        Rejection::EmptyTitle => words.no_name,
        Rejection::ControlCharacters => words.control,
        Rejection::WrongLane { .. } => words.wrong_lane,
        Rejection::LaneExists => words.lane_exists,
        Rejection::PersonaNotInScope => words.no_persona,
        other => return super::rejection(lang, other),
    };
    plain.to_owned()
}

/// Why a file cannot be read as a whole, as a sentence.
#[must_use]
pub fn read_error(lang: Lang, error: &ReadError) -> String {
    let (words, things) = (journey_file_words(lang), &in_lang(lang).thing);
    let said = match &error.problem {
        ReadProblem::TooLarge { most, .. } => words.too_large(*most, most >> 20),
        ReadProblem::NotText => words.not_text.to_owned(),
        ReadProblem::OtherFormat { format } => words.no_format(words.format(*format)),
        ReadProblem::NewerVersion { version, known } => words.newer(*version, *known),
        ReadProblem::Malformed { detail } => words.malformed(detail),
        ReadProblem::Field { field } => words.field(field),
        ReadProblem::TooDeep { most } => words.too_deep(*most),
        ReadProblem::TooMany { most } => words.too_many((*most).into()),
        ReadProblem::OverLimit { limit: of } => {
            words.over_limit(limit(things, *of), of.most().into())
        }
        ReadProblem::Alias => words.alias.to_owned(),
        ReadProblem::Empty => words.no_step.to_owned(),
    };
    if error.line == 0 {
        said
    } else {
        words.at(error.line, error.column, &said)
    }
}

/// An error of the API in words, where a journey comes from a file.
#[must_use]
pub fn journey_file_error(lang: Lang, error: &ApiError) -> Said {
    use shared::api::{ErrorCode, Why};

    let words = journey_file_words(lang);
    let arg = |name: &str| error.args.get(name).map(String::as_str);
    let text = match (ReadError::of(&error.args), error.code, arg("field")) {
        (Some(problem), ..) => read_error(lang, &problem),
        (None, ErrorCode::TooLarge, _) => {
            let most = arg("most").and_then(|most| most.parse().ok());
            let most: u64 = most.unwrap_or(shared::exchange::MOST_BYTES as u64);
            words.too_large(most, most >> 20)
        }
        (None, ErrorCode::Invalid, Some("name")) if error.why() == Some(Why::Unknown) => {
            words.unknown_kind(arg("known").unwrap_or_default())
        }
        _ => return import_error(lang, error),
    };
    Said {
        title: api_error(lang, error).title,
        text,
    }
}

#[cfg(test)]
mod tests {
    use shared::log::Limit;

    use super::*;

    #[test]
    fn what_does_not_come_is_said_without_saying_that_something_was_tried() {
        let rejection = Rejection::OverLimit {
            limit: Limit::TitleChars,
            actual: 9_000,
        };
        let why = Refusal::Rejected(rejection);
        assert_eq!(
            not_coming(Lang::En, &why),
            "Too much: at most 500 characters of a name."
        );
        assert_eq!(
            not_coming(Lang::Es, &why),
            "Demasiado: como mucho 500 caracteres de un nombre."
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_says_where_and_why_in_the_readers_language() {
        let error = ReadError {
            line: 3,
            column: 9,
            problem: ReadProblem::TooMany { most: 10_000 },
        };
        let mut refused = ApiError::new(shared::api::ErrorCode::Invalid);
        refused.args = error.args();
        assert_eq!(
            journey_file_error(Lang::Es, &refused).text,
            "Línea 3, columna 9: Tiene más de 10\u{202f}000 valores, filas o celdas: ningún recorrido tiene tantos."
        );
    }

    #[test]
    fn a_file_that_is_too_large_says_how_large_it_may_be() {
        let refused = ApiError::new(shared::api::ErrorCode::TooLarge).with("most", 64 << 20);
        let said = journey_file_error(Lang::En, &refused).text;
        assert_eq!(
            said,
            "The file is larger than 64 MB (67,108,864 bytes): take out what is not needed."
        );
    }
}
