//! The sample's words, in English and in Spanish: who buys, from whom, and how the first journey, buying a pair, goes.

use shared::{
    journey::{Certainty, Evidence, LaneKind},
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

/// A journey as the sample tells it.
pub(super) struct Story {
    /// What its id is made of.
    pub(super) id: &'static str,
    pub(super) title: Text,
    pub(super) scenario: Text,
    pub(super) start: Text,
    pub(super) end: Text,
    pub(super) goal: Text,
    pub(super) steps: &'static [Step],
}

/// A persona, of the segment at the same place in [`SEGMENTS`].
pub(super) struct Persona {
    pub(super) name: Text,
    pub(super) summary: Text,
    pub(super) description: Text,
    /// One a line.
    pub(super) goals: Text,
    /// One a line.
    pub(super) expectations: Text,
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
    /// How sure it is that it is a cause of what happens at the step's touchpoint, where it is one.
    pub(super) cause: Option<Certainty>,
    /// The metric that proves it.
    pub(super) metric: Option<&'static str>,
    /// Whether it shows the sole that a customer sent in.
    pub(super) shows_sole: bool,
}

pub(super) struct Step {
    pub(super) stage: &'static Text,
    pub(super) title: Text,
    pub(super) touchpoint: Touchpoint,
    /// What the personas are believed to feel, −2 … +2.
    pub(super) believed: [f64; 3],
    pub(super) cards: &'static [Card],
}

pub(super) const FAMILY: &str = "Grupo Cumbre";
pub(super) const CUMBRE: &str = "Cumbre Running";
pub(super) const SENDA: &str = "Senda Trail";

/// What records say of who bought.
pub(super) const SEGMENTS: [Text; 3] = [
    text("first marathon", "primer maratón"),
    text("club", "club"),
    text("everyday", "a diario"),
];

pub(super) const SPRING: Text = text("Spring film", "Película de primavera");
pub(super) const TRAIL: Text = text("Trail days", "Días de montaña");
pub(super) const TRAINING: Text = text(
    "Training at the service desk",
    "Formación en atención al cliente",
);
pub(super) const NEW_SOLES: Text = text("New sole supplier", "Nuevo proveedor de suelas");

pub(super) const PERSONAS: [Persona; 3] = [
    Persona {
        name: text("Marta, 31", "Marta, 31"),
        summary: text(
            "Trains for her first marathon, reads every review, buys on the phone.",
            "Prepara su primer maratón, lee todas las reseñas y compra con el móvil.",
        ),
        description: text(
            "Signed up in January after a bet in the office. Runs four times a week by a plan from an app, always before eight. Has bought two pairs that did not fit and trusts nobody who sells; reads what other beginners write, at night, on the phone.",
            "Se apuntó en enero por una apuesta en la oficina. Corre cuatro veces por semana con el plan de una aplicación, siempre antes de las ocho. Compró dos pares que no le iban y no se fía de quien vende; lee de noche, en el móvil, lo que escriben otros principiantes.",
        ),
        goals: text(
            "Cross the finish line without an injury\nKnow in a minute which shoe is the right one\nNot think of her shoes for six months",
            "Cruzar la meta sin lesiones\nSaber en un minuto cuál es su zapatilla\nNo pensar en las zapatillas durante seis meses",
        ),
        expectations: text(
            "A size that is the size\nThe parcel on the day that was said\nA sole that lasts as long as the plan",
            "Que la talla sea la talla\nEl paquete el día que se dijo\nUna suela que dure lo que el plan",
        ),
    },
    Persona {
        name: text("Iván, 44", "Iván, 44"),
        summary: text(
            "Runs in a club, two pairs a year, knows the models, advises half of his club.",
            "Corre en un club, dos pares al año, conoce los modelos y aconseja a medio club.",
        ),
        description: text(
            "Trains the Tuesday group of his club and is asked every week what to buy. Knows the models by year, notices when a foam or a supplier changed, and says so aloud. A pair that disappoints him costs the brand ten.",
            "Entrena al grupo de los martes de su club y cada semana le preguntan qué comprar. Conoce los modelos por año, nota cuándo cambia una espuma o un proveedor, y lo dice en voz alta. Un par que le decepciona le cuesta diez a la marca.",
        ),
        goals: text(
            "The same shoe again, as good as the last\nAdvise his group without regret\nA fair price for two pairs a year",
            "La misma zapatilla otra vez, tan buena como la anterior\nAconsejar a su grupo sin arrepentirse\nUn precio justo por dos pares al año",
        ),
        expectations: text(
            "To be told when a model changes\nSomebody on the phone who runs\nA claim settled within the week",
            "Que le avisen cuando cambia un modelo\nAlguien al teléfono que corra\nUna reclamación resuelta en la semana",
        ),
    },
    Persona {
        name: text("Carmen, 58", "Carmen, 58"),
        summary: text(
            "Runs half an hour before work to stay fit, buys in the shop what she knows, and asks on the phone.",
            "Corre media hora antes del trabajo por salud; compra en la tienda lo que ya conoce y pregunta por teléfono.",
        ),
        description: text(
            "Began at fifty, on her doctor's advice, and has kept to it. Buys in the shop around the corner what she had before, and would rather ask a person than look for an answer. Does not write reviews; when she is annoyed she stays away.",
            "Empezó a los cincuenta por consejo de su médica y no lo ha dejado. Compra en la tienda de la esquina lo que ya llevaba y prefiere preguntar a una persona que buscar la respuesta. No escribe reseñas: cuando se enfada, no vuelve.",
        ),
        goals: text(
            "Stay fit without pain in her knees\nFind the model that she knows\nBe done in a quarter of an hour",
            "Mantenerse en forma sin dolor de rodillas\nEncontrar el modelo que ya conoce\nTerminar en un cuarto de hora",
        ),
        expectations: text(
            "Somebody who looks at how she walks\nWords that she understands\nAn answer at the first call",
            "Que alguien mire cómo pisa\nPalabras que se entienden\nUna respuesta en la primera llamada",
        ),
    },
];

/// Buying a pair and running with it.
pub(super) const BUYING: Story = Story {
    id: "the sample's journey",
    title: text("First marathon, first pair", "Primer maratón, primer par"),
    scenario: text(
        "An invented sample to look around in: brands, people and answers are made up. Marta buys running shoes for her first marathon.",
        "Un ejemplo inventado para curiosear: marcas, personas y respuestas no existen. Marta compra zapatillas para su primer maratón.",
    ),
    start: text("Sees the campaign", "Ve la campaña"),
    end: text("Has the claim settled", "Tiene resuelta la reclamación"),
    goal: text(
        "Cross the finish line without thinking of her shoes",
        "Cruzar la meta sin pensar en las zapatillas",
    ),
    steps: &STEPS,
};

const DISCOVER: Text = text("Discover", "Descubrir");
const BUY: Text = text("Buy", "Comprar");
const RUN: Text = text("Run", "Correr");
const RETURN: Text = text("Return", "Reclamar");

pub(super) const fn card(
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
        cause: None,
        metric: None,
        shows_sole: false,
    }
}

