//! The configuration of New Relic's Customer Journey (`journeyConfig.js`): the steps of a funnel.
//!
//! Written after its documentation (`CONFIG.md`). A journey there is what is measured, so its title and steps come; queries, cohorts
//! and measures have no place on a board, where numbers come from records.

use super::{
    Format, literal,
    problem::{LeftOut, ReadError, ReadProblem},
    sketch::{Named, Sketch},
    tree::{Node, Value},
};

pub(super) fn read(text: &str) -> Result<Sketch, ReadError> {
    let literal = literal::first(text)?;
    let journeys = match &literal.value {
        Value::List(journeys) => journeys.as_slice(),
        _ => std::slice::from_ref(&literal),
    };
    let is_journey = |node: &&Node| node.text_of("title").is_some() && node.get("steps").is_some();
    let mut journeys = journeys.iter().filter(is_journey);
    let Some(journey) = journeys.next() else {
        let format = Format::FunnelConfig;
        return Err(ReadProblem::OtherFormat { format }.whole());
    };
    let mut sketch = Sketch::default();
    let title = journey.text_of("title").unwrap_or_default();
    sketch.title = Some(title.to_owned());
    let part = |name| journey.text_of(name);
    sketch.identity = Some(match (part("accountId"), part("id")) {
        // Without either it is known by what it is called; a slash alone would be all such files at once.
        (None, None) => title.to_owned(),
        (account, id) => format!("{}/{}", account.unwrap_or_default(), id.unwrap_or_default()),
    });
    let stage = sketch.stage(Named::new(title, journey.line))?;
    for step in journey.items_of("steps") {
        let Some(label) = step.text_of("label") else {
            let field = "label".to_owned();
            sketch.omit(step.line, "", LeftOut::NoField { field });
            continue;
        };
        let named = match step.text_of("id") {
            Some(id) => Named::keyed(id, label, step.line),
            None => Named::new(label, step.line),
        };
        sketch.step(stage, named)?;
        for query in ["nrqlWhere", "altNrql"] {
            no_place(&mut sketch, step.get(query), query);
        }
    }
    no_place(&mut sketch, journey.get("funnel"), "funnel");
    for list in ["series", "kpis", "stats"] {
        for item in journey.items_of(list) {
            no_place(&mut sketch, Some(item), list);
        }
    }
    for other in journeys {
        let title = other.text_of("title").unwrap_or_default();
        sketch.omit(other.line, title, LeftOut::AnotherJourney);
    }
    sketch.finish()
}

/// Lists something by what it is called, or by the field it stands in.
fn no_place(sketch: &mut Sketch, node: Option<&Node>, field: &str) {
    let Some(node) = node else { return };
    let own = node.text().or_else(|| node.text_of("label"));
    let name = own.or_else(|| node.text_of("name")).unwrap_or(field);
    sketch.omit(node.line, name, LeftOut::NoPlace);
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_journey_without_account_and_id_is_known_by_its_title() {
        let identity = |about: &str| {
            let text = format!("module.exports = [{{ {about}, steps: [{{ label: 'Pay' }}] }}];");
            read(&text).unwrap().identity.unwrap()
        };
        assert_ne!(identity("title: 'Buy'"), identity("title: 'Return'"));
        assert_eq!(identity("title: 'Buy'"), identity("title: 'Buy', id: ''"));
        // One that has an id keeps it whatever it is called.
        let numbered = identity("title: 'Buy', accountId: 1, id: 7");
        assert_eq!(numbered, identity("title: 'Sell', accountId: 1, id: 7"));
        assert_ne!(numbered, identity("title: 'Buy', accountId: 1, id: 8"));
    }
}
