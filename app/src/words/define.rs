//! Definitions of metrics: the forms that change them, and what became of them.
//!
//! Apart from [`super::Words`], as those of the metrics page.

use super::{Lang, macros::words};

words! {
    /// Texts of the definitions of metrics.
    pub struct DefineWords {
        title: "Definitions" / "Definiciones",
        lead: "What each metric is called, how it is computed, its target and who is responsible. A change holds for everybody."
            / "Cómo se llama cada indicador, cómo se calcula, su objetivo y quién es responsable. Un cambio vale para todos.",
        new: "New metric" / "Nuevo indicador",
        edit: "Edit" / "Editar",
        save: "Save" / "Guardar",
        define: "Define" / "Definir",
        cancel: "Cancel" / "Cancelar",
        retire: "Retire" / "Retirar",
        offer: "Offer again" / "Volver a ofrecer",
        restore: "As it comes with Puente" / "Como viene con Puente",
        kept: "Saved." / "Guardado.",
        file: "All as a file (TOML)" / "Todas como archivo (TOML)",
        trail: "Who changed what" / "Quién cambió qué",
        trail_empty: "Nothing was changed yet." / "Aún no se ha cambiado nada.",
        changed: "changed here" / "cambiado aquí",
        own: "our own" / "propio",
        retired: "retired" / "retirado",
        all: "All definitions" / "Todas las definiciones",
        name_en: "Name in English" / "Nombre en inglés",
        name_es: "Name in Spanish" / "Nombre en español",
        key: "Key, for files and programs" / "Clave, para archivos y programas",
        key_hint: "a–z, 0–9, - and _; it stays for good" / "a–z, 0–9, - y _; es para siempre",
        formula: "Formula" / "Fórmula",
        net: "Promoters less detractors (NPS)" / "Promotores menos detractores (NPS)",
        top: "Share of answers from a threshold on" / "Parte de respuestas desde un umbral",
        mean: "Mean of the answers" / "Media de las respuestas",
        hits: "Hits of trials" / "Aciertos de intentos",
        rate: "Occurrences per exposure" / "Casos por exposición",
        total: "All amounts together" / "Todas las cantidades juntas",
        within: "Share within some days, by the day it began" / "Parte en unos días, según el día de inicio",
        mean_amount: "Mean amount" / "Cantidad media",
        amount: "Measured in" / "Se mide en",
        amount_hint: "number, hours, days, or a currency as EUR" / "number, hours, days o una moneda como EUR",
        bad_amount: "Write number, hours, days, or a currency as EUR." / "Escriba number, hours, days o una moneda como EUR.",
        min: "Lowest answer" / "Respuesta más baja",
        max: "Highest answer" / "Respuesta más alta",
        promoters: "Promoters from" / "Promotores desde",
        detractors: "Detractors to" / "Detractores hasta",
        from: "Counted from" / "Cuenta desde",
        days: "Within how many days" / "En cuántos días",
        days_hint: "After the day on which each began, as an order that was sent." / "Después del día en que empezó cada uno, como un pedido enviado.",
        per: "Per units of exposure" / "Por unidades de exposición",
        version_hint: "Another formula is another version, and so is being about something else: numbers before and after are not the same thing."
            / "Otra fórmula es otra versión, y tratar de otra cosa también: las cifras de antes y de después no son lo mismo.",
        direction: "Better is" / "Mejor es",
        more: "more" / "más",
        less: "less" / "menos",
        role: "Kind" / "Tipo",
        input: "input: what we do" / "de entrada: lo que hacemos",
        outcome: "outcome: what comes of it" / "de resultado: lo que resulta",
        area: "Area" / "Ámbito",
        department: "Responsible" / "Responsable",
        target: "Target" / "Objetivo",
        percent: "in percent; empty: none" / "en porcentaje; vacío: ninguno",
        points: "in points, −100 to 100; empty: none" / "en puntos, de −100 a 100; vacío: ninguno",
        rating: "on the scale; empty: none" / "en la escala; vacío: ninguno",
        rated: "in the unit of the metric; empty: none" / "en la unidad del indicador; vacío: ninguno",
        minimum: "Least records" / "Mínimo de registros",
        minimum_hint: "fewer say little; about people they are not shown" / "menos dicen poco; sobre personas no se muestran",
        about: "About" / "Sobre",
        everything: "everything" / "todo",
        touchpoints: "Touchpoints" / "Puntos de contacto",
        journeys: "Journeys, all their touchpoints" / "Recorridos, todos sus puntos de contacto",
        gone: "something that is no longer there" / "algo que ya no está",
        privacy: "Records of" / "Registros de",
        customers: "customers" / "clientes",
        people: "employees, in groups only" / "personal, solo en grupos",
        none: "none" / "ninguno",
        not_a_number: "This is not a number." / "No es un número.",
        bad_scale: "The highest answer must be above the lowest." / "La respuesta más alta debe ser mayor que la más baja.",
        bad_key: "Use a–z, 0–9, - and _ only." / "Use solo a–z, 0–9, - y _.",
        key_used: "This key is taken, perhaps by a retired metric: choose another." / "Esta clave ya existe, quizá de un indicador retirado: elija otra.",
        name_taken: "Another metric is called so: choose another name." / "Otro indicador se llama así: elija otro nombre.",
        too_long: "The name is too long: 80 characters at most." / "El nombre es demasiado largo: 80 caracteres como mucho.",
        empty: "Write something here." / "Escriba algo aquí.",
        overlap: "Promoters must begin above the detractors." / "Los promotores deben empezar por encima de los detractores.",
        loosened: "This metric is about employees and stays so: small groups would show them." / "Este indicador es sobre el personal y así se queda: los grupos pequeños lo mostrarían.",
        too_many: "There are 500 definitions already." / "Ya hay 500 definiciones.",
        meanwhile: "Somebody changed this metric meanwhile. Below is what it says now; save again to put yours in its place."
            / "Alguien ha cambiado este indicador entretanto. Abajo está lo que dice ahora; guarde otra vez para poner lo suyo en su lugar.",
    }
    sentences {
        edit_of(name: &str) { en: format!("Edit {name}"), es: format!("Editar {name}") }
        editing(name: &str) { en: format!("Definition of {name}"), es: format!("Definición de {name}") }
        range(least: &str, most: &str) { en: format!("From {least} to {most}."), es: format!("De {least} a {most}.") }
        at_least(least: &str) { en: format!("At least {least}."), es: format!("Al menos {least}.") }
        aims(target: &str) { en: format!("target {target}"), es: format!("objetivo {target}") }
        of_version(version: u32) { en: format!("version {version}"), es: format!("versión {version}") }
        was_defined(name: &str) { en: format!("{name}: new"), es: format!("{name}: nuevo") }
        was_retired(name: &str) { en: format!("{name}: retired"), es: format!("{name}: retirado") }
        was_offered(name: &str) { en: format!("{name}: offered again"), es: format!("{name}: ofrecido de nuevo") }
        was_restored(name: &str) { en: format!("{name}: as it comes with Puente"), es: format!("{name}: como viene con Puente") }
        from_to(what: &str, before: &str, after: &str) { en: format!("{what}: {before} → {after}"), es: format!("{what}: {before} → {after}") }
    }
}

static EN: DefineWords = DefineWords::EN;
static ES: DefineWords = DefineWords::ES;

/// The words of the definitions in a language.
#[must_use]
pub const fn define_words(lang: Lang) -> &'static DefineWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
