//! The sample's desks beside the shop, two and a half years of them: tickets with what customers wrote, leads, what marketing
//! counts in a week, and what the team answers. Always the same draws; the north complains of soles since they changed.

use std::fmt::Write as _;

use jiff::civil::Date;
use shared::locale::Lang;

use super::{
    content::{Text, text},
    shop::CUSTOMERS,
    years::{DIMENSIONS, REGIONS, Sale, WEEKS, draw, film, pick, rating, season, weeks, yes},
};

const TICKETS_A_WEEK: u32 = 12;
const LEADS_A_WEEK: u32 = 7;
const ANSWERS_A_WEEK: u32 = 10;
const SITES: [&str; 3] = ["Fábrica", "Tiendas", "Oficina"];
/// The team's bad half-year, in weeks before today: two shifts were merged.
const SHIFTS: std::ops::Range<u32> = 58..84;

/// What a ticket is about: its name in records, how many of them complain, and what customers write.
struct Topic {
    name: Text,
    complains: f64,
    says: [Text; 3],
}

const TOPICS: [Topic; 5] = [
    Topic {
        name: text("delivery", "entrega"),
        complains: 0.3,
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
        complains: 0.0,
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
        complains: 0.45,
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
        complains: 0.05,
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
    complains: 0.95,
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

/// Tickets, the last of them of the day before `today`. Few of them complain, until soles crack.
pub(super) fn tickets(today: Date, lang: Lang) -> Vec<u8> {
    let mut text = format!(
        "ticket,day,{DIMENSIONS},batch,channel,topic,complains,first response,resolution,customer,comment\n"
    );
    for (ago, day) in weeks(today) {
        for number in 0..TICKETS_A_WEEK {
            let ticket = (WEEKS - 1 - ago) * TICKETS_A_WEEK + number + 1;
            let sale = Sale::of(ticket, "ticket", (ago, day));
            let soles = if sale.cracks() { 0.55 } else { 0.02 };
            let topic = if draw(ticket, "soles") < soles {
                &SOLES_TOPIC
            } else {
                &TOPICS[pick(&[0, 1, 1, 1, 2, 3, 3, 3], draw(ticket, "topic"))]
            };
            // Of deliveries and claims most only ask; who writes of soles complains.
            let complains = draw(ticket, "complains") < topic.complains;
            let winter = sale.december;
            let first = hours(draw(ticket, "first"), if winter { 9.0 } else { 5.0 });
            let whole = first + hours(draw(ticket, "whole"), if complains { 46.0 } else { 14.0 });
            let channel = pick(&["e-mail", "chat", "tel"], draw(ticket, "ticket channel"));
            let says = pick(&[0, 1, 2], draw(ticket, "says"));
            let customer = (draw(ticket, "customer") * f64::from(CUSTOMERS)) as u32;
            let _ = writeln!(
                text,
                "T{ticket},{day},{},{},{channel},{},{},{first:.2},{whole:.2},C{customer:04},\"{}\"",
                sale.dimensions(lang),
                sale.batch(),
                topic.name.in_language(lang),
                u8::from(complains),
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

/// What marketing and the shop's machines count in a week. The film is seen while it runs, and no longer.
pub(super) fn weekly(today: Date) -> Vec<u8> {
    let mut text = String::from("week,channel,reach,visits,clicks,minutes,up\n");
    for (ago, day) in weeks(today) {
        let spring = if film(ago) { 1.45 } else { 1.0 };
        for channel in ["Instagram", "e-mail", "web"] {
            let (size, seen) = match channel {
                "Instagram" => (52_000.0, spring),
                "e-mail" => (9_000.0, 1.0),
                _ => (21_000.0, f64::midpoint(spring, 1.0)),
            };
            let week = WEEKS - ago;
            let noise = |of: &str| 0.9 + 0.2 * draw(week, &format!("{channel} {of}"));
            let reach = (size * season(day) * seen * noise("reach")).round();
            let visits = (reach * 0.11 * noise("visits")).round();
            let clicks = (reach * 0.034 * noise("clicks")).round();
            let _ = write!(text, "{day},{channel},{reach},{visits},{clicks}");
            if channel == "web" {
                let down =
                    if draw(week, "down") < 0.12 { 55.0 } else { 4.0 } * draw(week, "how long");
                let _ = writeln!(text, ",10080,{:.0}", 10_080.0 - down);
            } else {
                text.push_str(",,\n");
            }
        }
    }
    text.into_bytes()
}

/// The team's answers as a file, the last of them of the day before `today`.
pub(super) fn team(today: Date) -> Vec<u8> {
    let usual = &[
        0.02, 0.02, 0.02, 0.03, 0.04, 0.07, 0.1, 0.18, 0.22, 0.18, 0.12,
    ];
    let tired = &[
        0.07, 0.04, 0.06, 0.07, 0.08, 0.1, 0.12, 0.17, 0.15, 0.09, 0.05,
    ];
    let mut text = String::from("answer,day,site,recommend\n");
    for (ago, day) in weeks(today) {
        for number in 0..ANSWERS_A_WEEK {
            let answer = (WEEKS - 1 - ago) * ANSWERS_A_WEEK + number + 1;
            let site = pick(&SITES, draw(answer, "site"));
            let shares = if SHIFTS.contains(&ago) { tired } else { usual };
            let recommend = rating(0, draw(answer, "team"), shares);
            let _ = writeln!(text, "{answer},{day},{site},{recommend}");
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
            (weekly(today), WEEKS * 3),
            (team(today), WEEKS * ANSWERS_A_WEEK),
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
    fn waiting_times_have_the_mean_that_is_asked_for() {
        // The inverse of the exponential at one half is the median, ln 2 times the mean.
        assert!((hours(0.5, 10.0) - 6.931_471_8).abs() < 1e-6);
        assert!(hours(0.999_999_999, 1e9) <= 336.0);
    }
}
