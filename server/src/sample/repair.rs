//! The sample's second journey, in English and in Spanish: a pair is claimed, repaired and comes back.

use shared::journey::{Evidence, LaneKind};

use super::content::{Step, Story, Text, Touchpoint, backstage, card, chance, pain, promise, text};

/// Claiming a pair and having it repaired.
pub(super) const REPAIRING: Story = Story {
    id: "the sample's second journey",
    title: text("A pair comes back to life", "Un par vuelve a la vida"),
    scenario: text(
        "An invented sample as well. Iván's soles open after 200 km; he claims the pair and has it repaired.",
        "También es un ejemplo inventado. A Iván se le abren las suelas a los 200 km; reclama el par y se lo reparan.",
    ),
    start: text("Finds the crack", "Encuentra la grieta"),
    end: text("Runs with the repaired pair", "Corre con el par reparado"),
    goal: text(
        "Not to lose a week of training",
        "No perder una semana de entrenamiento",
    ),
    steps: &STEPS,
};

const NOTICE: Text = text("Notice", "Darse cuenta");
const CLAIM: Text = text("Claim", "Reclamar");
const REPAIR: Text = text("Repair", "Reparar");
const BACK: Text = text("Run again", "Volver a correr");

const STEPS: [Step; 6] = [
    Step {
        stage: &NOTICE,
        title: text("Find the crack", "Encontrar la grieta"),
        touchpoint: Touchpoint {
            key: "sample-soles",
            name: text("Soles after 200 km", "Suelas a los 200 km"),
            department: "operations",
            channel: text("Store", "Tienda"),
            moment_of_truth: true,
            evidence: Evidence::Measured,
        },
        believed: [-0.8, -0.5, -0.6],
        cards: &[
            promise(text("Made to last 800 km", "Hechas para durar 800 km")),
            pain(
                text("Is this wear or a fault?", "¿Es desgaste o defecto?"),
                Evidence::Qualitative,
            ),
            chance(
                text(
                    "Pictures of wear and of faults",
                    "Fotos de desgaste y de defectos",
                ),
                "quality",
            ),
            backstage(
                text("Inspection of batches", "Inspección de lotes"),
                "quality",
            ),
            card(
                LaneKind::Notes,
                text(
                    "Invented, as everything in this sample.",
                    "Inventado, como todo en este ejemplo.",
                ),
                Evidence::Assumption,
                None,
            ),
        ],
    },
    Step {
        stage: &CLAIM,
        title: text("Fill in the form", "Rellenar el formulario"),
        touchpoint: Touchpoint {
            key: "sample-form",
            name: text("Warranty form", "Formulario de garantía"),
            department: "digital",
            channel: text("Website", "Web"),
            moment_of_truth: false,
            evidence: Evidence::Measured,
        },
        believed: [-0.2, -0.1, -0.9],
        cards: &[
            promise(text(
                "Three questions, no receipt",
                "Tres preguntas, sin tique",
            )),
            pain(
                text(
                    "Asks for a number that nobody finds",
                    "Pide un número que nadie encuentra",
                ),
                Evidence::Measured,
            ),
            chance(
                text("Read the number from a photo", "Leer el número de una foto"),
                "digital",
            ),
            backstage(text("Orders by customer", "Pedidos por cliente"), "sales"),
        ],
    },
    Step {
        stage: &CLAIM,
        title: text("Ask how it stands", "Preguntar cómo va"),
        touchpoint: Touchpoint {
            key: "sample-claim",
            name: text("Claim by chat", "Reclamación por chat"),
            department: "service",
            channel: text("Chat", "Chat"),
            moment_of_truth: false,
            evidence: Evidence::Measured,
        },
        believed: [-0.1, 0.2, -0.3],
        cards: &[
            promise(text("We answer within a day", "Respondemos en un día")),
            pain(
                text(
                    "Nobody knows where the pair is",
                    "Nadie sabe dónde está el par",
                ),
                Evidence::Qualitative,
            ),
            chance(
                text("A message at each step", "Un mensaje en cada paso"),
                "service",
            ),
            backstage(
                text(
                    "The workshop's list on paper",
                    "La lista del taller en papel",
                ),
                "operations",
            ),
        ],
    },
    Step {
        stage: &REPAIR,
        title: text("Send the pair in", "Enviar el par"),
        touchpoint: Touchpoint {
            key: "sample-parcel",
            name: text("Parcel to the workshop", "Paquete al taller"),
            department: "logistics",
            channel: text("Delivery", "Entrega"),
            moment_of_truth: false,
            evidence: Evidence::Measured,
        },
        believed: [0.0, 0.3, -0.2],
        cards: &[
            promise(text("Collected at your door", "Lo recogemos en tu puerta")),
            pain(
                text("The label does not print", "La etiqueta no se imprime"),
                Evidence::Measured,
            ),
            chance(
                text("Hand it in at a shop", "Entregarlo en una tienda"),
                "stores",
            ),
            backstage(
                text("Carrier's collections", "Recogidas del transportista"),
                "logistics",
            ),
        ],
    },
    Step {
        stage: &REPAIR,
        title: text("New soles", "Suelas nuevas"),
        touchpoint: Touchpoint {
            key: "sample-repair",
            name: text("Repair in the workshop", "Reparación en el taller"),
            department: "quality",
            channel: text("Post", "Correo postal"),
            moment_of_truth: true,
            evidence: Evidence::Measured,
        },
        believed: [0.6, 0.9, 0.7],
        cards: &[
            promise(text(
                "As good as new in ten days",
                "Como nuevas en diez días",
            )),
            pain(
                text("Other soles than before", "Otras suelas que antes"),
                Evidence::Qualitative,
            ),
            chance(text("Choose the sole", "Elegir la suela"), "product"),
            backstage(
                text(
                    "Soles of the old supplier run out",
                    "Se acaban las suelas del proveedor anterior",
                ),
                "purchasing",
            ),
        ],
    },
    Step {
        stage: &BACK,
        title: text("The pair comes home", "El par vuelve a casa"),
        touchpoint: Touchpoint {
            key: "sample-back",
            name: text("Repaired pair", "Par reparado"),
            department: "service",
            channel: text("Delivery", "Entrega"),
            moment_of_truth: false,
            evidence: Evidence::Measured,
        },
        believed: [0.9, 1.2, 1.0],
        cards: &[
            promise(text(
                "Six more months of warranty",
                "Seis meses más de garantía",
            )),
            pain(
                text("It came while I was out", "Llegó cuando no estaba"),
                Evidence::Qualitative,
            ),
            chance(
                text(
                    "A card signed by who repaired it",
                    "Una tarjeta firmada por quien lo reparó",
                ),
                "people",
            ),
            backstage(
                text(
                    "Last check before packing",
                    "Último control antes de empaquetar",
                ),
                "quality",
            ),
        ],
    },
];
