//! The sample's actions: one late, one that nobody has accepted, two accepted, one done and waiting for its check, and one whose
//! check has come.

use shared::{
    access::Actor,
    action::{ActionIntent, ActionKind, Plan},
    api::{ApiError, ErrorCode},
    catalogue::Catalogue,
    id::ActionId,
    locale::{Date, Lang},
};
use uuid::Uuid;

use super::content::{Text, text};
use crate::service::Services;

struct Sample {
    problem: Text,
    step: Text,
    scope: Text,
    kind: ActionKind,
    touchpoint: &'static str,
    assigned: &'static str,
    accepted: bool,
    /// In days from today.
    due: i32,
    /// Days ago.
    implemented: Option<i32>,
    check: i32,
    metric: &'static str,
}

const ACTIONS: [Sample; 6] = [
    // What was meant well and did harm: the soles of the second supplier open.
    Sample {
        problem: text("Soles come late", "Las suelas llegan tarde"),
        step: text(
            "Buy from a second supplier",
            "Comprar a un segundo proveedor",
        ),
        scope: text("", ""),
        kind: ActionKind::Correction,
        touchpoint: "sample-soles",
        assigned: "Raúl",
        accepted: true,
        due: -30,
        implemented: Some(28),
        check: -1,
        metric: "csat",
    },
    Sample {
        problem: text("Sole opens, water gets in", "La suela se abre y entra agua"),
        step: text("Hold the batch back", "Retener el lote"),
        scope: text("Stores in the north", "Tiendas del norte"),
        kind: ActionKind::Containment,
        touchpoint: "sample-soles",
        assigned: "Nuria",
        accepted: false,
        due: 3,
        implemented: None,
        check: 31,
        metric: "csat",
    },
    Sample {
        problem: text("Told to send photos twice", "Piden las fotos dos veces"),
        step: text("Ask for photos once", "Pedir las fotos una sola vez"),
        scope: text("", ""),
        kind: ActionKind::Correction,
        touchpoint: "sample-claim",
        assigned: "Lucía",
        accepted: true,
        due: -6,
        implemented: None,
        check: 22,
        metric: "csat",
    },
    Sample {
        problem: text("Nobody rings the bell", "Nadie llama al timbre"),
        step: text(
            "Ring before leaving the parcel",
            "Llamar antes de dejar el paquete",
        ),
        scope: text("Carrier B in the north", "Transportista B en el norte"),
        kind: ActionKind::Correction,
        touchpoint: "sample-delivery",
        assigned: "Tomás",
        accepted: true,
        due: 12,
        implemented: None,
        check: 40,
        metric: "csat",
    },
    Sample {
        problem: text(
            "Half give up at the address form",
            "La mitad abandona en el formulario de dirección",
        ),
        step: text("Fill in the town by itself", "Rellenar sola la población"),
        scope: text("", ""),
        kind: ActionKind::Correction,
        touchpoint: "sample-checkout",
        assigned: "Irene",
        accepted: true,
        due: -10,
        implemented: Some(12),
        check: 16,
        metric: "stars",
    },
    Sample {
        problem: text(
            "Asks for a number that nobody finds",
            "Pide un número que nadie encuentra",
        ),
        step: text("Read the number from a photo", "Leer el número de una foto"),
        scope: text("", ""),
        kind: ActionKind::Correction,
        touchpoint: "sample-form",
        assigned: "Irene",
        accepted: true,
        due: 20,
        implemented: None,
        check: 48,
        metric: "csat",
    },
];

/// Puts them in. Those that are there already stay as they are.
pub(super) async fn seed(
    services: &Services,
    owner: &Actor,
    catalogue: &Catalogue,
    (lang, today): (Lang, Date),
) -> Result<(), ApiError> {
    for (number, sample) in ACTIONS.iter().enumerate() {
        let name = format!("the sample's action {number}");
        let id = ActionId::new(Uuid::new_v5(
            &services.store().workspace_id(),
            name.as_bytes(),
        ));
        for intent in sample.intents(id, catalogue, lang, today) {
            match services.change_actions(owner, intent).await {
                Ok(_) => {}
                // From an earlier start that was interrupted.
                Err(error) if error.code == ErrorCode::Exists => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

impl Sample {
    fn intents(
        &self,
        action: ActionId,
        catalogue: &Catalogue,
        lang: Lang,
        today: Date,
    ) -> Vec<ActionIntent> {
        let day = |days: i32| Date::from_days(today.to_days() + days);
        let say = |text: &Text| text.in_language(lang).to_owned();
        let touchpoint = catalogue.touchpoints.iter();
        let mut touchpoint =
            touchpoint.filter(|(_, known)| known.key.as_deref() == Some(self.touchpoint));
        let plan = Plan {
            problem: say(&self.problem),
            kind: self.kind,
            step: say(&self.step),
            scope: say(&self.scope),
            touchpoint: touchpoint.next().map(|(id, _)| *id),
            journey: None,
            due: day(self.due),
            metric: Some(self.metric.to_owned()),
            check: day(self.check),
        };
        let name = self.assigned.to_owned();
        let mut intents = vec![ActionIntent::Add {
            id: action,
            plan,
            assigned: Some(name.clone()),
        }];
        if self.accepted {
            intents.push(ActionIntent::Accept { action, name });
        }
        let on = self.implemented.and_then(|ago| day(-ago));
        intents.extend(on.map(|on| ActionIntent::Implement {
            action,
            on,
            check: None,
        }));
        intents
    }
}
