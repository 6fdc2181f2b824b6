//! The sample's desks beside the shop, two and a half years of them: tickets with what customers wrote, leads, what marketing
//! counts in a week, and warranty claims over months of use. Always the same draws; the north complains of soles since they
//! changed.

use std::fmt::Write as _;

use jiff::civil::Date;
use shared::locale::Lang;

use super::{
    content::{Text, text},
    years::{REGIONS, SOLES, WEEKS, batch, draw, pick, weeks, yes},
};

const TICKETS_A_WEEK: u32 = 12;
const LEADS_A_WEEK: u32 = 9;
/// Customers who may write, some of them often.
const CUSTOMERS: u32 = 420;

/// What a ticket is about: its name in records, whether it complains, and what customers write.
struct Topic {
    name: Text,
    complains: bool,
    says: [Text; 3],
}

const TOPICS: [Topic; 5] = [
    Topic {
        name: text("delivery", "entrega"),
        complains: true,
        says: [
            text(
                "The parcel came two days late and nobody told me.",
                "El paquete llegó dos días tarde y nadie me avisó.",
            ),
            text(
                "The courier never rang, I had to collect it myself.",
                "El mensajero no llamó y tuve que ir a buscarlo.",
            ),
            text(
                "Where is my order? The link shows nothing.",
                "¿Dónde está mi pedido? El enlace no muestra nada.",
            ),
        ],
    },
    Topic {
        name: text("size", "talla"),
        complains: false,
        says: [
            text(
                "I need half a size more, how do I change it?",
                "Necesito media talla más, ¿cómo lo cambio?",
            ),
            text(
                "Does this last fit wide feet?",
                "¿Esta horma sirve para pies anchos?",
            ),
            text(
                "The change was quick, thank you.",
                "El cambio fue rápido, gracias.",
            ),
        ],
    },
    Topic {
        name: text("claim", "reclamación"),
        complains: true,
        says: [
            text(
                "I sent the form three weeks ago and hear nothing.",
                "Envié el formulario hace tres semanas y no sé nada.",
            ),
            text(
                "Why do I have to pay for sending back a broken shoe?",
                "¿Por qué pago yo el envío de una zapatilla rota?",
            ),
            text(
                "Kind on the phone, but no answer yet.",
                "Amables por teléfono, pero sin respuesta todavía.",
            ),
        ],
    },
    Topic {
        name: text("website", "web"),
        complains: false,
        says: [
            text(
                "The page to pay stops at the card.",
                "La página de pago se queda en la tarjeta.",
            ),
            text(
                "I cannot change my address.",
                "No puedo cambiar mi dirección.",
            ),
            text(
                "Your new size guide is good.",
                "La nueva guía de tallas está muy bien.",
            ),
        ],
    },
    SOLES_TOPIC,
];

const SOLES_TOPIC: Topic = Topic {
    name: text("soles", "suelas"),
    complains: true,
    says: [
        text(
            "After 200 km the sole opens at the side.",
            "A los 200 km la suela se abre por un lado.",
        ),
        text(
            "Water gets in, the sole came loose at the toe.",
            "Entra agua, la suela se despegó en la punta.",
        ),
        text(
            "Second pair, the same crack.",
            "Segundo par, la misma grieta.",
        ),
    ],
};

/// Tickets, the last of them of the day before `today`.
pub(super) fn tickets(today: Date, lang: Lang) -> Vec<u8> {
    let mut text = String::from(
        "ticket,day,region,channel,batch,topic,complains,first response,resolution,mood,customer,comment\n",
    );
    for (ago, day) in weeks(today) {
        for number in 0..TICKETS_A_WEEK {
            let ticket = (WEEKS - 1 - ago) * TICKETS_A_WEEK + number + 1;
            let region = pick(&REGIONS, draw(ticket, "ticket region"));
            let north = region == REGIONS[0];
            let soles = if ago < SOLES && north { 0.55 } else { 0.06 };
            let topic = if draw(ticket, "soles") < soles {
                &SOLES_TOPIC
            } else {
                &TOPICS[(draw(ticket, "topic") * 4.0) as usize % 4]
            };
            let winter = day.month() == 12;
            let first = hours(draw(ticket, "first"), if winter { 9.0 } else { 5.0 });
            let whole = first
                + hours(
                    draw(ticket, "whole"),
                    if topic.complains { 46.0 } else { 14.0 },
                );
            let mood = match draw(ticket, "mood") {
                at if topic.complains && at < 0.8 => -1,
                at if at < 0.35 => -1,
                at if at < 0.7 => 0,
                _ => 1,
            };
            let channel = pick(&["e-mail", "chat", "tel"], draw(ticket, "ticket channel"));
            let says = pick(&[0, 1, 2], draw(ticket, "says"));
            let customer = (draw(ticket, "customer") * f64::from(CUSTOMERS)) as u32;
            let _ = writeln!(
                text,
                "T{ticket},{day},{region},{channel},{},{},{},{first:.2},{whole:.2},{mood},K{customer:04},\"{}\"",
                batch(ago, north),
                topic.name.in_language(lang),
                u8::from(topic.complains),
                topic.says[says].in_language(lang),
            );
        }
    }
    text.into_bytes()
}

