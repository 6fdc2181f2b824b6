//! The sample's words, in English and in Spanish.

use shared::{
    journey::{Evidence, LaneKind},
    locale::Lang,
};

/// A text in both languages.
pub(super) struct Text {
    en: &'static str,
    es: &'static str,
}

impl Text {
    pub(super) fn in_language(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Es => self.es,
        }
    }
}

pub(super) const fn text(en: &'static str, es: &'static str) -> Text {
    Text { en, es }
}

pub(super) struct Persona {
    pub(super) name: Text,
    pub(super) summary: Text,
}

pub(super) struct Touchpoint {
    pub(super) key: &'static str,
    pub(super) name: Text,
    /// By its English name.
    pub(super) department: &'static str,
    pub(super) channel: Text,
    pub(super) moment_of_truth: bool,
    pub(super) evidence: Evidence,
}

pub(super) struct Card {
    pub(super) lane: LaneKind,
    pub(super) title: Text,
    pub(super) evidence: Evidence,
    pub(super) department: Option<&'static str>,
    /// Whether it is about the step's touchpoint.
    pub(super) about: bool,
}

pub(super) struct Step {
    pub(super) stage: &'static Text,
    pub(super) title: Text,
    pub(super) touchpoint: Touchpoint,
    /// What the personas are believed to feel, −2 … +2.
    pub(super) believed: [f64; 2],
    pub(super) cards: &'static [Card],
}

pub(super) const BRAND: &str = "Cumbre Running";

pub(super) const SPRING: Text = text("Spring film", "Película de primavera");
pub(super) const TRAINING: Text = text(
    "Training at the service desk",
    "Formación en atención al cliente",
);
pub(super) const NEW_SOLES: Text = text("New sole supplier", "Nuevo proveedor de suelas");
pub(super) const TITLE: Text = text("First marathon, first pair", "Primer maratón, primer par");
pub(super) const SCENARIO: Text = text(
    "An invented sample to look around in: brand, people and answers are made up. Marta buys running shoes for her first marathon.",
    "Un ejemplo inventado para curiosear: marca, personas y respuestas no existen. Marta compra zapatillas para su primer maratón.",
);
pub(super) const START: Text = text("Sees the campaign", "Ve la campaña");
pub(super) const END: Text = text("Has the claim settled", "Tiene resuelta la reclamación");
pub(super) const GOAL: Text = text(
    "Cross the finish line without thinking of her shoes",
    "Cruzar la meta sin pensar en las zapatillas",
);

pub(super) const PERSONAS: [Persona; 2] = [
    Persona {
        name: text("Marta, 31, first marathon", "Marta, 31, primer maratón"),
        summary: text(
            "Runs three times a week, reads every review, buys on the phone.",
            "Corre tres veces por semana, lee todas las reseñas y compra con el móvil.",
        ),
    },
    Persona {
        name: text("Iván, club runner", "Iván, corredor de club"),
        summary: text(
            "Two pairs a year, knows the models, advises half of his club.",
            "Dos pares al año, conoce los modelos y aconseja a medio club.",
        ),
    },
];

const DISCOVER: Text = text("Discover", "Descubrir");
const BUY: Text = text("Buy", "Comprar");
const RUN: Text = text("Run", "Correr");
const RETURN: Text = text("Return", "Reclamar");

const fn card(
    lane: LaneKind,
    title: Text,
    evidence: Evidence,
    department: Option<&'static str>,
) -> Card {
    let about = matches!(
        lane,
        LaneKind::Promise | LaneKind::Pains | LaneKind::Opportunities
    );
    Card {
        lane,
        title,
        evidence,
        department,
        about,
    }
}

const fn promise(title: Text) -> Card {
    card(
        LaneKind::Promise,
        title,
        Evidence::Qualitative,
        Some("marketing"),
    )
}

const fn pain(title: Text, evidence: Evidence) -> Card {
    card(LaneKind::Pains, title, evidence, None)
}

const fn backstage(title: Text, department: &'static str) -> Card {
    card(
        LaneKind::Backstage,
        title,
        Evidence::Qualitative,
        Some(department),
    )
}

const fn action(title: Text, department: &'static str) -> Card {
    card(
        LaneKind::Actions,
        title,
        Evidence::Assumption,
        Some(department),
    )
}

