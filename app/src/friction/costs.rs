//! What friction costs: the three costs typed in, and amounts of money in words.

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::ApiError,
    friction::{Costs, Loss, SetIntent, WeeklyCost},
    metric::{AmountUnit, Currency},
};

use super::{
    saved::{Saved, Wish},
    scoring::Scoring,
};
use crate::words::{Lang, PriorityWords, api_error, priority};

/// What is written where nobody said a currency yet.
const USUAL: &str = "EUR";

/// The panel that costs are typed into, folded once they are there.
pub(super) fn costs(lang: Lang, scoring: Scoring, saved: Saved) -> AnyView {
    let words = priority(lang);
    let now = saved.costs_now();
    let currency = now.as_ref().map_or(USUAL, |costs| costs.currency.code());
    let currency = RwSignal::new(currency.to_owned());
    let typed = Loss::ALL.map(|loss| {
        let text = now.as_ref().and_then(|costs| {
            let cost = costs.of(loss)?;
            Some(costs.whole(cost as f64).to_string())
        });
        RwSignal::new(text.unwrap_or_default())
    });
    let refused = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let amounts = typed.map(|text| text.get_untracked());
        let read = read(&currency.get_untracked(), &amounts);
        refused.set(read.is_none());
        if let Some(costs) = read {
            saved.wish(Wish {
                intent: SetIntent::SetCosts { costs },
                said: None,
                failed,
            });
        }
    };
    let basis = scoring.basis();
    let rows: Vec<AnyView> = Loss::ALL
        .into_iter()
        .zip(typed)
        .map(|(loss, text)| {
            let countable = basis.subjects.iter();
            let countable = countable.filter(|subject| {
                let mut counted = subject.counted.iter();
                counted.any(|counted| counted.loss == loss)
            });
            let hint = match countable.count() as u64 {
                0 => words.not_counted.to_owned(),
                n => words.counted_at(n),
            };
            let described = format!("cost-{}", loss as u8);
            view! {
                <label class="costs__name" for=format!("{described}-field")>
                    {one(words, loss)}
                </label>
                <input
                    class="input num"
                    type="number"
                    inputmode="decimal"
                    min="0"
                    step="any"
                    id=format!("{described}-field")
                    aria-describedby=described.clone()
                    aria-invalid=move || refused.get().then_some("true")
                    value=text.get_untracked()
                    on:input=move |event| text.set(event_target_value(&event))
                />
                <span class="costs__hint" id=described>
                    {hint}
                </span>
            }
            .into_any()
        })
        .collect();
    let said = move || {
        let text = if refused.get() {
            Some(words.costs_refused.to_owned())
        } else {
            failed.get().map(|error| api_error(lang, &error).text)
        };
        text.map(|text| view! { <p class="field__error" role="alert">{text}</p> })
    };
    view! {
        <details class="weights__others" open=now.is_none()>
            <summary>{words.costs}</summary>
            <p class="muted small">{words.costs_lead}</p>
            <form class="costs" on:submit=submit novalidate>
                {rows}
                <label class="costs__name" for="cost-currency">
                    {words.currency}
                </label>
                <input
                    class="input"
                    type="text"
                    id="cost-currency"
                    maxlength="3"
                    autocomplete="off"
                    autocapitalize="characters"
                    value=currency.get_untracked()
                    on:input=move |event| currency.set(event_target_value(&event))
                />
                <button type="submit" class="btn btn--small">
                    {words.keep_costs}
                </button>
            </form>
            {said}
        </details>
    }
    .into_any()
}

/// Costs as they were typed: nothing where all are empty, `None` where one cannot be.
fn read(currency: &str, amounts: &[String; 3]) -> Option<Option<Costs>> {
    let currency: Currency = currency.trim().to_uppercase().parse().ok()?;
    let small = AmountUnit::Money(currency).small() as f64;
    let mut read = [None; 3];
    for (read, text) in read.iter_mut().zip(amounts) {
        let text = text.trim().replace(',', ".");
        if !text.is_empty() {
            let amount = (text.parse::<f64>().ok()? * small).round();
            let sound = (1.0..=Costs::MOST as f64).contains(&amount);
            *read = Some(sound.then_some(amount as i64)?);
        }
    }
    let [contact, r#return, lost_order] = read;
    let costs = Costs {
        currency,
        contact,
        r#return,
        lost_order,
    };
    Some(costs.are_sound().then_some(costs))
}

/// One of a loss.
const fn one(words: &PriorityWords, loss: Loss) -> &'static str {
    match loss {
        Loss::Contact => words.contact,
        Loss::Return => words.a_return,
        Loss::LostOrder => words.lost_order,
    }
}