/// Leads of shops that might sell the shoes, the last of them of the day before `today`.
pub(super) fn leads(today: Date) -> Vec<u8> {
    let mut text = String::from("lead,day,region,response,in time,won\n");
    for (ago, day) in weeks(today) {
        for number in 0..LEADS_A_WEEK {
            let lead = (WEEKS - 1 - ago) * LEADS_A_WEEK + number + 1;
            let region = pick(&REGIONS, draw(lead, "lead region"));
            let response = hours(draw(lead, "response"), 11.0);
            let in_time = response <= 24.0;
            let won = yes(draw(lead, "won"), if in_time { 0.31 } else { 0.17 });
            let _ = writeln!(
                text,
                "L{lead},{day},{region},{response:.2},{},{won}",
                u8::from(in_time)
            );
        }
    }
    text.into_bytes()
}

/// What marketing and the shop's machines count in a week, and claims over pairs in use.
pub(super) fn weekly(today: Date, campaign: u32) -> Vec<u8> {
    let mut text = String::from("week,channel,reach,visits,clicks,minutes,up,claims,months\n");
    for (ago, day) in weeks(today) {
        let season = if matches!(day.month(), 4 | 5 | 9 | 11) {
            1.25
        } else {
            1.0
        };
        let spring = if ago < campaign { 1.18 } else { 1.0 };
        for channel in ["Instagram", "e-mail", "web"] {
            let size = match channel {
                "Instagram" => 52_000.0,
                "e-mail" => 9_000.0,
                _ => 21_000.0,
            };
            let week = WEEKS - ago;
            let noise = |of: &str| 0.9 + 0.2 * draw(week, &format!("{channel} {of}"));
            let reach = (size * season * spring * noise("reach")).round();
            let visits = (reach * 0.11 * noise("visits")).round();
            let clicks = (reach * 0.034 * noise("clicks")).round();
            let _ = write!(text, "{day},{channel},{reach},{visits},{clicks}");
            if channel == "web" {
                let down =
                    if draw(week, "down") < 0.12 { 55.0 } else { 4.0 } * draw(week, "how long");
                let months = 5_200.0 + 18.0 * f64::from(WEEKS - ago);
                let share = if ago < SOLES { 0.0062 } else { 0.0031 };
                let claims = (months * share * noise("claims")).round();
                let _ = writeln!(text, ",10080,{:.0},{claims},{months}", 10_080.0 - down);
            } else {
                text.push_str(",,,,\n");
            }
        }
    }
    text.into_bytes()
}

/// Which supplier the soles of each batch came from.
pub(super) fn suppliers() -> Vec<u8> {
    let mut text = String::from("batch,supplier,material\n");
    let mut last = String::new();
    for ago in (0..WEEKS).rev() {
        for north in [true, false] {
            let name = batch(ago, north);
            if name != last && !text.contains(&format!("\n{name},")) {
                let supplier = if name.starts_with('N') {
                    "Suelas Nalón,TPU"
                } else {
                    "Cauchos Arga,EVA"
                };
                let _ = writeln!(text, "{name},{supplier}");
            }
            last = name;
        }
    }
    text.into_bytes()
}

/// Waiting times have many short and few long ones: exponential, by its inverse, to at most a fortnight.
fn hours(draw: f64, mean: f64) -> f64 {
    (-mean * libm::log(1.0 - draw)).min(336.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desks_are_the_same_every_time_and_end_yesterday() {
        let today = jiff::civil::date(2026, 3, 1);
        for (make, rows) in [
            (tickets(today, Lang::En), WEEKS * TICKETS_A_WEEK),
            (leads(today), WEEKS * LEADS_A_WEEK),
            (weekly(today, 40), WEEKS * 3),
        ] {
            let text = String::from_utf8(make).unwrap();
            assert_eq!(text.lines().count() as u32, rows + 1);
            assert!(
                text.lines().last().unwrap().contains("2026-02-28"),
                "{text}"
            );
        }
        assert_eq!(tickets(today, Lang::Es), tickets(today, Lang::Es));
    }

    #[test]
    fn every_batch_has_one_supplier_and_the_new_ones_soles_come_last() {
        let text = String::from_utf8(suppliers()).unwrap();
        let rows: Vec<&str> = text.lines().skip(1).collect();
        let names: std::collections::BTreeSet<&str> = rows
            .iter()
            .map(|row| row.split(',').next().unwrap())
            .collect();
        assert_eq!(names.len(), rows.len());
        assert!(rows[0].contains("Cauchos Arga"), "{text}");
        assert!(rows.last().unwrap().contains("Suelas Nalón"), "{text}");
    }

    #[test]
    fn waiting_times_have_the_mean_that_is_asked_for() {
        // The inverse of the exponential at one half is the median, ln 2 times the mean.
        assert!((hours(0.5, 10.0) - 6.931_471_8).abs() < 1e-6);
        assert!(hours(0.999_999_999, 1e9) <= 336.0);
    }
}