pub(super) const STEPS: [Step; 7] = [
    Step {
        stage: &DISCOVER,
        title: text("See the campaign", "Ver la campaña"),
        touchpoint: Touchpoint {
            key: "sample-film",
            name: text("Instagram film", "Vídeo en Instagram"),
            department: "marketing",
            channel: text("Social networks", "Redes sociales"),
            moment_of_truth: false,
            evidence: Evidence::Measured,
        },
        believed: [0.9, 0.4],
        cards: &[
            promise(text("Run your first 42", "Corre tus primeros 42")),
            backstage(
                text("Campaign calendar", "Calendario de campañas"),
                "marketing",
            ),
            card(
                LaneKind::Notes,
                text(
                    "This journey and its answers are invented. Start your own whenever you like.",
                    "Este recorrido y sus respuestas son inventados. Empieza el tuyo cuando quieras.",
                ),
                Evidence::Assumption,
                None,
            ),
        ],
    },
    Step {
        stage: &DISCOVER,
        title: text("Compare models", "Comparar modelos"),
        touchpoint: Touchpoint {
            key: "sample-finder",
            name: text("Model finder", "Buscador de modelos"),
            department: "digital",
            channel: text("Website", "Web"),
            moment_of_truth: false,
            evidence: Evidence::Qualitative,
        },
        believed: [0.5, 0.6],
        cards: &[
            pain(
                text("Which drop do I need?", "¿Qué drop necesito?"),
                Evidence::Qualitative,
            ),
            card(
                LaneKind::Opportunities,
                text(
                    "Explain drop with one picture",
                    "Explicar el drop con una imagen",
                ),
                Evidence::Assumption,
                Some("digital"),
            ),
        ],
    },
    Step {
        stage: &BUY,
        title: text("Order online", "Pedir por internet"),
        touchpoint: Touchpoint {
            key: "sample-checkout",
            name: text("Checkout", "Pago"),
            department: "sales",
            channel: text("Website", "Web"),
            moment_of_truth: false,
            evidence: Evidence::Measured,
        },
        believed: [1.0, 0.7],
        cards: &[
            promise(text("Two clicks", "Dos clics")),
            backstage(text("Stock promise", "Promesa de existencias"), "sales"),
        ],
    },
    Step {
        stage: &BUY,
        title: text("Delivery", "Entrega"),
        touchpoint: Touchpoint {
            key: "sample-delivery",
            name: text("Courier hand-over", "Entrega del mensajero"),
            department: "logistics",
            channel: text("Delivery", "Entrega"),
            moment_of_truth: false,
            evidence: Evidence::Measured,
        },
        believed: [0.6, 0.2],
        cards: &[
            promise(text("At your door in 48 h", "En tu puerta en 48 h")),
            pain(
                text("Nobody rings the bell", "Nadie llama al timbre"),
                Evidence::Measured,
            ),
            backstage(
                text("Carrier B in the north", "Transportista B en el norte"),
                "logistics",
            ),
            action(
                text(
                    "Ring before leaving the parcel",
                    "Llamar antes de dejar el paquete",
                ),
                "logistics",
            ),
        ],
    },
    Step {
        stage: &RUN,
        title: text("First runs", "Primeras carreras"),
        touchpoint: Touchpoint {
            key: "sample-fit",
            name: text("Fit and comfort", "Ajuste y comodidad"),
            department: "product",
            channel: text("Store", "Tienda"),
            moment_of_truth: true,
            evidence: Evidence::Measured,
        },
        believed: [1.4, 1.1],
        cards: &[],
    },
    Step {
        stage: &RUN,
        title: text("After 200 km", "A los 200 km"),
        touchpoint: Touchpoint {
            key: "sample-soles",
            name: text("Soles after 200 km", "Suelas a los 200 km"),
            department: "operations",
            channel: text("Store", "Tienda"),
            moment_of_truth: true,
            evidence: Evidence::Measured,
        },
        believed: [0.9, -0.3],
        cards: &[
            promise(text("Made to last 800 km", "Hechas para durar 800 km")),
            pain(
                text("Sole opens, water gets in", "La suela se abre y entra agua"),
                Evidence::Measured,
            ),
            card(
                LaneKind::Opportunities,
                text(
                    "Offer new soles at 400 km",
                    "Ofrecer suelas nuevas a los 400 km",
                ),
                Evidence::Assumption,
                Some("product"),
            ),
            backstage(
                text("Sole supplier changed", "Cambió el proveedor de suelas"),
                "purchasing",
            ),
            action(text("Hold the batch back", "Retener el lote"), "quality"),
        ],
    },
    Step {
        stage: &RETURN,
        title: text("Claim", "Reclamación"),
        touchpoint: Touchpoint {
            key: "sample-claim",
            name: text("Claim by chat", "Reclamación por chat"),
            department: "service",
            channel: text("Chat", "Chat"),
            moment_of_truth: false,
            evidence: Evidence::Measured,
        },
        believed: [0.2, -0.1],
        cards: &[
            promise(text("We answer within a day", "Respondemos en un día")),
            pain(
                text("Told to send photos twice", "Me piden las fotos dos veces"),
                Evidence::Qualitative,
            ),
            backstage(
                text(
                    "No warranty data in the chat",
                    "El chat no ve los datos de garantía",
                ),
                "service",
            ),
            action(
                text("Ask for photos once", "Pedir las fotos una sola vez"),
                "service",
            ),
        ],
    },
];