/// Many of a loss.
const fn many(words: &PriorityWords, loss: Loss) -> &'static str {
    match loss {
        Loss::Contact => words.contacts,
        Loss::Return => words.returns,
        Loss::LostOrder => words.lost_orders,
    }
}

/// An amount of money with its currency; cents only of small amounts.
pub(super) fn money(lang: Lang, currency: Currency, minor: f64) -> String {
    let unit = AmountUnit::Money(currency);
    let whole = unit.large(minor);
    let decimals = decimals(unit, whole);
    format!("{}\u{a0}{}", lang.number(whole, decimals), currency.code())
}

fn decimals(unit: AmountUnit, whole: f64) -> u8 {
    if whole.abs() < 100.0 {
        unit.decimals()
    } else {
        0
    }
}

/// The margin of what a week costs, without the currency.
pub(super) fn margin(lang: Lang, cost: &WeeklyCost) -> String {
    let unit = AmountUnit::Money(cost.currency);
    let whole = |minor: i64| unit.large(minor as f64);
    let decimals = decimals(unit, whole(cost.high));
    lang.interval(whole(cost.low), whole(cost.high), decimals)
}

/// What a week costs, with its margin.
pub(super) fn a_week(lang: Lang, cost: &WeeklyCost) -> String {
    let amount = money(lang, cost.currency, cost.amount as f64);
    priority(lang).a_week(&amount, &margin(lang, cost))
}

/// What a week's cost is made of: "3.0 contacts, 1.3 returns".
pub(super) fn made_of(lang: Lang, cost: &WeeklyCost) -> String {
    let words = priority(lang);
    let parts = cost.losses.iter().map(|part| {
        let n = lang.number(part.per_week, 1);
        words.per_week(&n, &many(words, part.loss).to_lowercase())
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// Costs in words, for the trail.
pub(super) fn in_words(lang: Lang, costs: Option<&Costs>) -> String {
    let words = priority(lang);
    let Some(costs) = costs else {
        return words.no_costs.to_owned();
    };
    let given = Loss::ALL.into_iter().filter_map(|loss| {
        let cost = money(lang, costs.currency, costs.of(loss)? as f64);
        Some(format!("{} {cost}", one(words, loss).to_lowercase()))
    });
    given.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::friction::{Counted, weekly_cost};

    fn typed(amounts: [&str; 3]) -> Option<Option<Costs>> {
        read("eur", &amounts.map(str::to_owned))
    }

    #[test]
    fn costs_are_typed_with_a_point_or_a_comma_and_left_empty_where_nobody_knows() {
        let costs = typed(["4.5", "12,50", ""]).flatten().unwrap();
        assert_eq!(costs.contact, Some(450));
        assert_eq!(costs.r#return, Some(1_250));
        assert_eq!(costs.lost_order, None);
        assert_eq!(typed(["", " ", ""]), Some(None));
        for wrong in ["0", "-3", "0.001", "much", "1e30"] {
            assert_eq!(typed([wrong, "", ""]), None, "{wrong}");
        }
        assert_eq!(read("euro", &["1", "", ""].map(str::to_owned)), None);
        // Yen have no small unit.
        let yen = read("JPY", &["120", "", ""].map(str::to_owned));
        assert_eq!(yen.flatten().unwrap().contact, Some(120));
    }

    #[test]
    fn money_is_said_with_cents_where_it_is_little() {
        let costs = typed(["8", "15", ""]).flatten().unwrap();
        let counted = |loss, n| Counted {
            loss,
            n,
            weeks: 4.0,
        };
        let counted = [counted(Loss::Contact, 12.0), counted(Loss::Return, 5.0)];
        let cost = weekly_cost(&costs, &counted).unwrap();
        assert_eq!(
            a_week(Lang::En, &cost),
            "42.75\u{a0}EUR a week (26.56 to 66.90)"
        );
        assert_eq!(made_of(Lang::En, &cost), "3.0 contacts, 1.3 returns");
        assert_eq!(
            in_words(Lang::Es, Some(&costs)),
            "un contacto 8,00\u{a0}EUR, una devolución 15,00\u{a0}EUR"
        );
        assert_eq!(money(Lang::En, costs.currency, 123_456.0), "1,235\u{a0}EUR");
    }
}