pub(super) const fn promise(title: Text) -> Card {
    card(
        LaneKind::Promise,
        title,
        Evidence::Qualitative,
        Some("marketing"),
    )
}

/// A promise that a metric proves.
pub(super) const fn proved(title: Text, metric: &'static str) -> Card {
    Card {
        metric: Some(metric),
        ..promise(title)
    }
}

pub(super) const fn pain(title: Text, evidence: Evidence) -> Card {
    card(LaneKind::Pains, title, evidence, None)
}

pub(super) const fn backstage(title: Text, department: &'static str) -> Card {
    card(
        LaneKind::Backstage,
        title,
        Evidence::Qualitative,
        Some(department),
    )
}

pub(super) const fn cause(title: Text, department: &'static str, certainty: Certainty) -> Card {
    Card {
        cause: Some(certainty),
        ..backstage(title, department)
    }
}

pub(super) const fn chance(title: Text, department: &'static str) -> Card {
    card(
        LaneKind::Opportunities,
        title,
        Evidence::Assumption,
        Some(department),
    )
}

const STEPS: [Step; 7] = [
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
        believed: [0.9, 0.4, 0.3],
        cards: &[
            promise(text("Run your first 42", "Corre tus primeros 42")),
            pain(
                text(
                    "It does not say which shoe it is",
                    "No dice qué zapatilla es",
                ),
                Evidence::Assumption,
            ),
            chance(
                text(
                    "A link to the shoe under the film",
                    "Un enlace a la zapatilla bajo el vídeo",
                ),
                "digital",
            ),
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
        believed: [0.5, 0.6, 0.2],
        cards: &[
            promise(text(
                "The right shoe in a minute",
                "La zapatilla adecuada en un minuto",
            )),
            backstage(
                text("Product data by hand", "Datos de producto a mano"),
                "product",
            ),
            pain(
                text("Which drop do I need?", "¿Qué drop necesito?"),
                Evidence::Qualitative,
            ),
            chance(
                text(
                    "Explain drop with one picture",
                    "Explicar el drop con una imagen",
                ),
                "digital",
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
        believed: [1.0, 0.7, 0.4],
        cards: &[
            proved(text("Two clicks", "Dos clics"), "csat"),
            pain(
                text(
                    "Half give up at the address form",
                    "La mitad abandona en el formulario de dirección",
                ),
                Evidence::Measured,
            ),
            chance(
                text("Pay without an account", "Pagar sin cuenta"),
                "digital",
            ),
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
        believed: [0.6, 0.2, 0.5],
        cards: &[
            proved(
                text("At your door in 48 h", "En tu puerta en 48 h"),
                "on_time",
            ),
            pain(
                text("Nobody rings the bell", "Nadie llama al timbre"),
                Evidence::Measured,
            ),
            chance(
                text("Let them choose the hour", "Dejar elegir la hora"),
                "logistics",
            ),
            cause(
                text("Carrier B in the north", "Transportista B en el norte"),
                "logistics",
                Certainty::Hypothesis,
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
        believed: [1.4, 1.1, 1.2],
        cards: &[
            proved(
                text(
                    "Feels like yours from the first day",
                    "Como tuya desde el primer día",
                ),
                "csat",
            ),
            pain(
                text("Small for wide feet", "Pequeña para pies anchos"),
                Evidence::Qualitative,
            ),
            chance(
                text("A last for wide feet", "Una horma para pies anchos"),
                "product",
            ),
            backstage(
                text("Last and size table", "Horma y tabla de tallas"),
                "product",
            ),
        ],
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
        believed: [0.9, -0.3, 0.4],
        cards: &[
            proved(
                text("Made to last 800 km", "Hechas para durar 800 km"),
                "csat",
            ),
            Card {
                shows_sole: true,
                ..pain(
                    text("Sole opens, water gets in", "La suela se abre y entra agua"),
                    Evidence::Measured,
                )
            },
            chance(
                text(
                    "Offer new soles at 400 km",
                    "Ofrecer suelas nuevas a los 400 km",
                ),
                "product",
            ),
            cause(
                text("Sole supplier changed", "Cambió el proveedor de suelas"),
                "purchasing",
                Certainty::Confirmed,
            ),
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
        believed: [0.2, -0.1, -0.4],
        cards: &[
            proved(
                text("We answer within a day", "Respondemos en un día"),
                "csat",
            ),
            pain(
                text("Told to send photos twice", "Me piden las fotos dos veces"),
                Evidence::Qualitative,
            ),
            chance(
                text(
                    "Decide by photo within an hour",
                    "Decidir por foto en una hora",
                ),
                "service",
            ),
            backstage(
                text(
                    "No warranty data in the chat",
                    "El chat no ve los datos de garantía",
                ),
                "service",
            ),
        ],
    },
];
