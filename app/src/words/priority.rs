//! Friction put in order: what it costs, what to do first, what was believed.
//!
//! Only the friction page says these, so they have statics of their own, as those of comparisons have.

use super::{Lang, macros::words};

words! {
    /// Texts about costs, efforts and beliefs.
    pub struct PriorityWords {
        sort: "Order" / "Orden",
        by_friction: "By friction" / "Por fricción",
        by_cost: "By cost a week" / "Por coste semanal",
        dearest: "What costs most in a week" / "Lo que más cuesta a la semana",
        cost_unknown: "Cost not known: nothing that has a cost is counted there"
            / "Coste desconocido: allí no se cuenta nada que tenga un coste",
        weekly: "Cost a week" / "Coste semanal",
        weekly_margin: "Its margin (90%)" / "Su margen (90 %)",
        made_of: "Made of" / "Compuesto de",
        costs: "What it costs" / "Lo que cuesta",
        costs_lead: "What one of each costs you. From that, what friction costs in a week, touchpoint by touchpoint."
            / "Lo que le cuesta uno de cada. Con eso se calcula lo que cuesta la fricción a la semana, en cada punto de contacto.",
        currency: "Currency" / "Moneda",
        contact: "A contact" / "Un contacto",
        a_return: "A return" / "Una devolución",
        lost_order: "A lost order" / "Un pedido perdido",
        contacts: "Contacts" / "Contactos",
        returns: "Returns" / "Devoluciones",
        lost_orders: "Lost orders" / "Pedidos perdidos",
        costs_refused: "Write amounts above 0 and a currency of three letters, as EUR; leave empty what you do not know."
            / "Escriba importes mayores que 0 y una moneda de tres letras, como EUR; deje vacío lo que no sepa.",
        keep_costs: "Use these costs" / "Usar estos costes",
        not_counted: "not counted at any touchpoint" / "no se cuenta en ningún punto de contacto",
        no_costs: "nothing any more" / "ya nada",
        effort_title: "What to do first" / "Qué hacer primero",
        effort_lead: "The higher, the more it matters; the further right, the more effort it takes to mend, which is your judgement. Drag a dot sideways, press the arrow keys on it, or type a number."
            / "Cuanto más arriba, más importa; cuanto más a la derecha, más esfuerzo cuesta arreglarlo, según su criterio. Arrastre un punto de lado a lado, use las flechas sobre él o escriba un número.",
        impact_by: "Impact" / "Impacto",
        impact_cost: "cost a week" / "coste semanal",
        impact_reach: "reach × friction" / "alcance × fricción",
        impact_reach_help: "Reach × friction: how many people the records show there, times how far it is from good."
            / "Alcance × fricción: cuántas personas muestran allí los registros, por lo lejos que está de lo bueno.",
        effort: "Effort" / "Esfuerzo",
        effort_axis: "effort to mend it →" / "esfuerzo para arreglarlo →",
        effort_caption: "Impact and effort of every touchpoint" / "Impacto y esfuerzo de cada punto de contacto",
        first: "Do first" / "Hacer primero",
        plan: "Plan" / "Planificar",
        fill_in: "Fill in" / "Si sobra tiempo",
        leave: "Leave" / "Dejar",
        so: "So" / "Entonces",
        tray: "No effort yet: drag into the chart, or press Enter" / "Aún sin esfuerzo: arrastre al gráfico o pulse Intro",
        effort_none: "no effort yet" / "aún sin esfuerzo",
        impact_unknown: "impact not known" / "impacto desconocido",
        forget_effort: "Clear" / "Quitar",
        place_in_the_middle: ", no effort yet: place it in the middle" / ", aún sin esfuerzo: colocarlo en el medio",
        undo: "Undo" / "Deshacer",
        undone: "Undone." / "Deshecho.",
        believed_title: "What we believe against what we measure" / "Lo que creemos frente a lo que medimos",
        believed_lead: "Left, touchpoints in the order in which the board believes they hurt, the worst on top; right, in the order of their friction."
            / "A la izquierda, los puntos de contacto en el orden en que el tablero cree que duelen, el peor arriba; a la derecha, en el orden de su fricción.",
        believed: "Believed" / "Creído",
        measured: "Measured" / "Medido",
        believed_place: "Believed place" / "Puesto creído",
        measured_place: "Measured place" / "Puesto medido",
        believed_caption: "Touchpoints from the worst, as believed and as measured" / "Puntos de contacto desde el peor, según lo creído y lo medido",
        believed_none: "Not known: draw what you believe on the board's emotion curve, for touchpoints that have records."
            / "No se sabe: dibuje lo que cree en la curva de emociones del tablero, en puntos de contacto que tengan registros.",
        agree: "Belief and measurement name the same places: nothing is more than one place apart."
            / "Lo creído y lo medido coinciden: nada se aparta más de un puesto.",
        no_order: "too few for a correlation" / "demasiado pocos para una correlación",
        all_departments: "All" / "Todas",
        brand: "Brand" / "Marca",
        all_brands: "All" / "Todas",
    }
    sentences {
        a_week(amount: &str, margin: &str) {
            en: format!("{amount} a week ({margin})"),
            es: format!("{amount} a la semana ({margin})"),
        }
        per_week(n: &str, what: &str) { en: format!("{n} {what}"), es: format!("{n} {what}") }
        counted_at(n: u64) {
            en: format!("counted at {}", Lang::En.counted(n, "touchpoint", "touchpoints")),
            es: format!("se cuenta en {}", Lang::Es.counted(n, "punto de contacto", "puntos de contacto")),
        }
        costs_were(before: &str, after: &str) {
            en: format!("Costs: {before} → {after}"),
            es: format!("Costes: {before} → {after}"),
        }
        effort_was(name: &str, before: &str, after: &str) {
            en: format!("{name}: effort {before} → {after}"),
            es: format!("{name}: esfuerzo {before} → {after}"),
        }
        effort_is(name: &str, effort: &str, so: &str) {
            en: format!("{name}: effort {effort}. {so}."),
            es: format!("{name}: esfuerzo {effort}. {so}."),
        }
        effort_of(name: &str) { en: format!("Effort of {name}"), es: format!("Esfuerzo de {name}") }
        forget_effort_of(name: &str) { en: format!("Clear the effort of {name}"), es: format!("Quitar el esfuerzo de {name}") }
        correlation(rho: &str, n: u64) {
            en: format!("Rank correlation {rho}, of {}: 1 would be the same order, 0 none, −1 upside down.", Lang::En.counted(n, "touchpoint", "touchpoints")),
            es: format!("Correlación de rangos {rho}, de {}: 1 sería el mismo orden, 0 ninguno, −1 al revés.", Lang::Es.counted(n, "punto de contacto", "puntos de contacto")),
        }
        worse_than_believed(name: &str, believed: &str, measured: &str) {
            en: format!("{name} hurts more than believed: place {measured}, believed {believed}."),
            es: format!("{name} duele más de lo creído: puesto {measured}, creído {believed}."),
        }
        better_than_believed(name: &str, believed: &str, measured: &str) {
            en: format!("{name} hurts less than believed: place {measured}, believed {believed}."),
            es: format!("{name} duele menos de lo creído: puesto {measured}, creído {believed}."),
        }
        left_out(n: u64) {
            en: format!("{} left out: not believed or not measured.", Lang::En.counted(n, "touchpoint", "touchpoints")),
            es: format!("Sin contar {}: no se cree o no se mide nada.", Lang::Es.counted(n, "punto de contacto", "puntos de contacto")),
        }
    }
}

static EN: PriorityWords = PriorityWords::EN;
static ES: PriorityWords = PriorityWords::ES;

/// The texts of costs, efforts and beliefs in a language.
#[must_use]
pub const fn priority(lang: Lang) -> &'static PriorityWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
